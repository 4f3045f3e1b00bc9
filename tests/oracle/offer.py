"""What is promised, by how many, and of which matters: figures that are no sums of cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.service import Case


@dataclass(frozen=True)
class Outlet:
    """An outlet of the ledger."""

    outlet_id: str
    level: str | None = None
    staff_full: int | None = None
    staff_part: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None

    @property
    def workers(self) -> Fraction:
        """The staff, a part-time worker as half a one."""
        return (self.staff_full or 0) + Fraction(self.staff_part or 0, 2)


@dataclass(frozen=True)
class Matter:
    """A matter that outlets are to take over."""

    name: str
    level: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


def compression(cases: Iterable[Case]) -> tuple[int, int]:
    """Return the working days saved and those the law allows, each matter and limit once."""
    promises = {
        (case.facts.matter, case.newest.promised_days, case.newest.statutory_days)
        for case in cases
        if case.judged.is_valid
    }
    known = [
        (promised, legal)
        for matter, promised, legal in promises
        if matter is not None and promised is not None and legal is not None
    ]
    return sum(max(legal - promised, 0) for promised, legal in known), sum(
        legal for _, legal in known
    )


def months_of_work(outlet: Outlet, months: Iterable[tuple[date, date]]) -> list[date]:
    """Return the first days of those months, given by first and last day, that the outlet was open in."""
    return [
        first
        for first, last in months
        if (outlet.opened_on is None or outlet.opened_on <= last)
        and (outlet.closed_on is None or outlet.closed_on > first)
    ]


def a_year_before(today: date) -> date:
    """Return the same day a year ago; of 29 February the 28th."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - 1, day=28 if is_leap_day else today.day)


def taken_over(
    matters: Sequence[Matter], outlets: Sequence[Outlet], cases: Iterable[Case], today: date
) -> tuple[int, int]:
    """Return how many listed matters the outlets took over within a year, and how many they should.

    Args:
        matters: the list.
        outlets: outlets that are open.
        cases: cases of those outlets.
        today: the day of the as-of.
    """
    accepted = {
        (case.newest.outlet_id, case.facts.matter)
        for case in cases
        if case.judged.is_valid and case.judged.started_at.date() > a_year_before(today)
    }
    pairs = {
        (outlet.outlet_id, matter.name)
        for matter in matters
        for outlet in outlets
        if matter.level in (None, outlet.level)
        and (matter.valid_from is None or matter.valid_from <= today)
        and (matter.valid_to is None or matter.valid_to >= today)
    }
    return len({matter for _, matter in pairs & accepted}), len({matter for _, matter in pairs})
