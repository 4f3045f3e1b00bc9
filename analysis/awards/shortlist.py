"""The shortlist of an award: the same for the page, the command line and the file for the panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from analysis.awards.eligibility import ELIGIBLE, judge
from analysis.awards.notes import Names, Pair, notes
from analysis.awards.rules import Rules
from analysis.awards.selection import (
    CAPPED,
    CROWDED_OUT,
    GUARANTEED,
    MOVED_UP,
    TIED,
    Selection,
)
from analysis.awards.standings import Standings, rank_candidates

_QUOTA_WORDS: Mapping[str, Pair] = {
    CAPPED: (
        "因行业名额上限未入选，高于末位入选单位{other}{gap}分",
        "left out: its industry has all its places; {gap} points above the last chosen, {other}",
    ),
    CROWDED_OUT: (
        "因其他行业保底名额未入选，高于末位入选单位{other}{gap}分",
        "left out: another industry's guaranteed places come first; {gap} points above the last chosen, {other}",
    ),
    GUARANTEED: (
        "因本行业保底名额入选，低于未入选最高分单位{other}{gap}分",
        "chosen for its industry's guaranteed places; {gap} points below the highest left out, {other}",
    ),
    MOVED_UP: (
        "因其他单位受名额限制递补入选，低于未入选最高分单位{other}{gap}分",
        "moved up into a place a quota freed; {gap} points below the highest left out, {other}",
    ),
    TIED: (
        "与末位入选单位{other}同分，请评审会确定",
        "same score as the last chosen, {other}: for the panel to decide",
    ),
}


@dataclass(frozen=True)
class Source:
    """Where the data of a shortlist come from.

    Attributes:
        build_id: The build (数据版本).
        as_of: Up to when its tickets reach.
        is_sample: Whether it is the invented sample city.
    """

    build_id: str
    as_of: datetime
    is_sample: bool = False


@dataclass(frozen=True)
class Shortlist:
    """Suggested candidates with everything they rest on.

    Attributes:
        rules: The rules used.
        source: The data used.
        start: The first day of the period.
        end: Its last day.
        outlets: Every outlet once, candidates by rank, then small outlets, then the others: the
            columns of `award_outlets`, of `eligibility.judge` and of `Standings.scores`, and
            is_chosen, quota_zh, quota_en (null where no quota moved it).
        indicators: Every outlet × indicator that has data: outlet_id, kpi_id, numerator,
            denominator, value (in the unit of the goalposts), estimate, points, weight.
        names: KPI to its names.
        notes: What must be said beside it, the compliance line first.
        problem: Why there is no list although there are candidates, or None.
    """

    rules: Rules
    source: Source
    start: date
    end: date
    outlets: pl.DataFrame
    indicators: pl.DataFrame
    names: Names
    notes: tuple[Pair, ...]
    problem: Pair | None

    @property
    def candidates(self) -> pl.DataFrame:
        """Those who passed the gates, by rank."""
        return self.outlets.filter(pl.col("status") == ELIGIBLE)

    @property
    def chosen(self) -> pl.DataFrame:
        """The suggested list, best score first."""
        return self.outlets.filter("is_chosen")


def draw_up(
    outlets: pl.DataFrame,
    indicators: pl.DataFrame,
    rules: Rules,
    period: tuple[date, date],
    source: Source,
    names: Names,
) -> Shortlist:
    """Draw up a shortlist from frames; the same frames and rules give the same list.

    Args:
        outlets: One row per outlet, as `analysis.questions.award_outlets` gives them.
        indicators: One row per outlet and indicator, as `award_indicators` gives them.
        rules: The rules of the award.
        period: The first and the last day.
        source: Where the data come from.
        names: KPI to its names in Chinese and English.

    Returns:
        The shortlist; without candidates its list is empty and its notes say so.
    """
    judged = judge(outlets, indicators, rules, period[0])
    candidates = judged.filter(pl.col("status") == ELIGIBLE)
    standings = rank_candidates(candidates, indicators, rules)
    selection = standings.selection if standings else Selection(())
    return Shortlist(
        rules=rules,
        source=source,
        start=period[0],
        end=period[1],
        outlets=_ordered(
            judged, standings.scores if standings else _no_scores(rules), candidates, selection
        ),
        indicators=_evidence(indicators, standings, rules),
        names=names,
        notes=notes(rules, *period, standings, names),
        problem=_problem(selection, standings),
    )


def _problem(selection: Selection, standings: Standings | None) -> Pair | None:
    if standings is None:
        return ("没有符合资格的候选单位。", "No outlet passes the gates.")
    if selection.problem_zh:
        return (selection.problem_zh, selection.problem_en)
    return None


def _ordered(
    judged: pl.DataFrame, scores: pl.DataFrame, candidates: pl.DataFrame, selection: Selection
) -> pl.DataFrame:
    ids = candidates["outlet_id"].to_list()
    outlet_names = candidates["outlet_name"].to_list()
    moved = pl.DataFrame(
        [
            (ids[one.outlet], *_quota_words(one.reason, outlet_names[one.against], one.gap))
            for one in selection.displaced
        ],
        schema={"outlet_id": pl.String, "quota_zh": pl.String, "quota_en": pl.String},
        orient="row",
    )
    chosen = [ids[at] for at in selection.chosen]
    order = pl.Enum([ELIGIBLE, "small", "ineligible"])
    return (
        judged.join(scores, on="outlet_id", how="left")
        .join(moved, on="outlet_id", how="left")
        .with_columns(is_chosen=pl.col("outlet_id").is_in(chosen))
        .sort(pl.col("status").cast(order), "rank", "outlet_id", nulls_last=True)
    )


def _quota_words(reason: str, other: str, gap: float) -> Pair:
    zh, en = _QUOTA_WORDS[reason]
    told = {"other": other, "gap": f"{abs(gap):.2f}"}
    return zh.format(**told), en.format(**told)


def _no_scores(rules: Rules) -> pl.DataFrame:
    whole = ("rank", "median_rank", "rank_low", "rank_high")
    return pl.DataFrame(
        schema={
            "outlet_id": pl.String,
            "peer_industry": pl.String,
            "peer_level": pl.String,
            "score": pl.Float64,
            **{pillar.id: pl.Float64 for pillar in rules.pillars},
            **dict.fromkeys(whole, pl.Int32),
            "chance": pl.Float64,
            "band": pl.String,
        }
    )


def _evidence(indicators: pl.DataFrame, standings: Standings | None, rules: Rules) -> pl.DataFrame:
    told = pl.DataFrame(
        [
            (one.kpi_id, at, one.per, weight)
            for at, (one, weight) in enumerate(zip(rules.indicators, rules.weights, strict=True))
        ],
        schema={"kpi_id": pl.String, "at": pl.Int64, "per": pl.Float64, "weight": pl.Float64},
        orient="row",
    )
    gained = (
        standings.points
        if standings
        else pl.DataFrame(
            schema={
                "outlet_id": pl.String,
                "kpi_id": pl.String,
                "estimate": pl.Float64,
                "points": pl.Float64,
            }
        )
    )
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
            "estimate",
            "points",
            "weight",
        )
    )
