"""A batch while it is being loaded: rows gathered, versions settled, files written, record last."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.cleaning import far_ahead
from etl.cleaning.contracts import ROW
from etl.cleaning.rejecting import REJECT_SCHEMA
from etl.errors import Reason, Said, TooManyRejects
from etl.lake.batch_rows import BatchRows
from etl.lake.lake import (
    BatchNote,
    BatchRecord,
    Sheet,
    record_path,
    settle_and_hash,
    write_frame,
    write_record,
)
from etl.lake.versions import ORIGIN, superseded, superseded_rejects
from etl.outcomes import (
    MANY_REJECTS,
    many_rejects_note,
    undated_snapshot_note,
    unkeyed_snapshot_note,
)
from etl.paths import DataFolder
from etl.sources import Source
from etl.stages import reached

# Of a file that has too many wrong rows, in the sentence that refuses it.
REASONS_TOLD = 3


@dataclass
class Batch:
    """Rows of one source out of one file.

    Attributes:
        folder: the data folder.
        source: the source.
        batch_id: the batch's id.
        as_of: the declared as-of.
        whole_rows: several rows come from one row of a wide sheet.
        member: the name inside a zip.
        headers: canonical name → header, of all its tables.
        days: its accepted rows by the day of their newest event.
    """

    folder: DataFolder
    source: Source
    batch_id: str
    as_of: datetime | None = None
    whole_rows: bool = False
    member: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    notes: list[BatchNote] = field(default_factory=list)
    corrects: list[str] = field(default_factory=list)
    rows_read: int = 0
    rows_accepted: int = 0
    days: NDArray[np.int64] = field(default_factory=far_ahead.no_days)
    _rows: BatchRows = field(init=False)
    _rejects: list[pl.DataFrame] = field(default_factory=list)
    _filled: Counter[str] = field(default_factory=Counter)
    _newest: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = BatchRows(self.source, self.batch_id, self._final)

    def add(
        self, accepted: pl.DataFrame, rejects: pl.DataFrame, read: int, sheet_name: str
    ) -> None:
        """Take in one frame.

        Args:
            accepted: typed rows with `_row`, the row of the frame.
            rejects: rejected rows, from `rejected_rows`.
            read: rows of the frame.
            sheet_name: where they stood.
        """
        rows = accepted.select(
            (pl.col(ROW).cast(pl.Int64) + self.rows_read).alias(ORIGIN),
            pl.exclude(ROW),
            pl.lit(sheet_name).alias("sheet_name"),
        )
        self.rows_read += read
        self.rows_accepted += accepted[ROW].n_unique() if self.whole_rows else accepted.height
        self._rejects.append(rejects.with_columns(pl.lit(sheet_name).alias("sheet_name")))
        self._count(rows, 1)
        self.days += far_ahead.days_of(self.source, rows)
        for column in self.source.with_role(*far_ahead.ROLES):
            newest: Any = rows[column.name].max() if column.name in rows.columns else None
            if newest is not None and column.kind == "d":
                newest = datetime.combine(newest, time())
            if newest is not None:
                self._newest[column.role] = max(newest, self._newest.get(column.role, newest))
        self._rows.add(rows, whole_rows=self.whole_rows)

    def write(self, max_rejects: float | None, **about: Any) -> BatchRecord:
        """Write the batch; its record comes last.

        Args:
            max_rejects: the share of rejected rows, superseded ones left out, that is allowed.
            about: fields of the record that describe the file.

        Returns:
            The record.

        Raises:
            TooManyRejects: nothing was stored.
        """
        verdict, again = self._settle_versions()
        rejects = pl.concat(self._rejects, how="diagonal")
        if self.rows_read != self.rows_accepted + rejects.height:
            raise AssertionError(f"{self.rows_read=} {self.rows_accepted=} {rejects.height=}")
        reached("load:checked")
        by_rule = dict(rejects["rule"].value_counts().sort("rule").iter_rows())
        wrong = rejects.height - by_rule.get("superseded_in_file", 0)
        self._hold_to(max_rejects, wrong, rejects)
        if wrong > MANY_REJECTS * self.rows_read:
            self.notes.append(many_rejects_note(wrong, self.rows_read))
        parquet_sha256 = self._write_rows(verdict, again)
        self._write_rejects(rejects)
        as_of, origin = self._as_of()
        if about.get("snapshot") and as_of is None:
            self.notes.append(undated_snapshot_note())
        elif about.get("snapshot") and (unkeyed := _unkeyed(rejects)):
            self.notes.append(unkeyed_snapshot_note(unkeyed))
        record = BatchRecord(
            batch_id=self.batch_id,
            source=self.source.name,
            as_of=as_of.isoformat(sep=" ") if as_of else None,
            as_of_origin=origin,
            rows_read=self.rows_read,
            rows_accepted=self.rows_accepted,
            rows_rejected=rejects.height,
            rejected_by_rule=by_rule,
            columns={name: self._filled.get(name, 0) for name in self.headers},
            sheets=self.sheets,
            notes=self.notes,
            corrects=self.corrects,
            parquet_sha256=parquet_sha256,
            **about,
        )
        write_record(self.folder, record)
        reached("load:record-written")
        return record

    def discard(self) -> None:
        """Forget what was gathered; of a batch without a record nothing stays."""
        self._rows.discard()
        if not record_path(self.folder, self.source.name, self.batch_id).exists():
            self._final.unlink(missing_ok=True)
            self._rejects_path.unlink(missing_ok=True)

    @property
    def _final(self) -> Path:
        return self.folder.lake / self.source.name / f"{self.batch_id}.parquet"

    @property
    def _rejects_path(self) -> Path:
        return self.folder.rejects / self.source.name / f"{self.batch_id}.parquet"

    def _count(self, rows: pl.DataFrame, sign: int) -> None:
        for name in rows.columns:
            self._filled[name] += sign * (rows.height - rows[name].null_count())

    def _settle_versions(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Move superseded rows to the rejects; return what is known of rows with repeated keys."""
        again = self._rows.again(whole_rows=self.whole_rows)
        if not again.height:
            return pl.DataFrame(schema={ORIGIN: pl.Int64, "is_superseded": pl.Boolean}), again
        as_of, _ = self._as_of()
        verdict = superseded(self.source, again, as_of, whole_rows=self.whole_rows)
        old = again.join(
            verdict.filter("is_superseded"), on=ORIGIN, how="semi", maintain_order="left"
        )
        if old.height:
            self._count(old, -1)
            self.rows_accepted -= old[ORIGIN].n_unique()
            hidden = [column.name for column in self.source.with_role("person")]
            self._rejects.append(superseded_rejects(self.source, old, self.headers, hidden))
        return verdict, again

    def _hold_to(self, max_rejects: float | None, wrong: int, rejects: pl.DataFrame) -> None:
        if max_rejects is None or wrong <= max_rejects * self.rows_read:
            return
        share, allowed = wrong / self.rows_read, max_rejects
        raise TooManyRejects(
            Said(
                f"待更正数据占 {share:.1%}（{wrong} / {self.rows_read} 行），超过允许的 {allowed:.1%}，本文件未载入。",
                f"{share:.1%} of the rows ({wrong} of {self.rows_read}) are wrong, more than the "
                f"{allowed:.1%} allowed; nothing of the file was loaded.",
            ),
            wrong,
            tuple(self._reasons(rejects)),
        )

    def _reasons(self, rejects: pl.DataFrame) -> Iterator[Reason]:
        """Yield the most frequent reasons, each with the first row it stands in."""
        known = rejects.filter(pl.col("rule") != "superseded_in_file")
        groups = known.group_by("column_name", "rule", maintain_order=True).agg(
            pl.len(), pl.col("line_number", "original").first()
        )
        frequent = groups.sort("len", descending=True, maintain_order=True).head(REASONS_TOLD)
        for column, rule, rows, line, original in frequent.iter_rows():
            header = column and self.headers.get(column.partition(".")[0], column)
            yield Reason(header, rule, rows, line, original)

    def _write_rows(self, verdict: pl.DataFrame, again: pl.DataFrame) -> str:
        temporary = self._rows.write(verdict, again)
        reached("load:parquet-written")
        parquet_sha256 = settle_and_hash(temporary, self._final)
        reached("load:parquet-renamed")
        return parquet_sha256

    def _write_rejects(self, rejects: pl.DataFrame) -> None:
        path = self._rejects_path
        if not rejects.height:
            path.unlink(missing_ok=True)
            return
        given = {"batch_id": pl.lit(self.batch_id), "source": pl.lit(self.source.name)}
        kept = rejects.select(
            given.get(name, pl.col(name)).cast(dtype).alias(name)
            for name, dtype in REJECT_SCHEMA.items()
        )
        write_frame(kept.sort("sheet_name", "row_number"), path)
        reached("load:rejects-written")

    def _as_of(self) -> tuple[datetime | None, Literal["declared", "exported_at", "event"] | None]:
        if self.as_of is not None:
            return self.as_of, "declared"
        if "exported" in self._newest:
            return self._newest["exported"], "exported_at"
        return (self._newest["event"], "event") if "event" in self._newest else (None, None)


def _unkeyed(rejects: pl.DataFrame) -> int:
    """Return of how many rejected rows nobody can say which they were meant to be."""
    if "row_key" not in rejects.columns:
        return 0
    wrong = rejects.filter(pl.col("rule") != "superseded_in_file")
    return wrong["row_key"].null_count()
