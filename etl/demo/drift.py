"""What changes with time: how many people come on which day, and the district that gets worse."""

from datetime import date

import numpy as np
import numpy.typing as npt

from etl.demo.clock import Days, Workdays, day_number
from etl.demo.plan import SEATS
from etl.demo.size import Period

WORSE_DISTRICT = sorted(SEATS).index("330282")
WORSE_FROM, WORSE_FULLY = day_number(date(2026, 7, 20)), day_number(date(2026, 9, 20))
WORSE_BY = 1.6
# Monday is busy; Sunday shows nothing here, since a Sunday that is worked is a Monday in effect.
WEEKDAY = np.array([1.18, 1.05, 1.0, 0.97, 0.92, 0.85, 0.85])
GROWTH_PER_YEAR = 0.06


def daily_share(
    period: Period, work: Workdays, *, weekend: float, holiday: float
) -> tuple[Days, npt.NDArray[np.float64]]:
    """Return the days of a period and the share of its cases that comes on each.

    Args:
        period: its days.
        work: working days.
        weekend: traffic of a free Saturday or Sunday, relative to a working day.
        holiday: traffic of any other free day.
    """
    days = np.arange(day_number(period.first), day_number(period.last) + 1)
    free = np.where(work.weekday[days] >= 6, weekend, holiday)
    share = np.where(work.is_workday[days], WEEKDAY[work.weekday[days] - 1], free)
    # After days off, those who waited come together.
    share[1:] *= np.where(work.is_workday[days][1:] & ~work.is_workday[days][:-1], 1.15, 1.0)
    share *= 1 + GROWTH_PER_YEAR * days / 365
    return days, share / share.sum()


def worsening(district: Days, day: Days) -> npt.NDArray[np.float64]:
    """Return by how much the odds of good work fall in the district that gets worse."""
    grown = np.clip((day - WORSE_FROM) / (WORSE_FULLY - WORSE_FROM), 0, 1)
    return np.asarray(np.where(district == WORSE_DISTRICT, WORSE_BY * grown, 0.0))


def period_weights(periods: tuple[Period, ...], work: Workdays) -> npt.NDArray[np.float64]:
    """Return the share of all cases that each period gets, by its working days and growth."""
    weights = []
    for period in periods:
        days = np.arange(day_number(period.first), day_number(period.last) + 1)
        weights.append(float((work.is_workday[days] * (1 + GROWTH_PER_YEAR * days / 365)).sum()))
    shares = np.array(weights)
    return np.asarray(shares / shares.sum())
