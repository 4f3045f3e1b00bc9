import json
from datetime import date, datetime

import duckdb
import polars as pl
import pytest

from etl.errors import ChecksRefused
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse import inputs
from etl.warehouse.build import build
from etl.warehouse.publish import current

BATCH = {
    "batch_id": "0" * 16,
    "source": "outlets",
    "file_name": "网点台账.csv",
    "member": "",
    "file_sha256": "ab" * 32,
    "file_bytes": 10,
    "mapping_name": "",
    "mapping_sha256": "",
    "loaded_at": "2026-11-01T08:00:00",
    "as_of": None,
    "as_of_origin": None,
    "snapshot": False,
    "rows_read": 1,
    "rows_accepted": 1,
    "rows_rejected": 0,
    "rejected_by_rule": {},
    "columns": {"outlet_id": 1},
    "sheets": [],
    "notes": [{"code": "footer", "zh": "略去合计行", "en": "Left out a total"}],
    "code_version": "0",
}


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.fixture
def sql(tmp_path):
    write(tmp_path / "sql", "core", "dim_date", "select date, is_workday from ref_date")
    as_of = "select max(as_of) as as_of from lake_batch"
    write(tmp_path / "sql", "core", "meta_build", as_of)
    return tmp_path / "sql"


def write(root, layer, name, text):
    (root / layer).mkdir(parents=True, exist_ok=True)
    (root / layer / f"{name}.sql").write_text(text, encoding="utf-8")


def put_batch(folder, source, rows, **changed):
    record = {**BATCH, "source": source, **changed}
    home = folder.lake / source
    home.mkdir(parents=True, exist_ok=True)
    trace = {"batch_id": record["batch_id"], "sheet_name": "", "line_number": 2}
    frame = pl.DataFrame(
        [{**trace, "row_number": number, **row} for number, row in enumerate(rows, start=1)],
        schema=SOURCES[source].lake_schema,
    )
    frame.write_parquet(home / f"{record['batch_id']}.parquet")
    (home / f"{record['batch_id']}.json").write_text(json.dumps(record), encoding="utf-8")


def ask(build, question):
    with duckdb.connect(build.path, read_only=True) as connection:
        return connection.sql(question).fetchall()


def test_only_tables_of_core_and_marts_are_in_the_release(folder, sql):
    write(sql, "staging", "stg_day", "select date from ref_date")
    write(sql, "core", "step", "-- materialize\nselect max(date) as last from stg_day")
    write(sql, "marts", "mart_end", "select * from step")

    built = build(folder, sql=sql)

    assert built.build_id == "000001"
    assert ask(built, "select table_name from duckdb_tables() order by 1") == [
        ("dim_date",),
        ("mart_end",),
        ("meta_build",),
    ]
    assert ask(built, "select view_name from duckdb_views() where not internal") == []


@pytest.mark.parametrize(("small", "threads"), [(0, 2), (1, 1)], ids=["large", "small"])
def test_a_table_keeps_the_order_its_model_asks_for(folder, sql, monkeypatch, small, threads):
    """On two threads too, which only a lake of some size is worth."""
    monkeypatch.setattr("etl.warehouse.build.SMALL_LAKE_BYTES", small)
    write(sql, "core", "said", "select current_setting('threads') as threads")
    numbers = "select (i * 7919) % 300000 as n from range(300000) as t(i) order by n"
    write(sql, "marts", "numbers", numbers)

    built = build(folder, sql=sql)

    assert ask(built, "select threads from said") == [(threads,)]
    out_of_order = "select count(*) from numbers where n <> rowid"
    assert ask(built, out_of_order) == [(0,)]


def test_a_long_build_draws_no_bar_into_the_answer(folder, sql):
    write(sql, "core", "said", "select current_setting('enable_progress_bar') as bar")

    built = build(folder, sql=sql)

    assert ask(built, "select bar from said") == [(False,)]


def coded(sql):
    write(
        sql, "staging", "word", "-- enum\nselect unnest(['a', 'b', '区县']) as word order by word"
    )
    write(
        sql,
        "core",
        "fact",
        "-- coded\n-- Coded: district, contact,\n-- phone.\n"
        "select unit_id, district, contact, phone, industry as trade,"
        " coalesce(valid_to, valid_from) as ended_on, parent_id is not null as has_parent"
        " from lake_units left join ref_date on valid_to = date",
    )


def test_of_a_coded_table_only_what_exports_fill_is_stored_and_all_columns_are_shown(folder, sql):
    coded(sql)
    put_batch(folder, "units", [{"unit_id": "U1", "district": "区县"}, {"unit_id": "U2"}])

    built = build(folder, sql=sql)

    columns = (
        "select column_name from duckdb_columns() where table_name = {!r} order by column_index"
    )
    assert ask(built, columns.format("fact_stored")) == [
        ("unit_id",),
        ("district",),
        ("has_parent",),
    ]
    assert ask(built, "select * from fact order by 1") == [
        ("U1", "区县", None, None, None, None, False),
        ("U2", None, None, None, None, None, False),
    ]
    types = "select distinct typeof(district) = typeof(phone), typeof(trade), typeof(ended_on) from fact"
    assert ask(built, types) == [(True, "VARCHAR", "DATE")]


