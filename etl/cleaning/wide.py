"""A wide sheet made long: one row per item that a row of the file has something at (exports.md, Mappings)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from etl.cleaning.cells import tidy
from etl.cleaning.contracts import ROW
from etl.mapping.mapping import Mapping as FileMapping
from etl.sources.recognition import positions_of


@dataclass(frozen=True)
class Wide:
    """Where the items of a table stand.

    Attributes:
        of: the column that items are: `item_code`, `kpi_id`, `period`.
        fills: the column that their cells fill: `result`, `value`.
        places: item → positions of its header; several where the header stands twice.
    """

    of: str
    fills: str
    places: Mapping[str, tuple[int, ...]]

    @property
    def names(self) -> dict[int, str]:
        """Position of an item's header → what faults and sheets call its column, `result.no_smoking`."""
        return {i: self.name(item) for item, places in self.places.items() for i in places}

    def name(self, item: str) -> str:
        """Return what the column of an item is called."""
        return f"{self.fills}.{item}"

    @property
    def doubled(self) -> list[tuple[int, ...]]:
        """Positions of the headers that stand more than once."""
        return [places for places in self.places.values() if len(places) > 1]

    def differing(self) -> Iterator[pl.Expr]:
        """Yield what is true of a row in which two cells under the same header differ."""
        for first, *others in self.doubled:
            for other in others:
                yield _filled(first) != _filled(other)

    def long(
        self, cells: pl.DataFrame, frame: pl.DataFrame, translated: Callable[[pl.Series], pl.Series]
    ) -> pl.DataFrame:
        """Return a row per item that a row of the frame has something at.

        Args:
            cells: the other columns under their canonical names, with `_row`.
            frame: the texts, columns c0….
            translated: puts what a mapping says for the words of a cell.

        Returns:
            The cells with `of` and `fills`, in the order of the rows and items. A row with no item at
            all keeps one row, so that it is refused and not forgotten.
        """
        parts = [
            self._items(item, places, cells, frame, translated)
            for item, places in self.places.items()
        ]
        items = pl.concat(parts)
        bare = cells.filter(~pl.col(ROW).is_in(items[ROW].implode()))
        nothing = pl.lit(None, dtype=pl.String)
        bare = bare.with_columns(nothing.alias(self.of), nothing.alias(self.fills))
        return pl.concat([items, bare]).sort(ROW, maintain_order=True)

    def _items(
        self,
        item: str,
        places: tuple[int, ...],
        cells: pl.DataFrame,
        frame: pl.DataFrame,
        translated: Callable[[pl.Series], pl.Series],
    ) -> pl.DataFrame:
        text = frame.select(pl.coalesce(*map(_filled, places)).alias(self.fills))[self.fills]
        # A dash or a blank is no item of the row, unless the mapping says that it means something.
        is_item = tidy(translated(text)).is_not_null()
        named = cells.with_columns(pl.lit(item).alias(self.of), text)
        return named.filter(is_item)


def wide_of(mapping: FileMapping | None, header: Sequence[str]) -> Wide | None:
    """Return where the items of a table stand, None where its mapping makes none long."""
    if mapping is None or mapping.unpivot is None or mapping.wide is None:
        return None
    places = {item: positions_of(header, text) for text, item in mapping.unpivot.items.items()}
    return Wide(*mapping.wide, places)


def _filled(position: int) -> pl.Expr:
    cell = pl.col(f"c{position}").str.strip_chars()
    return pl.when(cell != "").then(cell)
