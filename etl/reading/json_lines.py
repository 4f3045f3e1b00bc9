"""JSON lines: one object a line, numbers kept digit by digit as they are written.

Read twice: the header is every name that any object has, in the order in which they first appear.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import Any

import polars as pl

from etl.encodings import EncodingError, as_utf8, find_encoding
from etl.reading import refusals
from etl.reading.archive import Content
from etl.reading.header import plain_header
from etl.reading.rows import RowTrim
from etl.reading.tables import Note, TextTable, column_names

CHUNK_BYTES = 1024 * 1024
LONGEST_LINE_BYTES = 1_000_000
MOST_NAMES = 1_000
FRAME_CELLS = 1_000_000
# Of a line that is no object so much is kept, as any text of a rejected row.
SHOWN_CHARACTERS = 500

Object = dict[str, Any]


def is_json_lines(content: Content, known_headers: frozenset[str]) -> bool:
    """Tell whether a file is JSON lines: its first line is an object, and no map or document."""
    with closing(content.opener()) as file:
        start = file.read(LONGEST_LINE_BYTES)
    first, _, rest = start.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    found = _object(first.decode("utf-8", errors="replace"))
    if found is None or found.get("type") == "FeatureCollection":
        return False
    known = {plain_header(name) for name in known_headers}
    return rest.lstrip().startswith(b"{") or any(plain_header(name) in known for name in found)


def open_json_lines(content: Content, known_headers: frozenset[str]) -> TextTable:
    """Open JSON lines as a table.

    Args:
        content: the file.
        known_headers: the headers of every source.

    Raises:
        FileRefused: not UTF-8 or GB18030, a line or the number of names is beyond all measure, or
            a known name holds a list or an object.
    """
    encoding = _encoding(content)
    names = _names(content, encoding, {plain_header(name) for name in known_headers})
    notes: list[Note] = [*content.notes]
    return TextTable(
        sheet_name="",
        member=content.member,
        header=names,
        header_row=1,
        frames=_frames(content, encoding, names, notes),
        encoding=encoding,
        notes=notes,
    )


def _names(content: Content, encoding: str, known: set[str]) -> list[str]:
    names: dict[str, None] = {}
    for line, text in _lines(content, encoding):
        found = _object(text) or {}
        names.update(dict.fromkeys(found))
        if len(names) > MOST_NAMES:
            raise refusals.too_large(
                content.name,
                f"到第{line}行已有超过{MOST_NAMES}个字段名",
                f"more than {MOST_NAMES} names up to line {line}",
            )
        for name, value in found.items():
            if isinstance(value, dict | list) and plain_header(name) in known:
                kind = "object" if isinstance(value, dict) else "list"
                raise refusals.no_plain_value(content.name, name, kind, line)
    return list(names)


def _frames(
    content: Content, encoding: str, names: list[str], notes: list[Note]
) -> Iterator[pl.DataFrame]:
    trim = RowTrim()
    row = 1
    lines = _lines(content, encoding)
    size = max(1, FRAME_CELLS // len(names))
    upcoming = list(islice(lines, size))
    while upcoming:
        block, upcoming = upcoming, list(islice(lines, size))
        yield trim.keep_data(_frame(block, names, row), is_last=not upcoming)
        row += len(block)
    notes += trim.notes()


def _frame(block: Sequence[tuple[int, str]], names: list[str], row: int) -> pl.DataFrame:
    objects = [_object(text) for _, text in block]
    cells = [[_cell(found.get(name)) if found else None for found in objects] for name in names]
    broken = [found is None for found in objects]
    if any(broken):
        kept = zip(cells[0], block, broken, strict=True)
        cells[0] = [text[:SHOWN_CHARACTERS] if wrong else cell for cell, (_, text), wrong in kept]
    columns = dict(zip(column_names(len(names)), cells, strict=True))
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.int_range(row, row + len(block), dtype=pl.Int64).alias("row_number"),
        pl.Series("line_number", [line for line, _ in block], dtype=pl.Int64),
        pl.Series("field_fault", ["broken_json" if b else None for b in broken], dtype=pl.String),
    )


def _lines(content: Content, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield every filled line with its number, 1-based."""
    number = 0
    try:
        for number, line in enumerate(_raw_lines(content, encoding), 1):
            if len(line) > LONGEST_LINE_BYTES:
                raise refusals.too_large(
                    content.name, f"第{number}行超过1 MB", f"line {number} is above 1 MB"
                )
            if b"\0" in line or _escapes_nul(line):
                raise refusals.nul_byte(content.name, number)
            text = line.decode()
            if text and not text.isspace():
                yield number, text
    except EncodingError as error:
        raise refusals.unknown_encoding(content.name, error.line, encoding) from error
    except UnicodeDecodeError as error:
        raise refusals.unknown_encoding(content.name, number, encoding) from error


def _escapes_nul(line: bytes) -> bool:
    """Tell whether a text of a line holds a zero byte, written by its number."""
    if b"\\u0000" not in line:
        return False
    found = _object(line.decode(errors="replace")) or {}
    return any("\0" in text for pair in found.items() for text in pair if isinstance(text, str))


def _raw_lines(content: Content, encoding: str) -> Iterator[bytes]:
    with closing(content.opener()) as file:
        carried = b""
        for chunk in as_utf8(iter(lambda: file.read(CHUNK_BYTES), b""), encoding):
            *whole, carried = (carried + chunk).split(b"\n")
            yield from whole
            if len(carried) > LONGEST_LINE_BYTES:
                break
        yield carried


def _encoding(content: Content) -> str:
    with closing(content.opener()) as file:
        try:
            return find_encoding(iter(lambda: file.read(CHUNK_BYTES), b""))
        except EncodingError as error:
            raise refusals.unknown_encoding(content.name, error.line, error.encoding) from error


def _object(text: str) -> Object | None:
    """Return the object of a line, None when it is none or says a name twice."""
    try:
        found = _DECODER.decode(text)
        if "\\u" in text:
            # Half of a character, written by its number, is no text.
            json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _unique(pairs: list[tuple[str, Any]]) -> Object:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name said twice")
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=str, parse_float=str, parse_constant=str
)


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)
