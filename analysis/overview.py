"""What the overview says in one sentence, and whom it asks a leader to look at; pure functions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from analysis.kpis import Kpi
from analysis.targets import all_alike, is_withheld, meets, ranked

CORE = ("K01", "K04", "S02", "R02", "C01", "I03", "I06", "K12")
# Each takes the place of a core figure that the exports do not allow.
SPARE = ("I02", "G08")
HEADLINE = "K04"
MOST_ATTENTION = 3

# Who is named as the reason makes half of the shortfall, alone or with one or two others.
_MAIN_PART, _MOST_DRAGS = 0.5, 3

Mood = Literal["good", "steady", "concern"]


@dataclass(frozen=True)
class Verdict:
    """The facts of the sentence; None where nothing true can be said.

    Attributes:
        judged: Core figures with a target and enough cases.
        met: Those that meet it.
        targets: Core figures with a target, whether they have enough cases or not.
        headline: The headline figure's value.
        gap: Its distance from the target, negative when short.
        drag: Who makes at least half of the cases missing to the target, at most three members;
            none when the whole is not short, when more are needed, or when members hardly differ.
        drag_share: Their part of all the cases missing among those who are short.
    """

    judged: int
    met: int
    targets: int
    headline: float | None = None
    gap: float | None = None
    drag: tuple[str, ...] = ()
    drag_share: float | None = None

    @property
    def is_judged(self) -> bool:
        """Whether the headline and at least half of the figures with a target have enough cases."""
        return self.headline is not None and 2 * self.judged >= self.targets > 0

    @property
    def mood(self) -> Mood:
        """All targets met: good; at least half: steady; fewer: a concern."""
        if self.met == self.judged:
            return "good"
        return "steady" if 2 * self.met >= self.judged else "concern"


def core(collected: Collection[str]) -> tuple[str, ...]:
    """Return the eight core figures in their order: those that the exports allow come first.

    Args:
        collected: The KPIs that the exports allow.
    """
    every = (*CORE, *SPARE)
    allowed = [id_ for id_ in every if id_ in collected][: len(CORE)]
    lacking = [id_ for id_ in CORE if id_ not in collected][: len(CORE) - len(allowed)]
    return tuple(id_ for id_ in every if id_ in {*allowed, *lacking})


def verdict(
    values: pl.DataFrame,
    kpis: Mapping[str, Kpi],
    members: pl.DataFrame,
    shown: Collection[str] = (),
) -> Verdict:
    """Judge a selection.

    Args:
        values: [kpi_id, numerator, denominator, value], the core figures of the selection.
        kpis: The catalogue.
        members: [scope_id, name, numerator, denominator, value] of the headline, one level below.
        shown: The core figures that are collected; those without a row have no cases here.
    """
    rows = {row["kpi_id"]: row for row in values.iter_rows(named=True)}
    verdicts = [
        met
        for id_, row in rows.items()
        if (met := meets(kpis[id_], row["value"], row["denominator"])) is not None
    ]
    judged, met_count = len(verdicts), sum(verdicts)
    targets = sum(kpis[id_].target is not None for id_ in {*shown, *rows})
    headline, target = rows.get(HEADLINE), kpis[HEADLINE].target
    if (
        headline is None
        or headline["value"] is None
        or is_withheld(kpis[HEADLINE], headline["denominator"])
    ):
        return Verdict(judged, met_count, targets)
    if target is None:
        return Verdict(judged, met_count, targets, headline["value"])
    gap = headline["value"] - target
    drag, share = _drag(members, target) if gap < 0 else ((), None)
    return Verdict(judged, met_count, targets, headline["value"], gap, drag, share)


def _drag(members: pl.DataFrame, target: float) -> tuple[tuple[str, ...], float | None]:
    """Those who together miss half of all the cases missing to the target, and their part of them."""
    if all_alike(ranked(members)):
        return (), None
    short = (
        members.filter(pl.col("scope_id") != "unknown")
        .with_columns(missing=target * pl.col("denominator") - pl.col("numerator"))
        .filter(pl.col("missing") > 0)
        .sort("missing", "name", descending=[True, False])
        .with_columns(part=pl.col("missing").cum_sum() / pl.col("missing").sum())
        .head(_MOST_DRAGS)
    )
    enough = short.filter(pl.col("part") >= _MAIN_PART)
    if enough.is_empty():
        return (), None
    share: float = enough["part"][0]
    return tuple(short.filter(pl.col("part") <= share)["name"]), share
