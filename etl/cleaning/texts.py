"""Which text of a table stands for which column: by header, constant, unpivoted item or a header's own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from etl.cleaning.contracts import ROW
from etl.cleaning.wide import Wide, wide_of
from etl.mapping.mapping import Mapping
from etl.sources.matching import Recognised

SCALES = ((100, r"100|百分|[%％]"), (10, r"10|十分"), (5, r"(?<!\d)5分|五分|五级"))


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


class TableTexts:
    """The texts of every frame of one table, under their canonical names."""

    def __init__(
        self, recognised: Recognised, header: Sequence[str], mapping: Mapping | None
    ) -> None:
        """Prepare for a table.

        Args:
            recognised: its source and columns.
            header: its header cells, which may tell the scale of a rating.
            mapping: constants, values and unpivot, where there is a mapping.
        """
        self.source = recognised.source
        self.columns = recognised.columns
        self.doubled = recognised.doubled
        self.header = header
        self.mapping = mapping

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
        scales = {c.name: self.scale_told(c.scale_of) for c in asked if c.scale_of}
        return {name: str(scale) for name, scale in scales.items() if scale}

    @cached_property
    def wide(self) -> Wide | None:
        """Where the items of a wide sheet stand."""
        return wide_of(self.mapping, self.header)

    def of(self, frame: pl.DataFrame) -> Texts:
        """Return the texts of a frame: columns c0…, `row_number`, `line_number`, `field_fault`."""
        cells = self.cells(frame)
        places = frame.select("row_number", "line_number", self._field_fault)
        if self.wide is None:
            return Texts(cells, places)
        fills = self.wide.fills
        items = self.wide.long(cells, frame, lambda text: self.translated(fills, text))
        return Texts(items, places[items[ROW]])

    def cells(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the cells of a frame's rows under their canonical names."""
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

    def translated(self, name: str, text: pl.Series) -> pl.Series:
        """Return cells of a column in the words that the mapping gives theirs."""
        values = self._translations(name)
        return text.str.strip_chars().replace(values) if values else text

    def _translations(self, name: str) -> dict[str, str | None]:
        if self.mapping is None:
            return {}
        said = self.mapping.values.get(name, {})
        if self.mapping.unpivot and self.mapping.wide and name == self.mapping.wide[1]:
            return {**said, **self.mapping.unpivot.results}
        return said

    def scale_told(self, name: str) -> int | None:
        """Return out of how many a column is rated, where its header says so in brackets."""
        header = self.header[self.columns[name]] if name in self.columns else ""
        in_brackets = "".join(re.findall(r"[(（\[【][^)）\]】]*", header))
        return next((scale for scale, words in SCALES if re.search(words, in_brackets)), None)


def given_by(mapping: Mapping | None) -> frozenset[str]:
    """Return the columns that a mapping makes without a header of their own."""
    if mapping is None:
        return frozenset()
    return frozenset(mapping.constants) | frozenset(mapping.wide or ())
