"""Invented ticket histories written into a lake as the loader would have left them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import polars as pl

from etl.lake import lake
from etl.paths import DataFolder
from etl.sources import SOURCES
from tests.oracle.lines import Suspension, Version
from tests.sql.histories import Batch, History, newest_per_batch


def write_lake(
    folder: DataFolder, batches: dict[str, Iterable[Batch]], histories: list[History]
) -> None:
    """Write every batch of tickets and suspensions, in the order in which they are given.

    Args:
        folder: the data folder.
        batches: the batches of `tickets` and `suspensions`.
        histories: tickets whose lines are numbered.
    """
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for history in histories:
        for batch_id, versions in newest_per_batch(history.versions).items():
            rows[batch_id].append(_ticket_row(versions))
        for suspension in history.suspensions:
            rows[suspension.batch_id].append(_row(suspension))
    for source, of_source in batches.items():
        for number, batch in enumerate(of_source):
            ordered = sorted(rows[batch.batch_id], key=lambda row: row["row_number"])  # type: ignore[arg-type, return-value]
            _write_batch(folder, source, batch, ordered, number)


def _ticket_row(versions: list[Version]) -> dict[str, object]:
    """Fold the versions inside one file, oldest first, into the row that the lake keeps."""
    dues = [version for version in versions if version.due_at is not None]
    closes = [version.closed_at for version in versions if version.closed_at is not None]
    return _row(versions[-1]) | {
        "first_due_at_in_file": dues[0].due_at if dues else None,
        "first_due_exported_at_in_file": (dues[0].exported_at or dues[0].batch_as_of)
        if dues
        else None,
        "first_closed_at_in_file": min(closes, default=None),
    }


def _row(line: Version | Suspension) -> dict[str, object]:
    row = dict(vars(line))
    del row["batch_as_of"]
    return row | {"sheet_name": "", "line_number": line.row_number + 1}


def _write_batch(
    folder: DataFolder, source: str, batch: Batch, rows: list[dict[str, object]], number: int
) -> None:
    schema = SOURCES[source].lake_schema
    complete = [{name: row.get(name) for name in schema} for row in rows]
    record = lake.BatchRecord(
        batch_id=batch.batch_id,
        source=source,
        file_name=f"{source}-{number}.csv",
        member="",
        file_sha256=batch.batch_id * 4,
        file_bytes=1,
        mapping_name="",
        mapping_sha256="",
        loaded_at=datetime(2030, 1, 1, 0, number).isoformat(sep=" "),
        as_of=batch.as_of.isoformat(sep=" ") if batch.as_of else None,
        as_of_origin="declared" if batch.as_of else None,
        snapshot=False,
        rows_read=len(rows),
        rows_accepted=len(rows),
        rows_rejected=0,
        rejected_by_rule={},
        columns={name: sum(row[name] is not None for row in complete) for name in schema},
        sheets=[],
        notes=[],
        code_version="test",
    )
    lake.write_frame(pl.DataFrame(complete, schema=schema), lake.parquet_path(folder, record))
    lake.write_record(folder, record)
