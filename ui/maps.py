"""Maps made from frames: pydeck layers without any base map, so that no other host is asked.

Rows are lists of dicts (pydeck draws nothing from a Polars frame and says nothing), every layer has
an id, and what a reader sees on hover stands in one text per object, `tip`, shown as plain text:
names from exports are never HTML. Colours are those of `ui.charts`.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl
import pydeck as pdk
import shapely

from ui import palette

# How much of the frame the data may fill: what is read on hover needs room at the edge.
_FILL = 0.9
_WORLD_PX = 512

Bounds = tuple[float, float, float, float]
EVERYWHERE: Bounds = (-180.0, -60.0, 180.0, 75.0)


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


class CompactDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
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
    colour = palette.tokens(theme)
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
                "fontFamily": palette.FONT,
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


def _mercator(latitude: float) -> float:
    return math.asinh(math.tan(math.radians(latitude)))
