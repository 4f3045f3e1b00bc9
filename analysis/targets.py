"""Whether a figure may be judged and meets its target; how members of a level rank against it."""

from typing import Any

import polars as pl

from analysis.kpis import Kpi
from analysis.signals import FEW, wilson


def is_withheld(kpi: Kpi, denominator: float | None) -> bool:
    """Say whether too few cases stand behind a rate; a census of things has no such limit."""
    return kpi.is_ratio and not kpi.is_stock and (denominator is None or denominator < kpi.least_n)


def meets(kpi: Kpi, value: float | None, denominator: float | None) -> bool | None:
    """Say whether a target is met; None without a target or a value that may be judged."""
    if kpi.target is None or value is None or is_withheld(kpi, denominator):
        return None
    return value <= kpi.target if kpi.direction == "down" else value >= kpi.target


def ranked(members: pl.DataFrame, *, descending: bool = True) -> pl.DataFrame:
    """Rank the members of a level by a share, the best first.

    Args:
        members: [scope_id, name, numerator, denominator, value] of one KPI, a fraction.
        descending: Whether more is better.

    Returns:
        The members with at least 30 cases that could be attributed, with [rank] (1, 2, 2, 4) and
        their 95 % interval [low, high] (Wilson).
    """
    able = members.filter(
        pl.col("scope_id") != "unknown", pl.col("denominator") >= FEW, pl.col("value").is_not_null()
    )
    intervals = [
        wilson(numerator, n) or (None, None)
        for numerator, n in able.select("numerator", "denominator").iter_rows()
    ]
    return able.with_columns(
        pl.col("value").rank("min", descending=descending).cast(pl.Int64).alias("rank"),
        pl.Series("low", [low for low, _ in intervals], pl.Float64),
        pl.Series("high", [high for _, high in intervals], pl.Float64),
    ).sort("rank", "name")


def indistinct(ranks: pl.DataFrame) -> tuple[int, int] | None:
    """Return the longest stretch of at least three ranks whose intervals all overlap.

    Args:
        ranks: The answer of `ranked`.

    Returns:
        The first and last rank of the stretch, or None.
    """
    rows: list[dict[str, Any]] = ranks.to_dicts()
    best: tuple[int, int] | None = None
    longest = 2
    for first, top in enumerate(rows):
        last = first
        while last + 1 < len(rows) and _overlap(top, rows[last + 1]):
            last += 1
        if last - first + 1 > longest:
            longest = last - first + 1
            best = (top["rank"], rows[last]["rank"])
    return best


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["low"] <= other["high"] and other["low"] <= one["high"])
