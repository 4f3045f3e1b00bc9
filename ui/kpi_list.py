"""Every KPI of the catalogue under the selection, with its parts, target and definition."""

from functools import lru_cache

import polars as pl
import streamlit as st

from analysis.filters import Filters
from analysis.kpis import Kpi, catalogue
from analysis.targets import is_withheld
from ui import filters, formats, queries
from ui.tables import Column, table
from ui.words import language, pick, t

_KEY = "all_figures"


def every_figure() -> None:
    """Draw the list of all KPIs that the exports allow when the reader opens it."""
    opened = st.expander(t("overview.all_figures"), key=_KEY, on_change="rerun")
    if not opened.open:
        return
    with opened:
        rows = _rows(str(queries.release().path), filters.current(), language())
        columns = (
            Column("id", t("overview.figure_id"), width=80),
            Column("name", t("outlet_map.figure"), width="medium"),
            Column("value", t("outlet_map.value")),
            Column("numerator", t("outlet_map.numerator"), "amount"),
            Column("denominator", t("outlet_map.denominator"), "amount"),
            Column("target", t("overview.figure_target")),
            Column("definition", t("overview.figure_definition"), width="large"),
        )
        filed = (
            *columns[:2],
            Column("number", t("outlet_map.value"), "amount"),
            Column("unit", t("common.unit_of")),
            *columns[3:5],
            Column("goal", t("overview.figure_target"), "amount"),
            columns[6],
        )
        table(rows, columns, _KEY, name=t("overview.all_figures"), filed=filed)


@lru_cache(maxsize=100)
def _rows(file: str, chosen: Filters, lang: str) -> pl.DataFrame:
    ids = tuple(id_ for id_ in catalogue() if queries.is_collected(id_))
    found = {row["kpi_id"]: row for row in queries.kpi_values(chosen, ids).iter_rows(named=True)}
    kpis = (catalogue()[id_] for id_ in ids)
    return pl.DataFrame(
        # One source of a survey, one channel: left out where the period has none of it.
        [_row(kpi, found.get(kpi.id)) for kpi in kpis if kpi.id in found or "." not in kpi.id],
        schema_overrides=dict.fromkeys(("numerator", "denominator", "number", "goal"), pl.Float64),
    )


def _row(kpi: Kpi, found: dict[str, float | None] | None) -> dict[str, str | float | None]:
    parts = found or {"numerator": None, "denominator": None, "value": None}
    value = parts["value"] if found or kpi.is_ratio or kpi.kind == "gap" else 0.0
    shown = formats.kpi(value, kpi.unit, 2 if kpi.unit == "分" else None)
    is_gap_withheld = found is not None and kpi.kind == "gap" and value is None
    if is_gap_withheld or (parts["denominator"] and is_withheld(kpi, parts["denominator"])):
        shown, value = t("common.small_n_short"), None
    number, unit = formats.filed(value, kpi.unit)
    return {
        "id": kpi.id,
        "name": pick(kpi.name_zh, kpi.name_en),
        "value": shown,
        "number": number,
        "unit": unit,
        "goal": formats.filed(kpi.target, kpi.unit)[0],
        "numerator": _amount(parts["numerator"]),
        "denominator": _amount(parts["denominator"]),
        "target": formats.MISSING if kpi.target is None else formats.kpi(kpi.target, kpi.unit),
        "definition": pick(kpi.definition_zh, kpi.definition_en),
    }


def _amount(part: float | None) -> float | None:
    """Cases are whole, days, points and persons need not be: two digits say enough of them."""
    return None if part is None else round(part, 2)
