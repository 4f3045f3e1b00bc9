"""A complaint of the 12345 line counts once, however often and however spelled the exports name it."""

import duckdb
import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, drop

TICKETS = """工单编号,来源渠道,诉求类型,承办网点,收件时间,办结时间,导出时间
A1,热线,投诉,W1,2026-05-04 09:00,2026-05-05 09:00,2026-05-31 18:00
A2,热线,投诉,W2,2026-05-04 09:00,2026-05-05 09:00,2026-05-31 18:00
A3,热线,投诉,W2,2026-05-04 09:00,2026-05-05 09:00,2026-05-31 18:00
A4,热线,咨询,W2,2026-05-04 09:00,2026-05-05 09:00,2026-05-31 18:00
"""
HEADER = "投诉编号,接收时间,来源工单,被投诉网点,投诉类别,导出时间\n"
LINE = "{},2026-05-04 10:00,{},{},服务态度,{}\n"


def counted(root, *files):
    """Load exports of complaints beside the cases; return the complaints that count, and C01's numerator."""
    folder = DataFolder(root / "data")
    given = [("网点台账.csv", OUTLETS), ("办件.csv", TICKETS)]
    given += [(f"投诉{number}.csv", HEADER + text) for number, text in enumerate(files)]
    results = load_files(folder, [drop(folder.inbox, *file) for file in given])
    assert [result.rejected for result in results] == [0] * len(given)
    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        told = warehouse.sql("select complaint_id, district_id from fct_complaint order by 1")
        rates = warehouse.sql(
            "select numerator from mart_kpi_month where kpi_id = 'C01' and scope = 'city'"
        )
        return told.fetchall(), rates.fetchall()


def test_named_by_one_complaint_and_borne_by_another_a_case_counts_once(tmp_path):
    lines = LINE.format("TS1", "A1", "", "2026-05-31") + LINE.format("A1", "", "W1", "2026-05-31")
    lines += LINE.format("TS2", "a2", "", "2026-05-31")

    told, rate = counted(tmp_path, lines)

    assert told == [("A3", "330205"), ("TS1", "330203"), ("TS2", "330205")]
    assert rate == [(3,)]


@pytest.mark.parametrize("spelled", ["A1", "a1", " A 1 ", "Ａ１", "ａ１"])
def test_letters_widths_and_spaces_make_no_other_case(tmp_path, spelled):
    first = LINE.format("TS1", "A1", "W1", "2026-05-20")
    second = LINE.format("TS2", spelled, "W1", "2026-05-31")

    told, rate = counted(tmp_path, first, second)

    assert [complaint_id for complaint_id, _ in told] == ["A2", "A3", "TS2"]
    assert rate == [(3,)]


def test_the_newest_of_several_stands_in_whatever_order_they_come(tmp_path):
    old, new = (
        LINE.format("TS9", "A1", "W1", "2026-05-20"),
        LINE.format("A1", "", "W1", "2026-05-31"),
    )

    answers = [counted(tmp_path / "one", old, new), counted(tmp_path / "other", new, old)]

    assert answers[0] == answers[1]
    assert [complaint_id for complaint_id, _ in answers[0][0]] == ["A1", "A2", "A3"]


def test_two_complaints_whose_numbers_differ_in_letters_are_two_where_no_case_bears_it(tmp_path):
    lines = LINE.format("b7", "", "W1", "2026-05-31") + LINE.format("B7", "", "W2", "2026-05-31")

    told, rate = counted(tmp_path, lines)

    assert [complaint_id for complaint_id, _ in told] == ["A1", "A2", "A3", "B7", "b7"]
    assert rate == [(5,)]
