"""Files that a clerk uploads: kept apart, looked at, then taken into the inbox or thrown away.

They are looked at by `python -m etl preview`, the very reading that would load them: what it shows is
what a load would keep, and neither lake nor warehouse know of it.
"""

import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.warehouse import data_folder
from ui import formats, hand_mapping, loading, looking
from ui.loading import Outcome
from ui.looking import Preview
from ui.words import t

_UNDECIDED_S = 86_400
# A file's name has 255 bytes at most.
_NAME_BYTES, _KIND_BYTES = 200, 20

Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Upload:
    """Files that were uploaded and are neither taken nor thrown away."""

    folder: Path

    @property
    def files(self) -> list[Path]:
        """The files, by name."""
        return sorted((self.folder / "files").iterdir())

    @property
    def mappings(self) -> Path:
        """Where the mappings lie that were made by hand for its files."""
        return self.folder / "mappings"


def keep(files: Sequence[tuple[str, bytes]]) -> Upload:
    """Put uploaded files aside, each under its own name without any folder.

    Args:
        files: (name, content); a name given twice gets a number.
    """
    root = data_folder() / "uploads"
    root.mkdir(parents=True, exist_ok=True)
    _sweep(root)
    upload = Upload(Path(tempfile.mkdtemp(dir=root)))
    (upload.folder / "files").mkdir()
    for name, content in files:
        _free(upload.folder / "files", name).write_bytes(content)
    return upload


def look(upload: Upload, tell: Tell) -> list[Preview]:
    """Read the files as a load would; nothing is stored.

    Args:
        upload: The files.
        tell: Told again and again which file is looked at, and the seconds that it takes.

    Returns:
        What was found, by file: each table that is an export, or why there is none.
    """
    files, found = upload.files, list[Preview]()
    for at, path in enumerate(files, 1):
        which = t("inbox.look_which", at=at, count=len(files), name=formats.escaped(path.name))

        def told(_: str, seconds: int, which: str = which) -> None:
            tell(which, seconds)

        found += looking.look(path, upload.mappings, told)
    return found


def accept(upload: Upload, tell: Tell) -> Outcome:
    """Move the files into the inbox and load them."""
    inbox = data_folder() / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    taken = []
    for path in upload.files:
        taken.append(Path(shutil.move(path, _free(inbox, path.name))))
        hand_mapping.settle(upload.mappings, path.name, taken[-1].name)
    cancel(upload)
    return loading.load(tell, taken)


def cancel(upload: Upload) -> None:
    """Throw the files away."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def _sweep(root: Path) -> None:
    """Throw away what was uploaded and never decided: the page that held it is gone."""
    for left in root.iterdir():
        if time.time() - left.stat().st_mtime > _UNDECIDED_S:
            shutil.rmtree(left, ignore_errors=True)


def _free(folder: Path, name: str) -> Path:
    """Return a path for a file of that name; one that is taken gets a number."""
    plain = _plain(name)
    path, number = folder / plain, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(plain).stem}-{number}{Path(plain).suffix}"
    return path


def _plain(name: str) -> str:
    """Return a name without folders, marks nobody sees, and more letters than a file may have."""
    last = Path(name.replace("\\", "/")).name
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    path = Path(seen.lstrip(".~$ ") or "file")
    # Cut in letters, room left for a number; a kind is no longer than this.
    stem, kind = path.stem.encode()[:_NAME_BYTES], path.suffix.encode()[:_KIND_BYTES]
    return (stem + kind).decode(errors="ignore")
