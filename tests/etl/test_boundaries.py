"""Outlines out of the package, and out of somebody's own GeoJSON."""

import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Point, shape

from etl.paths import PROJECT_REFERENCE
from etl.reference.boundaries import (
    BoundariesUnavailable,
    district_outlines,
    imported_outlines,
    written,
)

COMMITTED = PROJECT_REFERENCE / "boundaries" / "330200.geojson"


def test_the_committed_file_is_what_the_package_holds(tmp_path: Path) -> None:
    fresh = written(district_outlines(330200), tmp_path / "330200.geojson")

    assert fresh.read_bytes() == COMMITTED.read_bytes()


def test_the_districts_are_valid_and_do_not_overlap() -> None:
    features = json.loads(COMMITTED.read_text(encoding="utf-8"))["features"]
    areas = [shape(feature["geometry"]) for feature in features]

    assert len(features) == 10
    assert all(area.is_valid for area in areas)
    union = shapely.union_all(areas)
    assert sum(area.area for area in areas) == pytest.approx(union.area, rel=1e-4)


def test_a_known_place_lies_in_its_district() -> None:
    features = district_outlines("330200")["features"]
    areas = {f["properties"]["name"]: shape(f["geometry"]) for f in features}

    # The drum tower of 宁波, on the ground 121.549 E 29.874 N.
    assert [n for n, area in areas.items() if area.contains(Point(121.549, 29.874))] == ["海曙区"]


@pytest.mark.parametrize(("adcode", "count"), [(320400, 6), (371000, 4), (131000, 10)])
def test_other_cities_have_all_their_districts(adcode: int, count: int) -> None:
    features = district_outlines(adcode)["features"]

    assert len(features) == count
    assert all(shape(feature["geometry"]).is_valid for feature in features)


def test_an_unknown_adcode_is_explained() -> None:
    with pytest.raises(BoundariesUnavailable, match="999999"):
        district_outlines("999999")


def test_an_imported_file_is_converted_from_its_datum(tmp_path: Path) -> None:
    square = [[121.5, 29.8], [121.6, 29.8], [121.6, 29.9], [121.5, 29.8]]
    feature = {
        "type": "Feature",
        "properties": {"code": 330203, "label": "海曙区"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    kept = imported_outlines(path, "wgs84", "code", "label")["features"][0]
    moved = imported_outlines(path, "gcj02", "code", "label")["features"][0]

    assert kept["properties"] == {"adcode": "330203", "name": "海曙区"}
    assert shape(kept["geometry"]).equals(shape(feature["geometry"]))
    distance = shape(kept["geometry"]).centroid.distance(shape(moved["geometry"]).centroid)
    assert 0.003 < distance < 0.008


def test_an_import_without_the_named_property_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "own.geojson"
    path.write_text('{"type": "FeatureCollection", "features": [{"properties": {}}]}')

    with pytest.raises(BoundariesUnavailable, match="adcode"):
        imported_outlines(path, "wgs84")
