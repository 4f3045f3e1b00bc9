import gzip
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from etl.errors import FileRefused
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading import open_file

KNOWN = frozenset({"工单编号", "区县", "收件时间", "承办单位"})


def written(path: Path, *lines: object) -> Path:
    texts = (
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> tuple[list[str], pl.DataFrame]:
    (table,) = open_file(path, KNOWN)
    return table.header, pl.concat(table.frames)


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refusal:
        for table in open_file(path, KNOWN):
            list(table.frames)
    return refusal.value


def test_values_come_out_as_they_are_written(tmp_path):
    line = '{"工单编号": 00, "区县": null}'
    path = written(
        tmp_path / "a.jsonl",
        '{"工单编号": 123456789012345678901, "区县": "海曙区", "分": 1.10, "是": true}',
        "",
        '{"区县": null, "工单编号": "0001", "否": false, "空": "", "数": 1e3}',
        line,
    )

    header, rows = read(path)

    assert header == ["工单编号", "区县", "分", "是", "否", "空", "数"]
    assert rows.rows() == [
        ("123456789012345678901", "海曙区", "1.10", "true", None, None, None, 1, 1, None),
        ("0001", None, None, None, "false", None, "1e3", 2, 3, None),
        (line, None, None, None, None, None, None, 3, 4, "broken_json"),
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.csv"])
def test_the_content_decides_and_not_the_name(tmp_path, name):
    path = written(tmp_path / name, {"工单编号": "A1", "区县": "海曙区"})

    assert read(path)[1]["c1"].to_list() == ["海曙区"]


def test_names_that_appear_late_are_kept_over_many_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.reading.json_lines.FRAME_CELLS", 6)
    monkeypatch.setattr("etl.reading.json_lines.CHUNK_BYTES", 7)
    lines = [{"工单编号": f"A{i}", "区县": "海曙区"} for i in range(20)]
    path = written(tmp_path / "a.jsonl", *lines, {"工单编号": "A20", "新列": "x"})

    header, rows = read(path)

    assert header == ["工单编号", "区县", "新列"]
    assert rows["c0"].to_list() == [f"A{i}" for i in range(21)]
    assert rows["row_number"].to_list() == rows["line_number"].to_list() == list(range(1, 22))


@pytest.mark.parametrize(
    "line",
    [
        '{"工单编号": "A1"',
        "A1,海曙区",
        '{"工单编号": "A1", "工单编号": "A2"}',
        '{"工单编号": "\\ud800"}',
        '["A1", "海曙区"]',
        '{"工单编号": ' + "[" * 100_000,
    ],
)
def test_a_line_that_is_no_object_is_kept_with_its_fault(tmp_path, line):
    path = written(tmp_path / "a.jsonl", {"工单编号": "A0"}, line, {"工单编号": "A2"})

    rows = read(path)[1]

    assert rows["field_fault"].to_list() == [None, "broken_json", None]
    assert rows["c0"].to_list() == ["A0", line[:500], "A2"]


def test_a_list_where_a_value_is_expected_is_refused_with_its_line(tmp_path):
    path = written(tmp_path / "a.jsonl", {"工单编号": "A0"}, {"区县": ["海曙区", "江北区"]})

    refusal = refused(path)

    assert refusal.code == "no_plain_value"
    assert "第2行" in refusal.said.zh and "区县" in refusal.said.zh and "line 2" in refusal.said.en


def test_a_list_in_a_column_nobody_reads_is_kept_as_its_text(tmp_path):
    path = written(tmp_path / "a.jsonl", {"工单编号": "A0", "标签": ["急", "难"]})

    assert read(path)[1]["c1"].to_list() == ['["急", "难"]']


def test_gb18030_and_archives_are_read(tmp_path):
    text = json.dumps({"工单编号": "A1", "区县": "海曙区"}, ensure_ascii=False)
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(f"{text}\n{text}\n".encode("gb18030")))
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("导出/工单.ndjson", text)

    assert read(packed)[1]["c1"].to_list() == ["海曙区"] * 2
    assert read(archive)[1]["c1"].to_list() == ["海曙区"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([{"工单编号": "A1"}, '{"区县": "' + "长" * 400_000 + '"}'], "too_large"),
        ([{"工单编号": "A1"}, {f"n{i}": i for i in range(1001)}], "too_large"),
        ([{"工单编号": "A1"}, "\0"], "nul_byte"),
    ],
)
def test_what_is_beyond_all_measure_is_refused(tmp_path, lines, code):
    assert refused(written(tmp_path / "a.jsonl", *lines)).code == code


def test_broken_bytes_are_refused_with_their_line(tmp_path):
    path = written(tmp_path / "a.jsonl", *[{"工单编号": "A1", "区县": "海曙区海曙区海曙区"}] * 3)
    path.write_bytes(path.read_bytes() + '{"区县": "区'.encode()[:-1] + b'"}\n')

    refusal = refused(path)

    assert refusal.code == "unknown_encoding"
    assert "第4行" in refusal.said.zh


def test_a_load_accounts_for_every_line(tmp_path):
    path = written(
        tmp_path / "办件.jsonl",
        {"工单编号": "GD1", "承办单位": "市公安局", "收件时间": "2026-03-02 09:00:00"},
        '{"工单编号": "GD2", "承办单位": "市公',
        {"工单编号": "GD3", "承办单位": "市公安局", "收件时间": "昨天"},
    )

    [result] = load_files(DataFolder(tmp_path / "data"), [path])

    assert (result.status, result.read, result.accepted, result.rejected) == ("loaded", 3, 1, 2)
