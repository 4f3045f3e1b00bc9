"""The map of the grid page: grids by their distance to the nearest window, and the circles around windows."""

from dataclasses import dataclass
from typing import Any

import polars as pl
import shapely

from analysis.coverage import QUARTER_HOUR_M, TEN_MINUTES_M
from analysis.filters import Filters
from ui import filters, formats, map_layers, maps, palette, queries
from ui.map_views import Mark, legend, line, show
from ui.pictures import theme
from ui.words import language, t

_TEALS = ("#1F7A80", "#5FAEB0", "#A5D3D2")
# Open country recedes into either ground.
_PALE = {"light": "#EBD5AE", "dark": "#4B402D"}
_UNKNOWN = "#8A94A0"
# Where statisticians begin to call a place urban (degree of urbanisation: 1,500 people per km²).
DENSE_PER_KM2 = 1_500


@dataclass(frozen=True)
class Shade:
    """One class of the map: which grids, their colour, and what the legend says of them."""

    rows: pl.Expr
    colour: str
    label: str
    word: str


def shades(radius_m: int, theme: str) -> list[Shade]:
    """Return the classes: ten and fifteen minutes as far as the circle reaches, and beyond.

    Beyond, the map tells where many people live from open country: most of the land holds few.
    """
    metres = pl.col("nearest_distance_m")
    edges = [edge for edge in (TEN_MINUTES_M, QUARTER_HOUR_M) if edge < radius_m] + [radius_m]
    made = []
    for low, high, colour in zip([0, *edges[:-1]], edges, _TEALS, strict=False):
        said = t(
            "grid_coverage.between" if low else "grid_coverage.within",
            low=formats.number(low),
            high=formats.number(high),
        )
        rows = metres.le(high) & (metres.gt(low) if low else pl.lit(value=True))
        made.append(Shade(rows, colour, said, "covered"))
    is_dense = pl.col("population") / pl.col("area_m2") * 1e6 >= DENSE_PER_KM2
    for rows, colour, which in (
        (is_dense, palette.DIVERGING[0], "dense"),
        (~is_dense, _PALE[theme], "sparse"),
    ):
        said = t(f"grid_coverage.beyond_{which}", density=formats.number(DENSE_PER_KM2))
        made.append(
            Shade(
                metres.gt(radius_m) & rows.fill_null(which == "sparse"), colour, said, "uncovered"
            )
        )
    unplaced = Shade(metres.is_null(), _UNKNOWN, t("grid_coverage.unplaced"), "uncovered")
    return [*made, unplaced]


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
        queries.derived.of(grids, _seen, language()),
        t("grid_coverage.seen_of", place=formats.escaped(filters.place_name())),
        lambda theme, width, height: _deck(
            grids, outlets, chosen, (theme, width, height), radius_m if circles else None, radius_m
        ),
        chosen,
        radius_m,
        circles,
    )


def draw_legend(
    grids: pl.DataFrame, outlets: pl.DataFrame, radius_m: int, *, circles: bool
) -> None:
    """Draw the classes with how many grids and how many people each holds."""
    marks = queries.derived.of(grids, _classes, radius_m, theme(), language())
    islands = int(outlets["is_island"].sum())
    if circles:
        counted = formats.number(outlets.height - islands)
        marks = [
            *marks,
            Mark(t("grid_coverage.class_outlet", count=counted), fill=line("ink")),
        ]
    if circles and islands:
        marks = [*marks, Mark(t("grid_coverage.class_island", count=islands), line=line("ink"))]
    legend(marks)


def _classes(grids: pl.DataFrame, radius_m: int, theme: str, lang: str) -> list[Mark]:
    marks = []
    for shade in shades(radius_m, theme):
        rows = grids.filter(shade.rows)
        if rows.is_empty():
            continue
        said = t(
            "grid_coverage.class",
            label=shade.label,
            word=t(f"grid_coverage.{shade.word}"),
            grids=formats.number(rows.height),
            people=formats.people(float(rows["population"].sum())),
        )
        marks.append(Mark(said, fill=shade.colour, is_square=True))
    return marks


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
    shapes = list(shapely.from_wkt(grids["geometry_wkt"].to_list()))
    extent = shapes if chosen.township_id else [*outlines.values(), *shapes]
    frame = maps.Frame(maps.bounds(extent, grids) or maps.EVERYWHERE, width, height)
    names = dict(districts.select("district_id", "district_name").iter_rows())
    ground, edges = map_layers.land(list(outlines.values()), frame, theme)
    coloured = _coloured(grids, radius_m, theme)
    rows = map_layers.polygon_rows(shapes, coloured, frame.bounds)
    hairline = map_layers.rgba(palette.tokens(theme).paper, 0.5)
    return maps.deck(
        [
            ground,
            map_layers.polygons("grids", rows, get_line_color=hairline, get_line_width=0.5),
            edges,
            _walks(outlets, circle_m, theme),
            map_layers.circles(
                "outlets", _outlets(outlets if circle_m else outlets.clear(), theme)
            ),
            map_layers.labels(outlines, names, frame, theme),
        ],
        frame,
        theme,
    )


def _coloured(grids: pl.DataFrame, radius_m: int, theme: str) -> list[map_layers.Row]:
    """The fill and the words of every grid."""
    fill = pl.lit(_UNKNOWN)
    for shade in shades(radius_m, theme):
        fill = pl.when(shade.rows).then(pl.lit(shade.colour)).otherwise(fill)
    fills = grids.select(fill.alias("fill"))["fill"]
    return [
        {"f": map_layers.rgba(colour), "tip": _tip(row)}
        for colour, row in zip(fills, grids.iter_rows(named=True), strict=True)
    ]


def _outlets(outlets: pl.DataFrame, theme: str) -> list[map_layers.Row]:
    """A dot per window; those on islands hollow, since no straight line reaches them."""
    colour = palette.tokens(theme)
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
    ink = map_layers.rgba(palette.tokens(theme).ink, 0.6)
    rows = [
        {"p": place, "r": radius_m, "f": [0, 0, 0, 0], "l": ink, "w": 0.8}
        for place in outlets.filter(~pl.col("is_island")).select("lon_wgs84", "lat_wgs84").rows()
    ]
    return map_layers.circles("walks", rows, units="meters", pickable=False)


def _seen(grids: pl.DataFrame, lang: str) -> str:
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
    says = "grid_coverage.seen" if grids["place"].n_unique() > 1 else "grid_coverage.seen_one"
    return t(says, name=formats.escaped(name), people=formats.people(people))


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
