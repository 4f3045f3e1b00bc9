"""A build that goes on from the published one equals the build of the same lake from nothing.

Invented histories reach the lake in steps, in several orders; after each step every published table
is compared row for row with what a build from nothing says.
"""

from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from etl import change
from etl.build import build
from etl.paths import DataFolder
from tests.sql.clock_world import calendar_of, city_folder, drawn
from tests.sql.histories import Batch, History, Stage
from tests.sql.lake_of_histories import write_lake

# What a build says of itself, not of the city.
OWN = {"build_id", "built_at", "steps_since_full"}


@pytest.fixture(autouse=True)
def however_few_rows(monkeypatch):
    monkeypatch.setattr(change, "LEAST_ROWS", 0)


def _tables(path: Path) -> dict[str, list[tuple]]:
    """Return all rows of all tables, each table's columns and rows in an order of their own."""
    with duckdb.connect(path, read_only=True) as connection:
        names = [row[0] for row in connection.sql("show tables").fetchall()]
        content = {}
        for name in names:
            described = connection.sql(f"describe {name}").fetchall()
            columns = sorted((row[0], row[1]) for row in described if row[0] not in OWN)
            listed = ", ".join(column for column, _ in columns)
            rows = connection.sql(f"select {listed} from {name}").fetchall()
            content[name] = [columns, *sorted(rows, key=repr)]
    return content


def _require_equal(found: Path, expected: Path) -> None:
    ours, theirs = _tables(found), _tables(expected)
    assert ours.keys() == theirs.keys()
    for name, rows in theirs.items():
        assert ours[name] == rows, name


def _in_steps(
    folder: DataFolder, stage: Stage, histories: list[History], steps: list[list[tuple[str, Batch]]]
) -> list[bool]:
    """Load step by step; compare after each; return which builds went on from the one before."""
    went_on = []
    for step in steps:
        batches: dict[str, list[Batch]] = {}
        for source, batch in step:
            batches.setdefault(source, []).append(batch)
        write_lake(folder, batches, histories)
        added = build(folder)
        went_on.append(added.why_full is None)
        _require_equal(added.path, build(folder, is_full=True).path)
    return went_on


def _steps(stage: Stage, order: str) -> list[list[tuple[str, Batch]]]:
    tickets = [("tickets", batch) for batch in stage.tickets]
    pauses = [("suspensions", batch) for batch in stage.suspensions]
    other = [("complaints", Batch("c" * 16, stage.as_of + timedelta(days=40)))]
    if order == "forwards":
        return [[tickets[0]], *([one] for one in tickets[1:]), pauses]
    if order == "backwards":
        return [[*pauses, tickets[-1]], *([one] for one in reversed(tickets[:-1])), other]
    return [[tickets[1], pauses[0]], [tickets[0], *pauses[1:]], [*tickets[2:], *other]]


@pytest.mark.parametrize("order", ["forwards", "backwards", "mixed"])
@pytest.mark.parametrize(
    ("seed", "as_of"),
    [(1, "2024-05-06 12:00:00"), (2, "2024-10-12 23:59:59"), (3, "2026-12-28 09:00:00")],
)
def test_a_build_that_goes_on_equals_a_build_from_nothing(tmp_path, seed, as_of, order):
    stage, histories = drawn(seed, 400, datetime.fromisoformat(as_of), calendar_of(tmp_path))
    folder = city_folder(tmp_path)

    went_on = _in_steps(folder, stage, histories, _steps(stage, order))

    assert not went_on[0]
    assert all(went_on[1:])
