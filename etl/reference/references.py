"""The reference files as tables, `ref_date` to `ref_boundary`.

Each comes from the data folder's `reference/` when the city has its own, else from the project's.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import shapely
from polars.datatypes import DataType

from etl.errors import Said
from etl.handwritten import faulty, read_table, read_text, read_yaml
from etl.paths import DataFolder
from etl.reference import calendar
from etl.reference.city import City, read_city
from etl.reference.weights import read_weights

TEXT, TRUTH, NUMBER = pl.String(), pl.Boolean(), pl.Float64()

DISTRICT = {"adcode": TEXT, "name": TEXT}
INDUSTRY = {"code": TEXT, "name_zh": TEXT, "name_en": TEXT, "aliases": TEXT, "kind": TEXT}
CHECKLIST: dict[str, DataType] = {
    "item_code": TEXT,
    "name_zh": TEXT,
    "name_en": TEXT,
    "group": TEXT,
    "is_must_have": TRUTH,
    "is_red_line": TRUTH,
    "max_points": NUMBER,
    "rule": TEXT,
    "low": NUMBER,
    "high": NUMBER,
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
}
KPI: dict[str, DataType] = {
    "kpi_id": TEXT,
    "name_zh": TEXT,
    "name_en": TEXT,
    "definition_zh": TEXT,
    "definition_en": TEXT,
    "unit": TEXT,
    "direction": TEXT,
    "target": NUMBER,
    "target_source_zh": TEXT,
    "target_source_en": TEXT,
    "kind": TEXT,
    "mart": TEXT,
    "numerator": TEXT,
    "denominator": TEXT,
    "minuend": TEXT,
    "subtrahend": TEXT,
    "scale": NUMBER,
    "quantile": NUMBER,
    "scopes": pl.List(pl.String()),
    "month_of": TEXT,
    "requires": pl.List(pl.String()),
}


MATTER = {"matter": TEXT, "entity_level": TEXT, "valid_from": pl.Date(), "valid_to": pl.Date()}


def references(folder: DataFolder) -> dict[str, pl.DataFrame]:
    """Read every reference file.

    Args:
        folder: the data folder.

    Returns:
        One frame per table name, `ref_date` to `ref_boundary`.

    Raises:
        EtlError: a file is missing or has other columns than design.md gives it.
    """
    city = read_city(folder)
    return {
        "ref_date": calendar.dates(folder),
        "ref_city": _city(city),
        "ref_district": districts(folder),
        "ref_industry": read_table(folder.reference("industries.csv"), INDUSTRY).rename(
            {"code": "industry_id", "name_zh": "industry_name", "name_en": "industry_name_en"}
        ),
        "ref_checklist": read_table(folder.reference("checklist.csv"), CHECKLIST),
        "ref_kpi": kpis(folder),
        "ref_kpi_weight": read_weights(folder),
        "ref_matter": _matters(folder),
        "ref_boundary": _boundary_table(boundaries(folder, city)),
    }


def districts(folder: DataFolder) -> pl.DataFrame:
    """Return the city's districts: district_id (the adcode), district_name."""
    return read_table(folder.reference("districts.csv"), DISTRICT).rename(
        {"adcode": "district_id", "name": "district_name"}
    )


def boundaries(folder: DataFolder, city: City) -> dict[str, shapely.Geometry]:
    """Return the outlines of the city's districts.

    Args:
        folder: the data folder.
        city: its city; the file is `boundaries/<adcode>.geojson`, in WGS-84.

    Returns:
        Outline by adcode; empty when there is no such file.
    """
    path = folder.reference(f"boundaries/{city.adcode}.geojson")
    if not path.exists():
        return {}
    try:
        features = json.loads(read_text(path))["features"]
        return {
            str(feature["properties"]["adcode"]): shapely.from_geojson(
                json.dumps(feature["geometry"])
            )
            for feature in features
        }
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError):
        raise faulty(
            path,
            Said(
                "应为面要素的 GeoJSON 集合，每个要素的属性含 adcode；可用 python -m etl boundaries 重新取得",
                "it must be a GeoJSON collection of areas with the property adcode; "
                "python -m etl boundaries makes it anew",
            ),
        ) from None


def _boundary_table(outlines: Mapping[str, shapely.Geometry]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "district_id": list(outlines),
            "geometry_geojson": [shapely.to_geojson(outline) for outline in outlines.values()],
        },
        schema={"district_id": TEXT, "geometry_geojson": TEXT},
    )


def _city(city: City) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "city_name": [city.name],
            "city_name_en": [city.name_en],
            "adcode": [city.adcode],
            "crs": [city.crs],
            "period_start_day": [city.period_start_day],
        }
    )


def _matters(folder: DataFolder) -> pl.DataFrame:
    """Return the city's list of matters that outlets are to take over; empty where it has none."""
    if not folder.reference("matters.csv").exists():
        return pl.DataFrame(schema=MATTER)
    return read_table(folder.reference("matters.csv"), MATTER)


def kpis(folder: DataFolder) -> pl.DataFrame:
    """Return the catalogue of figures, one row per figure.

    Raises:
        EtlError: it cannot be read, or an entry is of another form.
    """
    path = folder.reference("kpis.yaml")
    entries = read_yaml(path)
    if not isinstance(entries, list) or not all(
        isinstance(entry, dict) and "id" in entry for entry in entries
    ):
        raise faulty(
            path,
            Said("应为指标的列表，每项含 id", "it must be a list of KPIs, each of them with an id"),
        )
    flat = [_flat(one) for entry in entries for one in _each(folder, entry)]
    return pl.DataFrame([_kpi_column(path, flat, name, kind) for name, kind in KPI.items()])


def _kpi_column(
    path: Path, entries: Sequence[Mapping[str, Any]], name: str, kind: DataType
) -> pl.Series:
    try:
        return pl.Series(name, [entry[name] for entry in entries], kind)
    except (pl.exceptions.PolarsError, TypeError):
        for entry in entries if len(entries) > 1 else []:
            _kpi_column(path, [entry], name, kind)
        key, value = f"{entries[0]['kpi_id']} {name}", entries[0][name]
        said = Said(f"{key} 的值“{value}”写法不对", f'{key}: the value "{value}" is wrong')
        raise faulty(path, said) from None


def _each(folder: DataFolder, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries that one with `each` stands for; analysis.kpis reads them likewise."""
    members = entry.get("each")
    if isinstance(members, str):
        lines = read_table(folder.reference(members), CHECKLIST).unique(
            "item_code", keep="first", maintain_order=True
        )
        members = [
            {"code": line["item_code"], "zh": line["name_zh"], "en": line["name_en"]}
            for line in lines.iter_rows(named=True)
        ]
    if members is None:
        return [entry]
    plain = {key: value for key, value in entry.items() if key != "each"}
    return [_filled(plain, member) for member in members]


def _filled(value: Any, member: Mapping[str, str]) -> Any:
    """Put a member into every text of an entry."""
    if isinstance(value, str):
        for key, text in member.items():
            value = value.replace(f"{{{key}}}", text)
        return value
    if isinstance(value, dict):
        return {key: _filled(inner, member) for key, inner in value.items()}
    return [_filled(inner, member) for inner in value] if isinstance(value, list) else value


def _flat(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return one catalogue entry with `name: {zh, en}` as name_zh and name_en."""
    flat: dict[str, Any] = {"kpi_id": entry["id"]}
    for key, value in entry.items():
        if isinstance(value, dict):
            flat.update({f"{key}_{language}": text for language, text in value.items()})
        else:
            flat[key] = value
    return {column: flat.get(column) for column in KPI}
