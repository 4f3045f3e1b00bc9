"""What the data page says is incomplete, contradicted or unplaced, on files written by hand."""

from datetime import date

import pytest

from analysis import data_questions, questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.commands.loading import LoadOptions, load
from etl.paths import DataFolder
from etl.warehouse import publish
from tests.etl.tiny_city import OUTLETS, UNITS, drop

HEAD = (
    "工单编号,来源渠道,承办网点,承办单位,收件时间,应办结时间,办结时间,状态,上报是否按时,导出时间\n"
)
AS_OF = "2026-10-15 18:00"
# number, outlet, received, due, closed, flag
CASES = [
    ("A1", "W1", "2026-06-02", "2026-06-10", "2026-06-08", "是"),
    ("A2", "W1", "2026-06-03", "2026-06-10", "2026-06-12", "是"),
    ("A3", "W2", "2026-06-04", "2026-06-10", "2026-06-09", "否"),
    ("A4", "W2", "2026-06-05", "2026-06-10", "2026-06-20", "否"),
    ("A5", "W2", "2026-06-05", "2026-06-10", "2026-06-06", ""),
    ("A6", "W1", "2026-06-08", "2026-06-10", "2026-06-09", "是"),
    # ten more in June and two that are complaints, nothing in July, four in August, twelve in September, one in October so far
    *((f"M{n}", "W1", "2026-06-15", "2026-07-10", "2026-06-16", "") for n in range(10)),
    *((f"B{n}", "W1", "2026-08-05", "2026-08-10", "2026-08-06", "") for n in range(4)),
    *((f"C{n}", "W1", "2026-09-01", "2026-09-10", "2026-09-02", "") for n in range(12)),
    ("D1", "", "2026-10-09", "2026-10-20", "", ""),
]
SUSPENSIONS = """工单编号,挂起开始,挂起结束,挂起类型,文书编号
A1,2026-06-03,2026-06-04,听证,文1
A2,2026-06-04,2026-06-05,听证,
A3,2026-06-05,2026-06-06,,文3
A4,2026-06-08,2026-06-09,,
"""
# The one of T1 says so, that of T2 bears its number in other letters, K3 stands for itself.
COMPLAINTS = """投诉编号,接收时间,区县,来源工单
K1,2026-06-03 10:00,海曙区,T1
t2,2026-06-04 10:00,海曙区,
K3,2026-06-05 10:00,海曙区,
"""
VISITS = """走访编号,网格编号,走访时间
V1,G9,2026-06-03 10:00
V2,G9,2026-06-04 10:00
"""
SURVEYS = """测评编号,测评周期,测评对象类型,测评对象,得分
S1,2026-06,区县,海曙区,90
S2,2026-06,区县,海署区,90
S3,2026-06,行业,没有的行业,90
"""
JUNE = Filters(date(2026, 6, 1), date(2026, 6, 30))


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("doubts"))
    lines = [
        f"{n},窗口,{outlet},{'' if outlet else '无名局'},{received} 09:00,{due},{closed},"
        f"{'办结' if closed else '在办'},{flag},{AS_OF}\n"
        for n, outlet, received, due, closed, flag in CASES
    ]
    drop(folder.inbox, "单位台账.csv", UNITS)
    drop(folder.inbox, "网点台账.csv", OUTLETS)
    drop(folder.inbox, "办件.csv", HEAD + "".join(lines))
    drop(folder.inbox, "挂起.csv", SUSPENSIONS)
    told = "T{0},热线,W1,,2026-06-0{0} 09:00,2026-07-10,2026-06-08,办结,,投诉\n"
    head = HEAD.replace("导出时间", "诉求类型")
    drop(folder.inbox, "投诉工单.csv", head + told.format(1) + told.format(2))
    drop(folder.inbox, "投诉.csv", COMPLAINTS)
    drop(folder.inbox, "走访.csv", VISITS)
    drop(folder.inbox, "测评.csv", SURVEYS)
    answer = load(folder, [], LoadOptions())
    assert answer.exit_code == 0 and not [b for b in answer.json["batches"] if b["rejected"]]
    current = publish.current(folder)
    return Release(current.build_id, current.path)


def test_each_month_says_whether_it_is_there(release):
    rows = data_questions.completeness(release)
    tickets = {
        name: (count, state)
        for source, _, name, count, state in rows.iter_rows()
        if source == "tickets"
    }

    assert len(tickets) == 13
    assert tickets["2026-05"] == (0, "before")
    assert tickets["2026-06"] == (18, "full")
    assert tickets["2026-07"] == (0, "missing")
    assert tickets["2026-08"] == (4, "few")
    assert tickets["2026-09"] == (12, "full")
    assert tickets["2026-10"] == (1, "partial")


def test_a_source_of_a_few_rows_a_month_may_have_none(release):
    rows = data_questions.completeness(release).filter(source="suspensions")

    assert dict(rows.select("month_name", "state").rows())["2026-09"] == "none"


def test_the_flag_of_the_source_meets_the_computed_one(release):
    cells = {
        (flag, computed): count
        for flag, computed, count in data_questions.reported_flags(release, JUNE).iter_rows()
    }

    assert cells == {
        (True, True): 2, (True, False): 1, (False, True): 1, (False, False): 1, (None, True): 1,
    }  # fmt: skip
    assert questions.ticket_rows(release, JUNE, "flag_yes_late")["ticket_id"].to_list() == ["A2"]
    assert questions.ticket_rows(release, JUNE, "flag_no_on_time")["ticket_id"].to_list() == ["A3"]


def test_suspensions_that_stop_no_clock_say_what_they_lack(release):
    rows = data_questions.disputed_suspensions(release)

    assert dict(rows.select("ticket_id", "lacks").rows()) == {
        "A2": "document", "A3": "type", "A4": "both",
    }  # fmt: skip
    assert set(rows["file_name"]) == {"挂起.csv"} and sorted(rows["line_number"]) == [3, 4, 5]


def test_a_case_of_a_unit_in_no_district_is_listed_and_every_list_is_as_long_as_it_says(release):
    rows = data_questions.unplaced(release)
    counts = data_questions.doubt_counts(release).row(0, named=True)

    assert rows.select("kind", "id", "unit").rows() == [("ticket", "D1", "无名局")]
    assert counts["unplaced"] == rows.height
    assert counts["suspensions"] == data_questions.disputed_suspensions(release).height == 3
    assert counts["unregistered"] == data_questions.unregistered(release).height == 1


def test_places_that_nobody_knows_are_listed_with_their_rows(release):
    rows = data_questions.unknown_places(release).rows()

    assert rows == [("grid", "G9", 2), ("district", "海署区", 1), ("industry", "没有的行业", 1)]
    assert data_questions.doubt_counts(release)["unknown"].item() == len(rows)


def test_a_complaint_that_another_stands_for_is_listed_beside_it(release):
    rows = data_questions.doubled_complaints(release)

    held_same = rows.select("kind", "id", "counted_id", "file_name", "line_number").rows()
    assert sorted(held_same) == [
        ("ticket", "T1", "K1", "投诉工单.csv", 2),
        ("ticket", "T2", "t2", "投诉工单.csv", 3),
    ]
    assert data_questions.doubt_counts(release)["doubled"].item() == rows.height
