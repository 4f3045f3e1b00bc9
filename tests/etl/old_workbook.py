"""Writes workbooks as Excel 97 to 2003 did (BIFF8 in a compound file), for tests of reading them."""

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

GENERAL, DAY, MOMENT = 0, 1, 2
BUILT_IN_FORMATS = (0, 14, 22)
ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#N/A": 42}
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Rows = Sequence[Sequence[object]]
Area = tuple[int, int, int, int]


def write_old_workbook(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    hidden: Sequence[str] = (),
    is_1904: bool = False,
    merged: Mapping[str, Sequence[Area]] = MappingProxyType({}),
    pivots: Mapping[str, Sequence[tuple[Area, int]]] = MappingProxyType({}),
) -> Path:
    """Write sheets of texts, numbers, booleans, dates, moments and errors (`#REF!`).

    Merged areas and pivot tables are (top, bottom, left, right), a pivot table with its filters above.
    """
    bodies = [
        _sheet(rows, is_1904, merged.get(name, ()), pivots.get(name, ()))
        for name, rows in sheets.items()
    ]
    at = len(_globals([0] * len(bodies), sheets, hidden, is_1904))
    offsets = []
    for body in bodies:
        offsets.append(at)
        at += len(body)
    path.write_bytes(_compound(b"".join([_globals(offsets, sheets, hidden, is_1904), *bodies])))
    return path


def _globals(
    offsets: Sequence[int], sheets: Mapping[str, Rows], hidden: Sequence[str], is_1904: bool
) -> bytes:
    records = [_begin(0x0005), _record(0x42, struct.pack("<H", 1200))]
    records.append(_record(0x22, struct.pack("<H", is_1904)))
    records += [_record(0xE0, struct.pack("<HH16x", 0, form)) for form in BUILT_IN_FORMATS]
    for offset, name in zip(offsets, sheets, strict=True):
        text = name.encode("utf-16-le")
        head = struct.pack("<IBBBB", offset, name in hidden, 0, len(name), 1)
        records.append(_record(0x85, head + text))
    return b"".join([*records, _record(0x0A, b"")])


def _sheet(
    rows: Rows, is_1904: bool, merged: Sequence[Area], pivots: Sequence[tuple[Area, int]]
) -> bytes:
    width = max((len(row) for row in rows), default=0)
    records = [_begin(0x0010), _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for r, row in enumerate(rows):
        records += [_cell(r, c, value, is_1904) for c, value in enumerate(row) if value is not None]
    for area, filters in pivots:
        records.append(_record(0xB0, struct.pack("<4H20xH14x", *area, filters)))
    # A chart in a sheet is a part within a part, and its records are not the sheet's.
    chart = _record(0xE5, struct.pack("<H4H", 1, 1, 9, 0, 0))
    records += [_begin(0x0020), chart, _record(0x0A, b"")]
    if merged:
        areas = b"".join(struct.pack("<4H", *area) for area in merged)
        records.append(_record(0xE5, struct.pack("<H", len(merged)) + areas))
    return b"".join([*records, _record(0x0A, b"")])


def _cell(row: int, column: int, value: object, is_1904: bool) -> bytes:
    def place(form: int) -> bytes:
        return struct.pack("<HHH", row, column, form)

    if isinstance(value, bool) or value in ERRORS:
        is_error = value in ERRORS and not isinstance(value, bool)
        code = ERRORS[str(value)] if is_error else int(bool(value))
        return _record(0x205, place(GENERAL) + struct.pack("<BB", code, is_error))
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x204, place(GENERAL) + text)
    if isinstance(value, int | float):
        return _record(0x203, place(GENERAL) + struct.pack("<d", value))
    assert isinstance(value, dt.date)
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    first = dt.datetime(1904, 1, 1) if is_1904 else dt.datetime(1899, 12, 30)
    form = MOMENT if isinstance(value, dt.datetime) else DAY
    return _record(0x203, place(form) + struct.pack("<d", (moment - first) / dt.timedelta(days=1)))


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 0x06))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Put one stream, `Workbook`, into a compound file."""
    # Below 4096 bytes a stream would have to lie in sectors of another size.
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    chain = [FAT, END, *range(3, count + 2), END]
    fat = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END, 0, END, 0, 0,
    )  # fmt: skip
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 2, len(stream))
    directory = entries.ljust(SECTOR, b"\0")
    return header + struct.pack("<108I", *[FREE] * 108) + fat + directory + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    links = struct.pack("<III", FREE, FREE, child)
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1) + links
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)
