"""The nine sources beside ledgers, cases, complaints and inspections: from files to facts."""

from datetime import datetime

import duckdb
import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop, drop_city

FILES = {
    "派单记录.csv": """工单编号,承办单位,角色,派出时间,退回时间,退单成立,反馈时间,办理期限
T0001,海曙区行政审批局,主办,2026-08-04 09:30,2026-08-05 09:00,是,,2026-08-07
T0001,江北区税务所,主办,2026-08-05 10:00,,,2026-08-06 12:00,2026-08-07
T0001,U1,协办,2026-08-05 10:00,,,,2026-08-07
T0002,江北区税务所,主办,2026-08-05 10:00,2026-08-06 09:00,否,2026-08-10 08:00,2026-08-07
T0003,U1,主办,2026-08-06 10:00,,,,
T9999,U1,主办,2026-08-28 10:00,,,,2026-10-01
T0004,U1,主办,2026-08-07 10:00,2026-08-08 10:00,,,2026-08-11
T0005,U1,主办,2026-08-08 10:00,2026-08-13 10:00,是,,2026-08-12
T0006,U1,主办,2026-10-30 10:00,,,,2026-11-05
""",
    "好差评.csv": """评价编号,办件编号,网点编号,窗口号,评价时间,评价等级,默认评价,核实时间
R1,T0001,,,2026-08-05 11:00,非常满意,否,
R2,T0001,,,2026-08-06 11:00,不满意,否,2026-08-07 09:00
R3,T0001,,,2026-08-07 11:00,5,是,
R4,,W1,,2026-08-06 11:00,4,否,
R5,,海曙区政务服务中心,7,2026-08-06 11:00,4,否,
R6,,W1,,2026-09-20 11:00,4,否,
R7,T8888,W2,,2026-08-06 11:00,1,否,
""",
    "网格走访.csv": """走访编号,网格编号,走访时间,走访户数
V1,G1,2026-08-05 09:00,12
""",
    "满意度测评.csv": """测评编号,测评周期,测评对象类型,测评对象,测评来源,得分,分制,发放数,回收数,对标值,对标对象
S1,2025,全市,,群众评议,87.4,100,2800,2600,85,全省平均
S2,2026,全市,,群众评议,88.79,100,2800,2700,86.79,全省平均
S3,2026,全市,,问卷,4.5,5,,,4.25,
S4,2026年第三季度,区县,海曙区,党员互评,9.1,10分制,,,,
S5,2026,全市,,领导点评,4.6,,,,,
""",
    "热线通话.csv": """通话编号,队列,呼入时间,等待秒数,是否接通,放弃秒数
C1,市民,2026-08-05 09:00:00,8,是,
C2,市民,2026-08-05 09:01:00,3,否,3
C3,市民,2026-08-05 09:02:00,40,否,40
""",
    "创建任务清单.csv": """任务编号,任务名称,责任单位,阶段,完成期限,进度,完成日期
K1,统一标识,海曙区行政审批局,五个有,2026-09-30,60%,
K2,公开承诺,海曙区行政审批局,五个有,2026-09-30,100%,2026-09-28
""",
    "汇总报表.csv": """统计周期,来源,指标,单位,分子,分母,数值,位次,总数
2026-08,自报,K04,海曙区行政审批局,98,100,,,
2026-08,上级通报,按时办结率,,,,96.5%,3,11
""",
    "申报推荐.csv": """申报编号,奖项,申报对象编号,规范全称,推荐单位,日期
N1,十佳服务窗口,W1,海曙区政务服务中心,海曙区行政审批局,2026-10-20
N2,十佳服务窗口,,江北区税务所,海曙区行政审批局,2026-10-21
""",
    "征求意见.csv": """规范全称,申报编号,征求部门,结论,日期
海曙区政务服务中心,,市公安局,无异议,2026-10-25
海曙区政务服务中心,,市税务局,无异议,2026-10-25
,N2,市公安局,无异议,2026-10-25
,N2,市税务局,未回复,
""",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("sources") / "data")
    paths = drop_city(folder.inbox) + [drop(folder.inbox, n, text) for n, text in FILES.items()]
    results = load_files(folder, paths)
    return folder, {result.file_name: result for result in results}


@pytest.fixture(scope="module")
def ask(loaded):
    with duckdb.connect(build(loaded[0]).path, read_only=True) as warehouse:
        yield lambda question: warehouse.sql(question).fetchall()


def test_every_file_is_taken_for_what_it_is_and_only_the_score_of_no_scale_is_refused(loaded):
    told = {name: (r.source, r.rejected) for name, r in loaded[1].items() if name in FILES}

    assert told == {
        "派单记录.csv": ("dispatches", 0),
        "好差评.csv": ("ratings", 0),
        "网格走访.csv": ("visits", 0),
        "满意度测评.csv": ("surveys", 1),
        "热线通话.csv": ("calls", 0),
        "创建任务清单.csv": ("tasks", 0),
        "汇总报表.csv": ("summaries", 0),
        "申报推荐.csv": ("nominations", 0),
        "征求意见.csv": ("opinions", 0),
    }


