"""Totals that units report of themselves or the upper level publishes, each beside our own figure."""

import polars as pl

from analysis.filters import Filters
from analysis.kpi_questions import kpi_by_level
from analysis.kpis import catalogue
from analysis.warehouse import Release, ask

_SPAN = ("starts_on", "ends_on", "scope")
_OURS = {"numerator": "own_numerator", "denominator": "own_denominator", "value": "own_value"}


def summaries_beside(release: Release, filters: Filters) -> pl.DataFrame:
    """Return the totals of a selection with our own value of the same KPI, period and object.

    Args:
        release: the build to ask.
        filters: the period that theirs lie within, and the place that their objects lie in.

    Returns:
        The columns of sql/queries/summaries_beside.sql and [own_numerator, own_denominator,
        own_value], null where we have none. A stock is known as it stands: it is set beside totals
        of the newest period only.
    """
    chosen = filters.params()
    del chosen["unit_id"], chosen["outlet_id"]
    totals = ask(release, "summaries_beside", **chosen)
    known = totals.filter("is_kpi_known")
    own = [
        _own(release, Filters(start, end), sorted(asked["kpi_id"].unique()), scope)
        for (start, end, scope), asked in known.group_by(_SPAN, maintain_order=True)
    ]
    if not own:
        return totals.with_columns(pl.lit(None, pl.Float64).alias(name) for name in _OURS.values())
    beside = totals.join(
        pl.concat(own), on=[*_SPAN, "kpi_id", "scope_id"], how="left", maintain_order="left"
    )
    stocks = [kpi.id for kpi in catalogue().values() if kpi.is_stock]
    is_past_stock = pl.col("kpi_id").is_in(stocks) & ~pl.col("reaches_as_of")
    return beside.with_columns(
        pl.when(~is_past_stock).then(name).alias(name) for name in _OURS.values()
    )


def published(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [kpi_id, value, rank, rank_of]: what the upper level published of a place and period.

    Args:
        release: the build to ask.
        filters: the very period and place; of an industry or a level of outlets nothing is published.
    """
    chosen = filters.params()
    del chosen["unit_id"], chosen["outlet_id"]
    scope = "township" if filters.township_id else "district" if filters.district_id else "city"
    is_of_it = pl.col("scope") == scope
    if place := filters.township_id or filters.district_id:
        is_of_it &= pl.col("scope_id") == place
    if filters.industry_id or filters.entity_level:
        is_of_it = pl.lit(False)
    return (
        ask(release, "summaries_beside", **chosen)
        .filter(
            is_of_it,
            pl.col("publisher") == "upper",
            pl.col("is_kpi_known"),
            pl.col("value").is_not_null(),
            pl.col("starts_on") == filters.start,
            pl.col("ends_on") == filters.end,
        )
        .select("kpi_id", "value", "rank", "rank_of")
    )


def _own(release: Release, span: Filters, kpi_ids: list[str], scope: str) -> pl.DataFrame:
    """Our figures of one period at one level."""
    return (
        kpi_by_level(release, span, kpi_ids, scope)
        .drop("name")
        .rename(_OURS)
        .with_columns(
            pl.lit(span.start).alias("starts_on"),
            pl.lit(span.end).alias("ends_on"),
            pl.lit(scope).alias("scope"),
        )
    )
