import hashlib
import json
from datetime import datetime

import polars as pl
import pytest

from etl.errors import MappingError
from etl.lake.lake import batches, forget, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder
from etl.sources import SOURCES

HEADER = "工单编号,来源渠道,承办单位,收件时间,应办结时间,办结时间,状态,评价,联系电话,内容,导出时间"
GOOD = "GD1,窗口,市公安局,2026-03-02 09:00:00,2026-03-05,2026-03-04 10:00:00,办结,满意,13800138000,请回电13900139000,2026-03-06 08:00:00"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    return DataFolder(tmp_path / "data")


def write(tmp_path, *rows, header=HEADER, name="办件.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding=encoding)
    return path


def load_one(folder, path, **options):
    [result] = load_files(folder, [path], **options)
    return result


def lake(folder):
    [record] = batches(folder)
    return pl.read_parquet(parquet_path(folder, record))


def rejects(folder):
    [record] = batches(folder)
    return pl.read_parquet(rejects_path(folder, record))


def test_a_good_file_is_in_the_lake_with_every_column_of_its_source(folder, tmp_path):
    result = load_one(folder, write(tmp_path, GOOD, encoding="gb18030"))

    rows = lake(folder)
    assert (result.status, result.read, result.accepted, result.rejected) == ("loaded", 1, 1, 0)
    assert dict(rows.schema) == SOURCES["tickets"].lake_schema
    [row] = rows.to_dicts()
    assert row["ticket_id"] == "GD1"
    assert row["channel"] == "window"
    assert row["status"] == "closed"
    assert row["rating"] == 4
    assert row["due_at"] == datetime(2026, 3, 5, 23, 59, 59)
    assert row["first_due_at_in_file"] == row["due_at"]
    assert (row["row_number"], row["line_number"]) == (1, 2)
    assert row["batch_id"] == result.batch_id


def test_the_record_tells_where_the_batch_came_from(folder, tmp_path):
    path = write(tmp_path, GOOD, GOOD.replace("GD1", ""))

    load_one(folder, path)

    [record] = batches(folder)
    assert record.file_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (record.as_of, record.as_of_origin) == ("2026-03-06 08:00:00", "exported_at")
    assert record.rejected_by_rule == {"required": 1}
    assert record.columns["ticket_id"] == 1
    assert record.sheets[0].headers["承办单位"] == "unit"


def test_the_same_bytes_under_another_name_change_nothing(folder, tmp_path):
    first = load_one(folder, write(tmp_path, GOOD))

    again = load_one(folder, write(tmp_path, GOOD, name="copy.csv"))

    assert (again.status, again.batch_id) == ("unchanged", first.batch_id)
    assert "没有变化" in again.message.zh
    assert len(batches(folder)) == 1


@pytest.mark.parametrize(
    ("change", "column", "rule", "original"),
    [
        (("2026-03-02 09:00:00", "2026-13-02"), "received_at", "not_a_date", "2026-13-02"),
        (("2026-03-02 09:00:00", "2055-03-02"), "received_at", "outside_calendar", "2055-03-02"),
        (("2026-03-02 09:00:00", ""), "received_at", "needs_received_or_accepted", None),
        (("市公安局", "—"), "unit", "needs_unit_outlet_or_window", "—"),
        (("2026-03-04 10:00:00", ""), "closed_at", "closed_without_time", None),
        (("办结", "已撤销"), "withdrawn_at", "withdrawn_without_time", None),
        (("窗口", "飞鸽"), "channel", "unknown_value", "飞鸽"),
        (("满意", "超级满意"), "rating", "unknown_value", "超级满意"),
        (("GD1", "无"), "ticket_id", "required", "无"),
    ],
)
def test_a_bad_row_is_rejected_with_column_rule_and_text(
    folder, tmp_path, change, column, rule, original
):
    result = load_one(folder, write(tmp_path, GOOD.replace(*change), GOOD.replace("GD1", "GD2")))

    [reject] = rejects(folder).to_dicts()
    assert (result.read, result.accepted, result.rejected) == (2, 1, 1)
    assert (reject["column_name"], reject["rule"], reject["original"]) == (column, rule, original)
    assert (reject["row_number"], reject["line_number"]) == (1, 2)


def test_a_row_with_two_faults_is_one_reject_that_tells_both(folder, tmp_path):
    load_one(folder, write(tmp_path, GOOD.replace("窗口", "飞鸽").replace("满意", "绝")))

    [reject] = rejects(folder).to_dicts()
    assert reject["column_name"] == "channel"
    assert json.loads(reject["other_faults"]) == [
        {"column": "rating", "rule": "unknown_value", "original": "绝"}
    ]


def test_nothing_personal_is_stored_anywhere(folder, tmp_path):
    bad = GOOD.replace("满意", "致电13711112222").replace("市公安局", "13633334444")

    load_one(folder, write(tmp_path, GOOD, bad.replace("GD1", "GD2")))

    stored = b"".join(path.read_bytes() for path in folder.root.rglob("*") if path.is_file())
    text = stored + str(lake(folder).to_dicts()).encode() + str(rejects(folder).to_dicts()).encode()
    for number in (b"13800138000", b"13900139000", b"13711112222", b"13633334444"):
        assert number not in text
    assert lake(folder)["content"][0] == "请回电*手机号*"
    assert "联系电话" not in json.loads(rejects(folder)["row_json"][0])


def test_the_newest_version_of_a_key_stands_and_keeps_the_first_times(folder, tmp_path):
    older = GOOD.replace("2026-03-06 08:00:00", "2026-03-05 08:00:00").replace(
        "2026-03-05,", "2026-03-04,"
    )
    newer = GOOD.replace("2026-03-04 10:00:00", "2026-03-05 10:00:00")

    result = load_one(folder, write(tmp_path, newer, older, GOOD.replace("GD1", "GD2")))

    [row] = lake(folder).filter(pl.col("ticket_id") == "GD1").to_dicts()
    [reject] = rejects(folder).to_dicts()
    assert (result.read, result.accepted, result.rejected) == (3, 2, 1)
    assert row["row_number"] == 1
    assert row["first_due_at_in_file"] == datetime(2026, 3, 4, 23, 59, 59)
    assert row["first_closed_at_in_file"] == datetime(2026, 3, 4, 10)
    assert (reject["rule"], reject["original"], reject["row_number"]) == (
        "superseded_in_file",
        "GD1",
        2,
    )


def test_without_export_times_the_later_line_stands(folder, tmp_path):
    row = GOOD.removesuffix("2026-03-06 08:00:00")

    load_one(folder, write(tmp_path, row.replace("窗口", "热线"), row, row.replace("窗口", "来信")))

    assert lake(folder)["channel"].to_list() == ["letter"]
    assert rejects(folder)["row_number"].to_list() == [1, 2]


def test_superseded_rows_never_count_towards_the_reject_threshold(folder, tmp_path):
    result = load_one(folder, write(tmp_path, GOOD, GOOD + " "), max_rejects=0.0)

    assert (result.status, result.rejected) == ("loaded", 1)


def test_too_many_rejects_leave_nothing_behind(folder, tmp_path):
    result = load_one(folder, write(tmp_path, GOOD, GOOD.replace("窗口", "飞鸽")), max_rejects=0.1)

    assert (result.status, result.read, result.rejected) == ("refused", 2, 1)
    assert "50.0%" in result.message.zh
    assert not [path for path in folder.root.rglob("*") if path.suffix in (".parquet", ".tmp")]


def test_a_file_without_its_required_columns_is_refused_by_name(folder, tmp_path):
    result = load_one(folder, write(tmp_path, "1,2", header="工单编号,评价"))

    assert result.status == "refused"
    assert "收件时间或受理时间" in result.message.zh
    assert "工单编号、评价" in result.message.zh


def test_times_of_another_zone_are_converted_with_a_note(folder, tmp_path):
    row = GOOD.replace("2026-03-02 09:00:00", "2026-03-02T01:00:00Z")

    load_one(folder, write(tmp_path, row))

    assert lake(folder)["received_at"].to_list() == [datetime(2026, 3, 2, 9)]
    [note] = [note for note in batches(folder)[0].notes if note.code == "zones"]
    assert "“收件时间”中带其他时区" in note.zh


def test_columns_that_nobody_knows_are_noted(folder, tmp_path):
    load_one(folder, write(tmp_path, GOOD + ",x", header=HEADER + ",心情"))

    [record] = batches(folder)
    [note] = [note for note in record.notes if note.code == "unknown_columns"]
    assert "心情" in note.zh


def test_a_mapping_reads_a_foreign_file(folder, tmp_path):
    mapping = tmp_path / "foreign.yaml"
    mapping.write_text(
        """
source: tickets
as_of: 2026-03-31
columns: {ticket_id: case, accepted_at: opened, unit: dept, status: state}
constants: {channel: hotline}
values: {status: {Done: closed}}
formats: {accepted_at: "%d/%m/%Y %H:%M", closed_at: "%d/%m/%Y"}
""",
        encoding="utf-8",
    )
    rows = ["7,2/3/2026 09:30,Parks,Done,4/3/2026", "8,2/4/2026 09:30,Parks,open,?"]
    path = write(tmp_path, *rows, header="case,opened,dept,state,办结时间")

    load_one(folder, path, mapping=mapping)

    [row] = lake(folder).to_dicts()
    assert (row["ticket_id"], row["channel"], row["status"]) == ("7", "hotline", "closed")
    assert row["accepted_at"] == datetime(2026, 3, 2, 9, 30)
    assert rejects(folder)["rule"].to_list() == ["after_as_of"]
    assert batches(folder)[0].as_of == "2026-03-31 23:59:59"


def test_a_mapping_of_the_data_folder_is_found_by_the_file_name(folder, tmp_path):
    mappings = folder.root / "mappings"
    mappings.mkdir(parents=True)
    (mappings / "a.yaml").write_text(
        'source: tickets\nmatch: "case*.csv"\ncolumns: {ticket_id: case}\n', encoding="utf-8"
    )

    load_one(
        folder, write(tmp_path, GOOD, header=HEADER.replace("工单编号", "case"), name="cases.csv")
    )

    assert batches(folder)[0].mapping_name == "a.yaml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source: tickets\ncolumn: {}\n", 'line 2: there is no key "column"'),
        ("source: tickets\ncolumns:\n  tiket: a\n", 'line 3: there is no key "columns.tiket"'),
        ("source: ticket\n", 'line 1, "source"'),
        ("source: tickets\nheader_row: x\n", 'line 2, "header_row"'),
        ("source: tickets\nformats: {status: '%Y'}\n", 'line 2, "formats.status"'),
    ],
)
def test_a_wrong_mapping_is_refused_with_line_and_key(folder, tmp_path, text, said):
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text, encoding="utf-8")

    with pytest.raises(MappingError) as caught:
        load_files(folder, [write(tmp_path, GOOD)], mapping=mapping)

    assert said in caught.value.said.en


