"""Which headers of a sheet are items of a wide one: items of the check sheet, figures, periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from etl.cleaning.periods import read_periods
from etl.sources import Source
from etl.sources.matching import comparable

# One header of such a name may be anything; two are a wide sheet.
FEWEST = 2


@dataclass(frozen=True)
class KnownItems:
    """What a city's headers of wide sheets may stand for.

    Attributes:
        names: column that items are → (code, name) in the order of its list.
    """

    names: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def named(self, of: str) -> Sequence[tuple[str, str]]:
        """Return (code, name) of the items of a column."""
        return self.names.get(of, ())

    def meant(self, of: str, header: str) -> str | None:
        """Return the item that a header names, None where it names none."""
        if of == "period":
            cells = read_periods(pl.Series([header], dtype=pl.String))
            found: str | None = cells.values[0]
            return found
        plain = comparable(header)
        known = ((code, {comparable(code), comparable(name)}) for code, name in self.named(of))
        return next((code for code, words in known if plain in words), None)


def propose_items(
    source: Source, header: Sequence[str], columns: Mapping[str, int], known: KnownItems
) -> tuple[str, dict[int, str]]:
    """Return which column the items of a wide sheet are, and the item of each header that names one.

    Args:
        source: what the table would be.
        header: its header cells.
        columns: canonical name → position of the headers that are columns.
        known: what headers may stand for.

    Returns:
        `item_code`, `kpi_id` or `period`, empty where the sheet is not wide; position → item.
    """
    free = [i for i, text in enumerate(header) if text.strip() and i not in columns.values()]
    best: tuple[str, dict[int, str]] = ("", {})
    for of in dict.fromkeys(of for of, fills in source.wide if fills not in columns):
        if of in columns:
            continue
        meant = {i: item for i in free if (item := known.meant(of, header[i]))}
        if len(set(meant.values())) >= max(FEWEST, len(best[1]) + 1):
            best = of, {i: item for i, item in meant.items() if i == _first(meant, item)}
    return best


def _first(meant: Mapping[int, str], item: str) -> int:
    return next(i for i, other in meant.items() if other == item)
