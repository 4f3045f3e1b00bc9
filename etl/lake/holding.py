"""Full snapshots whose number of rows jumps wait for a person: in the lake, and in no build until released.

Only what a mapping declares to be everything (`snapshot: true`) is compared with what came before: an
export that adds may be of any size. Which batches wait follows from the lake and the releases alone, so
that no order of loading matters (docs/decisions, jumps).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

import polars as pl

from etl.errors import Said
from etl.lake import lake
from etl.lake.lake import BatchRecord
from etl.office.releases import released
from etl.paths import DataFolder

MOST_CHANGE_PERCENT = 20
# Of a short list a few rows are a large share and quickly looked at.
LEAST_ROWS = 10


@dataclass(frozen=True)
class Held:
    """A batch that waits.

    Attributes:
        batch_id, source, file_name, file_sha256: which one.
        as_of: how far its snapshot reaches; several batches of one as-of are parts of one.
        rows_now: the rows of the whole snapshot.
        rows_before: those of the snapshot before it.
    """

    batch_id: str
    source: str
    file_name: str
    file_sha256: str
    as_of: str
    rows_now: int
    rows_before: int

    @property
    def said(self) -> Said:
        """What a person is told of it."""
        change = self.rows_now / self.rows_before - 1
        return Said(
            f"行数由 {self.rows_before:,} 变为 {self.rows_now:,}（{change:+.0%}），暂不计入数据；"
            f"核对后运行 etl release {self.batch_id}，有误则 etl forget {self.batch_id}",
            f"{self.rows_before:,} rows became {self.rows_now:,} ({change:+.0%}): held out of the numbers. "
            f"If that is right: etl release {self.batch_id}; if not: etl forget {self.batch_id}",
        )


def held(folder: DataFolder, records: Sequence[BatchRecord] | None = None) -> list[Held]:
    """Return the batches that wait for a release.

    Args:
        folder: the data folder.
        records: the batches of the lake, when they are read already.

    Returns:
        By source, oldest first.
    """
    known = lake.batches(folder) if records is None else records
    dated = [record for record in known if record.snapshot and record.as_of]
    if len(dated) < 2:
        return []
    free = released(folder)
    by_source = groupby(sorted(dated, key=_order), key=lambda record: record.source)
    return [one for _, own in by_source for one in _held_of(list(own), free)]


def held_frame(waiting: Sequence[Held]) -> pl.DataFrame:
    """Return the waiting batches as an input of a build."""
    numbers = ("rows_now", "rows_before")
    schema = {
        field.name: pl.Int64() if field.name in numbers else pl.String() for field in fields(Held)
    }
    rows = [{name: getattr(one, name) for name in schema} for one in waiting]
    return pl.DataFrame(rows, schema=schema).with_columns(pl.col("as_of").str.to_datetime())


def _order(record: BatchRecord) -> tuple[str, str, str]:
    return record.source, record.as_of or "", record.batch_id


def _held_of(snapshots: Sequence[BatchRecord], free: Collection[str]) -> list[Held]:
    """Compare each snapshot of a source with the newest one before it that is in the build."""
    found: list[Held] = []
    rows_before = 0
    for as_of, together in groupby(snapshots, key=lambda record: record.as_of or ""):
        parts = list(together)
        rows_now = sum(part.rows_read for part in parts)
        waiting = []
        if rows_before and _jumps(rows_before, rows_now):
            waiting = [part for part in parts if part.batch_id not in free]
        found += [
            Held(
                part.batch_id,
                part.source,
                part.file_name,
                part.file_sha256,
                as_of,
                rows_now,
                rows_before,
            )
            for part in waiting
        ]
        if len(waiting) < len(parts):
            rows_before = rows_now - sum(part.rows_read for part in waiting)
    return found


def _jumps(before: int, now: int) -> bool:
    change = abs(now - before)
    return change >= LEAST_ROWS and change * 100 > before * MOST_CHANGE_PERCENT
