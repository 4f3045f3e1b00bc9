"""What sheets made by hand hold besides plain cells: merged ones, errors, times, pivot tables."""

import datetime as dt
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from etl.errors import FileRefused
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading import TextTable, open_file

KNOWN = frozenset({"工单编号", "区县", "受理时间", "办结时间", "承办单位", "收件时间", "窗口数"})
PIVOT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"


def read(path: Path) -> list[tuple[TextTable, pl.DataFrame]]:
    return [(table, pl.concat(table.frames)) for table in open_file(path, KNOWN)]


def rejects_of(folder: DataFolder, batch_id: str) -> list[tuple[object, ...]]:
    rejects = pl.read_parquet(folder.rejects / "tickets" / f"{batch_id}.parquet")
    return rejects.select("line_number", "column_name", "rule", "original").rows()


def test_cells_merged_downwards_are_filled_wherever_the_sheet_begins(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        for r, row in enumerate([["区县", "工单编号"], ["", "A1"], ["", "A2"], ["江北区", "A3"]]):
            sheet.write_row(r + 3, 2, row)
        sheet.merge_range(4, 2, 5, 2, "海曙区")
        sheet.merge_range(1, 2, 1, 3, "一季度办件")

    ((table, rows),) = read(path)

    assert rows.select("c0", "c1", "line_number").rows() == [
        ("海曙区", "A1", 5),
        ("海曙区", "A2", 6),
        ("江北区", "A3", 7),
    ]
    assert [note.code for note in table.notes] == ["title_rows", "merged_cells"]
    assert "1格" in table.notes[1].said.zh


def test_a_group_above_its_columns_makes_their_names(tmp_path):
    path, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.merge_range(0, 0, 0, 4, "办件明细表")
        sheet.merge_range(1, 0, 2, 0, "工单编号")
        sheet.merge_range(1, 1, 1, 2, "时间")
        sheet.merge_range(1, 3, 2, 3, "区县")
        sheet.write_row(2, 1, ["受理", "办结"])
        sheet.write_row(3, 0, ["A1", "2026-03-02", "2026-03-03", "海曙区"])
    text.write_text(
        "工单编号,时间,时间,区县\n,受理,办结,\nA1,2026-03-02,2026-03-03,海曙区\n", "utf-8"
    )

    for found, line in ((path, 4), (text, 3)):
        ((table, rows),) = read(found)
        assert table.header == ["工单编号", "受理时间", "办结时间", "区县"]
        assert rows.select("c0", "row_number", "line_number").rows() == [("A1", 1, line)]


def test_a_first_row_of_data_is_never_taken_for_a_second_line_of_the_header(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("工单编号,时间,区县\n受理,区县,办结\nA1,2026-03-02,海曙区\n", "utf-8")

    ((table, rows),) = read(path)

    assert table.header == ["工单编号", "时间", "区县"]
    assert rows["c0"].to_list() == ["受理", "A1"]


def test_an_error_of_a_formula_is_a_fault_and_not_a_missing_value(tmp_path):
    path = tmp_path / "办件.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["工单编号", "承办单位", "收件时间", "承诺时限"])
        for r in range(1, 6):
            sheet.write_row(r, 0, [f"GD{r}", "市公安局", "2026-03-02", 5])
        sheet.write_formula(2, 1, "=A99", None, "#REF!")
        sheet.write_formula(3, 2, "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(5, 3, "=2+3", None, 5)
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [path])

    assert (result.read, result.accepted, result.rejected) == (5, 2, 3)
    assert rejects_of(folder, result.batch_id) == [
        (3, "unit", "error_cell", "#REF!"),
        (4, "received_at", "error_cell", "#N/A"),
        (5, "promised_days", "error_cell", "#DIV/0!"),
    ]


def test_an_error_saved_as_text_is_a_fault_too(tmp_path):
    path = tmp_path / "办件.csv"
    lines = [
        "工单编号,承办单位,收件时间,内容",
        "GD1,#N/A,2026-03-02,",
        "GD2,市公安局,2026-03-02,#1号楼",
    ]
    path.write_text("\n".join(lines), "utf-8")
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [path])

    assert rejects_of(folder, result.batch_id) == [(2, "unit", "error_cell", "#N/A")]
    assert result.accepted == 1


@pytest.mark.parametrize("is_1904", [False, True])
def test_days_count_from_the_day_the_workbook_says_whether_formatted_or_not(tmp_path, is_1904):
    path = tmp_path / "办件.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": is_1904}) as book:
        sheet = book.add_worksheet("表")
        day = book.add_format({"num_format": "yyyy/m/d h:mm"})
        sheet.write_row(0, 0, ["工单编号", "承办单位", "收件时间"])
        for r in range(1, 4):
            sheet.write_row(r, 0, [f"GD{r}", "市公安局"])
        sheet.write_datetime(1, 2, dt.datetime(2024, 3, 5, 12), day)
        sheet.write_number(2, 2, 45356.5 - (1462 if is_1904 else 0))
        sheet.write_string(3, 2, "2024年3月5日 12:00")
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [path])

    [kept] = (folder.lake / "tickets").glob("*.parquet")
    assert result.rejected == 0
    assert pl.read_parquet(kept)["received_at"].to_list() == [dt.datetime(2024, 3, 5, 12)] * 3


