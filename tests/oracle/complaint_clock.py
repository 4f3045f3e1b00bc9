"""When a complaint was due and whether it was closed by then, walked day by day (domain.md section 6.4, C03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from tests.oracle.working_days import WorkingDays

END_OF_DAY = time(23, 59, 59)
USUAL_DAYS = 5


@dataclass(frozen=True)
class Told:
    """What one export said of a complaint."""

    exported_at: datetime
    received_at: datetime
    channel: str | None
    promised_days: int | None
    due_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True)
class Judged:
    """What the clock makes of all that was said."""

    received_at: datetime
    channel: str | None
    due_at: datetime
    is_due: bool
    is_on_time: bool


def judge(versions: Sequence[Told], days: WorkingDays, as_of: datetime) -> Judged:
    """Judge a complaint by the first due time and the first close that anything said, else by the newest."""
    ordered = sorted(versions, key=lambda one: one.exported_at)
    newest = ordered[-1]
    declared = [one.due_at for one in ordered if one.due_at is not None]
    if declared:
        due = declared[0]
    else:
        count = USUAL_DAYS if newest.promised_days is None else newest.promised_days
        due = datetime.combine(days.nth_after(newest.received_at.date(), count), END_OF_DAY)
    closes = [one.closed_at for one in ordered if one.closed_at is not None]
    in_time = bool(closes) and min(closes) <= due
    return Judged(newest.received_at, newest.channel, due, due < as_of, in_time)
