"""A mapping made by hand on the data page: proposed, chosen, written, and kept with its file.

`python -m etl map` proposes; what the clerk chooses becomes a mapping file beside the upload. Once the
file is accepted the mapping lies in the city's `mappings/`, where its `match` finds the file again.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from analysis.warehouse import data_folder
from ui import loading

# Mappings are tried by name: what was made by hand for a file comes before what may fit it too.
FIRST = "0-"

Tell = Callable[[str, int], None]
Values = Mapping[str, str | None]


@dataclass(frozen=True)
class Choice:
    """What a clerk chose for a file.

    Attributes:
        columns: Canonical name → header of the file.
        date_order: `dmy` or `mdy`; empty leaves it to the file.
        is_kept: Whether later files of such a name are read so too.
        formats: Canonical name → how its dates are written, or the scale of a rating.
        unpivot: What a mapping says of a wide sheet; empty for none.
    """

    columns: Mapping[str, str]
    date_order: str
    is_kept: bool
    formats: Mapping[str, str] = field(default_factory=dict)
    unpivot: Mapping[str, Any] = field(default_factory=dict)

    @property
    def made(self) -> set[str]:
        """The columns that the wide sheet gives."""
        return {self.unpivot["of"], self.unpivot["fills"]} if self.unpivot else set()


def propose(path: Path, source: str | None, tell: Tell) -> tuple[dict[str, Any], str]:
    """Ask for a proposal.

    Args:
        path: The file.
        source: What it is; None leaves that to the proposal.
        tell: As in `loading.load`.

    Returns:
        The object of `etl map --json`, empty when there is none, and the sentence that says why.
    """
    told = [f"--source={source}"] if source else []
    outcome = loading.run(["map", "--json", *told, "--", str(path)], tell)
    if outcome.exit_code:
        return {}, outcome.error
    return outcome.answer, ""


def write(folder: Path, file_name: str, told: Mapping[str, Any], choice: Choice) -> None:
    """Write the mapping of one file.

    Args:
        folder: Where the mappings of an upload lie.
        file_name: The file.
        told: What the proposal says beside its columns; its `match` is that of later exports too.
        choice: What was chosen.
    """
    made = choice.made
    columns = {name: header for name, header in choice.columns.items() if name not in made}
    content = {**told, "columns": columns}
    if not choice.is_kept:
        content["match"] = _exactly(file_name)
    if choice.date_order:
        content["date_order"] = choice.date_order
    if formats := {name: form for name, form in choice.formats.items() if name in columns}:
        content["formats"] = formats
    if choice.unpivot:
        content["unpivot"] = dict(choice.unpivot)
    before = _made(folder, file_name)
    if before.get("source") == content["source"]:
        said = before.get("values", {})
        content["values"] = {name: said[name] for name in said if name in {*columns, *made}}
    _write(folder, file_name, content)


def explain(
    folder: Path,
    file: Path,
    source: str,
    values: Mapping[str, Values],
    *,
    is_kept: bool,
    mapping: str = "",
) -> None:
    """Say what words of a file mean, in the mapping made for it or in a new one.

    Args:
        folder: Where the mappings of an upload lie.
        file: The file.
        source: What it is.
        values: Column → word → what it means, as a code of the column; None for no value.
        is_kept: Whether later files of such a name are read so too, where the mapping is new.
        mapping: The city's mapping that the file is read by; what it says holds for the file still.
    """
    content = _made(folder, file.name)
    if not content and mapping:
        content = _read(data_folder() / "mappings" / mapping)
        if not is_kept or "match" not in content:
            content["match"] = _exactly(file.name)
    elif not content:
        answer, _ = propose(file, source, lambda _said, _seconds: None)
        content = dict(answer.get("told", {"source": source}))
        if not is_kept or "match" not in content:
            content["match"] = _exactly(file.name)
    said = content.get("values") or {}
    content["values"] = said | {n: {**said.get(n, {}), **words} for n, words in values.items()}
    _write(folder, file.name, content)


def settle(folder: Path, file_name: str, taken: str) -> None:
    """Move the mapping of an accepted file to the city's own.

    Args:
        folder: Where the mappings of the upload lie.
        file_name: The file as it was uploaded.
        taken: What it is called in the inbox.
    """
    made = path_of(folder, file_name)
    if not made.exists():
        return
    content = _made(folder, file_name)
    if content["match"] == _exactly(file_name):
        content["match"] = _exactly(taken)
    own = data_folder() / "mappings"
    own.mkdir(parents=True, exist_ok=True)
    _write(folder, file_name, content)
    shutil.move(made, _free(own, f"{FIRST}{Path(taken).stem}"))


def forget(folder: Path, file_name: str) -> None:
    """Throw the mapping of a file away."""
    path_of(folder, file_name).unlink(missing_ok=True)


def is_made(folder: Path, file_name: str) -> bool:
    """Whether a mapping was made for a file."""
    return path_of(folder, file_name).exists()


def _made(folder: Path, file_name: str) -> dict[str, Any]:
    path = path_of(folder, file_name)
    return _read(path) if path.exists() else {}


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_bytes()))


def _write(folder: Path, file_name: str, content: Mapping[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    text = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)
    path_of(folder, file_name).write_text(text, encoding="utf-8")


def path_of(folder: Path, file_name: str) -> Path:
    """Return where the mapping lies that is made by hand for a file."""
    return folder / f"{file_name}.yaml"


def _exactly(file_name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", file_name)


def _free(folder: Path, stem: str) -> Path:
    path, number = folder / f"{stem}.yaml", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.yaml"
    return path
