"""What the overview says in one sentence, and whom it asks a leader to look at; pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from analysis.kpis import Kpi
from analysis.targets import is_withheld, meets

CORE = ("K01", "K04", "S02", "K12", "C01", "I02", "G08", "I06")
HEADLINE = "K04"
MOST_ATTENTION = 3

Mood = Literal["good", "steady", "concern"]


@dataclass(frozen=True)
class Verdict:
    """The facts of the sentence; None where nothing true can be said.

    Attributes:
        judged: Core figures with a target and enough cases.
        met: Those that meet it.
        headline: The headline figure's value.
        gap: Its distance from the target, negative when short.
        drag: Who is furthest short of the target, counted in cases; only when the whole is short.
        drag_share: That member's part of all the cases missing among those who are short.
    """

    judged: int
    met: int
    headline: float | None = None
    gap: float | None = None
    drag: str | None = None
    drag_share: float | None = None

    @property
    def mood(self) -> Mood:
        """All targets met: good; at least half: steady; fewer: a concern."""
        if self.met == self.judged:
            return "good"
        return "steady" if 2 * self.met >= self.judged else "concern"


def verdict(values: pl.DataFrame, kpis: Mapping[str, Kpi], members: pl.DataFrame) -> Verdict:
    """Judge a selection.

    Args:
        values: [kpi_id, numerator, denominator, value], the core figures of the selection.
        kpis: The catalogue.
        members: [scope_id, name, numerator, denominator] of the headline, one level below.
    """
    rows = {row["kpi_id"]: row for row in values.iter_rows(named=True)}
    verdicts = [
        met
        for id_, row in rows.items()
        if (met := meets(kpis[id_], row["value"], row["denominator"])) is not None
    ]
    judged, met_count = len(verdicts), sum(verdicts)
    headline, target = rows.get(HEADLINE), kpis[HEADLINE].target
    if (
        headline is None
        or headline["value"] is None
        or is_withheld(kpis[HEADLINE], headline["denominator"])
    ):
        return Verdict(judged, met_count)
    if target is None:
        return Verdict(judged, met_count, headline["value"])
    gap = headline["value"] - target
    drag, share = _drag(members, target) if gap < 0 else (None, None)
    return Verdict(judged, met_count, headline["value"], gap, drag, share)


def _drag(members: pl.DataFrame, target: float) -> tuple[str | None, float | None]:
    """The member with the most cases missing to the target, and its part of all that are missing."""
    short = (
        members.filter(pl.col("scope_id") != "unknown")
        .with_columns(missing=target * pl.col("denominator") - pl.col("numerator"))
        .filter(pl.col("missing") > 0)
        .sort("missing", "name", descending=[True, False])
    )
    if short.is_empty():
        return None, None
    return short["name"][0], short["missing"][0] / short["missing"].sum()
