"""KPIs of calls, visits and surveys, each against a count by hand."""

from datetime import date

import duckdb
import pytest

from analysis import kpi_questions
from analysis.awards.questions import award_indicators
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop, drop_city

CALLS = """通话编号,队列,呼入时间,等待秒数,是否接通,放弃秒数,首呼解决
C01,市民,2026-08-05 09:00:00,8,是,,是
C02,市民,2026-08-05 09:01:00,15,是,,否
C03,市民,2026-08-05 09:02:00,20,是,,是
C04,市民,2026-08-05 09:03:00,21,是,,
C05,市民,2026-08-05 09:04:00,,是,,是
C06,市民,2026-08-05 09:05:00,3,否,3,
C07,市民,2026-08-05 09:06:00,,否,5,
C08,市民,2026-08-05 09:07:00,,否,6,
C09,市民,2026-08-05 09:08:00,4,否,,
C10,市民,2026-08-05 09:09:00,,否,,
C11,市民,2026-08-05 09:10:00,9,,,
C12,市民,2026-08-05 09:11:00,40,,40,
C13,海曙区行政审批局,2026-08-06 09:00:00,10,是,,是
C14,海曙区政务服务中心,2026-09-06 09:00:00,30,是,0,否
C15,江北区,2026-09-06 09:00:00,60,否,60,
"""
GRIDS = """网格编号,网格名称,区县,乡镇街道,户数,责任网点,边界,坐标系
G1,一,海曙区,月湖街道,100,W1,"POLYGON((121.54 29.86,121.55 29.86,121.55 29.87,121.54 29.86))",wgs84
G2,二,海曙区,月湖街道,,W1,"POLYGON((121.55 29.86,121.56 29.86,121.56 29.87,121.55 29.86))",wgs84
G3,三,江北区,慈城镇,50,,"POLYGON((121.45 29.98,121.46 29.98,121.46 29.99,121.45 29.98))",wgs84
G4,四,江北区,慈城镇,150,,"POLYGON((121.46 29.98,121.47 29.98,121.47 29.99,121.46 29.98))",wgs84
"""
VISITS = """走访编号,网格编号,走访时间,走访户数,走访时长
V1,G1,2026-08-05 09:00,30,20
V2,G1,2026-08-06 09:00,30,
V3,G2,2026-08-06 09:00,5,15
V4,G3,2026-08-07 09:00,60,0
V5,G9,2026-08-07 09:00,7,10
V6,G1,2026-10-05 09:00,,10
V7,G4,2026-10-06 09:00,12,10
"""
SURVEYS = """测评编号,测评周期,测评对象类型,测评对象,测评来源,得分,分制,发放数,回收数,对标值
S1,2025,全市,,群众评议,87.4,100,2800,2600,85
S2,2026,全市,,群众评议,88.79,100,2800,2700,86.79
S3,2026,全市,,问卷,4.5,5,,900,4.25
S4,2026年第三季度,区县,海曙区,党员互评,9.1,10,,,
S5,2026-08,区县,海曙区,党员互评,8.0,10,100,50,9
S6,2026-08,区县,江北区,党员互评,7.0,10,100,75,
S7,2026年上半年,网点,W1,,90,100,,,
S10,2026年上半年,网点,W1,,80,100,,,
S8,2004,全市,,群众评议,87.4,100,,,
S9,2005,全市,,群众评议,88.79,100,,,86.79
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("voices") / "data")
    files = {
        "热线通话.csv": CALLS, "网格台账.csv": GRIDS, "网格走访.csv": VISITS, "满意度测评.csv": SURVEYS,
    }  # fmt: skip
    paths = drop_city(folder.inbox) + [
        drop(folder.inbox, name, text) for name, text in files.items()
    ]
    results = load_files(folder, paths)
    assert [(r.file_name, r.rejected) for r in results if r.rejected] == []
    made = build(folder)
    return Release(made.build_id, made.path)


@pytest.fixture(scope="module")
def kpi(release):
    def of(kpi_id, month, scope="city"):
        rows = kpi_questions.kpi_months(release, kpi_id, scope, month)
        return {
            row["scope_id"]: (row["numerator"], row["denominator"], _round(row["value"]))
            for row in rows.to_dicts()
        }

    return of


def _round(value):
    return None if value is None else round(value, 6)


@pytest.mark.parametrize(
    ("kpi_id", "numerator", "denominator", "value"),
    [
        ("H00", 13, None, 13),
        # out: C06 and C07 within 5 s by the time given up, C09 by its wait, C11 of unknown outcome
        ("H01", 6, 9, 0.666667),
        # also out: C05, answered after nobody knows how long
        ("H02", 4, 8, 0.5),
        ("H03", 3, 8, 0.375),
        # 8 15 20 21 10 answered, 6 and 40 given up; C10 gave up after nobody knows how long
        ("H04", 120, 7, 17.142857),
        ("H04p90", None, 7, 40),
        # C08, C10 and C12 of all but C11
        ("H05", 3, 12, 0.25),
        ("H07", 4, 5, 0.8),
    ],
)
def test_calls_of_a_month(kpi, kpi_id, numerator, denominator, value):
    assert kpi(kpi_id, "2026-08") == {"city": (numerator, denominator, value)}


def test_a_queue_belongs_to_whom_it_is_named_for_and_else_to_the_city_alone(kpi):
    assert kpi("H01", "2026-08", "unit") == {"U1": (1, 1, 1.0), "unknown": (5, 8, 0.625)}
    assert kpi("H01", "2026-09", "outlet") == {"W1": (1, 1, 1.0), "unknown": (0, 1, 0.0)}
    assert kpi("H01", "2026-09", "district") == {"330203": (1, 1, 1.0), "330205": (0, 1, 0.0)}
    assert kpi("H04p90", "2026-09", "district") == {
        "330203": (None, 1, 30),
        "330205": (None, 1, 60),
    }


def test_a_grid_counts_once_in_its_month_its_district_and_the_period(kpi, release):
    # V4 lasted no time, V5 is of a grid that no ledger has
    assert kpi("G03", "2026-08") == {"city": (2, 4, 0.5)}
    assert kpi("G03", "2026-08", "district") == {"330203": (2, 2, 1.0), "330205": (0, 2, 0.0)}
    assert kpi("G03", "2026-09") == {"city": (0, 4, 0.0)}
    assert kpi("G03", "2026-10") == {"city": (2, 4, 0.5)}

    autumn = Filters(start=date(2026, 8, 1), end=date(2026, 10, 31))
    assert kpi_questions.kpi_values(release, autumn, ["G03"]).row(0)[1:] == (3, 4, 0.75)


def test_households_visited_stand_over_those_of_the_ledger_once(kpi, release):
    # V3 is of a grid of unknown size; that of V4 has 50 households and 60 were visited
    assert kpi("G04", "2026-08") == {"city": (120, 300, 0.4)}
    assert kpi("G04", "2026-08", "district") == {
        "330203": (60, 100, 0.6), "330205": (60, 200, 0.3), "unknown": (0, 0, None),
    }  # fmt: skip

    autumn = Filters(start=date(2026, 8, 1), end=date(2026, 10, 31))
    values = kpi_questions.kpi_by_level(release, autumn, ["G04"], "district").rows()
    assert [(row[1], *row[3:]) for row in values] == [
        ("330203", 60, 100, 0.6), ("330205", 72, 200, 0.36), ("unknown", 0, 0, None),
    ]  # fmt: skip


def test_a_quantile_is_taken_over_all_months_of_a_period_at_once(release):
    autumn = Filters(start=date(2026, 8, 1), end=date(2026, 10, 31))

    assert kpi_questions.kpi_values(release, autumn, ["H04p90", "H00"]).rows() == [
        ("H00", 15, None, 15), ("H04p90", None, 9, 60),
    ]  # fmt: skip


def test_the_index_its_change_and_its_lead_are_those_of_the_worked_example(kpi):
    assert kpi("S10.public", "2026-12") == {"city": (88.79, 1, 88.79)}
    assert {key: rest[-1] for key, rest in kpi("S10y.public", "2026-12").items()} == {"city": 1.39}
    assert {key: rest[-1] for key, rest in kpi("S10u.public", "2026-12").items()} == {"city": 2.0}
    assert {key: rest[-1] for key, rest in kpi("S10y.public", "2005-12").items()} == {"city": 1.39}


def test_sources_and_levels_of_surveys_are_kept_apart(kpi, release):
    assert kpi("S10.questionnaire", "2026-12") == {"city": (90, 1, 90)}
    assert kpi("S10.peers", "2026-08", "city") == {}
    assert kpi("S10.peers", "2026-08", "district") == {
        "330203": (80, 1, 80), "330205": (70, 1, 70),
    }  # fmt: skip
    assert kpi("S10.peers", "2026-09", "district") == {"330203": (91, 1, 91)}
    assert kpi("S10u.peers", "2026-08", "district")["330203"] == (-10, 1, -10)
    assert kpi("S10.unnamed", "2026-06", "outlet") == {"W1": (170, 2, 85)}


def test_a_selection_is_answered_by_the_survey_of_just_that_place(release):
    def peers(**place):
        august = Filters(start=date(2026, 8, 1), end=date(2026, 8, 1), **place)
        return kpi_questions.kpi_values(release, august, ["S10.peers"])["value"].to_list()

    assert peers() == []
    assert peers(district_id="330203") == [80]
    assert peers(district_id="330203", township_id="330203/月湖街道") == []


def test_forms_returned_stand_over_forms_sent_where_both_are_told(kpi):
    assert kpi("S11", "2026-12") == {"city": (2700, 2800, 0.964286)}
    assert kpi("S11n", "2026-12") == {"city": (3600, None, 3600)}
    assert kpi("S11", "2026-08", "district") == {
        "330203": (50, 100, 0.5),
        "330205": (75, 100, 0.75),
    }


def test_a_city_without_these_exports_collects_none_of_these_kpis(tmp_path):
    folder = DataFolder(tmp_path / "data")
    load_files(folder, drop_city(folder.inbox))

    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        asked = (
            "left(kpi_id, 1) = 'H' or kpi_id in ('G03', 'G04') or regexp_matches(kpi_id, '^S1[01]')"
        )
        collected = warehouse.sql(
            f"select distinct is_collected from dim_kpi where {asked}"
        ).fetchall()
        rows = warehouse.sql(f"select count(*) from mart_kpi_month where {asked}").fetchall()

    assert (collected, rows) == ([(False,)], [(0,)])


def test_the_awards_read_the_scores_of_an_outlet_with_their_spread(release):
    year = (date(2025, 11, 1), date(2026, 10, 31))
    [row] = award_indicators(release, *year, ["S10.unnamed", "S10.public"]).rows()

    assert row == ("W1", "S10.unnamed", 170, 2, 90 * 90 + 80 * 80)
