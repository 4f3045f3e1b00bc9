"""Names that files bear: none of them stops a load, and all can be written down."""

import json
import os
from pathlib import Path

import pytest

from etl.commands.watched import Watched, lying
from etl.lake.lake import batches
from etl.load import load_files
from etl.paths import DataFolder, shown_name
from etl.warehouse.build import build

HEADER = "工单编号,承办单位,收件时间\n"
NAMES = {
    "办件.csv".encode("gb18030"): "办件.csv",
    b"\xff\xff.csv": "��.csv",
    b"a\nb\x1b[31m.csv": "a�b�[31m.csv",
    "办件\u202evsc.exe".encode(): "办件�vsc.exe",
    ("长" * 83 + ".csv").encode(): "长" * 83 + ".csv",
    b"-rf.csv": "-rf.csv",
    b"a;b'c\"d.csv": "a;b'c\"d.csv",
    b"none": "none",
    "张三13800138000、11010519491231002X.csv".encode(): "张三*手机号*、*身份证号*.csv",
    "　空 .csv".encode(): "　空 .csv",
}


@pytest.fixture
def named(tmp_path):
    inbox = tmp_path / "data" / "inbox"
    inbox.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        with open(os.path.join(os.fsencode(inbox), name), "w") as file:  # noqa: PTH118, PTH123
            file.write(f"{HEADER}GD{number},市公安局,2026-03-02\n")
    return DataFolder(tmp_path / "data")


def test_every_name_is_loaded_and_kept_as_it_can_be_read(named):
    told = []

    results = load_files(named, [named.inbox], progress=lambda name, _: told.append(name))

    assert {result.status for result in results} == {"loaded"}
    assert sorted(record.file_name for record in batches(named)) == sorted(NAMES.values())
    assert set(told) == set(NAMES.values())
    assert build(named).path.exists()


@pytest.mark.parametrize(("raw", "shown"), NAMES.items())
def test_a_name_is_shown_without_what_cannot_be_seen(raw, shown):
    assert shown_name(Path(os.fsdecode(raw))) == shown
    assert shown.encode()


def test_a_watch_remembers_any_name(named):
    known = Watched.read(named)
    for path, state in lying(named).items():
        known = known.tried(path, state, is_refused=True)

    known.write(named)

    again = Watched.read(named)
    assert all(again.is_tried(path, state) for path, state in lying(named).items())
    assert len(json.loads(json.dumps(again.refused))) == len(NAMES)


def test_a_file_that_is_gone_is_refused_and_stops_no_other(tmp_path):
    there = tmp_path / "办件.csv"
    there.write_text(f"{HEADER}GD1,市公安局,2026-03-02\n", encoding="utf-8")

    gone, read = load_files(DataFolder(tmp_path / "data"), [tmp_path / "没有.csv", there])

    assert (gone.status, read.status) == ("refused", "loaded")
    assert "没有.csv" in gone.message.zh and "Check" in gone.message.en
