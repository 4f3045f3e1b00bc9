"""Who may be a candidate, and why not: the gates of domain.md section 7, step 1.

A gate is no score. An outlet that fails one is listed with every reason, never dropped; one that
only has too few cases and ratings is a small outlet (小微网点), a list of its own. What the data raise but
cannot decide (a severely overdue case, an opening date nobody filled in) is a matter to verify
and excludes nobody: only a finding that a person has upheld vetoes.
"""

from datetime import date

import polars as pl

from analysis.awards.rules import Gates, Rules

ELIGIBLE = "eligible"
SMALL = "small"
INELIGIBLE = "ineligible"

_Said = tuple[pl.Expr, pl.Expr]


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
        closed), `reason_zh`, `reason_en` (empty when eligible) and `verify_zh`, `verify_en` (matters to verify, empty when there is none).
    """
    counts = (
        *("closed_cases", "active_ratings", "inspections"),
        *("unannounced", "inspectors", "severe_overdue"),
    )
    known = (
        outlets.join(_weight_present(indicators, rules), on="outlet_id", how="left")
        .with_columns(pl.col("weight_present", *counts).fill_null(0))
        .sort("outlet_id")
    )
    gates = _gates(rules.eligibility, start)
    in_service = pl.col("is_registered") & pl.col("closed_on").is_null()
    has_few, _ = _few(rules.eligibility)
    reason_zh, reason_en = _sentences(gates)
    verify_zh, verify_en = _sentences(_to_verify())
    return known.with_columns(
        is_in_service=in_service,
        reason_zh=reason_zh,
        reason_en=reason_en,
        verify_zh=verify_zh,
        verify_en=verify_en,
    ).with_columns(
        status=pl.when(pl.col("reason_zh") == "")
        .then(pl.lit(ELIGIBLE))
        .when(pl.col("is_in_service") & has_few & (pl.col("closed_cases") > 0))
        .then(pl.lit(SMALL))
        .otherwise(pl.lit(INELIGIBLE))
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


def _gates(gates: Gates, start: date) -> list[tuple[pl.Expr, _Said]]:
    """Each gate as (fails, what is said)."""
    opened, closed = pl.col("opened_on"), pl.col("closed_on")
    levels = pl.lit(False)
    if gates.entity_levels:
        levels = ~pl.col("entity_level").is_in(gates.entity_levels).fill_null(False)
    too_few = [
        ("inspections", gates.inspections, "检查{}次，不足{}次", "{} inspections, fewer than {}"),
        (
            "unannounced",
            gates.unannounced,
            "暗访{}次，不足{}次",
            "{} unannounced visits, fewer than {}",
        ),
        ("inspectors", gates.inspectors, "检查人员{}人，不足{}人", "{} inspectors, fewer than {}"),
    ]
    present = (pl.col("weight_present") * 100).round(1)
    least = round(gates.weight_present * 100)
    return [
        (~pl.col("is_registered"), (pl.lit("未在窗口单位台账登记"), pl.lit("not in the ledger"))),
        (
            closed.is_not_null(),
            (pl.format("已于{}停止服务", closed), pl.format("out of service since {}", closed)),
        ),
        (
            (opened > start).fill_null(False),
            (
                pl.format(f"{{}}开业，不足{gates.open_months}个月", opened),
                pl.format(f"opened {{}}, less than {gates.open_months} months ago", opened),
            ),
        ),
        (levels, (pl.lit("单位级别不在本奖项范围"), pl.lit("level outside this award"))),
        _few(gates),
        *(
            (
                pl.col(column) < limit,
                (
                    pl.format(zh, pl.col(column), pl.lit(limit)),
                    pl.format(en, pl.col(column), pl.lit(limit)),
                ),
            )
            for column, limit, zh, en in too_few
        ),
        (
            pl.col("weight_present") < gates.weight_present,
            (
                pl.format(f"有数据的指标权重{{}}%，不足{least}%", present),
                pl.format(f"data for {{}}% of the weight, less than {least}%", present),
            ),
        ),
    ]


def _few(gates: Gates) -> tuple[pl.Expr, _Said]:
    """Too few cases and too few ratings: enough of either would do."""
    cases, ratings = pl.col("closed_cases"), pl.col("active_ratings")
    zh = f"办结{{}}件，不足{gates.closed_cases}件，主动评价{{}}条，不足{gates.active_ratings}条"
    en = (
        f"{{}} cases closed, fewer than {gates.closed_cases}, "
        f"and {{}} active ratings, fewer than {gates.active_ratings}"
    )
    has_few = (cases < gates.closed_cases) & (ratings < gates.active_ratings)
    return has_few, (pl.format(zh, cases, ratings), pl.format(en, cases, ratings))


def _to_verify() -> list[tuple[pl.Expr, _Said]]:
    severe = pl.col("severe_overdue")
    return [
        (
            severe > 0,
            (pl.format("严重超期在办{}件", severe), pl.format("{} severely overdue cases", severe)),
        ),
        (
            pl.col("opened_on").is_null(),
            (pl.lit("开业日期未填报"), pl.lit("opening date not filled in")),
        ),
    ]


def _sentences(cases: list[tuple[pl.Expr, _Said]]) -> _Said:
    """Join what applies: with 、 and ； in Chinese as one clause each, with ; in English."""

    def joined(at: int, separator: str) -> pl.Expr:
        parts = [pl.when(applies).then(said[at]) for applies, said in cases]
        return pl.concat_str(parts, separator=separator, ignore_nulls=True)

    return joined(0, "；"), joined(1, "; ")
