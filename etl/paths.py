"""Where things lie in the data folder."""

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT_REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"


@dataclass(frozen=True)
class DataFolder:
    """The folder that holds everything that is not code.

    Attributes:
        root: the folder itself; its parts need not exist yet.
    """

    root: Path

    @classmethod
    def from_env(cls) -> "DataFolder":
        """Return the folder that MINGCHUANG_DATA names, `data` when it names none."""
        return cls(Path(os.environ.get("MINGCHUANG_DATA") or "data").absolute())

    @property
    def inbox(self) -> Path:
        """Where the clerk drops exports."""
        return self.root / "inbox"

    @property
    def lake(self) -> Path:
        """Accepted rows, one Parquet file and one JSON record per batch."""
        return self.root / "lake"

    @property
    def rejects(self) -> Path:
        """Rejected rows, one Parquet file per batch."""
        return self.root / "rejects"

    @property
    def warehouse(self) -> Path:
        """Everything that can be rebuilt from the lake."""
        return self.root / "warehouse"

    @property
    def staging(self) -> Path:
        """Builds that are not published yet."""
        return self.warehouse / "staging"

    @property
    def releases(self) -> Path:
        """Published builds, one DuckDB file each, never written again."""
        return self.warehouse / "releases"

    @property
    def current(self) -> Path:
        """The file that names the published build."""
        return self.warehouse / "CURRENT"

    @property
    def office(self) -> Path:
        """The database of what people decided; the one file here that cannot be made again."""
        return self.root / "office" / "office.sqlite"

    def reference(self, name: str) -> Path:
        """Return a reference file: the city's own if it has one, else the project's.

        Args:
            name: path below `reference/`, such as `districts.csv`.

        Returns:
            The path; it may not exist.
        """
        own = self.root / "reference" / name
        return own if own.exists() else PROJECT_REFERENCE / name


def shown_name(path: Path) -> str:
    """Return a file's name as it is written down and shown: legible, without numbers of persons."""
    return without_persons(legible_name(path))


def shown_part(path: Path, part: str) -> str:
    """Return the name of a file, or of one inside it, as it is written down and shown."""
    return f"{shown_name(path)}/{without_persons(part)}" if part else shown_name(path)


@cache
def without_persons(name: str) -> str:
    """Return a name of a file with the numbers of persons in it masked; any other as it is."""
    # Half a second to import, for commands that mostly show no file.
    import polars as pl

    from etl.cleaning.masking import MASKED, mask

    masked = str(mask(pl.Series([name]))[0])
    return masked if re.search(MASKED, masked) else name


def legible_name(path: Path) -> str:
    """Return a file's name as it can be read, and as mappings match it.

    A zip of a Chinese Windows leaves names in its code page, which are no text here; control
    characters and marks of direction would show a name as another.
    """
    raw = os.fsencode(path.name)
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        name = raw.decode("gb18030", errors="replace")
    return "".join(
        "�" if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in name
    )
