"""The rules of time once more, in the slowest and plainest Python.

Written from the documents alone and never from `sql/`, so that the two can disagree: every day is
walked, every rule is one function. Times are naive local wall clock, as everywhere.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tests.oracle.lines import Suspension, Version, in_order, nulls_first
from tests.oracle.working_days import WorkingDays, days_of

END_OF_DAY = time(23, 59, 59)
MOST_EXTENSION_DAYS = 10  # 行政许可法 42
NOT_VALID = {"void", "test", "duplicate"}


@dataclass(frozen=True)
class Judged:
    """A ticket as the rules of time see it at T; the names are those of fct_ticket."""

    ticket_id: str
    started_at: datetime
    first_closed_at: datetime | None
    due_at: datetime | None
    due_extended_at: datetime | None
    is_valid: bool
    is_due: bool
    is_due_extended: bool
    is_on_time: bool | None
    is_open: bool
    is_overdue_open: bool
    is_floating: bool
    is_provisional: bool
    net_workdays: int


def judge(
    versions: list[Version], suspensions: list[Suspension], days: WorkingDays, as_of: datetime
) -> Judged:
    """Judge one ticket.

    Args:
        versions: everything that was ever exported about the ticket, in any order.
        suspensions: everything that was ever exported about its suspensions, in any order.
        days: the working calendar.
        as_of: T, the newest as-of of the ticket and suspension batches.
    """
    newest = in_order(versions)[-1]
    started_at = newest.accepted_at or newest.received_at
    assert started_at is not None, "a ticket without a start is rejected before the lake"
    legal = lawful(suspensions, as_of)

    due_at = _due_at(versions, newest, started_at, legal, days, as_of)
    due_extended_at = _due_extended_at(versions, newest, due_at, days)
    is_by_days = _is_due_by_days(versions, newest)
    is_floating = is_by_days and _floats(started_at, _days_promised(newest), legal, days, as_of)

    closes = [version.closed_at for version in versions if version.closed_at is not None]
    first_closed_at = min(closes, default=None)
    is_reopened = _is_reopened(newest.reopened_at, closes)
    is_closed = first_closed_at is not None and not is_reopened

    is_valid = newest.status not in NOT_VALID and newest.is_excluded is not True
    is_open = is_valid and not is_closed and not _is_withdrawn(newest, is_reopened)
    can_be_due = is_valid and not is_floating
    is_due = can_be_due and _is_due(due_at, first_closed_at, newest.withdrawn_at, as_of)
    return Judged(
        ticket_id=newest.ticket_id,
        started_at=started_at,
        first_closed_at=first_closed_at,
        due_at=due_at,
        due_extended_at=due_extended_at,
        is_valid=is_valid,
        is_due=is_due,
        is_due_extended=can_be_due
        and _is_due(due_extended_at, first_closed_at, newest.withdrawn_at, as_of),
        is_on_time=_is_on_time(first_closed_at, due_at, is_due),
        is_open=is_open,
        is_overdue_open=is_open and not is_floating and due_at is not None and due_at < as_of,
        is_floating=is_floating,
        # Hours and declared times need no calendar.
        is_provisional=is_by_days
        and due_at is not None
        and not days.is_announced_throughout(started_at.date(), due_at.date()),
        net_workdays=days.count(
            started_at.date(),
            (first_closed_at or newest.withdrawn_at or as_of).date(),
            suspended_days(legal, started_at.date(), as_of.date()),
        ),
    )


def lawful(suspensions: list[Suspension], as_of: datetime) -> list[Suspension]:
    """Return the suspensions that stop the clock, each as its newest line says."""
    return [interval for interval in newest_lines(suspensions) if _counts(interval, as_of)]


def newest_lines(suspensions: list[Suspension]) -> list[Suspension]:
    """Return the newest line of every suspension; its key is its start."""
    by_start: dict[datetime, Suspension] = {}
    for line in sorted(
        suspensions,
        key=lambda line: (nulls_first(line.batch_as_of), line.batch_id, line.row_number),
    ):
        by_start[line.started_at] = line
    return list(by_start.values())


def _counts(interval: Suspension, as_of: datetime) -> bool:
    has_document = bool((interval.document_no or "").strip())
    is_known_yet = interval.started_at.date() <= as_of.date()
    return interval.legal_type is not None and has_document and is_known_yet


def _is_due_by_days(versions: list[Version], newest: Version) -> bool:
    return not _declared(versions) and newest.promised_days is not None


def _days_promised(newest: Version) -> int:
    assert newest.promised_days is not None
    if newest.statutory_days is None:
        return newest.promised_days
    return min(newest.promised_days, newest.statutory_days)


def _due_at(
    versions: list[Version],
    newest: Version,
    started_at: datetime,
    legal: list[Suspension],
    days: WorkingDays,
    as_of: datetime,
) -> datetime | None:
    declared = _declared(versions)
    if declared:
        return declared[0]
    if newest.promised_days is not None:
        suspended = suspended_days(legal, started_at.date(), as_of.date())
        last = days.nth_after(started_at.date(), _days_promised(newest), suspended)
        return datetime.combine(last, END_OF_DAY)
    if newest.promised_hours is not None:
        return started_at + timedelta(hours=newest.promised_hours)
    return None


def _declared(versions: list[Version]) -> list[datetime]:
    """Return every due time the exports ever declared, the first said first."""
    return [version.due_at for version in in_order(versions) if version.due_at is not None]


def suspended_days(legal: list[Suspension], start: date, as_of: date) -> frozenset[date]:
    """Return every day on which the clock stands: those of `(start, end]` of each interval.

    A set merges overlapping intervals by itself. An interval without an end stands until T.
    """
    stopped: set[date] = set()
    for interval in legal:
        end = as_of if interval.ended_at is None else min(interval.ended_at.date(), as_of)
        stopped.update(days_of(max(interval.started_at.date(), start), end))
    return frozenset(stopped)


def _floats(
    started_at: datetime,
    promised: int,
    legal: list[Suspension],
    days: WorkingDays,
    as_of: datetime,
) -> bool:
    ended = [line for line in legal if line.ended_at and line.ended_at.date() <= as_of.date()]
    running = [line for line in legal if line not in ended]
    stopped = suspended_days(ended, started_at.date(), as_of.date())
    due_without_them = days.nth_after(started_at.date(), promised, stopped)
    return any(interval.started_at.date() <= due_without_them for interval in running)


def _due_extended_at(
    versions: list[Version], newest: Version, due_at: datetime | None, days: WorkingDays
) -> datetime | None:
    if due_at is None:
        return None
    extension = min(newest.extension_days or 0, MOST_EXTENSION_DAYS)
    shifted = datetime.combine(days.nth_after(due_at.date(), extension), due_at.time())
    return max([shifted, *_declared(versions)[-1:]])


def _is_reopened(reopened_at: datetime | None, closes: list[datetime]) -> bool:
    if reopened_at is None or not closes or reopened_at <= min(closes):
        return False
    return not any(close > reopened_at for close in closes)


def _is_withdrawn(newest: Version, is_reopened: bool) -> bool:
    """Say whether an unclosed case was withdrawn, and not closed and reopened since."""
    if newest.withdrawn_at is None:
        return False
    return not (is_reopened and newest.reopened_at and newest.withdrawn_at < newest.reopened_at)


def _is_due(
    due_at: datetime | None,
    first_closed_at: datetime | None,
    withdrawn_at: datetime | None,
    as_of: datetime,
) -> bool:
    if due_at is None or due_at >= as_of:
        return False
    if withdrawn_at is None or withdrawn_at > due_at:
        return True
    # Closed in time and before it was withdrawn; a close after it only puts the case on file.
    return first_closed_at is not None and first_closed_at <= withdrawn_at


def _is_on_time(
    first_closed_at: datetime | None, due_at: datetime | None, is_due: bool
) -> bool | None:
    if first_closed_at is not None and due_at is not None:
        return first_closed_at <= due_at
    return False if is_due else None
