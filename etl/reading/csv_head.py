"""The first lines of a CSV: its delimiter, its header and the titles above it."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from etl.reading import refusals
from etl.reading.csv_blocks import LONGEST_RECORD_BYTES
from etl.reading.csv_frames import Dialect
from etl.reading.header import ROWS_SEARCHED, Header, find_header, header_at
from etl.reading.tables import Hints

ROWS_FOR_HABIT = 200
DELIMITERS = ",\t;|"
# A field longer than the standard library allows would pass for a blank row.
csv.field_size_limit(LONGEST_RECORD_BYTES)


@dataclass(frozen=True)
class Head:
    """What the first lines of a CSV say of the rest.

    Attributes:
        dialect: how its records are written.
        header: texts of the header cells, '' where blank.
        header_line: physical line of the header, 1-based.
        lines: physical lines up to the header's end; data begin after them.
        titles: the filled lines above the header.
    """

    dialect: Dialect
    header: list[str]
    header_line: int
    lines: int
    titles: list[str]


@dataclass(frozen=True)
class _Records:
    """The first records of a text, each with the physical line after its end, 0-based."""

    rows: list[list[str]]
    ends: list[int]

    def begin(self, index: int) -> int:
        return self.ends[index - 1] if index else 0


def read_head(text: str, name: str, known_headers: frozenset[str], hints: Hints) -> Head:
    """Find the header of a CSV.

    Args:
        text: the beginning of the file.
        name: the file's name, for a refusal.
        known_headers: the headers of every source.
        hints: what a mapping says.

    Raises:
        FileRefused: nothing but blank lines, or the mapping's header row does not exist.
    """
    delimiter = _delimiter(hints) or _find_delimiter(text, known_headers)
    records = _first_records(text, delimiter, max(ROWS_SEARCHED, hints.header_row or 0))
    header = _find(records, name, known_headers, hints)
    titles = [" ".join(filter(None, row)).strip() for row in records.rows[: header.first]]
    return Head(
        dialect=Dialect(delimiter, len(header.cells), _surplus(text, delimiter, header)),
        header=header.cells,
        header_line=records.begin(header.first) + 1,
        lines=records.ends[header.last],
        titles=[title for title in titles if title],
    )


def _surplus(text: str, delimiter: str, header: Header) -> int:
    """Return how many blank fields beyond the header the first rows have, 0 where they differ."""
    rows = _first_records(text, delimiter, header.last + 1 + ROWS_FOR_HABIT).rows[header.last + 1 :]
    # The beginning of a large file may end within a row.
    if len(rows) > 1 and not text.endswith("\n"):
        rows.pop()
    width = len(header.cells)
    beyond = {len(row) - width for row in rows if len(row) >= width}
    return beyond.pop() if len(beyond) == 1 else 0


def _find(records: _Records, name: str, known: frozenset[str], hints: Hints) -> Header:
    if hints.header_row is None:
        found = find_header(records.rows, known)
        if found is None:
            raise refusals.empty_file(name)
        return found
    begins = [records.begin(i) + 1 for i in range(len(records.rows))]
    index = begins.index(hints.header_row) if hints.header_row in begins else -1
    given = header_at(records.rows, index, known)
    if given is None:
        raise refusals.no_header_row(name, hints.header_row, records.ends[-1] if begins else 0)
    return given


def _delimiter(hints: Hints) -> str | None:
    return {"\\t": "\t", "tab": "\t"}.get(hints.delimiter or "", hints.delimiter)


def _find_delimiter(text: str, known_headers: frozenset[str]) -> str:
    """Return the delimiter that makes most known headers, then the most even rows."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = _first_records(text, delimiter, ROWS_SEARCHED).rows
        header = find_header(rows, known_headers)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return header.recognised if header else 0, max(widths.values(), default=0)

    return max(DELIMITERS, key=score)


def _first_records(text: str, delimiter: str, count: int) -> _Records:
    # Only \\n ends a line here, as everywhere in reading: line numbers must agree.
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter)
    rows: list[list[str]] = []
    ends: list[int] = []
    while len(rows) < count:
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error:
            rows.append([])
        ends.append(reader.line_num)
    return _Records(rows, ends)