def test_the_units_clock_is_its_own_and_stops_at_a_confirmed_return_only(ask):
    rows = ask(
        "select ticket_id, unit_id, is_lead, is_return_confirmed, is_unit_due, is_unit_on_time"
        " from fct_dispatch order by ticket_id, dispatched_at, is_lead desc, unit_id"
    )

    assert rows == [
        ("T0001", "U1", True, True, False, None),
        ("T0001", "江北区税务所", True, False, True, True),
        ("T0001", "U1", False, False, True, False),
        ("T0002", "江北区税务所", True, False, True, False),
        ("T0003", "U1", True, False, True, True),
        ("T0004", "U1", True, False, True, True),
        ("T0005", "U1", True, True, True, True),
        ("T0006", "U1", True, False, False, None),
        ("T9999", "U1", True, False, True, False),
    ]


def test_the_citys_clock_of_a_returned_case_does_not_restart(ask):
    [case] = ask("select started_at from fct_ticket where ticket_id = 'T0001'")

    assert case == (datetime(2026, 8, 4, 9),)


def test_a_dispatch_moves_how_far_the_cases_reach(ask):
    reach = dict(ask("select source, as_of from meta_source"))

    assert reach["tickets"] == reach["dispatches"] == datetime(2026, 10, 31, 18)
    assert reach["ratings"] == datetime(2026, 9, 20, 11)
    assert reach["surveys"] is None


def test_a_rating_attaches_by_number_else_to_the_only_case_of_its_window_or_outlet_that_day(ask):
    rows = ask("select rating_id, ticket_id, attached_by, outlet_id from fct_rating order by 1")

    assert rows == [
        ("R1", "T0001", "case", "W2"),
        ("R2", "T0001", "case", "W2"),
        ("R3", "T0001", "case", "W2"),
        ("R4", "T0002", "outlet", "W1"),
        ("R5", None, "none", "W1"),
        ("R6", None, "none", "W1"),
        ("R7", None, "none", "W2"),
    ]


def test_the_index_its_change_and_its_lead_are_those_of_the_worked_example(ask):
    rows = ask(
        "select score_100, change_from_last_year, above_benchmark from fct_survey"
        " where survey_id = 'S2'"
    )

    assert [tuple(round(value, 2) for value in row) for row in rows] == [(88.79, 1.39, 2.0)]


def test_scores_are_brought_to_100_and_sources_are_kept_apart(ask):
    rows = ask(
        "select survey_id, source, scope_id, period, score_100, change_from_last_year"
        " from fct_survey where survey_id in ('S3', 'S4') order by 1"
    )

    assert [(*row[:4], round(row[4], 6), row[5]) for row in rows] == [
        ("S3", "questionnaire", "city", "2026", 90.0, None),
        ("S4", "peers", "330203", "2026Q3", 91.0, None),
    ]


def test_totals_stand_apart_marked_by_who_reports_them(ask):
    rows = ask(
        "select publisher, kpi_id, scope, scope_id, value, rank, rank_of from fct_summary order by 1"
    )

    assert rows == [
        ("self", "K04", "unit", "U1", 0.98, None, None),
        ("upper", "K04", "city", "city", 0.965, 3, 11),
    ]


def test_a_candidate_is_complete_when_every_department_asked_has_answered(ask):
    rows = ask(
        "select nomination_id, outlet_id, departments_asked, departments_answered, is_complete, is_clear"
        " from mart_nomination_opinion order by 1"
    )

    assert rows == [("N1", "W1", 2, 2, True, True), ("N2", "W2", 2, 1, False, False)]


def test_calls_tasks_and_visits_are_facts(ask):
    assert ask("select call_id from fct_call where is_short_abandon") == [("C2",)]
    assert ask("select task_id, unit_id, is_done, is_overdue from fct_task order by 1") == [
        ("K1", "U1", False, True),
        ("K2", "U1", True, False),
    ]
    assert ask("select visit_id, district_id, households_visited from fct_visit") == [
        ("V1", "unknown", 12)
    ]


def test_the_newest_rating_that_a_person_gave_is_the_rating_of_the_case(ask):
    rows = ask(
        "select ticket_id, rating, is_rated_actively, bad_rating_verified_at from fct_ticket"
        " where rating is not null order by 1"
    )

    assert rows == [("T0001", 2, True, datetime(2026, 8, 7, 9)), ("T0002", 4, True, None)]


RATED = "工单编号,承办网点,收件时间,办结时间,评价,默认评价\nX1,W1,2026-08-03 09:00,2026-08-04 10:00,非常满意,否\n"


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("", 5),
        ("评价编号,办件编号,评价时间,评价等级\nR1,X1,2026-08-04 11:00,1\n", 1),
        ("评价编号,办件编号,评价时间,评价等级\nR1,另一件,2026-08-04 11:00,1\n", None),
    ],
)
def test_a_ratings_export_replaces_the_rating_columns_of_tickets(tmp_path, ratings, expected):
    folder = DataFolder(tmp_path / "data")
    paths = [drop(folder.inbox, "办件.csv", RATED)]
    paths += [drop(folder.inbox, "好差评.csv", ratings)] if ratings else []
    load_files(folder, paths)

    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        assert warehouse.sql("select rating from fct_ticket").fetchall() == [(expected,)]
