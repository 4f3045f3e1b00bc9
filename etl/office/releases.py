"""Batches that jumped in size and that somebody let into the numbers all the same."""

from collections.abc import Sequence

from etl import clock
from etl.office.database import office, writing
from etl.paths import DataFolder


def release(folder: DataFolder, batch_ids: Sequence[str], by: str) -> None:
    """Write down that somebody lets batches into the numbers.

    Args:
        folder: the data folder.
        batch_ids: the parts of one snapshot.
        by: who.

    Raises:
        OfficeUnusable: the database cannot be written.
    """
    now = clock.now().isoformat()
    with office(folder) as connection, writing(connection):
        connection.executemany(
            "insert into batch_release (batch_id, decided_by, decided_at) values (?, ?, ?)",
            [(batch_id, by, now) for batch_id in batch_ids],
        )


def released(folder: DataFolder) -> set[str]:
    """Return every batch that was ever released."""
    if not folder.office.exists():
        return set()
    with office(folder) as connection:
        return {
            batch_id for (batch_id,) in connection.execute("select batch_id from batch_release")
        }
