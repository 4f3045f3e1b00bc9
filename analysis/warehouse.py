"""The published warehouse: which build is current, and questions put to it read-only.

A release is never written again and its name is never used twice, so an answer may be cached under
the release's number for ever. CURRENT is read anew for every run of a page.
"""

import json
import os
import tempfile
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import polars as pl

QUERIES = Path(__file__).resolve().parent.parent / "sql" / "queries"

# Two cores: more queries at once only queue (measured: 4 give the best rate).
_gate = threading.BoundedSemaphore(4)
_opening = threading.Lock()

# A query that runs longer is a fault, and others wait for its cores.
LONGEST_S = 30.0


class WarehouseError(Exception):
    """No build can be served, or a question cannot be answered; `code` says which, for the words."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


@dataclass(frozen=True)
class Release:
    """A published build.

    Attributes:
        build_id: six digits, counted up.
        path: its DuckDB file.
        is_fallback: CURRENT or its target is damaged and an older build serves instead.
    """

    build_id: str
    path: Path
    is_fallback: bool = False


def data_folder() -> Path:
    """Return the data folder: MINGCHUANG_DATA, else `data`."""
    return Path(os.environ.get("MINGCHUANG_DATA") or "data").absolute()


def current_release() -> Release | None:
    """Return the release that CURRENT names, the newest older one when that is damaged, or None."""
    warehouse = data_folder() / "warehouse"
    named = _named(warehouse)
    if named is not None and _opens(named):
        return named
    if not (warehouse / "releases").is_dir():
        return None
    for path in sorted((warehouse / "releases").glob("[0-9]*.duckdb"), reverse=True):
        candidate = Release(path.stem, path, is_fallback=True)
        if (named is None or path != named.path) and _opens(candidate):
            return candidate
    return None


def ask(release: Release, question: str, **params: object) -> pl.DataFrame:
    """Put one question of sql/queries to a release.

    Args:
        release: the build to ask.
        question: the file's stem.
        params: exactly the parameters that the file names.

    Returns:
        The whole answer.

    Raises:
        WarehouseError: `unreadable` when the file is damaged, `too_long` after 30 s, `lacks` when it
            has no such table or column, as one that an older program built.
    """
    answer = _answered(release, question, _sql(question), params)
    # A column of numbered words (sql/staging/word.sql) is text to everybody else.
    return answer.cast({pl.Categorical: pl.String, pl.Enum: pl.String})


def count(release: Release, question: str, **params: object) -> pl.DataFrame:
    """Count the rows of an answer without fetching them.

    Args:
        release: the build to ask.
        question: the file's stem.
        params: exactly the parameters that the file names.

    Returns:
        [rows], one row.

    Raises:
        WarehouseError: as of `ask`.
    """
    counted = f"select count(*) as rows from ({_sql(question)})"  # noqa: S608
    return _answered(release, question, counted, params)


def _answered(release: Release, question: str, sql: str, params: dict[str, object]) -> pl.DataFrame:
    cursor, is_done = _connection(release).cursor(), threading.Event()
    with _gate:
        threading.Thread(target=_interrupt, args=(cursor, is_done), daemon=True).start()
        try:
            return cursor.sql(sql, params=params).pl()
        except duckdb.InterruptException as fault:
            raise WarehouseError("too_long", question) from fault
        except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as fault:
            raise WarehouseError("unreadable", str(fault)) from fault
        except (duckdb.CatalogException, duckdb.BinderException) as fault:
            raise WarehouseError("lacks", str(fault)) from fault
        finally:
            is_done.set()


def _interrupt(cursor: duckdb.DuckDBPyConnection, is_done: threading.Event) -> None:
    late = LONGEST_S
    while not is_done.wait(late):
        cursor.interrupt()
        # A question that is still being planned goes on when it is interrupted once.
        late = 0.5


@lru_cache
def _sql(question: str) -> str:
    return (QUERIES / f"{question}.sql").read_text(encoding="utf-8")


def _connection(release: Release) -> duckdb.DuckDBPyConnection:
    with _opening:
        return _open(release.build_id, release.path)


@lru_cache(maxsize=1)
def _spill() -> tempfile.TemporaryDirectory[str]:
    """A private folder for answers that memory does not hold; it ends with the process."""
    return tempfile.TemporaryDirectory(prefix="mingchuang-")


# Three releases: the one just replaced may still be asked by a run that began before.
@lru_cache(maxsize=3)
def _open(build_id: str, path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        str(path),
        read_only=True,
        config={
            "enable_external_access": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "allow_persistent_secrets": False,
            "python_enable_replacements": False,
            "threads": 2,
            "memory_limit": "2GB",
            # Exempt from the lock.
            "temp_directory": str(Path(_spill().name, build_id)),
            "lock_configuration": True,
        },
    )


def _named(warehouse: Path) -> Release | None:
    try:
        current = json.loads((warehouse / "CURRENT").read_text(encoding="utf-8"))
        return Release(str(current["build_id"]), warehouse / str(current["file"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _opens(release: Release) -> bool:
    if not release.path.is_file():
        return False
    try:
        return _answers(release)
    except duckdb.Error:
        return False


# Only what answered is remembered: a page asks at every run, and a release never changes.
@lru_cache(maxsize=3)
def _answers(release: Release) -> bool:
    return bool(_connection(release).cursor().sql("select 1 from meta_build").fetchall())
