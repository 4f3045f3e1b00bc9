"""Files into the lake from a page: `python -m etl load --json` as a child process, and what it said.

The child is a process of its own: it goes on when the reader leaves, holds the folder's lock, and
a crash in it takes nothing else down. Its output goes to files, so that nobody has to be listening.
"""

import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.warehouse import data_folder
from ui.words import language

ROOT = Path(__file__).resolve().parent.parent
ANOTHER_RUNS, CHECKS_REFUSE = 75, 3
_LOOK_EVERY_S = 0.3
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What a load came to.

    Attributes:
        exit_code: As in design.md section 3: 0, 1, 3 or 75; negative when the child was killed.
        batches: One object per batch or refused file, as `etl load --json` prints them.
        error: Its own sentence, in the reader's language; empty when there is none.
        reference: What to look for in the log when it said nothing.
        answer: The whole object that it printed.
    """

    exit_code: int
    batches: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    reference: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


def inbox() -> list[Path]:
    """Return the files lying in the inbox, by name; hidden and temporary ones are no files."""
    folder = data_folder() / "inbox"
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "~$"))
    )


def lying() -> tuple[tuple[str, int, int, int], ...]:
    """Return what tells one state of the inbox from another: paths, sizes, times, in no order."""
    found = []
    for entry in _entries(str(data_folder() / "inbox")):
        # A file may go while others are looked at.
        with suppress(OSError):
            about = entry.stat()
            found.append((entry.path, about.st_size, about.st_mtime_ns, about.st_ctime_ns))
    return tuple(found)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
            else:
                yield entry


def sha256(path: Path) -> str:
    """Return the hash of a file's bytes, taken once per version of the file."""
    about = path.stat()
    return _sha256(str(path), about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=2_000)
def _sha256(path: str, _modified: int, _size: int) -> str:
    with Path(path).open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def load(
    tell: Callable[[str, int], None], paths: Sequence[Path] = (), root: Path | None = None
) -> Outcome:
    """Load files, build and publish.

    Args:
        tell: Called again and again with the newest line that the child said and the seconds gone.
        paths: The files; none means everything in the inbox.
        root: A data folder of its own for files that are only to be looked at; nothing is built.

    Returns:
        What came of it; nothing is raised.
    """
    return run(
        [
            *("load", "--json"),
            *(["--no-build"] if root else []),
            *("--", *(str(path) for path in paths)),
        ],
        tell,
        root,
    )


def build(tell: Callable[[str, int], None]) -> Outcome:
    """Build and publish, so that what was decided counts; `tell` as for `load`."""
    return run(["build", "--json"], tell)


def run(
    arguments: Sequence[str], tell: Callable[[str, int], None], root: Path | None = None
) -> Outcome:
    """Run a command of `python -m etl` and tell how it goes.

    Args:
        arguments: The command with `--json`.
        tell: As for `load`.
        root: The data folder, if not the dashboard's own.
    """
    with tempfile.TemporaryDirectory(prefix="mingchuang-load-") as folder:
        said, answered = Path(folder) / "said", Path(folder) / "answered"
        with said.open("wb") as stderr, answered.open("wb") as stdout:
            child = subprocess.Popen(
                [sys.executable, "-m", "etl", *arguments],
                cwd=ROOT,
                env={
                    **os.environ,
                    "MINGCHUANG_DATA": str(root or data_folder()),
                    "MINGCHUANG_LANG": language(),
                },
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                # A reader who closes the page, or a server that is stopped, does not stop a load.
                start_new_session=True,
            )
        began = time.monotonic()
        while child.poll() is None:
            tell(_last_line(said), int(time.monotonic() - began))
            time.sleep(_LOOK_EVERY_S)
        return _outcome(child.returncode, answered.read_bytes(), said.read_bytes())


def _last_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1].removeprefix("·").strip() if lines else ""


def _outcome(exit_code: int, answer: bytes, said: bytes) -> Outcome:
    try:
        content = json.loads(answer)
        batches, error = content.get("batches", []), content.get("error", "")
        return Outcome(exit_code, batches, error, answer=content)
    except (ValueError, AttributeError):
        reference = uuid.uuid4().hex[:8]
        _log.error(
            "load %s ended with %s: %s",
            reference,
            exit_code,
            said[-4000:].decode("utf-8", "replace"),
        )
        return Outcome(exit_code, reference=reference)
