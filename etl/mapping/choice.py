"""Which mapping of the data folder a file is read by, and which files wait while one is broken.

Mappings are tried by name. A broken one cannot be read by, yet it was meant for some files. Those that
its `match` fits are refused with its faults. Where not even its `match` can be made out, every file that
no other mapping fits is refused: read by its own headers alone it might lack what the broken one says of
dates, words or snapshots, and nobody would see it. All other files load, and the faults are told.
"""

import fnmatch
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from etl.encodings import EncodingError, find_encoding
from etl.errors import MappingError, Said
from etl.mapping.faults import sentence
from etl.mapping.mapping import Mapping, read_mapping
from etl.mapping.yaml_lines import NotYaml, read_document
from etl.paths import DataFolder

KEY = "match"


@dataclass(frozen=True)
class Broken:
    """A mapping of the data folder that cannot be read.

    Attributes:
        name: the file's name.
        said: what is wrong with it.
        patterns: the globs of its `match`, as far as it can be made out; None where it cannot.
    """

    name: str
    said: Said
    patterns: tuple[str, ...] | None


def choose_mapping(folder: DataFolder, names: list[str]) -> Mapping | None:
    """Return the first mapping of the data folder whose `match` fits a file.

    Args:
        folder: the data folder; its `mappings/*.yaml` are tried by name.
        names: the file's name, and those of its members when it is a zip.

    Returns:
        The mapping, or None when none fits.

    Raises:
        MappingError: a broken mapping fits, or may fit, and no sound one comes before it.
    """
    unclear: Broken | None = None
    for mapping in _mappings(folder):
        if isinstance(mapping, Mapping):
            if mapping.match and _fits(names, [mapping.match]):
                return mapping
        elif mapping.patterns is None:
            unclear = unclear or mapping
        elif _fits(names, mapping.patterns):
            raise MappingError(_needed(names[0], mapping))
    if unclear:
        raise MappingError(_perhaps_needed(names[0], unclear))
    return None


def broken_mappings(folder: DataFolder) -> list[Broken]:
    """Return the mappings of the data folder that cannot be read, by name."""
    return [found for found in _mappings(folder) if isinstance(found, Broken)]


def _mappings(folder: DataFolder) -> Iterator[Mapping | Broken]:
    for path in sorted((folder.root / "mappings").glob("*.yaml")):
        try:
            yield read_mapping(path)
        except MappingError as fault:
            yield Broken(path.name, fault.said, _patterns(path.read_bytes()))
        except OSError as fault:
            why = Said(f"读不出来（{fault.strerror}）", f"it cannot be read ({fault.strerror})")
            yield Broken(path.name, sentence(path.name, [why]), None)


def _fits(names: Iterable[str], patterns: Iterable[str]) -> bool:
    wanted = list(patterns)
    return any(fnmatch.fnmatch(name, pattern) for name in names for pattern in wanted)


def _patterns(data: bytes) -> tuple[str, ...] | None:
    """Return what `match` says in a broken mapping, from the lines where it is no YAML as a whole."""
    try:
        content = read_document(data).content
    except NotYaml:
        return _texts(_matches_of_lines(data)) or None
    if KEY in content:
        # Written twice, only one of them is in the content.
        return _texts([content[KEY], *_matches_of_lines(data)]) or None
    # Without `match` no file needs it, unless another key was meant for it.
    return () if set(content) <= set(Mapping.model_fields) else None


def _matches_of_lines(data: bytes) -> Iterator[Any]:
    try:
        text = data.decode(find_encoding([data])).removeprefix("\ufeff")
    except (EncodingError, UnicodeDecodeError):
        return
    for line in text.splitlines():
        if line.startswith(KEY):
            try:
                content = yaml.safe_load(line)
            except yaml.YAMLError:
                continue
            if isinstance(content, dict):
                yield content.get(KEY)


def _texts(found: Iterable[Any]) -> tuple[str, ...]:
    each = [one for value in found for one in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys(one for one in each if isinstance(one, str)))


def _needed(name: str, broken: Broken) -> Said:
    return Said(
        f"{broken.said.zh}按文件名，“{name}”应按它读取，因此未导入。请更正它，再重新导入。",
        f'{broken.said.en} By its name "{name}" is to be read by it and was left out. '
        "Correct the mapping, then load again.",
    )


def _perhaps_needed(name: str, broken: Broken) -> Said:
    return Said(
        f"{broken.said.zh}看不出它用于哪些文件，“{name}”又没有别的对照文件，因此未导入。"
        "请更正它，或把它移出 mappings 文件夹，再重新导入。",
        f'{broken.said.en} It does not tell which files it is for, and no other mapping fits "{name}", '
        "which was left out. Correct it or take it out of mappings/, then load again.",
    )
