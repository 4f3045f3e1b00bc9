import gzip
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from etl.errors import FileRefused
from etl.lake.lake import batches, parquet_path
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading import Hints, open_file

KNOWN = frozenset({"工单编号", "区县", "网格编号", "边界"})
CSV = "工单编号,区县\nA1,海曙区\n"


def archive_of(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def refused(path: Path, hints: Hints | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as refusal:
        for table in open_file(path, KNOWN, hints):
            list(table.frames)
    return refusal.value


def test_a_gzip_reads_as_what_is_in_it(tmp_path):
    path = tmp_path / "工单.csv.gz"
    path.write_bytes(gzip.compress(CSV.encode("gb18030")))

    (table,) = open_file(path, KNOWN)

    assert table.encoding == "gb18030"
    assert pl.concat(table.frames)["c1"].to_list() == ["海曙区"]


def test_the_only_readable_member_of_a_zip_is_taken(tmp_path):
    members = {"说明.docx": b"x", "__MACOSX/._工单.csv": b"x", "导出/工单.csv": CSV}

    (table,) = open_file(archive_of(tmp_path / "a.zip", members), KNOWN)

    assert table.member == "导出/工单.csv"
    assert pl.concat(table.frames)["c0"].to_list() == ["A1"]
    assert table.notes[0].code == "members_skipped"


def test_one_of_several_members_is_chosen_by_a_glob(tmp_path):
    path = archive_of(tmp_path / "a.zip", {"a.csv": "x,y\n1,2\n", "工单2024.csv": CSV})

    (table,) = open_file(path, KNOWN, Hints(member="工单*.csv"))

    assert table.member == "工单2024.csv"
    for hints in (None, Hints(member="*.csv"), Hints(member="b*")):
        assert refused(path, hints).code == "which_member"


def test_a_bomb_in_a_zip_or_gzip_is_refused(tmp_path):
    zeros = b"0" * 80_000_000
    packed = archive_of(tmp_path / "bomb.zip", {"a.csv": zeros})
    zipped = tmp_path / "bomb.csv.gz"
    zipped.write_bytes(gzip.compress(zeros))

    assert refused(packed).code == "too_large"
    assert refused(zipped).code == "too_large"


def test_a_zip_with_too_many_files_is_refused(tmp_path):
    path = archive_of(tmp_path / "many.zip", {f"{i}.csv": "a" for i in range(1_001)})

    assert refused(path).code == "too_large"


def test_a_cut_archive_is_refused(tmp_path):
    whole = gzip.compress(("工单编号\n" + "A1\n" * 100_000).encode(), compresslevel=0)
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    packed = archive_of(tmp_path / "a.zip", {"a.csv": CSV})
    packed.write_bytes(packed.read_bytes()[:-30])

    assert refused(path).code == "damaged"
    assert refused(packed).code == "damaged"


def test_an_archive_in_an_archive_is_refused(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.csv", CSV)
    path = archive_of(tmp_path / "a.zip", {"a.csv": inner.getvalue()})

    assert refused(path).code == "other_format"


def test_geojson_keeps_every_digit_and_the_line_of_each_feature(tmp_path):
    ring = [[121.123456789012, 29.9], [121.2, 29.9], [121.2, 30.0], [121.123456789012, 29.9]]
    features = [
        {
            "type": "Feature",
            "properties": {"网格编号": "G1", "人口": 1200, "面积": 3.5, "户数": 400.0},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        },
        {
            "type": "Feature",
            "properties": {"网格编号": "G2", "海岛": True, "备注": {"a": 1}},
            "geometry": None,
        },
    ]
    document = {"type": "FeatureCollection", "crs": {"type": "name"}, "features": features}
    path = tmp_path / "网格.geojson"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")

    (table,) = open_file(path, KNOWN)
    rows = pl.concat(table.frames)

    assert table.header == ["网格编号", "人口", "面积", "户数", "海岛", "备注", "geometry"]
    assert rows.row(0)[:4] == ("G1", "1200", "3.5", "400")
    assert rows.row(0)[6].startswith("POLYGON ((121.123456789012 29.9,")
    assert rows.row(1)[4:7] == ("true", '{"a": 1}', None)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert all('"type": "Feature"' in lines[n - 1] for n in rows["line_number"])
    assert [note.code for note in table.notes] == ["missing_geometry"]


def test_a_geometry_that_is_none_stays_visible_as_its_text(tmp_path):
    feature = {"type": "Feature", "properties": {"网格编号": "G1"}, "geometry": {"type": "Blob"}}
    path = tmp_path / "网格.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    (table,) = open_file(path, KNOWN)

    assert pl.concat(table.frames)["c1"].to_list() == ['{"type": "Blob"}']


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"type": "Topology"}', "other_format"),
        ('[{"a": 1}]', "other_format"),
        ('{"type": "FeatureCollection", "features": []}', "empty_file"),
        ('{"type": "FeatureCollection", "features": [', "damaged"),
    ],
)
def test_json_that_is_no_geojson_is_refused(tmp_path, text, code):
    path = tmp_path / "a.geojson"
    path.write_text(text)

    assert refused(path).code == code


