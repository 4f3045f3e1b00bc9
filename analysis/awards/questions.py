"""The questions that an appraisal puts to the warehouse."""

from collections.abc import Collection
from datetime import date

import polars as pl

from analysis.warehouse import Release, ask


def award_indicators(
    release: Release, start: date, end: date, kpi_ids: Collection[str]
) -> pl.DataFrame:
    """Return [outlet_id, kpi_id, numerator, denominator, sum_of_squares] of an appraisal period."""
    return ask(release, "award_indicators", kpi_ids=list(kpi_ids), start=start, end=end)


def award_outlets(release: Release, start: date, end: date) -> pl.DataFrame:
    """Return the outlets with what their eligibility rests on."""
    return ask(release, "award_outlets", start=start, end=end)
