"""The rows behind figures of places: grids, visits, outlets, townships; their amounts add up to the figure."""

import polars as pl

from analysis.filters import Filters
from analysis.questions import ALL_ROWS
from analysis.warehouse import Release, ask


def grid_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the grids of the ledger that a measure counts, or whose people it counts.

    Args:
        release: the build to ask.
        filters: the place; the figure is a stock, whatever the period.
        measure: of mart_place_stock, such as `grids_staffed` or `population_within_1000m`.
        max_rows: rows at most, by district.

    Returns:
        One row per grid; the sum of [amount] is the number.
    """
    return ask(release, "grid_rows", measure=measure, max_rows=max_rows, **filters.place_params())


def visited_grid_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the grids to be visited over a period or visited in it, each once.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: `grids_to_visit`, `grids_visited` or `grid_households`.
        max_rows: rows at most, the least visited first.

    Returns:
        One row per grid; the sum of [amount] is the number.
    """
    return ask(release, "visited_grid_rows", measure=measure, max_rows=max_rows, **filters.params())


def visit_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the visits whose households a measure adds up, each with its file and line.

    Args:
        release: the build to ask.
        filters: period and place.
        measure: `households_visited`.
        max_rows: rows at most, earliest visit first.

    Returns:
        One row per visit; the sum of [amount] is the number.
    """
    return ask(release, "visit_rows", measure=measure, max_rows=max_rows, **filters.params())


def outlet_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the outlets of the ledger that a measure counts.

    Args:
        release: the build to ask.
        filters: the place; the figure is a stock, whatever the period.
        measure: of mart_place_stock, such as `outlets_open` or `outlets_in_district`.
        max_rows: rows at most, those that fall short first.

    Returns:
        One row per outlet; the sum of [amount] is the number.
    """
    return ask(release, "outlet_rows", measure=measure, max_rows=max_rows, **filters.place_params())


def township_rows(
    release: Release, filters: Filters, measure: str, max_rows: int = ALL_ROWS
) -> pl.DataFrame:
    """Return the townships, or those that an open outlet serves, with the line that tells of each.

    Args:
        release: the build to ask.
        filters: the place; the figure is a stock, whatever the period.
        measure: `townships` or `townships_served`.
        max_rows: rows at most, those with fewest outlets first.

    Returns:
        One row per township; the sum of [amount] is the number.
    """
    return ask(
        release, "township_rows", measure=measure, max_rows=max_rows, **filters.place_params()
    )
