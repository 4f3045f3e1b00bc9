"""The questions about cases, places and units; those about KPIs, data and awards stand in files of their own.

Each takes the release first and returns the whole answer as a frame whose columns are those of the
last select of its file in sql/queries.
"""

import polars as pl

from analysis.filters import Filters
from analysis.warehouse import Release, ask

# Lists are for reading; an export of more rows than a sheet holds is refused where it is written.
ALL_ROWS = 2_000_000


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


def tasks(release: Release, district_id: str | None) -> pl.DataFrame:
    """Return the tasks of a district, or of the city: overdue first, then by limit."""
    return ask(release, "tasks", district_id=district_id)
