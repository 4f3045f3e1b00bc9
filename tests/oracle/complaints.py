"""Complaints counted into KPIs one by one (domain.md section 6.4)."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.oracle.service import Place
from tests.oracle.totals import Total, month_of

REPEATED_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Complaint:
    """A complaint of a complaints export, or a case that is one and in no such export."""

    complaint_id: str
    received_at: datetime
    place: Place
    category: str | None = None
    person: str | None = None
    closed_at: datetime | None = None
    is_upheld: bool | None = None
    escalated_to: str | None = None
    source_ticket_id: str | None = None
    first_reply_at: datetime | None = None


def plain(number: str) -> str:
    """Return a number without what another hand may write otherwise: case, width and spaces."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


def counted_once(
    exported: Sequence[Complaint], complaint_tickets: Collection[str]
) -> list[Complaint]:
    """Leave one of the complaints of every case, out of lines of one moment.

    Args:
        exported: the complaints in the order of their file.
        complaint_tickets: the numbers of the cases that are complaints.

    Returns:
        The complaints of no case, and of each case the last that names it, else the last that bears its number.
    """
    sources = {plain(one.source_ticket_id) for one in exported if one.source_ticket_id}
    cases = sources | {plain(number) for number in complaint_tickets}
    standing: dict[str, Complaint] = {}
    for names_it in (False, True):
        for one in exported:
            if (one.source_ticket_id is not None) is names_it:
                own = plain(one.complaint_id)
                alone = own if own in cases else one.complaint_id
                standing[plain(one.source_ticket_id) if one.source_ticket_id else alone] = one
    return list(standing.values())


def is_repeated(one: Complaint, complaints: Sequence[Complaint]) -> bool:
    """Say whether the same person complained of the same place and topic not long before."""
    return any(
        other.person == one.person
        and (other.place.outlet, other.place.unit) == (one.place.outlet, one.place.unit)
        and other.category == one.category
        and (other.received_at, other.complaint_id) < (one.received_at, one.complaint_id)
        and one.received_at - other.received_at <= REPEATED_WITHIN
        for other in complaints
    )


def complaint_totals(
    counted: Sequence[Complaint], every: Sequence[Complaint], period_start_day: int = 1
) -> dict[tuple[str, date], Total]:
    """Count complaints by KPI and month; what is repeated is looked for among all of them."""
    top: Counter[tuple[str, date]] = Counter()
    bottom: Counter[tuple[str, date]] = Counter()

    def count(kpi_id: str, moment: datetime, *, hit: bool) -> None:
        key = (kpi_id, month_of(moment, period_start_day))
        top[key] += hit
        bottom[key] += 1

    for one in counted:
        done = {moment and moment.date() for moment in (one.closed_at, one.first_reply_at)}
        count("C02", one.received_at, hit=done == {one.received_at.date()})
        count("C07", one.received_at, hit=one.escalated_to is not None)
        if one.person is not None:
            count("C05", one.received_at, hit=is_repeated(one, every))
        if one.closed_at is not None and one.is_upheld is not None:
            count("C08", one.closed_at, hit=one.is_upheld)
    return {key: Total(top[key], bottom[key]) for key in bottom}
