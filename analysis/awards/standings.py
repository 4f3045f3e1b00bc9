"""The standings of the candidates: estimates, points, score, ranks and how sure they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from analysis.awards.indicators import counts
from analysis.awards.peers import Group, peer_groups
from analysis.awards.rules import Bands, Indicator, Rules
from analysis.awards.scoring import overall, pillar_points, points, ranks
from analysis.awards.selection import Selection, reserve, select
from analysis.awards.shrinkage import Estimate, Prior, shrink
from analysis.awards.simulation import simulate

RECOMMENDED = "recommended"
REVIEW = "review"
OTHER = "other"

POINTS = {
    "outlet_id": pl.String,
    "kpi_id": pl.String,
    "peer_industry": pl.String,
    "peer_level": pl.String,
    "peers": pl.Int64,
    "peer_mean": pl.Float64,
    "estimate": pl.Float64,
    "points": pl.Float64,
}


@dataclass(frozen=True)
class Standings:
    """What the outlets reached.

    Attributes:
        scores: One row per candidate: outlet_id, score, one column per pillar id (null when
            missing), rank, median_rank, rank_low, rank_high, chance (of a place among the first
            N), band.
        points: One row per outlet in service and indicator with data: outlet_id, kpi_id,
            peer_industry, peer_level (null: all of them), peers (how many, itself included),
            peer_mean and estimate (in the unit of the goalposts), points.
        priors: Per indicator the prior of each group of peers.
        selection: The places under quotas; positions in `scores`.
        reserve: Who else is proposed to the panel; positions in `scores`.
    """

    scores: pl.DataFrame
    points: pl.DataFrame
    priors: Sequence[Sequence[Prior]]
    selection: Selection
    reserve: Sequence[int]


def rank_candidates(
    outlets: pl.DataFrame, indicators: pl.DataFrame, rules: Rules
) -> Standings | None:
    """Score and rank those who passed the gates, against all outlets like them.

    Args:
        outlets: One row per outlet in service: outlet_id, industry_id, entity_level, is_candidate.
            Those that are no candidates are peers all the same: they show what is usual.
        indicators: One row per outlet and indicator, as `award_indicators` gives them.
        rules: The rules of the award.

    Returns:
        The standings in the order of the outlets; None when there is no candidate.
    """
    candidates = outlets.filter("is_candidate")
    if candidates.is_empty():
        return None
    ids = outlets["outlet_id"].to_list()
    told, estimates, priors = [], [], []
    for indicator, counted in zip(rules.indicators, counts(indicators, rules, ids), strict=True):
        groups = peer_groups(outlets, rules.peer_group_least, counted.present)
        estimate, found = shrink(indicator.model, counted, groups)
        told.append(_points(ids, indicator, estimate, groups))
        estimates.append(estimate.of(outlets["is_candidate"].to_numpy()))
        priors.append(found)
    scores = _scores(candidates["outlet_id"].to_list(), estimates, rules)
    industries = candidates["industry_id"].fill_null("").to_list()
    score, bands = scores["score"].to_numpy(), scores["band"].to_list()
    selection = select(score, industries, rules.places, rules.quotas)
    return Standings(
        scores=scores,
        points=pl.concat(told),
        priors=priors,
        selection=selection,
        reserve=reserve(score, bands, industries, selection.chosen, rules),
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


def _scores(ids: list[str], estimates: Sequence[Estimate], rules: Rules) -> pl.DataFrame:
    reached = [
        points(estimate.theta * indicator.per, indicator.low, indicator.high)
        for estimate, indicator in zip(estimates, rules.indicators, strict=True)
    ]
    present = [estimate.counts.present for estimate in estimates]
    pillars, weights = pillar_points(reached, present, rules.weights, rules.pillar_of)
    score = overall(pillars, weights, "geometric")
    simulated = simulate(estimates, rules)
    named = {
        pillar.id: np.where(np.asarray(weight) > 0, gained, np.nan)
        for pillar, gained, weight in zip(rules.pillars, pillars, weights, strict=True)
    }
    return (
        pl.DataFrame(
            {
                "outlet_id": ids,
                "score": score,
                **named,
                "rank": ranks(score),
                "median_rank": simulated.median,
                "rank_low": simulated.low,
                "rank_high": simulated.high,
                "chance": simulated.chance,
            }
        )
        .with_columns(band=band(pl.col("chance"), rules.bands))
        .with_columns(pl.col(*named).fill_nan(None))
    )


def _points(
    ids: list[str], indicator: Indicator, estimate: Estimate, groups: Sequence[Group]
) -> pl.DataFrame:
    theta = estimate.theta * indicator.per
    rows = [
        pl.DataFrame(
            {
                "outlet_id": [ids[at] for at in np.flatnonzero(group.judged)],
                "kpi_id": indicator.kpi_id,
                "peer_industry": group.industry_id,
                "peer_level": group.entity_level,
                "peers": int(group.peers.sum()),
                "peer_mean": estimate.mean[group.judged] * indicator.per,
                "estimate": theta[group.judged],
                "points": points(theta[group.judged], indicator.low, indicator.high),
            },
            schema=POINTS,
        )
        for group in groups
    ]
    return pl.concat([pl.DataFrame(schema=POINTS), *rows])
