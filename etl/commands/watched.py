"""What a watch has tried already, kept beside the warehouse: losing it means trying once more."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from etl.paths import DataFolder

# The file of a sample city says which files are invented; it is no export.
_NO_EXPORT = "sample.json"


@dataclass(frozen=True)
class Watched:
    """The files tried, and the lake of which no build could be made.

    Attributes:
        mappings: the state of the data folder's mappings when the refused files were tried.
        loaded: path below the inbox → the state (see `lying`) in which it was loaded.
        refused: the same of the files that were refused.
        failed_build: the hash of the lake of which the last build failed.
    """

    mappings: str
    loaded: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    failed_build: str = ""

    @classmethod
    def read(cls, folder: DataFolder) -> "Watched":
        """Return what is remembered; refused files are forgotten once a mapping has changed."""
        now = _mappings(folder)
        try:
            known: dict[str, Any] = json.loads(_path(folder).read_text(encoding="utf-8"))
            kept = cls(**known)
        except (OSError, ValueError, TypeError):
            return cls(now)
        return kept if kept.mappings == now else replace(kept, mappings=now, refused={})

    def is_tried(self, path: str, state: str) -> bool:
        """Say whether a file was tried as it is."""
        return state in (self.loaded.get(path), self.refused.get(path))

    def tried(self, path: str, state: str, *, is_refused: bool) -> "Watched":
        """Return this with one more file tried."""
        if is_refused:
            return replace(self, failed_build="", refused={**self.refused, path: state})
        return replace(self, failed_build="", loaded={**self.loaded, path: state})

    def with_failed_build(self, made_of: str) -> "Watched":
        """Return this with the lake of which no build could be made."""
        return replace(self, failed_build=made_of)

    def write(self, folder: DataFolder) -> None:
        """Keep it; a reader sees the old or the new, never half."""
        path = _path(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        written = path.with_suffix(".tmp")
        written.write_text(json.dumps(vars(self)), encoding="utf-8")
        written.replace(path)


def lying(folder: DataFolder) -> dict[str, str]:
    """Return the files of the inbox, path → size and time of change; temporary ones are none."""
    found = {}
    for path in sorted(folder.inbox.rglob("*")):
        name = path.relative_to(folder.inbox)
        if any(part.startswith((".", "~$")) for part in name.parts) or path.name == _NO_EXPORT:
            continue
        try:
            about = path.stat()
        except FileNotFoundError:
            continue
        if path.is_file() and about.st_size:
            found[name.as_posix()] = f"{about.st_size}:{about.st_mtime_ns}"
    return found


def _mappings(folder: DataFolder) -> str:
    files = sorted((folder.root / "mappings").glob("*"))
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _path(folder: DataFolder) -> Path:
    return folder.warehouse / "watched.json"
