"""The working calendar, read from the reference files with nothing but csv."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ONE_DAY = timedelta(days=1)
YES = {"1", "true", "yes", "是"}


class OutsideCalendarError(LookupError):
    """A day was asked for that the calendar does not list."""


@dataclass(frozen=True)
class WorkingDays:
    """Which days are worked, and for which years the State Council has said so.

    Attributes:
        is_workday_by_date: every day of the calendar.
        announced_years: years whose holidays and make-up days are official.
    """

    is_workday_by_date: dict[date, bool]
    announced_years: frozenset[int]

    def is_workday(self, day: date) -> bool:
        """Say whether `day` is worked, make-up Saturdays and Sundays included."""
        if day not in self.is_workday_by_date:
            raise OutsideCalendarError(day)
        return self.is_workday_by_date[day]

    def count(self, after: date, until: date, left_out: frozenset[date] = frozenset()) -> int:
        """Count the working days of `(after, until]` that are not in `left_out`."""
        days = days_of(after, until)
        return sum(1 for day in days if self.is_workday(day) and day not in left_out)

    def nth_after(self, day: date, n: int, left_out: frozenset[date] = frozenset()) -> date:
        """Return the n-th working day after `day`, passing over `left_out`; `day` itself for 0."""
        while n > 0:
            day += ONE_DAY
            if self.is_workday(day) and day not in left_out:
                n -= 1
        return day

    def is_announced_throughout(self, first: date, last: date) -> bool:
        """Say whether every year between two days, both included, is announced."""
        return all(year in self.announced_years for year in range(first.year, last.year + 1))


def days_of(after: date, until: date) -> Iterator[date]:
    """Yield the days of `(after, until]` one by one; none when `until` is not later."""
    day = after + ONE_DAY
    while day <= until:
        yield day
        day += ONE_DAY


def read_working_days(calendar: Path, overrides: Path, years: Path) -> WorkingDays:
    """Read calendar.csv, then calendar_overrides.csv above it, and calendar_years.csv beside."""
    announced = frozenset(
        int(row["year"]) for row in _rows(years) if row["announced"].strip().lower() in YES
    )
    listed = {}
    for row in _rows(calendar):
        day = date.fromisoformat(row["date"])
        is_make_up = day.weekday() >= 5 and day.year not in announced
        listed[day] = row["is_workday"].strip().lower() in YES and not is_make_up
    for row in _rows(overrides):
        listed[date.fromisoformat(row["date"])] = row["is_workday"].strip().lower() in YES
    return WorkingDays(listed, announced)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
