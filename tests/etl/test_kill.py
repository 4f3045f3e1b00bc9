"""A load and build killed at every named stage: the published build is whole, the next run finishes.

The stages are read from the sources, so a new one is tested unasked.
"""

import json
import multiprocessing
import os
import re
import shutil
import signal
import sys
from pathlib import Path

import duckdb
import pytest
from forked import forks
from tiny_city import drop, drop_city, tickets

from etl.__main__ import app
from etl.commands.loading import LoadOptions, load
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish

STAGES = sorted(
    stage
    for path in Path("etl").rglob("*.py")
    for stage in re.findall(r'reached\(f?"([a-z-]+:[^"]+)"\)', path.read_text(encoding="utf-8"))
    if "{" not in stage and stage.startswith(("load:", "build:"))
) + ["build:staging", "build:core", "build:marts"]
OLD, NEW = 20, 25
FLIPPED = "build:pointer-flipped"
# A batch is in the lake once its record is; what a kill left before is nobody's.
BEFORE_THE_RECORD = ("load:parquet-written", "load:parquet-renamed")


# Loads are forked from one process that has imported everything and wait for each other, so that they begin at once.
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["etl.__main__", "etl.commands.loading", "etl.load"])


def run(folder, answer, together):
    os.environ["MINGCHUANG_DATA"] = str(folder.root)
    together.wait(60)
    with answer.open("w", encoding="utf-8") as sys.stdout:
        app(["load", "--json"])


def load_at_once(folder, answers):
    """One load for each file of ``answers``: pairs of exit status and answer, in order of status."""
    together = SERVER.Barrier(len(answers))
    loads = [SERVER.Process(target=run, args=(folder, answer, together)) for answer in answers]
    for process in loads:
        process.start()
    for process in loads:
        process.join(120)
    ended = [
        (process.exitcode, json.loads(answer.read_text(encoding="utf-8")))
        for process, answer in zip(loads, answers, strict=True)
    ]
    return sorted(ended, key=lambda end: end[0])


def run_and_die(forked, folder, stage):
    told = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_KILL_AT": stage}
    return forked.run(told, "load", "--json")


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    root = tmp_path_factory.mktemp("killed")
    first = DataFolder(root / "first")
    drop_city(first.inbox)
    load(first, [], LoadOptions())
    # Five more tickets and a faulty one, so that a rejects file is written too.
    faulty = "T99,窗口,户口迁移,W1,昨天,5个工作日,,在办,\n"
    drop(first.inbox, "补报.csv", tickets(21, 5) + faulty)
    folders = {
        stage: DataFolder(shutil.copytree(first.root, root / stage.replace(":", "-")))
        for stage in STAGES
    }
    with forks() as forked:
        codes = {stage: run_and_die(forked, folders[stage], stage) for stage in STAGES}
    return folders, codes


def count_tickets(path):
    with duckdb.connect(path, read_only=True) as connection:
        [(tickets,)] = connection.sql("select count(*) from fct_ticket").fetchall()
        [(build_id,)] = connection.sql("select build_id from meta_build").fetchall()
    return tickets, build_id


def test_there_are_at_least_thirteen_stages():
    assert len(set(STAGES)) == len(STAGES) >= 13


def assert_all_rows_are_stored(folder):
    assert not list(folder.lake.rglob("*.tmp")) + list(folder.rejects.rglob("*.tmp"))
    record = json.loads(
        next(path for path in folder.lake.rglob("*.json") if "补报" in path.read_text()).read_text()
    )
    assert (record["rows_read"], record["rows_accepted"], record["rows_rejected"]) == (6, 5, 1)


@pytest.mark.parametrize("stage", STAGES)
def test_after_a_kill_the_published_build_is_whole(killed, stage):
    folders, codes = killed
    folder = folders[stage]

    served = publish.current(folder)
    pointer = json.loads(folder.current.read_text())
    expected = (NEW, "000002") if stage == FLIPPED else (OLD, "000001")
    code, answer = codes[stage]
    # Whoever comes to an end, good or bad, answers.
    assert code == -signal.SIGKILL
    assert answer == ""
    assert served.warning is None
    assert count_tickets(served.path) == expected
    assert pointer["sha256"] == publish.sha256(served.path)


@pytest.mark.parametrize("stage", STAGES)
def test_the_run_after_a_kill_finishes(killed, stage, tmp_path):
    folders, _ = killed
    folder = DataFolder(shutil.copytree(folders[stage].root, tmp_path / "data"))

    finished = load(folder, [], LoadOptions())

    served = publish.current(folder)
    assert finished.exit_code == 0
    assert count_tickets(served.path) == (NEW, finished.json["build_id"])
    assert int(served.build_id) >= 2
    assert not list(folder.warehouse.rglob("*.wal"))
    assert_all_rows_are_stored(folder)


@pytest.mark.parametrize("stage", BEFORE_THE_RECORD)
def test_a_file_taken_away_after_a_kill_leaves_nothing_behind(killed, stage, tmp_path):
    folders, _ = killed
    folder = DataFolder(shutil.copytree(folders[stage].root, tmp_path / "data"))
    recorded = {path.stem for path in folder.lake.rglob("*.json")}
    (folder.inbox / "补报.csv").unlink()

    load_files(folder, [folder.inbox])

    stored = [path for home in (folder.lake, folder.rejects) for path in home.rglob("*.parquet*")]
    assert {path.name.split(".")[0] for path in stored} == recorded


def test_two_loads_at_once_are_one_load_and_one_refusal(tmp_path):
    folder = DataFolder(tmp_path)
    drop_city(folder.inbox)

    (code, done), (refused, said) = load_at_once(
        folder, [tmp_path / "one.json", tmp_path / "other.json"]
    )

    assert (code, refused) == (0, 75)
    assert done["build_id"] == "000001"
    assert "另一次导入正在进行" in said["error"]
    assert count_tickets(publish.current(folder).path) == (OLD, "000001")
