"""Every version that the lake has of the rows of one number, each with its file and line."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import polars as pl

from etl.lake.batch_table import batch_table
from etl.lake.holding import held
from etl.lake.snapshots import KEY_MARK, standing_batches
from etl.paths import DataFolder
from etl.sources import SOURCES, Source
from etl.sources.base import TRACE_COLUMNS

PLACE = ("batch_id", "file_name", "file_sha256", "sheet_name", "line_number", "row_number")
FIRSTS = (
    "first_due_at_in_file",
    "first_due_exported_at_in_file",
    "first_closed_at_in_file",
)
OLDEST = datetime.min  # of a version without any time: it is older than all that have one


def history(folder: DataFolder, number: str) -> list[dict[str, Any]]:
    """Return the versions of all rows that bear a number, by source, oldest first.

    Args:
        folder: the data folder.
        number: a ticket_id, complaint_id, inspection_id, outlet_id …: the first column of a
            source's key. Rejected rows are told by the key that could be read of them.

    Returns:
        Per version: source, key, where it stands, as_of (of the batch), version_at, state
        (current, older, withdrawn, held, rejected, superseded), changed ({column: [before, now]}), rule,
        column_name and original of a rejected one, values of an accepted one.
    """
    batches = batch_table(folder)
    waiting = [one.batch_id for one in held(folder)]
    counted = batches.filter(~pl.col("batch_id").is_in(waiting))
    told: list[dict[str, Any]] = []
    for name in sorted(set(batches["source"].to_list())):
        source = SOURCES[name]
        found = [*_accepted(folder, batches, source, number)]
        found += _rejected(folder, batches, source, number)
        if found:
            standing = standing_batches(counted, name)
            told += _told(sorted(found, key=_age), standing, waiting)
    return told


def _accepted(
    folder: DataFolder, batches: pl.DataFrame, source: Source, number: str
) -> Iterator[dict[str, Any]]:
    persons = [column.name for column in source.with_role("person")]
    for record in batches.filter(pl.col("source") == source.name).iter_rows(named=True):
        path = folder.lake / source.name / f"{record['batch_id']}.parquet"
        rows = pl.scan_parquet(path).filter(pl.col(source.key[0]) == number).collect()
        for row in rows.iter_rows(named=True):
            values = {
                column: value
                for column, value in row.items()
                if value is not None and column not in (*TRACE_COLUMNS, *FIRSTS, *persons)
            }
            key = KEY_MARK.join(_text(row.get(name)) for name in source.key)
            own = [row.get(column.name) for column in source.with_role("exported")]
            yield _version(record, row, key, own[0] if own else None) | {"values": values}


def _rejected(
    folder: DataFolder, batches: pl.DataFrame, source: Source, number: str
) -> Iterator[dict[str, Any]]:
    for record in batches.filter(pl.col("source") == source.name).iter_rows(named=True):
        path = folder.rejects / source.name / f"{record['batch_id']}.parquet"
        if not path.exists():
            continue
        rejects = pl.read_parquet(path)
        if "row_key" not in rejects.columns:
            continue
        is_meant = (pl.col("row_key") == number) | pl.col("row_key").str.starts_with(
            number + KEY_MARK
        )
        # Of an older version in the same file the original text is the key itself.
        is_old = (pl.col("rule") == "superseded_in_file") & (pl.col("original") == number)
        for row in rejects.filter(is_meant | is_old).iter_rows(named=True):
            fault = {name: row[name] for name in ("rule", "column_name", "original", "row_json")}
            yield _version(record, row, row["row_key"] or number, row["row_at"]) | fault


def _version(
    record: dict[str, Any], row: dict[str, Any], key: str, own: datetime | None
) -> dict[str, Any]:
    place = {name: record[name] if name in record else row[name] for name in PLACE}
    return {
        "source": record["source"],
        "key": key,
        **place,
        "as_of": record["as_of"],
        "version_at": own or record["as_of"],
    }


def _age(version: dict[str, Any]) -> tuple[Any, ...]:
    """The order of sql/staging: the row's time, then the batch's, then its name and the line."""
    return (
        version["version_at"] or OLDEST,
        version["as_of"] or OLDEST,
        version["batch_id"],
        version["sheet_name"],
        version["row_number"],
    )


def _told(
    versions: list[dict[str, Any]], standing: Collection[str] | None, waiting: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Say of each version what it changed, and whether it stands.

    One of a batch that is held says what it would change, and changes nothing for those after it.
    """
    by_key: dict[str, list[dict[str, Any]]] = {}
    for version in versions:
        by_key.setdefault(version["key"], []).append(version)
    for own in by_key.values():
        # A version rejected for being older in its file is of the file, and keeps nothing standing.
        is_there = standing is None or any(version["batch_id"] in standing for version in own)
        accepted = [
            version for version in own if "values" in version and version["batch_id"] not in waiting
        ]
        before: dict[str, Any] | None = None
        for version in own:
            changed = {}
            if "values" in version and before is not None:
                changed = _changed(before, version["values"])
            if "values" not in version and version["rule"] == "superseded_in_file":
                state = "superseded"
            elif version["batch_id"] in waiting:
                state = "held"
            elif "values" not in version:
                state = "rejected"
            else:
                is_newest = version is accepted[-1]
                state = ("current" if is_there else "withdrawn") if is_newest else "older"
                before = version["values"]
            yield version | {"state": state, "changed": changed}


def _changed(before: dict[str, Any], now: dict[str, Any]) -> dict[str, list[Any]]:
    names = [*before, *(name for name in now if name not in before)]
    return {
        name: [before.get(name), now.get(name)]
        for name in names
        if before.get(name) != now.get(name)
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
