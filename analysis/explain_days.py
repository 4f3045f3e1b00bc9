"""The days of a promise one by one, and what each suspension record does to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

DayKind = Literal["start", "working", "make_up", "suspended", "holiday", "rest"]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Day:
    """A day between start and due.

    Attributes:
        date: The day.
        kind: What it is to the clock; only working and make_up days count.
        holiday_name: The holiday's name, or why a weekend is worked.
        document_no: The document that stopped the clock that day.
        counted: Working days used up by the end of it.
    """

    date: date
    kind: DayKind
    holiday_name: str | None
    document_no: str | None
    counted: int


@dataclass(frozen=True)
class Pause:
    """A suspension record and what it does.

    Attributes:
        code: counts, still (counts and has not ended), idle (lawful, no working day of the promise in
            it), declared (lawful, but suspensions move promised days only), future (after the as-of),
            no_type, no_document or neither (ignored and counted as disputed).
        moved: Working days between start and due that it stopped.
        record: The record: times, type, document, file and line.
    """

    code: str
    moved: int
    record: Row


def walk(days: Sequence[Row]) -> tuple[Day, ...]:
    """Return every day from start to due and what it is to the clock.

    Args:
        days: The rows of `questions.ticket_days`, oldest first.
    """
    return tuple(_day(row) for row in days)


def pauses(case: Row, records: Sequence[Row], days: Sequence[Day]) -> tuple[Pause, ...]:
    """Return every suspension record and what it does.

    Args:
        case: The row of `questions.ticket`.
        records: The rows of `questions.ticket_suspensions`.
        days: The days of the promise; none for other deadlines.
    """
    return tuple(_pause(case, record, days) for record in records)


def _day(row: Row) -> Day:
    name = row["holiday_name"] or None
    return Day(row["date"], _kind(row, name), name, row["document_no"], row["net_workdays"])


def _kind(row: Row, name: str | None) -> DayKind:
    if row["is_start"]:
        return "start"
    if not row["is_workday"]:
        return "holiday" if name else "rest"
    if row["legal_type"] is not None:
        return "suspended"
    return "make_up" if name else "working"


def _pause(case: Row, record: Row, days: Sequence[Day]) -> Pause:
    has_document = bool((record["document_no"] or "").strip())
    if record["legal_type"] is None:
        return Pause("no_type" if has_document else "neither", 0, record)
    if not has_document:
        return Pause("no_document", 0, record)
    if record["started_at"].date() > case["as_of"].date():
        return Pause("future", 0, record)
    if case["due_origin"] != "promised_days":
        return Pause("declared", 0, record)
    until: datetime = record["ended_at"] or case["as_of"]
    moved = sum(
        day.kind == "suspended" and record["started_at"].date() < day.date <= until.date()
        for day in days
    )
    has_ended = record["ended_at"] is not None and record["ended_at"].date() <= case["as_of"].date()
    if not has_ended:
        return Pause("still", moved, record)
    return Pause("counts" if moved else "idle", moved, record)
