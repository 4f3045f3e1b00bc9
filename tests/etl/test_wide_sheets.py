"""Wide sheets made long: every cell of every item becomes a row, or is traced to its line and column."""

import json

import duckdb
import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build

HEAD = ["检查编号", "网点编号", "检查时间", "检查方式"]
ITEMS = """
source: inspections
unpivot:
  items: {无障碍: barrier_free, 禁烟: no_smoking, 意见箱: opinion_box}
  results: {好: pass, 差: fail, "/": na}
"""
LONG = ["inspection_id", "item_code", "result", "line_number"]


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


def csv(tmp_path, rows, name="巡查.csv"):
    path = tmp_path / name
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def workbook(tmp_path, sheets, name="巡查.xlsx"):
    with xlsxwriter.Workbook(tmp_path / name) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)
    return tmp_path / name


def loaded(folder, tmp_path, path, mapping=ITEMS):
    written = tmp_path / "m.yaml"
    written.write_text(mapping, encoding="utf-8")
    [result] = load_files(folder, [path], mapping=written)
    assert result.status == "loaded", result.message
    assert result.read == result.accepted + result.rejected
    [record] = batches(folder)
    rows = pl.read_parquet(parquet_path(folder, record))
    wrong = rejects_path(folder, record)
    return result, rows, pl.read_parquet(wrong) if wrong.exists() else pl.DataFrame(), record


def visit(number, *cells):
    return [f"J{number}", "W1", f"2026-03-{number:02}", "暗访", *cells]


def test_blanks_and_dashes_are_no_items_unless_the_mapping_says_what_they_mean(folder, tmp_path):
    rows = [
        [*HEAD, "无障碍", "禁烟", "意见箱"],
        visit(1, "好", "", "差"),
        visit(2, " ", "—", "好"),
        visit(3, "/", "/", "/"),
        visit(4, "", "　", "—"),
    ]
    result, long, wrong, _ = loaded(folder, tmp_path, csv(tmp_path, rows))

    assert (result.read, result.accepted, result.rejected) == (4, 3, 1)
    assert long.select(LONG).rows() == [
        ("J1", "barrier_free", "pass", 2), ("J1", "opinion_box", "fail", 2),
        ("J2", "opinion_box", "pass", 3),
        ("J3", "barrier_free", "na", 4), ("J3", "no_smoking", "na", 4), ("J3", "opinion_box", "na", 4),
    ]  # fmt: skip
    [reject] = wrong.to_dicts()
    assert (reject["line_number"], reject["column_name"], reject["rule"]) == (5, "item_code", "required")  # fmt: skip


