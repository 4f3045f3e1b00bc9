import numpy as np
import polars as pl
import pytest
import shapely

from etl import geography

# Published pairs of the open-source converters: eviltransform's tests (Shanghai, Shenzhen,
# Beijing) and the README of wandergis/coordtransform (116.404, 39.915).
WGS84_AND_GCJ02 = [
    (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
    (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
    (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
    (116.404, 39.915, 116.41024449916938, 39.91640428150164),
]


def points(lon, lat, **more):
    return pl.DataFrame({"lon": [lon], "lat": [lat], **more})


def pair(frame, lon="lon_wgs84", lat="lat_wgs84"):
    return frame[lon][0], frame[lat][0]


@pytest.mark.parametrize(("lon", "lat", "gcj_lon", "gcj_lat"), WGS84_AND_GCJ02)
def test_gcj02_agrees_with_published_points_both_ways(lon, lat, gcj_lon, gcj_lat):
    forth = geography.from_wgs84(points(lon, lat), "lon", "lat", "gcj02")
    back = geography.to_wgs84(points(gcj_lon, gcj_lat), "lon", "lat", "gcj02")

    assert pair(forth, "lon", "lat") == pytest.approx((gcj_lon, gcj_lat), abs=1e-9)
    assert pair(back) == pytest.approx((lon, lat), abs=1e-8)


def test_bd09_agrees_with_the_published_points():
    forth = geography.from_wgs84(points(116.404, 39.915), "lon", "lat", "bd09")
    gcj02 = geography._undo_bd09(
        pl.DataFrame({"_lon": [116.404], "_lat": [39.915], "_crs": ["bd09"]})
    )
    back = geography.to_wgs84(forth, "lon", "lat", "bd09")

    assert pair(gcj02, "_lon", "_lat") == pytest.approx((116.39762729119315, 39.90865673957631))
    assert pair(back) == pytest.approx((116.404, 39.915), abs=1e-5)


def test_each_row_is_converted_from_its_own_datum():
    lon, lat, gcj_lon, gcj_lat = WGS84_AND_GCJ02[0]
    rows = pl.DataFrame(
        {
            "lon": [lon, gcj_lon, None, lon],
            "lat": [lat, gcj_lat, None, lat],
            "crs": ["wgs84", "gcj02", "gcj02", None],
        }
    )

    converted = geography.to_wgs84(rows, "lon", "lat", "crs")

    assert converted.columns == ["lon", "lat", "crs", "lon_wgs84", "lat_wgs84"]
    assert converted["lon_wgs84"].to_list() == pytest.approx([lon, lon, None, lon], abs=1e-8)
    assert converted["lat_wgs84"].to_list() == pytest.approx([lat, lat, None, lat], abs=1e-8)


def test_nothing_moves_outside_china():
    abroad = geography.to_wgs84(points(-0.1276, 51.5072), "lon", "lat", "gcj02")

    assert pair(abroad) == (-0.1276, 51.5072)


def test_shapes_are_converted_corner_by_corner():
    lon, lat, gcj_lon, gcj_lat = WGS84_AND_GCJ02[0]
    line = shapely.LineString([(gcj_lon, gcj_lat), (gcj_lon, gcj_lat)])

    converted = geography.shape_to_wgs84(line, "gcj02")

    assert converted.coords[0] == pytest.approx((lon, lat), abs=1e-8)


def test_areas_are_those_of_the_wgs84_ellipsoid():
    whole = geography.area_m2(shapely.box(-180, -90, 180, 90))
    degree = geography.area_m2(shapely.box(0, 0, 1, 1))

    # 510 065 621.724 km2 (NIMA TR8350.2); 12 308.778 km2 with a geodesic as northern edge (PostGIS).
    assert whole == pytest.approx(510_065_621.724e6, rel=1e-9)
    assert degree == pytest.approx(12_308.778e6, rel=1e-4)


def test_a_representative_point_lies_inside_a_horseshoe():
    horseshoe = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 3))

    assert horseshoe.contains(shapely.Point(geography.representative_point(horseshoe)))


def test_points_are_located_in_the_polygon_that_holds_them():
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    lon = np.array([0.5, 1.5, 3.0, np.nan, 1.0])
    lat = np.array([0.5, 0.5, 0.5, 0.5, 0.5])

    assert geography.locate(lon, lat, squares).tolist() == [0, 1, -1, -1, 0]
    assert geography.locate(lon, lat, []).tolist() == [-1] * 5
