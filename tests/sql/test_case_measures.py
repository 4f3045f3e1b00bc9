"""KPIs of what befalls cases, on five cases and a month before, counted by hand."""

import shutil

import duckdb
import pytest

from analysis import kpi_questions, questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, UNITS, drop

COLUMNS = [
    "工单编号",
    "事项名称",
    "办件类型",
    "承办网点",
    "收件时间",
    "受理时间",
    "派单时间",
    "首次联系时间",
    "紧急程度",
    "承诺时限",
    "延期天数",
    "办结时间",
    "补正次数",
    "退单次数",
    "退单成立",
    "重办时间",
    "回访结果",
    "单位认定解决",
    "群众认定解决",
    "群众满意",
    "评价",
    "差评核实时间",
    "差评整改时间",
    "差评成立",
    "上报是否按时",
    "导出时间",
]
# 12 to 16 and 19 to 23 October 2026 are plain weeks; exports end on Saturday, 31 October.
CASES: list[dict[str, str]] = [
    # closed in the hour, on the spot
    {
        "工单编号": "A",
        "事项名称": "查询",
        "办件类型": "即办件",
        "派单时间": "2026-10-12 09:10",
        "首次联系时间": "2026-10-12 10:00",
        "承诺时限": "4",
        "办结时间": "2026-10-12 11:00",
        "补正次数": "0",
        "评价": "5",
        "上报是否按时": "是",
    },
    # half of the promise used; dispatched before it was received; said solved by the unit alone
    {
        "工单编号": "B",
        "事项名称": "查询",
        "办件类型": "承诺件",
        "派单时间": "2026-10-12 08:00",
        "首次联系时间": "2026-10-14 09:00",
        "承诺时限": "4",
        "延期天数": "3",
        "办结时间": "2026-10-14 10:00",
        "补正次数": "2",
        "回访结果": "已接通",
        "单位认定解决": "是",
        "群众认定解决": "否",
        "群众满意": "是",
        "评价": "1",
        "差评核实时间": "2026-10-15 10:00",
        "差评成立": "是",
    },
    # due on the 14th, closed late, wrongly dispatched, done again; a bad rating that did not hold
    {
        "工单编号": "C",
        "事项名称": "户口",
        "办件类型": "代办件",
        "派单时间": "2026-10-12 09:10",
        "承诺时限": "2",
        "办结时间": "2026-10-16 10:00",
        "补正次数": "1",
        "退单次数": "1",
        "退单成立": "是",
        "重办时间": "2026-10-20 10:00",
        "回访结果": "已接通",
        "群众满意": "否",
        "评价": "2",
        "差评核实时间": "2026-10-20 10:00",
        "差评整改时间": "2026-10-20 10:00",
        "差评成立": "否",
        "上报是否按时": "是",
    },
    # open; six working days from receipt to acceptance; urgent and nobody called
    {
        "工单编号": "D",
        "事项名称": "户口",
        "受理时间": "2026-10-20 09:00",
        "派单时间": "2026-10-20 09:10",
        "紧急程度": "特急",
        "承诺时限": "10",
    },
    # without any deadline
    {
        "工单编号": "G",
        "事项名称": "户口",
        "办结时间": "2026-10-13 10:00",
        "上报是否按时": "否",
    },
    # September: closed on the working day before it was due; a bad rating that holds and is not put right
    {
        "工单编号": "E",
        "事项名称": "户口",
        "收件时间": "2026-09-07 09:00",
        "承诺时限": "2",
        "办结时间": "2026-09-08 10:00",
        "评价": "1",
        "差评成立": "是",
    },
]
# the clock of D stands still on 23 and 26 October
SUSPENSION = "工单编号,挂起开始,挂起结束,挂起类型,文书编号\nD,2026-10-22,2026-10-26,检测,甬1号\n"

