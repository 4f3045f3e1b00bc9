"""What the level above has of a figure: its own value, the place among its members, what it published."""

from dataclasses import dataclass, replace

import polars as pl

from analysis import summaries, targets
from analysis.filters import Filters
from analysis.warehouse import WarehouseError
from ui import queries


@dataclass(frozen=True)
class Upper:
    """What the level above has of one KPI; None where nothing is known.

    Attributes:
        district_id: The district whose value it is; None for the city's.
        value: Of the whole district or city, in the KPI's unit.
        rank: The chosen place among its siblings.
        ranked: How many siblings have a rank.
        published: The value that the upper level published of the chosen place.
        published_rank: The rank it published with it.
        published_ranked: Of how many.
    """

    district_id: str | None = None
    value: float | None = None
    rank: int | None = None
    ranked: int | None = None
    published: float | None = None
    published_rank: int | None = None
    published_ranked: int | None = None


def uppers(chosen: Filters, kpi_ids: tuple[str, ...]) -> dict[str, Upper]:
    """Return by KPI what the level above a selection has of it."""
    found = {kpi_id: Upper() for kpi_id in kpi_ids}
    if place := chosen.township_id or chosen.district_id:
        _beside(found, chosen, kpi_ids, place)
    for kpi_id, value, rank, of in _published(chosen).iter_rows():
        if kpi_id in found:
            told = {"published": value, "published_rank": rank, "published_ranked": of}
            found[kpi_id] = replace(found[kpi_id], **told)
    return found


def _beside(found: dict[str, Upper], chosen: Filters, kpi_ids: tuple[str, ...], place: str) -> None:
    """Put in what the district or the city has, and where the place stands among its members."""
    if chosen.township_id:
        level, above = "township", replace(chosen, township_id=None)
    else:
        level, above = "district", replace(chosen, district_id=None)
    members = queries.kpi_by_level(above, kpi_ids, level).partition_by("kpi_id", as_dict=True)
    for row in queries.kpi_values(above, kpi_ids).iter_rows(named=True):
        kpi = queries.kpi(row["kpi_id"])
        if targets.is_withheld(kpi, row["denominator"]):
            continue
        siblings = members.get((kpi.id,))
        ranks = None if siblings is None else targets.place_among(kpi, siblings, place)
        found[kpi.id] = Upper(above.district_id, row["value"], *(ranks or (None, None)))


def _published(chosen: Filters) -> pl.DataFrame:
    try:
        return queries.ask(summaries.published, chosen)
    except WarehouseError as fault:
        # A build of an older program has no such totals, and its cards stand without them.
        if fault.code != "lacks":
            raise
        return pl.DataFrame()
