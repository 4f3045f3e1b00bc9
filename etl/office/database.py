"""Opening the office's database: made when first written, brought up to date when opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from etl.errors import EtlError, Said
from etl.office.migrations import MIGRATIONS
from etl.paths import DataFolder

# A writer holds the database for milliseconds; whoever meets one waits for it.
WAITS_S = 15.0


class OfficeUnusable(EtlError):  # noqa: N818 - named like the others of etl.errors
    """The office's database cannot be read; nothing in it is touched."""


@contextmanager
def office(folder: DataFolder) -> Iterator[sqlite3.Connection]:
    """Open the office's database of a data folder; it is made if there is none.

    The log is written ahead (WAL), so that a reader is never kept waiting by a writer. A block
    that ends well is committed whole, one that fails is not.

    Args:
        folder: the data folder.

    Raises:
        OfficeUnusable: the file is damaged, or of a newer version of the program.
    """
    folder.office.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder.office, timeout=WAITS_S, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = wal")
        # A decision survives the loss of power, not only the end of the process.
        connection.execute("pragma synchronous = full")
        _bring_up_to_date(connection, folder)
        yield connection
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.IntegrityError):
            raise
        raise OfficeUnusable(_why(folder, fault)) from fault
    finally:
        connection.close()


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the database for a block of writes: all of them or none."""
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _bring_up_to_date(connection: sqlite3.Connection, folder: DataFolder) -> None:
    if _version(connection) < len(MIGRATIONS):
        with writing(connection):
            # Read again: another process may have done it while this one waited.
            for number, statements in enumerate(MIGRATIONS, 1):
                if number > _version(connection):
                    for statement in statements:
                        connection.execute(statement)
                    connection.execute(f"pragma user_version = {number}")
    if _version(connection) > len(MIGRATIONS):
        raise OfficeUnusable(
            Said(
                f"{folder.office} 由更新的版本写成，请升级后再用。",
                f"{folder.office} was written by a newer version; update the program.",
            )
        )


def _why(folder: DataFolder, fault: sqlite3.DatabaseError) -> Said:
    if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
        return Said(
            f"{folder.office} 正被另一进程写入，请稍后再试。",
            f"Another process is writing {folder.office}; try again.",
        )
    return Said(
        f"{folder.office} 无法使用：{fault}。请从备份恢复这个文件，不要删除它。",
        f"{folder.office} cannot be used: {fault}. Restore it from a backup; do not delete it.",
    )


def _version(connection: sqlite3.Connection) -> int:
    [version] = connection.execute("pragma user_version").fetchone()
    return int(version)
