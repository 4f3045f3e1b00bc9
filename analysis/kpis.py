"""The KPI catalogue of data/reference/kpis.yaml, as pages, commands, briefs and awards read it."""

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from analysis.signals import FEW, SMALL
from analysis.warehouse import data_folder

PROJECT_REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"


@dataclass(frozen=True)
class Kpi:
    """One entry of the catalogue.

    Attributes:
        id: such as K04.
        unit: `%` (values are fractions), 件, /万 (multiplied out), 分, 万人, or 百分点 (a gap of fractions).
        direction: which way is better; none for context figures.
        target: in the unit of the value; None when there is none.
        kind: ratio_additive, count, mean, snapshot, gap, distinct, latest, passing, median or
            composite; kpis.yaml tells them.
        scopes: the levels at which it can be asked.
        requires: columns it takes, `source.column`; `a | b` is met by either.
        least_n: the smallest denominator at which the value is shown.
        sure_n: the smallest denominator at which it is more than a tendency.
        minuend: of a gap, the KPI that the other is taken from.
        subtrahend: of a gap, the other.
        family_zh: the name of all KPIs that one entry stands for; empty when it is a KPI of its own.
        family_en: the same in English.
    """

    id: str
    name_zh: str
    name_en: str
    definition_zh: str
    definition_en: str
    unit: str
    direction: Literal["up", "down", "none"]
    target: float | None
    target_source_zh: str
    target_source_en: str
    kind: str
    numerator: str | None
    denominator: str | None
    scopes: tuple[str, ...]
    month_of: str
    requires: tuple[str, ...]
    least_n: int = SMALL
    sure_n: int = FEW
    family_zh: str = ""
    family_en: str = ""
    minuend: str | None = None
    subtrahend: str | None = None

    @property
    def is_stock(self) -> bool:
        """Whether it tells how things stand at the as-of, whatever period is chosen."""
        return self.kind == "snapshot"

    @property
    def is_ratio(self) -> bool:
        """Whether it has a denominator, so that small numbers withhold it."""
        return self.denominator is not None or self.kind in ("median", "composite")


def catalogue() -> dict[str, Kpi]:
    """Return every KPI by id, in the order of the file; the city's own file comes first."""
    return _read(data_folder())


def least_cases() -> dict[str, int]:
    """Return the fewest cases at which a KPI is shown, of those that a small number withholds."""
    return {
        id_: kpi.least_n for id_, kpi in catalogue().items() if kpi.is_ratio and not kpi.is_stock
    }


@lru_cache(maxsize=8)
def _read(folder: Path) -> dict[str, Kpi]:
    entries = yaml.load(_text(_reference(folder, "kpis.yaml")), Loader=yaml.CSafeLoader)
    single = [one for entry in entries for one in _each(folder, entry)]
    return {entry["id"]: _kpi(entry) for entry in single}


def _reference(folder: Path, name: str) -> Path:
    own = folder / "reference" / name
    return own if own.exists() else PROJECT_REFERENCE / name


def _text(path: Path) -> str:
    """The text of a file that a city may have saved in Notepad or Excel; the build has refused others."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _each(folder: Path, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The entries that one with `each` stands for; the build reads them likewise."""
    members = entry.get("each")
    if isinstance(members, str):
        lines = csv.DictReader(io.StringIO(_text(_reference(folder, members)), newline=""))
        named = {line["item_code"]: line for line in reversed(list(lines)) if line["item_code"]}
        members = [
            {"code": code, "zh": line["name_zh"], "en": line["name_en"]}
            for code, line in reversed(named.items())
        ]
    if members is None:
        return [entry]
    plain = {key: value for key, value in entry.items() if key != "each"}
    return [_filled(plain, member) for member in members]


def _filled(value: Any, member: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for key, text in member.items():
            value = value.replace(f"{{{key}}}", text)
        return value
    if isinstance(value, dict):
        return {key: _filled(inner, member) for key, inner in value.items()}
    return [_filled(inner, member) for inner in value] if isinstance(value, list) else value


def _kpi(entry: dict[str, Any]) -> Kpi:
    source = entry.get("target_source", {"zh": "", "en": ""})
    family = entry.get("family", {"zh": "", "en": ""})
    least = entry.get("least_n", SMALL)
    return Kpi(
        id=entry["id"],
        name_zh=entry["name"]["zh"],
        name_en=entry["name"]["en"],
        definition_zh=entry["definition"]["zh"],
        definition_en=entry["definition"]["en"],
        unit=entry["unit"],
        direction=entry["direction"],
        target=entry.get("target"),
        target_source_zh=source["zh"],
        target_source_en=source["en"],
        kind=entry["kind"],
        numerator=entry.get("numerator"),
        denominator=entry.get("denominator"),
        scopes=tuple(entry["scopes"]),
        month_of=entry["month_of"],
        requires=tuple(entry["requires"]),
        least_n=least,
        sure_n=entry.get("sure_n", FEW if least >= SMALL else least),
        family_zh=family["zh"],
        family_en=family["en"],
        minuend=entry.get("minuend"),
        subtrahend=entry.get("subtrahend"),
    )
