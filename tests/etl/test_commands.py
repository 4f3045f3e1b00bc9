import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tiny_city import TICKET_HEADER, drop, drop_city, tickets
from typer.testing import CliRunner

from etl import answers
from etl.__main__ import app
from etl.lake import lake
from etl.lock import locked
from etl.paths import DataFolder
from etl.warehouse import publish


def etl(folder, *arguments, language="zh"):
    environment = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": language}
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)


def answer(folder, *arguments):
    return json.loads(etl(folder, *arguments, "--json").stdout)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The folder of a loaded city, and what the load answered."""
    folder = DataFolder(tmp_path_factory.mktemp("loaded"))
    drop_city(folder.inbox)
    told = etl(folder, "load", "--json")
    assert told.exit_code == 0
    return folder, json.loads(told.stdout)


@pytest.fixture
def city(loaded, tmp_path):
    return DataFolder(shutil.copytree(loaded[0].root, tmp_path / "city"))


@pytest.fixture(scope="module")
def faulty(loaded, tmp_path_factory):
    """The city, and one row to be corrected."""
    root = tmp_path_factory.mktemp("faulty") / "city"
    folder = DataFolder(shutil.copytree(loaded[0].root, root))
    row = TICKET_HEADER + "T9,窗口,户口迁移,W1,昨天,5个工作日,,在办,2026-10-31 18:00\n"
    etl(folder, "load", drop(root / "more", "有误.csv", row))
    return folder


@pytest.fixture
def empty(tmp_path):
    return DataFolder(tmp_path / "empty")


def test_a_load_answers_with_its_batches_and_the_build(loaded):
    said = loaded[1]

    assert list(said) == ["batches", "build_id"]
    assert said["build_id"] == "000001"
    assert [list(batch) for batch in said["batches"]] == [
        ["batch_id", "source", "file_name", "status", "read", "accepted", "rejected", "message"]
    ] * 3
    assert {batch["source"]: batch["read"] for batch in said["batches"]} == {
        "tickets": 20,
        "units": 1,
        "outlets": 2,
    }
    assert {batch["status"] for batch in said["batches"]} == {"loaded"}


def test_files_that_did_not_change_make_no_new_build(city):
    said = answer(city, "load")

    assert {batch["status"] for batch in said["batches"]} == {"unchanged"}
    assert said["build_id"] == "000001"


def test_a_changed_reference_file_makes_a_new_build_without_new_files(city):
    (city.root / "reference").mkdir()
    overrides = city.root / "reference" / "calendar_overrides.csv"
    overrides.write_text("date,is_workday,holiday_name\n2026-08-12,false,台风\n", encoding="utf-8")

    assert answer(city, "load")["build_id"] == "000002"


def test_loading_without_building_leaves_the_published_build(city):
    more = drop(city.root / "more", "补报.csv", tickets(21, 5))

    said = answer(city, "load", more, "--no-build")

    assert said["batches"][0]["accepted"] == 5
    assert said["build_id"] == "000001"
    assert answer(city, "build")["build_id"] == "000002"


def test_a_refused_file_does_not_stop_the_others(city):
    folder = city.root / "more"
    drop(folder, "天气.csv", "日期,天气\n2026-08-01,晴\n")
    drop(folder, "补报.csv", tickets(21, 5))

    result = etl(city, "load", folder, "--no-build", "--json")

    assert result.exit_code == 0
    statuses = {b["file_name"]: b["status"] for b in json.loads(result.stdout)["batches"]}
    assert statuses == {"天气.csv": "refused", "补报.csv": "loaded"}


def test_when_all_files_are_refused_the_load_fails_and_nothing_changes(city):
    weather = drop(city.root / "more", "天气.csv", "日期,天气\n2026-08-01,晴\n")

    result = etl(city, "load", weather, "--json")

    said = json.loads(result.stdout)
    assert result.exit_code == 1
    assert said["batches"][0]["status"] == "refused"
    assert said["batches"][0]["message"]
    assert said["build_id"] == "000001"


def test_an_empty_inbox_is_no_failure(empty):
    result = etl(empty, "load")

    assert result.exit_code == 0
    assert "没有可导入的文件" in result.stdout
    assert answer(empty, "load") == {"batches": [], "build_id": None}


def test_a_refusal_by_the_checks_is_told_with_the_batches(city, monkeypatch, tmp_path):
    # No model has to be made for this check to find a row.
    checks = tmp_path / "sql" / "checks"
    checks.mkdir(parents=True)
    (checks / "assert_never.sql").write_text("select 1 as broken", encoding="utf-8")
    monkeypatch.setattr("etl.warehouse.build.build.__defaults__", (None, checks.parent))
    more = drop(city.root / "more", "补报.csv", tickets(21, 5))

    result = etl(city, "load", more, "--json")

    said = json.loads(result.stdout)
    assert result.exit_code == 3
    assert said["batches"][0]["status"] == "loaded"
    assert said["build_id"] == "000001"
    assert "assert_never" in said["error"]


def test_a_busy_folder_is_refused_at_once(city):
    with locked(city):
        results = {
            name: etl(city, name, *more, "--json")
            for name, more in {
                "load": [],
                "build": [],
                "rollback": [],
                "prune": ["--keep", 1],
            }.items()
        }

    assert {result.exit_code for result in results.values()} == {75}
    assert all("error" in json.loads(result.stdout) for result in results.values())


def test_where_prints_the_path_and_nothing_else(city):
    result = etl(city, "where")

    assert result.stdout == f"{city.releases / '000001.duckdb'}\n"
    assert answer(city, "where")["build_id"] == "000001"


@pytest.mark.parametrize(
    "command", ["where", "status", "rejects", "rollback", "shortlist", "kpi --kpi K04"]
)
def test_before_the_first_build_every_question_says_what_to_do(empty, command):
    plain = etl(empty, *command.split())
    as_json = etl(empty, *command.split(), "--json")

    assert (plain.exit_code, as_json.exit_code) == (1, 1)
    assert "python -m etl load" in plain.stderr
    assert "python -m etl load" in json.loads(as_json.stdout)["error"]


def test_status_tells_the_build_and_how_far_each_source_reaches(city):
    said = answer(city, "status")

    assert said["build_id"] == "000001"
    assert said["as_of"] == "2026-10-31T18:00:00"
    assert said["is_sample"] is False
    assert said["rows_accepted"] == 23
    assert said["releases"] == ["000001"]
    assert {source["source"]: source["as_of"] for source in said["sources"]}["tickets"] == said[
        "as_of"
    ]


def test_a_damaged_pointer_is_told_by_status(city):
    city.current.write_text("junk")

    assert "000001" in answer(city, "status")["warning"]
    assert "已损坏" in etl(city, "status").stdout


def test_a_kpi_is_answered_as_the_mart_has_it(city):
    said = answer(city, "kpi", "--kpi", "K04", "--scope", "district", "--month", "2026-08")

    assert list(said) == ["kpi_id", "build_id", "as_of", "rows"]
    assert said["rows"] == [
        {
            "month": "2026-08",
            "scope": "district",
            "scope_id": adcode,
            "name": name,
            "numerator": 10,
            "denominator": 10,
            "value": 1.0,
        }
        for adcode, name in (("330203", "海曙区"), ("330205", "江北区"))
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["kpi", "--kpi", "K99"],
        ["kpi", "--kpi", "K04", "--scope", "galaxy"],
        ["kpi", "--kpi", "K04", "--month", "2026-13"],
        ["kpi"],
        ["prune", "--keep", "0"],
        ["load", "nowhere.csv"],
        ["load", "--max-rejects", "2"],
        ["frobnicate"],
        ["rejects", "--out", "rows.pdf"],
    ],
)
def test_wrong_usage_exits_with_2(city, arguments):
    assert etl(city, *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("rejects --nope", "没有选项 --nope。"),
        ("load --mappin x", "没有选项 --mappin，是不是 --mapping。"),
        ("trace", "缺少参数 number。"),
        ("kpi", "缺少选项 --kpi。"),
        ("kpis", "没有命令 kpis。"),
        ("where a b", "多出了 a b。"),
        ("load --source", "选项 --source 后面缺少值。"),
        ("where --json=3", "选项 --json 后面不写值。"),
        ("preview /nowhere.csv", "参数 path 的值不能用：找不到 /nowhere.csv。"),
        ("preview /", "参数 path 的值不能用：/ 是文件夹，这里要写文件。"),
        ("shortlist --out README.md", "选项 --out 的值不能用：README.md 是文件，这里要写文件夹。"),
        ("names --limit 0", "选项 --limit 的值不能用：不能小于 1。"),
        ("names --limit x", "选项 --limit 的值不能用：应是整数。"),
        ("names --from x", "选项 --from 的值不能用：x 不是日期，日期写作 2026-10-25。"),
        ("names --kind x", "选项 --kind 的值不能用：没有 x，可选：unit、outlet。"),
        ("load --max-rejects 2", "选项 --max-rejects 的值不能用：不能大于 1。"),
        ("load --max-rejects x", "选项 --max-rejects 的值不能用：应是数字。"),
        ("kpi --kpi K04 --month 2026", "选项 --month 的值不能用：月份写作 2026-10。"),
        (
            "kpi --kpi K04 --scope 省",
            "选项 --scope 的值不能用：没有“省”，可选：全市（city）、区(县、市)（district）、"
            "乡镇街道（township）、行业（industry）、单位（unit）、窗口单位（outlet）。",
        ),
    ],
)
def test_wrong_usage_is_one_sentence_in_the_readers_language(empty, arguments, sentence):
    told = etl(empty, *arguments.split())

    assert (told.exit_code, told.stdout) == (2, "")
    said, hint = told.stderr.split("用法见：")
    assert said == sentence
    assert hint.endswith("--help\n")
    assert "用法见" not in etl(empty, *arguments.split(), language="en").stderr


def test_a_level_is_asked_and_told_in_words(city):
    asked = ["kpi", "--kpi", "K04", "--month", "2026-08", "--scope"]

    assert answer(city, *asked, "区县") == answer(city, *asked, "district")
    assert "区(县、市)" in etl(city, *asked, "区县").stdout
    assert "Denominator" in etl(city, *asked, "district", language="en").stdout


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_to_be_corrected_are_written_with_their_reasons(faulty, tmp_path, ending):
    out = tmp_path / f"待更正.{ending}"

    said = answer(faulty, "rejects", "--source", "tickets", "--out", out)

    assert said["count"] == 1
    assert said["rows"][0]["original"] == "昨天"
    assert said["rows"][0]["file_name"] == "有误.csv"
    read = pl.read_csv if ending == "csv" else pl.read_excel
    assert {"昨天", "不是日期或时间"} <= set(read(out).row(0))


def test_a_forgotten_batch_leaves_lake_and_warehouse(city):
    batch = next(record for record in lake.batches(city) if record.source == "tickets")

    said = answer(city, "forget", batch.batch_id)

    assert said["build_id"] == "000002"
    assert answer(city, "status")["tickets"] == 0
    assert etl(city, "forget", batch.batch_id).exit_code == 1


def test_builds_are_gone_back_to_and_pruned(city):
    for build_id in ("000002", "000003", "000004"):
        copy = shutil.copy(city.releases / "000001.duckdb", city.root / "staged.duckdb")
        publish.publish(city, build_id, Path(copy))

    assert answer(city, "rollback")["build_id"] == "000003"
    assert answer(city, "prune", "--keep", 1) == {
        "removed": ["000001", "000002"],
        "kept": ["000003", "000004"],
    }
    assert answer(city, "rollback", "000004")["build_id"] == "000004"


def test_batches_are_listed_with_their_records(city):
    said = answer(city, "batches")

    assert {batch["file_name"] for batch in said["batches"]} == {
        "单位台账.csv",
        "网点台账.csv",
        "办件工单.csv",
    }
    assert all(batch["file_sha256"] for batch in said["batches"])


def test_a_sample_city_loaded_from_elsewhere_is_still_called_a_sample(empty, tmp_path):
    elsewhere = tmp_path / "elsewhere"

    made = answer(empty, "demo", "--size", "small", "--out", elsewhere)
    # One file of the sample is enough to be one, and what takes long to load says nothing here.
    for path in {*elsewhere.iterdir()} - {*elsewhere.glob("*台账*"), *elsewhere.glob("s*.json")}:
        if path.name != "汇总报表.xlsx":
            path.unlink()
    etl(empty, "load", *elsewhere.glob("*台账*"))
    before = answer(empty, "status")["is_sample"]
    statuses = {batch["status"] for batch in answer(empty, "load", elsewhere)["batches"]}

    assert len(made["files"]) > 5
    assert statuses == {"loaded", "unchanged"}
    assert (before, answer(empty, "status")["is_sample"]) == (False, True)


def test_outlines_of_another_city_become_its_reference(empty):
    said = answer(empty, "boundaries", "--adcode", "320400")

    assert {"adcode": "320411", "name": "新北区"} in said["districts"]
    assert (empty.root / "reference" / "boundaries" / "320400.geojson").exists()


def test_failures_are_told_in_the_language_asked_for(empty):
    assert "还没有" in etl(empty, "where").stderr
    assert "Nothing is published" in etl(empty, "where", language="en").stderr


def test_a_file_that_cannot_be_written_is_explained(city):
    result = etl(city, "rejects", "--out", city.root / "no such folder" / "rows.csv")

    assert result.exit_code == 1
    assert "no such folder" in result.stderr


def test_cells_of_a_table_are_text_and_never_markup(capsys):
    given = answers.Answer({}, ["a"], [["[red]甲[/red]"]])

    answers.give(lambda: given, as_json=False)

    assert "[red]甲[/red]" in capsys.readouterr().out


def test_the_module_runs_as_a_program(city):
    environment = os.environ | {"MINGCHUANG_DATA": str(city.root), "MINGCHUANG_LANG": "en"}
    program = [sys.executable, "-W", "error", "-m", "etl"]

    shown = subprocess.run([*program, "where"], env=environment, capture_output=True, text=True)
    help_text = subprocess.run(
        [*program, "--help"], env=environment, capture_output=True, text=True
    )

    with duckdb.connect(shown.stdout.strip(), read_only=True) as connection:
        assert connection.sql("select count(*) from fct_ticket").fetchall() == [(20,)]
    assert "From exports to a warehouse" in help_text.stdout
