"""Cells of the first rows of an unknown table: what a person sees of a header, and what it could be."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from etl.cleaning.cells import tidy
from etl.cleaning.date_order import Evidence, year_last_cells
from etl.cleaning.masking import mask
from etl.cleaning.numbers import read_floats, read_integers
from etl.cleaning.periods import read_periods
from etl.cleaning.times import read_times, written_year_last
from etl.reading import TextTable
from etl.sources import Column

ROWS_SAMPLED = 500
SHOWN, LONGEST_SHOWN = 3, 30
# So many of the cells have to be what a column asks for.
MOST = 0.8
# An enumeration or a yes/no column has few words.
FEW_WORDS = 12


@dataclass(frozen=True)
class Samples:
    """The first rows of a table, column by column.

    Attributes:
        frame: columns c0… of text.
    """

    frame: pl.DataFrame

    @classmethod
    def of(cls, table: TextTable) -> "Samples":
        """Take the first rows of a table; its frames are used up by that."""
        first = next(table.frames, None)
        return cls(pl.DataFrame() if first is None else first.head(ROWS_SAMPLED))

    def words(self, position: int) -> pl.Series:
        """Return the filled cells of a column, tidied."""
        return self._words.get(f"c{position}", pl.Series(dtype=pl.String))

    def shown(self, position: int) -> list[str]:
        """Return some of its different cells for a person to see, numbers of persons masked."""
        different = self.words(position).unique(maintain_order=True).head(SHOWN)
        texts = [" ".join(text.split()) for text in mask(different).to_list()]
        return [t if len(t) <= LONGEST_SHOWN else t[:LONGEST_SHOWN] + "…" for t in texts]

    def could_be(self, position: int, column: Column) -> bool:
        """Tell whether the cells of a header could be those of a column."""
        words = self.words(position)
        if words.is_empty():
            return True
        if column.kind in ("e", "b"):
            return words.n_unique() <= max(FEW_WORDS, words.len() // 10)
        if column.kind == "s":
            return position not in self._times
        return self._share(words, column) >= MOST

    def order_open(self, position: int) -> str | None:
        """Return a date that the day or the month could begin, where the rows leave that open."""
        words, places = year_last_cells(self.words(position))
        evidence = Evidence("")
        evidence.add(words, places, "")
        cell = evidence.day_first or evidence.either
        return cell.text if cell and evidence.order is None else None

    def is_read(self, position: int, column: Column) -> bool:
        """Tell whether the times of a column are read without being told their form."""
        return column.kind not in ("d", "t") or _times_read(self.words(position)) == 1

    @cached_property
    def _words(self) -> dict[str, pl.Series]:
        # Once: the columns of every source are held against each.
        cells = (column for column in self.frame.iter_columns() if column.name.startswith("c"))
        return {column.name: tidy(column).drop_nulls() for column in cells}

    @cached_property
    def _times(self) -> set[int]:
        """Positions of columns that hold times and nothing else, which no text column does."""
        at = range(len([name for name in self.frame.columns if name.startswith("c")]))
        return {i for i in at if self._are_times(self.words(i))}

    def _are_times(self, words: pl.Series) -> bool:
        # A bare number may be a time and may be anything else.
        is_number = words.str.contains(r"^[\d.]*$")
        return not words.is_empty() and not is_number.any() and _times_read(words) == 1

    def _share(self, words: pl.Series, column: Column) -> float:
        if column.kind in ("d", "t"):
            return _times_read(words)
        if column.kind == "p":
            unread = read_periods(words).unread
        else:
            read = read_integers if column.kind == "i" else read_floats
            unread = read(words, column.name).unread
        return 1 - (int(unread.sum()) / words.len() if unread is not None else 0)


def _times_read(words: pl.Series) -> float:
    """Return the share of cells that are times, in whichever order day and month stand."""
    unread = read_times(words).unread
    if unread is None or words.is_empty():
        return 1.0
    return 1 - int((unread & ~written_year_last(words)).sum()) / words.len()
