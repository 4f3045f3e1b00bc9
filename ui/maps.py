"""Maps made from frames: pydeck layers without any base map, so that no other host is asked.

Rows are lists of dicts (pydeck draws nothing from a Polars frame and says nothing), every layer has
an id, and what a reader sees on hover stands in one text per object, `tip`, shown as plain text:
names from exports are never HTML. Colours are those of `ui.charts`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
import pydeck as pdk
import shapely

from ui import charts

FONT = pdk.types.String("Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif")
LABEL_PX = 13
# How much of the frame the data may fill.
_FILL = 0.94
# An outline is drawn no finer than about half a pixel of a map this many pixels wide.
_FINEST = 1_500
_WORLD_PX = 512

Bounds = tuple[float, float, float, float]
Row = dict[str, Any]
Colour = list[int]


@dataclass(frozen=True)
class Frame:
    """The part of the world a map shows: west, south, east, north in degrees, and its size in pixels."""

    bounds: Bounds
    width: int
    height: int

    @property
    def zoom(self) -> float:
        """The zoom at which the bounds fit; deck.gl's world is 512 pixels wide at zoom 0."""
        west, south, east, north = self.bounds
        across = max(east - west, 1e-3) / 360
        along = max(_mercator(north) - _mercator(south), 1e-5) / (2 * math.pi)
        fits = min(self.width / across, self.height / along) * _FILL / _WORLD_PX
        return round(math.log2(fits), 2)

    def view(self) -> pdk.ViewState:
        """Return the view that shows the bounds from above."""
        west, south, east, north = self.bounds
        middle = (_mercator(south) + _mercator(north)) / 2
        latitude = math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2)
        return pdk.ViewState(
            longitude=round((west + east) / 2, 5),
            latitude=round(latitude, 5),
            zoom=self.zoom,
            min_zoom=self.zoom - 1,
            max_zoom=17,
        )

    def pixels(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point lies at the first zoom, in pixels from the world's corner."""
        scale = _WORLD_PX * 2**self.zoom / (2 * math.pi)
        return math.radians(lon) * scale, -_mercator(lat) * scale


class CompactDeck(pdk.Deck):
    """A deck that is serialised once and without the indentation that triples a map of polygons."""

    _written: str | None = None

    def to_json(self) -> str:
        """Return the deck as JSON."""
        if self._written is None:
            self._written = json.dumps(
                json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":")
            )
        return self._written


def deck(layers: Sequence[pdk.Layer | None], frame: Frame, theme: str) -> CompactDeck:
    """Return a map of the layers given, the first at the bottom."""
    colour = charts.tokens(theme)
    return CompactDeck(
        layers=[layer for layer in layers if layer is not None],
        views=[pdk.View("MapView", controller={"dragRotate": False, "touchRotate": False})],
        initial_view_state=frame.view(),
        # A style of None would still ask Carto; leaving it out asks nobody.
        map_provider=None,
        tooltip={
            "text": "{tip}",
            "style": {
                "backgroundColor": colour.paper,
                "color": colour.ink,
                "border": f"1px solid {colour.steady}",
                "borderRadius": "6px",
                "fontFamily": charts.FONT,
                "fontSize": "13px",
                "lineHeight": "1.5",
                "whiteSpace": "pre-line",
                "maxWidth": "260px",
            },
        },
    )


def bounds(shapes: Iterable[shapely.Geometry], points: pl.DataFrame) -> Bounds | None:
    """Return what encloses the shapes and the points [lon_wgs84, lat_wgs84]; None when there are none."""
    placed = points.select("lon_wgs84", "lat_wgs84").drop_nulls()
    cloud = shapely.MultiPoint(placed.rows())
    enclosed = shapely.total_bounds([*shapes, cloud])
    return None if any(map(math.isnan, enclosed)) else tuple(enclosed.tolist())


def outlines(districts: pl.DataFrame) -> dict[str, shapely.Geometry]:
    """Return the outline of every district that has one, by district_id."""
    known = districts.filter(pl.col("geometry_geojson").is_not_null())
    shapes = shapely.from_geojson(known["geometry_geojson"].to_list())
    return dict(zip(known["district_id"], shapes, strict=True))


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
    given = {"get_fill_color": "f", "get_line_color": "l", "pickable": True, "line_width": 1} | look
    width = given.pop("line_width")
    return pdk.Layer(
        "PolygonLayer",
        rows,
        id=id_,
        get_polygon="g",
        get_line_width=width,
        line_width_units=pdk.types.String("pixels"),
        **given,
    )


def land(shapes: Sequence[shapely.Geometry], frame: Frame, theme: str) -> list[pdk.Layer]:
    """Return the ground of the districts and, to lie above the grids, the white edges between them."""
    rows = polygon_rows(shapes, ({} for _ in shapes), frame.bounds)
    edge = rgba(charts.tokens(theme).paper)
    ground = rgba("#EDF0F3" if theme == "light" else "#232D38")
    return [
        polygons("land", rows, get_fill_color=ground, stroked=False, pickable=False),
        polygons("edges", rows, filled=False, get_line_color=edge, line_width=2, pickable=False),
    ]


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
    colour = charts.tokens(theme)
    placed: list[tuple[float, float, float]] = []
    rows = []
    spots = {id_: _widest_place(shape) for id_, shape in shapes.items()}
    for id_, spot in sorted(spots.items(), key=lambda item: -item[1][1]):
        across, down = frame.pixels(*spot)
        half = LABEL_PX * len(names[id_]) / 2 + 3
        moved = down
        while any(abs(across - x) < half + w and abs(moved - y) < LABEL_PX + 5 for x, y, w in placed):
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
        font_family=FONT,
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


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    return [[round(lon, 5), round(lat, 5)] for lon, lat in ring.coords]


def _widest_place(shape: shapely.Geometry) -> tuple[float, float]:
    """The centre of the largest circle inside the largest part: a name fits best there."""
    largest = max(getattr(shape, "geoms", [shape]), key=shapely.area)
    lon, lat = shapely.maximum_inscribed_circle(largest, tolerance=1e-3).coords[0]
    return lon, lat
