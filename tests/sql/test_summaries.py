"""Totals told by others: brought to one scale, refused where they contradict themselves, the newest standing."""

import duckdb
import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop, drop_city

HEAD = "统计周期,来源,指标,单位,分子,分母,数值,位次,总数\n"
TOTALS = """2026-01,上级通报,K04,,,,94.5,,
2026-02,上级通报,K04,,,,94.5%,,
2026-03,上级通报,K04,,189,200,94.5,,
2026-04,上级通报,K04,,1,200,0.5,,
2026-05,上级通报,K04,,1,2,0.5,,
2026-06,上级通报,K04,,9,8,,,
2026-07,上级通报,K04,,,,120,,
2026-08,上级通报,K04,,,,1,,
2026-09,上级通报,按时办结率,海曙区行政审批局,9,10,,,
2026-09,上级通报,K04,U1,19,20,,,
2026-09,自报,K04,U1,20,20,,,
2026-09,上级通报,S10,,,,87.4,,
2026-09,上级通报,C01,,12,10000,12,,
2026-09,上级通报,C01,U1,3,2000,,,
2026-10,上级通报,K04,,189,200,0.9,,
2026-11,上级通报,K04,,,,90%,12,11
"""


@pytest.fixture(scope="module")
def totals(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("totals") / "data")
    paths = [*drop_city(folder.inbox), drop(folder.inbox, "汇总报表.csv", HEAD + TOTALS)]
    loaded = {result.file_name: result for result in load_files(folder, paths)}
    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        yield loaded["汇总报表.csv"], warehouse


def of(totals, kpi_id, publisher="upper"):
    return dict(
        totals[1]
        .execute(
            "select period || ' ' || scope_id, value from fct_summary where kpi_id = ? and publisher = ?",
            [kpi_id, publisher],
        )
        .fetchall()
    )


def test_a_share_is_a_fraction_however_it_is_written(totals):
    values = of(totals, "K04")

    for month in ("2026-01", "2026-02", "2026-03"):
        assert values[f"{month} city"] == pytest.approx(0.945, abs=1e-9)
    assert values["2026-04 city"] == 0.005  # 1 of 200 is half a per cent
    assert values["2026-05 city"] == 0.5  # 1 of 2 is a half
    assert values["2026-08 city"] == 1


def test_what_is_no_share_keeps_its_scale(totals):
    assert of(totals, "S10") == {"2026-09 city": 87.4}
    # per 10,000 closed cases: 3 of 2,000 are 15
    assert of(totals, "C01") == {"2026-09 city": 12, "2026-09 U1": 15}


def test_what_cannot_be_a_share_is_doubted_and_has_no_value(totals):
    doubted = totals[1].execute(
        "select period, doubt, numerator, value_written, value from fct_summary"
        " where doubt is not null order by period"
    )

    assert doubted.fetchall() == [
        ("2026-06", "parts_beyond_whole", 9, None, None),
        ("2026-07", "beyond_whole", None, 120, None),
    ]


def test_the_newest_row_stands_whatever_name_the_kpi_and_the_unit_bear(totals):
    assert of(totals, "K04")["2026-09 U1"] == 0.95
    assert of(totals, "K04", "self") == {"2026-09 U1": 1}


def test_a_row_that_contradicts_itself_is_to_be_corrected(totals):
    batch, warehouse = totals

    assert (batch.read, batch.accepted, batch.rejected) == (16, 14, 2)
    faults = warehouse.sql(
        "select line_number, column_name, rule from mart_reject where source = 'summaries' order by 1"
    )
    assert faults.fetchall() == [
        (16, "value", "value_not_its_parts"),
        (17, "rank", "rank_beyond_total"),
    ]