def test_a_refused_cell_is_traced_to_its_line_and_its_own_column(folder, tmp_path):
    rows = [
        ["三月巡查", "", "", "", "", "", ""],
        [*HEAD, "无障碍", "禁烟", "意见箱"],
        visit(1, "好", "怪", "差"),
        visit(2, "#N/A", "好", "啊"),
        visit(3, "好", "好", "好"),
    ]
    result, long, wrong, record = loaded(folder, tmp_path, csv(tmp_path, rows))

    assert (result.accepted, result.rejected) == (1, 2)
    assert set(long["inspection_id"]) == {"J3"}
    found = wrong.select("line_number", "column_name", "rule", "original").rows()
    assert found == [
        (3, "result.no_smoking", "unknown_value", "怪"),
        (4, "result.barrier_free", "error_cell", "#N/A"),
    ]
    assert json.loads(wrong["other_faults"][1]) == [
        {"column": "result.opinion_box", "rule": "unknown_value", "original": "啊"}
    ]
    [sheet] = record.sheets
    assert sheet.headers["禁烟"] == "result.no_smoking"
    assert json.loads(wrong["row_json"][0])["禁烟"] == "怪"
    assert not [note for note in record.notes if note.code == "unknown_columns"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_item_whose_header_stands_twice_is_read_where_the_cells_agree(folder, tmp_path, kind):
    rows = [
        [*HEAD, "禁烟", "无障碍", "禁烟", "意见箱"],
        visit(1, "好", "好", "好", ""),
        visit(2, "", "好", "差", ""),
        visit(3, "好", "好", "差", ""),
    ]
    path = csv(tmp_path, rows) if kind == "csv" else workbook(tmp_path, {"一": rows})
    result, long, wrong, record = loaded(folder, tmp_path, path)

    assert (result.read, result.accepted, result.rejected) == (3, 2, 1)
    smoking = long.filter(pl.col("item_code") == "no_smoking")
    assert smoking.select("inspection_id", "result").rows() == [("J1", "pass"), ("J2", "fail")]
    assert wrong.select("line_number", "rule").rows() == [(4, "two_values")]
    [note] = [note for note in record.notes if note.code == "doubled_headers"]
    assert "禁烟" in note.zh
    assert not [note for note in record.notes if note.code == "unknown_columns"]


def test_a_sheet_per_month_is_read_and_another_kind_of_sheet_is_named(folder, tmp_path):
    def month(number):
        head = [*HEAD, "无障碍", "禁烟", "意见箱"]
        row = [f"M{number}", "W1", f"2026-{number:02}-05", "暗访", "好", "差", "好"]
        return [[f"{number}月暗访情况", *[""] * 6], head, row, ["合计", "1", *[""] * 5]]

    sheets = {f"{number}月": month(number) for number in (1, 2, 3)}
    path = workbook(tmp_path, sheets | {"说明": [["填表说明", "x"], ["请", "看"]]})
    result, long, _, record = loaded(folder, tmp_path, path)

    assert (result.read, result.accepted) == (3, 3)
    assert long.select("inspection_id", "sheet_name", "line_number").unique().sort("inspection_id").rows() == [
        ("M1", "1月", 3), ("M2", "2月", 3), ("M3", "3月", 3),
    ]  # fmt: skip
    assert long.height == 9
    assert any("说明" in note.zh for note in record.notes)


def test_points_taken_off_item_by_item_fill_another_column(folder, tmp_path):
    mapping = ITEMS.partition("  results")[0].replace("unpivot:", "unpivot:\n  fills: deduction")
    rows = [[*HEAD, "无障碍", "禁烟", "意见箱"], visit(1, "2", "", "0.5"), visit(2, "二", "1", "")]
    result, long, wrong, _ = loaded(folder, tmp_path, csv(tmp_path, rows), mapping)

    assert (result.accepted, result.rejected) == (1, 1)
    assert long.select("item_code", "deduction", "result").rows() == [
        ("barrier_free", 2.0, None), ("opinion_box", 0.5, None),
    ]  # fmt: skip
    assert wrong.select("column_name", "original").rows() == [("deduction.barrier_free", "二")]


MONTHS = """
source: summaries
constants: {publisher: self}
unpivot:
  of: period
  items: {1月: 2026-01, 2月: 2026-02, 3月: 2026-03}
"""


def test_totals_with_a_column_per_month_are_a_row_per_month(folder, tmp_path):
    rows = [
        ["指标", "报送单位", "1月", "2月", "3月"],
        ["K04", "市邮政局", "97.5%", "0.96", ""],
        ["K01", "市邮政局", '"1,200"', "约1300", "1400"],
        ["R03", "市公交集团", "—", "98%", "/"],
    ]
    result, long, wrong, record = loaded(folder, tmp_path, csv(tmp_path, rows), MONTHS)

    assert (result.read, result.accepted, result.rejected) == (3, 2, 1)
    assert long.select("kpi_id", "unit", "period", "value").rows() == [
        ("K04", "市邮政局", "2026-01", 0.975), ("K04", "市邮政局", "2026-02", 0.96),
        ("R03", "市公交集团", "2026-02", 0.98),
    ]  # fmt: skip
    assert wrong.select("line_number", "column_name", "original").rows() == [
        (3, "value.2026-02", "约1300")
    ]
    assert record.sheets[0].headers["2月"] == "value.2026-02"


def test_totals_with_a_column_per_figure_reach_the_warehouse_beside_each_other(folder, tmp_path):
    mapping = """
source: summaries
constants: {publisher: upper}
unpivot: {items: {按时办结率: K04, 满意率: R03}}
"""
    rows = [["统计周期", "按时办结率", "满意率"], ["2026-01", "97%", "99%"], ["2026-02", "98%", ""]]
    loaded(folder, tmp_path, csv(tmp_path, rows, "通报.csv"), mapping)
    built = build(folder)

    with duckdb.connect(str(built.path), read_only=True) as warehouse:
        found = warehouse.sql(
            "select period, kpi_id, is_kpi_known, value, line_number from fct_summary order by all"
        ).fetchall()
    assert found == [
        ("2026-01", "K04", True, 0.97, 2), ("2026-01", "R03", True, 0.99, 2), ("2026-02", "K04", True, 0.98, 3),
    ]  # fmt: skip


def test_a_row_that_comes_again_replaces_all_its_items(folder, tmp_path):
    rows = [
        [*HEAD, "无障碍", "禁烟", "意见箱"],
        visit(1, "好", "差", "好"),
        visit(1, "好", "", ""),
    ]
    result, long, wrong, _ = loaded(folder, tmp_path, csv(tmp_path, rows))

    assert (result.read, result.accepted, result.rejected) == (2, 1, 1)
    assert long.select(LONG).rows() == [("J1", "barrier_free", "pass", 3)]
    assert wrong["rule"].to_list() == ["superseded_in_file"]


CELLS = st.sampled_from(["好", "差", "/", "√", "", " ", "—", "怪", "不适用", "#REF!"])
MEANT = {"好": "pass", "差": "fail", "/": "na", "√": "pass", "不适用": "na"}
NOTHING = ("", " ", "—")


# A row says nothing of another: many in few files try as much as few in many.
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=20, max_size=31))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_stands_in_the_cells_each_row_is_read_as_plain_python_reads_it(
    tmp_path_factory, cells
):
    root = tmp_path_factory.mktemp("wide")
    rows = [[*HEAD, "无障碍", "禁烟", "意见箱", "禁烟"]]
    rows += [visit(number, *row) for number, row in enumerate(cells, 1)]
    expected, bad = [], {}
    for number, (free, smoking, box, again) in enumerate(cells, 1):
        filled = [one for one in (smoking, again) if one.strip()]
        items = {
            "barrier_free": free,
            "no_smoking": filled[0] if filled else "",
            "opinion_box": box,
        }
        known = {code: cell for code, cell in items.items() if cell not in NOTHING}
        wrong = [code for code, cell in known.items() if cell not in MEANT]
        if len(set(filled)) > 1:
            bad[number + 1] = (None, "two_values")
        elif wrong:
            rule = "error_cell" if known[wrong[0]] == "#REF!" else "unknown_value"
            bad[number + 1] = (f"result.{wrong[0]}", rule)
        elif not known:
            bad[number + 1] = ("item_code", "required")
        else:
            expected += [(f"J{number}", code, MEANT[known[code]], number + 1) for code in known]
    path = csv(root, rows)
    mapping = root / "m.yaml"
    mapping.write_text(ITEMS, encoding="utf-8")
    folder = DataFolder(root / "data")

    [result] = load_files(folder, [path], mapping=mapping)

    assert (result.read, result.rejected) == (len(cells), len(bad))
    assert result.read == result.accepted + result.rejected
    [record] = batches(folder)
    long = pl.read_parquet(parquet_path(folder, record)).select(LONG).rows()
    assert sorted(long) == sorted(expected)
    if bad:
        wrong = pl.read_parquet(rejects_path(folder, record))
        found = {
            line: (column, rule)
            for line, column, rule in wrong.select("line_number", "column_name", "rule").rows()
        }
        assert found == bad
