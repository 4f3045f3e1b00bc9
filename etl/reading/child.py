"""A file parsed in a process of its own, since a small one can ask for all the memory there is."""

import json
import mmap
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import pyarrow as pa

from etl.errors import FileRefused, Said
from etl.reading import refusals
from etl.reading.archive import Content
from etl.reading.tables import column_names

# Of the processor, since on a busy machine the clock says little.
SECONDS = 60
# 200,000 rows of 13 columns are 13 MB and take 2 s here; a slow machine gets ten times that.
SECONDS_PER_MB = 2
# By the clock, for a child that waits for something.
PATIENCE = 10
# With this a process of Python ends that raised.
FAILED = 1


@dataclass(frozen=True)
class Parsed:
    """What a child wrote.

    Attributes:
        found: what it said on standard output.
        streams: Arrow streams of text columns, one behind the other.
    """

    found: dict[str, Any]
    streams: pa.Buffer | None

    def frames(self, start: int) -> Iterator[pl.DataFrame]:
        """Yield the batches of the stream that begins at a byte, columns c0 and on."""
        assert self.streams is not None, "a table was written"
        stream = pa.ipc.open_stream(pa.BufferReader(self.streams.slice(start)))
        names = column_names(len(stream.schema))
        for batch in stream:
            yield pl.DataFrame(pa.Table.from_batches([batch]).rename_columns(names))


@contextmanager
def copied(content: Content) -> Iterator[BinaryIO]:
    """Lend the content as an open file without a name: nothing is left of it, whoever dies."""
    with content.opener() as file, tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        yield copy


def parse_in_child(name: str, file: BinaryIO, script: Path, exhausted: Said) -> Parsed:
    """Run a script of this package over a file.

    Args:
        name: what the file is called in messages.
        file: from `copied`.
        script: takes a path, the descriptor to write to and the seconds it has; bounds itself.
        exhausted: which limit is passed when the child dies.

    Raises:
        FileRefused: the child says that the file is damaged, dies, or takes too long.
    """
    with tempfile.TemporaryFile() as written:
        found = _run(name, file, script, written, exhausted)
        if found.get("error"):
            raise refusals.damaged(name, str(found["error"])[:200])
        size = written.seek(0, 2)
        mapped = mmap.mmap(written.fileno(), size, access=mmap.ACCESS_READ) if size else None
    return Parsed(found, pa.py_buffer(mapped) if mapped is not None else None)


def _run(
    name: str, file: BinaryIO, script: Path, written: BinaryIO, exhausted: Said
) -> dict[str, Any]:
    seconds = SECONDS + SECONDS_PER_MB * file.seek(0, 2) // 1024**2
    # -I: neither the folder of the script nor the environment may change what it imports.
    path, sink = f"/dev/fd/{file.fileno()}", str(written.fileno())
    command = [sys.executable, "-I", str(script), path, sink, str(seconds)]
    file.seek(0)
    try:
        child = subprocess.run(
            command,
            pass_fds=(file.fileno(), written.fileno()),
            capture_output=True,
            timeout=seconds * PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name, seconds) from error
    if child.returncode == -signal.SIGXCPU:
        raise _too_slow(name, seconds)
    if child.returncode:
        said = child.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        # A library that loses its way raises; one that asks for too much ends the process.
        if child.returncode == FAILED and "MemoryError" not in said:
            raise refusals.damaged(name, said.rpartition(": ")[2][:200])
        raise refusals.too_large(name, exhausted.zh, exhausted.en)
    found: dict[str, Any] = json.loads(child.stdout)
    return found


def _too_slow(name: str, seconds: int) -> FileRefused:
    return refusals.too_large(
        name, f"{seconds}秒内未能读完", f"it could not be read within {seconds} s"
    )
