"""The rows of a shortlist: every outlet with its standing, every indicator with its n."""

from collections.abc import Mapping

import polars as pl

from analysis.awards.eligibility import ELIGIBLE, INELIGIBLE, SMALL
from analysis.awards.notes import Pair
from analysis.awards.rules import Rules
from analysis.awards.selection import (
    CAPPED,
    CROWDED_OUT,
    GUARANTEED,
    MOVED_UP,
    TIED,
    Selection,
)
from analysis.awards.standings import POINTS, Standings

QUOTA = "quota"  # has one of the N places
RESERVE = "reserve"  # proposed beside them, for the panel to choose from

_QUOTA_WORDS: Mapping[str, Pair] = {
    CAPPED: (
        "因行业名额上限未入选，比末位入选的“{other}”高{gap}分",
        "left out: its industry has all its places; {gap} points above the last chosen, {other}",
    ),
    CROWDED_OUT: (
        "因其他行业保底名额未入选，比末位入选的“{other}”高{gap}分",
        "left out: another industry's guaranteed places come first; {gap} points above the last chosen, {other}",
    ),
    GUARANTEED: (
        "因本行业保底名额入选，比未入选的“{other}”低{gap}分",
        "chosen for its industry's guaranteed places; {gap} points below the highest left out, {other}",
    ),
    MOVED_UP: (
        "因其他单位受名额限制递补入选，比未入选的“{other}”低{gap}分",
        "moved up into a place a quota freed; {gap} points below the highest left out, {other}",
    ),
    TIED: (
        "与末位入选的“{other}”同分，请评审会确定",
        "same score as the last chosen, {other}: for the panel to decide",
    ),
}


def listed(
    judged: pl.DataFrame, standings: Standings | None, small: Standings | None, rules: Rules
) -> pl.DataFrame:
    """List every outlet once: candidates by rank, then small outlets by theirs, then the others.

    Args:
        judged: The outlets as `eligibility.judge` returns them.
        standings: What the candidates reached, in the order of `judged`; None without any.
        small: The same of the small outlets among themselves.
        rules: The rules of the award.

    Returns:
        The columns of both, and place (quota, reserve or null), is_chosen (has a place), quota_zh,
        quota_en (null where no quota moved it).
    """
    groups = (
        (standings, judged.filter(pl.col("status") == ELIGIBLE)),
        (small, judged.filter("is_small_candidate")),
    )
    scores = pl.concat([_no_scores(rules), *(one.scores for one, _ in groups if one)])
    places = pl.concat([_places(one, of) for one, of in groups])
    order = pl.Enum([ELIGIBLE, SMALL, INELIGIBLE])
    return (
        judged.join(scores, on="outlet_id", how="left")
        .join(places, on="outlet_id", how="left")
        .with_columns(is_chosen=(pl.col("place") == QUOTA).fill_null(False))
        .sort(pl.col("status").cast(order), "rank", "outlet_id", nulls_last=True)
    )


def _places(standings: Standings | None, candidates: pl.DataFrame) -> pl.DataFrame:
    """Who has a place, who is in reserve, and whom a quota moved."""
    ids = candidates["outlet_id"].to_list()
    names = candidates["outlet_name"].to_list()
    selection = standings.selection if standings else Selection(())
    given = {ids[at]: QUOTA for at in selection.chosen}
    given |= {ids[at]: RESERVE for at in (standings.reserve if standings else ())}
    moved = {
        ids[one.outlet]: _quota_words(one.reason, names[one.against], one.gap)
        for one in selection.displaced
    }
    rows = [(id_, given.get(id_), *moved.get(id_, (None, None))) for id_ in ids]
    schema = dict.fromkeys(("outlet_id", "place", "quota_zh", "quota_en"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _quota_words(reason: str, other: str, gap: float) -> Pair:
    zh, en = _QUOTA_WORDS[reason]
    told = {"other": other, "gap": f"{abs(gap):.2f}"}
    return zh.format(**told), en.format(**told)


def _no_scores(rules: Rules) -> pl.DataFrame:
    whole = ("rank", "median_rank", "rank_low", "rank_high")
    return pl.DataFrame(
        schema={
            "outlet_id": pl.String,
            "score": pl.Float64,
            **{pillar.id: pl.Float64 for pillar in rules.pillars},
            **dict.fromkeys(whole, pl.Int32),
            "chance": pl.Float64,
            "band": pl.String,
        }
    )


def evidence(indicators: pl.DataFrame, standings: Standings | None, rules: Rules) -> pl.DataFrame:
    """List every outlet × indicator that has data, in the order of the rules.

    Args:
        indicators: One row per outlet and indicator, as `award_indicators` gives them.
        standings: What the candidates reached, None without any.
        rules: The rules of the award.

    Returns:
        outlet_id, kpi_id, numerator, denominator, value (in the unit of the goalposts), the
        columns of `Standings.points` (null for an outlet out of service), weight (fraction).
    """
    told = pl.DataFrame(
        [
            (one.kpi_id, at, one.per, weight)
            for at, (one, weight) in enumerate(zip(rules.indicators, rules.weights, strict=True))
        ],
        schema={"kpi_id": pl.String, "at": pl.Int64, "per": pl.Float64, "weight": pl.Float64},
        orient="row",
    )
    gained = standings.points if standings else pl.DataFrame(schema=POINTS)
    return (
        indicators.filter(pl.col("denominator") > 0, pl.col("numerator").is_not_null())
        .join(told, on="kpi_id")
        .join(gained, on=["outlet_id", "kpi_id"], how="left")
        .with_columns(value=pl.col("numerator") / pl.col("denominator") * pl.col("per"))
        .sort("outlet_id", "at")
        .select(
            "outlet_id",
            "kpi_id",
            "numerator",
            "denominator",
            "value",
            "peer_industry",
            "peer_level",
            "peers",
            "peer_mean",
            "estimate",
            "points",
            "weight",
        )
    )
