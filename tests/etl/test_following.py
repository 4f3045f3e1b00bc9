"""What becomes of each file of a load stands beside the warehouse, while it runs and afterwards."""

import json
import os
import zipfile

import pytest
from tiny_city import OUTLETS, UNITS, drop

from etl.load import load_files
from etl.paths import DataFolder

STRANGE = "甲,乙\n1,2\n"


@pytest.fixture
def folder(tmp_path):
    folder = DataFolder(tmp_path / "data")
    drop(folder.inbox, "一单位.csv", UNITS)
    drop(folder.inbox, "二别的.csv", STRANGE)
    drop(folder.inbox, "三网点.csv", OUTLETS)
    return folder


def told(folder):
    content = json.loads((folder.warehouse / "files.json").read_text(encoding="utf-8"))
    return content, {one["name"]: one for one in content["files"].values()}


def states(folder):
    return {name: one["state"] for name, one in told(folder)[1].items()}


def test_each_file_ends_in_its_state_and_a_refusal_keeps_its_sentence(folder):
    [refusal] = [one for one in load_files(folder, [folder.inbox]) if one.status == "refused"]

    content, files = told(folder)
    assert content["process"] is None
    assert states(folder) == {
        "一单位.csv": "loaded",
        "二别的.csv": "refused",
        "三网点.csv": "loaded",
    }
    assert files["二别的.csv"]["zh"] == refusal.message.zh and files["二别的.csv"]["en"]
    assert files["三网点.csv"]["rows"] == len(OUTLETS.splitlines()) - 1

    load_files(folder, [folder.inbox / "三网点.csv"])
    assert states(folder) == {
        "一单位.csv": "loaded",
        "二别的.csv": "refused",
        "三网点.csv": "unchanged",
    }


def test_a_zip_of_which_a_file_was_refused_is_loaded_in_part_and_each_refusal_is_told(folder):
    with zipfile.ZipFile(folder.inbox / "四.zip", "w") as archive:
        for name, text in (("单位.csv", UNITS), ("甲.csv", STRANGE), ("乙.csv", "")):
            archive.writestr(name, text)

    for _ in range(2):
        load_files(folder, [folder.inbox / "四.zip"])

        _, files = told(folder)
        assert files["四.zip"]["state"] == "partly"
        for said in (files["四.zip"]["zh"], files["四.zip"]["en"]):
            assert [said.count(name) for name in ("四.zip/甲.csv", "四.zip/乙.csv")] == [1, 1]


def test_while_it_runs_the_one_being_read_and_those_that_wait_are_told(folder, monkeypatch):
    monkeypatch.setattr("etl.load.following._WRITE_EVERY_S", 0)
    seen = []

    def look(_name, _rows):
        content, files = told(folder)
        rows = {name: one["rows"] for name, one in files.items() if one["state"] == "loading"}
        seen.append((states(folder), rows, content["process"]))

    load_files(folder, [folder.inbox], progress=look)

    # In the order of their names: 一, 三, 二; the last one is refused before any row is read.
    first, second = seen
    assert first[0] == {"一单位.csv": "loading", "三网点.csv": "waiting", "二别的.csv": "waiting"}
    assert second[0] == {"一单位.csv": "loaded", "三网点.csv": "loading", "二别的.csv": "waiting"}
    assert first[1] == {"一单位.csv": len(UNITS.splitlines()) - 1}
    assert {first[2], second[2]} == {os.getpid()}


def test_a_file_that_was_mended_or_removed_is_not_remembered(folder):
    load_files(folder, [folder.inbox])
    (folder.inbox / "二别的.csv").write_text(STRANGE + "3,4\n", encoding="utf-8")
    (folder.inbox / "三网点.csv").unlink()

    load_files(folder, [folder.inbox / "一单位.csv"])

    assert states(folder) == {"一单位.csv": "unchanged"}


def test_a_load_that_is_cut_off_leaves_what_it_did_not_come_to(folder):
    def stop(name, _rows):
        if name == "三网点.csv":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_files(folder, [folder.inbox], progress=stop)

    assert states(folder) == {"一单位.csv": "loaded"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"files": 1}', '{"files": {"/x": 1}}'])
def test_what_cannot_be_read_means_nothing(folder, content):
    folder.warehouse.mkdir(parents=True)
    (folder.warehouse / "files.json").write_text(content)

    assert len(load_files(folder, [folder.inbox])) == 3
    assert len(states(folder)) == 3


def test_what_cannot_be_written_stops_no_load(folder):
    (folder.warehouse / "files.json").mkdir(parents=True)

    results = load_files(folder, [folder.inbox])

    assert sorted(result.status for result in results) == ["loaded", "loaded", "refused"]
