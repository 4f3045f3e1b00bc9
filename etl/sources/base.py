"""What an export is: the declaration every source is written in.

A `Source` lists its canonical columns (English names, Chinese headers), its key and its row rules. Reading,
cleaning, contracts and the lake all follow these declarations, so a column is declared once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

import polars as pl
from polars.datatypes import DataType

from etl.cleaning.cells import plain_word

Kind = Literal["s", "i", "f", "b", "d", "t", "e", "p"]
# id: a name or a code, kept letter by letter but for numbers of persons · number: of a row, of a grid, the
# telephone of an office: may look like a person's · text: free text, masked · person: hashed, never kept ·
# event: a time that has happened, moves the batch's as-of · deadline: a date means its last second ·
# exported: the row's own as-of · rating: 1 to 5 on any scale · geometry: kept as WGS-84 text, not as it came.
Role = Literal[
    "", "id", "number", "text", "person", "event", "deadline", "exported", "rating", "geometry"
]

YES_NO: Mapping[str, tuple[str, ...]] = {
    "true": ("是", "√", "✓", "✔", "y", "yes", "true", "t", "1", "1.0", "有", "对", "on"),
    "false": ("否", "×", "✗", "✘", "n", "no", "false", "f", "0", "0.0", "没有", "错", "off"),
}

POLARS_TYPES: Mapping[str, DataType] = {
    "s": pl.String(),
    "e": pl.String(),
    "p": pl.String(),
    "i": pl.Int64(),
    "f": pl.Float64(),
    "b": pl.Boolean(),
    "d": pl.Date(),
    "t": pl.Datetime("us"),
}

TRACE_COLUMNS: Mapping[str, DataType] = {
    "batch_id": pl.String(),
    "sheet_name": pl.String(),
    "row_number": pl.Int64(),
    "line_number": pl.Int64(),
}


@dataclass(frozen=True)
class Column:
    """One canonical column.

    Attributes:
        name: the English canonical name, also the name in the lake.
        header: the Chinese header; `also` lists further headers that mean the same everywhere.
        kind: s text, i integer, f number, b yes/no, d date, t date-time, e one of `choices`,
            p period (2024-03, 2024Q1, 2024H1, 2024).
        choices: code → (label, synonyms …) of an enumeration or a yes/no column.
        low, high: the range a number must lie in, both ends included.
        in_calendar: whether a date must lie in the years the clock knows.
        default_from: the column whose value stands in for a missing one.
        scale_of: the column whose header may tell this one's value for all rows, `得分(百分制)`.
        percent_of: the column that says of how many a number is; `96%` is 96 where that is 100 or
            not said, and nobody's guess where it is anything else.
        is_telling: whether its header helps to tell what a file is; 序号 stands in any file.
        note: what the template says of it to whoever fills it in, beyond what follows from the rest.
    """

    name: str
    header: str
    kind: Kind = "s"
    required: bool = False
    also: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role: Role = ""
    low: float | None = None
    high: float | None = None
    in_calendar: bool = True
    default_from: str | None = None
    scale_of: str | None = None
    percent_of: str | None = None
    is_telling: bool = True
    note: str = ""

    @property
    def dtype(self) -> DataType:
        """The type of the column in the lake."""
        return pl.Int64() if self.role == "rating" else POLARS_TYPES[self.kind]

    @cached_property
    def known_words(self) -> dict[str, object]:
        """Plain word → value, of an enumeration or a yes/no column."""
        known: dict[str, object] = {}
        for code, words in self.choices.items():
            value = code == "true" if self.kind == "b" else code
            known.update({plain_word(word): value for word in (code, *words)})
        return known

    @property
    def is_stored(self) -> bool:
        """Whether the lake keeps it under its own name."""
        return self.role != "geometry"


# The calendar of data/reference reaches this far; a day outside it cannot be counted.
CALENDAR_FIRST, CALENDAR_LAST = date(2005, 1, 1), date(2031, 12, 31)


@dataclass(frozen=True)
class RowRule:
    """A rule over several columns of one row.

    Attributes:
        name: the rule's name in the rejects.
        column: the column that the fault is shown at.
        columns: every column the rule looks at; where one of them could not be read the rule is
            unknown, not broken.
        holds: true for a good row; null counts as good.
    """

    name: str
    column: str
    columns: tuple[str, ...]
    holds: pl.Expr


@dataclass(frozen=True)
class Source:
    """One kind of export.

    Attributes:
        name: the source's name (the folder in the lake).
        label: its Chinese and English name as people say it.
        key: the columns that name a row; a later export replaces by them.
        any_of: groups of columns of which a file must have at least one.
        extra: columns that loading adds to the lake.
        wide: what a mapping may make long: the column that headers stand for, and the one that their
            cells fill; the first pair where a mapping says no other.
    """

    name: str
    label: tuple[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    rules: tuple[RowRule, ...] = ()
    extra: Mapping[str, DataType] = field(default_factory=dict)
    wide: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Column of each canonical name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def lake_schema(self) -> dict[str, DataType]:
        """Every column of the source's Parquet files, in order."""
        stored = {column.name: column.dtype for column in self.columns if column.is_stored}
        return {**stored, **self.extra, **TRACE_COLUMNS}

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file is not this source."""
        return tuple(column.name for column in self.columns if column.required)

    def with_role(self, *roles: Role) -> tuple[Column, ...]:
        """The columns of these roles, in order."""
        return tuple(column for column in self.columns if column.role in roles)

    @cached_property
    def known_headers(self) -> dict[str, str]:
        """Declared header → canonical name (the aliases of the reference folder come on top)."""
        known = {column.name: column.name for column in self.columns}
        for column in self.columns:
            for header in (column.header, *column.also):
                known.setdefault(header, column.name)
        return known


def any_present(*names: str) -> pl.Expr:
    """True where at least one of the columns has a value."""
    return pl.any_horizontal([pl.col(name).is_not_null() for name in names])
