"""The rows behind the numbers of complaints and inspections: their amounts add up to the number."""

from collections.abc import Callable

import polars as pl

from analysis.filters import Filters
from analysis.kpis import Kpi
from analysis.questions import ALL_ROWS
from analysis.warehouse import Release, ask

Question = Callable[[Release, Filters, str], pl.DataFrame]


def complaint_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the complaints that a measure counts under a selection, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: a measure of complaint_mark, such as `complaints_on_time` or `complaints_by.letter`.
        max_rows: rows at most, earliest received first.

    Returns:
        One row per complaint; the sum of [amount] is the number.
    """
    return ask(release, "complaint_rows", measure=measure, max_rows=max_rows, **filters.params())


def inspection_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the inspections, or items of them, that a measure adds up, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: a measure of inspection_mark, such as `windows_open` or `items_failed.dress`.
        max_rows: rows at most, earliest inspected first.

    Returns:
        One row per inspection or item; the sum of [amount] is the number.
    """
    return ask(release, "inspection_rows", measure=measure, max_rows=max_rows, **filters.params())


def inspected_outlet_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the outlets, or facility rules at outlets, that a measure counts once over a period.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: such as `outlets_unannounced`, `outlets_standard` or `facility_rules_passed`.
        max_rows: rows at most, the lowest mean score first.

    Returns:
        One row per outlet or rule; the sum of [amount] is the number.
    """
    return ask(
        release, "inspected_outlet_rows", measure=measure, max_rows=max_rows, **filters.params()
    )


_OUTLETS = frozenset(
    {
        *("outlets_to_inspect", "outlets_announced", "outlets_unannounced"),
        *("outlets_scored", "outlets_standard", "facility_rules", "facility_rules_passed"),
    }
)
# By what the names of measures begin with: items and channels follow after a dot.
_INSPECTIONS = (
    *("inspection", "windows_", "visits_paired", "announced_gap_points", "severity_points"),
    *("issues_", "items_checked.", "items_failed."),
)


def question_of(measure: str | None) -> Question | None:
    """Return the question that lists the rows of a measure; None for what is no complaint or visit."""
    if measure is None:
        return None
    if measure in _OUTLETS:
        return inspected_outlet_rows
    if measure.startswith(_INSPECTIONS):
        return inspection_rows
    return complaint_rows if measure.startswith("complaints") else None


def parts_of(kpi: Kpi) -> dict[str, str]:
    """Return the parts of a KPI whose rows can be listed: `numerator`, `denominator` to measure."""
    parts = {"numerator": kpi.numerator, "denominator": kpi.denominator}
    return {part: one for part, one in parts.items() if one is not None and question_of(one)}
