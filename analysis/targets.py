"""Whether a figure may be judged and meets its target; how members of a level rank against it."""

from typing import Literal

import polars as pl

from analysis.kpis import Kpi
from analysis.signals import FEW, wilson

Reliability = Literal["withheld", "grey", "plain"]

_LEAST_STRETCH = 3  # members: of two, nobody says that they are all alike


def is_withheld(kpi: Kpi, denominator: float | None) -> bool:
    """Say whether too few cases stand behind a rate; a census of things has no such limit."""
    return kpi.is_ratio and not kpi.is_stock and (denominator is None or denominator < kpi.least_n)


def reliability(kpi: Kpi, n: float | None) -> Reliability:
    """Say whether a value of n cases is withheld, greyed or shown."""
    if is_withheld(kpi, n):
        return "withheld"
    counted = kpi.is_ratio and not kpi.is_stock
    return "grey" if counted and (n or 0) < kpi.sure_n else "plain"


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
    able = _able(members)
    intervals = [
        wilson(numerator, n) or (None, None)
        for numerator, n in able.select("numerator", "denominator").iter_rows()
    ]
    return able.with_columns(
        pl.col("value").rank("min", descending=descending).cast(pl.Int64).alias("rank"),
        pl.Series("low", [low for low, _ in intervals], pl.Float64),
        pl.Series("high", [high for _, high in intervals], pl.Float64),
    ).sort("rank", "name")


def place_among(kpi: Kpi, members: pl.DataFrame, scope_id: str) -> tuple[int, int] | None:
    """Return the rank of one member among those of its level, and how many are ranked.

    Args:
        kpi: The catalogue's entry; only a rate of which more or less is better ranks anyone.
        members: [scope_id, denominator, value] of the KPI.
        scope_id: Whose rank it is.

    Returns:
        None where the member is not ranked (fewer than 30 cases, as in `ranked`), or alone.
    """
    if not kpi.is_ratio or kpi.direction == "none":
        return None
    able = _able(members)
    own = able.filter(pl.col("scope_id") == scope_id)["value"]
    if own.is_empty() or able.height < 2:
        return None
    better = able["value"] < own[0] if kpi.direction == "down" else able["value"] > own[0]
    return int(better.sum()) + 1, able.height


def indistinct(ranks: pl.DataFrame) -> tuple[int, int] | None:
    """Return the longest stretch of at least three members whose intervals all overlap one another.

    Intervals overlap pairwise when the greatest lower bound is not above the least upper bound.

    Args:
        ranks: The answer of `ranked`.

    Returns:
        The first and last rank of the stretch, which holds all members of these ranks, or None.
    """
    at_rank = _by_rank(ranks)
    ranks_, lows, highs, counts = (at_rank[name].to_list() for name in at_rank.columns)
    best: tuple[int, int] | None = None
    longest, end = _LEAST_STRETCH - 1, 0
    for first in range(len(ranks_)):
        # What overlaps still does without its first: the end never goes back.
        end = max(end, first + 1)
        low, high = max(lows[first:end]), min(highs[first:end])
        while end < len(ranks_) and max(low, lows[end]) <= min(high, highs[end]):
            low, high = max(low, lows[end]), min(high, highs[end])
            end += 1
        if (size := sum(counts[first:end])) > longest:
            longest, best = size, (ranks_[first], ranks_[end - 1])
    return best


def all_alike(ranks: pl.DataFrame) -> bool:
    """Say whether there are at least three members and the intervals of all overlap one another.

    Args:
        ranks: The answer of `ranked`.
    """
    if ranks.height < _LEAST_STRETCH:
        return False
    at_rank = _by_rank(ranks)
    return bool(at_rank["low"].to_numpy().max() <= at_rank["high"].to_numpy().min())


def _able(members: pl.DataFrame) -> pl.DataFrame:
    """Those that may be ranked: at least 30 cases that could be attributed."""
    return members.filter(
        pl.col("scope_id") != "unknown", pl.col("denominator") >= FEW, pl.col("value").is_not_null()
    )


def _by_rank(ranks: pl.DataFrame) -> pl.DataFrame:
    """What all members of a rank have in common: those that tie overlap, each holding the value."""
    return ranks.group_by("rank", maintain_order=True).agg(
        pl.col("low").max(), pl.col("high").min(), pl.len().alias("members")
    )
