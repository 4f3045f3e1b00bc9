"""CSV and its kin (tab, semicolon, bar) in any of the encodings that exports come in."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from etl.encodings import EncodingError, as_utf8, find_encoding
from etl.errors import Said
from etl.reading import refusals
from etl.reading.csv_blocks import BlockCutter, count_lines
from etl.reading.csv_frames import read_block
from etl.reading.csv_head import Head, read_head
from etl.reading.rows import RowTrim
from etl.reading.tables import Hints, Note, TextTable

Opener = Callable[[], BinaryIO]

HEAD_BYTES = 256 * 1024
# Measured on 1M tickets: 16 MB blocks parse in half the time of 64 MB ones (they fit the cache).
BLOCK_BYTES = 16 * 1024 * 1024
FRAME_ROWS = 50_000
# The lines of signatures that end a file must stand in one block.
SMALLEST_LAST_BLOCK = 1024 * 1024


def open_csv(
    opener: Opener, name: str, known_headers: frozenset[str], hints: Hints, member: str = ""
) -> TextTable:
    """Open a CSV as a table whose rows are read while they are taken.

    Args:
        opener: opens the bytes from their beginning, each time it is called.
        name: the file's name, for what is said of it.
        known_headers: the headers of every source.
        hints: what a mapping says.
        member: name inside a zip.

    Raises:
        FileRefused: empty, no text, or without the header row that the mapping names.
    """
    encoding = hints.encoding or _find_encoding(opener, name)
    start = _start(opener, name, encoding)
    # Files of old machines end their lines with a return alone.
    is_return_alone = b"\n" not in start and b"\r" in start
    head = read_head(
        _unix(start, is_return_alone).decode(errors="replace"), name, known_headers, hints
    )
    notes = [_encoding_note(encoding)]
    if head.titles:
        notes.append(title_note(head.titles))
    source = _Source(opener, name, encoding, is_return_alone)
    return TextTable(
        sheet_name="",
        member=member,
        header=head.header,
        header_row=head.header_line,
        frames=_frames(source, head, notes),
        encoding=encoding,
        delimiter=head.dialect.delimiter,
        notes=notes,
    )


def title_note(titles: list[str]) -> Note:
    """Return the note on the lines above a header."""
    shown = "；".join(titles)[:120]
    return Note(
        "title_rows",
        Said(
            f"表头上方{len(titles)}行标题已跳过：{shown}",
            f"{len(titles)} title lines above the header left out: {shown}",
        ),
    )


@dataclass(frozen=True)
class _Source:
    opener: Opener
    name: str
    encoding: str
    is_return_alone: bool


def _find_encoding(opener: Opener, name: str) -> str:
    with closing(opener()) as file:
        try:
            return find_encoding(iter(lambda: file.read(BLOCK_BYTES), b""))
        except EncodingError as error:
            raise refusals.unknown_encoding(name, error.line, error.encoding) from error


def _start(opener: Opener, name: str, encoding: str) -> bytes:
    """Return the beginning of the file in UTF-8."""
    with closing(opener()) as file:
        try:
            start = next(as_utf8(iter(lambda: file.read(HEAD_BYTES), b""), encoding), b"")
        except EncodingError as error:
            raise refusals.unknown_encoding(name, error.line, error.encoding) from error
        except LookupError as error:
            raise refusals.no_such_encoding(name, encoding) from error
    if not start.strip():
        raise refusals.empty_file(name)
    _refuse_nul(start, name, 1)
    return start


def _frames(source: _Source, head: Head, notes: list[Note]) -> Iterator[pl.DataFrame]:
    trim = RowTrim()
    gathered: list[pl.DataFrame] = []
    try:
        for rows, is_last in _blocks(source, head):
            gathered.append(rows)
            # Around wrong quotes blocks are tiny: each frame costs whoever takes it.
            if is_last or sum(frame.height for frame in gathered) >= FRAME_ROWS:
                yield trim.keep_data(pl.concat(gathered, how="diagonal"), is_last=is_last)
                gathered = []
    except EncodingError as error:
        raise refusals.unknown_encoding(source.name, error.line, error.encoding) from error
    notes += trim.notes()


def _blocks(source: _Source, head: Head) -> Iterator[tuple[pl.DataFrame, bool]]:
    """Yield the rows of block after block, with their places, and whether they are the last."""
    row, line = 1, head.lines + 1
    with closing(source.opener()) as file:
        cutter = BlockCutter(_data_chunks(file, source, head.lines), head.dialect.delimiter)
        for block in cutter:
            _refuse_nul(block.data, source.name, line)
            try:
                rows, rest = read_block(block, head.dialect)
            except UnicodeDecodeError as error:
                failed = line + bytes(error.object).count(b"\n", 0, error.start)
                raise EncodingError(failed, source.encoding) from error
            cutter.put_back(rest)
            yield _placed(rows, row, line), block.is_last
            row += rows.height
            line += count_lines(block.data) - count_lines(rest)


def _placed(rows: pl.DataFrame, row: int, line: int) -> pl.DataFrame:
    """Give the rows of a block their places in the file."""
    return rows.select(
        pl.exclude("line", "field_fault"),
        pl.int_range(row, row + rows.height, dtype=pl.Int64).alias("row_number"),
        (pl.col("line") + line).alias("line_number"),
        "field_fault",
    )


def _data_chunks(file: BinaryIO, source: _Source, skipped_lines: int) -> Iterator[bytes]:
    """Yield the file in UTF-8 from the line below its header."""
    for number, chunk in enumerate(as_utf8(_chunks(file), source.encoding)):
        text = _unix(chunk, source.is_return_alone)
        if number == 0:
            at = 0
            for _ in range(skipped_lines):
                at = text.find(b"\n", at) + 1 or len(text)
            text = text[at:]
        yield text


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the file in pieces, a small end joined to the piece before."""
    chunk = file.read(BLOCK_BYTES)
    while chunk:
        following = file.read(BLOCK_BYTES)
        if len(following) < SMALLEST_LAST_BLOCK:
            chunk, following = chunk + following, b""
        yield chunk
        chunk = following


def _unix(data: bytes, is_return_alone: bool) -> bytes:
    return data.replace(b"\r", b"\n") if is_return_alone else data


def _refuse_nul(data: bytes, name: str, line: int) -> None:
    if b"\0" in data:
        raise refusals.nul_byte(name, line + data.count(b"\n", 0, data.index(b"\0")))


def _encoding_note(encoding: str) -> Note:
    shown = encoding.upper()
    return Note("encoding", Said(f"按 {shown} 编码读取。", f"Read as {shown}."))
