"""A Parquet file written while its rows are still being made."""

import queue
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from polars.datatypes import DataType
from polars.io.plugins import register_io_source

# Frames that wait for the writer: more would only fill memory.
WAITING = 2
PATIENCE_S = 0.5


class ParquetWriter:
    """Compresses and writes frames in a thread of its own, in the order in which they come."""

    def __init__(self, path: Path, schema: Mapping[str, DataType]) -> None:
        self._frames: queue.Queue[pl.DataFrame | None] = queue.Queue(WAITING)
        self._fault: OSError | pl.exceptions.PolarsError | None = None
        self._is_whole = False
        rows = register_io_source(self._taken, schema=dict(schema))
        self._thread = threading.Thread(target=self._write, args=(rows, path), daemon=True)
        self._thread.start()

    def add(self, frame: pl.DataFrame) -> None:
        """Hand over some rows; wait while the writer is behind.

        Args:
            frame: rows of the schema.

        Raises:
            OSError: an earlier frame could not be written.
        """
        self._put(frame)

    def close(self) -> None:
        """Wait until all is written.

        Raises:
            OSError: something could not be written.
        """
        self._put(None)
        self._thread.join()
        if not self._is_whole:
            raise self._cause()

    def abandon(self) -> None:
        """End the writer, whatever it has written; its file is nobody's."""
        while self._thread.is_alive():
            try:
                self._frames.put(None, timeout=PATIENCE_S)
            except queue.Full:
                continue
            self._thread.join(PATIENCE_S)

    def _put(self, frame: pl.DataFrame | None) -> None:
        while True:
            if not self._thread.is_alive():
                raise self._cause()
            try:
                self._frames.put(frame, timeout=PATIENCE_S)
                return
            except queue.Full:
                continue

    def _cause(self) -> Exception:
        return self._fault or OSError("the Parquet writer ended without a word")

    def _taken(
        self,
        with_columns: list[str] | None,
        predicate: pl.Expr | None,
        n_rows: int | None,
        batch_size: int | None,
    ) -> Iterator[pl.DataFrame]:
        """Yield the frames to Polars, which asks for all of each."""
        while (frame := self._frames.get()) is not None:
            yield frame

    def _write(self, rows: pl.LazyFrame, path: Path) -> None:
        try:
            rows.sink_parquet(path, compression="zstd", compression_level=1)
            self._is_whole = True
        except (OSError, pl.exceptions.PolarsError) as fault:
            self._fault = fault
