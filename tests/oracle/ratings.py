"""Ratings exported on their own, and the case that each belongs to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tests.oracle.service import Case, Place, Rated
from tests.oracle.totals import Total, month_of


@dataclass(frozen=True)
class Rating:
    """One line of a ratings export."""

    rating_id: str
    rated_at: datetime
    level: int
    ticket_id: str | None = None
    outlet: str | None = None
    window_no: str | None = None
    is_default: bool | None = None
    verified_at: datetime | None = None
    fixed_at: datetime | None = None
    is_upheld: bool | None = None


@dataclass(frozen=True)
class Closed:
    """Where and when a case was closed."""

    ticket_id: str
    outlet: str
    window_no: str | None
    closed_at: datetime | None


def case_of(rating: Rating, cases: Sequence[Closed]) -> str | None:
    """Return the case of a rating: by number, else the only one closed there on that day."""
    if rating.ticket_id is not None:
        return next((c.ticket_id for c in cases if c.ticket_id == rating.ticket_id), None)
    there = [
        case.ticket_id
        for case in cases
        if case.closed_at is not None
        and case.closed_at.date() == rating.rated_at.date()
        and case.outlet == rating.outlet
        and rating.window_no in (None, case.window_no)
    ]
    return there[0] if len(there) == 1 else None


def rating_of(ticket_id: str, ratings: Sequence[tuple[Rating, str | None]]) -> Rated | None:
    """Return the rating that counts: the newest that a person gave, else the newest default."""
    own = [rating for rating, of_case in ratings if of_case == ticket_id]
    if not own:
        return None
    last = max(own, key=lambda r: (r.is_default is not True, r.rated_at, r.rating_id))
    return Rated(
        last.level,
        last.is_default is True,
        last.verified_at,
        last.fixed_at,
        last.is_upheld,
        last.rated_at,
    )


def is_covered(closed_at: datetime | None, ratings: Sequence[Rating]) -> bool:
    """Say whether the export reaches over the day of a close: then a case that it lacks has no rating."""
    days = [rating.rated_at.date() for rating in ratings]
    return closed_at is not None and min(days) <= closed_at.date() <= max(days)


def totals_of_no_case(
    ratings: Iterable[tuple[Rating, Place]],
    cases: Iterable[tuple[Case, Place]],
    period_start_day: int = 1,
) -> dict[tuple[str, date], Total]:
    """Count ratings of no case at their outlets: good and bad, and those that unrated cases of the day can be."""
    top: Counter[tuple[str, date]] = Counter()
    bottom: Counter[tuple[str, date]] = Counter()
    given = [(rating, place) for rating, place in ratings if rating.is_default is not True]
    for rating, _ in given:
        month = month_of(rating.rated_at, period_start_day)
        top["S02", month] += rating.level >= 3
        bottom["S02", month] += 1
        top["S05", month] += rating.level <= 2 and rating.is_upheld is not False
    closed = [
        (case.judged.first_closed_at.date(), place)
        for case, place in cases
        if case.judged.is_valid
        and case.judged.first_closed_at is not None
        and not (case.rated is not None and case.rated.is_active)
    ]
    unrated = Counter(closed)
    for rating, place in given:
        key = (rating.rated_at.date(), place)
        is_of_one = unrated[key] > 0
        top["S04", month_of(rating.rated_at, period_start_day)] += is_of_one
        top["S03", month_of(rating.rated_at, period_start_day)] -= is_of_one
        unrated[key] -= 1
    return {key: Total(number, bottom[key]) for key, number in top.items()}
