"""Workbooks: every visible sheet as a table of text, parsed in a child that may die."""

import json
import mmap
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl
import pyarrow as pa

from etl.errors import Said
from etl.reading import refusals
from etl.reading.archive import Content, zip_entries
from etl.reading.csv_text import title_note
from etl.reading.header import ROWS_SEARCHED, Header, find_header, header_at
from etl.reading.rows import RowTrim
from etl.reading.tables import Hints, Note, TextTable, column_names

MOST_UNPACKED_BYTES = 1024**3
SECONDS = 60.0
# 200,000 rows of 13 columns are 13 MB and take 2 s here; a slow machine gets ten times that.
SECONDS_PER_MB = 2.0
_CHILD = Path(__file__).with_name("excel_child.py")


@dataclass(frozen=True)
class _Parsed:
    """What the child wrote: Arrow streams one behind the other, and where each begins."""

    streams: pa.Buffer | None
    sheets: list[dict[str, Any]]
    hidden: list[str]


def open_excel(content: Content, known_headers: frozenset[str], hints: Hints) -> list[TextTable]:
    """Open a workbook, old (XLS) or new (XLSX).

    Args:
        content: the file.
        known_headers: the headers of every source.
        hints: what a mapping says.

    Returns:
        One table per visible sheet with data.

    Raises:
        FileRefused: encrypted, damaged, too large, too slow, or nothing to be seen in it.
    """
    with tempfile.TemporaryDirectory(prefix="mingchuang-") as folder:
        workbook = Path(folder) / "workbook"
        with content.opener() as file, workbook.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        _check(content, workbook)
        parsed = _parse(content.name, workbook)
    notes = [*content.notes, *_hidden_note(parsed.hidden)]
    tables = [_table(content, parsed, sheet, known_headers, hints) for sheet in parsed.sheets]
    filled = [table for table in tables if table is not None]
    if not filled:
        raise refusals.no_sheet(content.name)
    for table in filled:
        table.notes[:0] = notes
    return filled


def _check(content: Content, workbook: Path) -> None:
    """Refuse what the reader should not even begin."""
    with workbook.open("rb") as file:
        if content.is_workbook_of_old():
            if "EncryptedPackage".encode("utf-16-le") in file.read():
                raise refusals.encrypted(content.name)
            return
        unpacked = sum(entry.file_size for entry in zip_entries(content.name, file).values())
    if unpacked > MOST_UNPACKED_BYTES:
        raise refusals.too_large(
            content.name, "工作簿解压后超过1 GB", "the workbook unpacks to more than 1 GB"
        )


def _parse(name: str, workbook: Path) -> _Parsed:
    # An unlinked file: nothing is left behind, whoever dies.
    with tempfile.TemporaryFile() as written:
        found = _run_child(name, workbook, written)
        if found.get("error"):
            raise refusals.damaged(name, str(found["error"])[:200])
        size = written.seek(0, 2)
        mapped = mmap.mmap(written.fileno(), size, access=mmap.ACCESS_READ) if size else None
    streams = pa.py_buffer(mapped) if mapped is not None else None
    return _Parsed(streams, found["sheets"], found["hidden"])


def _run_child(name: str, workbook: Path, written: IO[bytes]) -> dict[str, Any]:
    seconds = SECONDS + SECONDS_PER_MB * workbook.stat().st_size / 1024**2
    # -I: neither the folder of the script nor the environment may change what it imports.
    command = [sys.executable, "-I", str(_CHILD), str(workbook), str(written.fileno())]
    try:
        child = subprocess.run(
            command,
            pass_fds=(written.fileno(),),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refusals.too_large(
            name, f"{seconds:.0f}秒内未能读完", f"it could not be read within {seconds:.0f} s"
        ) from error
    if child.returncode:
        raise refusals.too_large(
            name,
            "读取所需内存超过2 GB（常见原因：很远的行或列中有多余的格式或字符）",
            "reading it takes more than 2 GB of memory (often a stray cell in a far row or column)",
        )
    found: dict[str, Any] = json.loads(child.stdout)
    return found


def _table(
    content: Content, parsed: _Parsed, sheet: dict[str, Any], known: frozenset[str], hints: Hints
) -> TextTable | None:
    first = next(_batches(parsed, sheet))
    rows = first.head(max(ROWS_SEARCHED, hints.header_row or 0)).rows()
    if hints.header_row is None:
        header = find_header(rows, known)
    else:
        header = header_at(rows, hints.header_row - 1, known)
        if header is None:
            raise refusals.no_header_row(content.name, hints.header_row, len(rows))
    if header is None:
        return None
    titles = [" ".join(filter(None, row)).strip() for row in rows[: header.first]]
    shown = [title for title in titles if title]
    notes = [title_note(shown)] if shown else []
    return TextTable(
        sheet_name=sheet["name"],
        member=content.member,
        header=header.cells,
        header_row=header.first + 1,
        frames=_frames(_batches(parsed, sheet), header, notes),
        notes=notes,
    )


def _batches(parsed: _Parsed, sheet: dict[str, Any]) -> Iterator[pl.DataFrame]:
    assert parsed.streams is not None, "a sheet was written"
    stream = pa.ipc.open_stream(pa.BufferReader(parsed.streams.slice(sheet["start"])))
    names = column_names(len(stream.schema))
    for batch in stream:
        yield pl.DataFrame(pa.Table.from_batches([batch]).rename_columns(names))


def _frames(
    batches: Iterator[pl.DataFrame], header: Header, notes: list[Note]
) -> Iterator[pl.DataFrame]:
    trim = RowTrim()
    top = header.last + 1
    line = 1
    upcoming = next(batches, None)
    while upcoming is not None:
        rows, upcoming = upcoming, next(batches, None)
        lines = pl.int_range(line, line + rows.height, dtype=pl.Int64)
        placed = rows.with_columns(
            (lines - top).alias("row_number"),
            lines.alias("line_number"),
            pl.lit(None, dtype=pl.String).alias("field_fault"),
        ).filter(pl.col("row_number") > 0)
        line += rows.height
        yield trim.keep_data(placed, is_last=upcoming is None)
    notes += trim.notes()


def _hidden_note(hidden: list[str]) -> list[Note]:
    if not hidden:
        return []
    names = "、".join(hidden)
    zh = f"隐藏的工作表未读取：{names}"
    return [Note("hidden_sheets", Said(zh, f"Hidden sheets were not read: {', '.join(hidden)}"))]
