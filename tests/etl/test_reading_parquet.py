import datetime as dt
import gzip
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from etl.errors import FileRefused
from etl.lake.lake import batches, parquet_path, rejects_path
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


VALUES = [
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
]


@pytest.fixture(scope="module")
def values_read(tmp_path_factory):
    """All values in one file, a column each; a blank cell ends those that are shorter."""
    rows = max(len(values) for values, _ in VALUES)
    columns = {
        f"值{at}": pa.concat_arrays([values, pa.nulls(rows - len(values), values.type)])
        for at, (values, _) in enumerate(VALUES)
    }
    ids = [f"A{i}" for i in range(rows)]
    return read(written(tmp_path_factory.mktemp("values") / "a.parquet", 工单编号=ids, **columns))


@pytest.mark.parametrize("at", range(len(VALUES)))
def test_values_come_out_as_a_person_would_write_them(values_read, at):
    header, rows = values_read
    texts = VALUES[at][1]

    assert header[at + 1] == f"值{at}"
    assert rows[f"c{at + 1}"].to_list() == texts + [None] * (rows.height - len(texts))
    assert rows.select("row_number", "line_number").rows() == [(1, 1), (2, 2), (3, 3)]


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


SQUARE = shapely.from_wkt("POLYGON ((121.5 29.8, 121.6 29.8, 121.6 29.9, 121.5 29.9, 121.5 29.8))")
GRIDS = ("网格编号", "网格名称", "区县", "人口")


def geo(path: Path, shapes: list[bytes | None], *, is_told: bool, **columns: list[object]) -> Path:
    table = pa.table({**columns, "geometry": pa.array(shapes, pa.binary())})
    if is_told:
        about = {"version": "1.1.0", "primary_column": "geometry"}
        about["columns"] = {"geometry": {"encoding": "WKB", "geometry_types": []}}
        table = table.replace_schema_metadata({b"geo": json.dumps(about).encode()})
    pq.write_table(table, path)
    return path


def accepted_and_rejected(root: Path, path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    folder = DataFolder(root / "data")
    [result] = load_files(folder, [path])
    assert result.status == "loaded", result.message
    assert result.read == result.accepted + result.rejected
    [record] = batches(folder)
    wrong = rejects_path(folder, record)
    return (
        pl.read_parquet(parquet_path(folder, record)),
        pl.read_parquet(wrong) if result.rejected else pl.DataFrame(),
    )


@pytest.mark.parametrize("is_told", [True, False])
def test_grids_of_a_geoparquet_have_their_shapes_and_what_is_no_area_is_traced(tmp_path, is_told):
    point = shapely.to_wkb(shapely.Point(121.5, 29.8))
    shapes = [shapely.to_wkb(SQUARE), point, shapely.to_wkb(shapely.MultiPolygon([SQUARE])), None]
    names = dict(zip(GRIDS, (["G1", "G2", "G3", "G4"], ["甲", "乙", "丙", "丁"], ["海曙区"] * 4, [1, 2, 3, 4]), strict=True))  # fmt: skip
    path = geo(tmp_path / "网格.parquet", shapes, is_told=is_told, **names)

    rows, wrong = accepted_and_rejected(tmp_path, path)

    assert rows["grid_id"].to_list() == ["G1", "G3"]
    for text in rows["geometry_wkt"]:
        assert shapely.equals(shapely.from_wkt(text), SQUARE)
    assert wrong.select("line_number", "column_name", "rule").rows() == [
        (2, "geometry", "not_a_polygon"), (4, "geometry", "required"),
    ]  # fmt: skip
    assert wrong["original"][0] == "POINT (121.5 29.8)"


def test_bytes_that_are_no_shape_in_a_column_told_to_be_of_shapes_are_traced(tmp_path):
    names = dict(zip(GRIDS, (["G1", "G2"], ["甲", "乙"], ["海曙区"] * 2, [1, 2]), strict=True))
    path = geo(
        tmp_path / "网格.parquet", [shapely.to_wkb(SQUARE), b"\xff\x00"], is_told=True, **names
    )

    rows, wrong = accepted_and_rejected(tmp_path, path)

    assert rows["grid_id"].to_list() == ["G1"]
    assert wrong.select("line_number", "rule").rows() == [(2, "not_a_polygon")]


@pytest.mark.parametrize("is_told", [True, False])
def test_outlets_of_a_geoparquet_stand_at_their_points(tmp_path, is_told):
    names = {"网点编号": ["W1", "W2", "W3"], "网点名称": ["甲", "乙", "丙"], "行业": ["邮政"] * 3, "区县": ["海曙区"] * 3}  # fmt: skip
    shapes = [shapely.to_wkb(shapely.Point(121.549123456789, 29.868)), None, shapely.to_wkb(shapely.Point(121.5, 29.8))]  # fmt: skip
    path = geo(tmp_path / "网点.parquet", shapes, is_told=is_told, **names)

    rows, _ = accepted_and_rejected(tmp_path, path)

    assert rows.select("outlet_id", "lon_wgs84", "lat_wgs84").rows() == [
        ("W1", 121.549123456789, 29.868), ("W2", None, None), ("W3", 121.5, 29.8),
    ]  # fmt: skip


def test_coordinates_that_a_geoparquet_tells_itself_are_not_doubled(tmp_path):
    names = {"网点编号": ["W1"], "网点名称": ["甲"], "行业": ["邮政"], "区县": ["海曙区"], "longitude": [121.5], "latitude": [29.8]}  # fmt: skip
    path = geo(tmp_path / "网点.parquet", [shapely.to_wkb(shapely.Point(1, 2))], is_told=True, **names)  # fmt: skip

    header, frame = read(path)

    assert header.count("longitude") == header.count("latitude") == 1
    assert frame.row(0)[4:6] == ("121.5", "29.8")


def test_shapes_that_duckdb_writes_are_read(tmp_path):
    path = tmp_path / "网格.parquet"
    told = "select 'G1' as 网格编号, '甲' as 网格名称, '海曙区' as 区县, $shape as 边界"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy ({told.replace('$shape', 'from_hex($shape)')}) to '{path}' (format parquet)",
            {"shape": shapely.to_wkb(SQUARE, hex=True)},
        )

    rows, _ = accepted_and_rejected(tmp_path, path)

    assert shapely.equals(shapely.from_wkt(rows["geometry_wkt"][0]), SQUARE)
