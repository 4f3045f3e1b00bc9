"""A header that stands twice: what agrees is read, what differs is nobody's guess."""

import polars as pl
import pytest
import xlsxwriter

from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder

HEADER = ["工单编号", "收件时间", "办结时间", "承办单位", "办结时间"]
ROWS = [
    ["T1", "2026-10-01 09:00", "2026-10-02 10:00", "医保局", "2026-10-02 10:00"],
    ["T2", "2026-10-01 09:00", "2026-10-02 10:00", "医保局", ""],
    ["T3", "2026-10-01 09:00", " ", "医保局", "2026-10-03 10:00"],
    ["T4", "2026-10-01 09:00", "2026-10-02 10:00", "医保局", "2026-10-05 10:00"],
    ["T5", "2026-10-01 09:00", "", "医保局", ""],
]


def csv(path):
    path.write_text("\n".join(",".join(row) for row in [HEADER, *ROWS]) + "\n", encoding="utf-8")
    return path


def workbook(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(at, 0, row)
    return path


@pytest.mark.parametrize("write", [csv, workbook])
def test_rows_in_which_they_differ_are_to_be_corrected_and_the_others_are_read(tmp_path, write):
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [write(tmp_path / f"办件.{write.__name__}")])

    assert (result.read, result.accepted, result.rejected) == (5, 4, 1)
    [record] = batches(folder)
    lake = pl.read_parquet(parquet_path(folder, record)).sort("ticket_id")
    closed = lake.select("ticket_id", pl.col("closed_at").dt.strftime("%m-%d")).rows()
    assert closed == [("T1", "10-02"), ("T2", "10-02"), ("T3", "10-03"), ("T5", None)]
    [reject] = pl.read_parquet(rejects_path(folder, record)).to_dicts()
    assert (reject["rule"], reject["row_number"]) == ("two_values", 4)
    assert "2026-10-02 10:00" in reject["row_json"] and "2026-10-05 10:00" in reject["row_json"]
    [note] = [note for note in record.notes if note.code == "doubled_headers"]
    assert "办结时间" in note.zh
    assert not [note for note in record.notes if note.code == "unknown_columns"]
