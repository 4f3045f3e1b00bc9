"""What a build was made with, so that the same lake and code are not built twice."""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

from etl.lake import lake
from etl.lake.holding import held
from etl.office.names import aliases
from etl.paths import PROJECT_REFERENCE, DataFolder

PROJECT = Path(__file__).resolve().parent.parent.parent


def code_version(folder: DataFolder) -> str:
    """Return the package's version and a hash of all that turns the lake into a warehouse.

    Args:
        folder: the data folder; its reference files count, since they change the numbers.

    Returns:
        Such as `0.1.0+9f2c1a7b04de`.
    """
    package = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    own_reference = folder.root / "reference"
    sources = [*_files(PROJECT / "sql", "*.sql"), *_files(PROJECT / "etl", "*.py")]
    references = [*_files(PROJECT_REFERENCE, "*"), *_files(own_reference, "*")]
    return f"{package['project']['version']}+{_digest([*sources, *references])[:12]}"


def lake_hash(folder: DataFolder) -> str:
    """Return a hash of what a build is made of: the lake's batches, which of them wait, the names confirmed.

    Batches are immutable, so their ids are enough; of a confirmed name it is what it says that
    counts, not who said so when.

    Args:
        folder: the data folder.

    Returns:
        Sixteen hexadecimal digits.
    """
    records = lake.batches(folder)
    waiting = {one.batch_id for one in held(folder, records)}
    made_of = [one.batch_id + " held" * (one.batch_id in waiting) for one in records]
    made_of += ["\t".join(map(str, astuple(one)[:6])) for one in aliases(folder)]
    return hashlib.sha256("\n".join(sorted(made_of)).encode()).hexdigest()[:16]


def _files(root: Path, pattern: str) -> list[Path]:
    return sorted(path for path in root.rglob(pattern) if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
