"""Releases: immutable files, and `CURRENT`, the one small file that names the published one.

A reader reads CURRENT and opens the file it names. Publishing moves a finished file under
`releases/` and then replaces CURRENT; each step is durable before the next begins, so that a cut
at any moment leaves the old build or the new one, never a mixture. A name is never used twice:
DuckDB keeps serving old rows when a file is replaced under its name.
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.errors import EtlError, NothingToServe, Said
from etl.paths import DataFolder
from etl.stages import reached

BUILD_ID = re.compile(r"\d{6,}")


@dataclass(frozen=True)
class Release:
    """A build that is, or could be, published.

    Attributes:
        build_id: its number.
        path: its file.
        warning: why it is served although CURRENT does not name it; None in health.
    """

    build_id: str
    path: Path
    warning: Said | None = None


def releases(folder: DataFolder) -> list[Release]:
    """Return all releases, oldest first."""
    found = [path for path in folder.releases.glob("*.duckdb") if BUILD_ID.fullmatch(path.stem)]
    return [Release(path.stem, path) for path in sorted(found, key=lambda path: int(path.stem))]


def next_build_id(folder: DataFolder) -> str:
    """Return the number after every one ever given: a counter, since clocks can go back."""
    numbers = [int(release.build_id) for release in releases(folder)]
    pointer = _pointer(folder)
    if pointer:
        numbers += [int(pointer["build_id"]), int(pointer.get("last_build_id", 0))]
    return f"{max(numbers, default=0) + 1:06d}"


def publish(folder: DataFolder, build_id: str, staged: Path) -> Path:
    """Make a finished, closed DuckDB file the published build.

    Args:
        folder: the data folder.
        build_id: its number.
        staged: the file; it is moved.

    Returns:
        Where it lies now.

    Raises:
        EtlError: the file has a write-ahead log beside it, so it is not finished.
    """
    if staged.with_name(staged.name + ".wal").exists():
        raise EtlError(
            Said(f"{staged} 尚未写完（有 .wal），不能发布", f"{staged} has a .wal: not finished")
        )
    target = folder.releases / f"{build_id}.duckdb"
    folder.releases.mkdir(parents=True, exist_ok=True)
    staged.chmod(0o444)
    _sync(staged)
    reached("build:synced")
    staged.replace(target)
    _sync(folder.releases)
    reached("build:renamed")
    try:
        point_to(folder, Release(build_id, target))
    except OSError:
        # Nothing names the file, and on a full disk its space is wanted back.
        if (_pointer(folder) or {}).get("build_id") != build_id:
            target.unlink()
        raise
    return target


def point_to(folder: DataFolder, release: Release) -> None:
    """Let CURRENT name a release.

    Args:
        folder: the data folder.
        release: one of its releases.
    """
    last = max((known.build_id for known in releases(folder)), key=int)
    pointer = {
        "build_id": release.build_id,
        "file": f"releases/{release.path.name}",
        "sha256": sha256(release.path),
        "last_build_id": last,
    }
    written = folder.current.with_name("CURRENT.tmp")
    try:
        written.write_text(json.dumps(pointer) + "\n", encoding="utf-8")
        _sync(written)
    except OSError:
        written.unlink(missing_ok=True)
        raise
    reached("build:pointer-written")
    written.replace(folder.current)
    _sync(folder.warehouse)
    reached("build:pointer-flipped")


def current(folder: DataFolder) -> Release:
    """Return the published build, or the newest that opens when CURRENT is damaged.

    Args:
        folder: the data folder.

    Returns:
        The release; with a warning when it is not the one that CURRENT names.

    Raises:
        NothingToServe: nothing was published yet, or no release opens.
    """
    pointer = _pointer(folder)
    if pointer:
        named = Release(pointer["build_id"], folder.warehouse / pointer["file"])
        if opens(named.path):
            return named
    known = releases(folder)
    for release in reversed(known):
        if opens(release.path):
            return Release(release.build_id, release.path, _fallen_back(folder, release))
    if known:
        raise NothingToServe(
            Said(
                f"数据版本 {known[-1].build_id} 的文件已损坏，也没有更早的版本可用。"
                "数据湖不受影响：请运行 python -m etl build 重新生成。",
                f"The file of build {known[-1].build_id} is damaged, and no older one opens. The "
                "lake is not touched: run python -m etl build to make it again.",
            )
        )
    raise NothingToServe(
        Said(
            "还没有已发布的数据。请先运行 python -m etl load。",
            "Nothing is published yet. Run python -m etl load first.",
        )
    )


def is_as_published(folder: DataFolder) -> bool:
    """Return whether the published file still has the bytes that it was published with."""
    pointer = _pointer(folder)
    if pointer is None:
        return False
    try:
        return sha256(folder.warehouse / pointer["file"]) == pointer.get("sha256")
    except OSError:
        return False


def opens(path: Path) -> bool:
    """Return whether DuckDB can open a release and read its tables' names."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            return bool(connection.sql("select count(*) from duckdb_tables()").fetchall())
    except duckdb.ConnectionException:
        # This process has it open with other settings (analysis/warehouse.py), so it does open.
        return True
    except (duckdb.Error, OSError):
        return False


def made_of(path: Path) -> tuple[str, str] | None:
    """Return the code version and the lake hash a release was built from; None if it cannot say."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            [row] = connection.sql("select code_version, lake_hash from meta_build").fetchall()
    except duckdb.Error:
        return None
    return str(row[0]), str(row[1])


def withdrawn(path: Path) -> dict[str, int]:
    """Return source → how many rows a full snapshot keeps out of a release; none where it cannot say."""
    try:
        with duckdb.connect(path, read_only=True) as connection:
            rows = connection.sql(
                "select source, sum(rows_withdrawn) from mart_load group by source"
                " having sum(rows_withdrawn) > 0 order by source"
            ).fetchall()
    except duckdb.Error:
        return {}
    return {str(source): int(count) for source, count in rows}


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pointer(folder: DataFolder) -> dict[str, str] | None:
    """Return what CURRENT says; None when it is missing or makes no sense."""
    try:
        pointer = json.loads(folder.current.read_text(encoding="utf-8"))
        is_sound = BUILD_ID.fullmatch(pointer["build_id"]) and isinstance(pointer["file"], str)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pointer if is_sound else None


def _fallen_back(folder: DataFolder, release: Release) -> Said:
    return Said(
        f"{folder.current} 或它所指的文件已损坏，现使用最新一个能打开的版本 {release.build_id}",
        f"{folder.current} or what it names is damaged: serving {release.build_id}, "
        "the newest build that opens",
    )


def _sync(path: Path) -> None:
    """Wait until a file's bytes, or a folder's names, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
