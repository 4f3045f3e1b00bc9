"""Mappings: YAML files that make another system's export readable without code (exports.md, Mappings)."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
    model_validator,
)

from etl.cleaning.date_order import ORDERS, Order
from etl.cleaning.times import read_times
from etl.errors import MappingError, Said
from etl.mapping.faults import SaidError, absent_headers, doubled_key, of_form, sentence
from etl.mapping.words import word_faults
from etl.mapping.yaml_lines import Document, NotYaml, Place, read_document
from etl.reading import Hints
from etl.sources import SOURCES, Source

DELIMITERS = ("\\t", "tab", "\t")


class Unpivot(BaseModel):
    """A wide sheet made long: one row per item that a source row has something at."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    of: str | None = None
    fills: str | None = None
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
    as_of: datetime | None = None
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    values: dict[str, dict[str, str | None]] = {}
    formats: dict[str, str] = {}
    date_order: dict[str, str] = {}
    unpivot: Unpivot | None = None
    _name: str = PrivateAttr("")
    _sha256: str = PrivateAttr("")
    _document: Document = PrivateAttr(default_factory=lambda: Document({}, {}, []))

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """A key whose lines are all commented out says nothing."""
        return (
            {k: v for k, v in given.items() if v is not None} if isinstance(given, dict) else given
        )

    @field_validator("as_of", mode="before")
    @classmethod
    def _time(cls, given: Any) -> Any:
        """A date means its last second."""
        cells = read_times(pl.Series([str(given)]), is_deadline=True)
        if cells.unread is not None:
            raise SaidError(
                Said(
                    "应为日期或时间，如 2026-03-31 或 2026-03-31 18:00",
                    "must be a date or a time, such as 2026-03-31 or 2026-03-31 18:00",
                )
            )
        return cells.values[0]

    @field_validator("date_order", mode="before")
    @classmethod
    def _orders(cls, given: Any) -> Any:
        """One order alone is that of all columns."""
        return {"": given} if isinstance(given, str) else given

    @field_validator("encoding")
    @classmethod
    def _codec(cls, given: str) -> str:
        try:
            "".encode(given)
        except LookupError:
            raise SaidError(
                Said(
                    f"没有名为“{given}”的编码，可写 utf-8、gb18030、utf-16",
                    f'there is no encoding "{given}"; write utf-8, gb18030 or utf-16',
                )
            ) from None
        return given

    @field_validator("delimiter")
    @classmethod
    def _separator(cls, given: str) -> str:
        if given not in DELIMITERS and (len(given) != 1 or given.isalnum() or given in "\"'\n\r"):
            raise SaidError(
                Said(
                    "应为一个字符，如逗号、分号、竖线，制表符写作 tab",
                    "must be one character, such as a comma, a semicolon or a bar; tab for a tab",
                )
            )
        return given

    @property
    def name(self) -> str:
        """The file's name."""
        return self._name

    @property
    def sha256(self) -> str:
        """Hash of the file's bytes."""
        return self._sha256

    @property
    def declared_as_of(self) -> datetime | None:
        """The declared as-of."""
        return self.as_of

    @property
    def wide(self) -> tuple[str, str] | None:
        """The column that items of a wide sheet are, and the one that their cells fill."""
        if self.unpivot is None or self.source not in SOURCES:
            return None
        of, fills = self.unpivot.of, self.unpivot.fills
        fitting = [
            pair
            for pair in SOURCES[self.source].wide
            if of in (None, pair[0]) and fills in (None, pair[1])
        ]
        return fitting[0] if fitting else None

    def orders_of(self, source: Source) -> dict[str, Order]:
        """Return the order of day and month it tells, by column of dates."""
        told = self.date_order
        times = [column.name for column in source.columns if column.kind in ("d", "t")]
        given = {name: told.get(name, told.get("")) for name in times}
        return {name: order for order in ORDERS for name in times if given[name] == order}

    @property
    def headers(self) -> dict[Place, str]:
        """The headers it names, by the key that names them."""
        named: dict[Place, str] = {("columns", name): text for name, text in self.columns.items()}
        items = self.unpivot.items if self.unpivot else {}
        return named | {("unpivot", "items", text): text for text in items}

    def absent_headers(self, absent: dict[Place, str], found: list[str]) -> Said:
        """Return the sentence on headers that a file lacks; arguments as in mapping_faults."""
        return sentence(self.name, absent_headers(self._document, absent, found))

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
        document = read_document(data)
    except NotYaml as wrong:
        raise _error(path, [wrong.said]) from wrong
    faults = [doubled_key(*again) for again in document.doubled]
    try:
        mapping = Mapping.model_validate(document.content)
    except ValidationError as wrong:
        faults += [of_form(document, error, _keys_at(error["loc"])) for error in wrong.errors()]
        raise _error(path, faults) from wrong
    faults += word_faults(mapping, document)
    if faults:
        raise _error(path, faults)
    mapping._name, mapping._sha256 = path.name, hashlib.sha256(data).hexdigest()
    mapping._document = document
    return mapping


def _keys_at(place: tuple[int | str, ...]) -> list[str]:
    model = Unpivot if place[:1] == ("unpivot",) else Mapping
    return list(model.model_fields)


def _error(path: Path, faults: list[Said]) -> MappingError:
    return MappingError(sentence(path.name, faults))