def test_points_of_a_geojson_are_where_outlets_stand(tmp_path):
    def feature(number, geometry, **more):
        about = {
            "网点编号": f"W{number}",
            "网点名称": "甲",
            "行业": "邮政",
            "区县": "海曙区",
            **more,
        }
        return {"type": "Feature", "properties": about, "geometry": geometry}

    def at(*place):
        return {"type": "Point", "coordinates": list(place)}

    def placed(name, features):
        path = tmp_path / name
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        folder = DataFolder(tmp_path / name.partition(".")[0])
        [result] = load_files(folder, [path])
        [record] = batches(folder)
        rows = pl.read_parquet(parquet_path(folder, record))
        assert result.read == result.accepted + result.rejected == len(features)
        return result.rejected, rows.select("outlet_id", "lon_wgs84", "lat_wgs84").rows()

    points = [feature(1, at(121.549123456789, 29.868, 5)), feature(2, None), feature(3, at(121, "x")), feature(4, at())]  # fmt: skip
    assert placed("a.geojson", points) == (
        1, [("W1", 121.549123456789, 29.868), ("W2", None, None), ("W4", None, None)],
    )  # fmt: skip
    told = [feature(1, at(1, 2), longitude=121.5, latitude=29.8)]
    assert placed("b.geojson", told) == (0, [("W1", 121.5, 29.8)])


def test_an_archive_inside_an_archive_is_refused_by_its_own_name(tmp_path):
    inner = archive_of(tmp_path / "内层.zip", {"a.csv": "x"})
    outer = archive_of(tmp_path / "外层.zip", {"内层.zip": inner.read_bytes()})

    fault = refused(outer)

    assert (fault.code, "外层.zip/内层.zip" in fault.said.zh) == ("other_format", True)


