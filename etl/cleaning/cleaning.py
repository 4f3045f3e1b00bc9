"""Frames of text become typed rows: accepted, or rejected with column, rule and original text.

Nothing is guessed and nothing is dropped: of every frame, read = accepted + rejected.
"""

import re
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from etl.cleaning.cells import (
    Cells,
    rating_words,
    read_floats,
    read_integers,
    read_text,
    read_words,
    tidy,
)
from etl.cleaning.contracts import ROW, Contract, judge
from etl.cleaning.date_order import Order, OrderAsked
from etl.cleaning.masking import mask
from etl.cleaning.periods import read_periods
from etl.cleaning.placing import is_area
from etl.cleaning.privacy import keyed_hashes
from etl.cleaning.rejecting import Faults, gather_faults, row_keys
from etl.cleaning.times import counted_from_1900, read_times, written_year_last
from etl.cleaning.wide import Wide, wide_of
from etl.mapping.mapping import Mapping
from etl.sources import Column
from etl.sources.recognition import Recognised

SCALES = ((100, r"100|百分"), (10, r"10|十分"), (5, r"(?<!\d)5分|五分|五级"))
UNREAD = {
    "i": "not_an_integer", "f": "not_a_number", "b": "not_yes_or_no", "e": "unknown_value", "p": "not_a_period",
    "s": "error_cell",
}  # fmt: skip


def unread_rule(column: Column) -> str:
    """Return the rule that a cell breaks when a column's value cannot be read from it."""
    by_role = {"rating": "unknown_value", "geometry": "not_a_polygon"}
    return by_role.get(column.role) or UNREAD.get(column.kind, "not_a_date")


@dataclass(frozen=True)
class Texts:
    """The cells of a frame under their canonical names.

    Attributes:
        cells: `_row`, the row of the frame each cell came from, and a text column per column;
            as many rows as the frame, or one per item of a wide sheet.
        places: `row_number`, `line_number`, `field_fault` of the same rows.
    """

    cells: pl.DataFrame
    places: pl.DataFrame


@dataclass(frozen=True)
class Checked:
    """A frame held to its contract.

    Attributes:
        accepted: typed rows with `_row`, `row_number`, `line_number`.
        faults: what is wrong with the others.
        keys: `_row`, `row_key`, `row_at` of the others, as far as they could be read.
    """

    accepted: pl.DataFrame
    faults: Faults
    keys: pl.DataFrame


