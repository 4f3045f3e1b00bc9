import datetime as dt
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from etl.errors import FileRefused
from etl.reading import Hints, TextTable, open_file

KNOWN = frozenset({"网点编号", "网点名称", "启用日期", "经度", "纬度", "办结时间", "窗口数"})


def read(path: Path, hints: Hints | None = None) -> list[tuple[TextTable, pl.DataFrame]]:
    return [(table, pl.concat(table.frames)) for table in open_file(path, KNOWN, hints)]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write cells as Excel keeps them: text as text, dates as dates, numbers as numbers."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy/m/d"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(r, c, value, moment)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
        if name.startswith("隐藏"):
            sheet.hide()
    book.close()
    return path


def test_cells_come_out_as_a_person_would_write_them(tmp_path):
    path = workbook(
        tmp_path / "网点.xlsx",
        {
            "台账": [
                ["网点编号", "窗口数", "经度", "启用日期", "办结时间"],
                ["000001", 12, 121.55, dt.date(2024, 3, 5), dt.datetime(2024, 3, 5, 14, 5)],
                ["000002", 3.5, 0.1 + 0.2, dt.date(2024, 3, 6), dt.datetime(2024, 3, 6)],
                ["000003", True, None, None, None],
            ]
        },
    )

    ((table, rows),) = read(path)

    assert table.sheet_name == "台账"
    assert rows.rows() == [
        ("000001", "12", "121.55", "2024-03-05", "2024-03-05 14:05:00", 1, 2, None),
        ("000002", "3.5", "0.3", "2024-03-06", "2024-03-06 00:00:00", 2, 3, None),
        ("000003", "true", None, None, None, 3, 4, None),
    ]


def test_every_visible_sheet_is_read_whatever_stands_above_and_below(tmp_path):
    path = workbook(
        tmp_path / "网点.xlsx",
        {
            "一季度": [
                [],
                ["全市网点台账"],
                [],
                ["网点编号", "网点名称"],
                ["A1", "甲"],
                [],
                ["A2", "乙"],
                ["合计", 2],
                ["制表人：张三"],
            ],
            "隐藏的": [["网点编号"], ["X"]],
            "空白": [],
            "二季度": [["网点编号", "网点名称"], ["B1", "丙"]],
        },
    )

    (first, rows), (second, others) = read(path)

    assert (first.sheet_name, first.header_row) == ("一季度", 4)
    assert rows.select("c0", "row_number", "line_number").rows() == [("A1", 1, 5), ("A2", 3, 7)]
    codes = [note.code for note in first.notes]
    assert codes == ["hidden_sheets", "title_rows", "blank_rows", "footer_rows"]
    assert (second.sheet_name, others["c0"].to_list()) == ("二季度", ["B1"])


def test_a_header_of_merged_cells_is_joined(tmp_path):
    rows = [["网点编号", "位置", None], [None, "经度", "纬度"], ["A1", 121.5, 29.8]]

    ((table, read_rows),) = read(workbook(tmp_path / "网点.xlsx", {"表": rows}))

    assert table.header == ["网点编号", "经度", "纬度"]
    assert read_rows.select("c0", "row_number", "line_number").rows() == [("A1", 1, 3)]


def test_a_workbook_called_csv_is_read_and_so_is_one_in_an_archive(tmp_path):
    path = workbook(tmp_path / "网点.csv", {"表": [["网点编号"], ["A1"]]})
    packed = tmp_path / "网点.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "网点.xlsx")

    ((_, rows),) = read(path)
    ((table, packed_rows),) = read(packed)

    assert rows["c0"].to_list() == packed_rows["c0"].to_list() == ["A1"]
    assert table.member == "网点.xlsx"


def test_a_small_file_that_asks_for_all_the_memory_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "网点编号")
    sheet.write_string(1_048_575, 16_383, "x")
    book.close()

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == "too_large"
    assert "内存" in refusal.value.said.zh


def test_a_workbook_that_unpacks_to_far_more_than_it_weighs_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 80_000_000)

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == "too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 no zip at all", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
    ],
)
def test_a_damaged_or_encrypted_workbook_is_refused(tmp_path, data, code):
    path = tmp_path / "网点.xlsx"
    path.write_bytes(data)

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == code


def test_a_workbook_without_a_filled_visible_sheet_is_refused(tmp_path):
    path = workbook(tmp_path / "空.xlsx", {"空白": [], "隐藏": [["网点编号"], ["A1"]]})

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == "no_sheet"


@pytest.mark.parametrize("entity", ['<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY a "aa">'])
def test_entities_in_a_workbook_are_not_followed(tmp_path, entity):
    path = workbook(tmp_path / "网点.xlsx", {"表": [["网点编号"], ["A1"]]})
    hostile = tmp_path / "hostile.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(hostile, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "xl/sharedStrings.xml":
                head, rest = text.split("?>", 1)
                text = f"{head}?><!DOCTYPE x [{entity}]>{rest.replace('A1', '&a;')}"
            target.writestr(name, text)

    try:
        texts = [str(rows.rows()) for _, rows in read(hostile)]
    except FileRefused as refusal:
        texts = [refusal.said.en]

    assert not any("root:" in text or "aa" in text for text in texts)


def test_reading_a_workbook_leaves_nothing_behind(tmp_path, monkeypatch):
    path = workbook(tmp_path / "网点.xlsx", {"表": [["网点编号"], ["A1"]]})
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    read(path)

    assert list(scratch.iterdir()) == []


def test_a_small_file_that_keeps_the_processor_busy_is_refused(tmp_path, monkeypatch):
    plain, path = tmp_path / "plain.xlsx", tmp_path / "busy.xlsx"
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["网点编号"])
        sheet.write_string(1_048_575, 0, "x")
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:A1048576"/>' * 5_000 + b"</mergeCells>"
    with (
        zipfile.ZipFile(plain) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</sheetData>", b"</sheetData>" + merged)
            target.writestr(name, text)
    monkeypatch.setattr("etl.reading.child.SECONDS", 2)

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert path.stat().st_size < 20_000
    assert refusal.value.code == "too_large"
    assert "2秒" in refusal.value.said.zh
