"""A complaint of the 12345 line counts once, however often and however spelled the exports name it."""

import duckdb
import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, drop

HEADER_OF_CASES = "工单编号,来源渠道,诉求类型,承办网点,收件时间,办结时间,导出时间\n"
CASES = """A{0}1,热线,投诉,W1,{1}-04 09:00,{1}-05 09:00,2026-10-31 18:00
A{0}2,热线,投诉,W2,{1}-04 09:00,{1}-05 09:00,2026-10-31 18:00
A{0}3,热线,投诉,W2,{1}-04 09:00,{1}-05 09:00,2026-10-31 18:00
A{0}4,热线,咨询,W2,{1}-04 09:00,{1}-05 09:00,2026-10-31 18:00
"""
HEADER = "投诉编号,接收时间,来源工单,被投诉网点,投诉类别,导出时间\n"
LINE = "{},{}-04 10:00,{},{},服务态度,{}-{}\n"
SPELLED = ["A{}1", "a{}1", " A {}1 ", "Ａ{}1", "ａ{}1"]


def line(number, case, outlet, day):
    return LINE.format(number, "{1}", case, outlet, "{1}", day)


OLD, NEW = line("TS{0}9", "A{0}1", "W1", 20), line("A{0}1", "", "W1", 28)
# Each has a number and a month with four cases for itself: its exports, in the order of loading.
EXPORTS = [
    [
        line("TS{0}1", "A{0}1", "", 28)
        + line("A{0}1", "", "W1", 28)
        + line("TS{0}2", "a{0}2", "", 28)
    ],
    [OLD, NEW],
    [NEW, OLD],
    [line("b{0}7", "", "W1", 28) + line("B{0}7", "", "W2", 28)],
    *(
        [line("TS{0}1", "A{0}1", "W1", 20), line("TS{0}2", spelled.format("{0}"), "W1", 28)]
        for spelled in SPELLED
    ),
]


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Load all exports beside the cases; answer with what counts in the month of some, and C01's numerator."""
    folder = DataFolder(tmp_path_factory.mktemp("complaints") / "data")
    months = [f"2026-{number:02}" for number in range(1, len(EXPORTS) + 1)]
    cases = "".join(CASES.format(number, month) for number, month in enumerate(months, 1))
    given = [("网点台账.csv", OUTLETS), ("办件.csv", HEADER_OF_CASES + cases)]
    for number, month in enumerate(months, 1):
        for turn, text in enumerate(EXPORTS[number - 1]):
            given.append((f"投诉{month}之{turn}.csv", HEADER + text.format(number, month)))
    results = load_files(folder, [drop(folder.inbox, *file) for file in given])
    assert [result.rejected for result in results] == [0] * len(given)

    def of_export(number):
        told = warehouse.execute(
            "select complaint_id, district_id from fct_complaint"
            " where strftime(received_at, '%Y-%m') = ? order by 1",
            [months[number - 1]],
        )
        told = told.fetchall()
        rates = warehouse.execute(
            "select numerator from mart_kpi_month"
            " where kpi_id = 'C01' and scope = 'city' and month = ?::date",
            [f"{months[number - 1]}-01"],
        )
        return told, rates.fetchall()

    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        yield of_export


def test_named_by_one_complaint_and_borne_by_another_a_case_counts_once(counted):
    told, rate = counted(1)

    assert told == [("A13", "330205"), ("TS11", "330203"), ("TS12", "330205")]
    assert rate == [(3,)]


def test_the_newest_of_several_stands_in_whatever_order_they_come(counted):
    for number in (2, 3):
        told, rate = counted(number)

        assert told == [
            (f"A{number}1", "330203"), (f"A{number}2", "330205"), (f"A{number}3", "330205"),
        ]  # fmt: skip
        assert rate == [(3,)]


def test_two_complaints_whose_numbers_differ_in_letters_are_two_where_no_case_bears_it(counted):
    told, rate = counted(4)

    assert [complaint_id for complaint_id, _ in told] == ["A41", "A42", "A43", "B47", "b47"]
    assert rate == [(5,)]


@pytest.mark.parametrize("number", range(5, 5 + len(SPELLED)))
def test_letters_widths_and_spaces_make_no_other_case(counted, number):
    told, rate = counted(number)

    assert [complaint_id for complaint_id, _ in told] == [
        f"A{number}2",
        f"A{number}3",
        f"TS{number}2",
    ]
    assert rate == [(3,)]
