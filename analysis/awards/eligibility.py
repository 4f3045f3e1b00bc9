"""Who may be a candidate, and why not: the gates of domain.md section 7, step 1.

A gate is no score. An outlet that fails one is listed with every reason, never dropped; one that
has too few cases and ratings is a small outlet (小微网点), and of a group of its own. What the data raise but
cannot decide (a severely overdue case, an opening date nobody filled in) is a matter to verify
and excludes nobody: only a finding that a person has upheld vetoes.
"""

from datetime import date

import polars as pl

from analysis.awards.gates import Said, gates, matters, must_haves
from analysis.awards.rules import Rules

ELIGIBLE = "eligible"
SMALL = "small"
INELIGIBLE = "ineligible"


def judge(
    outlets: pl.DataFrame, indicators: pl.DataFrame, rules: Rules, start: date
) -> pl.DataFrame:
    """Hold every outlet against the gates.

    Args:
        outlets: One row per outlet, as `award_outlets` gives them.
        indicators: One row per outlet and indicator, as `award_indicators` gives them.
        rules: The rules of the award.
        start: The first day of the period; an outlet must have been open on it.

    Returns:
        The outlets in the order of their ids with `weight_present` (fraction of the weight that
        has data), `status` (eligible, small, ineligible), `is_in_service` (in the ledger and not
        closed), `reason_zh`, `reason_en` (empty when eligible) and `verify_zh`, `verify_en` (matters to verify, empty when there is none),
        `must_haves_zh`, `must_haves_en` (what was found of them), `is_small_candidate`.
    """
    counts = (
        *("closed_cases", "active_ratings", "inspections"),
        *("unannounced", "inspectors", "severe_overdue"),
        *("must_haves", "must_haves_checked"),
    )
    known = (
        outlets.join(_weight_present(indicators, rules), on="outlet_id", how="left")
        .with_columns(pl.col("weight_present", *counts).fill_null(0))
        .sort("outlet_id")
    )
    asked = gates(rules.eligibility, start)
    in_service = pl.col("is_registered") & pl.col("closed_on").is_null()
    has_few = pl.any_horizontal(gate.fails for gate in asked if gate.is_few)
    fails_else = pl.any_horizontal(gate.fails for gate in asked if not gate.is_few)
    severe, *_ = matters()
    has_zh, has_en = must_haves(rules.eligibility).found
    raised = [(gate.unknown, gate.found) for gate in (severe, *asked)]
    reason_zh, reason_en = _sentences([(gate.fails, gate.said) for gate in asked])
    verify_zh, verify_en = _sentences(raised)
    return (
        known.with_columns(
            is_in_service=in_service,
            reason_zh=reason_zh,
            reason_en=reason_en,
            verify_zh=verify_zh,
            verify_en=verify_en,
            must_haves_zh=has_zh,
            must_haves_en=has_en,
        )
        .with_columns(
            status=pl.when(pl.col("reason_zh") == "")
            .then(pl.lit(ELIGIBLE))
            .when(pl.col("is_in_service") & has_few & (pl.col("closed_cases") > 0))
            .then(pl.lit(SMALL))
            .otherwise(pl.lit(INELIGIBLE))
        )
        .with_columns(
            # Of the small outlets those that nothing else keeps out: they are ranked among themselves.
            is_small_candidate=(pl.col("status") == SMALL) & ~fails_else
        )
    )


def _weight_present(indicators: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    weights = pl.DataFrame(
        {
            "kpi_id": [indicator.kpi_id for indicator in rules.indicators],
            "weight_present": rules.weights,
        },
        schema_overrides={"weight_present": pl.Float64},
    )
    return (
        indicators.filter(pl.col("denominator") > 0, pl.col("numerator").is_not_null())
        .join(weights, on="kpi_id")
        .group_by("outlet_id")
        # Rounded, since 0.8 as a sum of thirds must still count as 80 %.
        .agg(pl.col("weight_present").sum().round(9))
    )


def _sentences(cases: list[tuple[pl.Expr, Said]]) -> Said:
    """Join what applies: with 、 and ； in Chinese as one clause each, with ; in English."""

    def joined(at: int, separator: str) -> pl.Expr:
        parts = [pl.when(applies).then(said[at]) for applies, said in cases]
        return pl.concat_str(parts, separator=separator, ignore_nulls=True)

    return joined(0, "；"), joined(1, "; ")
