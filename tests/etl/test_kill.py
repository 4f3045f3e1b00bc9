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
# Here a run has its lake and a clean place to build in; the rest of it does not ask what was before.
BEGUN = "build:inputs"
# After a kill at these the next run is followed that far and no further: `make soak-kills` follows all.
FOLLOWED_TO_BEGUN = (
    "load:read", "load:checked", "load:parquet-written", "load:parquet-renamed", "load:record-written",
    "build:started", "build:staging", "build:core", "build:checkpointed", "build:checks",
    "build:closed", "build:synced",
)  # fmt: skip


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
        yield folders, codes, forked


def count_tickets(path):
    with duckdb.connect(path, read_only=True) as connection:
        [(tickets,)] = connection.sql("select count(*) from fct_ticket").fetchall()
        [(build_id,)] = connection.sql("select build_id from meta_build").fetchall()
    return tickets, build_id


def test_there_are_at_least_thirteen_stages():
    assert len(set(STAGES)) == len(STAGES) >= 13


def files_of(folder):
    """What a build is made from and beside; a record and the inputs tell the time of their load."""
    return {
        path.relative_to(folder.root): path.read_bytes() if home != folder.staging else None
        for home in (folder.lake, folder.rejects, folder.staging, folder.releases)
        for path in home.rglob("*.*")
        if path.suffix != ".json"
    }, {path.relative_to(folder.root) for path in folder.lake.rglob("*.json")}


def assert_all_rows_are_stored(folder):
    assert not list(folder.lake.rglob("*.tmp")) + list(folder.rejects.rglob("*.tmp"))
    record = json.loads(
        next(path for path in folder.lake.rglob("*.json") if "补报" in path.read_text()).read_text()
    )
    assert (record["rows_read"], record["rows_accepted"], record["rows_rejected"]) == (6, 5, 1)


@pytest.mark.parametrize("stage", STAGES)
def test_after_a_kill_the_published_build_is_whole(killed, stage):
    folders, codes, _ = killed
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


@pytest.mark.parametrize("stage", FOLLOWED_TO_BEGUN)
def test_the_run_after_a_kill_begins_its_build_where_an_undisturbed_one_does(
    killed, stage, tmp_path
):
    folders, _, forked = killed
    folder = DataFolder(shutil.copytree(folders[stage].root, tmp_path / "data"))

    code, _ = run_and_die(forked, folder, BEGUN)

    assert code == -signal.SIGKILL
    assert files_of(folder) == files_of(folders[BEGUN])
    assert_all_rows_are_stored(folder)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in FOLLOWED_TO_BEGUN])
def test_the_run_after_a_kill_finishes(killed, stage, tmp_path):
    folders, _, _ = killed
    folder = DataFolder(shutil.copytree(folders[stage].root, tmp_path / "data"))

    finished = load(folder, [], LoadOptions())

    served = publish.current(folder)
    assert finished.exit_code == 0
    assert count_tickets(served.path) == (NEW, finished.json["build_id"])
    assert int(served.build_id) >= 2
    assert not list(folder.warehouse.rglob("*.wal"))
    assert_all_rows_are_stored(folder)


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
