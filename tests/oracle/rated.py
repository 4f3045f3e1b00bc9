"""Bad ratings and what became of them, counted into KPIs one case at a time (domain.md section 6.3)."""

from collections.abc import Iterator
from datetime import date, datetime

from tests.oracle.service import Case, Count, World


def counts_of_rating(case: Case, world: World) -> Iterator[Count]:
    """Yield what the rating of a closed case, or its want, adds to the KPIs."""
    closed, rated, facts = case.judged.first_closed_at, case.rated, case.facts
    if closed is None:
        return
    yield "S04", closed, rated is not None and rated.is_active, 1
    is_bad = rated is not None and rated.is_bad
    yield "S05", closed, is_bad and rated is not None and rated.is_upheld is not False, 1
    yield "S03", closed, rated is None or not rated.is_active, 1
    if rated is not None and rated.is_active:
        yield "S02", closed, rated.level >= 3, 1
    if rated is None or not is_bad:
        return
    yield "S08", closed, facts.callback_result in ("reached", "unreached"), 1
    told = (rated.rated_at or closed).date()
    if _has_to_be_done(told, 1, rated.verified_at, world):
        yield "S06", closed, _is_done_within(told, 1, rated.verified_at, world), 1
    if rated.is_upheld and _has_to_be_done(told, 15, rated.fixed_at, world):
        yield "S07", closed, _is_done_within(told, 15, rated.fixed_at, world), 1
    is_reached = facts.callback_result in (None, "reached")
    if rated.fixed_at is not None and is_reached and facts.citizen_satisfied is not None:
        yield "S09", closed, facts.citizen_satisfied, 1


def _has_to_be_done(since: date, limit: int, done: datetime | None, world: World) -> bool:
    """Say whether a thing is done, or more working days have passed than it may take."""
    return done is not None or world.days.count(since, world.as_of.date()) > limit


def _is_done_within(since: date, limit: int, done: datetime | None, world: World) -> bool:
    return done is not None and world.days.count(since, done.date()) <= limit