def test_a_mapping_that_names_an_absent_header_refuses_the_file(folder, tmp_path):
    mapping = tmp_path / "m.yaml"
    mapping.write_text("source: tickets\ncolumns: {matter: 业务}\n", encoding="utf-8")

    result = load_one(folder, write(tmp_path, GOOD), mapping=mapping)

    assert result.status == "refused"
    assert "业务" in result.message.zh
    assert "工单编号" in result.message.zh


def test_a_wide_inspection_sheet_is_made_long_and_one_bad_item_rejects_its_row(folder, tmp_path):
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        """
source: inspections
constants: {kind: unannounced}
unpivot:
  items: {无障碍: barrier_free, 禁烟: no_smoking}
  results: {好: pass, 差: fail}
""",
        encoding="utf-8",
    )
    header = "检查编号,网点编号,检查时间,无障碍,禁烟"
    rows = [
        "J1,W1,2026-03-02,好,差",
        "J2,W1,2026-03-03,好,怪",
        "J3,W1,2026-03-03,,",
        "J4,W2,2026-3-4,√,",
    ]

    result = load_one(folder, write(tmp_path, *rows, header=header), mapping=mapping)

    long = lake(folder).select("inspection_id", "item_code", "result").rows()
    assert (result.read, result.accepted, result.rejected) == (4, 2, 2)
    assert long == [
        ("J1", "barrier_free", "pass"),
        ("J1", "no_smoking", "fail"),
        ("J4", "barrier_free", "pass"),
    ]
    assert sorted(rejects(folder)["rule"]) == ["required", "unknown_value"]


