"""What reading hands on: tables of text, each row with its place in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from etl.errors import Said

# What can be wrong with a line before its cells are looked at.
FIELD_FAULTS = (
    *("too_many_fields", "too_few_fields", "broken_quotes", "broken_json"),
    # found once the header is understood: two columns of one name do not say the same
    "two_values",
)
PLACE_COLUMNS = ("row_number", "line_number", "field_fault")
SURPLUS_COLUMN = "surplus"
SURPLUS_MARK = " | "


@dataclass(frozen=True)
class Hints:
    """What a mapping says about how a file is to be read; None where it is to be found out.

    Attributes:
        encoding: a Python codec name, such as `gb18030`.
        header_row: physical line (CSV) or row (sheet) of the header, 1-based.
        member: glob on the names inside a zip.
        delimiter: one character between the fields of a CSV.
        is_part: the other files of the zip are read too, each by itself.
    """

    encoding: str | None = None
    header_row: int | None = None
    member: str | None = None
    delimiter: str | None = None
    is_part: bool = False


@dataclass(frozen=True)
class Note:
    """Something that reading did and a person should know, such as rows left out."""

    code: str
    said: Said


@dataclass(frozen=True)
class TextTable:
    """One table of one file, all cells as text, read while it is iterated.

    Attributes:
        sheet_name: the sheet, '' for a file that has none.
        member: name inside a zip, '' otherwise.
        header: the header cells as found, '' where blank; column `c{i}` of a frame has header i.
        header_row: physical line or row of the header, 1-based.
        frames: the rows, once, in the file's order, no frame when there is none: columns `c0`…`cN` (String, null or blank where empty),
            `row_number` (Int64, 1-based record below the header, blank ones counted),
            `line_number` (Int64, physical line or row in the file on which the record begins) and
            `field_fault` (String: one of FIELD_FAULTS or null).
            `surplus` too where a row has cells beyond the header's, as one text.
            May raise FileRefused while iterated, for faults far down in a file.
        encoding: codec the text was in, '' where the format has its own.
        delimiter: what stands between the fields of a CSV, '' otherwise.
        notes: what was left out or found; complete once `frames` is exhausted.
        counts_from_1904: numbers that stand for days are counted from 1904 and not from 1900.
    """

    sheet_name: str
    member: str
    header: list[str]
    header_row: int
    frames: Iterator[pl.DataFrame]
    encoding: str = ""
    delimiter: str = ""
    notes: list[Note] = field(default_factory=list)
    counts_from_1904: bool = False


def column_names(width: int) -> list[str]:
    """Return the names of a frame's text columns, c0 and on."""
    return [f"c{i}" for i in range(width)]
