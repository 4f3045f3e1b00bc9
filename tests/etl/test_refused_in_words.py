"""Files that are not intact are refused in the reader's language, without what a library said of them."""

import gzip
import re

import pytest
import xlsxwriter
from test_commands import etl

from etl.outcomes import unreadable
from etl.paths import DataFolder
from etl.reading.refusals import no_plain_value

ENGLISH = re.compile(r"[A-Za-z]{3,}")


def workbook(path):
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["工单编号", "收件时间"])
    return path.read_bytes()


def broken(path, kind):
    whole = workbook(path.with_name("whole.xlsx"))
    if kind == "half.xlsx":
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "half.csv.gz":
        packed = gzip.compress("工单编号,收件时间\n".encode() * 99)
        path.write_bytes(packed[:-12])
    else:
        path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)


@pytest.mark.parametrize("kind", ["half.xlsx", "half.csv.gz", "noise.zip", "noise.xlsx"])
def test_a_broken_file_is_refused_in_words(tmp_path, monkeypatch, kind):
    monkeypatch.setattr("etl.answers.PIPED_WIDTH", 600)
    broken(tmp_path / kind, kind)

    said = etl(DataFolder(tmp_path / "data"), "load", tmp_path / kind)

    assert said.exit_code == 1
    [line] = [line for line in said.stdout.splitlines() if "已损坏" in line]
    assert ENGLISH.findall(line.replace(kind, "")) == []
    assert "请重新导出" in line


def test_a_file_that_is_gone_and_a_cell_that_is_none_are_said_in_words():
    gone = unreadable("a.csv", FileNotFoundError(2, "No such file or directory")).said
    nested = no_plain_value("a.jsonl", "单位", "object", 3).said

    assert "文件已不存在" in gone.zh
    assert "No such file" in gone.en
    assert "而是对象。" in nested.zh
    assert "object" in nested.en
