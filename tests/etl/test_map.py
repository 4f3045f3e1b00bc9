"""`etl map`: what it writes can be edited and loaded with, and gives nothing of a person away."""

import csv
import json
from zipfile import ZipFile

import polars as pl
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_city import drop
from typer.testing import CliRunner
from xlsxwriter import Workbook

from etl.__main__ import app
from etl.load import load_files
from etl.mapping.mapping import read_mapping
from etl.mapping.proposal import draft_mapping
from etl.mapping.proposal_yaml import as_yaml
from etl.paths import DataFolder

REQUESTS = (
    "case_id,opened_dt,target,closed_dt,department,Contact Phone,state,ward\n"
    "A-1,2026-03-02 09:05:00,2026-03-09 09:05:00,2026-03-05 10:00:00,Roads,13800138000,Shut,7\n"
    "A-2,2026-03-03 09:05:00,2026-03-10 09:05:00,,Roads,13900139000,In hand,7\n"
)
CHINESE = (
    "某区诉求清单\n单号,提交时间,处理部门,完结时间,诉求内容,当前状态,备用\n"
    "S1,2026-03-02 09:05,区住建局,2026-03-05 10:00,路灯不亮请回电13800138000,已处理,x\n"
    "S2,2026-03-03 09:05,区住建局,,下水道堵塞,流转中,y\n"
)
WIDE = "检查编号,检查日期,检查方式,网点编号,地面整洁,张贴禁烟标志\nJ1,2026-03-02,暗访,W1,√,×\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    return DataFolder(tmp_path / "data")


def run(tmp_path, *words, language="zh"):
    environment = {"MINGCHUANG_DATA": str(tmp_path / "data"), "MINGCHUANG_LANG": language}
    return CliRunner().invoke(app, ["map", *map(str, words)], env=environment)


def lake(folder, source):
    [path] = (folder.lake / source).glob("*.parquet")
    return pl.read_parquet(path)


