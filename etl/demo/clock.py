"""Working days for arrays of days: the n-th working day after a day, and how many lie between."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.paths import PROJECT_REFERENCE, DataFolder
from etl.reference.calendar import dates

Days = npt.NDArray[np.int64]
Times = npt.NDArray[np.datetime64]

ORIGIN = date(2025, 1, 1)
LAST = date(2027, 12, 31)
DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Workdays:
    """The project's own calendar from 2025 to 2027; days are counted from 2025-01-01.

    Attributes:
        number: per day, the working days up to and including it.
        nth: per working-day number, its day.
        is_workday: per day.
        weekday: per day, 1 Monday to 7 Sunday.
    """

    number: Days
    nth: Days
    is_workday: npt.NDArray[np.bool_]
    weekday: Days

    @classmethod
    def of_project(cls) -> "Workdays":
        """Read the committed calendar, never a city's overrides: same seed, same files."""
        days = dates(DataFolder(PROJECT_REFERENCE.parent)).filter(
            pl.col("date").is_between(ORIGIN, LAST)
        )
        is_workday = days["is_workday"].to_numpy()
        number = np.cumsum(is_workday)
        nth = np.concatenate([[0], np.flatnonzero(is_workday)])
        return cls(number, nth, is_workday, days["date"].dt.weekday().to_numpy().astype(np.int64))

    def after(self, day: Days, count: Days | int) -> Days:
        """Return the working day that is `count` working days after each day; itself for 0."""
        target = self.nth[np.minimum(self.number[day] + count, len(self.nth) - 1)]
        return np.asarray(np.where(np.asarray(count) == 0, day, target), np.int64)

    def between(self, start: Days, end: Days) -> Days:
        """Return the number of working days after `start` up to and including `end`."""
        return np.asarray(np.maximum(self.number[end] - self.number[start], 0), np.int64)


def day_number(day: date) -> int:
    """Return the days from 2025-01-01."""
    return (day - ORIGIN).days


def day_of(times: Times) -> Days:
    """Return the day of each time."""
    elapsed = times.astype("datetime64[s]") - np.datetime64(ORIGIN, "s")
    return np.asarray(elapsed.astype(np.int64) // DAY_SECONDS, np.int64)


def moment(day: Days, seconds: npt.NDArray[np.float64] | Days | float) -> Times:
    """Return the time so many seconds into each day."""
    whole = np.asarray(day, np.int64) * DAY_SECONDS + np.asarray(seconds).astype(np.int64)
    times: Times = np.datetime64(ORIGIN, "s") + whole.astype("timedelta64[s]")
    return times


def at(when: datetime) -> np.datetime64:
    """Return a time as numpy keeps it, to the second."""
    return np.datetime64(when, "s")


def kept(times: Times) -> Times:
    """Return times in the resolution a frame keeps."""
    return times.astype("datetime64[us]")


def office_seconds(rng: np.random.Generator, count: int) -> npt.NDArray[np.float64]:
    """Return times of day as an office works: a busy morning, a pause, a busy afternoon."""
    morning = rng.random(count) < 0.56
    hour = np.where(morning, rng.normal(10.2, 0.7, count), rng.normal(14.9, 0.9, count))
    return np.clip(hour, 8.5, 17.4) * 3600 + rng.integers(0, 60, count)
