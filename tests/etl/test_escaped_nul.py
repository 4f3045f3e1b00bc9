"""A zero byte is no text, however it is written."""

from etl.lake.lake import batches
from etl.load import load_files
from etl.paths import DataFolder


def load(tmp_path, unit):
    folder, path = DataFolder(tmp_path / "data"), tmp_path / "a.jsonl"
    line = '{"工单编号": "T1", "收件时间": "2026-03-02", "承办单位": "%s"}\n'
    path.write_text(line % "甲局" + line % unit, encoding="utf-8")
    [result] = load_files(folder, [path])
    return result, batches(folder)


def test_a_zero_byte_written_by_its_number_is_refused(tmp_path):
    result, kept = load(tmp_path, "乙\\u0000局")

    assert (result.status, kept) == ("refused", [])
    assert "NUL" in result.message.zh and "第2行" in result.message.zh


def test_a_backslash_before_letters_that_look_like_it_is_text(tmp_path):
    result, _ = load(tmp_path, "乙\\\\u0000局")

    assert (result.status, result.read) == ("loaded", 2)
