"""Rows dated long after all others of their file: most likely a year typed wrong.

How far the data reach is the newest event of a file, so that one such row would make every open case overdue. It is
told apart by the file alone, never by the clock of the computer. Who declares the as-of in a mapping has said how far
the file reaches, and nothing is guessed.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.sources import Source
from etl.sources.base import CALENDAR_FIRST, CALENDAR_LAST, Role

# What tells how far a row reaches; due and planned times lie ahead by right.
ROLES: tuple[Role, ...] = ("event", "exported")
# Of fewer rows, or days, nobody can say how densely they lie.
LEAST_ROWS, LEAST_DAYS = 200, 10
# A wrong year is a slip of one row or a few; what a hundredth of the rows say is no slip.
MOST_SHARE = 0.005
# Holidays and quiet weeks are gaps too: the gap must be of another order than those between the others.
LEAST_GAP_DAYS = 31
LEAST_TIMES_OTHER_GAPS = 10


def no_days() -> NDArray[np.int64]:
    """Return the count of rows on each day of the calendar, of no rows."""
    return np.zeros((CALENDAR_LAST - CALENDAR_FIRST).days + 1, np.int64)


def days_of(source: Source, rows: pl.DataFrame) -> NDArray[np.int64]:
    """Return how many rows have their newest event on each day of the calendar.

    Args:
        source: the source.
        rows: accepted rows.
    """
    told = [c.name for c in source.with_role(*ROLES) if c.name in rows.columns]
    each = [pl.lit(None, pl.Date), *(pl.col(name).cast(pl.Date) for name in told)]
    days = rows.select(pl.max_horizontal(each)).to_series().drop_nulls()
    since = (days - CALENDAR_FIRST).dt.total_days().to_numpy()
    return np.bincount(since, minlength=no_days().size)


def last_days(days: Mapping[str, NDArray[np.int64]]) -> dict[str, date]:
    """Return source → its `last_day`, of those sources of a file that have one.

    Args:
        days: source → its rows, from `days_of` over all its tables.
    """
    found = {source: last_day(counts) for source, counts in days.items()}
    return {source: day for source, day in found.items() if day is not None}


def last_day(counts: NDArray[np.int64]) -> date | None:
    """Return the last day before a gap that only a slip explains; None where there is none.

    Args:
        counts: rows by day of their newest event, the first day of the calendar first.
    """
    days = np.flatnonzero(counts)
    rows = counts.sum()
    if rows < LEAST_ROWS or days.size <= LEAST_DAYS:
        return None
    until = np.cumsum(counts[days])[:-1]
    gaps = np.diff(days)
    # a day long before all others says nothing of how densely they lie
    usual = np.where(until > MOST_SHARE * rows, gaps, 0)
    before = np.maximum.accumulate(np.concatenate(([0], usual[:-1])))
    is_slip = (
        (np.arange(1, days.size) >= LEAST_DAYS)
        & (rows - until <= MOST_SHARE * rows)
        & (gaps > LEAST_GAP_DAYS)
        & (gaps > LEAST_TIMES_OTHER_GAPS * before)
    )
    found = np.flatnonzero(is_slip)
    return CALENDAR_FIRST + timedelta(days=int(days[found[0]])) if found.size else None
