"""`etl trace`: the versions of a number across batches, its days, and the KPIs that count it."""

import hashlib
import shutil

import duckdb
import pytest
from test_commands import answer, etl
from tiny_city import OUTLETS, UNITS, drop

from analysis import questions
from analysis.warehouse import Release
from etl.paths import DataFolder
from etl.warehouse import publish

HEADER = "工单编号,来源渠道,事项名称,承办网点,收件时间,承诺时限,办结时间,状态,联系电话,导出时间\n"
FIRST = "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,,在办,13800138000,2026-10-02 18:00\n"
BROKEN = "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,改天,在办,13800138000,2026-10-10 18:00\n"
CLOSED = "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,2026-10-20 10:00,办结,13800138000,2026-10-31 18:00\n"
OTHERS = (
    "T2,窗口,户口迁移,W2,2026-10-28 09:00,5个工作日,,在办,,2026-10-31 18:00\n"
    "T3,窗口,户口迁移,W2,2026-10-09 09:00,1个工作日,2026-10-09 10:00,办结,,2026-10-31 18:00\n"
    "T4,窗口,户口迁移,W2,2026-10-09 09:00,,2026-10-09 10:00,作废,,2026-10-31 18:00\n"
    "T5,窗口,户口迁移,W2,2026-10-09 09:00,1个工作日,,在办,,2026-10-31 18:00\n"
)
SUSPENSIONS = (
    "工单编号,挂起开始,挂起结束,挂起类型,文书编号\n"
    "T1,2026-10-08,2026-10-10,听证,甬听〔2026〕1号\nT1,2026-10-12,2026-10-13,听证,\n"
)
COMPLAINTS = (
    "投诉编号,投诉渠道,接收时间,被投诉网点,投诉类别\nC1,来电,2026-10-09 09:00,W1,服务态度\n"
)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("trace") / "data")
    drop(folder.inbox, "单位台账.csv", UNITS)
    drop(folder.inbox, "网点台账.csv", OUTLETS)
    drop(folder.inbox, "一.csv", HEADER + FIRST)
    drop(folder.inbox, "二.csv", HEADER + BROKEN)
    drop(folder.inbox, "三.csv", HEADER + CLOSED + OTHERS)
    drop(folder.inbox, "挂起.csv", SUSPENSIONS)
    drop(folder.inbox, "投诉.csv", COMPLAINTS)
    assert answer(folder, "load")["build_id"] == "000001"
    return folder


@pytest.fixture(scope="module")
def traced(city):
    return answer(city, "trace", "T1")


def test_every_version_is_told_with_its_file_and_line(city, traced):
    versions = [v for v in traced["versions"] if v["source"] == "tickets"]

    assert [(v["file_name"], v["line_number"], v["state"]) for v in versions] == [
        ("一.csv", 2, "older"),
        ("二.csv", 2, "rejected"),
        ("三.csv", 2, "current"),
    ]
    assert versions[2]["changed"] == {
        "closed_at": [None, "2026-10-20T10:00:00"],
        "status": ["open", "closed"],
        "exported_at": ["2026-10-02T18:00:00", "2026-10-31T18:00:00"],
    }
    assert (versions[1]["column_name"], versions[1]["original"]) == ("closed_at", "改天")
    for version in versions:
        content = (city.inbox / version["file_name"]).read_bytes()
        assert version["file_sha256"] == hashlib.sha256(content).hexdigest()
    suspensions = [v for v in traced["versions"] if v["source"] == "suspensions"]
    assert [v["line_number"] for v in suspensions] == [2, 3]


def test_the_due_date_is_told_day_by_day(traced):
    case = traced["case"]
    kinds = {day["date"]: (day["kind"], day["holiday_name"]) for day in case["days"]}

    # 5 working days from 30 September: 8 October is the first after National Day; 9 and 10 stand
    # still under the hearing; 10 October is a Saturday worked for the holiday.
    assert kinds["2026-10-01"] == ("holiday", "国庆节")
    assert kinds["2026-10-08"][0] == "working"
    assert kinds["2026-10-09"][0] == "suspended"
    assert kinds["2026-10-10"][0] == "suspended"
    assert case["facts"]["due_at"] == "2026-10-15T23:59:59"
    assert [pause["code"] for pause in case["pauses"]] == ["counts", "no_document"]


def test_the_kpis_that_count_it_are_told_with_month_and_part(city, traced):
    told = {
        kpi["kpi_id"]: (kpi["month_name"], kpi["part"], kpi["why"])
        for kpi in traced["case"]["kpis"]
    }

    assert told["K01"] == ("2026-09", "numerator", None)
    assert told["K04"] == ("2026-10", "denominator", "not_on_time")
    assert told["K07"] == ("2026-10", "both", None)
    assert told["K03"] == (None, "none", "not_open")
    assert told["K13"] == ("2026-09", "numerator", None)
    waiting = {kpi["kpi_id"]: kpi["why"] for kpi in answer(city, "trace", "T2")["case"]["kpis"]}
    assert (waiting["K04"], waiting["K05"]) == ("not_yet_due", "not_closed")


def test_cases_traced_one_by_one_add_up_to_the_marts(city, tmp_path):
    current = publish.current(city)
    release = Release(current.build_id, current.path)
    sums = {}
    for ticket_id in ("T1", "T2", "T3", "T4", "T5"):
        for row in questions.ticket_measures(release, ticket_id).iter_rows(named=True):
            sums[row["measure"]] = sums.get(row["measure"], 0) + row["is_counted"]

    # This process holds the release open with other settings; a copy is another file to DuckDB.
    copy = shutil.copy(current.path, tmp_path / "copy.duckdb")
    with duckdb.connect(copy, read_only=True) as connection:
        for measure, count in sums.items():
            # sums of cells and days, not of cases
            if measure.startswith("key_cells") or measure.endswith("_days"):
                continue
            [(is_daily,)] = connection.sql(
                "select count(*) from information_schema.columns"
                f" where table_name = 'mart_ticket_day' and column_name = '{measure}'"
            ).fetchall()
            is_stock = measure in ("open_cases", "open_overdue", "due_soon")
            mart = "stock" if is_stock else "day" if is_daily else "quality_month"
            [(total,)] = connection.sql(
                f"select coalesce(sum({measure}), 0) from mart_ticket_{mart}"
            ).fetchall()
            assert (measure, count) == (measure, total)


def test_other_numbers_have_their_history_too(city):
    said = answer(city, "trace", "C1")

    assert [(v["source"], v["file_name"], v["line_number"]) for v in said["versions"]] == [
        ("complaints", "投诉.csv", 2)
    ]
    assert said["case"] is None


def test_no_number_of_a_person_is_shown(city, traced):
    said = etl(city, "trace", "T1")

    assert "13800138000" not in str(traced) + said.output
    assert all("person_key" not in v.get("values", {}) for v in traced["versions"])


def test_an_unknown_number_is_explained(city):
    said = etl(city, "trace", "T404")

    assert said.exit_code == 1
    assert "没有编号" in said.output


def test_people_read_it_in_either_language(city):
    assert "只计入分母" in etl(city, "trace", "T1").output
    assert "denominator only" in etl(city, "trace", "T1", language="en").output
