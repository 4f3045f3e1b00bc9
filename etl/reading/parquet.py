"""Parquet: columns of any plain type as the text a person would write, parsed in a child."""

from pathlib import Path

from etl.errors import Said
from etl.reading import refusals
from etl.reading.archive import Content
from etl.reading.child import copied, parse_in_child
from etl.reading.header import plain_header
from etl.reading.rows import place_frames
from etl.reading.tables import Note, TextTable

_CHILD = Path(__file__).with_name("parquet_child.py")
_EXHAUSTED = Said(
    "读取所需内存超过2 GB，或展开后超过20 GB",
    "reading it takes more than 2 GB of memory, or it unpacks to more than 20 GB",
)


def open_parquet(content: Content, known_headers: frozenset[str]) -> TextTable:
    """Open a Parquet file as a table; its rows are counted as its lines.

    Args:
        content: the file.
        known_headers: the headers of every source.

    Raises:
        FileRefused: damaged, too large, without columns, or a known column is no plain value.
    """
    with copied(content) as file:
        parsed = parse_in_child(content.name, file, _CHILD, _EXHAUSTED)
    header: list[str] = parsed.found["header"]
    if not header:
        raise refusals.empty_file(content.name)
    known = {plain_header(name) for name in known_headers}
    for name, kind in parsed.found["unreadable"].items():
        if plain_header(name) in known:
            raise refusals.no_plain_value(content.name, name, kind)
    notes: list[Note] = [*content.notes]
    return TextTable(
        sheet_name="",
        member=content.member,
        header=header,
        header_row=1,
        frames=place_frames(parsed.frames(0), 0, notes),
        notes=notes,
    )