def test_a_column_of_a_coded_table_is_stored_as_soon_as_one_row_of_any_batch_fills_it(folder, sql):
    coded(sql)
    put_batch(folder, "units", [{"unit_id": "U1"}])
    one = {"unit_id": "U2", "phone": "b", "parent_id": "U1", "valid_to": date(2026, 5, 4)}
    put_batch(folder, "units", [{"unit_id": "U3"}, one], batch_id="1" * 16)

    built = build(folder, sql=sql)

    filled = "select phone, ended_on, has_parent from fact where unit_id = 'U2'"
    assert ask(built, filled) == [("b", date(2026, 5, 4), True)]
    assert ask(built, "select count(phone), count(ended_on), count(*) from fact_stored") == [
        (1, 1, 3)
    ]


def test_a_coded_table_of_an_empty_lake_has_its_columns_and_no_row(folder, sql):
    coded(sql)

    built = build(folder, sql=sql)

    assert ask(built, "select * from fact") == []
    assert ask(built, "select count(*) from duckdb_columns() where table_name = 'fact'") == [(7,)]


def test_an_empty_lake_has_every_view_with_its_types(folder, sql):
    write(
        sql,
        "core",
        "types",
        "select typeof(closed_at) as t from lake_tickets right join ref_city on true",
    )

    built = build(folder, sql=sql)

    assert ask(built, "select t from types") == [("TIMESTAMP",)]
    assert built.as_of is None


def test_batches_arrive_with_their_records(folder, sql):
    put_batch(folder, "units", [{"unit_id": "U1"}, {"unit_id": "U2"}], as_of="2026-10-31T18:00:00")
    write(sql, "core", "unit", "select unit_id, row_number from lake_units")
    write(sql, "core", "batch", "select source, as_of, notes, rejected_by_rule from lake_batch")

    built = build(folder, sql=sql)

    assert ask(built, "select * from unit order by 1") == [("U1", 1), ("U2", 2)]
    [(source, as_of, notes, rules)] = ask(built, "select * from batch")
    assert (source, as_of, rules) == ("units", datetime(2026, 10, 31, 18), "{}")
    assert json.loads(notes) == BATCH["notes"]
    assert built.as_of == datetime(2026, 10, 31, 18)


def test_a_batch_without_its_record_does_not_exist(folder, sql):
    put_batch(folder, "units", [{"unit_id": "U1"}])
    (folder.lake / "units" / f"{BATCH['batch_id']}.json").unlink()
    write(sql, "core", "unit", "select unit_id from lake_units")

    assert ask(build(folder, sql=sql), "select * from unit") == []


def test_a_batch_of_before_a_column_was_added_still_loads(folder, sql):
    put_batch(folder, "units", [{"unit_id": "U1"}])
    path = folder.lake / "units" / f"{BATCH['batch_id']}.parquet"
    pl.read_parquet(path).drop("phone").write_parquet(path)
    write(sql, "core", "unit", "select unit_id, phone from lake_units")

    assert ask(build(folder, sql=sql), "select * from unit") == [("U1", None)]


def test_outlets_are_checked_against_the_district_they_declare(folder, sql):
    # 天一广场 lies in 海曙; the second is the same point said to be in 鄞州; the third at sea.
    point = {"lon_wgs84": 121.549, "lat_wgs84": 29.868}
    put_batch(
        folder,
        "outlets",
        [
            {"outlet_id": "W1", "district": "海曙区", **point},
            {"outlet_id": "W2", "district": "330212", **point},
            {"outlet_id": "W3", "district": "海曙区", "lon_wgs84": 124.0, "lat_wgs84": 29.9},
            {"outlet_id": "W4", "district": "海曙区"},
            {"outlet_id": "W5", "district": "某区", **point},
        ],
    )
    write(sql, "core", "place", "select * from ref_outlet_place")

    built = build(folder, sql=sql)

    assert ask(built, "select * from place order by 1") == [
        ("W1", True),
        ("W2", False),
        ("W3", False),
        ("W4", None),
        ("W5", None),
    ]


@pytest.mark.parametrize(("listed", "is_sample"), [("ab" * 32, True), ("cd" * 32, False)])
def test_a_build_with_a_file_of_the_demo_says_that_it_is_a_sample(folder, sql, listed, is_sample):
    put_batch(folder, "units", [{"unit_id": "U1"}])
    (folder.root / "sample.json").write_text(
        json.dumps({"files": {"a.csv": listed}}), encoding="utf-8"
    )
    write(sql, "core", "meta", "select is_sample, build_id from ref_build")

    assert ask(build(folder, sql=sql), "select * from meta") == [(is_sample, "000001")]


def test_a_check_that_finds_rows_leaves_the_older_build_published(folder, sql):
    first = build(folder, sql=sql)
    write(sql, "checks", "assert_no_past", "select date from dim_date where date < '2005-01-03'")
    write(sql, "checks", "assert_nothing", "select date from dim_date where date is null")

    with pytest.raises(ChecksRefused) as refused:
        build(folder, sql=sql)

    assert refused.value.exit_code == 3
    assert "assert_no_past" in refused.value.said.zh
    assert "date 2005-01-02" in refused.value.said.en
    assert "etl forget 批次号" in refused.value.said.zh
    assert "assert_nothing" not in refused.value.said.en
    assert current(folder).build_id == first.build_id


def test_the_steps_of_a_build_are_told_in_both_languages(folder, sql):
    steps = []

    build(folder, steps.append, sql)

    assert [said.en for said in steps][-2:] == ["Checking", "Publishing"]
    assert all(said.zh for said in steps)


def test_the_code_version_changes_with_the_references(folder):
    before = inputs.code_version(folder)
    (folder.root / "reference").mkdir(parents=True)
    (folder.root / "reference" / "calendar_overrides.csv").write_text(
        "date,is_workday,holiday_name\n"
    )

    assert inputs.code_version(folder) != before
