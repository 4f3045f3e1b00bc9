"""Parts of the grid page: cards, radius, sentence, the list of grids, the sums by place."""

from dataclasses import replace
from functools import lru_cache
from math import ceil
from typing import Any

import polars as pl
import streamlit as st

from analysis import coverage, questions
from analysis.filters import Filters
from analysis.warehouse import Release
from ui import address, cards, filters, formats, queries
from ui.figures import Figure
from ui.tables import Column, table
from ui.words import language, pick, t

KPIS = ("A01", "A02", "A05", "A08", "G02", "G09", "G08")
_LEAST_M, _MOST_M, _STEP_M = 300, 2_000, 50
LISTS = (*coverage.LACKS, "all")


def place_only() -> Filters:
    """Return the filters that grids know: a grid belongs to a place, not to an industry or level."""
    chosen = filters.current()
    if chosen.industry_id or chosen.entity_level:
        st.info(t("grid_coverage.no_industry"), icon=":material/info:")
    return replace(chosen, industry_id=None, entity_level=None)


def draw_cards(chosen: Filters) -> None:
    """Draw the coverage figures of a place as cards."""
    found = queries.derived.of(queries.kpi_values(chosen, KPIS), _figures)
    period = filters.period()
    with st.grid("auto", min_column_width=200, key="coverage_cards"):
        for kpi_id in KPIS:
            cards.card(queries.kpi(kpi_id), found.get(kpi_id), period)


def _figures(values: pl.DataFrame) -> dict[str, Figure]:
    return {
        row["kpi_id"]: Figure(
            queries.kpi(row["kpi_id"]), row["value"], row["numerator"], row["denominator"]
        )
        for row in values.iter_rows(named=True)
    }


def grids_of(chosen: Filters, radius_m: int) -> pl.DataFrame:
    """Return the grids of a place, judged by a radius, with `place`: the level below what is chosen."""
    return _grids_of(queries.release(), language(), chosen, radius_m)


@lru_cache(maxsize=50)
def _grids_of(opened: Release, lang: str, chosen: Filters, radius_m: int) -> pl.DataFrame:
    unknown = t("common.unknown")
    below = "township_name" if chosen.district_id else "district_name"
    named = queries.ask(questions.grids, chosen).with_columns(
        pl.col("district_name", "township_name").fill_null(unknown).replace("unknown", unknown),
        pl.col("grid_name").fill_null(pl.col("grid_id")),
    )
    return coverage.judged(named, radius_m).with_columns(
        place=pl.col(below),
        # Rounded up, so that a grid just beyond the circle does not read as on it.
        distance_m=pl.col("nearest_distance_m").ceil(),
    )


def said_no_grids(chosen: Filters) -> bool:
    """Say why there are no grids and what to do about it, when there are none."""
    if "grids" not in queries.source_dates()["source"].to_list():
        st.info(t("grid_coverage.none_exported"), icon=":material/grid_off:")
        return True
    if grids_of(chosen, coverage.QUARTER_HOUR_M).is_empty():
        st.info(t("grid_coverage.none_here"), icon=":material/grid_off:")
        return True
    return False


def choose_radius() -> int:
    """Draw the slider of the walking circle and return its radius in metres."""
    steps = [str(metres) for metres in range(_LEAST_M, _MOST_M + 1, _STEP_M)]
    usual = str(coverage.QUARTER_HOUR_M)
    address.adopt("grids_radius", "radius", steps, usual)
    radius: str = st.select_slider(t("grid_coverage.radius"), steps, key="grids_radius")
    address.keep("radius", radius, usual)
    return int(radius)


def sentence(grids: pl.DataFrame, radius_m: int) -> None:
    """Say how many people the circle covers, the sums of the table below, and the largest grid beyond it."""
    summed = _sums(grids)
    facts = {
        "place": formats.escaped(filters.place_name()),
        "radius": formats.number(radius_m),
        "covered": formats.number(summed["population_covered"]),
        "people": formats.number(summed["population"]),
        "coverage": formats.rate(summed["coverage"]),
        "all": formats.number(summed["grids"]),
        "grids": formats.number(summed["grids"] - summed["grids_covered"]),
        "uncovered": formats.people(summed["population"] - summed["population_covered"]),
    }
    which = "sentence" if summed["population"] else "sentence_grids"
    rest = "rest" if summed["grids"] > summed["grids_covered"] else "rest_none"
    said = t(f"grid_coverage.{which}", **facts) + t(f"grid_coverage.{rest}", **facts)
    st.markdown(f"### {said}{_largest(grids)}{pick('。', '.')}", anchors=False)


