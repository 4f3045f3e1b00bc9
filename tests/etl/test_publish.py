import json
import multiprocessing
from pathlib import Path

import duckdb
import pytest

from etl.errors import AnotherLoadRuns, EtlError, NothingToServe
from etl.lock import locked
from etl.paths import DataFolder
from etl.warehouse import publish, retention


@pytest.fixture
def folder(tmp_path):
    folder = DataFolder(tmp_path)
    folder.staging.mkdir(parents=True)
    return folder


def release(folder, content=1):
    build_id = publish.next_build_id(folder)
    staged = folder.staging / f"{build_id}.duckdb"
    with duckdb.connect(staged) as connection:
        connection.execute("create table t as select ? as content", [content])
        connection.execute("checkpoint")
    publish.publish(folder, build_id, staged)
    return build_id


def ids(folder):
    return [known.build_id for known in publish.releases(folder)]


def test_a_published_file_is_named_in_current_and_cannot_be_written(folder):
    release(folder)

    pointer = json.loads(folder.current.read_text())
    path = publish.current(folder).path
    assert pointer["build_id"] == "000001"
    assert pointer["file"] == "releases/000001.duckdb"
    assert pointer["sha256"] == publish.sha256(path)
    assert path.stat().st_mode & 0o777 == 0o444
    assert publish.current(folder).warning is None


def test_nothing_is_served_before_the_first_build(folder):
    with pytest.raises(NothingToServe):
        publish.current(folder)


def test_an_unfinished_file_is_not_published(folder):
    staged = folder.staging / "000001.duckdb"
    staged.write_bytes(b"")
    staged.with_name("000001.duckdb.wal").write_bytes(b"")

    with pytest.raises(EtlError):
        publish.publish(folder, "000001", staged)

    assert not folder.current.exists()


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        "",
        "junk",
        "[]",
        '{"build_id": "000002"}',
        '{"build_id": "000009", "file": "releases/000009.duckdb"}',
        '{"build_id": "../../x", "file": "releases/000001.duckdb"}',
    ],
)
def test_a_damaged_pointer_falls_back_to_the_newest_build_and_says_so(folder, damaged):
    release(folder)
    release(folder)
    folder.current.unlink()
    if damaged is not None:
        folder.current.write_text(damaged)

    served = publish.current(folder)

    assert served.build_id == "000002"
    assert "000002" in served.warning.zh
    assert release(folder) == ("000010" if damaged and "000009" in damaged else "000003")


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"junk")])
def test_a_damaged_release_falls_back_to_the_one_before(folder, damage):
    release(folder)
    release(folder)
    newest = folder.releases / "000002.duckdb"
    newest.chmod(0o644)
    damage(newest)

    served = publish.current(folder)

    assert served.build_id == "000001"
    assert served.warning is not None


def test_rollback_goes_one_build_back_and_the_counter_never_does(folder):
    for _ in range(3):
        release(folder)

    assert retention.rollback(folder).build_id == "000002"
    assert retention.rollback(folder).build_id == "000001"
    assert publish.current(folder).build_id == "000001"
    assert retention.rollback(folder, "000003").build_id == "000003"
    assert release(folder) == "000004"


@pytest.mark.parametrize("wanted", [None, "000009"])
def test_rollback_to_a_build_that_is_not_there_explains_itself(folder, wanted):
    release(folder)

    with pytest.raises(NothingToServe) as refused:
        retention.rollback(folder, wanted)

    assert "000001" in refused.value.said.zh
    assert publish.current(folder).build_id == "000001"


@pytest.mark.parametrize(("keep", "left"), [(0, 1), (1, 1), (2, 2), (9, 4)])
def test_prune_keeps_the_newest(folder, keep, left):
    for _ in range(4):
        release(folder)

    retention.prune(folder, keep)

    assert ids(folder) == ["000001", "000002", "000003", "000004"][-left:]


def test_prune_never_removes_the_published_build(folder):
    for _ in range(4):
        release(folder)
    retention.rollback(folder, "000001")

    assert retention.prune(folder, 1) == ["000002", "000003"]
    assert ids(folder) == ["000001", "000004"]
    assert release(folder) == "000005"


def test_a_number_is_never_given_twice_even_when_its_file_is_gone(folder):
    release(folder)
    release(folder)
    retention.rollback(folder)
    (folder.releases / "000002.duckdb").unlink()

    assert release(folder) == "000003"


def test_a_removed_release_stays_readable_for_who_has_it_open(folder):
    release(folder, content=7)
    with duckdb.connect(publish.current(folder).path, read_only=True) as reader:
        release(folder)
        retention.prune(folder, 1)

        assert reader.sql("select content from t").fetchall() == [(7,)]


def test_the_lock_is_refused_at_once_and_given_back(folder):
    with locked(folder), pytest.raises(AnotherLoadRuns) as busy, locked(folder):
        pass

    assert busy.value.exit_code == 75
    with locked(folder):
        pass


def hold(root, ready):
    with locked(DataFolder(root)):
        ready.set()
        ready.wait()
        multiprocessing.Event().wait()


def test_the_lock_of_a_killed_process_is_free(folder):
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    holder = spawn.Process(target=hold, args=(folder.root, ready))
    holder.start()
    assert ready.wait(30)

    with pytest.raises(AnotherLoadRuns), locked(folder):
        pass
    holder.kill()
    holder.join()

    with locked(folder):
        pass
