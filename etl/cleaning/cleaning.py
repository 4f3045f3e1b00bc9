"""Frames of text become typed rows: accepted, or rejected with column, rule and original text.

Nothing is guessed and nothing is dropped: of every frame, read = accepted + rejected.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cached_property

import polars as pl

from etl.cleaning.cells import (
    Cells,
    each_once,
    rating_words,
    read_text,
    read_words,
    tidy,
    without_unseen,
)
from etl.cleaning.contracts import ROW, Contract, judge
from etl.cleaning.date_order import Order, OrderAsked
from etl.cleaning.faults import gather_faults
from etl.cleaning.identifiers import hidden
from etl.cleaning.numbers import AS_COUNTED, read_floats, read_integers
from etl.cleaning.periods import read_periods
from etl.cleaning.placing import AREA_FAULTS, cross_themselves, is_area, lie_beyond_earth
from etl.cleaning.privacy import keyed_hashes
from etl.cleaning.rejecting import Checked, row_keys
from etl.cleaning.spoiled import dittos, garbled_cells, rounded_numbers
from etl.cleaning.texts import TableTexts
from etl.cleaning.times import counted_from_1900, read_times, written_year_last
from etl.mapping.mapping import Mapping
from etl.sources import Column
from etl.sources.matching import Recognised

UNREAD = {
    "i": "not_an_integer", "f": "not_a_number", "b": "not_yes_or_no", "e": "unknown_value", "p": "not_a_period",
    "s": "error_cell",
}  # fmt: skip


def unread_rule(column: Column) -> str:
    """Return the rule that a cell breaks when a column's value cannot be read from it."""
    by_role = {"rating": "unknown_value", "geometry": "not_a_polygon"}
    return by_role.get(column.role) or UNREAD.get(column.kind, "not_a_date")


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
        self.factors = recognised.factors
        self.texts = TableTexts(recognised, header, mapping)
        self.present = self.texts.present
        self.wide = self.texts.wide
        self.formats = mapping.formats if mapping else {}
        self.salt = salt
        self.counts_from_1904 = counts_from_1904
        self.converted: set[str] = set()  # columns with times of another zone, as they are met
        self.orders = {
            **(orders or {}),
            **(mapping.orders_of(recognised.source) if mapping else {}),
        }

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
        texts = self.texts.of(frame)
        names = texts.cells.columns[1:]
        read = dict(
            zip(
                names,
                pool.map(self._read, names, [texts.cells[name] for name in names]),
                strict=True,
            )
        )
        for name in read:
            read[name] = self._of_hundred(name, texts.cells[name], read)
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
            self.source,
            texts.cells,
            texts.places,
            self.salt,
            unread,
            {
                name: self._rules[name]
                if (own := read[name].rules) is None
                else own.fill_null(self._rules[name]).filter(marks)
                for name, marks in unread.items()
            },
            broken,
            self.wide,
        )
        accepted = good.select(
            pl.exclude(ROW),
            *(texts.places[n].gather(good[ROW]) for n in ("row_number", "line_number")),
        ).insert_column(0, texts.cells[ROW].gather(good[ROW]))
        if self.wide and faults.rows.height:
            accepted = accepted.filter(~pl.col(ROW).is_in(faults.rows[ROW].implode()))
        whole = typed.with_columns(texts.cells[ROW]).filter(is_whole)
        return Checked(accepted, faults, row_keys(self.source, whole, faults))

    def _of_hundred(self, name: str, text: pl.Series, read: dict[str, Cells]) -> Cells:
        """Return cells without the percentages of what is not counted to 100."""
        whole = self.source.by_name[name].percent_of
        if whole is None or not (percent := text.str.contains("[%％]")).any():
            return read[name]
        # Only a scale that nobody says can be no other than 100.
        unsaid = pl.Series([100.0 if whole == "scale" else 0.0]).new_from_index(0, text.len())
        said = read[whole].values.cast(pl.Float64) if whole in read else unsaid
        is_other = said.zip_with(said.is_not_null(), unsaid) != 100  # noqa: PLR2004
        marks = (percent & is_other).fill_null(value=False)
        return read[name].without(marks, "not_a_number") if marks.any() else read[name]

    @cached_property
    def _rules(self) -> dict[str, str]:
        """The rule that an unreadable cell of each column breaks."""
        return {column.name: unread_rule(column) for column in self.source.columns}

    def untold_times(self, frame: pl.DataFrame) -> dict[str, pl.Series]:
        """Return the cells of the dates of which nothing says in which order they are written."""
        told = set(self.orders) | set(self.formats)
        times = {c.name for c in self.source.columns if c.kind in ("d", "t")} - told
        cells = self.texts.cells(frame)
        return {
            name: self.texts.translated(name, cells[name])
            for name in cells.columns
            if name in times
        }

    def _read(self, name: str, text: pl.Series) -> Cells:
        column = self.source.by_name[name]
        text = self.texts.translated(name, text)
        form = self.formats.get(name)
        if column.role == "rating":
            scale = int(form) if form else (self.texts.scale_told(name) or 5)
            return read_words(text, rating_words(text, column.choices, scale), pl.Int64())
        if column.kind in ("d", "t"):
            if self.counts_from_1904:
                text = counted_from_1900(text)
            order = self.orders.get(name)
            cells = read_times(text, is_deadline=column.role == "deadline", form=form, order=order)
            if form is None and order is None and cells.unread is not None:
                _ask_for_order(text.filter(cells.unread))
            if cells.is_converted:
                self.converted.add(name)
            return Cells(cells.values.cast(column.dtype), cells.unread)
        if column.kind == "p":
            return read_periods(text)
        if column.kind in ("e", "b"):
            return read_words(text, column.known_words, column.dtype)
        if column.kind == "i":
            return read_integers(text, name, self.factors.get(name, AS_COUNTED))
        if column.kind == "f":
            return read_floats(text, name, self.factors.get(name, AS_COUNTED))
        return each_once(text, lambda words: self._read_texts(column, words))

    def _read_texts(self, column: Column, text: pl.Series) -> Cells:
        if column.role in ("", "id", "number", "person"):
            text = without_unseen(text)
        cells = read_text(text)
        if column.role in ("id", "number", "person"):
            cells = cells.without(rounded_numbers(cells.values), "rounded_number")
        if column.role in ("", "id", "number"):
            cells = cells.without(garbled_cells(cells.values), "garbled_cell")
            cells = cells.without(dittos(cells.values), "ditto")
        if column.role == "geometry":
            is_other = cells.values.is_not_null() & ~is_area(cells.values)
            areas = Cells(
                cells.values, is_other if cells.unread is None else is_other | cells.unread
            )
            beyond, crossed = AREA_FAULTS
            areas = areas.without(lie_beyond_earth(areas.values), beyond)
            return areas.without(cross_themselves(areas.values), crossed)
        if column.role == "person":
            return replace(cells, values=keyed_hashes(cells.values, self.salt))
        return replace(cells, values=hidden(cells.values, column, self.salt))

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
