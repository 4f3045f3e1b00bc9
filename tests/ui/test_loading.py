import fcntl
import json

import pytest

from tests.etl.tiny_city import drop, drop_city
from ui import loading


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path))
    return tmp_path


def test_a_load_tells_what_became_of_each_file_and_publishes(folder):
    drop_city(folder / "inbox")
    drop(folder / "inbox", "别的.csv", "甲,乙\n1,2\n")
    said = []

    outcome = loading.load(lambda line, seconds: said.append((line, seconds)))

    assert outcome.exit_code == 0 and not outcome.error and not outcome.reference
    assert sorted(batch["status"] for batch in outcome.batches) == ["loaded"] * 3 + ["refused"]
    assert json.loads((folder / "warehouse" / "CURRENT").read_text())["build_id"] == "000001"
    assert said


def test_a_second_load_at_the_same_time_is_told_so(folder):
    drop_city(folder / "inbox")
    (folder / "warehouse").mkdir()

    with (folder / "warehouse" / "etl.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        outcome = loading.load(lambda line, seconds: None)

    assert outcome.exit_code == loading.ANOTHER_RUNS
    assert outcome.error


def test_the_inbox_leaves_out_hidden_and_temporary_files(folder):
    drop(folder / "inbox" / "十月", "办件.csv", "a\n")
    drop(folder / "inbox", "~$台账.xlsx", "a")
    drop(folder / "inbox", ".part", "a")

    assert [path.name for path in loading.inbox()] == ["办件.csv"]


def test_an_empty_inbox_is_no_error(folder):
    assert loading.inbox() == []
