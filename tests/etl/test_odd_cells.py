"""Cells of workbooks that look like others: formulas without a value, numbers too long, percentages."""

import re
import zipfile

import polars as pl
import pytest
import xlsxwriter

from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading.odd_cells import as_percentage, as_rounded

TICKETS = ["工单编号", "收件时间", "承办单位", "承诺时限"]
SURVEYS = ["测评编号", "测评周期", "测评对象类型", "测评来源", "得分", "对标值"]


def load(tmp_path, path):
    folder = DataFolder(tmp_path / "data")
    [result] = load_files(folder, [path])
    [record] = batches(folder)
    rejects = []
    if result.rejected:
        kept = pl.read_parquet(rejects_path(folder, record))
        rejects = kept.select("row_number", "column_name", "rule").rows()
    return pl.read_parquet(parquet_path(folder, record)), rejects


def rewritten(whole, path, pattern, text):
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(pattern, text, old.read(name)))


@pytest.mark.parametrize("left_of_it", [b"", b"<v></v>", b"<v />"])
def test_a_formula_that_was_never_calculated_is_no_blank_cell(tmp_path, left_of_it):
    whole, path = tmp_path / "whole.xlsx", tmp_path / "办件.xlsx"
    with xlsxwriter.Workbook(whole) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TICKETS)
        sheet.write_row(1, 0, ["T1", "2026-03-02", "医保局", "=2+3"])
        sheet.write_row(2, 0, ["T2", "2026-03-02", "医保局", 5])
        sheet.write_row(3, 0, ["T3", "2026-03-02", '="医保"&"局"', 5])
        sheet.write_row(4, 0, ["合计", None, None, "=SUM(D2:D4)"])
        sheet.write_row(5, 2, ['="医保"&"局"'])
    rewritten(whole, path, rb"(</f>)<v>0</v>", rb"\1" + left_of_it)

    lake, rejects = load(tmp_path, path)

    assert lake["ticket_id"].to_list() == ["T2"]
    assert [row for row in rejects if row[0] < 4] == [
        (1, "promised_days", "error_cell"),
        (3, "unit", "error_cell"),
    ]
    assert {row for row, _, _ in rejects} == {1, 3, 5}


def test_a_formula_with_its_value_and_one_whose_value_is_no_text_are_read(tmp_path):
    whole, path = tmp_path / "whole.xlsx", tmp_path / "办件.xlsx"
    with xlsxwriter.Workbook(whole) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TICKETS)
        sheet.write_row(1, 0, ["T1", "2026-03-02", "医保局"])
        sheet.write_formula(1, 3, "=2+3", None, 5)
        sheet.write_row(2, 0, ["T2", "2026-03-02", "医保局"])
        sheet.write_formula(2, 3, '=IF(1=1,"",5)', None, "")
    # As Excel writes it: a text without letters, and no number without digits.
    rewritten(whole, path, rb'<c r="D3">', b'<c r="D3" t="str">')

    lake, rejects = load(tmp_path, path)

    assert (lake.sort("ticket_id")["promised_days"].to_list(), rejects) == ([5, None], [])


@pytest.mark.parametrize("left", [0, 2])
def test_an_id_kept_as_a_number_of_more_digits_than_it_holds_is_sent_back(tmp_path, left):
    path = tmp_path / "办件.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, left, TICKETS)
        for at, number in enumerate((20260305001234567, 20260305001234565, "20260305001234567", 202603050012345), 1):  # fmt: skip
            sheet.write(at, left, number)
            sheet.write_row(at, left + 1, ["2026-03-02", "医保局", 5])

    lake, rejects = load(tmp_path, path)

    assert sorted(lake["ticket_id"]) == ["202603050012345", "20260305001234567"]
    assert rejects == [(1, "ticket_id", "rounded_number"), (2, "ticket_id", "rounded_number")]


def test_numbers_written_out_in_full_are_found_as_well(tmp_path):
    whole, path = tmp_path / "whole.xlsx", tmp_path / "办件.xlsx"
    with xlsxwriter.Workbook(whole) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, TICKETS)
        sheet.write_row(1, 0, [1234, "2026-03-02", "医保局", 5])
    rewritten(whole, path, rb"<v>1234</v>", b"<v>20260305001234567</v>")

    _, rejects = load(tmp_path, path)

    assert rejects == [(1, "ticket_id", "rounded_number")]


def test_a_cell_shown_as_a_percentage_is_one(tmp_path):
    path = tmp_path / "测评.xlsx"
    with xlsxwriter.Workbook(path) as book:
        percent, plain = (
            book.add_format({"num_format": "0.00%"}),
            book.add_format({"num_format": '0.0"%"'}),
        )
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, SURVEYS)
        sheet.write_row(1, 0, ["S1", "2026-03", "全市", "群众"])
        sheet.write_number(1, 4, 0.8879, percent)
        sheet.write_number(1, 5, 0.874, percent)
        sheet.write_row(2, 0, ["S2", "2026-03", "全市", "群众"])
        sheet.write_number(2, 4, 96, plain)

    lake, rejects = load(tmp_path, path)

    assert rejects == []
    assert lake.sort("survey_id").select("score", "benchmark").rows() == [(88.79, 87.4), (96, None)]


def test_a_share_shown_as_a_percentage_is_still_a_share(tmp_path):
    path = tmp_path / "任务.xlsx"
    with xlsxwriter.Workbook(path) as book:
        percent = book.add_format({"num_format": 9})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["任务编号", "任务名称", "进度(%)"])
        sheet.write_row(1, 0, ["K1", "亮化"])
        sheet.write_number(1, 2, 0.6, percent)

    lake, rejects = load(tmp_path, path)

    assert (lake["progress"].to_list(), rejects) == ([0.6], [])


def test_numbers_are_written_as_a_spreadsheet_would():
    assert [as_percentage(text) for text in ("0.8879", "0.57999999999999996", "1", "8.7900000000000006E-2")] == [
        "88.79%", "58%", "100%", "8.79%",
    ]  # fmt: skip
    assert as_rounded("123456789012345") is None
    assert as_rounded("0.12345678901234567") is None
    assert as_rounded("2.0260305001234568E+16") == "2.0260305001234568E+16"
