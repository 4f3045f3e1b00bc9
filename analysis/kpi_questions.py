"""The questions about KPIs: at the level, over the period and for the place that is asked for."""

from collections.abc import Collection
from datetime import date

import polars as pl

from analysis.composed import compose
from analysis.filters import Filters
from analysis.kpis import catalogue, least_cases
from analysis.warehouse import Release, ask


def kpi_values(release: Release, filters: Filters, kpi_ids: Collection[str]) -> pl.DataFrame:
    """Return [kpi_id, numerator, denominator, value] over the whole selection."""
    return kpi_by_level(release, filters, kpi_ids, "city").drop("scope_id", "name")


def kpi_by_level(
    release: Release, filters: Filters, kpi_ids: Collection[str], level: str
) -> pl.DataFrame:
    """Return every KPI for every member of a level.

    Args:
        release: the build to ask.
        filters: period and place; stocks ignore the period.
        kpi_ids: ids of the catalogue; those not collected are left out of the answer.
        level: city, district, township, industry, unit, outlet or month.

    Returns:
        [kpi_id, scope_id, name, numerator, denominator, value]; value is null where the
        denominator is 0.
    """
    kinds = {catalogue()[kpi_id].kind for kpi_id in kpi_ids}
    asked = {"kpi_ids": list(kpi_ids), "level": level, **filters.params()}
    answers = [_numbers(ask(release, "kpi_by_level", **asked))]
    if "median" in kinds:
        answers.append(_numbers(ask(release, "kpi_median_by_level", **asked)))
    if not kinds.isdisjoint(("gap", "composite")):
        parts = kpi_parts(release, kpi_ids, filters.end)
        values = kpi_by_level(release, filters, parts["part_id"].unique().to_list(), level)
        answers.append(compose(parts, values, level, least_cases()))
    return pl.concat(answers).sort("kpi_id", "scope_id") if len(answers) > 1 else answers[0]


def kpi_parts(release: Release, kpi_ids: Collection[str], end: date) -> pl.DataFrame:
    """Return what gaps and composites are made of.

    Args:
        release: the build to ask.
        kpi_ids: ids of the catalogue; those of other kinds have no parts.
        end: the last day of the period.

    Returns:
        [kpi_id, kind, part_id, weight, scale, valid_from, valid_to, last_month], the last being the
        first day of the period's last month.
    """
    return ask(release, "kpi_parts", kpi_ids=list(kpi_ids), end=end)


def kpi_series(
    release: Release, filters: Filters, kpi_ids: Collection[str], months: int = 13
) -> pl.DataFrame:
    """Return [kpi_id, month, month_name, numerator, denominator, value], oldest month first.

    Args:
        release: the build to ask.
        filters: the place; the series ends with the month of `filters.end`.
        kpi_ids: ids of the catalogue.
        months: how many months at most.
    """
    first = _months_before(filters.end, months)
    answer = kpi_by_level(release, filters.during(first, filters.end), kpi_ids, "month")
    return (
        answer.rename({"scope_id": "month", "name": "month_name"})
        .with_columns(pl.col("month").str.to_date())
        .sort("kpi_id", "month")
    )


def kpi_months(
    release: Release, kpi_id: str, scope: str, month_name: str | None = None
) -> pl.DataFrame:
    """Return [month, scope, scope_id, name, numerator, denominator, value] from mart_kpi_month."""
    return ask(release, "kpi_months", kpi_id=kpi_id, scope=scope, month_name=month_name)


def kpi_by_matter(release: Release, filters: Filters) -> pl.DataFrame:
    """Return counts by matter: accepted, closed, due, due_on_time, closed_with_due and the like."""
    chosen = filters.params()
    del chosen["unit_id"], chosen["outlet_id"]
    return ask(release, "kpi_by_matter", **chosen)


def kpis_collected(release: Release) -> pl.DataFrame:
    """Return [kpi_id, is_collected, requires]."""
    return ask(release, "kpis_collected")


def definition_gap(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [cohort, cases, on_time, in_due, in_closed]: what K05 and K04 are made of.

    Cohorts: both; unclosed (still open), withdrawn (after its limit), closed_before, closed_after
    (all due in the period, closed otherwise); due_before, due_after (closed in the period, due otherwise).
    """
    return ask(release, "definition_gap", **filters.params())


def cases_beside(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [no_deadline, excluded, floating, withdrawn, provisional] of a selection, one row."""
    return ask(release, "cases_beside", **filters.params())


def _months_before(end: date, months: int) -> date:
    """Return the first day from which `months` statistical months end by `end`."""
    # A statistical month may begin on any day; its last day is `end`, so count back from the day after.
    after = date.fromordinal(end.toordinal() + 1)
    index = after.year * 12 + after.month - 1 - months
    return date(index // 12, index % 12 + 1, after.day)


def _numbers(answer: pl.DataFrame) -> pl.DataFrame:
    return answer.with_columns(pl.col("numerator", "denominator", "value").cast(pl.Float64))
