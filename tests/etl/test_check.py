"""`etl status --check`: what was changed on the disk is found, and what heals it is said."""

import json
import random
import shutil
import subprocess
import sys

import pytest
from test_commands import answer, etl
from tiny_city import drop, drop_city, tickets

from etl.lake import lake
from etl.paths import DataFolder
from etl.warehouse import publish

FAULTY = "T99,窗口,户口迁移,W1,昨天,5个工作日,,在办,\n"
FLIPS = 12


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("checked") / "data")
    drop_city(folder.inbox)
    drop(folder.inbox, "补报.csv", tickets(21, 5) + FAULTY)
    etl(folder, "load")
    return folder


@pytest.fixture
def city(healthy, tmp_path):
    return DataFolder(shutil.copytree(healthy.root, tmp_path / "data"))


def flip(path, *places):
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 0xFF
    path.chmod(0o644)
    path.write_bytes(content)


def checked(folder):
    """The answer of a process of its own: a damaged file may end the one that reads it."""
    ended = subprocess.run(
        [sys.executable, "-m", "etl", "status", "--check", "--json"],
        env={"MINGCHUANG_DATA": str(folder.root)},
        capture_output=True,
        check=False,
    )
    return ended.returncode, json.loads(ended.stdout)


def test_what_is_whole_is_said_to_be_whole(city):
    said = answer(city, "status", "--check")

    assert (said["damages"], said["checked"]) == ([], 5)
    assert etl(city, "status", "--check").exit_code == 0


@pytest.mark.parametrize("damage", ["flipped", "cut"])
def test_a_damaged_build_is_found_and_a_new_one_heals_it(city, damage):
    path = publish.current(city).path
    before = answer(city, "kpi", "--kpi", "K04", "--scope", "city")["rows"]
    if damage == "flipped":
        flip(path, path.stat().st_size // 2)
    else:
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    code, said = checked(city)

    assert code == 1
    assert [one["what"] for one in said["damages"]] == ["release"]
    assert etl(city, "build").exit_code == 0
    assert etl(city, "status", "--check").exit_code == 0
    assert answer(city, "kpi", "--kpi", "K04", "--scope", "city")["rows"] == before


@pytest.mark.parametrize("seed", range(FLIPS))
def test_any_byte_of_a_batch_that_is_changed_is_found_with_its_batch(city, seed):
    anywhere = random.Random(seed)
    record = anywhere.choice(lake.batches(city))
    path = lake.parquet_path(city, record)
    flip(path, anywhere.randrange(path.stat().st_size))

    said = etl(city, "status", "--check")

    assert said.exit_code == 1
    assert record.batch_id in said.output
    assert f"forget {record.batch_id}" in said.output


def test_rejected_rows_that_are_gone_are_missed(city):
    [path] = city.rejects.rglob("*.parquet")
    path.unlink()

    said = etl(city, "status", "--check")

    assert said.exit_code == 1
    assert path.stem in said.output


def test_a_batch_of_before_the_checksum_is_checked_by_its_rows(city):
    [record] = [r for r in lake.batches(city) if r.file_name == "补报.csv"]
    path = lake.record_path(city, record.source, record.batch_id)
    about = json.loads(path.read_text())
    del about["parquet_sha256"]
    path.write_text(json.dumps(about))

    assert etl(city, "status", "--check").exit_code == 0
    lake.parquet_path(city, record).write_bytes(b"PAR1")
    assert etl(city, "status", "--check").exit_code == 1


@pytest.mark.parametrize("command", [["status"], ["build"], ["load"], ["batches"]])
def test_a_damaged_record_of_a_batch_is_named_with_what_to_do(city, command):
    [record] = [r for r in lake.batches(city) if r.file_name == "补报.csv"]
    path = lake.record_path(city, record.source, record.batch_id)
    path.write_bytes(path.read_bytes()[:100])

    said = etl(city, *command)

    if command == ["status"]:
        # What is published does not need it.
        assert said.exit_code == 0
        return
    assert said.exit_code == 1
    assert path.name in said.output.replace("\n", "")
    assert publish.current(city).build_id == "000001"
    path.unlink()
    # The same rows as before, so the same build says them.
    assert answer(city, "load")["build_id"] == "000001"
    assert lake.read_record(city, record.source, record.batch_id).rows_accepted == 5


def test_a_question_that_meets_the_damage_is_answered_with_a_sentence(city):
    """Bytes of tables, not of the headers that are read at opening: every page of the file."""
    path = publish.current(city).path
    flip(path, *range(16_384, path.stat().st_size, 4_096))

    ended = subprocess.run(
        [sys.executable, "-m", "etl", "status"],
        env={"MINGCHUANG_DATA": str(city.root)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "python -m etl" in ended.stdout + ended.stderr
