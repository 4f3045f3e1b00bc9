"""A calendar copied by hand, and the shortest words for a ticket that the oracle tests use."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tests.oracle.clock import Judged, judge
from tests.oracle.lines import Suspension, Version
from tests.oracle.working_days import WorkingDays, days_of

# 国办发明电 of October 2023, November 2024 and November 2025; 2027 is not announced.
HOLIDAYS = [
    ("2024-01-01", "2024-01-01"),
    ("2024-02-10", "2024-02-17"),
    ("2024-04-04", "2024-04-06"),
    ("2024-05-01", "2024-05-05"),
    ("2024-06-10", "2024-06-10"),
    ("2024-09-15", "2024-09-17"),
    ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
]
MAKE_UP_DAYS = [
    *("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14"),
    *("2024-09-29", "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28"),
    *("2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20"),
    "2026-10-10",
]


def paper_calendar() -> WorkingDays:
    """Return the days of 2024 to 2026 and the first ones of 2027."""
    rest = {
        day
        for first, last in HOLIDAYS
        for day in days_of(date.fromisoformat(first) - timedelta(days=1), date.fromisoformat(last))
    }
    worked = {date.fromisoformat(day) for day in MAKE_UP_DAYS}
    return WorkingDays(
        {
            day: day in worked or (day.weekday() < 5 and day not in rest)
            for day in days_of(date(2023, 12, 31), date(2026, 12, 31))
        }
        | {date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 1, 3): False}
        | {date(2027, 1, 4): True, date(2027, 1, 5): True},
        frozenset({2024, 2025, 2026}),
    )


DAYS = paper_calendar()
ACCEPTED = "2024-04-26 10:00"  # a Friday; Sunday 28 is worked, 1 to 5 May are not
T = "2024-06-28 18:00"


def at(text: str | None) -> datetime | None:
    """Read a time; None stays None."""
    return None if text is None else datetime.fromisoformat(text)


def version(**given: object) -> Version:
    """Return a line about the ticket accepted on Friday 2024-04-26, some columns given."""
    line: dict[str, object] = {"ticket_id": "t", "batch_id": "b1", "row_number": 1}
    line |= {"accepted_at": ACCEPTED} | given
    times = [name for name in line if name.endswith(("_at", "_as_of"))]
    return Version(**(line | {name: at(line[name]) for name in times}))  # type: ignore[arg-type]


def suspension(start: str, end: str | None = None, **given: object) -> Suspension:
    """Return a lawful suspension of that ticket, some columns given."""
    line: dict[str, object] = {"ticket_id": "t", "batch_id": "s1", "row_number": 1}
    line |= {"legal_type": "testing", "document_no": "文 1", "started_at": start, "ended_at": end}
    line |= given
    times = [name for name in line if name.endswith(("_at", "_as_of"))]
    return Suspension(**(line | {name: at(line[name]) for name in times}))  # type: ignore[arg-type]


def judged(
    *versions: Version,
    suspensions: Sequence[Suspension] = (),
    as_of: str = T,
    days: WorkingDays | None = None,
) -> Judged:
    """Judge the ticket at T, on the paper calendar unless another is given."""
    return judge(list(versions), list(suspensions), days or DAYS, datetime.fromisoformat(as_of))
