import json
import math

import polars as pl
import pytest
import shapely

from ui import map_layers, maps
from ui.map_layers import circles, labels, land, polygon_rows, rgba

SQUARE = shapely.box(121.0, 29.0, 122.0, 30.0)
CITY = maps.Frame((121.0, 29.0, 122.0, 30.0), 680, 560)
OUTLETS = pl.DataFrame({"lon_wgs84": [121.2, 121.9, None], "lat_wgs84": [29.3, 29.8, None]})


def drawn(*layers):
    return json.loads(maps.deck(layers, CITY, "light").to_json())


def test_a_map_asks_no_host_for_a_style():
    written = maps.deck(land([SQUARE], CITY, "light"), CITY, "light").to_json()

    assert "carto" not in written and "http" not in written
    # Streamlit fetches Carto's style unless this very word stands for the missing one.
    assert json.loads(written)["mapStyle"] == "__MAP_STYLE__"
    assert "mapProvider" not in json.loads(written)


def test_every_layer_has_an_id_and_rows_that_pydeck_can_write():
    dot = {"p": [121.5, 29.5], "r": 3, "f": [0, 0, 0, 255], "l": [0, 0, 0, 255], "w": 1, "tip": "x"}
    names = labels({"a": SQUARE}, {"a": "鄞州区"}, CITY, "light")

    layers = drawn(*land([SQUARE], CITY, "light"), circles("outlets", [dot]), names)["layers"]

    assert [layer["id"] for layer in layers] == ["land", "edges", "outlets", "names"]
    assert all(isinstance(layer["data"], list) and layer["data"] for layer in layers)


def test_every_layer_of_polygons_names_its_fill_since_a_click_looks_it_up():
    grids = pl.DataFrame({"geometry_wkt": [SQUARE.wkt]})

    layers = drawn(*land([SQUARE], CITY, "light"), map_layers.grid_lines(grids, CITY, "light"))

    assert all(isinstance(layer["getFillColor"], list) for layer in layers["layers"])
    assert len(layers["layers"][2]["data"]) == 1


def test_what_is_read_on_hover_is_text_and_never_html():
    deck = maps.deck([], CITY, "dark")

    assert deck._tooltip["text"] == "{tip}"
    assert "html" not in deck._tooltip


@pytest.mark.parametrize("size", [(680, 560), (343, 420), (1200, 300)])
def test_the_data_fill_the_frame_and_stay_inside_it(size):
    frame = maps.Frame((120.9, 28.8, 122.3, 30.5), *size)

    left, top = frame.pixels(120.9, 30.5)
    right, bottom = frame.pixels(122.3, 28.8)

    share = max((right - left) / size[0], (bottom - top) / size[1])
    assert share == pytest.approx(0.9, abs=0.01)
    assert frame.view().longitude == 121.6
    middle = frame.pixels(0, frame.view().latitude)[1]
    assert middle == pytest.approx((top + bottom) / 2, abs=0.5)


def test_bounds_enclose_shapes_and_known_points_and_nothing_encloses_nothing():
    assert maps.bounds([], OUTLETS) == (121.2, 29.3, 121.9, 29.8)
    assert maps.bounds([SQUARE], OUTLETS) == (121.0, 29.0, 122.0, 30.0)
    assert maps.bounds([], OUTLETS.clear()) is None


def test_a_district_without_an_outline_is_left_out():
    districts = pl.DataFrame(
        {
            "district_id": ["330212", "开发区"],
            "geometry_geojson": [json.dumps(shapely.geometry.mapping(SQUARE)), None],
        }
    )

    assert list(maps.outlines(districts)) == ["330212"]


def test_polygons_keep_their_parts_and_holes_and_lose_needless_points_and_decimals():
    with_hole = shapely.Polygon(
        [(121, 29), (121.5, 29), (122, 29), (122, 30), (121, 30)],
        [[(121.4, 29.4), (121.6, 29.4), (121.6, 29.61234567)]],
    )
    shape = shapely.MultiPolygon([with_hole, shapely.box(121.0, 28.0, 121.1, 28.1)])

    rows = polygon_rows([shape], [{"tip": "甲"}], CITY.bounds)

    assert [len(row["g"]) for row in rows] == [2, 1]
    assert {row["tip"] for row in rows} == {"甲"}
    assert [121.5, 29.0] not in rows[0]["g"][0]
    assert [121.6, 29.61235] in rows[0]["g"][1]


def test_a_city_of_a_thousand_fine_grids_stays_below_a_megabyte():
    angles = [2 * math.pi * step / 200 for step in range(200)]
    fine = [
        shapely.Polygon([(x + 0.012 * math.cos(a), y + 0.012 * math.sin(a)) for a in angles])
        for x in (121 + step / 40 for step in range(40))
        for y in (29 + step / 30 for step in range(30))
    ]

    rows = polygon_rows(
        fine, ({"f": [0, 0, 0, 255], "tip": "示例第1网格"} for _ in fine), CITY.bounds
    )

    written = maps.deck([map_layers.polygons("grids", rows)], CITY, "light").to_json()
    assert len(written.encode()) < 1_000_000


def test_names_that_would_touch_are_moved_apart():
    shapes = {
        str(at): shapely.box(121 + at / 50, 29, 121 + (at + 1) / 50, 29.02) for at in range(3)
    }
    names = dict.fromkeys(shapes, "示例区")

    rows = labels(shapes, names, CITY, "light").data

    down = [CITY.pixels(*row["p"])[1] + row["o"][1] for row in rows]
    assert all(abs(a - b) >= map_layers.LABEL_PX for a in down for b in down if a is not b)


def test_colours_become_what_deck_gl_takes():
    assert rgba("#1F7A80") == [31, 122, 128, 255]
    assert rgba("#1F7A80", 0.0) == [31, 122, 128, 0]
