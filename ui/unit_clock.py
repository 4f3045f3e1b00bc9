"""The units' own clock beside the city's, in the on-time table by unit: where dispatches are exported."""

import polars as pl

from analysis.filters import Filters
from ui import filters, queries
from ui.tables import Column
from ui.words import t

_KPI = "K04u"
_OWN = {"numerator": "unit_on_time", "denominator": "unit_due", "value": "unit_rate"}


def is_shown(kpi_id: str, level: str) -> bool:
    """Say whether the table has the columns: units by the due cohort, with dispatches exported."""
    return kpi_id == "K04" and level == "unit" and queries.is_collected(_KPI)


def columns() -> list[Column]:
    """Return the columns of the units' own clock."""
    return [
        Column("unit_rate", t("on_time.unit_rate"), "rate", n="unit_due"),
        Column("unit_on_time", t("on_time.unit_on_time"), "count"),
        Column("unit_due", t("on_time.unit_due"), "count"),
    ]


def beside(members: pl.DataFrame, kpi_id: str, level: str, chosen: Filters) -> pl.DataFrame:
    """Add the units' own clock, and the units that have dispatches due but lead no case that was.

    Args:
        members: [scope_id, name, numerator, denominator, value] of the city's clock.
        kpi_id: the definition.
        level: of the members.
        chosen: period and place.
    """
    if not is_shown(kpi_id, level):
        return members
    own = queries.kpi_by_level(chosen, (_KPI,), level).filter(pl.col("denominator") > 0)
    named = own.with_columns(
        pl.Series("name", [queries.name_of(*one) for one in own.select("scope_id", "name").rows()])
    )
    joined = members.join(
        named.rename(_OWN | {"name": "own_name"}), on="scope_id", how="full", coalesce=True
    )
    return joined.with_columns(
        pl.coalesce("name", "own_name").alias("name"),
        pl.col("numerator", "denominator").fill_null(0.0),
    )


def total(kpi_id: str, level: str) -> dict[str, float | None]:
    """Return the whole selection on the units' own clock, recomputed; nothing where it is not shown."""
    if not is_shown(kpi_id, level):
        return {}
    found = queries.kpi_values(filters.current(), (_KPI,)).to_dicts()
    return {ours: found[0][name] if found else None for name, ours in _OWN.items()}
