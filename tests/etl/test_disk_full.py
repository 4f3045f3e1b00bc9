"""A disk that takes no more at some stage: a sentence, yesterday's build, and the next run finishes.

The limit on the size of a file stands for the disk: it needs no root and no disk of its own, and
what the system then says of a write is told apart only by its number. `make soak-kills` does the
same on a real, full disk.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest
from stopped import run_stopped
from tiny_city import drop, drop_city, tickets

from etl.cleaning.privacy import read_salt
from etl.commands.loading import LoadOptions, load
from etl.commands.watched import Watched
from etl.errors import Said
from etl.lake import lake
from etl.load import load_files
from etl.paths import DataFolder
from etl.storage import CAUSES, StorageFailed, storage_failed
from etl.warehouse import publish

OLD, NEW = 20, 45
# A build is a function of the lake: after these the next run goes on to publish one.
BUILT_AFTER = ("load:rejects-written", "build:marts", "build:renamed")
# From each on there is something left to write: rows, rejects, the record, tables, CURRENT.
STAGES = (
    "load:read", "load:parquet-renamed", "load:rejects-written", "build:started", "build:inputs",
    "build:staging", "build:marts", "build:renamed",
)  # fmt: skip


def no_room(pid):
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    root = tmp_path_factory.mktemp("full")
    first = DataFolder(root / "first")
    drop_city(first.inbox)
    load(first, [], LoadOptions())
    faulty = "T99,窗口,户口迁移,W1,昨天,5个工作日,,在办,\n"
    drop(first.inbox, "补报.csv", tickets(21, 25) + faulty)
    folders = {
        stage: DataFolder(shutil.copytree(first.root, root / stage.replace(":", "-")))
        for stage in STAGES
    }
    with ThreadPoolExecutor(2) as pool:
        ends = pool.map(lambda one: run_stopped(one[1], one[0], no_room, "load"), folders.items())
        return folders, dict(zip(folders, ends, strict=True))


def count_tickets(path):
    with duckdb.connect(path, read_only=True) as connection:
        [(counted,)] = connection.sql("select count(*) from fct_ticket").fetchall()
    return counted


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_disk_is_said_changes_nothing_and_hinders_no_later_run(full, stage):
    folders, ends = full
    folder, (code, answer, said) = folders[stage], ends[stage]

    assert code == 1
    assert "写入数据文件夹失败" in json.loads(answer)["error"]
    assert b"Traceback" not in said
    served = publish.current(folder)
    pointer = json.loads(folder.current.read_text())
    assert (served.build_id, served.warning) == ("000001", None)
    assert pointer["sha256"] == publish.sha256(served.path)
    assert count_tickets(served.path) == OLD
    # Nothing half-written is left to fill the disk.
    assert [release.build_id for release in publish.releases(folder)] == ["000001"]
    assert not list(folder.root.rglob("*.tmp"))
    assert not list(folder.staging.glob("*.duckdb*"))
    stored = {path.stem for path in folder.lake.rglob("*.parquet")}
    assert stored == {path.stem for path in folder.lake.rglob("*.json")}

    finished = load(folder, [], LoadOptions(is_building=stage in BUILT_AFTER))

    assert finished.exit_code == 0
    assert sum(record.rows_accepted for record in lake.batches(folder, "tickets")) == NEW
    if stage in BUILT_AFTER:
        assert count_tickets(publish.current(folder).path) == NEW
    for record in lake.batches(folder):
        assert record.rows_read == record.rows_accepted + record.rows_rejected


def test_many_rows_that_do_not_fit_are_given_back_while_they_are_still_being_read(
    tmp_path, monkeypatch
):
    """Beyond 32 MB rows are compressed beside the reading; a small bound stands for many rows."""
    monkeypatch.setattr("etl.lake.batch_rows.HELD_BYTES", 1)
    folder = DataFolder(tmp_path)
    read_salt(folder)
    files = drop_city(tmp_path / "given")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        results = load_files(folder, files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert {result.status for result in results} == {"refused"}
    assert all(result.is_unfinished for result in results)
    assert not [path for path in (folder.lake, folder.rejects) if list(path.rglob("*.*"))]
    assert {result.status for result in load_files(folder, files)} == {"loaded"}


def test_a_salt_that_does_not_fit_is_not_begun(tmp_path):
    """Half a salt would make strangers of all persons known later."""
    folder = DataFolder(tmp_path / "data")
    files = drop_city(tmp_path / "given")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(StorageFailed):
            load_files(folder, files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert not [path for path in folder.root.rglob("*") if path.is_file()]


def test_a_watch_tries_a_file_again_that_only_the_disk_refused(tmp_path):
    """What a watch remembers as tried it leaves alone until it changes."""
    folder = DataFolder(tmp_path)
    read_salt(folder)
    drop_city(folder.inbox)

    # Its loads are its children and have its limits.
    watch = subprocess.run(
        [sys.executable, "-m", "etl", "watch", "--once", "--json"],
        env={**os.environ, "MINGCHUANG_DATA": str(folder.root)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
        capture_output=True,
        timeout=120,
        check=True,
    )

    assert {one["status"] for one in json.loads(watch.stdout)["batches"]} == {"refused"}
    known = Watched.read(folder)
    assert (known.loaded, known.refused) == ({}, {})


def test_a_file_that_may_not_be_read_is_refused_and_stops_no_other(tmp_path):
    folder = DataFolder(tmp_path)
    good = drop(tmp_path / "given", "办件.csv", tickets(1, 3))

    gone, loaded = load_files(folder, [tmp_path / "given" / "没有了.csv", good])

    assert (gone.status, gone.is_unfinished, loaded.status) == ("refused", False, "loaded")
    assert "没有了.csv" in gone.message.zh


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (OSError(28, "No space left on device"), CAUSES[28]),
        (OSError(30, "Read-only file system"), CAUSES[30]),
        (duckdb.IOException('Could not write file "x": No space left on device'), CAUSES[28]),
        (duckdb.OutOfMemoryException("failed to offload: 'max_temp_directory_size'"), CAUSES[28]),
        (duckdb.BinderException("column x not found"), None),
        (FileNotFoundError(2, "No such file or directory"), None),
        (ValueError("No space left on device"), None),
    ],
    ids=str,
)
def test_only_a_failure_to_write_is_told_as_one(tmp_path, fault, cause):
    said = storage_failed(DataFolder(tmp_path / "not" / "yet"), fault)

    assert isinstance(said.said if said else None, Said if cause else type(None))
    assert cause is None or (cause.zh in said.said.zh and cause.en in said.said.en)
