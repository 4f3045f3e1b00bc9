import datetime as dt
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from old_workbook import write_old_workbook

from etl.errors import FileRefused
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading import TextTable, open_file
from etl.reading.old_excel import places_of

KNOWN = frozenset({"工单编号", "承办单位", "收件时间", "启用日期", "窗口数"})
ROWS = [["工单编号", "承办单位", "收件时间"], ["GD1", "市公安局", dt.datetime(2026, 3, 2, 9, 30)]]


def read(path: Path) -> list[tuple[TextTable, pl.DataFrame]]:
    return [(table, pl.concat(table.frames)) for table in open_file(path, KNOWN)]


@pytest.mark.parametrize("is_1904", [False, True])
def test_cells_come_out_as_a_person_would_write_them(tmp_path, is_1904):
    rows = [
        ["2026年3月网点台账"],
        ["工单编号", "窗口数", "启用日期", "收件时间", "是"],
        ["000001", 12, dt.date(2024, 3, 5), dt.datetime(2024, 3, 5, 14, 5), True],
        ["000002", 3.5, dt.date(2024, 3, 6), dt.datetime(2024, 3, 6), None],
        ["合计", 15.5],
    ]
    path = write_old_workbook(tmp_path / "台账.xls", {"台账": rows}, is_1904=is_1904)

    ((table, found),) = read(path)

    assert (table.sheet_name, table.header_row) == ("台账", 2)
    assert found.rows() == [
        ("000001", "12", "2024-03-05", "2024-03-05 14:05:00", "true", 1, 3, None),
        ("000002", "3.5", "2024-03-06", "2024-03-06 00:00:00", None, 2, 4, None),
    ]


def test_hidden_sheets_are_named_and_others_read(tmp_path):
    sheets = {"一": ROWS, "藏": ROWS, "二": ROWS}
    path = write_old_workbook(tmp_path / "a.xls", sheets, hidden=["藏"])

    tables = read(path)

    assert [table.sheet_name for table, _ in tables] == ["一", "二"]
    assert "藏" in tables[0][0].notes[0].said.zh


@pytest.mark.parametrize("blank_columns", [0, 2])
@pytest.mark.parametrize("rows", [3, 200])
def test_cells_merged_downwards_count_for_each_of_their_rows(tmp_path, blank_columns, rows):
    blank = [None] * blank_columns
    table = [[*blank, "工单编号", "承办单位", "收件时间"]]
    for number in range(rows):
        unit = "市公安局" if number == 0 else None
        table.append([*blank, f"GD{number}", unit, dt.datetime(2026, 3, 2, 9, 30)])
    table.append([*blank, "GDX", None, dt.datetime(2026, 3, 2, 9, 30)])
    left = blank_columns + 1
    areas = [(1, rows, left, left), (0, 0, blank_columns, blank_columns + 1)]
    path = write_old_workbook(tmp_path / "a.xls", {"表": table}, merged={"表": areas})

    ((opened, found),) = read(path)

    units = found[f"c{opened.header.index('承办单位')}"].to_list()
    assert units == ["市公安局"] * rows + [None]
    [note] = [note for note in opened.notes if note.code == "merged_cells"]
    assert f"{rows - 1}" in note.said.zh


@pytest.mark.parametrize("filters", [0, 2])
def test_a_pivot_table_is_left_out_by_name_and_the_table_below_is_read(tmp_path, filters):
    top = filters + 1 if filters else 0
    pivot = [["按单位", "件数"], ["市公安局", 3], ["总计", 3]]
    above = [["年份", "2026"]] * filters + ([[None]] if filters else [])
    sheets = {
        "办件": ROWS,
        "汇总": [*above, *pivot, [None], *ROWS],
        "透视": [*above, *pivot],
    }
    area = ((top, top + 2, 0, 1), filters)
    path = write_old_workbook(tmp_path / "a.xls", sheets, pivots={"汇总": [area], "透视": [area]})

    tables = read(path)

    assert [table.sheet_name for table, _ in tables] == ["办件", "汇总"]
    assert tables[1][0].header_row == len(above) + 5
    assert tables[1][1]["c0"].to_list() == ["GD1"]
    [note] = [note for note in tables[0][0].notes if note.code == "pivot_tables"]
    assert "汇总" in note.said.zh and "透视" in note.said.zh


def test_what_is_wrong_inside_a_file_of_sectors_stops_nothing_and_turns_in_no_circle(tmp_path):
    sound = write_old_workbook(tmp_path / "a.xls", {"表": ROWS}, merged={"表": [(1, 2, 0, 0)]})
    data = sound.read_bytes()
    assert list(places_of(data)) == ["表"]
    assert places_of(data)["表"].merged == ((1, 0, 2, 0),)
    for at in range(512):
        for value in (0, 2, 0xFE, 0xFF):
            places_of(data[:at] + bytes([value]) + data[at + 1 :])
    for at in range(512, 1024, 4):
        # Every sector of the chain leads to the first one.
        places_of(data[:at] + (2).to_bytes(4, "little") + data[at + 4 :])
    for keep in range(0, len(data), 97):
        places_of(data[:keep])


def test_an_error_of_a_formula_rejects_its_row(tmp_path):
    rows = [*ROWS, ["GD2", "#REF!", dt.datetime(2026, 3, 2)], ["GD3", "市公安局", "#N/A"]]
    path = write_old_workbook(tmp_path / "办件.xls", {"办件": rows})
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [path])

    rejects = pl.read_parquet(folder.rejects / "tickets" / f"{result.batch_id}.parquet")
    assert (result.read, result.accepted, result.rejected) == (3, 1, 2)
    assert rejects.select("column_name", "rule", "original").rows() == [
        ("unit", "error_cell", "#REF!"),
        ("received_at", "error_cell", "#N/A"),
    ]


@pytest.mark.parametrize("name", ["办件.xlsx", "办件.csv", "办件"])
def test_an_old_workbook_is_read_whatever_it_is_called(tmp_path, name):
    ((_, found),) = read(write_old_workbook(tmp_path / name, {"表": ROWS}))

    assert found["c1"].to_list() == ["市公安局"]


def test_a_new_workbook_and_a_text_called_xls_are_read(tmp_path):
    new, text = tmp_path / "a.xls", tmp_path / "b.xls"
    with xlsxwriter.Workbook(new) as book:
        book.add_worksheet().write_row(0, 0, ["工单编号"])
        book.worksheets()[0].write_row(1, 0, ["GD1"])
    text.write_text("工单编号\t承办单位\r\nGD1\t市公安局\r\n", encoding="gb18030")

    for path in (new, text):
        assert read(path)[0][1]["c0"].to_list() == ["GD1"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<table><tr><td>工单编号</td></tr></table>", "网页"),
        ('\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>', "网页"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>', "XML"),
    ],
)
def test_a_web_page_called_xls_is_refused_with_what_to_do(tmp_path, text, shown):
    path = tmp_path / "报表.xls"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == "other_format"
    assert shown in refusal.value.said.zh and "另存为" in refusal.value.said.zh
    assert "报表.xls" in refusal.value.said.en


@pytest.mark.parametrize("keep", [600, 1500, 3000])
def test_a_cut_old_workbook_is_refused(tmp_path, keep):
    path = write_old_workbook(tmp_path / "a.xls", {"表": ROWS})
    path.write_bytes(path.read_bytes()[:keep])

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == "damaged"
