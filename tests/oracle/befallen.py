"""What befell cases, counted into KPIs one case at a time (domain.md sections 6.1 to 6.3 and 6.8).

For each KPI a line says on which moment the case counts, what it adds above the line and what below.
Nothing here knows of measures, marts or SQL.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from tests.oracle.clock import Judged, lawful
from tests.oracle.rated import counts_of_rating
from tests.oracle.service import Case, Count, World
from tests.oracle.totals import Total, month_of


def counts(case: Case, world: World) -> Iterator[Count]:
    """Yield (KPI, moment, added to the numerator, added to the denominator) of one case."""
    if not case.judged.is_valid:
        return
    for counted in (_accepted, _received, _dispatched, _closed, counts_of_rating, _due):
        yield from counted(case, world)


def totals_of(
    cases: Iterable[Case], world: World, period_start_day: int = 1
) -> dict[tuple[str, date], Total]:
    """Count cases into the KPIs of this module, by KPI and first day of the month."""
    top: Counter[tuple[str, date]] = Counter()
    bottom: Counter[tuple[str, date]] = Counter()
    plain = set()
    for case in cases:
        for kpi_id, moment, above, below in counts(case, world):
            key = (kpi_id, month_of(moment, period_start_day))
            top[key] += above
            bottom[key] += below or 0
            plain |= {kpi_id} if below is None else set()
    return {key: Total(top[key], None if key[0] in plain else bottom[key]) for key in bottom}


def _accepted(case: Case, world: World) -> Iterator[Count]:
    started, facts = case.judged.started_at, case.facts
    yield "K15a", started, _is_suspended(case, world), 1
    yield "K16", started, (case.newest.extension_days or 0) > 0, 1
    yield "K19", started, facts.case_type == "proxy", 1
    yield "D02", started, _is_out_of_order(case), 1
    yield "D04", started, _is_disputed(case, world), None
    if facts.matter in world.matters_on_the_spot:
        is_done = facts.case_type == "immediate" and _is_closed_on(case.judged, started.date())
        yield "K11", started, is_done, 1
    if case.judged.first_closed_at is not None or case.newest.withdrawn_at is None:
        end = (case.judged.first_closed_at or world.as_of).date()
        first = started.date()
        all_days = world.days.count(first, end)
        yield "K15b", started, all_days - world.days.count(first, end, case.stopped), all_days


def _is_suspended(case: Case, world: World) -> bool:
    """Say whether a lawful suspension began by T and was not over before the case began."""
    start = case.judged.started_at.date()
    return any(
        line.ended_at is None or line.ended_at.date() >= start
        for line in lawful(list(case.suspensions), world.as_of)
    )


def _is_closed_on(judged: Judged, day: date) -> bool:
    return judged.first_closed_at is not None and judged.first_closed_at.date() == day


def _is_out_of_order(case: Case) -> bool:
    newest, judged = case.newest, case.judged
    return any(
        _is_before(second, first)
        for first, second in (
            (newest.received_at, newest.accepted_at),
            (newest.received_at, case.facts.dispatched_at),
            (judged.started_at, judged.first_closed_at),
            (judged.started_at, newest.withdrawn_at),
            (judged.started_at, judged.due_at),
        )
    )


def _is_before(second: datetime | None, first: datetime | None) -> bool:
    """Say whether what should come second came first; a time given as a date counts by its date."""
    if first is None or second is None:
        return False
    return second.date() < first.date() if second.time() == time(0) else second < first


def _is_disputed(case: Case, world: World) -> bool:
    newest = case.newest
    if any(
        not line.legal_type or not (line.document_no or "").strip() for line in case.suspensions
    ):
        return True
    if (newest.extension_days or 0) > 10:
        return True
    if newest.received_at is None or newest.accepted_at is None:
        return False
    return world.days.count(newest.received_at.date(), newest.accepted_at.date()) > 5


def _received(case: Case, _world: World) -> Iterator[Count]:
    received = case.newest.received_at or case.judged.started_at
    times = case.facts.correction_count
    if times is not None:
        yield "K14", received, times >= 1, 1
        yield "K14b", received, times >= 2, 1


def _dispatched(case: Case, world: World) -> Iterator[Count]:
    facts, sent = case.facts, case.facts.dispatched_at
    if sent is None:
        return
    is_returned = (facts.return_count or 0) >= 1
    yield "K17", sent, is_returned, 1
    yield "K17b", sent, is_returned and facts.is_return_upheld is True, 1
    if facts.is_return_upheld:
        return
    contact = facts.first_contact_at
    if contact is None and facts.person is None and world.are_persons_told:
        return
    limit = sent + timedelta(hours=2 if facts.urgency == "emergency" else 24)
    if contact is not None or limit < world.as_of:
        yield "R01", sent, contact is not None and contact <= limit, 1


def _closed(case: Case, world: World) -> Iterator[Count]:
    closed, facts = case.judged.first_closed_at, case.facts
    if closed is None:
        return
    again = case.newest.reopened_at
    is_again = again is not None and again >= closed and (again.date() - closed.date()).days <= 30
    yield "K18", closed, is_again, 1
    # an answer without a word on the call was given all the same
    is_reached = facts.callback_result in (None, "reached")
    if is_reached and facts.citizen_says_resolved is not None:
        yield "R02", closed, facts.citizen_says_resolved, 1
    if is_reached and facts.citizen_satisfied is not None:
        yield "R03", closed, facts.citizen_satisfied, 1
    if facts.unit_says_resolved is not None:
        yield "R02u", closed, facts.unit_says_resolved, 1
    due = case.judged.due_at
    if due is None:
        if facts.reported_on_time is not None:
            yield "K04r", closed, facts.reported_on_time, 1
    elif world.days.count(case.judged.started_at.date(), due.date()) >= 2:
        is_last = world.days.count(closed.date(), due.date()) <= 1
        yield "D06", closed, closed <= due and is_last, 1


def _due(case: Case, _world: World) -> Iterator[Count]:
    judged, facts = case.judged, case.facts
    if not judged.is_due or judged.due_at is None:
        return
    is_met = judged.first_closed_at is not None and judged.first_closed_at <= judged.due_at
    if facts.case_type == "proxy":
        yield "K19b", judged.due_at, is_met, 1
    if facts.reported_on_time is not None:
        yield "D07", judged.due_at, facts.reported_on_time == is_met, 1
    limits = [
        days for days in (case.newest.promised_days, case.newest.statutory_days) if days is not None
    ]
    if is_met and case.newest.promised_days is not None and min(limits) >= 2:
        yield "K10", judged.due_at, judged.net_workdays <= min(limits) / 2, 1
