"""Records of a CSV whose quotes are not where they belong, read one by one.

A quote in the middle of an unquoted field is a character like any other. A quoted field that is
never closed, or that goes on after its closing quote, spoils its own line only: the line is kept
with the fault `broken_quotes`, and reading resumes with the next.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

# A quoted text of more lines than this was never closed.
LONGEST_RECORD_LINES = 200


@dataclass(frozen=True)
class Record:
    """One record of a CSV.

    Attributes:
        fields: its cells.
        lines: how many physical lines it takes.
        is_broken: its quotes could not be made sense of.
    """

    fields: list[str]
    lines: int
    is_broken: bool = False


def read_records(text: str, delimiter: str, *, is_last: bool) -> tuple[list[Record], str]:
    """Read records of a text until it ends.

    Args:
        text: whole physical lines, the last one possibly cut short unless `is_last`.
        delimiter: the character between fields.
        is_last: nothing follows this text.

    Returns:
        The records, and the end of the text that needs more to be read (always '' at the end).
    """
    lines = text.split("\n")
    cut = lines.pop()
    if is_last and cut:
        lines.append(cut)
        cut = ""
    records: list[Record] = []
    at = 0
    while at < len(lines):
        record = _record_at(lines, at, delimiter)
        if record is None:
            if not is_last and len(lines) - at < LONGEST_RECORD_LINES:
                return records, "\n".join([*lines[at:], cut])
            record = Record(_plain_fields(lines[at], delimiter), 1, is_broken=True)
        records.append(record)
        at += record.lines
    return records, cut


def _record_at(lines: list[str], at: int, delimiter: str) -> Record | None:
    """Return the record that begins at a line, None when its quotes are never closed."""
    if '"' not in lines[at]:
        return Record(_plain_fields(lines[at], delimiter), 1)
    reader = csv.reader(_some_lines(lines, at), delimiter=delimiter, strict=True)
    try:
        fields = next(reader)
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
        return Record(_plain_fields(lines[at], delimiter), 1, is_broken=True)
    return Record(fields, reader.line_num)


def _some_lines(lines: list[str], at: int) -> Iterator[str]:
    return (lines[i] + "\n" for i in range(at, min(at + LONGEST_RECORD_LINES, len(lines))))


def _plain_fields(line: str, delimiter: str) -> list[str]:
    return line.removesuffix("\r").split(delimiter) if line.strip("\r") else []