def test_every_export_of_a_zip_is_loaded_as_if_it_lay_there_by_itself(tmp_path):
    """Of one name in two folders, of one content twice, with a sheet, and beside what is no export."""
    head = "工单编号,来源渠道,承办单位,收件时间,状态,导出时间\n"
    row = "{},窗口,甲局,2026-09-0{} 09:00,在办,2026-10-15 18:00\n"
    members = {
        "九月/工单[1].csv": head + row.format("A1", 1),
        "十月/工单[1].csv": (head + row.format("A2", 2) + row.format("A3", "x")).encode("gb18030"),
        "同上.csv": head + row.format("A1", 1),
        "单位.csv": "单位编号,规范全称,单位类别,区县\nU1,甲局,区(县、市),海曙区\n",
        "说明.txt": "请查收",
        "图.png": b"x",
    }
    path, folder = archive_of(tmp_path / "导出.zip", members), DataFolder(tmp_path / "data")
    mapping = folder.root / "mappings" / "十月.yaml"
    mapping.parent.mkdir(parents=True)
    mapping.write_text("source: units\nmatch: 单位.csv\nas_of: 2026-10-01\n", encoding="utf-8")

    results = load_files(folder, [path])

    assert [(one.file_name, one.status, one.read, one.rejected) for one in results] == [
        ("导出.zip/九月/工单[1].csv", "loaded", 1, 0),
        ("导出.zip/十月/工单[1].csv", "loaded", 2, 1),
        ("导出.zip/同上.csv", "loaded", 1, 0),
        ("导出.zip/单位.csv", "loaded", 1, 0),
        ("导出.zip/说明.txt", "refused", 0, 0),
    ]
    records = {record.file_name: record for record in batches(folder)}
    assert len({record.batch_id for record in records.values()}) == 4
    assert records["导出.zip/单位.csv"].mapping_name == "十月.yaml"
    assert records["导出.zip/九月/工单[1].csv"].mapping_name == ""
    for record in records.values():
        told = [note.zh for note in record.notes if note.code == "members_skipped"]
        assert told == ["压缩包中另有1个文件未读取：图.png"]
    again = [one.status for one in load_files(folder, [path])]
    assert again == ["unchanged"] * 4 + ["refused"]
    said = json.loads((folder.warehouse / "files.json").read_text())["files"][str(path)]
    assert (said["state"], said["zh"].startswith("导出.zip/说明.txt：无法识别")) == (
        "partly",
        True,
    )


def test_an_archive_inside_a_zip_is_refused_by_its_name_beside_what_is_read(tmp_path):
    units = "单位编号,规范全称,单位类别,区县\nU1,甲局,区(县、市),海曙区\n"
    inner = archive_of(tmp_path / "内.zip", {"单位.csv": units}).read_bytes()
    members = {
        "单位.csv": units,
        "九月/内.zip": inner,
        "__MACOSX/九月/._内.zip": b"x",
        "图.png": b"x",
    }
    folder = DataFolder(tmp_path / "data")

    read, left = load_files(folder, [archive_of(tmp_path / "导出.zip", members)])

    assert (read.file_name, read.status) == ("导出.zip/单位.csv", "loaded")
    assert (left.file_name, left.status) == ("导出.zip/九月/内.zip", "refused")
    assert (
        "“导出.zip/九月/内.zip”是压缩包中的压缩包" in left.message.zh
        and "请解压" in left.message.zh
    )
    [record] = batches(folder)
    [told] = [note.zh for note in record.notes if note.code == "members_skipped"]
    assert told == "压缩包中另有2个文件未读取：__MACOSX/九月/._内.zip、图.png"


def test_workbooks_of_other_office_programs_are_read_in_a_zip_as_beside_it(tmp_path):
    """WPS writes .et, which is an XLS; both are known by their content when they lie by themselves."""
    book = tmp_path / "单位.xlsx"
    pl.DataFrame(
        {"单位编号": ["U1"], "规范全称": ["甲局"], "单位类别": ["区(县、市)"], "区县": ["海曙区"]}
    ).write_excel(book)
    members = {
        "甲.et": book.read_bytes(),
        "乙.csv": "单位编号,规范全称,单位类别,区县\nU2,乙局,市直部门,\n",
    }

    results = load_files(
        DataFolder(tmp_path / "data"), [archive_of(tmp_path / "导出.zip", members)]
    )

    assert [(one.file_name, one.status) for one in results] == [
        ("导出.zip/甲.et", "loaded"),
        ("导出.zip/乙.csv", "loaded"),
    ]


def test_a_mapping_that_names_a_member_has_that_one_alone_read(tmp_path):
    units = "单位编号,规范全称,单位类别,区县\nU1,甲局,区(县、市),海曙区\n"
    path = archive_of(tmp_path / "a.zip", {"旧/单位.csv": units * 2, "单位.csv": units})
    mapping = tmp_path / "m.yaml"
    mapping.write_text("source: units\nmember: 单位.csv\n", encoding="utf-8")
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [path], mapping=mapping)

    assert (result.file_name, result.read, result.accepted) == ("a.zip", 1, 1)
    [record] = batches(folder)
    assert record.notes[0].zh == "压缩包中另有1个文件未读取：旧/单位.csv"
