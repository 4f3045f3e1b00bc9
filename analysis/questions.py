"""The questions that pages and commands put to the warehouse: one function per file of sql/queries.

Each takes the release first and returns the whole answer as a frame whose columns are those of the
file's last select.
"""

from collections.abc import Collection
from datetime import date

import polars as pl

from analysis.composed import compose
from analysis.filters import Filters
from analysis.kpis import catalogue
from analysis.warehouse import Release, ask

# Lists are for reading; an export of more rows than a sheet holds is refused where it is written.
ALL_ROWS = 2_000_000

# The measures that ticket_rows can list are those of mart_ticket_day and mart_ticket_stock.
STOCK_MEASURES = frozenset({"open_cases", "open_overdue", "due_soon"})


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
        parts = ask(release, "kpi_parts", kpi_ids=list(kpi_ids), end=filters.end)
        values = kpi_by_level(release, filters, parts["part_id"].unique().to_list(), level)
        answers.append(compose(parts, values, level))
    return pl.concat(answers).sort("kpi_id", "scope_id") if len(answers) > 1 else answers[0]


def _numbers(answer: pl.DataFrame) -> pl.DataFrame:
    return answer.with_columns(pl.col("numerator", "denominator", "value").cast(pl.Float64))


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


def definition_gap(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [cohort, cases, on_time, in_due, in_closed]: what K05 and K04 are made of.

    Cohorts: both; unclosed (still open), withdrawn (after its limit), closed_before, closed_after
    (all due in the period, closed otherwise); due_before, due_after (closed in the period, due otherwise).
    """
    return ask(release, "definition_gap", **filters.params())


def cases_beside(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [no_deadline, excluded, floating, withdrawn, provisional] of a selection, one row."""
    return ask(release, "cases_beside", **filters.params())


def kpis_collected(release: Release) -> pl.DataFrame:
    """Return [kpi_id, is_collected, requires]."""
    return ask(release, "kpis_collected")


def ticket_rows(
    release: Release,
    filters: Filters,
    measure: str,
    matter: str | None = None,
    max_rows: int = ALL_ROWS,
) -> pl.DataFrame:
    """Return the cases that a measure counts under a selection, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place; stocks (`open_overdue` …) ignore the period.
        measure: a measure of mart_ticket_day or mart_ticket_stock, such as `due_late`; or
            `closed_late`, `due_extended_late`, `no_deadline`, `gap_<cohort>` of `definition_gap`;
            or `flag_yes_late`, `flag_no_on_time` of `reported_flags`.
        matter: only this matter.
        max_rows: rows at most, earliest due first.
    """
    return ask(
        release,
        "ticket_rows",
        measure=measure,
        matter=matter,
        max_rows=max_rows,
        **filters.params(),
    )


def overdue_tickets(release: Release, filters: Filters) -> pl.DataFrame:
    """Return the open cases past their due time, as `ticket_rows` does."""
    return ticket_rows(release, filters, "open_overdue")


def overdue_by_unit(release: Release, filters: Filters) -> pl.DataFrame:
    """Return the units with open cases past their due time, most first, with a date to finish by."""
    return ask(
        release,
        "overdue_by_unit",
        district_id=filters.district_id,
        township_id=filters.township_id,
        industry_id=filters.industry_id,
        entity_level=filters.entity_level,
    )


def due_soon_tickets(release: Release, filters: Filters) -> pl.DataFrame:
    """Return the open cases due within one working day, as `ticket_rows` does."""
    return ticket_rows(release, filters, "due_soon")


def ticket(release: Release, ticket_id: str) -> pl.DataFrame:
    """Return one case with everything that decides its clock; empty when there is none."""
    return ask(release, "ticket", ticket_id=ticket_id)


def ticket_days(release: Release, ticket_id: str) -> pl.DataFrame:
    """Return every day from the start of a case to its due day, with why it counts or not."""
    return ask(release, "ticket_days", ticket_id=ticket_id)


def ticket_measures(release: Release, ticket_id: str) -> pl.DataFrame:
    """Return [measure, day, is_counted, month_name] of one case, as the marts count it."""
    return ask(release, "ticket_measures", ticket_id=ticket_id)


def ticket_suspensions(release: Release, ticket_id: str) -> pl.DataFrame:
    """Return the suspensions of a case, lawful or not."""
    return ask(release, "ticket_suspensions", ticket_id=ticket_id)


def months(release: Release) -> pl.DataFrame:
    """Return [month, month_name, last_day, is_complete], oldest first."""
    return ask(release, "months")


def build_info(release: Release) -> pl.DataFrame:
    """Return the one row about the build."""
    return ask(release, "build_info")


def source_dates(release: Release) -> pl.DataFrame:
    """Return [source, as_of, batches, rows_accepted, rows_rejected]."""
    return ask(release, "source_dates")


def districts(release: Release) -> pl.DataFrame:
    """Return [district_id, district_name, is_listed, geometry_geojson]."""
    return ask(release, "districts")


def townships(release: Release) -> pl.DataFrame:
    """Return [township_id, township_name, district_id, is_place]."""
    return ask(release, "townships")


def industries(release: Release) -> pl.DataFrame:
    """Return [industry_id, industry_name, industry_name_en, kind]."""
    return ask(release, "industries")


def units(release: Release) -> pl.DataFrame:
    """Return the units with their kind and office contact."""
    return ask(release, "units")


def outlets(release: Release, filters: Filters) -> pl.DataFrame:
    """Return the outlets of a selection with their place; the period does not matter."""
    return ask(
        release,
        "outlets",
        district_id=filters.district_id,
        township_id=filters.township_id,
        industry_id=filters.industry_id,
        entity_level=filters.entity_level,
    )


def outlet_profile(release: Release, outlet_id: str) -> pl.DataFrame:
    """Return one outlet as its ledger has it, with file and line; empty when there is none."""
    return ask(release, "outlet_profile", outlet_id=outlet_id)


def grids(release: Release, filters: Filters) -> pl.DataFrame:
    """Return the grids of a district or township with the nearest open outlet (metres)."""
    return ask(release, "grids", district_id=filters.district_id, township_id=filters.township_id)


def loads(release: Release) -> pl.DataFrame:
    """Return the batches, newest first."""
    return ask(release, "loads")


def rejects(
    release: Release,
    source: str | None = None,
    rule: str | None = None,
    max_rows: int = ALL_ROWS,
) -> pl.DataFrame:
    """Return the rows to be corrected, with file, line, column, rule and original text."""
    return ask(release, "rejects", source=source, rule=rule, max_rows=max_rows)


def reject_counts(release: Release) -> pl.DataFrame:
    """Return [source, column_name, rule, rejected_rows, example], most first."""
    return ask(release, "reject_counts")


def unregistered(release: Release) -> pl.DataFrame:
    """Return [kind, id, tickets]: outlets and units that no ledger has, most cases first."""
    return ask(release, "unregistered")


def attribution_counts(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [attribution, tickets] of the valid cases accepted in the period, city-wide."""
    return ask(release, "attribution_counts", start=filters.start, end=filters.end)


def completeness(release: Release) -> pl.DataFrame:
    """Return [source, month, month_name, row_count, state] of the last thirteen months.

    States: full; partial, the source ends within the month; few, less than half its usual rows;
    missing; none, of a source of a few rows a month; before, earlier than its first row.
    """
    return ask(release, "completeness")


def reported_flags(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [reported_on_time, is_on_time, tickets] of the cases due in the period."""
    return ask(release, "reported_flags", **filters.params())


def doubt_counts(release: Release) -> pl.DataFrame:
    """Return [suspensions, unplaced, outside, unregistered], one row: how long each list is."""
    return ask(release, "doubt_counts")


def held_batches(release: Release) -> pl.DataFrame:
    """Return the batches that wait for a release: their file, how far they reach, rows now and before."""
    return ask(release, "held_batches")


def open_name_counts(release: Release) -> pl.DataFrame:
    """Return [names, rows_named], one row: the names that mean nobody of the ledgers."""
    return ask(release, "open_name_counts")


def disputed_suspensions(release: Release, max_rows: int = ALL_ROWS) -> pl.DataFrame:
    """Return the suspensions without a legal type or a document, newest first."""
    return ask(release, "disputed_suspensions", max_rows=max_rows)


def unplaced(release: Release, max_rows: int = ALL_ROWS) -> pl.DataFrame:
    """Return the valid cases and the complaints that lie in no known district, newest first."""
    return ask(release, "unplaced", max_rows=max_rows)


def award_indicators(
    release: Release, start: date, end: date, kpi_ids: Collection[str]
) -> pl.DataFrame:
    """Return [outlet_id, kpi_id, numerator, denominator, sum_of_squares] of an appraisal period."""
    return ask(release, "award_indicators", kpi_ids=list(kpi_ids), start=start, end=end)


def award_outlets(release: Release, start: date, end: date) -> pl.DataFrame:
    """Return the outlets with what their eligibility rests on."""
    return ask(release, "award_outlets", start=start, end=end)


def _months_before(end: date, months: int) -> date:
    """Return the first day from which `months` statistical months end by `end`."""
    # A statistical month may begin on any day; its last day is `end`, so count back from the day after.
    after = date.fromordinal(end.toordinal() + 1)
    index = after.year * 12 + after.month - 1 - months
    return date(index // 12, index % 12 + 1, after.day)
