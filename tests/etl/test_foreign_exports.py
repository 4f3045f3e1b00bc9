"""The documented mappings against files of the shape of two real exports, written by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import duckdb
import polars as pl
import pytest

from etl.load import load_files
from etl.mapping.mapping import read_mapping
from etl.outcomes import FileResult
from etl.paths import DataFolder
from etl.warehouse.build import build


@dataclass(frozen=True)
class City:
    """A built city of both exports: what became of each, and questions in SQL."""

    folder: DataFolder
    log: FileResult
    food: FileResult
    asked: Callable[[str], pl.DataFrame]


ROOT = Path(__file__).parents[2]
MAPPINGS = ROOT / "docs" / "mappings"
LOG_MAPPING = MAPPINGS / "itsm-incident-log.yaml"
FOOD_MAPPING = MAPPINGS / "chicago-food-inspections.yaml"

# What the real log has and the mapping names, in the log's order, and two columns that nobody needs.
LOG_HEADER = (
    "number,incident_state,active,made_sla,caller_id,opened_at,sys_updated_at,contact_type,category,"
    "subcategory,u_symptom,urgency,priority,assignment_group,resolved_by,resolved_at,closed_at"
)
LOG_ROWS = (
    "INC1,New,true,true,Caller 7,5/3/2016 01:16,5/3/2016 01:23,Phone,Category 1,Subcategory 2,Symptom 3,2 - Medium,3 - Moderate,?,Resolved by 1,9/3/2016 11:29,14/3/2016 12:00",
    "INC1,Resolved,true,true,Caller 7,5/3/2016 01:16,9/3/2016 11:29,Phone,Category 1,Subcategory 2,Symptom 3,2 - Medium,3 - Moderate,Group 70,Resolved by 1,9/3/2016 11:29,14/3/2016 12:00",
    "INC1,Closed,false,false,Caller 7,5/3/2016 01:16,14/3/2016 12:00,Phone,Category 1,Subcategory 2,Symptom 3,2 - Medium,3 - Moderate,Group 70,Resolved by 1,9/3/2016 11:29,14/3/2016 12:00",
    "INC2,Closed,false,true,Caller 8,12/3/2016 09:00,13/3/2016 10:00,Email,?,?,?,1 - High,1 - Critical,?,?,?,13/3/2016 10:00",
    "INC3,-100,true,true,Caller 9,12/3/2016 09:00,12/3/2016 10:00,Phone,Category 1,?,?,3 - Low,4 - Low,Group 70,?,?,13/3/2016 10:00",
)
FOOD_HEADER = (
    '"","inspection_id","license_","facility_type","inspection_date","inspection_type","results",'
    '"criticalCount","seriousCount","minorCount","pass_flag"'
)
FOOD_ROWS = (
    '"1","101","900","Restaurant",2012-01-05,"Canvass","Pass",0,0,3,1',
    '"2","102","900","Restaurant",2012-03-05,"Canvass","Pass w/ Conditions",1,0,2,0',
    '"3","103","901","Grocery Store",2012-03-06,"Canvass","Fail",0,2,0,0',
    '"4","104","901","Grocery Store",2012-03-07,"Canvass","Passed",0,0,0,1',
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    return DataFolder(tmp_path / "data")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """Load the log and the inspections, each by its mapping, and build them beside each other."""
    root = tmp_path_factory.mktemp("foreign")
    folder = DataFolder(root / "data")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MINGCHUANG_SALT", "salt of the tests")
        [log] = load_files(folder, [log_zip(root)], mapping=LOG_MAPPING)
        [food] = load_files(folder, [food_csv(root)], mapping=FOOD_MAPPING)
    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        yield City(folder, log, food, lambda sql: warehouse.sql(sql).pl())


def log_zip(tmp_path):
    path = tmp_path / "itsm_incidents.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("IT_Incident_Data.csv", "number,incident_state\nINC1,Closed\n")
        archive.writestr("Master_Ticket_Dataset.csv", "\n".join([LOG_HEADER, *LOG_ROWS]) + "\n")
    return path


def food_csv(tmp_path):
    path = tmp_path / "chicago_food_inspections.csv"
    path.write_text("\n".join([FOOD_HEADER, *FOOD_ROWS]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_documented_mapping_is_valid_and_explained(path):
    mapping = read_mapping(path)

    assert mapping.match
    for page in ("foreign-exports.md", "foreign-exports.zh.md"):
        assert path.name in (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_the_mappings_know_their_files_by_name(folder, tmp_path):
    own = folder.root / "mappings"
    own.mkdir(parents=True)
    for path in (LOG_MAPPING, FOOD_MAPPING):
        (own / path.name).write_bytes(path.read_bytes())

    results = load_files(folder, [log_zip(tmp_path), food_csv(tmp_path)])

    assert [(r.source, r.status) for r in results] == [
        ("tickets", "loaded"),
        ("inspections", "loaded"),
    ]


def test_of_an_audit_log_the_last_state_of_a_ticket_stands(city):
    assert (city.log.read, city.log.accepted, city.log.rejected) == (5, 2, 3)
    tickets = city.asked(
        "select ticket_id, status, reported_on_time, closed_at, unit_id, attribution, line_number "
        "from fct_ticket order by ticket_id",
    )
    assert tickets["line_number"].to_list() == [4, 5]
    assert tickets["status"].to_list() == ["closed", "closed"]
    # The flag falls when the ticket is closed: any earlier row of it still says true.
    assert tickets["reported_on_time"].to_list() == [False, True]
    assert tickets["closed_at"].cast(pl.String).str.head(16).to_list() == [
        "2016-03-14 12:00",
        "2016-03-13 10:00",
    ]
    assert tickets["unit_id"].to_list() == ["Group 70", "unknown"]
    assert tickets["attribution"].to_list() == ["unit", "none"]


def test_states_that_are_older_or_unreadable_are_kept_with_their_line(city):
    rejects = city.asked(
        "select line_number, column_name, rule, original from mart_reject where source = 'tickets' order by 1"
    )

    assert rejects.rows() == [
        (2, "ticket_id", "superseded_in_file", "INC1"),
        (3, "ticket_id", "superseded_in_file", "INC1"),
        (6, "status", "unknown_value", "-100"),
    ]


def test_without_a_deadline_no_ticket_is_due_and_k04_is_not_collected(city):
    counted = city.asked(
        "select count(due_at) as dues, count(*) filter (where is_due) as due, "
        "(select is_collected from dim_kpi where kpi_id = 'K04') as is_collected, "
        "(select count(*) from mart_kpi_month where kpi_id = 'K04') as months from fct_ticket",
    )

    assert counted.row(0) == (0, 0, False, 0)


def test_the_caller_of_the_log_is_kept_as_a_keyed_hash_only(city):
    for path in city.folder.root.rglob("*.parquet"):
        assert "Caller" not in str(pl.read_parquet(path).to_dicts())


def test_pass_with_conditions_is_no_pass_and_a_result_nobody_listed_is_refused(city):
    assert (city.food.read, city.food.accepted, city.food.rejected) == (4, 3, 1)
    items = city.asked(
        "select inspection_id, item_code, result, note, line_number from fct_inspection_item",
    ).sort("inspection_id", "item_code")
    overall = items.filter(pl.col("item_code") == "overall_result")
    assert overall.select("inspection_id", "result", "note", "line_number").rows() == [
        ("101", "pass", "Pass", 2),
        ("102", "fail", "Pass w/ Conditions", 3),
        ("103", "fail", "Fail", 4),
    ]
    assert items.filter(pl.col("inspection_id") == "103")["result"].to_list() == [
        "pass",
        "pass",
        "fail",
        "fail",
    ]


def test_items_nobody_gave_points_to_make_no_score_and_unlisted_outlets_are_kept(city):
    scores = city.asked("select count(*) as inspections, count(score) from fct_inspection")
    outlets = city.asked(
        "select outlet_id, is_registered from dim_outlet where outlet_id <> 'unknown' order by 1",
    )

    assert scores.row(0) == (3, 0)
    assert outlets.rows() == [("900", False), ("901", False)]
