"""Files that a clerk uploads: kept apart, looked at, then taken into the inbox or thrown away.

They are looked at by the very reading that would load them, into a lake of their own beside the
upload: what the preview shows is what a load would keep, and the city's lake does not know of it.
"""

import json
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from analysis.warehouse import data_folder
from ui import hand_mapping, loading
from ui.loading import Outcome

SHOWN_ROWS = 20
# What the lake adds to a row for following it back; a hash of a person says nothing to a reader.
_NOT_SHOWN = ("person_key", "batch_id")
_UNDECIDED_S = 86_400
# A file's name has 255 bytes at most.
_NAME_BYTES, _KIND_BYTES = 200, 20

Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Preview:
    """One kind of export found in a file, or a file that was refused.

    Attributes:
        file_name: As uploaded.
        source: What it was recognised as; empty when it was not.
        message: What the reading said of it.
        read: Rows read; `accepted` and `rejected` add up to it.
        accepted: Rows that would be loaded.
        rejected: Rows that would have to be corrected.
        rules: Rule → rows rejected by it.
        headers: Header of the file → the column it was taken for, None for none.
        rows: The first rows as they would be loaded.
    """

    file_name: str
    source: str
    message: str
    read: int
    accepted: int
    rejected: int
    rules: Mapping[str, int]
    headers: Mapping[str, str | None]
    rows: pl.DataFrame

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file would be loaded."""
        return not self.headers


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


def look(upload: Upload, tell: Tell) -> tuple[list[Preview], Outcome]:
    """Read the files as a load would, into a lake that is thrown away.

    Args:
        upload: The files.
        tell: As in `loading.load`.

    Returns:
        What was found, and what the reading came to as a whole.
    """
    root = upload.folder / "look"
    root.mkdir(exist_ok=True)
    own = data_folder() / "reference"
    if own.is_dir() and not (root / "reference").exists():
        (root / "reference").symlink_to(own.absolute(), target_is_directory=True)
    _mappings(upload, root / "mappings")
    outcome = loading.load(tell, upload.files, root)
    found = [_preview(root, batch) for batch in outcome.batches]
    shutil.rmtree(root)
    return found, outcome


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


def _mappings(upload: Upload, folder: Path) -> None:
    """Put the city's mappings beside those that were made by hand for these files."""
    folder.mkdir(exist_ok=True)
    for path in sorted((data_folder() / "mappings").glob("*.yaml")):
        shutil.copy(path, folder / path.name)
    for path in sorted(upload.mappings.glob("*.yaml")):
        shutil.copy(path, folder / f"{hand_mapping.FIRST}{path.name}")


def cancel(upload: Upload) -> None:
    """Throw the files away."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def _preview(root: Path, batch: Mapping[str, Any]) -> Preview:
    path = root / "lake" / (batch["source"] or "-") / f"{batch['batch_id']}.json"
    if not path.exists():
        return _described(batch, {}, {}, pl.DataFrame())
    record = json.loads(path.read_text(encoding="utf-8"))
    headers = {
        header: name for sheet in record["sheets"] for header, name in sheet["headers"].items()
    }
    kept = path.with_suffix(".parquet")
    rows = pl.read_parquet(kept, n_rows=SHOWN_ROWS) if kept.exists() else pl.DataFrame()
    # Only what the file fills: a kind of export has more columns than any file.
    filled = [one for one in rows.columns if one in set(headers.values()) - set(_NOT_SHOWN)]
    return _described(batch, record["rejected_by_rule"], headers, rows.select(filled))


def _described(
    batch: Mapping[str, Any],
    rules: Mapping[str, int],
    headers: Mapping[str, str | None],
    rows: pl.DataFrame,
) -> Preview:
    return Preview(
        file_name=batch["file_name"],
        source=batch["source"] or "",
        message=batch["message"],
        read=batch["read"] or 0,
        accepted=batch["accepted"] or 0,
        rejected=batch["rejected"] or 0,
        rules=rules,
        headers=headers,
        rows=rows,
    )


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