def test_grids_keep_their_shape_in_wgs84_and_refuse_what_is_no_area(folder, tmp_path):
    square = '"POLYGON((121.5 29.8,121.6 29.8,121.6 29.9,121.5 29.9,121.5 29.8))"'
    rows = [
        f"WG1,一网格,海曙区,100,{square}",
        'WG2,二网格,海曙区,100,"POINT(1 2)"',
        'WG3,纬度在前,海曙区,100,"POLYGON((29.8 121.5,29.8 121.6,29.9 121.6,29.9 121.5,29.8 121.5))"',
        'WG4,八字形,海曙区,100,"POLYGON((121.5 29.8,121.6 29.9,121.6 29.8,121.5 29.9,121.5 29.8))"',
    ]

    load_one(folder, write(tmp_path, *rows, header="网格编号,网格名称,区县,人口,边界"))

    [row] = lake(folder).to_dicts()
    assert row["geometry_wkt"].startswith("POLYGON")
    assert 121.5 < row["lon_wgs84"] < 121.6
    assert row["area_m2"] == pytest.approx(1.07e8, rel=0.01)
    assert rejects(folder).select("line_number", "rule").rows() == [
        (3, "not_a_polygon"), (4, "outline_beyond_earth"), (5, "outline_crosses_itself"),
    ]  # fmt: skip


