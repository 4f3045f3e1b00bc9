"""The map of the grid page: grids by their distance to the nearest window, and the circles around windows."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import shapely

from analysis.coverage import QUARTER_HOUR_M, TEN_MINUTES_M
from analysis.filters import Filters
from ui import charts, filters, formats, map_layers, maps, queries
from ui.map_views import Mark, legend, line, show
from ui.words import t

_UNKNOWN = "#8A94A0"


@dataclass(frozen=True)
class Ring:
    """Grids from one distance to the next: `low` < metres ≤ `high`; None is open-ended."""

    low: int | None
    high: int | None
    colour: str
    is_covered: bool

    def rows(self, grids: pl.DataFrame) -> pl.DataFrame:
        """Return the grids in the ring."""
        return grids.filter(
            pl.col("nearest_distance_m") > (self.low if self.low is not None else -1),
            pl.col("nearest_distance_m") <= (self.high if self.high is not None else 1e9),
        )

    @property
    def label(self) -> str:
        """Its breaks in words."""
        low, high = formats.distance(self.low), formats.distance(self.high)
        which = "within" if self.low is None else "beyond" if self.high is None else "between"
        return t(f"grid_coverage.{which}", low=low, high=high)


def rings(radius_m: int) -> list[Ring]:
    """Return the classes of the map: ten and fifteen minutes as far as the circle reaches, and beyond."""
    breaks = [edge for edge in (TEN_MINUTES_M, QUARTER_HOUR_M) if edge < radius_m] + [radius_m]
    teals = ("#1F7A80", "#5FAEB0", "#A5D3D2")
    inner = [
        Ring(low, high, colour, is_covered=True)
        for low, high, colour in zip([None, *breaks[:-1]], breaks, teals, strict=False)
    ]
    return [*inner, Ring(radius_m, None, charts.DIVERGING[1], is_covered=False)]


def draw_map(
    grids: pl.DataFrame, outlets: pl.DataFrame, chosen: Filters, radius_m: int, *, circles: bool
) -> None:
    """Draw the grids of a selection and the open windows.

    Args:
        grids: judged by `analysis.coverage.judged`.
        outlets: the open windows that have a place.
        chosen: period and place.
        radius_m: of the walking circle.
        circles: whether it is drawn around every window that counts.
    """
    show(
        f"grids_{chosen.district_id}_{chosen.township_id}",
        _seen(grids),
        t("grid_coverage.seen_of", place=formats.escaped(filters.place_name())),
        lambda theme, width, height: _deck(
            grids, outlets, chosen, (theme, width, height), radius_m if circles else None, radius_m
        ),
        chosen,
        radius_m,
        circles,
    )


def draw_legend(grids: pl.DataFrame, outlets: pl.DataFrame, radius_m: int) -> None:
    """Draw the classes with their breaks, how many grids and how many people each holds."""
    marks = [
        _mark(
            ring.label, "covered" if ring.is_covered else "uncovered", ring.rows(grids), ring.colour
        )
        for ring in rings(radius_m)
    ]
    unplaced = grids.filter(pl.col("nearest_distance_m").is_null())
    if not unplaced.is_empty():
        marks.append(_mark(t("grid_coverage.unplaced"), "uncovered", unplaced, _UNKNOWN))
    islands = outlets.filter("is_island").height
    counted = formats.number(outlets.height - islands)
    marks.append(Mark(t("grid_coverage.class_outlet", count=counted), fill=line("ink")))
    if islands:
        marks.append(Mark(t("grid_coverage.class_island", count=islands), line=line("ink")))
    legend(marks)


def has_shapes(grids: pl.DataFrame) -> bool:
    """Say whether anything of the grids can be drawn."""
    return not grids.drop_nulls("geometry_wkt").is_empty() or not (
        grids.drop_nulls(["lon_wgs84", "lat_wgs84"]).is_empty()
    )


def _mark(label: str, word: str, rows: pl.DataFrame, colour: str) -> Mark:
    said = t(
        "grid_coverage.class",
        label=label,
        word=t(f"grid_coverage.{word}"),
        grids=formats.number(rows.height),
        people=formats.people(float(rows["population"].sum())),
    )
    return Mark(said, fill=colour, is_square=True)


def _deck(
    grids: pl.DataFrame,
    outlets: pl.DataFrame,
    chosen: Filters,
    look: tuple[str, int, int],
    circle_m: int | None,
    radius_m: int,
) -> maps.CompactDeck:
    theme, width, height = look
    districts = queries.districts()
    outlines = maps.outlines(districts)
    if chosen.district_id in outlines:
        outlines = {chosen.district_id: outlines[chosen.district_id]}
    known = grids.drop_nulls("geometry_wkt")
    shapes = list(shapely.from_wkt(known["geometry_wkt"].to_list()))
    extent = shapes if chosen.township_id and shapes else [*outlines.values(), *shapes]
    frame = maps.Frame(maps.bounds(extent, grids) or (0, 0, 1, 1), width, height)
    names = dict(districts.select("district_id", "district_name").iter_rows())
    ground, edges = map_layers.land(list(outlines.values()), frame, theme)
    coloured = _coloured(known, radius_m)
    points = grids.filter(pl.col("geometry_wkt").is_null()).drop_nulls(["lon_wgs84", "lat_wgs84"])
    rows = map_layers.polygon_rows(shapes, coloured, frame.bounds)
    hairline = map_layers.rgba(charts.tokens(theme).paper, 0.5)
    return maps.deck(
        [
            ground,
            map_layers.polygons("grids", rows, get_line_color=hairline, get_line_width=0.5),
            map_layers.circles("grid_points", _points(points, radius_m)),
            edges,
            _walks(outlets, circle_m, theme),
            map_layers.circles("outlets", _outlets(outlets, theme)),
            map_layers.labels(outlines, names, frame, theme),
        ],
        frame,
        theme,
    )


def _coloured(grids: pl.DataFrame, radius_m: int) -> list[map_layers.Row]:
    """The fill and the words of every grid."""
    classes = [(ring.high, map_layers.rgba(ring.colour)) for ring in rings(radius_m)]
    unknown = map_layers.rgba(_UNKNOWN)
    made = []
    for row in grids.iter_rows(named=True):
        metres = row["nearest_distance_m"]
        fill = unknown
        if metres is not None:
            fill = next(fill for high, fill in classes if high is None or metres <= high)
        made.append({"f": fill, "tip": _tip(row)})
    return made


def _points(grids: pl.DataFrame, radius_m: int) -> list[map_layers.Row]:
    """Grids that come as points."""
    places = grids.select("lon_wgs84", "lat_wgs84").rows()
    return [
        {"p": place, "r": 4, "w": 0, "l": look["f"]} | look
        for place, look in zip(places, _coloured(grids, radius_m), strict=True)
    ]


def _outlets(outlets: pl.DataFrame, theme: str) -> list[map_layers.Row]:
    """A dot per window; those on islands hollow, since no straight line reaches them."""
    colour = charts.tokens(theme)
    ink, paper = map_layers.rgba(colour.ink), map_layers.rgba(colour.paper)
    return [
        {
            "p": [round(row["lon_wgs84"], 5), round(row["lat_wgs84"], 5)],
            "r": 2.5,
            "f": map_layers.rgba(colour.paper, 0.0) if row["is_island"] else ink,
            "l": ink if row["is_island"] else paper,
            "w": 1 if row["is_island"] else 0.5,
            "tip": row["outlet_name"],
        }
        for row in outlets.iter_rows(named=True)
    ]


def _walks(outlets: pl.DataFrame, radius_m: int | None, theme: str) -> Any:
    """The walking circles, true to scale."""
    if radius_m is None:
        return None
    ink = map_layers.rgba(charts.tokens(theme).ink, 0.6)
    rows = [
        {"p": place, "r": radius_m, "f": [0, 0, 0, 0], "l": ink, "w": 0.8}
        for place in outlets.filter(~pl.col("is_island")).select("lon_wgs84", "lat_wgs84").rows()
    ]
    return map_layers.circles("walks", rows, units="meters", pickable=False)


def _seen(grids: pl.DataFrame) -> str:
    """Where most people are not covered, as a sentence."""
    left = (
        grids.filter("is_uncovered")
        .group_by("place", maintain_order=True)
        .agg(pl.col("population").sum())
        .sort("population", descending=True)
    )
    if left.is_empty() or not left["population"][0]:
        return t("grid_coverage.seen_all")
    name, people = left.row(0)
    return t("grid_coverage.seen", name=formats.escaped(name), people=formats.people(people))


def _tip(row: dict[str, Any]) -> str:
    """What a reader sees on hover, as plain text."""
    return t(
        "grid_coverage.tip",
        name=row["grid_name"] or row["grid_id"],
        place=" ".join(name for name in (row["district_name"], row["township_name"]) if name),
        people=formats.people(row["population"]),
        nearest=row["nearest_outlet_name"] or formats.MISSING,
        distance=formats.distance(row["nearest_distance_m"]),
    )
