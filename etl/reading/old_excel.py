"""What a workbook of Excel 97 to 2003 says of its sheets beside their cells: merged ones, pivot tables.

Loaded by excel_child.py in its own process; imports nothing of the project. The format is Microsoft's
[MS-CFB] (a file of chained sectors) and [MS-XLS] (records of a kind and a length).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SECTOR = 0xFFFFFFFA
# By the power of two that the header tells: there are no others.
SECTOR_BYTES = {9: 512, 12: 4096}
ENTRY_BYTES, MINI_BYTES = 128, 64
BEGIN, END, SHEET, MERGED, PIVOT = 0x0809, 0x000A, 0x0085, 0x00E5, 0x00B0
# Formulas, numbers, texts, truths and errors: the records of cells in which something stands.
CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})

Area = tuple[int, int, int, int]


class Places(NamedTuple):
    """Areas of a sheet as (top, left, bottom, right), 0-based, ends included."""

    first_column: int
    merged: tuple[Area, ...]
    pivots: tuple[Area, ...]


def places_of(data: bytes) -> dict[str, Places]:
    """Return what each sheet says; nothing where the file is no such workbook or damaged."""
    if not data.startswith(MAGIC):
        return {}
    try:
        stream = _workbook(data)
        return {name: _places(stream, at) for name, at in _sheets(stream) if 0 < at < len(stream)}
    # What is wrong with the workbook, its reader says better.
    except (struct.error, IndexError, KeyError, StopIteration, UnicodeDecodeError):
        return {}


def _workbook(data: bytes) -> bytes:
    """Return the stream of records out of the file's sectors."""
    size = SECTOR_BYTES[struct.unpack_from("<H", data, 30)[0]]
    directory_at, cutoff, mini_at = struct.unpack_from("<I4xII", data, 48)
    more_at = struct.unpack_from("<I", data, 68)[0]

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    table_at = [n for n in struct.unpack_from("<109I", data, 76) if n < LAST_SECTOR]
    while more_at < LAST_SECTOR and len(table_at) * size < len(data):
        *numbers, more_at = struct.unpack(f"<{size // 4}I", sector(more_at))
        table_at += [n for n in numbers if n < LAST_SECTOR]
    table = [n for at in table_at for n in struct.unpack(f"<{size // 4}I", sector(at))]
    directory = b"".join(sector(n) for n in _chain(table, directory_at))
    entries = [directory[i : i + ENTRY_BYTES] for i in range(0, len(directory), ENTRY_BYTES)]
    start, length = next(_extent(one) for one in entries if _name(one) == "Workbook")
    if length >= cutoff:
        return b"".join(sector(n) for n in _chain(table, start))[:length]
    minis = b"".join(sector(n) for n in _chain(table, _extent(entries[0])[0]))
    mini_table = [
        number
        for n in _chain(table, mini_at)
        for number in struct.unpack(f"<{size // 4}I", sector(n))
    ]
    small = (minis[n * MINI_BYTES : (n + 1) * MINI_BYTES] for n in _chain(mini_table, start))
    return b"".join(small)[:length]


def _chain(table: list[int], start: int) -> Iterator[int]:
    """Yield the sectors of a chain; one that turns back upon itself ends after as many as there are."""
    for _ in range(len(table)):
        if start >= LAST_SECTOR:
            return
        yield start
        start = table[start]


def _name(entry: bytes) -> str:
    length: int = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le")


def _extent(entry: bytes) -> tuple[int, int]:
    start, length = struct.unpack_from("<II", entry, 116)
    return start, length


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of the records of one part, those of charts within it left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += kind == BEGIN
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        depth -= kind == END
        if depth <= 0:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, content in _records(stream, 0):
        if kind == SHEET:
            at, length, is_wide = struct.unpack_from("<I2xBB", content)
            text = content[8 : 8 + length * (2 if is_wide & 1 else 1)]
            yield text.decode("utf-16-le" if is_wide & 1 else "latin-1"), at


def _places(stream: bytes, at: int) -> Places:
    merged, pivots, columns = list[Area](), list[Area](), set[int]()
    for kind, content in _records(stream, at):
        if kind in CELLS:
            columns.add(struct.unpack_from("<H", content, 2)[0])
        elif kind == MERGED:
            count = struct.unpack_from("<H", content)[0]
            for i in range(count):
                top, bottom, left, right = struct.unpack_from("<4H", content, 2 + 8 * i)
                merged.append((top, left, bottom, right))
        elif kind == PIVOT:
            top, bottom, left, right = struct.unpack_from("<4H", content)
            filters = struct.unpack_from("<H", content, 28)[0]
            # A blank row parts the filters from the table.
            above = filters + 1 if filters else 0
            pivots.append((max(top - above, 0), left, bottom, right))
    return Places(min(columns, default=0), tuple(merged), tuple(pivots))