def test_a_small_loop_in_the_outline_of_a_grid_is_mended(folder, tmp_path):
    looped = '"POLYGON((121.5 29.8,121.6 29.8,121.6 29.9,121.5501 29.9,121.55 29.9001,121.5501 29.9001,121.55 29.9,121.5 29.9,121.5 29.8))"'

    load_one(
        folder,
        write(
            tmp_path, f"WG1,一网格,海曙区,100,{looped}", header="网格编号,网格名称,区县,人口,边界"
        ),
    )

    [row] = lake(folder).to_dicts()
    assert row["area_m2"] == pytest.approx(1.07e8, rel=0.01)


def test_outlets_get_wgs84_coordinates_from_their_own_datum(folder, tmp_path):
    rows = [
        "W1,甲,邮政,海曙区,121.55,29.87,高德",
        "W2,乙,邮政,海曙区,121.55,29.87,",
        "W3,丙,邮政,海曙区,,,",
    ]

    load_one(folder, write(tmp_path, *rows, header="网点编号,网点名称,行业,区县,经度,纬度,坐标系"))

    shifted, plain, unknown = lake(folder).to_dicts()
    assert plain["lon_wgs84"] == 121.55
    assert 0.003 < 121.55 - shifted["lon_wgs84"] < 0.007
    assert unknown["lon_wgs84"] is None


def test_a_unit_without_an_id_is_known_by_its_full_name(folder, tmp_path):
    load_one(folder, write(tmp_path, "市公安局,市直部门", header="规范全称,单位类别"))

    assert lake(folder).select("unit_id", "kind").rows() == [("市公安局", "municipal")]


def test_what_an_interrupted_load_left_is_swept_and_never_counted(folder, tmp_path):
    left = folder.lake / "tickets"
    left.mkdir(parents=True)
    (left / "0123456789abcdef.parquet").write_bytes(b"half")
    (left / "0123456789abcdef.parquet.tmp").write_bytes(b"half")

    load_one(folder, write(tmp_path, GOOD))

    assert sorted(p.suffix for p in left.iterdir()) == [".json", ".parquet"]
    assert len(batches(folder)) == 1


def test_a_forgotten_batch_is_gone_and_can_be_loaded_again(folder, tmp_path):
    path = write(tmp_path, GOOD)
    first = load_one(folder, path)

    forget(folder, first.batch_id)

    assert batches(folder) == []
    assert load_one(folder, path).status == "loaded"


def test_a_refused_file_stops_no_other(folder, tmp_path):
    good, bad = write(tmp_path, GOOD), write(tmp_path, "x", header="y", name="bad.csv")

    results = load_files(folder, [bad, good])

    assert [result.status for result in results] == ["refused", "loaded"]


def test_a_file_with_headers_and_no_rows_is_refused(folder, tmp_path):
    result = load_one(folder, write(tmp_path))

    assert result.status == "refused"
    assert batches(folder) == []


def test_a_promise_that_ends_beyond_the_calendar_is_rejected_and_does_not_stop_a_build(
    folder, tmp_path
):
    header = "工单编号,受理时间,承诺时限,承办单位"
    kept, beyond = "GD1,2026-03-02 09:00:00,20,市公安局", "GD2,2026-03-02 09:00:00,3000,市公安局"
    path = write(tmp_path, kept, beyond, header=header)

    result = load_one(folder, path)

    [reject] = rejects(folder).to_dicts()
    assert (result.accepted, result.rejected) == (1, 1)
    assert (reject["column_name"], reject["rule"]) == ("promised_days", "promise_beyond_calendar")


def test_a_version_without_export_time_has_the_batchs_and_is_the_newest(folder, tmp_path):
    header = "工单编号,受理时间,承办单位,导出时间"
    rows = (
        "GD1,2026-03-02 09:00:00,市民政局,",
        "GD1,2026-03-02 09:00:00,市公安局,2026-03-05 08:00:00",
        "GD2,2026-03-02 09:00:00,市司法局,2026-03-09 08:00:00",
    )
    path = write(tmp_path, *rows, header=header)

    load_one(folder, path)

    assert dict(lake(folder).select("ticket_id", "unit").iter_rows())["GD1"] == "市民政局"
