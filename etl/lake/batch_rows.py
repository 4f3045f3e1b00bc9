"""The accepted rows of a batch on their way to its Parquet file, in bounded memory.

Few rows wait in memory until the file is read. Many are compressed and written while it is still
being read; only when a key turns out to stand twice are they read again.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.lake.lake import TEMPORARY
from etl.lake.versions import FIRST, FIRST_SAID, ORIGIN, key_hashes, repeated
from etl.lake.writing import ParquetWriter
from etl.sources import Source

# Rows wait in memory up to this, sixty thousand tickets; more are compressed beside the reading.
HELD_BYTES = 32 * 1024**2
POSITION = "_position"


@dataclass
class BatchRows:
    """Rows of one source out of one file.

    Attributes:
        source: the source.
        batch_id: the batch's id.
        final: where the rows will lie; temporary files lie beside it.
    """

    source: Source
    batch_id: str
    final: Path
    _frames: list[pl.DataFrame] = field(default_factory=list)
    _held_bytes: int = 0
    _writer: ParquetWriter | None = None
    _hashes: list[NDArray[np.uint64]] = field(default_factory=list)
    _origins: list[NDArray[np.int64]] = field(default_factory=list)

    @property
    def temporary(self) -> Path:
        """Where the rows lie until the batch is complete."""
        return self.final.with_name(self.final.name + TEMPORARY)

    @property
    def _first(self) -> Path:
        """Where rows that came one by one lie while some of them are taken out again."""
        return self.final.with_name(f"{self.final.name}.first{TEMPORARY}")

    def add(self, rows: pl.DataFrame, *, whole_rows: bool) -> None:
        """Take in some rows.

        Args:
            rows: accepted rows with `_origin`.
            whole_rows: see `key_hashes`.
        """
        self._hashes.append(key_hashes(self.source, rows, whole_rows=whole_rows).to_numpy())
        self._origins.append(rows[ORIGIN].to_numpy())
        self._frames.append(rows)
        self._held_bytes += int(rows.estimated_size())
        if self._held_bytes > HELD_BYTES:
            self._hand_over()

    def again(self, *, whole_rows: bool) -> pl.DataFrame:
        """Return the rows whose key may stand more than once, with their `_origin`."""
        origins = np.concatenate(self._origins) if self._origins else np.empty(0, np.int64)
        places = repeated(self._hashes, origins, whole_rows=whole_rows)
        self._hashes.clear()
        if self._writer is None:
            often = pl.Series(origins[places]).implode()
            return self._waiting().filter(pl.col(ORIGIN).is_in(often)).collect()
        self._finish()
        numbered = pl.DataFrame({POSITION: places, ORIGIN: origins[places]})
        rows = pl.scan_parquet(self.temporary, row_index_name=POSITION)
        return (
            rows.with_columns(pl.col(POSITION).cast(pl.Int64))
            .join(numbered.lazy(), on=POSITION, how="inner", maintain_order="left")
            .collect(engine="streaming")
        )

    def write(self, verdict: pl.DataFrame, again: pl.DataFrame) -> Path:
        """Write what stands, with the first times of the versions that do not.

        Args:
            verdict: from `superseded`; empty when every key stands once.
            again: what `again` returned.

        Returns:
            The finished file, under its temporary name.
        """
        if self._writer is None:
            self.temporary.parent.mkdir(parents=True, exist_ok=True)
            self._conformed(_settled(self._waiting(), verdict)).sink_parquet(
                self.temporary, compression="zstd", compression_level=1
            )
        elif verdict.height:
            self.temporary.replace(self._first)
            known = again.select(POSITION, ORIGIN).join(verdict, on=ORIGIN)
            rows = pl.scan_parquet(self._first, row_index_name=POSITION)
            rows = rows.with_columns(pl.col(POSITION).cast(pl.Int64))
            settled = _settled(rows, known.drop(ORIGIN), on=POSITION)
            self._conformed(settled).sink_parquet(
                self.temporary, compression="zstd", compression_level=1
            )
            self._first.unlink()
        self._frames.clear()
        return self.temporary

    def discard(self) -> None:
        """Forget what was gathered; nothing of it has been stored."""
        if self._writer is not None:
            self._writer.abandon()
        for path in (self.temporary, self._first):
            path.unlink(missing_ok=True)
        self._frames.clear()

    def _waiting(self) -> pl.LazyFrame:
        return pl.concat(self._frames, how="diagonal").lazy()

    def _hand_over(self) -> None:
        if self._writer is None:
            self.temporary.parent.mkdir(parents=True, exist_ok=True)
            self._writer = ParquetWriter(self.temporary, self.source.lake_schema)
        for frame in self._frames:
            self._writer.add(self._conformed(frame.lazy()).collect())
        self._frames.clear()

    def _finish(self) -> None:
        if self._writer is not None:
            self._hand_over()
            self._writer.close()

    def _conformed(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Return rows as the lake has them: all columns of the source, typed and in order."""
        known = set(rows.collect_schema().names())
        given: dict[str, pl.Expr] = {"batch_id": pl.lit(self.batch_id)}
        for name, of in FIRST.items():
            if of in known:
                given[name] = pl.coalesce(*([name] if name in known else []), of)
        return rows.select(
            given.get(name, pl.col(name) if name in known else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in self.source.lake_schema.items()
        )


def _settled(rows: pl.LazyFrame, verdict: pl.DataFrame, on: str = ORIGIN) -> pl.LazyFrame:
    """Return the rows that stand; those of a repeated key with its first times."""
    if not verdict.height:
        return rows
    firsts = [name for name in (*FIRST, FIRST_SAID) if name in verdict.columns]
    rows = rows.drop(firsts, strict=False)
    rows = rows.join(verdict.lazy(), on=on, how="left", maintain_order="left")
    return rows.filter(~pl.col("is_superseded").fill_null(value=False))
