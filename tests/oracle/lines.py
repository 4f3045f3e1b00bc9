"""What exports say about a ticket, line by line, and which line is the newest."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Version:
    """What one line of one export said about a ticket."""

    ticket_id: str
    batch_id: str
    row_number: int
    exported_at: datetime | None = None
    batch_as_of: datetime | None = None
    received_at: datetime | None = None
    accepted_at: datetime | None = None
    promised_days: int | None = None
    promised_hours: float | None = None
    statutory_days: int | None = None
    due_at: datetime | None = None
    extension_days: int | None = None
    closed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    reopened_at: datetime | None = None
    status: str | None = None
    is_excluded: bool | None = None
    outlet_id: str = "outlet"


@dataclass(frozen=True)
class Suspension:
    """What one line of one export said about a suspension; its key is the ticket and its start."""

    ticket_id: str
    batch_id: str
    row_number: int
    started_at: datetime
    ended_at: datetime | None = None
    legal_type: str | None = None
    document_no: str | None = None
    batch_as_of: datetime | None = None


def in_order(versions: list[Version]) -> list[Version]:
    """Sort the versions of one ticket from the oldest to the newest.

    A line that does not say when it was exported is as old as its batch (exports.md).
    """
    return sorted(
        versions,
        key=lambda version: (
            nulls_first(version.exported_at or version.batch_as_of),
            nulls_first(version.batch_as_of),
            version.batch_id,
            version.row_number,
        ),
    )


def nulls_first(moment: datetime | None) -> datetime:
    """Return a sort key that puts a missing time before every other."""
    return moment or datetime.min
