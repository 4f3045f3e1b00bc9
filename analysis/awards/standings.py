"""The standings of the candidates: estimates, points, score, ranks and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import polars as pl

from analysis.awards.indicators import Array, counts
from analysis.awards.peers import Group, peer_groups
from analysis.awards.rules import Bands, Rules
from analysis.awards.scoring import overall, pillar_points, points, ranks
from analysis.awards.selection import Selection, select
from analysis.awards.shrinkage import Estimate, Prior, shrink
from analysis.awards.simulation import simulate

RECOMMENDED = "recommended"
REVIEW = "review"
OTHER = "other"

Value = TypeVar("Value")


@dataclass(frozen=True)
class Standings:
    """What the candidates reached.

    Attributes:
        scores: One row per candidate: outlet_id, peer_industry, peer_level (null: all of them),
            peers (how many, itself included), score, one column per pillar id (null when missing), rank, median_rank, rank_low,
            rank_high, chance (of a place among the first N), band.
        points: One row per candidate and indicator: outlet_id, kpi_id, peer_mean and estimate (in
            the unit of the goalposts), points.
        groups: The groups of peers.
        priors: Per indicator the prior of each group.
        selection: The places under quotas.
    """

    scores: pl.DataFrame
    points: pl.DataFrame
    groups: Sequence[Group]
    priors: Sequence[Sequence[Prior]]
    selection: Selection


def rank_candidates(
    candidates: pl.DataFrame, indicators: pl.DataFrame, rules: Rules
) -> Standings | None:
    """Score and rank those who passed the gates.

    Args:
        candidates: One row per candidate: outlet_id, industry_id, entity_level.
        indicators: One row per outlet and indicator, as `award_indicators` gives them.
        rules: The rules of the award.

    Returns:
        The standings in the order of the candidates; None when there is no candidate.
    """
    if candidates.is_empty():
        return None
    ids = candidates["outlet_id"].to_list()
    groups = peer_groups(candidates, rules.peer_group_least)
    shrunk = [
        shrink(indicator.model, counted, groups)
        for indicator, counted in zip(rules.indicators, counts(indicators, rules, ids), strict=True)
    ]
    estimates = [estimate for estimate, _ in shrunk]
    reached = [
        points(estimate.theta * indicator.per, indicator.low, indicator.high)
        for estimate, indicator in zip(estimates, rules.indicators, strict=True)
    ]
    present = [estimate.counts.present for estimate in estimates]
    pillars, weights = pillar_points(reached, present, rules.weights, rules.pillar_of)
    score = overall(pillars, weights, "geometric")
    industries = candidates["industry_id"].fill_null("").to_list()
    return Standings(
        scores=_scores(ids, groups, pillars, weights, score, estimates, rules),
        points=_points(ids, estimates, reached, rules),
        groups=groups,
        priors=[priors for _, priors in shrunk],
        selection=select(score, industries, rules.places, rules.quotas),
    )


def band(chance: pl.Expr, bands: Bands) -> pl.Expr:
    """Name the band of a chance: recommended, review or other."""
    return (
        pl.when(chance >= bands.recommended)
        .then(pl.lit(RECOMMENDED))
        .when(chance >= bands.review)
        .then(pl.lit(REVIEW))
        .otherwise(pl.lit(OTHER))
    )


def _scores(
    ids: list[str],
    groups: Sequence[Group],
    pillars: Sequence[Array],
    weights: Sequence[float | Array],
    score: Array,
    estimates: Sequence[Estimate],
    rules: Rules,
) -> pl.DataFrame:
    simulated = simulate(estimates, rules)
    named = {
        pillar.id: np.where(np.asarray(weight) > 0, reached, np.nan)
        for pillar, reached, weight in zip(rules.pillars, pillars, weights, strict=True)
    }
    return (
        pl.DataFrame(
            {
                "outlet_id": ids,
                "peer_industry": _of_group(groups, [one.industry_id for one in groups]),
                "peer_level": _of_group(groups, [one.entity_level for one in groups]),
                "peers": _of_group(groups, [int(one.peers.sum()) for one in groups]),
                "score": score,
                **named,
                "rank": ranks(score),
                "median_rank": simulated.median,
                "rank_low": simulated.low,
                "rank_high": simulated.high,
                "chance": simulated.chance,
            },
            schema_overrides={"peer_industry": pl.String, "peer_level": pl.String},
        )
        .with_columns(band=band(pl.col("chance"), rules.bands))
        .with_columns(pl.col(*named).fill_nan(None))
    )


def _of_group(groups: Sequence[Group], values: Sequence[Value]) -> list[Value]:
    """What holds of its group, for every candidate; each is judged in exactly one."""
    found = {
        int(at): value
        for group, value in zip(groups, values, strict=True)
        for at in np.flatnonzero(group.judged)
    }
    return [found[at] for at in range(len(found))]


def _points(
    ids: list[str], estimates: Sequence[Estimate], reached: Sequence[Array], rules: Rules
) -> pl.DataFrame:
    return pl.concat(
        pl.DataFrame(
            {
                "outlet_id": ids,
                "kpi_id": [indicator.kpi_id] * len(ids),
                "peer_mean": np.where(estimate.counts.present, estimate.mean, np.nan)
                * indicator.per,
                "estimate": estimate.theta * indicator.per,
                "points": np.where(estimate.counts.present, gained, np.nan),
            }
        ).fill_nan(None)
        for indicator, estimate, gained in zip(rules.indicators, estimates, reached, strict=True)
    )
