"""Whether an outlet stands in the district that it declares (D03), by the textbook and one point at a time."""

import json
from dataclasses import dataclass
from math import atan2, cos, hypot, pi, sin, sqrt
from pathlib import Path

Point = tuple[float, float]
Ring = list[Point]

# Up to 500 m off the coast counts as inside.
COAST_DEGREES = 0.005
AXIS, FLATTENED = 6378245.0, 0.00669342162296594323


@dataclass(frozen=True)
class Declared:
    """An outlet as its ledger has it; None where a cell is empty."""

    outlet_id: str
    district: str
    lon: float | None
    lat: float | None
    datum: str | None = None


def outlines(path: Path) -> dict[str, list[list[Ring]]]:
    """Return adcode → polygons, each its outer ring and its holes."""
    found = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["adcode"]] = [
            [[(x, y) for x, y, *_ in ring] for ring in part] for part in parts
        ]
    return found


def _moved(lon: float, lat: float) -> Point:
    """Return how far the maps of 高德 show a point from where it is."""
    x, y = lon - 105, lat - 35

    def waves(*parts: tuple[float, float]) -> float:
        return sum(height * sin(angle) for height, angle in parts) * 2 / 3

    both = waves((20, 6 * pi * x), (20, 2 * pi * x))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + both
    north += waves((20, pi * y), (40, pi * y / 3)) + waves((160, pi * y / 12), (320, pi * y / 30))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + both
    east += waves((20, pi * x), (40, pi * x / 3)) + waves((150, pi * x / 12), (300, pi * x / 30))
    root = sqrt(1 - FLATTENED * sin(lat * pi / 180) ** 2)
    up = AXIS * (1 - FLATTENED) / root**3 * pi / 180
    across = AXIS / root * cos(lat * pi / 180) * pi / 180
    return east / across, north / up


def shown_on(datum: str, lon: float, lat: float) -> Point:
    """Return where a map of a datum shows a point given in WGS-84."""
    if datum == "wgs84":
        return lon, lat
    east, north = _moved(lon, lat)
    x, y = lon + east, lat + north
    if datum == "gcj02":
        return x, y
    turn = pi * 3000 / 180
    radius, angle = hypot(x, y) + 0.00002 * sin(y * turn), atan2(y, x) + 0.000003 * cos(x * turn)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006


def in_wgs84(one: Declared, usual: str) -> Point | None:
    """Return where an outlet stands: the point that its map shows at its coordinates."""
    if one.lon is None or one.lat is None:
        return None
    lon, lat = one.lon, one.lat
    for _ in range(30):
        x, y = shown_on(one.datum or usual, lon, lat)
        lon, lat = lon + one.lon - x, lat + one.lat - y
    return lon, lat


def holds(polygons: list[list[Ring]], point: Point) -> bool:
    """Say whether a point lies in one of the polygons and in no hole of it: even and odd crossings."""
    lon, lat = point
    crossed = 0
    for rings in polygons:
        for ring in rings:
            for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
                if (ay > lat) != (by > lat) and lon < ax + (lat - ay) / (by - ay) * (bx - ax):
                    crossed += 1
    return crossed % 2 == 1


def degrees_off(polygons: list[list[Ring]], point: Point) -> float:
    """Return how far a point outside lies from the nearest border."""
    return min(
        _to_segment(point, a, b)
        for rings in polygons
        for ring in rings
        for a, b in zip(ring, ring[1:], strict=False)
    )


def _to_segment(point: Point, a: Point, b: Point) -> float:
    along = (b[0] - a[0], b[1] - a[1])
    length = along[0] ** 2 + along[1] ** 2
    share = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / length if length else 0
    share = min(1, max(0, share))
    return hypot(point[0] - a[0] - share * along[0], point[1] - a[1] - share * along[1])


def is_in_district(
    one: Declared, shapes: dict[str, list[list[Ring]]], adcodes: dict[str, str], usual: str
) -> bool | None:
    """Say whether an outlet stands in its district; None where nobody can tell.

    Args:
        one: the outlet.
        shapes: of `outlines`.
        adcodes: name of a district → adcode.
        usual: the datum of outlets that tell none.
    """
    own = shapes.get(adcodes.get(one.district, one.district))
    point = in_wgs84(one, usual)
    if own is None or point is None:
        return None
    if holds(own, point):
        return True
    is_anywhere = any(holds(shape, point) for shape in shapes.values())
    return not is_anywhere and degrees_off(own, point) <= COAST_DEGREES
