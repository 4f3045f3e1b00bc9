"""The unit's own clock of a dispatch, worked out one by one in plain Python from the rules as written.

It runs from the dispatch to the unit's answer. A confirmed return stops it; the city's clock of the
case is another one and never restarts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Case:
    """What the case of a dispatch says."""

    due_at: datetime | None
    first_closed_at: datetime | None
    is_valid: bool = True
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class Dispatch:
    """One unit a case was sent to."""

    ticket_id: str
    unit: str
    role: str | None
    dispatched_at: datetime
    returned_at: datetime | None = None
    is_return_upheld: bool | None = None
    answered_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class Judged:
    """What the clock makes of it."""

    is_return_confirmed: bool
    answered_at: datetime | None
    due_at: datetime | None
    is_due: bool
    is_on_time: bool | None


def judge(one: Dispatch, others: Sequence[Dispatch], case: Case | None, as_of: datetime) -> Judged:
    """Judge a dispatch.

    Args:
        one: the dispatch.
        others: every dispatch of the same case, itself included.
        case: the case; None when no export has it.
        as_of: how far cases, dispatches and suspensions reach.
    """
    leads = [d.dispatched_at for d in others if d.role != "协办"]
    confirmed = _is_confirmed(one, leads)
    answer = one.answered_at
    leads_last = one.role != "协办" and one.dispatched_at == max(leads)
    closed = case.first_closed_at if case and leads_last else None
    if answer is None and closed and closed >= one.dispatched_at:
        answer = closed
    due = one.due_at or (case.due_at if case else None)
    if due is None:
        return Judged(confirmed, answer, None, False, None)
    in_time = answer is not None and answer <= due
    is_due = due < as_of and (case is None or case.is_valid)
    if confirmed and one.returned_at and one.returned_at <= due:
        # sent back before the limit: out, unless the unit had answered before it sent it back
        is_due = is_due and answer is not None and answer <= one.returned_at
    if case and case.withdrawn_at and case.withdrawn_at <= due and not in_time:
        is_due = False  # nothing was asked of the unit any more
    on_time = in_time if answer is not None else (False if is_due else None)
    return Judged(confirmed, answer, due, is_due, on_time)


def _is_confirmed(one: Dispatch, leads: Sequence[datetime]) -> bool:
    if one.returned_at is None:
        return False
    if one.is_return_upheld is not None:
        return one.is_return_upheld
    return any(at >= one.returned_at for at in leads)


def on_the_units_clock(
    sent: Sequence[Dispatch], cases: Mapping[str, Case], as_of: datetime
) -> dict[tuple[str, str, str], tuple[int, int]]:
    """Count K04u (lead) and K04c (co-handlers): those answered in time, of those due.

    Args:
        sent: all dispatches.
        cases: case by number, as far as exported.
        as_of: how far the exports reach.

    Returns:
        (KPI, month of the limit, unit) → (in time, due).
    """
    due: Counter[tuple[str, str, str]] = Counter()
    met: Counter[tuple[str, str, str]] = Counter()
    for one in sent:
        others = [other for other in sent if other.ticket_id == one.ticket_id]
        found = judge(one, others, cases.get(one.ticket_id), as_of)
        if found.is_due and found.due_at:
            kpi_id = "K04c" if one.role == "协办" else "K04u"
            key = (kpi_id, f"{found.due_at:%Y-%m}", one.unit)
            due[key] += 1
            met[key] += found.is_on_time is True
    return {key: (met[key], count) for key, count in due.items()}
