"""Judged tickets counted into KPIs by month, one ticket at a time (domain.md section 6.1)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from tests.oracle.clock import Judged
from tests.oracle.working_days import ONE_DAY, WorkingDays

COUNTS = ("K01", "K02", "K03", "K08", "K08w")
RATIOS = ("K04", "K04e", "K05", "K07")


@dataclass(frozen=True)
class Total:
    """One KPI of one statistical month."""

    numerator: int
    denominator: int | None

    @property
    def value(self) -> float | None:
        """The count, or the ratio; None when there is nothing to divide by."""
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    def __add__(self, other: "Total") -> "Total":
        """Add counts to counts: ratios are never added or averaged."""
        if self.denominator is None or other.denominator is None:
            return Total(self.numerator + other.numerator, None)
        return Total(self.numerator + other.numerator, self.denominator + other.denominator)


def month_of(moment: datetime, period_start_day: int = 1) -> date:
    """Return the first day of the statistical month in which a moment lies."""
    day = moment.date()
    while day.day != period_start_day:
        day -= ONE_DAY
    return day


def is_due_soon(judged: Judged, days: WorkingDays, as_of: datetime) -> bool:
    """Say whether an open ticket falls due at T or within one working day of T's date."""
    if not judged.is_open or judged.is_floating or judged.due_at is None or judged.due_at < as_of:
        return False
    until = judged.due_at.date()
    return days.count(as_of.date(), until) <= 1


def totals(
    tickets: list[Judged], days: WorkingDays, as_of: datetime, period_start_day: int = 1
) -> dict[tuple[str, date], Total]:
    """Count the tickets into every KPI of this module, by KPI and first day of the month.

    Months in which a KPI counts nothing are absent; the stocks have T's month only.
    """
    top: Counter[tuple[str, date]] = Counter()
    bottom: Counter[tuple[str, date]] = Counter()

    def count(kpi_id: str, moment: datetime, *, hit: bool = True) -> None:
        key = (kpi_id, month_of(moment, period_start_day))
        top[key] += hit
        bottom[key] += 1

    for ticket in tickets:
        if not ticket.is_valid:
            continue
        closed_at, due_at, due_extended_at = (
            ticket.first_closed_at,
            ticket.due_at,
            ticket.due_extended_at,
        )
        count("K01", ticket.started_at)
        if closed_at is not None:
            count("K02", closed_at)
            if due_at is not None:
                count("K05", closed_at, hit=closed_at <= due_at)
        if ticket.is_due and due_at is not None:
            is_met = closed_at is not None and closed_at <= due_at
            count("K04", due_at, hit=is_met)
            count("K07", due_at, hit=not is_met)
        if ticket.is_due_extended and due_extended_at is not None:
            is_met = closed_at is not None and closed_at <= due_extended_at
            count("K04e", due_extended_at, hit=is_met)
        count("K03", as_of, hit=ticket.is_open)
        count("K08", as_of, hit=ticket.is_overdue_open)
        count("K08w", as_of, hit=is_due_soon(ticket, days, as_of))
    return {
        key: Total(top[key], bottom[key] if key[0] in RATIOS else None) for key in sorted(bottom)
    }