def test_a_time_of_day_stays_one(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["工单编号", "开门"])
        sheet.write_string(1, 0, "A1")
        sheet.write_datetime(1, 1, dt.time(8, 30), book.add_format({"num_format": "hh:mm"}))

    assert read(path)[0][1]["c1"].to_list() == ["08:30:00"]


def with_pivot(path: Path, ref: str, filters: int = 0) -> Path:
    """Give the second sheet of a workbook a pivot table, as Excel lays it down."""
    with xlsxwriter.Workbook(path) as book:
        rows, summary = book.add_worksheet("明细"), book.add_worksheet("透视")
        rows.write_row(0, 0, ["工单编号", "区县"])
        rows.write_row(1, 0, ["A1", "海曙区"])
        for r, row in enumerate(
            [["年份", "全部"], [], ["区县", "工单编号"], ["海曙区", 1], ["总计", 1]]
        ):
            summary.write_row(r, 0, row)
    page = f' rowPageCount="{filters}" colPageCount="1"' if filters else ""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/worksheets/_rels/sheet2.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{PIVOT}" Target="../pivotTables/pivotTable1.xml"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/pivotTables/pivotTable1.xml",
            '<pivotTableDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<location ref="{ref}"{page}/></pivotTableDefinition>',
        )
    return path


def test_a_pivot_table_is_named_and_left_out(tmp_path):
    ((table, rows),) = read(with_pivot(tmp_path / "a.xlsx", "A3:B5", filters=1))

    assert (table.sheet_name, rows["c0"].to_list()) == ("明细", ["A1"])
    assert [note.code for note in table.notes] == ["pivot_tables"]
    assert "透视" in table.notes[0].said.zh


def test_rows_beside_a_pivot_table_are_still_read(tmp_path):
    tables = read(with_pivot(tmp_path / "a.xlsx", "D1:E2"))

    assert [table.sheet_name for table, _ in tables] == ["明细", "透视"]
    assert tables[1][1].select("c0", "c1").rows() == [("海曙区", "1")]


def test_a_workbook_of_nothing_but_a_pivot_table_is_refused(tmp_path):
    path = with_pivot(tmp_path / "a.xlsx", "A1:B5")
    whole = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(whole, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/workbook.xml":
                text = text.replace(b'r:id="rId1"', b'state="hidden" r:id="rId1"')
            target.writestr(name, text)

    with pytest.raises(FileRefused) as refusal:
        read(whole)

    assert refusal.value.code == "no_sheet"
