"""The office's database: nothing written is ever changed, and nobody is kept waiting by a writer."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from etl.office import database, migrations
from etl.office.database import OfficeUnusable, office, writing
from etl.office.names import aliases, confirmed, decide, decided, rejected, standing
from etl.paths import DataFolder

ALWAYS = (None, None)


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path)


def test_nobody_decided_anything_and_nothing_is_made(folder):
    assert decided(folder) == [] and aliases(folder) == []
    assert not folder.office.parent.exists()


def test_what_is_decided_is_read_as_it_was_written(folder):
    decisions = [confirmed("园林局", "unit", "L1", ALWAYS, "张"), rejected("某局", "unit", "李")]

    decide(folder, decisions[:1])
    decide(folder, decisions[1:])

    assert decided(folder) == decisions


@pytest.mark.parametrize(
    "change",
    [
        "update name_decision set target_id = 'L2'",
        "delete from name_decision",
        "insert or replace into name_decision select decision_id, alias, kind, decision, 'L2', "
        "valid_from, valid_to, decided_by, decided_at from name_decision",
    ],
)
def test_no_change_of_what_is_written_is_let_through(folder, change):
    decide(folder, [confirmed("园林局", "unit", "L1", ALWAYS, "张")])
    before = decided(folder)

    with sqlite3.connect(folder.office) as other, pytest.raises(sqlite3.IntegrityError) as fault:
        other.execute(change)

    assert "append-only" in str(fault.value)
    assert decided(folder) == before


def test_of_several_decisions_none_is_kept_when_one_cannot_be(folder):
    with pytest.raises(sqlite3.IntegrityError):
        decide(folder, [rejected("某局", "unit", "李"), rejected("", "unit", "李")])

    assert decided(folder) == []


def test_a_reader_does_not_wait_for_a_writer(folder):
    decide(folder, [rejected("甲", "unit", "李")])
    reads = (
        "from pathlib import Path; from etl.office.names import decided; "
        f"from etl.paths import DataFolder; print(len(decided(DataFolder(Path({str(folder.root)!r})))))"
    )

    with office(folder) as connection, writing(connection):
        connection.execute(
            "insert into name_decision (alias, kind, decision, decided_by, decided_at) "
            "values ('乙', 'unit', 'reject', '李', '2026-11-25')"
        )
        seen = subprocess.run([sys.executable, "-c", reads], capture_output=True, timeout=10)

    assert seen.stdout == b"1\n"
    assert len(decided(folder)) == 2


def test_eight_who_open_it_first_at_once_lose_nothing(folder):
    def put(number):
        decide(folder, [rejected(f"名{number}", "unit", "李")])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(8)))

    assert sorted(one.alias for one in decided(folder)) == [f"名{n}" for n in range(8)]


def test_a_newer_program_adds_its_tables_and_keeps_the_rows(folder, monkeypatch):
    decide(folder, [rejected("甲", "unit", "李")])
    more = (*migrations.MIGRATIONS, ("create table later (number integer) strict",))
    monkeypatch.setattr(database, "MIGRATIONS", more)

    with office(folder) as connection:
        assert connection.execute("select count(*) from later").fetchone() == (0,)
    assert [one.alias for one in decided(folder)] == ["甲"]

    monkeypatch.undo()
    with pytest.raises(OfficeUnusable, match="newer version"):
        decided(folder)


def test_a_damaged_file_is_named_and_left_as_it_is(folder):
    folder.office.parent.mkdir()
    folder.office.write_bytes(b"no database" * 100)

    with pytest.raises(OfficeUnusable, match="Restore it from a backup"):
        decided(folder)

    assert folder.office.read_bytes() == b"no database" * 100


def test_the_newest_decision_on_a_name_stands():
    first = confirmed("园林", "unit", "L1", ALWAYS, "张")
    other = confirmed("园林", "unit", "L2", ALWAYS, "张")
    outlet = confirmed("园林", "outlet", "W1", ALWAYS, "张")
    never = rejected("园林", "unit", "李")

    assert standing([first, outlet, other]) == [outlet, other]
    assert standing([first, never]) == [never]
    assert standing([never, first]) == [first]
