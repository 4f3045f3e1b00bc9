"""Wide sheets of which nobody said anything: the headers that name items are proposed, and load as proposed."""

import json

import polars as pl
import pytest
from tiny_city import drop
from typer.testing import CliRunner

from etl.__main__ import app
from etl.lake.lake import batches, parquet_path
from etl.load import load_files
from etl.paths import DataFolder

CHECKS = "检查编号,网点编号,检查时间,检查方式,无障碍设施,禁烟标志,地面整洁\nJ1,W1,2026-03-02,暗访,√,×,√\n"
FIGURES = "统计周期,来源,报送单位,按时办结率,满意率\n2026-03,自报,市邮政局,97%,99%\n"
MONTHS = "指标,来源,报送单位,2026年1月,2026年2月,备注\nK04,自报,市邮政局,97%,99%,x\n"


def proposed(tmp_path, name, text):
    out = tmp_path / f"{name}.yaml"
    export = drop(tmp_path, name, text)
    environment = {"MINGCHUANG_DATA": str(tmp_path / "data"), "MINGCHUANG_LANG": "zh"}
    said = CliRunner().invoke(
        app, ["map", str(export), "--json", "--out", str(out)], env=environment
    )
    return export, out, json.loads(said.stdout)


@pytest.mark.parametrize(
    ("text", "source", "of", "items", "rows"),
    [
        (
            CHECKS, "inspections", "item_code", {4: "barrier_free", 5: "no_smoking"},
            [("barrier_free", "pass"), ("no_smoking", "fail")],
        ),
        (FIGURES, "summaries", "kpi_id", {3: "K04", 4: "R03"}, [("K04", 0.97), ("R03", 0.99)]),
        (MONTHS, "summaries", "period", {3: "2026-01", 4: "2026-02"}, [("2026-01", 0.97), ("2026-02", 0.99)]),
    ],
    ids=["items", "figures", "months"],
)  # fmt: skip
def test_headers_that_name_items_are_proposed_and_load(tmp_path, text, source, of, items, rows):
    export, out, answer = proposed(tmp_path, "表.csv", text)

    assert (answer["source"], answer["missing"]) == (source, [])
    assert {one["position"]: one["item"] for one in answer["items"]} == items
    assert {one["of"] for one in answer["items"]} == {of}
    folder = DataFolder(tmp_path / "data")
    [result] = load_files(folder, [export], mapping=out)
    assert (result.status, result.source, result.accepted) == ("loaded", source, 1)
    [record] = batches(folder)
    long = pl.read_parquet(parquet_path(folder, record))
    fills = "result" if source == "inspections" else "value"
    assert long.select(of, fills).rows() == rows


def test_one_header_alone_makes_no_wide_sheet_nor_a_long_one_that_has_its_items(tmp_path):
    single = "检查编号,网点编号,检查时间,检查方式,禁烟标志\nJ1,W1,2026-03-02,暗访,√\n"
    long = "检查编号,网点编号,检查时间,检查方式,检查项,结果,禁烟标志,意见箱(簿)\nJ1,W1,2026-03-02,暗访,禁烟标志,√,1,1\n"

    assert proposed(tmp_path, "a.csv", single)[2]["items"] == []
    assert proposed(tmp_path, "b.csv", long)[2]["items"] == []


def test_dates_in_a_form_that_has_to_be_told_are_marked(tmp_path):
    text = "工单编号,承办单位,受理时间,办结时间\nA-1,市公安局,25-Nov-2026,2026-11-26\n"
    columns = {c["name"]: c for c in proposed(tmp_path, "c.csv", text)[2]["columns"]}

    assert not columns["accepted_at"]["is_read"]
    assert columns["closed_at"]["is_read"] and columns["due_at"]["is_read"]
    assert [name for name, column in columns.items() if column["is_rating"]] == ["rating"]
