"""The outlets behind the map as tables: all, those without coordinates, those outside their district."""

import polars as pl
import streamlit as st

from analysis.filters import Filters
from ui import formats, queries
from ui.outlet_figures import UNATTRIBUTED, Drawn
from ui.outlet_map import kpi_name
from ui.tables import Column, table
from ui.words import t

LISTS = ("all", "unplaced", "elsewhere")


def draw_lists(frame: pl.DataFrame, shown: Drawn, chosen: Filters) -> None:
    """Draw the outlets behind the map: all, those without coordinates, those outside their district."""
    own = pl.col("outlet_id") != UNATTRIBUTED
    lists = {
        "all": frame,
        "unplaced": frame.filter(own, ~pl.col("is_placed")),
        "elsewhere": frame.filter(~pl.col("is_in_district")),
    }
    picked = st.segmented_control(
        t("outlet_map.list"),
        LISTS,
        key="map_list",
        default=LISTS[0],
        required=True,
        label_visibility="collapsed",
        format_func=lambda id_: t(
            f"outlet_map.list_{id_}",
            count=formats.number(lists[id_].filter(own).height),
        ),
    )
    rows, about = lists[picked], t(f"outlet_map.about_{picked}")
    st.caption(about)
    table(
        rows,
        _columns(shown),
        f"outlets_{picked}",
        name=t("outlet_map.rows_name"),
        total=_total(rows, shown, chosen, is_all=picked == "all"),
        notes=(about,),
    )


def _columns(shown: Drawn) -> tuple[Column, ...]:
    is_share, is_mean = shown.kpi.unit == "%", shown.kpi.kind == "mean"
    return (
        Column("name", t("common.outlet"), width="medium"),
        Column("volume", kpi_name(shown.size.id), "count"),
        Column(
            "value",
            kpi_name(shown.kpi.id),
            "rate" if is_share else "decimal",
            n="denominator",
            least=shown.kpi.least_n,
        ),
        Column("numerator", t("outlet_map.numerator"), "decimal" if is_mean else "count"),
        Column("denominator", t("outlet_map.denominator"), "count"),
        Column("district_name", t("common.district")),
        Column("township_name", t("common.township")),
        Column("industry_name", t("common.industry")),
    )


def _total(
    rows: pl.DataFrame, shown: Drawn, chosen: Filters, *, is_all: bool
) -> dict[str, float | None]:
    """The sums of a list; its rate only where the warehouse recomputed it for exactly these rows."""
    summed = rows.select(pl.col("volume", "numerator", "denominator").sum()).row(0, named=True)
    whole = queries.kpi_values(chosen, (shown.kpi.id,))
    return summed | {"value": whole["value"][0] if is_all and whole.height else None}