def edited(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def test_a_mapping_as_written_loads_once_the_words_are_explained(folder, tmp_path):
    export = drop(tmp_path, "service_requests_2026-03.csv", REQUESTS)
    out = tmp_path / "requests.yaml"

    said = run(tmp_path, export, "--out", out)
    [before] = load_files(folder, [export], mapping=out)
    words = [("# values:\n", "values:\n"), ("#   status:", "  status:")]
    meanings = [("#     Shut:", "    Shut: closed"), ('#     "In hand":', '    "In hand": open')]
    out.write_text(edited(out.read_text(), *words, *meanings), encoding="utf-8")
    [after] = load_files(folder, [export], mapping=out)

    assert said.exit_code == 0
    assert (before.source, before.read, before.accepted) == ("tickets", 2, 0)
    assert (after.source, after.read, after.accepted, after.message.zh) == (
        "tickets", 2, 2, after.message.zh,
    )  # fmt: skip
    rows = pl.read_parquet(folder.lake / "tickets" / f"{after.batch_id}.parquet")
    assert rows["ticket_id"].to_list() == ["A-1", "A-2"]
    assert rows["status"].to_list() == ["closed", "open"]
    assert rows["unit"].to_list() == ["Roads", "Roads"]
    assert rows["due_at"].dt.day().to_list() == [9, 10]
    assert read_mapping(out).match == "service_requests*.csv"


def test_titles_and_chinese_names_that_nobody_declared(folder, tmp_path):
    export = drop(tmp_path, "诉求清单.csv", CHINESE)
    found = json.loads(run(tmp_path, export, "--json").stdout)
    out = tmp_path / "m.yaml"
    changes = [("# values:\n", "values:\n"), ("#   status:", "  status:")]
    changes += [("#     已处理:", "    已处理: closed"), ("#     流转中:", "    流转中: open")]
    out.write_text(edited(found["yaml"], *changes), encoding="utf-8")

    [result] = load_files(folder, [export], mapping=out)

    assert (found["encoding"], found["delimiter"], found["header_row"]) == ("gb18030", ",", 2)
    assert read_mapping(out).header_row == 2
    assert {"# encoding: gb18030", '# delimiter: ","'} <= set(found["yaml"].splitlines())
    headers = {c["name"]: c["header"] for c in found["columns"] if c["header"]}
    assert headers["ticket_id"] == "单号"
    assert headers["unit"] == "处理部门"
    assert headers["content"] == "诉求内容"
    assert [c["header"] for c in found["unmatched"]] == ["备用"]
    assert (result.status, result.accepted, result.rejected) == ("loaded", 2, 0)


def test_a_cell_that_is_some_header_does_not_make_its_row_one(tmp_path):
    text = "case_id,opened_dt,bureau,remark\nA-1,2026-03-02,Roads,x\nA-2,2026-03-03,Roads,y\n"

    found = json.loads(run(tmp_path, drop(tmp_path, "r.csv", text), "--json").stdout)

    assert (found["header_row"], found["source"]) == (1, "tickets")


def test_what_persons_are_called_by_stays_out(tmp_path):
    for name, text in (("a.csv", REQUESTS), ("b.csv", CHINESE)):
        export = drop(tmp_path, name, text)
        said = run(tmp_path, export, "--json").stdout + run(tmp_path, export).stdout
        assert "13800138000" not in said
        assert "13900139000" not in said
    assert "*手机号*" in said


def test_a_required_column_that_is_missing_is_named_in_the_text(folder, tmp_path):
    export = drop(tmp_path, "r.csv", "case_id,opened_dt,colour\nA-1,2026-03-02,red\n")
    out = tmp_path / "m.yaml"

    said = run(tmp_path, export, "--source", "tickets", "--out", out)
    text = out.read_text(encoding="utf-8")
    [before] = load_files(folder, [export], mapping=out)
    out.write_text(edited(text, ("  # unit:", "  unit: colour")), encoding="utf-8")
    [after] = load_files(folder, [export], mapping=out)

    assert "缺少必需的列：承办单位或承办网点或窗口号" in said.stdout
    assert "# 缺少必需的列：unit 承办单位 或 outlet_id 承办网点 或 window_no 窗口号" in text
    assert before.status == "refused"
    assert (after.status, after.accepted) == ("loaded", 1)


def test_a_wide_sheet_of_inspections_is_offered_to_be_made_long(folder, tmp_path):
    export = drop(tmp_path, "巡查.csv", WIDE)
    text = run(tmp_path, export, "--source", "inspections").stdout
    start = text.index("# unpivot:")
    block = text[start : text.index("\n", text.index("#   results"))]
    plain = "\n".join(line.removeprefix("# ") for line in block.splitlines())
    plain = edited(plain, ("地面整洁:", "地面整洁: clean_floor"))
    plain = edited(plain, ("张贴禁烟标志:", "张贴禁烟标志: no_smoking"))
    out = tmp_path / "m.yaml"
    out.write_text(text.replace(block, plain), encoding="utf-8")

    [result] = load_files(folder, [export], mapping=out)

    assert (result.source, result.accepted) == ("inspections", 1)
    assert lake(folder, "inspections")["result"].to_list() == ["pass", "fail"]


def test_a_workbook_and_a_member_of_a_zip(folder, tmp_path):
    book = tmp_path / "calls.xlsx"
    with Workbook(book) as made:
        made.add_worksheet("说明").write_row(0, 0, ["本表为热线通话"])
        sheet = made.add_worksheet("通话")
        rows = [["session id", "call time", "wait", "agent"], ["C1", "2026-03-02 09:05", "12", "7"]]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    archive = tmp_path / "two.zip"
    with ZipFile(archive, "w") as zipped:
        zipped.writestr("requests.csv", REQUESTS)
        zipped.writestr("other.csv", "a,b\n1,2\n")

    from_book = json.loads(run(tmp_path, book, "--json").stdout)
    ambiguous = run(tmp_path, archive)
    from_zip = json.loads(run(tmp_path, archive, "--member", "req*", "--json").stdout)

    assert (from_book["sheet_name"], from_book["source"]) == ("通话", "calls")
    assert from_book["missing"] == []
    assert "说明" in from_book["yaml"]
    assert ambiguous.exit_code == 1
    assert "requests.csv" in ambiguous.stderr
    assert (from_zip["member"], from_zip["source"]) == ("requests.csv", "tickets")
    out = tmp_path / "m.yaml"
    out.write_text(from_zip["yaml"], encoding="utf-8")
    [result] = load_files(folder, [archive], mapping=out)
    assert (result.source, result.read) == ("tickets", 2)


def test_a_mapping_that_is_there_is_not_written_over(tmp_path):
    export, out = drop(tmp_path, "r.csv", REQUESTS), tmp_path / "m.yaml"
    out.write_text("source: tickets\n")

    said = run(tmp_path, export, "--out", out, language="en")

    assert said.exit_code == 1
    assert "is there already" in said.stderr
    assert out.read_text() == "source: tickets\n"


def test_a_source_that_does_not_exist_is_said(tmp_path):
    said = run(tmp_path, drop(tmp_path, "r.csv", REQUESTS), "--source", "tickts", language="en")

    assert said.exit_code == 1
    assert "No source tickts" in said.stderr


def test_times_are_not_taken_for_texts_nor_texts_for_times(tmp_path):
    text = "case_id,opened_dt,department\nA-1,Roads,2026-03-02 09:05\nA-2,Parks,2026-03-03 09:05\n"
    found = json.loads(run(tmp_path, drop(tmp_path, "r.csv", text), "--json").stdout)

    headers = {c["name"]: c["header"] for c in found["columns"] if c["header"]}
    assert "unit" not in headers
    assert "accepted_at" not in headers


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"),
    min_size=1,
    max_size=12,
)


@given(st.lists(names, min_size=2, max_size=6), st.lists(names, min_size=2, max_size=6))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_headers_and_cells_the_text_is_a_mapping(tmp_path, header, cells):
    export = tmp_path / "any.csv"
    with export.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["工单编号", *header], ["T1", *cells]])
    draft = draft_mapping(DataFolder(tmp_path / "data"), export)
    out = tmp_path / "any.yaml"

    text = as_yaml(draft)
    out.write_text(text, encoding="utf-8")

    mapping = read_mapping(out)
    titles = [title.strip() for title in draft.table.header]
    assert set(mapping.columns.values()) <= set(titles)
    assert mapping.source == draft.best.source.name
    offered = text.partition("# values:\n")[2].partition("\n\n")[0]
    lines = [line.removeprefix("# ").removeprefix("#") for line in offered.splitlines()]
    assert isinstance(yaml.safe_load("\n".join(lines) or "{}"), dict)
