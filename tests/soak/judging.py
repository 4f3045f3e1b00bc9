"""What must hold after a command was cut off, and after the next run."""

import json
from pathlib import Path

import duckdb
import polars as pl

from etl.errors import NothingToServe
from etl.lake import lake
from etl.paths import DataFolder
from etl.warehouse import publish

# Of a build all that is not its own number or the time of day.
_TABLES = {
    "fct_ticket": "",
    "mart_kpi_month": "",
    "mart_reject": "",
    "mart_load": "exclude (loaded_at)",
}

Content = tuple[tuple[str, int, int], ...]


def content(path: Path) -> Content:
    """Return what a build says, as a count and a sum of hashes per table; every block is read."""
    with duckdb.connect(path, read_only=True) as connection:
        return tuple(
            (name, *connection.sql(
                f"select count(*), coalesce(sum(hash(rows)), 0)::hugeint "
                f"from (select * {left_out} from {name}) as rows"
            ).fetchall()[0])
            for name, left_out in _TABLES.items()
        )  # fmt: skip


def published(folder: DataFolder) -> Content | None:
    """Return what the published build says; None when there is none.

    Raises:
        AssertionError: CURRENT names nothing, or not the file whose SHA-256 it bears.
    """
    try:
        served = publish.current(folder)
    except NothingToServe:
        return None
    if not folder.current.exists():
        # The very first build, cut off between its last two steps: served, and said to be unnamed.
        _hold(served.warning is not None, "a build that nothing names is served without a word")
        return content(served.path)
    pointer = json.loads(folder.current.read_text(encoding="utf-8"))
    _hold(served.warning is None, f"CURRENT does not lead to a build: {served.warning}")
    _hold(pointer["build_id"] == served.build_id, "CURRENT names another build")
    _hold(pointer["sha256"] == publish.sha256(served.path), "the build has another SHA-256")
    return content(served.path)


def judge_after_cut(folder: DataFolder, before: Content | None, after: Content) -> bool:
    """Hold a folder to what must be true straight after a cut.

    Args:
        folder: the data folder.
        before: what was published before the command.
        after: what an undisturbed run publishes.

    Returns:
        Whether the new build is the published one.

    Raises:
        AssertionError: it does not hold.
    """
    now = published(folder)
    _hold(now in (before, after), f"what is published is neither old nor new: {now}")
    _judge_lake(folder)
    return now == after


def judge_after_next_run(folder: DataFolder, exit_code: int, after: Content) -> None:
    """Hold a folder to what must be true after the next run.

    Raises:
        AssertionError: it does not hold.
    """
    _hold(exit_code == 0, f"the next run ended with {exit_code}")
    _hold(published(folder) == after, "the next run does not publish what an undisturbed one does")
    _judge_lake(folder)
    left = [path for kind in ("*.tmp", "*.wal") for path in folder.root.rglob(kind)]
    _hold(not left, f"left behind: {left}")
    stored = {path.stem for path in folder.lake.rglob("*.parquet")}
    recorded = {path.stem for path in folder.lake.rglob("*.json")}
    _hold(stored == recorded, f"rows without a record: {stored ^ recorded}")


def _judge_lake(folder: DataFolder) -> None:
    """Every batch that has a record is whole: read = accepted + rejected, and all of them lie there."""
    for record in lake.batches(folder):
        told = record.rows_accepted + record.rows_rejected
        _hold(record.rows_read == told, f"{record.batch_id}: rows are lost")
        rows = pl.read_parquet(lake.parquet_path(folder, record)).height
        _hold(rows == record.rows_accepted, f"{record.batch_id}: rows are missing in the lake")
        rejects = lake.rejects_path(folder, record)
        kept = pl.read_parquet(rejects).height if rejects.exists() else 0
        _hold(kept == record.rows_rejected, f"{record.batch_id}: rejects are missing")


def _hold(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise AssertionError(otherwise)
