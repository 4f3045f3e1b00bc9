"""The questions about the data themselves: what was received, how far it reaches, what in it is in doubt."""

import polars as pl

from analysis.filters import Filters
from analysis.warehouse import Release, ask


def build_info(release: Release) -> pl.DataFrame:
    """Return the one row about the build."""
    return ask(release, "build_info")


def source_dates(release: Release) -> pl.DataFrame:
    """Return [source, as_of, batches, rows_accepted, rows_rejected]."""
    return ask(release, "source_dates")


def loads(release: Release) -> pl.DataFrame:
    """Return the batches, newest first."""
    return ask(release, "loads")


def held_batches(release: Release) -> pl.DataFrame:
    """Return the batches that wait for a release: their file, how far they reach, rows now and before."""
    return ask(release, "held_batches")


def completeness(release: Release) -> pl.DataFrame:
    """Return [source, month, month_name, row_count, state] of the last thirteen months.

    States: full; partial, the source ends within the month; few, less than half its usual rows;
    missing; none, of a source of a few rows a month; before, earlier than its first row.
    """
    return ask(release, "completeness")


def rejects(
    release: Release,
    source: str | None = None,
    rule: str | None = None,
) -> pl.DataFrame:
    """Return the rows to be corrected, with file, line, column, rule and original text."""
    return ask(release, "rejects", source=source, rule=rule)


def reject_counts(release: Release) -> pl.DataFrame:
    """Return [source, column_name, rule, rejected_rows, example], most first."""
    return ask(release, "reject_counts")


def ratings_attached(release: Release) -> pl.DataFrame:
    """Return [ratings, of_cases, of_outlets, of_nobody], one row: whom exported ratings belong to."""
    return ask(release, "ratings_attached")


def unregistered(release: Release) -> pl.DataFrame:
    """Return [kind, id, tickets]: outlets and units that no ledger has, most cases first."""
    return ask(release, "unregistered")


def open_name_counts(release: Release) -> pl.DataFrame:
    """Return [names, rows_named], one row: the names that mean nobody of the ledgers."""
    return ask(release, "open_name_counts")


def attribution_counts(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [attribution, tickets] of the valid cases accepted in the period, city-wide."""
    return ask(release, "attribution_counts", start=filters.start, end=filters.end)


def doubt_counts(release: Release) -> pl.DataFrame:
    """Return how long each list is, one row: [unregistered, unknown, outside, suspensions, unplaced, doubled]."""
    return ask(release, "doubt_counts")


def disputed_suspensions(release: Release) -> pl.DataFrame:
    """Return the suspensions without a legal type or a document, newest first."""
    return ask(release, "disputed_suspensions")


def unplaced(release: Release) -> pl.DataFrame:
    """Return the valid cases and the complaints that lie in no known district, newest first."""
    return ask(release, "unplaced")


def unknown_places(release: Release) -> pl.DataFrame:
    """Return [kind, id, rows_named]: grids, districts and industries that nobody knows, of visits and surveys."""
    return ask(release, "unknown_places")


def doubled_complaints(release: Release) -> pl.DataFrame:
    """Return the complaints that another one stands for, each beside that one, newest first."""
    return ask(release, "doubled_complaints")


def reported_flags(release: Release, filters: Filters) -> pl.DataFrame:
    """Return [reported_on_time, is_on_time, tickets] of the cases due in the period."""
    return ask(release, "reported_flags", **filters.params())
