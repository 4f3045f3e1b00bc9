"""Invented lives of tickets, as a clerk's exports would tell them: late, twice and in any order.

One generator serves both hypothesis (whose random source it takes) and seeded bulk runs. Events
are aimed at the corners: the due time to the second, the day of T, holidays and make-up days.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tests.oracle.lines import Version
from tests.oracle.working_days import ONE_DAY, WorkingDays
from tests.sql.histories import Batch, History, Stage
from tests.sql.suspension_histories import TIMES_OF_DAY, draw_suspensions

ONE_SECOND = timedelta(seconds=1)
# The days before and after 清明, 五一, 中秋, 国庆, 元旦, 春节 and their make-up days.
TURNING_DAYS = [
    *(date(2024, 4, 3), date(2024, 4, 26), date(2024, 4, 28), date(2024, 5, 11)),
    *(date(2024, 9, 14), date(2024, 9, 29), date(2024, 9, 30), date(2024, 10, 12)),
    *(date(2024, 12, 31), date(2025, 1, 26), date(2025, 2, 8), date(2025, 9, 28)),
    *(date(2025, 9, 30), date(2025, 10, 11), date(2025, 12, 31), date(2026, 1, 4)),
    *(date(2026, 2, 14), date(2026, 2, 28), date(2026, 9, 20), date(2026, 9, 30)),
    *(date(2026, 10, 10), date(2026, 12, 21), date(2026, 12, 25), date(2026, 12, 31)),
]
OUTLETS = ["W1", "W2", "W3", "W4"]


@dataclass(frozen=True)
class Life:
    """What happened to one ticket, whether or not an export has seen it."""

    received_at: datetime | None
    accepted_at: datetime | None
    limits: dict[str, float | None]
    declared: tuple[tuple[datetime, datetime], ...]
    extension_days: int | None
    closes: tuple[datetime, ...]
    reopened_at: datetime | None
    withdrawn_at: datetime | None
    status: str | None
    is_excluded: bool | None
    outlet_id: str


def draw_stage(rng: random.Random, as_of: datetime, days: WorkingDays) -> Stage:
    """Draw the batches of a lake whose T is `as_of`; now and then a suspension batch sets it."""
    earlier = [
        as_of - timedelta(days=rng.randint(0, 200), hours=rng.randint(0, 9)) for _ in "12345"
    ]
    is_set_by_suspensions = rng.random() < 0.3
    newest = as_of - timedelta(hours=rng.randint(1, 60)) if is_set_by_suspensions else as_of
    ticket_times = [*(moment for moment in earlier if moment < newest), newest, newest]
    suspension_times = [as_of if is_set_by_suspensions else earlier[0], earlier[1], None, None]
    return Stage(
        as_of,
        tuple(Batch(_batch_id(rng), moment) for moment in ticket_times),
        tuple(Batch(_batch_id(rng), moment) for moment in suspension_times),
        days,
    )


def draw_history(rng: random.Random, ticket_id: str, stage: Stage) -> History:
    """Draw one ticket: its life, the exports that saw it, and its suspensions."""
    life, due_at = _draw_life(rng, stage)
    versions = tuple(
        _seen(rng, life, ticket_id, moment, stage) for moment in _export_times(rng, life, stage)
    )
    start = life.accepted_at or life.received_at
    assert start is not None
    return History(versions, tuple(draw_suspensions(rng, ticket_id, start, due_at, stage)))


def _draw_life(rng: random.Random, stage: Stage) -> tuple[Life, datetime]:
    start = _draw_start(rng, stage)
    limits, declared, due_at = _draw_limits(rng, start, stage)
    closes: list[datetime] = []
    reopened_at = withdrawn_at = None
    if rng.random() < 0.6:
        closes.append(_near(rng, due_at))
        if rng.random() < 0.25:
            reopened_at = closes[0] + rng.choice((-1, 0, 1, 2, 5)) * ONE_DAY
            if rng.random() < 0.5:
                closes.append(max(reopened_at, closes[0]) + rng.choice((0, 1, 2, 6)) * ONE_DAY)
    if rng.random() < 0.2:
        withdrawn_at = _near(rng, due_at)
    is_accepted = rng.random() < 0.7
    received_at = start - timedelta(hours=rng.randint(0, 50)) if is_accepted else start
    life = Life(
        received_at=received_at if rng.random() < 0.8 or not is_accepted else None,
        accepted_at=start if is_accepted else None,
        limits=limits,
        declared=declared,
        extension_days=rng.choice((None, None, None, 0, 1, 5, 10, 15)),
        closes=tuple(closes),
        reopened_at=reopened_at,
        withdrawn_at=withdrawn_at,
        status=rng.choice((None,) * 27 + ("void", "test", "duplicate")),
        is_excluded=rng.choice((None,) * 9 + (False,) * 10 + (True,)),
        outlet_id=rng.choice(OUTLETS),
    )
    return life, due_at


def _draw_start(rng: random.Random, stage: Stage) -> datetime:
    newest = max(batch.as_of for batch in stage.tickets if batch.as_of is not None)
    known = [day for day in TURNING_DAYS if day < newest.date()]
    if known and rng.random() < 0.5:
        day = rng.choice(known) + rng.randint(-2, 2) * ONE_DAY
    else:
        day = newest.date() - rng.choice((0, 1, 2, 3, 5, 8, 13, 30, 90, 365)) * ONE_DAY
    return min(datetime.combine(day, rng.choice(TIMES_OF_DAY)), newest)


def _draw_limits(
    rng: random.Random, start: datetime, stage: Stage
) -> tuple[dict[str, float | None], tuple[tuple[datetime, datetime], ...], datetime]:
    """Draw the promises, the declared times with the moments they were said, and where to aim."""
    kind = rng.choice(("days",) * 5 + ("capped", "declared", "declared", "both", "hours", "none"))
    promised = rng.choice((0, 0, 1, 1, 2, 3, 5, 5, 7, 10, 15, 20))
    limits: dict[str, float | None] = {}
    aim = datetime.combine(stage.days.nth_after(start.date(), promised), time(23, 59, 59))
    declared: tuple[tuple[datetime, datetime], ...] = ()
    if kind in ("days", "capped", "both"):
        limits["promised_days"] = promised
    if kind == "capped":
        limits["statutory_days"] = rng.choice((0, 1, 5, 10, 20))
    if kind == "none" and rng.random() < 0.5:
        limits["statutory_days"] = rng.choice((1, 5, 20))
    if kind == "hours" or (kind == "days" and rng.random() < 0.1):
        limits["promised_hours"] = rng.choice((0.0, 0.25, 2.0, 24.0, 30.5, 72.0, 240.0))
    if kind == "hours":
        aim = start + timedelta(hours=limits["promised_hours"] or 0)
    if kind in ("declared", "both"):
        aim = datetime.combine(aim.date(), rng.choice((time(12), time(23, 59, 59))))
        declared = ((start if rng.random() < 0.7 else start + 2 * ONE_DAY, aim),)
        while len(declared) < 3 and rng.random() < 0.4:
            said_at, told = declared[-1]
            declared += ((said_at + ONE_DAY, told + rng.choice((-1, 1, 3, 10)) * ONE_DAY),)
    return limits, declared, aim


def _near(rng: random.Random, moment: datetime) -> datetime:
    """Draw a time at, just before, just after or some way from a moment."""
    midnight = datetime.combine(moment.date(), time(0))
    if rng.random() < 0.5:
        return rng.choice(
            (moment, moment + ONE_SECOND, midnight, midnight + ONE_DAY, midnight - ONE_DAY)
        )
    day = moment.date() + rng.randint(-12, 12) * ONE_DAY
    return datetime.combine(day, rng.choice(TIMES_OF_DAY))


def _export_times(rng: random.Random, life: Life, stage: Stage) -> list[datetime]:
    newest = max(batch.as_of for batch in stage.tickets if batch.as_of is not None)
    first = life.received_at or life.accepted_at
    assert first is not None
    events = [*life.closes, life.reopened_at, life.withdrawn_at, *(at for at, _ in life.declared)]
    moments = [newest if rng.random() < 0.7 else first + ONE_DAY]
    moments += [event for event in events if event is not None and rng.random() < 0.5]
    return [min(max(moment, first), newest) for moment in moments][:4]


def _seen(
    rng: random.Random, life: Life, ticket_id: str, moment: datetime, stage: Stage
) -> Version:
    """Write the line of an export that looked at the ticket at a moment."""

    def known(event: datetime | None) -> datetime | None:
        return event if event is not None and event <= moment else None

    closed_at = max((close for close in life.closes if close <= moment), default=None)
    reopened_at, withdrawn_at = known(life.reopened_at), known(life.withdrawn_at)
    if reopened_at and closed_at and closed_at < reopened_at and rng.random() < 0.5:
        closed_at = None  # some systems clear the close when a case is reopened
    told = [due_at for said_at, due_at in life.declared if said_at <= moment]
    batch = rng.choice([b for b in stage.tickets if b.as_of is not None and b.as_of >= moment])
    extension = life.extension_days if rng.random() < 0.8 else None
    accepted_at = known(life.accepted_at)
    return Version(
        ticket_id=ticket_id,
        batch_id=batch.batch_id,
        row_number=0,
        exported_at=moment if rng.random() < 0.8 else None,
        batch_as_of=batch.as_of,
        received_at=life.received_at,
        accepted_at=accepted_at if life.received_at else life.accepted_at,
        due_at=told[-1] if told and rng.random() < 0.95 else None,
        extension_days=extension,
        closed_at=closed_at,
        withdrawn_at=withdrawn_at,
        reopened_at=reopened_at,
        status=_status(rng, life, closed_at, withdrawn_at),
        is_excluded=life.is_excluded,
        outlet_id=life.outlet_id,
        **life.limits,  # type: ignore[arg-type]
    )


def _status(
    rng: random.Random, life: Life, closed_at: datetime | None, withdrawn_at: datetime | None
) -> str | None:
    if life.status is not None or rng.random() < 0.3:
        return life.status
    if closed_at is not None:
        return "closed"
    if withdrawn_at is not None:
        return "withdrawn"
    return rng.choice(("open", "open", "returned", "suspended"))


def _batch_id(rng: random.Random) -> str:
    return f"{rng.getrandbits(64):016x}"
