"""Several headers of one column: the standard name is read, wherever it stands."""

from itertools import permutations

import polars as pl
import pytest

from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder
from etl.sources.recognition import read_header_book, recognise


@pytest.fixture
def book(tmp_path):
    return read_header_book(DataFolder(tmp_path))


def load(tmp_path, *lines):
    folder, path = DataFolder(tmp_path / "data"), tmp_path / "a.csv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    [result] = load_files(folder, [path])
    [record] = batches(folder)
    return result, pl.read_parquet(parquet_path(folder, record)), record, folder


def test_the_standard_header_is_read_though_others_stand_further_left(tmp_path):
    _, lake, record, _ = load(
        tmp_path,
        "工单编号,来源渠道,责任单位,承办单位,完成时间,办结时间,收件时间,承诺时限",
        "T1,窗口,甲局,乙局,2026-03-09,2026-03-05,2026-03-02,5",
    )

    [row] = lake.to_dicts()
    assert (row["unit"], str(row["closed_at"].date())) == ("乙局", "2026-03-05")
    [note] = [note for note in record.notes if note.code == "lesser_headers"]
    assert all(
        f"“{title}”" in note.zh for title in ("责任单位", "承办单位", "完成时间", "办结时间")
    )
    assert not [note for note in record.notes if note.code == "unknown_columns"]


def test_in_any_order_of_headers_chinese_goes_before_english_and_english_before_others(book):
    for header in permutations(
        ["工单编号", "收件时间", "责任单位", "unit", "承办单位(全称)", "承办单位"]
    ):
        read = recognise(header, book)

        assert header[read.columns["unit"]] == "承办单位"
        assert len(read.lesser["unit"]) == 3
        assert read.unknown == ()
    for header in permutations(["工单编号", "收件时间", "责任单位", "unit"]):
        assert header[recognise(header, book).columns["unit"]] == "unit"


def test_other_names_of_equal_standing_are_read_where_they_agree(tmp_path):
    result, lake, record, folder = load(
        tmp_path,
        "工单编号,收件时间,责任单位,主办单位",
        "T1,2026-03-02,甲局,甲局",
        "T2,2026-03-02,,乙局",
        "T3,2026-03-02,甲局,乙局",
    )

    assert (result.accepted, result.rejected) == (2, 1)
    assert lake.select("ticket_id", "unit").rows() == [("T1", "甲局"), ("T2", "乙局")]
    [reject] = pl.read_parquet(rejects_path(folder, record)).to_dicts()
    assert (reject["rule"], reject["row_number"]) == ("two_values", 3)
    [note] = [note for note in record.notes if note.code == "doubled_headers"]
    assert "责任单位/主办单位" in note.zh


def test_headers_in_different_units_are_never_compared(tmp_path):
    _, lake, record, _ = load(
        tmp_path,
        "工单编号,收件时间,承办单位,服务时长(秒),服务时长(分钟)",
        "T1,2026-03-02,甲局,90,2",
    )

    assert lake["handling_minutes"].to_list() == [2.0]
    [note] = [note for note in record.notes if note.code == "lesser_headers"]
    assert "服务时长(秒)" in note.zh
