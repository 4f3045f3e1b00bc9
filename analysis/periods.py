"""Statistical periods: a month, a quarter, a year, the last months; and what each is compared with.

Ids stand in addresses: 2026-10, 2026Q3, 2026, last3, last12.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True)
class Month:
    """A statistical month, named for its last day, such as 2026-10 for 26 September to 25 October."""

    name: str
    start: date
    end: date
    is_complete: bool


@dataclass(frozen=True)
class Period:
    """Neighbouring months under one id."""

    id: str
    months: tuple[Month, ...]

    @property
    def start(self) -> date:
        """The first day of the first month."""
        return self.months[0].start

    @property
    def end(self) -> date:
        """The last day of the last month."""
        return self.months[-1].end

    @property
    def is_complete(self) -> bool:
        """Whether the data reach past its last day."""
        return self.months[-1].is_complete

    @property
    def is_running(self) -> bool:
        """Whether not one of its months is over: a few days are no month, and judged as none."""
        return not any(month.is_complete for month in self.months)


def offered(months: Sequence[Month]) -> dict[str, Period]:
    """Return the periods a reader can choose: running ones, then months, quarters and years, newest first.

    Args:
        months: The months that have data, oldest first, without a hole.

    Returns:
        Id to period. A quarter or year needs all its months so far; running periods end with
        the last complete month and need all of theirs.
    """
    complete = [month for month in months if month.is_complete]
    running = [
        Period(f"last{size}", tuple(complete[-size:])) for size in (3, 12) if len(complete) >= size
    ]
    single = [Period(month.name, (month,)) for month in reversed(months)]
    quarters = [
        Period(name, group)
        for name, group in _grouped(months, _quarter)
        if group[0].name.endswith(("-01", "-04", "-07", "-10"))
    ]
    years = [
        Period(name, group)
        for name, group in _grouped(months, lambda month: month.name[:4])
        if group[0].name.endswith("-01")
    ]
    return {
        period.id: period
        for period in (*single[:1], *running, *single[1:], *reversed(quarters), *reversed(years))
    }


def usual(months: Sequence[Month]) -> str | None:
    """Return the id of the period shown unasked: the last complete month, else the newest."""
    complete = [month for month in months if month.is_complete]
    newest = (complete or list(months))[-1:]
    return newest[0].name if newest else None


def before(period: Period, months: Sequence[Month]) -> Period | None:
    """Return as many months just before a period (环比), or None when they are not all there."""
    at = [month.name for month in months].index(period.months[0].name)
    size = len(period.months)
    return Period(f"{period.id}-before", tuple(months[at - size : at])) if at >= size else None


def year_before(period: Period, months: Sequence[Month]) -> Period | None:
    """Return the same months a year earlier (同比), or None when they are not all there."""
    by_name = {month.name: month for month in months}
    names = [f"{int(month.name[:4]) - 1}{month.name[4:]}" for month in period.months]
    if not all(name in by_name for name in names):
        return None
    return Period(f"{period.id}-year-before", tuple(by_name[name] for name in names))


def _quarter(month: Month) -> str:
    return f"{month.name[:4]}Q{(int(month.name[5:7]) + 2) // 3}"


def _grouped(
    months: Sequence[Month], key: Callable[[Month], str]
) -> list[tuple[str, tuple[Month, ...]]]:
    return [(name, tuple(group)) for name, group in groupby(months, key=key)]
