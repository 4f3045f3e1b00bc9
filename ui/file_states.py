"""What became of each file of the inbox, or of a load that runs: as the load writes it down, and as the build knows.

The load writes `warehouse/files.json` for whoever looks; what is loaded and what is held the build says.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis import data_questions
from analysis.warehouse import data_folder
from ui import loading, queries
from ui.answers import Kept
from ui.frame import has_data
from ui.words import language, pick

OPEN = ("waiting", "loading", "refused", "partly")
_kept: "Kept[list[FileState]]" = Kept(20)


@dataclass(frozen=True)
class Told:
    """What the newest load wrote down.

    Attributes:
        is_running: Whether it still reads files.
        load: The paths of its files, in their order.
        files: Path → what is written of it; also files of loads before.
        written_ns: When it was written; tells one load from another.
    """

    is_running: bool = False
    load: tuple[str, ...] = ()
    files: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    written_ns: int = 0


@dataclass(frozen=True)
class FileState:
    """A file of the inbox.

    Attributes:
        name: Its path below the inbox.
        state: waiting, loading, loaded, held, refused; partly when a file of a zip was refused;
            unbuilt when no data version has it yet.
        rows: Rows read; None where nothing was.
        loaded_at: When it was loaded, by the build.
        message: Why it, or what of it, was refused.
    """

    name: str
    state: str
    rows: int | None = None
    loaded_at: datetime | None = None
    message: str = ""


def told() -> Told:
    """Return what the newest load wrote down; nothing where it cannot be read."""
    path = data_folder() / "warehouse" / "files.json"
    try:
        about = path.stat()
        content = _content(str(path), about.st_ino, about.st_size, about.st_mtime_ns)
        is_running = _is_alive(content["process"])
        return Told(is_running, tuple(content["load"]), content["files"], about.st_mtime_ns)
    except (OSError, ValueError, LookupError, TypeError):
        # Also in the moment in which it is written.
        return Told()


@lru_cache(maxsize=20)
def _content(path: str, _node: int, _size: int, _modified: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return content


def states() -> list[FileState]:
    """Return the files of the inbox with their states, by name; found out once per change of any of it."""
    written = told()
    build = queries.release().path if has_data() else None
    key = (build, loading.lying(), written.written_ns, written.is_running, language())
    return _kept.get(key, lambda: _states(written))


def _states(written: Told) -> list[FileState]:
    loads = _loads()
    return [_state(path, written, loads) for path in loading.inbox()]


def _state(path: Path, written: Told, loads: Mapping[str, FileState]) -> FileState:
    name = path.relative_to(data_folder() / "inbox").as_posix()
    try:
        about, sha256 = path.stat(), loading.sha256(path)
    except OSError:
        return FileState(name, "waiting")
    one = written.files.get(str(path), {})
    is_as_told = one.get("version") == f"{about.st_size}:{about.st_mtime_ns}"
    state = one.get("state", "waiting") if is_as_told else "waiting"
    if state == "loading" and written.is_running:
        return FileState(name, state, one["rows"])
    message = pick(one.get("zh", ""), one.get("en", ""))
    if known := loads.get(sha256):
        is_partly = (state, known.state) == ("partly", "loaded")
        found = "partly" if is_partly else known.state
        return FileState(name, found, known.rows, known.loaded_at, message if is_partly else "")
    if state == "refused":
        return FileState(name, state, message=message)
    if state in ("loaded", "unchanged", "partly"):
        return FileState(name, "unbuilt", one["rows"])
    return FileState(name, "waiting")


def _loads() -> dict[str, FileState]:
    """Return what the build knows of files, by the hash of their bytes."""
    found: dict[str, FileState] = {}
    if not has_data():
        return found
    if queries.can_ask(data_questions.loads):
        for batch in queries.ask(data_questions.loads).iter_rows(named=True):
            before = found.get(batch["file_sha256"])
            rows = batch["rows_read"] + ((before.rows or 0) if before else 0)
            found[batch["file_sha256"]] = FileState("", "loaded", rows, batch["loaded_at"])
    # A build of an older program holds nothing, and lists nothing that is held.
    if queries.can_ask(data_questions.held_batches):
        for batch in queries.ask(data_questions.held_batches).iter_rows(named=True):
            found[batch["file_sha256"]] = FileState("", "held")
    return found


def _is_alive(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