class TableCleaner:
    """What is done with every frame of one table."""

    def __init__(
        self,
        recognised: Recognised,
        header: Sequence[str],
        mapping: Mapping | None,
        salt: bytes,
        *,
        counts_from_1904: bool = False,
        orders: dict[str, Order] | None = None,
    ) -> None:
        """Prepare for a table.

        Args:
            recognised: its source and columns.
            header: its header cells, which may tell the scale of a rating.
            mapping: constants, values, formats and unpivot, where there is a mapping.
            salt: what keys the hashes of persons.
            counts_from_1904: the table comes from a workbook whose days are counted so.
            orders: columns whose dates end with the year → in which order the rest stands.
        """
        self.source = recognised.source
        self.columns = recognised.columns
        self.doubled = recognised.doubled
        self.header = header
        self.mapping = mapping
        self.salt = salt
        self.counts_from_1904 = counts_from_1904
        self.orders = {
            **(orders or {}),
            **(mapping.orders_of(recognised.source) if mapping else {}),
        }

    @cached_property
    def present(self) -> tuple[str, ...]:
        """The canonical columns that rows of this table will have, in the source's order."""
        given = set(self.columns) | given_by(self.mapping) | set(self._told)
        given |= {c.name for c in self.source.columns if c.default_from in given}
        return tuple(c.name for c in self.source.columns if c.name in given)

    @cached_property
    def _told(self) -> dict[str, str]:
        """Columns that the header of another tells for all rows: the scale of a score."""
        given = set(self.columns) | given_by(self.mapping)
        asked = [c for c in self.source.columns if c.scale_of in given and c.name not in given]
        scales = {c.name: self._scale_told(c.scale_of) for c in asked if c.scale_of}
        return {name: str(scale) for name, scale in scales.items() if scale}

    @cached_property
    def wide(self) -> Wide | None:
        """Where the items of a wide sheet stand."""
        return wide_of(self.mapping, self.header)

    def check(self, frame: pl.DataFrame, contract: Contract, pool: Executor) -> Checked:
        """Type a frame and hold it to the contract.

        Args:
            frame: columns c0… of text, `row_number`, `line_number`, `field_fault`.
            contract: the source's contract over `present`.
            pool: reads columns side by side; Polars lets go of Python while it works.

        Returns:
            The accepted rows, and the faults by row of the frame.

        Raises:
            OrderAsked: a date may begin with the day or the month, and `orders` does not say which.
        """
        texts = self._texts(frame)
        names = texts.cells.columns[1:]
        read = dict(
            zip(
                names,
                pool.map(self._read, names, [texts.cells[name] for name in names]),
                strict=True,
            )
        )
        typed = pl.DataFrame({name: cells.values.alias(name) for name, cells in read.items()})
        typed = typed.with_columns(self._defaults(typed)).with_row_index(ROW)
        unread = {name: c.unread for name, c in read.items() if c.unread is not None}
        is_whole = texts.places["field_fault"].is_null()
        clean = is_whole
        for marks in unread.values():
            clean = clean & ~marks
        if clean.all():
            good, broken = judge(contract, typed)
        else:
            good, broken = judge(contract, typed.filter(clean))
            _, others = judge(contract, typed.filter(~clean & is_whole))
            broken = pl.concat([broken, others])
        faults = gather_faults(
            self.source, texts.cells, texts.places, unread, self._rules, broken, self.wide
        )
        accepted = good.select(
            pl.exclude(ROW),
            *(texts.places[n].gather(good[ROW]) for n in ("row_number", "line_number")),
        ).insert_column(0, texts.cells[ROW].gather(good[ROW]))
        if self.wide and faults.rows.height:
            accepted = accepted.filter(~pl.col(ROW).is_in(faults.rows[ROW].implode()))
        whole = typed.with_columns(texts.cells[ROW]).filter(is_whole)
        return Checked(accepted, faults, row_keys(self.source, whole, faults))

    @cached_property
    def _rules(self) -> dict[str, str]:
        """The rule that an unreadable cell of each column breaks."""
        return {column.name: unread_rule(column) for column in self.source.columns}

    def untold_times(self, frame: pl.DataFrame) -> dict[str, pl.Series]:
        """Return the cells of the dates of which nothing says in which order they are written."""
        told = {**self.orders, **(self.mapping.formats if self.mapping else {})}
        times = {c.name for c in self.source.columns if c.kind in ("d", "t")} - set(told)
        cells = self._cells(frame)
        return {
            name: self._translated(name, cells[name]) for name in cells.columns if name in times
        }

    def _texts(self, frame: pl.DataFrame) -> Texts:
        cells = self._cells(frame)
        places = frame.select("row_number", "line_number", self._field_fault)
        if self.wide is None:
            return Texts(cells, places)
        fills = self.wide.fills
        items = self.wide.long(cells, frame, lambda text: self._translated(fills, text))
        return Texts(items, places[items[ROW]])

    def _cells(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the cells of the frame's rows under their canonical names."""
        constants = {**self._told, **(self.mapping.constants if self.mapping else {})}
        return frame.select(
            pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW),
            *(self._cell(name).alias(name) for name in self.columns),
            *(pl.lit(text, dtype=pl.String).alias(name) for name, text in constants.items()),
        )

    def _cell(self, name: str) -> pl.Expr:
        """A column's cell; where its header stands twice, the first that holds anything."""
        return (
            pl.coalesce(*self._same(name))
            if name in self.doubled
            else pl.col(f"c{self.columns[name]}")
        )

    def _same(self, name: str) -> list[pl.Expr]:
        places = (self.columns[name], *self.doubled[name])
        cells = [pl.col(f"c{i}").str.strip_chars() for i in places]
        return [pl.when(cell != "").then(cell) for cell in cells]

    @cached_property
    def _field_fault(self) -> pl.Expr:
        """What is wrong with a row as a whole: nothing is guessed where two columns of one name differ."""
        differ = [self._cell(name) != cell for name in self.doubled for cell in self._same(name)]
        differ += self.wide.differing() if self.wide else []
        if not differ:
            return pl.col("field_fault")
        two = pl.when(pl.any_horizontal(differ)).then(pl.lit("two_values"))
        return pl.coalesce("field_fault", two).alias("field_fault")

    def _read(self, name: str, text: pl.Series) -> Cells:
        column = self.source.by_name[name]
        text = self._translated(name, text)
        form = self.mapping.formats.get(name) if self.mapping else None
        if column.role == "rating":
            scale = int(form) if form else (self._scale_told(name) or 5)
            return read_words(text, rating_words(text, column.choices, scale), pl.Int64())
        if column.kind in ("d", "t"):
            if self.counts_from_1904:
                text = counted_from_1900(text)
            order = self.orders.get(name)
            cells = read_times(text, is_deadline=column.role == "deadline", form=form, order=order)
            if form is None and order is None and cells.unread is not None:
                _ask_for_order(text.filter(cells.unread))
            return Cells(cells.values.cast(column.dtype), cells.unread)
        if column.kind == "p":
            return read_periods(text)
        if column.kind in ("e", "b"):
            return read_words(text, column.known_words, column.dtype)
        if column.kind == "i":
            return read_integers(text, name)
        if column.kind == "f":
            return read_floats(text, name)
        cells = read_text(text)
        if column.role == "geometry":
            is_other = cells.values.is_not_null() & ~is_area(cells.values)
            return Cells(
                cells.values, is_other if cells.unread is None else is_other | cells.unread
            )
        if column.role == "person":
            return Cells(keyed_hashes(cells.values, self.salt), cells.unread)
        return Cells(mask(cells.values), cells.unread) if column.is_masked else cells

    def _translated(self, name: str, text: pl.Series) -> pl.Series:
        values = self._translations(name)
        return text.str.strip_chars().replace(values) if values else text

    def _translations(self, name: str) -> dict[str, str | None]:
        if self.mapping is None:
            return {}
        said = self.mapping.values.get(name, {})
        if self.mapping.unpivot and self.mapping.wide and name == self.mapping.wide[1]:
            return {**said, **self.mapping.unpivot.results}
        return said

    def _scale_told(self, name: str) -> int | None:
        header = self.header[self.columns[name]] if name in self.columns else ""
        in_brackets = "".join(re.findall(r"[(（\[【][^)）\]】]*", header))
        return next((scale for scale, words in SCALES if re.search(words, in_brackets)), None)

    def _defaults(self, typed: pl.DataFrame) -> list[pl.Expr]:
        stand_ins = [c for c in self.source.columns if c.default_from in typed.columns]
        return [
            (pl.coalesce(c.name, c.default_from) if c.name in typed.columns else pl.col(c.default_from)).alias(c.name)
            for c in stand_ins
            if c.default_from
        ]  # fmt: skip


def _ask_for_order(unread: pl.Series) -> None:
    if written_year_last(tidy(unread)).any():
        raise OrderAsked


def given_by(mapping: Mapping | None) -> frozenset[str]:
    """Return the columns that a mapping makes without a header of their own."""
    if mapping is None:
        return frozenset()
    return frozenset(mapping.constants) | frozenset(mapping.wide or ())