def _largest(grids: pl.DataFrame) -> str:
    """The grid beyond the circle with the most people."""
    beyond = queries.derived.of(grids, _listed)["is_uncovered"]
    if beyond.is_empty() or not beyond["population"][0]:
        return ""
    first = beyond.row(0, named=True)
    return t(
        "grid_coverage.largest",
        name=formats.escaped(first["grid_name"]),
        place=formats.escaped(first["district_name"]),
        people=formats.people(first["population"]),
    )


def assumptions(radius_m: int) -> None:
    """State what the coverage assumes."""
    st.caption(
        t(
            "grid_coverage.assumptions",
            speed=formats.number(coverage.WALKING_M_PER_MIN),
            detour=formats.number(coverage.DETOUR, 1),
            radius=formats.number(radius_m),
            minutes=ceil(coverage.walking_minutes(radius_m)),
        )
    )


def draw_list(grids: pl.DataFrame) -> None:
    """Draw the grids that lack something, most people first."""
    rows = queries.derived.of(grids, _listed)
    picked = st.segmented_control(
        t("grid_coverage.list"),
        LISTS,
        key="grids_list",
        default=LISTS[0],
        required=True,
        label_visibility="collapsed",
        format_func=lambda id_: t(
            f"grid_coverage.list_{id_}", count=formats.number(rows[id_].height)
        ),
    )
    if picked == "is_unstaffed" and grids["is_unstaffed"].null_count() == grids.height:
        st.info(t("grid_coverage.staffing_unknown"), icon=":material/info:")
        return
    listed = rows[picked]
    table(
        listed,
        (
            Column("grid_name", t("grid_coverage.grid")),
            Column("population", t("grid_coverage.population"), "count"),
            Column("distance_m", t("grid_coverage.distance"), "count"),
            Column("district_name", t("common.district")),
            Column("township_name", t("common.township")),
            Column("community", t("grid_coverage.community")),
            Column("nearest_outlet_name", t("grid_coverage.nearest")),
            Column("worker_count", t("grid_coverage.workers"), "count"),
            Column("outlet_name", t("grid_coverage.responsible")),
        ),
        f"grids_{picked}",
        name=t("grid_coverage.list"),
        total={
            "population": listed["population"].sum(),
            "worker_count": listed["worker_count"].sum(),
        },
    )


def _listed(grids: pl.DataFrame) -> dict[str, pl.DataFrame]:
    by_people = grids.sort("population", "grid_id", descending=[True, False])
    return {lack: by_people.filter(pl.col(lack)) for lack in coverage.LACKS} | {"all": by_people}


def _sums(grids: pl.DataFrame) -> dict[str, Any]:
    summed: dict[str, Any] = queries.derived.of(grids, coverage.totals).row(0, named=True)
    return summed


def _by_place(grids: pl.DataFrame) -> pl.DataFrame:
    return coverage.totals(grids, "place").sort("coverage", nulls_last=True)


def draw_places(grids: pl.DataFrame, chosen: Filters) -> None:
    """Draw coverage and staffing by district, or by township inside one, with the sums on top."""
    level = "township" if chosen.district_id else "district"
    title = t(f"grid_coverage.by_{level}")
    st.subheader(title, anchor=False)
    table(
        queries.derived.of(grids, _by_place),
        (
            Column("place", t(f"common.{level}")),
            Column("coverage", t("grid_coverage.coverage"), "rate"),
            Column("population", t("grid_coverage.population"), "count"),
            Column("population_covered", t("grid_coverage.population_covered"), "count"),
            Column("grids", t("grid_coverage.grids"), "count"),
            Column("grids_covered", t("grid_coverage.grids_covered"), "count"),
            Column("is_unstaffed", t("grid_coverage.unstaffed"), "count"),
            Column("is_unlinked", t("grid_coverage.unlinked"), "count"),
        ),
        "grid_places",
        name=title,
        total=_sums(grids),
    )


def open_outlets(chosen: Filters) -> pl.DataFrame:
    """Return the open windows of a place that have coordinates."""
    return _open_outlets(queries.release(), chosen)


@lru_cache(maxsize=50)
def _open_outlets(opened: Release, chosen: Filters) -> pl.DataFrame:
    return (
        queries.ask(questions.outlets, chosen)
        .filter("is_open")
        .drop_nulls(["lon_wgs84", "lat_wgs84"])
        .with_columns(pl.col("is_island").fill_null(value=False))
    )
