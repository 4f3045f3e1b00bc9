"""The watch as a service runs it: a process of its own beside a folder that fills."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from tiny_city import UNITS, drop, drop_city, tickets
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands.watched import Watched, lying
from etl.lake import lake
from etl.paths import DataFolder
from etl.warehouse import publish

PATIENCE_S = 60


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path)


def start(folder, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "watch", *arguments, "--json"],
        env={**os.environ, "MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def once(folder):
    """One look, in this process; its loads are processes of their own all the same."""
    environment = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": "en"}
    ran = CliRunner().invoke(app, ["watch", "--once", "--json"], env=environment)
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def wait_for(found):
    until = time.monotonic() + PATIENCE_S
    while not found():
        assert time.monotonic() < until, "nothing came of it"
        time.sleep(0.1)


def tickets_in(folder):
    return sum(record.rows_accepted for record in lake.batches(folder, "tickets"))


def test_files_are_loaded_once_and_a_refused_one_waits_until_it_or_a_mapping_changes(folder):
    drop_city(folder.inbox)
    bad = drop(folder.inbox, "别的.csv", "甲,乙\n1,2\n")

    first = once(folder)
    assert sorted(one["status"] for one in first["batches"]) == ["loaded"] * 3 + ["refused"]
    assert first["build_id"] == "000001"

    second = once(folder)
    assert second == {"batches": [], "build_id": "000001"}

    (folder.root / "mappings").mkdir()
    (folder.root / "mappings" / "unrelated.yaml").write_text(
        "source: tickets\nmatch: nothing.csv\n"
    )
    assert [one["status"] for one in once(folder)["batches"]] == ["refused"]

    bad.write_text(tickets(30, 5), encoding="gb18030")
    third = once(folder)
    assert [one["status"] for one in third["batches"]] == ["loaded"]
    assert third["build_id"] == "000002" and tickets_in(folder) == 25


def test_a_zip_of_which_a_file_was_refused_is_tried_again_when_a_mapping_changes(folder):
    folder.inbox.mkdir()
    with zipfile.ZipFile(folder.inbox / "导出.zip", "w") as archive:
        archive.writestr("单位.csv", UNITS)
        archive.writestr("别的.csv", "名,类\n甲局,市直部门\n")
    assert [one["status"] for one in once(folder)["batches"]] == ["loaded", "refused"]
    assert once(folder)["batches"] == []

    mapping = "source: units\nmatch: 别的.csv\ncolumns: {unit_name: 名, kind: 类}\n"
    drop(folder.root / "mappings", "别的.yaml", mapping)

    assert [one["status"] for one in once(folder)["batches"]] == ["unchanged", "loaded"]


def test_a_file_that_lands_while_watched_is_loaded_and_sigterm_ends_it(folder):
    process = start(folder, "--interval", "1")
    try:
        wait_for(folder.inbox.exists)
        drop(folder.inbox, "办件工单.csv", tickets(1, 20))
        wait_for(lambda: folder.current.exists())
        assert publish.current(folder).build_id == "000001" and tickets_in(folder) == 20
    finally:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        answer, said = process.communicate(timeout=PATIENCE_S)
    assert time.monotonic() - began < 10
    assert process.returncode == 0, said
    assert len(json.loads(answer)["batches"]) == 1


def test_sigterm_in_the_midst_of_a_load_ends_it_and_the_next_watch_finishes(folder):
    drop(folder.inbox, "办件工单.csv", tickets(1, 200_000))
    process = start(folder, "--interval", "1")
    part = folder.lake / "tickets"
    try:
        wait_for(lambda: part.exists() and any(part.iterdir()))
    finally:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)
    assert time.monotonic() - began < 10 and process.returncode == 0

    once(folder)
    assert tickets_in(folder) == 200_000


def test_a_file_that_still_grows_and_a_held_lock_both_wait_for_the_next_round(folder):
    text = tickets(1, 20)
    growing = drop(folder.inbox, "办件工单.csv", text)
    process = start(folder, "--once")
    while process.poll() is None:
        with growing.open("a", encoding="gb18030") as file:
            file.write("\n")
        time.sleep(0.2)
    assert json.loads(process.communicate()[0])["batches"] == []
    assert tickets_in(folder) == 0

    folder.warehouse.mkdir(exist_ok=True)
    growing.write_text(text, encoding="gb18030")
    with (folder.warehouse / "etl.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert once(folder) == {"batches": [], "build_id": None}
    once(folder)
    assert tickets_in(folder) == 20


def test_what_is_remembered_survives_a_damaged_file(folder):
    drop(folder.inbox, "a.csv", "1\n")
    state = lying(folder)["a.csv"]
    Watched.read(folder).tried("a.csv", state, is_refused=True).write(folder)
    assert Watched.read(folder).is_tried("a.csv", state)

    (folder.warehouse / "watched.json").write_text("{", encoding="utf-8")
    assert not Watched.read(folder).is_tried("a.csv", state)
