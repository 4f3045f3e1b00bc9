"""One load or build at a time per data folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from etl.errors import AnotherLoadRuns, Said
from etl.paths import DataFolder


@contextmanager
def locked(folder: DataFolder) -> Iterator[None]:
    """Hold the data folder's lock; the kernel gives it back even after kill -9.

    Args:
        folder: the data folder.

    Raises:
        AnotherLoadRuns: somebody else holds it; nobody waits.
    """
    folder.warehouse.mkdir(parents=True, exist_ok=True)
    with (folder.warehouse / "etl.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherLoadRuns(
                Said(
                    "另一次导入正在进行，请等它结束后再试。",
                    "Another load is running. Try again when it has finished.",
                )
            ) from None
        yield