BY_HAND = [
    ("K10", "2026-10", 2, 2),  # A took 0, B took 2 of 4; C was late
    ("K11", "2026-10", 1, 2),  # A and B are of a matter done on the spot
    ("K14", "2026-10", 2, 3),  # of A, B, C; nobody knows of D and G
    ("K14b", "2026-10", 1, 3),
    ("K15a", "2026-10", 1, 5),
    ("K15b", "2026-10", 2, 15),  # A 0, B 2, C 4, D 21–30 October: 8, G 1
    ("K16", "2026-10", 1, 5),
    ("K17", "2026-10", 1, 4),
    ("K17b", "2026-10", 1, 4),
    ("K18", "2026-10", 1, 4),
    ("K19", "2026-10", 1, 5),
    ("K19b", "2026-10", 0, 1),
    ("K04r", "2026-10", 0, 1),
    ("R01", "2026-10", 1, 3),  # B after two days, D never; C was wrongly dispatched
    ("R02", "2026-10", 0, 1),
    ("R02u", "2026-10", 1, 1),
    ("R03", "2026-10", 1, 2),
    ("S04", "2026-10", 3, 4),
    ("S05", "2026-10", 1, 4),
    ("S06", "2026-10", 1, 2),  # B the next day, C two working days later
    ("S07", "2026-09", 0, 1),  # E has had 15 working days; B has not
    ("S08", "2026-10", 2, 2),
    ("S09", "2026-10", 0, 1),
    ("D02", "2026-10", 1, 5),
    ("D04", "2026-10", 1, None),
    ("D06", "2026-09", 1, 1),
    ("D06", "2026-10", 0, 3),
    ("D07", "2026-10", 1, 2),  # A agrees, C says on time and was not
]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("measures") / "data")
    always = {
        "承办网点": "W1",
        "收件时间": "2026-10-12 09:00",
        "导出时间": "2026-10-31 18:00",
    }
    lines = [",".join({**always, **case}.get(column, "") for column in COLUMNS) for case in CASES]
    texts = {
        "单位台账.csv": UNITS,
        "网点台账.csv": OUTLETS,
        "办件工单.csv": "\n".join([",".join(COLUMNS), *lines]) + "\n",
        "挂起记录.csv": SUSPENSION,
    }
    results = load_files(folder, [drop(folder.inbox, *file) for file in texts.items()])
    assert [result.rejected for result in results] == [0, 0, 0, 0]
    made = build(folder)
    return Release(made.build_id, made.path)


@pytest.mark.parametrize(("kpi_id", "month", "numerator", "denominator"), BY_HAND)
def test_the_kpi_is_what_was_counted_by_hand(release, kpi_id, month, numerator, denominator):
    [row] = kpi_questions.kpi_months(release, kpi_id, "city", month).to_dicts()

    assert (row["numerator"], row["denominator"]) == (numerator, denominator)


def test_bad_ratings_whose_limit_has_not_passed_are_in_neither_part(release):
    months = kpi_questions.kpi_months(release, "S07", "city")

    assert months["month"].to_list() == ["2026-09"]


def test_the_claim_gap_is_the_difference_of_two_shares(release):
    [row] = kpi_questions.kpi_months(release, "R02g", "city", "2026-10").to_dicts()

    assert row["value"] == 1.0


def test_the_rows_behind_every_measure_of_cases_are_as_many_as_it_counts(release, tmp_path):
    # a copy, since the questions hold the build open in their own way
    with duckdb.connect(shutil.copy(release.path, tmp_path), read_only=True) as warehouse:
        measures = warehouse.sql(
            "select measure, sum(value) from mart_measure_month where measure in"
            " (select unnest([numerator_measure, denominator_measure]) from dim_kpi"
            "  where mart in ('mart_ticket_day', 'mart_ticket_quality_month'))"
            " and measure not in ('key_cells', 'key_cells_filled', 'suspended_days', 'gross_days')"
            " group by measure"
        ).fetchall()
        [(first, last)] = warehouse.sql("select min(date), max(date) from dim_date").fetchall()

    counted = {
        measure: questions.ticket_rows(release, Filters(start=first, end=last), measure).height
        for measure, _ in measures
    }

    assert counted == dict(measures)
    assert len(counted) > 30
