import datetime as dt
import gzip
import zipfile
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.errors import FileRefused
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading import open_file

KNOWN = frozenset({"工单编号", "区县", "收件时间", "启用日期", "承办单位"})


def written(path: Path, **columns: pa.Array | list[object]) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def read(path: Path) -> tuple[list[str], pl.DataFrame]:
    (table,) = open_file(path, KNOWN)
    return table.header, pl.concat(table.frames)


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refusal:
        for table in open_file(path, KNOWN):
            list(table.frames)
    return refusal.value


MOMENT = dt.datetime(2024, 3, 5, 14, 5)
MIDNIGHT = dt.datetime(2024, 3, 5)


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array(["0001", "", None]), ["0001", "", None]),
        (pa.array([9_007_199_254_740_993, None, 0]), ["9007199254740993", None, "0"]),
        (pa.array([1001.0, 0.1 + 0.2, None]), ["1001", "0.30000000000000004", None]),
        (pa.array([121.55, float("nan"), 1e20]), ["121.55", None, "100000000000000000000"]),
        (pa.array([True, False, None]), ["true", "false", None]),
        (pa.array([Decimal("12.50"), None, Decimal("-0.10")]), ["12.50", None, "-0.10"]),
        (pa.array([dt.date(2024, 3, 5), None]), ["2024-03-05", None]),
        (pa.array([MOMENT, MIDNIGHT, None]), ["2024-03-05 14:05:00", "2024-03-05 00:00:00", None]),
        (pa.array([MIDNIGHT, None]), ["2024-03-05", None]),
        (pa.array([MOMENT.replace(microsecond=500_000)]), ["2024-03-05 14:05:00.500000"]),
        (pa.array([MOMENT], pa.timestamp("ns", "UTC")), ["2024-03-05 22:05:00"]),
        (pa.array([dt.datetime(2024, 3, 4, 16)], pa.timestamp("ms", "UTC")), ["2024-03-05"]),
        (pa.array([dt.time(8, 30)]), ["08:30:00"]),
        (pa.array(["甲", "乙", "甲"]).dictionary_encode(), ["甲", "乙", "甲"]),
        (pa.array(["甲".encode(), None]), ["甲", None]),
        (pa.nulls(2), [None, None]),
    ],
)
def test_values_come_out_as_a_person_would_write_them(tmp_path, values, texts):
    ids = pa.array([f"A{i}" for i in range(len(values))])

    header, rows = read(written(tmp_path / "a.parquet", 工单编号=ids, 值=values))

    assert header == ["工单编号", "值"]
    assert rows["c1"].to_list() == texts
    assert rows.select("row_number", "line_number").rows() == [
        (i + 1, i + 1) for i in range(len(values))
    ]


@pytest.mark.parametrize(
    "values", [pa.array([["海曙区"]]), pa.array([{"a": 1}]), pa.array([b"\xff\xfe\x00"])]
)
def test_a_known_column_without_plain_values_is_refused_and_another_is_left_empty(tmp_path, values):
    refusal = refused(written(tmp_path / "a.parquet", 工单编号=["A1"], 区县=values))
    rows = read(written(tmp_path / "b.parquet", 工单编号=["A1"], 标签=values))[1]

    assert refusal.code == "no_plain_value"
    assert "“区县”" in refusal.said.zh and '"区县"' in refusal.said.en
    assert rows["c1"].to_list() == [None]


def test_a_file_is_read_whatever_it_is_called_and_wherever_it_lies(tmp_path):
    path = written(tmp_path / "a.csv", 工单编号=["A1"], 区县=["海曙区"])
    packed = tmp_path / "a.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(path, "导出/工单.parquet")

    for found in (path, packed, archive):
        assert read(found)[1]["c1"].to_list() == ["海曙区"]


def test_a_total_below_the_rows_is_left_out(tmp_path):
    path = written(tmp_path / "a.parquet", 工单编号=["A1", "合计"], 件数=[1.0, 1.0])

    assert read(path)[1]["c0"].to_list() == ["A1"]


@pytest.mark.parametrize("cut", [4, 40, -4, -100])
def test_a_cut_file_is_refused(tmp_path, cut):
    path = written(tmp_path / "a.parquet", 工单编号=["A1"] * 50, 区县=["海曙区"] * 50)
    path.write_bytes(path.read_bytes()[:cut])

    assert refused(path).code == "damaged"


def test_flipped_bits_never_end_the_process(tmp_path):
    whole = bytearray(
        written(
            tmp_path / "a.parquet", 工单编号=[f"A{i}" for i in range(9)], 收件时间=[MOMENT] * 9
        ).read_bytes()
    )
    path = tmp_path / "b.parquet"
    outcomes = set()
    for place in range(10, len(whole) - 8, len(whole) // 12):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        path.write_bytes(flipped)
        try:
            outcomes.add("read" if read(path)[1].height else "empty")
        except FileRefused as refusal:
            outcomes.add(refusal.code)

    assert outcomes & {"damaged", "too_large"}
    assert outcomes <= {"read", "damaged", "too_large"}


def test_a_small_file_that_asks_for_all_the_memory_is_refused(tmp_path):
    text = pa.array(["长" * 10_000_000]).dictionary_encode()
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 2_000, pa.int32()), text.dictionary)
    path = written(tmp_path / "bomb.parquet", 工单编号=rows)

    assert path.stat().st_size < 50_000_000
    refusal = refused(path)

    assert refusal.code == "too_large"
    assert "2 GB" in refusal.said.zh


def test_an_encrypted_file_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PARE" + b"\0" * 100)

    assert refused(path).code == "encrypted"


def test_a_load_accounts_for_every_row(tmp_path):
    path = written(
        tmp_path / "办件.parquet",
        工单编号=["GD1", "GD2", None],
        承办单位=["市公安局"] * 3,
        收件时间=pa.array([MOMENT] * 3, pa.timestamp("us")),
    )

    [result] = load_files(DataFolder(tmp_path / "data"), [path])

    assert (result.status, result.read, result.accepted, result.rejected) == ("loaded", 3, 2, 1)
