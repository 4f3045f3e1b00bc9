"""The layers of a map: ground, grids, circles, names. Rows are lists of dicts with short keys.

`p` position, `g` rings of a polygon, `r` radius, `f` fill, `l` line, `w` line width, `t` text,
`tip` what is read on hover. Every layer that a click may dim names its fill: Streamlit looks it up.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
import pydeck as pdk
import shapely

from ui import palette
from ui.maps import Bounds, Frame

Row = dict[str, Any]
Colour = list[int]

LABEL_PX = 13
_FONT = pdk.types.String("Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif")
_NO_FILL = [0, 0, 0, 0]
# An outline is drawn no finer than about half a pixel of a map this many pixels wide.
_FINEST = 1_500


def polygon_rows(
    shapes: Iterable[shapely.Geometry], rows: Iterable[Row], frame: Bounds
) -> list[Row]:
    """Return one row per polygon with its rings under `g`: thinned, five decimals (about a metre).

    Args:
        shapes: Polygons and multipolygons in WGS-84 degrees.
        rows: What else each shape's rows carry.
        frame: The bounds shown, which say how fine an outline can be seen.
    """
    tolerance = max(frame[2] - frame[0], frame[3] - frame[1]) / _FINEST
    thinned = shapely.simplify(list(shapes), tolerance, preserve_topology=True)
    return [
        row | {"g": [_ring(part.exterior), *map(_ring, part.interiors)]}
        for shape, row in zip(thinned, rows, strict=True)
        for part in getattr(shape, "geoms", [shape])
        if isinstance(part, shapely.Polygon) and not part.is_empty
    ]


def polygons(id_: str, rows: list[Row], **look: Any) -> pdk.Layer:
    """Return polygons; `look` overrides fill, line and width."""
    usual: dict[str, Any] = {
        "get_polygon": "g",
        "get_fill_color": "f",
        "get_line_color": "l",
        "get_line_width": 1,
        "line_width_units": pdk.types.String("pixels"),
        "pickable": True,
    }
    return pdk.Layer("PolygonLayer", rows, id=id_, **(usual | look))


def land(shapes: Sequence[shapely.Geometry], frame: Frame, theme: str) -> list[pdk.Layer]:
    """Return the ground of the districts and, to lie above the grids, the white edges between them."""
    rows = polygon_rows(shapes, ({} for _ in shapes), frame.bounds)
    edge = rgba(palette.tokens(theme).paper)
    ground = rgba("#EDF0F3" if theme == "light" else "#232D38")
    lines = {"get_fill_color": _NO_FILL, "get_line_color": edge, "get_line_width": 2}
    return [
        polygons("land", rows, get_fill_color=ground, stroked=False, pickable=False),
        polygons("edges", rows, filled=False, pickable=False, **lines),
    ]


def grid_lines(grids: pl.DataFrame, frame: Frame, theme: str) -> pdk.Layer:
    """Return the outlines of grids as hairlines."""
    shapes = shapely.from_wkt(grids["geometry_wkt"].to_list())
    rows = polygon_rows(shapes, ({} for _ in shapes), frame.bounds)
    hairline = rgba(palette.tokens(theme).steady, 0.45)
    lines = {"get_fill_color": _NO_FILL, "get_line_color": hairline}
    return polygons("grids", rows, filled=False, pickable=False, **lines)


def circles(
    id_: str, rows: list[Row], *, units: str = "pixels", pickable: bool = True
) -> pdk.Layer:
    """Return circles from rows of `p` position, `r` radius, `f` fill, `l` line and `w` line width."""
    return pdk.Layer(
        "ScatterplotLayer",
        rows,
        id=id_,
        get_position="p",
        get_radius="r",
        get_fill_color="f",
        get_line_color="l",
        get_line_width="w",
        radius_units=pdk.types.String(units),
        line_width_units=pdk.types.String("pixels"),
        stroked=True,
        pickable=pickable,
    )


def labels(
    shapes: dict[str, shapely.Geometry], names: dict[str, str], frame: Frame, theme: str
) -> pdk.Layer:
    """Return the names of the districts at their widest inner places, moved apart where they would touch."""
    colour = palette.tokens(theme)
    placed: list[tuple[float, float, float]] = []
    rows = []
    spots = {id_: _widest_place(shape) for id_, shape in shapes.items()}
    for id_, spot in sorted(spots.items(), key=lambda item: -item[1][1]):
        across, down = frame.pixels(*spot)
        half = LABEL_PX * len(names[id_]) / 2 + 3
        moved = down
        while any(
            abs(across - x) < half + w and abs(moved - y) < LABEL_PX + 5 for x, y, w in placed
        ):
            moved += 2
        placed.append((across, moved, half))
        rows.append({"p": [round(at, 5) for at in spot], "t": names[id_], "o": [0, moved - down]})
    return pdk.Layer(
        "TextLayer",
        rows,
        id="names",
        get_position="p",
        get_text="t",
        get_pixel_offset="o",
        get_size=LABEL_PX,
        get_color=rgba(colour.ink),
        font_family=_FONT,
        font_weight=600,
        character_set=pdk.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=4,
        outline_color=rgba(colour.paper),
        pickable=False,
    )


def rgba(colour: str, opacity: float = 1.0) -> Colour:
    """Return #RRGGBB as deck.gl takes it."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return [red, green, blue, round(255 * opacity)]


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    return [[round(lon, 5), round(lat, 5)] for lon, lat in ring.coords]


def _widest_place(shape: shapely.Geometry) -> tuple[float, float]:
    """The centre of the largest circle inside the largest part: a name fits best there."""
    largest = max(getattr(shape, "geoms", [shape]), key=shapely.area)
    lon, lat = shapely.maximum_inscribed_circle(largest, tolerance=1e-3).coords[0]
    return lon, lat
