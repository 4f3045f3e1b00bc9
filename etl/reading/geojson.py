"""GeoJSON feature collections: properties as text columns, geometry as WKT.

Where every shape is a point, its longitude and latitude are two columns more, as a ledger has them.

Coordinates are kept as they are. A `crs` member was withdrawn from the standard and is often
wrong in Chinese exports, so it is not looked at: a `crs` property or the mapping tells the datum.
"""

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import polars as pl
import shapely
from shapely.geometry import shape

from etl.errors import Said
from etl.reading import refusals
from etl.reading.archive import Content
from etl.reading.tables import Note, TextTable, column_names

MOST_BYTES = 300 * 1024**2
_POINT = ("longitude", "latitude")
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')

Feature = dict[str, Any]


def open_geojson(content: Content) -> TextTable:
    """Open a FeatureCollection as a table.

    Args:
        content: the file; read whole.

    Returns:
        A table with the properties of all features in order of first appearance, and `geometry`.

    Raises:
        FileRefused: no GeoJSON, damaged, without features, or above 300 MB.
    """
    text = _text(content)
    features = _features(content.name, text)
    names = list(dict.fromkeys(name for f in features for name in (f.get("properties") or {})))
    header = [*(name for name in names if name != "geometry"), "geometry"]
    degrees = [name for name in _POINT if name not in names] if _are_points(features) else []
    return TextTable(
        sheet_name="",
        member=content.member,
        header=[*header, *degrees],
        header_row=1,
        frames=_frames(features, header, degrees, _lines(text, len(features))),
        encoding="utf-8",
        notes=[*content.notes, *_geometry_notes(features)],
    )


def _text(content: Content) -> str:
    with content.opener() as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise refusals.too_large(content.name, "GeoJSON 超过300 MB", "GeoJSON above 300 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusals.unknown_encoding(content.name, line, "utf-8") from error


def _features(name: str, text: str) -> list[Feature]:
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise refusals.damaged(name, str(error)) from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise refusals.other_format(
            name,
            " JSON，但既不是每行一个对象的 JSON Lines，也不是 GeoJSON FeatureCollection",
            "JSON, but neither JSON lines (one object a line) nor a GeoJSON FeatureCollection",
        )
    features = document.get("features")
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise refusals.damaged(name, "features")
    if not features:
        raise refusals.empty_file(name)
    return features


def _are_points(features: list[Feature]) -> bool:
    kinds = {
        shape.get("type") if isinstance(shape, dict) else ""
        for feature in features
        if (shape := feature.get("geometry")) is not None
    }
    return kinds == {"Point"}


def _degrees(features: list[Feature], place: int) -> list[str | None]:
    """Return one number of each point; nothing where there is none."""
    corners = [(feature.get("geometry") or {}).get("coordinates") for feature in features]
    return [
        _as_text(corner[place]) if isinstance(corner, list) and len(corner) > place else None
        for corner in corners
    ]


def _frames(
    features: list[Feature], header: list[str], degrees: list[str], lines: list[int]
) -> Iterator[pl.DataFrame]:
    cells = [
        [_as_text((f.get("properties") or {}).get(name)) for f in features] for name in header[:-1]
    ]
    points = [_degrees(features, _POINT.index(name)) for name in degrees]
    texts = [*cells, _geometries(features), *points]
    columns = dict(zip(column_names(len(texts)), texts, strict=True))
    yield pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.int_range(1, len(features) + 1, dtype=pl.Int64).alias("row_number"),
        pl.Series("line_number", lines, dtype=pl.Int64),
        pl.lit(None, dtype=pl.String).alias("field_fault"),
    )


def _geometries(features: list[Feature]) -> list[str | None]:
    return [_wkt(feature.get("geometry")) for feature in features]


def _wkt(geometry: Any) -> str | None:
    """Return a geometry as WKT with every digit; what is no geometry stays as its JSON."""
    if geometry is None:
        return None
    try:
        return str(shapely.to_wkt(shape(geometry), rounding_precision=-1))
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        shapely.errors.ShapelyError,
    ):
        return json.dumps(geometry, ensure_ascii=False)[:500]


def _as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _lines(text: str, count: int) -> list[int]:
    """Return the physical line of each feature, its ordinal where features cannot be told apart."""
    starts = [match.start() for match in _FEATURE.finditer(text)]
    if len(starts) != count:
        return list(range(1, count + 1))
    gaps = [text.count("\n", a, b) for a, b in zip([0, *starts], starts, strict=False)]
    return [1 + before for before in accumulate(gaps)]


def _geometry_notes(features: list[Feature]) -> list[Note]:
    missing = sum(feature.get("geometry") is None for feature in features)
    if not missing:
        return []
    zh, en = f"{missing}个要素没有边界。", f"{missing} features have no geometry."
    return [Note("missing_geometry", Said(zh, en))]
