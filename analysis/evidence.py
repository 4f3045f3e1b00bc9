"""The rows behind a figure: cases, complaints, inspections, outlets, matters; their amounts add up to it."""

from collections.abc import Callable

import polars as pl

from analysis.composed import TOLERANCE
from analysis.filters import Filters
from analysis.kpi_questions import kpi_parts, kpi_values
from analysis.kpis import catalogue
from analysis.questions import ALL_ROWS, ticket_rows
from analysis.warehouse import Release, ask

Question = Callable[[Release, Filters, str, int], pl.DataFrame]


def case_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the cases that a measure counts under a selection, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place; stocks such as `open_cases` ignore the period.
        measure: a measure of ticket_measure that counts cases, such as `satisfaction_known`.
        max_rows: rows at most, earliest due first.

    Returns:
        One row per case; the sum of [amount] is the number.
    """
    found = ticket_rows(release, filters, measure, max_rows=max_rows)
    return found.with_columns(amount=pl.lit(1.0))


def rated_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the cases that a measure of ratings counts, and the ratings of no case that it counts too.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: such as `rated_positive` or `closed_rated`.
        max_rows: rows at most, cases first.

    Returns:
        One row per case or rating; the sum of [amount] is the number. Of `closed_unrated` a rating
        counts one less.
    """
    cases = case_rows(release, filters, measure, max_rows)
    ratings = ask(
        release,
        "rating_rows",
        measure=measure,
        max_rows=max_rows - cases.height,
        **filters.params(),
    )
    return pl.concat([cases, ratings], how="diagonal_relaxed")


def case_amount_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the cases of which a measure adds up days or cells, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: `suspended_days`, `gross_days`, `key_cells` or `key_cells_filled`.
        max_rows: rows at most, those with fewest cells filled first.

    Returns:
        One row per case; the sum of [amount] is the number.
    """
    return ask(
        release, "ticket_amount_rows", measure=measure, max_rows=max_rows, **filters.params()
    )


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


def promise_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the matters with their promised and legal days, each with the newest case that shows it.

    Args:
        release: the build to ask.
        filters: the place; the figure is a stock, whatever the period.
        measure: `limit_days` or `limit_days_saved`.
        max_rows: rows at most, most days first.

    Returns:
        One row per matter and pair of days; the sum of [amount] is the number.
    """
    return ask(
        release, "promise_rows", measure=measure, max_rows=max_rows, **filters.place_params()
    )


def matter_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the matters to be taken over, each with the newest case that shows that it was.

    Args:
        release: the build to ask.
        filters: the place; the figure is a stock, whatever the period.
        measure: `matters_listed` or `matters_taken`.
        max_rows: rows at most, taken over by fewest outlets first.

    Returns:
        One row per matter; the sum of [amount] is the number. A matter that no outlet took over
        has no line of an export.
    """
    return ask(release, "matter_rows", measure=measure, max_rows=max_rows, **filters.place_params())


def staffed_outlet_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the outlets that tell their staff, with what they closed and their line of the ledger.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: `staff` or `closed_staffed`.
        max_rows: rows at most, most cases per worker first.

    Returns:
        One row per outlet; the sum of [amount] is the number.
    """
    return ask(
        release, "staffed_outlet_rows", measure=measure, max_rows=max_rows, **filters.params()
    )


def gap_rows(
    release: Release, filters: Filters, kpi_id: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the cases of either rate of a difference, on which side each is and what it counts there.

    Args:
        release: the build to ask.
        filters: period and place.
        kpi_id: of a KPI of kind gap.
        max_rows: rows at most, those of one side only first.

    Returns:
        One row per case; the sum of [amount] is the value, a fraction. Without one of the two rates
        there is none, and no row has an amount.
    """
    return ask(release, "gap_rows", measure=kpi_id, max_rows=max_rows, **filters.params())


def composite_rows(
    release: Release, filters: Filters, kpi_id: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the parts of a composite with their weights in force at the end of the period.

    Args:
        release: the build to ask.
        filters: period and place.
        kpi_id: of a KPI of kind composite.
        max_rows: rows at most.

    Returns:
        One row per part; the sum of [amount] is the value. Without a value of one part the
        composite has none, and no row has an amount.
    """
    weights = kpi_parts(release, [kpi_id], filters.end).filter(
        pl.col("last_month").is_between("valid_from", "valid_to")
    )
    values = kpi_values(release, filters, weights["part_id"].to_list())
    rows = weights.join(values, left_on="part_id", right_on="kpi_id", how="left")
    known = abs(float(rows.filter(pl.col("value").is_not_null())["weight"].sum()) - 1) < TOLERANCE
    amount = pl.col("scale") * pl.col("weight") * pl.col("value")
    names = [(one.id, one.name_zh, one.name_en) for one in catalogue().values()]
    named = pl.DataFrame(names, schema=["part_id", "part_name", "part_name_en"], orient="row")
    return (
        rows.with_columns(amount=amount if known else pl.lit(None, pl.Float64))
        .join(named, on="part_id", how="left", maintain_order="left")
        .head(max_rows)
    )
