"""Ratings exported on their own, and the case that each belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.oracle.service import Rated


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
