"""Mappings: YAML files that make another system's export readable without code (exports.md, Mappings)."""

import fnmatch
import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator

from etl.errors import MappingError, Said
from etl.paths import DataFolder
from etl.reading import Hints
from etl.sources import SOURCES

RATING_SCALES = ("5", "10", "100")


class Unpivot(BaseModel):
    """A wide sheet made long: one row per item that a source row has something at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    items: dict[str, str] = Field(min_length=1)
    results: dict[str, str] = {}


class Mapping(BaseModel):
    """What a mapping file says; every key but `source` may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    source: str
    match: str | None = None
    member: str | None = None
    snapshot: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    crs: Literal["wgs84", "gcj02", "bd09"] | None = None
    as_of: datetime | date | None = None
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str | None]] = {}
    formats: dict[str, str] = {}
    unpivot: Unpivot | None = None
    _name: str = PrivateAttr("")
    _sha256: str = PrivateAttr("")

    @field_validator("constants", "values", mode="before")
    @classmethod
    def _as_text(cls, given: Any) -> Any:
        """YAML reads `true`, `no` and dates as such; here they are the text of a cell."""
        return _texts(given)

    @property
    def name(self) -> str:
        """The file's name."""
        return self._name

    @property
    def sha256(self) -> str:
        """Hash of the file's bytes."""
        return self._sha256

    @cached_property
    def declared_as_of(self) -> datetime | None:
        """The declared as-of; a date means its last second."""
        if self.as_of is None or isinstance(self.as_of, datetime):
            return self.as_of
        return datetime.combine(self.as_of, time(23, 59, 59))

    @property
    def hints(self) -> Hints:
        """What reading wants to know."""
        return Hints(self.encoding, self.header_row, self.member, self.delimiter)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Args:
        path: the YAML file.

    Returns:
        The mapping, its names checked against the source's columns.

    Raises:
        MappingError: it is no YAML, or has unknown keys, columns or values; the sentence names
            each with its line.
    """
    data = path.read_bytes()
    try:
        node = yaml.compose(data.decode("utf-8"), Loader=yaml.SafeLoader)
        given = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise _error(path, [(str(fault), str(fault))]) from fault
    if not isinstance(given, dict) or not isinstance(node, yaml.MappingNode):
        raise _error(path, [("应为“键: 值”形式的 YAML", "must be YAML of the form key: value")])
    lines = dict(_lines(node, ()))
    try:
        mapping = Mapping.model_validate(given)
    except ValidationError as fault:
        raise _error(
            path, [_told(e["loc"], e["type"], e["msg"], lines) for e in fault.errors()]
        ) from fault
    if faults := list(_faults(mapping, lines)):
        raise _error(path, faults)
    mapping._name, mapping._sha256 = path.name, hashlib.sha256(data).hexdigest()
    return mapping


def mappings_in(folder: DataFolder) -> list[Path]:
    """Return the mapping files of the data folder, by name."""
    return sorted((folder.root / "mappings").glob("*.yaml"))


def choose_mapping(folder: DataFolder, names: list[str]) -> Mapping | None:
    """Return the first mapping of the data folder whose `match` fits a file.

    Args:
        folder: the data folder; its `mappings/*.yaml` are tried by name.
        names: the file's name, and those of its members when it is a zip.

    Returns:
        The mapping, or None when none fits.
    """
    for path in mappings_in(folder):
        mapping = read_mapping(path)
        if mapping.match and any(fnmatch.fnmatch(name, mapping.match) for name in names):
            return mapping
    return None


def _texts(given: Any) -> Any:
    if isinstance(given, dict):
        return {_text(key): _texts(value) for key, value in given.items()}
    return _text(given)


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return value


def _lines(node: yaml.Node, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield (path of keys, line) for every key below a node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            yield here, key.start_mark.line + 1
            yield from _lines(value, here)


def _told(
    loc: tuple[Any, ...], kind: str, reason: str, lines: dict[tuple[str, ...], int]
) -> tuple[str, str]:
    place = tuple(str(part) for part in loc)
    line = next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)
    key = ".".join(place)
    if kind == "extra_forbidden":
        return f"第{line}行：没有名为“{key}”的键", f'line {line}: there is no key "{key}"'
    if kind == "missing":
        return f"缺少“{key}”", f'"{key}" is missing'
    return f"第{line}行“{key}”：{reason}", f'line {line}, "{key}": {reason}'


def _faults(mapping: Mapping, lines: dict[tuple[str, ...], int]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the names in a mapping of the right form."""
    if mapping.source not in SOURCES:
        known = ", ".join(SOURCES)
        yield _told(("source",), "", f"{mapping.source}? {known}", lines)
        return
    known_columns = SOURCES[mapping.source].by_name
    for key in ("columns", "constants", "values", "formats"):
        for name in getattr(mapping, key):
            if name not in known_columns:
                yield _told((key, name), "extra_forbidden", "", lines)
    for name, form in mapping.formats.items():
        column = known_columns.get(name)
        if column is None or column.kind in ("d", "t"):
            continue
        if column.role != "rating" or form not in RATING_SCALES:
            yield _told(
                ("formats", name), "", "日期时间列写 strptime 格式，评价列写 5、10 或 100", lines
            )
    for name in set(mapping.columns) & set(mapping.constants):
        yield _told(("constants", name), "", "columns 中已有此列 (also in columns)", lines)
    if mapping.unpivot and not {"item_code", "result"} <= set(known_columns):
        yield _told(("unpivot",), "", "inspections", lines)


def _error(path: Path, faults: list[tuple[str, str]]) -> MappingError:
    zh = "；".join(fault for fault, _ in faults)
    en = "; ".join(fault for _, fault in faults)
    return MappingError(Said(f"对照文件 {path.name} 有误：{zh}。", f"Mapping {path.name}: {en}."))
