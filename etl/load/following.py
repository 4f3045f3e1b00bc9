"""What becomes of each file of a load, beside the warehouse: while it runs, and afterwards what was refused.

Whoever looks (the data page) reads it; nothing depends on it, and when it is lost or cannot be written
no load is the worse for it.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.errors import Said
from etl.outcomes import FileResult
from etl.paths import DataFolder, shown_name

# A list of thousands of files is not written anew for each of them.
_WRITE_EVERY_S = 0.25


@dataclass
class Following:
    """The files of one load.

    Attributes:
        place: where they are written down.
        files: path → state (waiting, loading, loaded, unchanged, refused, or partly of a zip of which some
            file was refused), rows read so far, version of the file, and of refusals what was said.
        before: the same of loads before, for files that still lie there as they were.
    """

    place: Path
    files: dict[str, dict[str, Any]]
    before: dict[str, dict[str, Any]]
    _now: str = ""
    _written_at: float = field(default=-_WRITE_EVERY_S)

    def each(self, paths: Sequence[Path]) -> Iterator[Path]:
        """Yield the files one by one, each marked as the one being read."""
        for path in paths:
            self._now = _key(path)
            self.files[self._now]["state"] = "loading"
            self._write()
            yield path

    def rows(self, count: int) -> None:
        """Note how many rows of the file being read are through."""
        self.files[self._now]["rows"] = count
        self._write()

    def ended(self, results: list[FileResult]) -> list[FileResult]:
        """Note what became of the file being read, and return it."""
        one = self.files[self._now]
        refusals = [result for result in results if result.status == "refused"]
        told = refusals or [result for result in results if result.status == "loaded"] or results
        one["state"] = told[0].status if told else "refused"
        one["rows"] = sum(result.read for result in results)
        if any(result.is_unfinished for result in results):
            # The computer failed: the file waits to be loaded as it is.
            one["state"] = "waiting"
        elif refusals:
            said = [_named(result) if len(results) > 1 else result.message for result in refusals]
            one |= {"zh": "".join(x.zh for x in said), "en": " ".join(x.en for x in said)}
            if len(results) > len(refusals):
                one["state"] = "partly"
        self._write()
        return results

    def finish(self) -> None:
        """Keep what was decided; a file that was not come to is as if nothing had been tried."""
        is_done = ("loaded", "unchanged", "refused", "partly")
        self.files = {path: one for path, one in self.files.items() if one["state"] in is_done}
        self._write(is_running=False)

    def _write(self, *, is_running: bool = True) -> None:
        if is_running and time.monotonic() - self._written_at < _WRITE_EVERY_S:
            return
        self._written_at = time.monotonic()
        content = {
            "process": os.getpid() if is_running else None,
            "load": list(self.files),
            "files": self.before | self.files,
        }
        try:
            self.place.write_text(json.dumps(content), encoding="utf-8")
        except OSError:
            with suppress(OSError):
                self.place.unlink(missing_ok=True)


@contextmanager
def following(
    folder: DataFolder, paths: Sequence[Path], progress: Callable[[str, int], None] | None
) -> Iterator[tuple[Following, Callable[[str, int], None]]]:
    """Write down how a load goes, for as long as the block runs.

    Args:
        folder: the data folder.
        paths: the files, in the order in which they are loaded.
        progress: who else is told a file's name and its rows read so far.

    Yields:
        What follows the files, and what is to be told of their rows.
    """
    place = folder.warehouse / "files.json"
    files = {
        _key(path): {
            "name": shown_name(path),
            "state": "waiting",
            "rows": 0,
            "version": _version(path),
        }
        for path in paths
    }
    followed = Following(place, files, _before(place))

    def tell(name: str, rows: int) -> None:
        followed.rows(rows)
        if progress:
            progress(name, rows)

    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield followed, tell
    finally:
        followed.finish()


def _named(result: FileResult) -> Said:
    """Return what was said of one file of a zip, with its name where the sentence lacks it."""
    name, said = result.file_name, result.message
    return said if name in said.zh else Said(f"{name}：{said.zh}", f"{name}: {said.en}")


def _key(path: Path) -> str:
    return str(path.absolute())


def _version(path: Path) -> str:
    """Return what tells a file from a later one of its name; empty when there is none."""
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size}:{about.st_mtime_ns}"


def _before(place: Path) -> dict[str, dict[str, Any]]:
    try:
        known: dict[str, dict[str, Any]] = json.loads(place.read_text(encoding="utf-8"))["files"]
        return {path: one for path, one in known.items() if one["version"] == _version(Path(path))}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
