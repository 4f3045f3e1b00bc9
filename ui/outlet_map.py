"""Parts of the map page: what is coloured, the map, its legend, the lists behind it."""

from collections.abc import Collection
from dataclasses import replace

import polars as pl
import shapely
import streamlit as st

from analysis import questions
from analysis.filters import Filters
from ui import address, filters, formats, map_layers, maps, outlet_figures, outlet_marks, queries
from ui.figures import counted, few_span
from ui.map_views import Mark, legend, line, show
from ui.outlet_figures import KPIS, SIZES, UNATTRIBUTED, Drawn
from ui.words import pick, t

_CHOSEN = "map_outlet"
# Around the outlets of a township, in degrees: about a kilometre.
_MARGIN = 0.01


def choose_measures() -> tuple[str, str, bool]:
    """Draw what colour and size stand for; return both KPIs and whether grids are outlined."""
    offered = outlet_figures.offered() or KPIS[:1]
    address.adopt("map_kpi", "kpi", offered, offered[0])
    address.adopt("map_size", "size", SIZES, SIZES[0])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kpi_id = st.selectbox(
            t("outlet_map.kpi"),
            offered,
            key="map_kpi",
            format_func=kpi_name,
            placeholder=t("filters.type_to_search"),
            width=260,
        )
        size_id = st.segmented_control(
            t("outlet_map.size"), SIZES, key="map_size", format_func=kpi_name, required=True
        )
        has_grids = "grids" in queries.source_dates()["source"]
        with_grids = has_grids and st.toggle(t("outlet_map.grids"), key="map_grids")
    address.keep("kpi", kpi_id, offered[0])
    address.keep("size", size_id, SIZES[0])
    return kpi_id, size_id or SIZES[0], with_grids


def kpi_name(kpi_id: str) -> str:
    """Return the name of a KPI in the reader's language."""
    kpi = queries.kpi(kpi_id)
    return pick(kpi.name_zh, kpi.name_en)


def choose_outlet(frame: pl.DataFrame) -> str | None:
    """Draw the list of outlets by name, for keyboards and phones; return the one chosen or clicked."""
    names = dict(
        frame.filter(pl.col("outlet_id") != UNATTRIBUTED)
        .sort("name")
        .select("outlet_id", "name")
        .iter_rows()
    )
    address.adopt(_CHOSEN, "outlet", names)
    chosen = st.selectbox(
        t("outlet_map.choose"),
        list(names),
        key=_CHOSEN,
        format_func=names.__getitem__,
        index=None,
        placeholder=t("outlet_map.choose_here"),
        on_change=_forget_click,
    )
    address.keep("outlet", chosen)
    return chosen


def draw_map(shown: Drawn, title: str, chosen: Filters, *, with_grids: bool) -> None:
    """Draw the map of the outlets; a click chooses one."""
    size = pick(shown.size.name_zh, shown.size.name_en)
    name = pick(shown.kpi.name_zh, shown.kpi.name_en)
    picked = st.session_state.get(_CHOSEN)
    scope = (chosen, shown.kpi.id, shown.size.id)
    show(
        _map_key(scope),
        title,
        t(
            "outlet_map.seen_of",
            kpi=name,
            size=size,
            window=filters.period_name(filters.period()),
            place=formats.escaped(filters.place_name()),
        ),
        lambda theme, width, height: _deck(
            shown, chosen, theme, (width, height), picked, with_grids=with_grids
        ),
        *scope,
        picked,
        with_grids,
        on_click=_clicked,
    )
    if queries.districts()["geometry_geojson"].null_count() == queries.districts().height:
        st.caption(t("outlet_map.no_outlines"))


def _deck(
    shown: Drawn,
    chosen: Filters,
    theme: str,
    size: tuple[int, int],
    picked: str | None,
    *,
    with_grids: bool,
) -> maps.CompactDeck:
    districts = queries.districts()
    shapes = maps.outlines(districts)
    if chosen.district_id in shapes:
        shapes = {chosen.district_id: shapes[chosen.district_id]}
    frame = maps.Frame(_extent(shown.rows, list(shapes.values()), chosen), *size)
    names = dict(districts.select("district_id", "district_name").iter_rows())
    ground, edges = map_layers.land(list(shapes.values()), frame, theme)
    grids = queries.ask(questions.grids, _place_only()) if with_grids else None
    return maps.deck(
        [
            ground,
            map_layers.grid_lines(grids, frame, theme) if grids is not None else None,
            edges,
            map_layers.circles("outlets", outlet_marks.marks(shown, theme)),
            map_layers.circles("chosen", outlet_marks.ring(shown, picked, theme), pickable=False),
            map_layers.labels(shapes, names, frame, theme),
        ],
        frame,
        theme,
    )


def _extent(rows: pl.DataFrame, shapes: list[shapely.Geometry], chosen: Filters) -> maps.Bounds:
    """The selection's outlines and outlets; a misplaced point must not shrink the city to a dot."""
    placed = rows.filter(pl.col("is_in_district").fill_null(value=True))
    if chosen.township_id and not placed.is_empty():
        west, south, east, north = maps.bounds([], placed) or maps.EVERYWHERE
        return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN
    return maps.bounds(shapes, placed if shapes else rows) or maps.EVERYWHERE


def draw_legend(shown: Drawn) -> None:
    """Draw the classes with their breaks, a word and how many outlets each holds."""
    kpi = shown.kpi
    has_target = kpi.target is not None
    words = ("meets", "misses") if has_target else ("not_worse", "worse")
    marks = [
        Mark(
            t(
                "outlet_map.class",
                label=band.label,
                word=t(f"outlet_map.{words[0] if band.is_better else words[1]}"),
                count=formats.number(count),
            ),
            fill=band.colour,
        )
        for band, count in zip(shown.scale.bands if shown.scale else (), shown.counts, strict=True)
        if count
    ]
    few = shown.rows.filter(reliability="withheld").height
    grey = shown.rows.filter(reliability="grey").height
    lacks = "outlet_map.class_few" if kpi.least_n > 1 else "outlet_map.class_none"
    least = formats.count(kpi.least_n, counted(kpi))
    largest = formats.count(shown.largest, shown.size.unit)
    legend(
        [
            *marks,
            *(
                [
                    Mark(
                        t("outlet_map.class_grey", span=few_span(kpi), count=grey),
                        line=line("muted"),
                    )
                ]
                if grey
                else []
            ),
            *([Mark(t(lacks, least=least, count=few), line=line("steady"))] if few else []),
            Mark(t("outlet_map.class_size", volume=largest), fill=line("steady")),
        ]
    )
    if few > shown.judged.height:
        st.caption(t("outlet_map.few_judged"))


def _place_only() -> Filters:
    return replace(filters.current(), industry_id=None, entity_level=None)


def _map_key(scope: Collection[object]) -> str:
    """A key that changes with what is drawn: a click is remembered by position among the circles."""
    state, scope = st.session_state, (*scope, queries.release().build_id)
    if state.get("map_scope", scope) != scope:
        _forget_click()
    state["map_scope"] = scope
    return _turn_key()


def _turn_key() -> str:
    return f"map_{st.session_state.get('map_turn', 0)}"


def _clicked() -> None:
    """Choose the outlet that was clicked, or none when the ground was."""
    objects = st.session_state[_turn_key()].selection.objects
    circles = objects.get("outlets", [])
    st.session_state[_CHOSEN] = circles[0]["id"] if circles else None


def _forget_click() -> None:
    """Draw the map anew after a choice by name, so that it does not keep dimming all but the last click."""
    st.session_state["map_turn"] = st.session_state.get("map_turn", 0) + 1
