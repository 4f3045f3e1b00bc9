"""The rows behind what the hotline and surveys say: calls and surveys; their amounts add up to the figure."""

import polars as pl

from analysis.filters import Filters
from analysis.questions import ALL_ROWS
from analysis.warehouse import Release, ask


def call_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the hotline calls that a measure counts under a selection, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: a measure of mart_call_day, such as `calls_within_20s` or `waited_seconds`; or
            `call_wait`, the calls of whose waits a quantile is taken.
        max_rows: rows at most, earliest call first.

    Returns:
        One row per call; the sum of [amount] is the number.
    """
    return ask(release, "call_rows", measure=measure, max_rows=max_rows, **filters.params())


def survey_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the surveys that a measure adds up under a selection, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place; a survey counts at the level that it is of only.
        measure: a measure of survey_mark, such as `survey_points_public` or `forms_sent`.
        max_rows: rows at most, earliest period first.

    Returns:
        One row per survey; the sum of [amount] is the number.
    """
    return ask(release, "survey_rows", measure=measure, max_rows=max_rows, **filters.params())
