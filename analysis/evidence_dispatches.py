"""The rows behind figures on the units' own clock: dispatches; their amounts add up to the figure."""

import polars as pl

from analysis.filters import Filters
from analysis.questions import ALL_ROWS
from analysis.warehouse import Release, ask


def dispatch_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the dispatches that a measure counts under a selection, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place; a dispatch counts on the day of the unit's limit.
        measure: a measure of measure_dispatch, such as `dispatches_lead_due`.
        max_rows: rows at most, earliest limit first.

    Returns:
        One row per dispatch; the sum of [amount] is the number.
    """
    return ask(release, "dispatch_rows", measure=measure, max_rows=max_rows, **filters.params())
