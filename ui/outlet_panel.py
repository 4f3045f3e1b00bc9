"""One outlet beside the map: its figures with their parts, its ledger entry, its overdue cases."""

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from analysis import kpi_questions, questions
from analysis.filters import Filters
from analysis.kpis import Kpi
from analysis.targets import is_withheld
from ui import evidence, formats, queries
from ui.downloads import downloads
from ui.figures import behind, few
from ui.outlet_figures import KPIS
from ui.tables import Column, table
from ui.words import pick, t

_FIGURES = ("K01", "K02", "K03", "K08", *KPIS)
_EMPTY = ("value", "numerator", "denominator")


def panel(outlet_id: str, chosen: Filters) -> None:
    """Draw what is known of an outlet in the period chosen."""
    ledger = queries.ask(questions.outlet_profile, outlet_id).row(0, named=True)
    st.markdown(f"### {formats.escaped(ledger['outlet_name'])}")
    _badges(ledger)
    figures = _figures(replace(chosen, outlet_id=outlet_id))
    _draw_figures(figures)
    heads = ("figure", "value", "numerator", "denominator", "remark")
    downloads(
        figures.select(heads),
        t("outlet_map.figures_of", name=ledger["outlet_name"]),
        f"figures_{outlet_id}",
        {key: t(f"outlet_map.{key}") for key in heads},
    )
    st.caption("  \n".join(_facts(ledger)))


def overdue(outlet_id: str, chosen: Filters) -> None:
    """Draw the open cases of an outlet past their due time, each with its file and line."""
    cases = queries.ask(questions.overdue_tickets, replace(chosen, outlet_id=outlet_id))
    name = queries.ask(questions.outlet_profile, outlet_id)["outlet_name"][0]
    if cases.is_empty():
        st.caption(t("outlet_map.no_overdue", name=formats.escaped(name)))
        return
    count = formats.count(cases.height)
    st.subheader(t("outlet_map.overdue", name=formats.escaped(name), count=count), anchor=False)
    table(
        cases,
        (
            Column("ticket_id", t("outlet_map.ticket")),
            Column("matter", t("outlet_map.matter")),
            Column("due_at", t("outlet_map.due"), "moment"),
            Column("late_workdays", t("outlet_map.late"), "count"),
            Column("unit_name", t("common.unit")),
            Column("file_name", t("outlet_map.file")),
            Column("line_number", t("outlet_map.line"), "count"),
        ),
        f"overdue_{outlet_id}",
        name=t("outlet_map.overdue_name"),
    )


def seen(outlet_id: str, chosen: Filters) -> None:
    """Draw the rows behind a figure of an outlet: its cases, complaints, inspections."""
    name = queries.ask(questions.outlet_profile, outlet_id)["outlet_name"][0]
    evidence.block(replace(chosen, outlet_id=outlet_id), "outlet_rows", name)


def _draw_figures(figures: pl.DataFrame) -> None:
    """Draw the figures as lines that wrap: the column beside the map is narrow."""
    heads = (t("outlet_map.figure"), t("outlet_map.value"), t("outlet_map.parts"))
    rows = figures.select("figure", "value", "parts", "remark")
    lines = [
        f"| {formats.escaped(figure)} | {_valued(value, remark)} | {formats.escaped(parts)} |"
        for figure, value, parts, remark in rows.iter_rows()
    ]
    st.markdown("\n".join([f"| {' | '.join(heads)} |", "| :-- | --: | --: |", *lines]))


def _valued(value: str, remark: str) -> str:
    """A value; one of few cases is greyed and bears its plausible range."""
    shown = formats.escaped(value)
    return f":gray[{shown} {formats.escaped(remark)}]" if remark else shown


def _badges(ledger: dict[str, Any]) -> None:
    english = pick(ledger["industry_name"], ledger["industry_name_en"] or ledger["industry_name"])
    said = [ledger["district_name"], ledger["township_name"], english]
    with st.container(horizontal=True, gap="small"):
        for name in said:
            if name and name != "unknown":
                st.badge(formats.escaped(name), color="gray")
        if not ledger["is_registered"]:
            st.badge(t("outlet_map.unregistered"), color="orange", icon=":material/help:")
        elif not ledger["is_open"]:
            st.badge(t("outlet_map.closed"), color="orange", icon=":material/block:")
        if ledger["is_standardised"]:
            st.badge(t("outlet_map.standardised"), color="green", icon=":material/check:")
        elif ledger["is_standardised"] is not None:
            st.badge(t("outlet_map.not_standardised"), color="orange", icon=":material/remove:")


def _figures(chosen: Filters) -> pl.DataFrame:
    """The figures as they are read: withheld below ten cases, ▼ where the target is missed."""
    asked = queries.ask(kpi_questions.kpis_collected).filter("is_collected")["kpi_id"]
    collected = [kpi_id for kpi_id in _FIGURES if kpi_id in asked]
    values = queries.kpi_values(chosen, _FIGURES)
    found = {row["kpi_id"]: row for row in values.iter_rows(named=True)}
    rows = []
    for kpi_id in collected:
        kpi = queries.kpi(kpi_id)
        # No row: nothing was counted. Of a count that is 0, of a rate there is no value.
        row = found.get(kpi_id) or dict.fromkeys(_EMPTY, None if kpi.is_ratio else 0)
        counted = kpi.is_ratio and not kpi.is_stock
        shown = formats.kpi(row["value"], kpi.unit)
        if row["denominator"] and is_withheld(kpi, row["denominator"]):
            shown = t("common.small_n_short")
        elif counted and kpi.target is not None and row["value"] is not None:
            missed = (row["value"] < kpi.target) == (kpi.direction == "up")
            shown = (
                f"▼\N{NO-BREAK SPACE}{shown}" if missed and row["value"] != kpi.target else shown
            )
        rows.append(
            {
                "figure": pick(kpi.name_zh, kpi.name_en),
                "value": shown,
                "numerator": row["numerator"] if kpi.is_ratio and kpi.kind != "mean" else None,
                "denominator": row["denominator"],
                "parts": _parts(kpi, row),
                "remark": few(kpi, row["numerator"], row["denominator"]),
            }
        )
    return pl.DataFrame(rows, schema_overrides={"denominator": pl.Float64, "numerator": pl.Float64})


def _parts(kpi: Kpi, row: dict[str, float | None]) -> str:
    if kpi.kind in ("mean", "median") and row["denominator"]:
        return behind(kpi, row["numerator"], row["denominator"])
    return formats.parts(row["numerator"], row["denominator"], "")


def _facts(ledger: dict[str, Any]) -> list[str]:
    """The ledger's entry, line by line, and where it stands in the export."""
    plain = {
        "unit_of": _named(ledger["unit_name"]),
        "address": ledger["address"],
        "open_hours": ledger["open_hours"],
        "windows": ledger["windows_total"],
        "opened_on": formats.day(ledger["opened_on"]) if ledger["opened_on"] else None,
    }
    facts = [
        t(f"outlet_map.{key}", value=formats.escaped(str(value)))
        for key, value in plain.items()
        if value is not None
    ]
    if ledger["staff_full"] is not None:
        full, part = ledger["staff_full"], ledger["staff_part"]
        facts.append(
            t("outlet_map.staff", full=formats.number(full), part=formats.number(part or 0))
        )
    if ledger["file_name"]:
        facts.append(
            t(
                "outlet_map.line_of",
                file=formats.escaped(ledger["file_name"]),
                sheet=formats.escaped(ledger["sheet_name"] or ""),
                line=ledger["line_number"],
            )
        )
    return facts


def _named(unit: str | None) -> str | None:
    return None if unit == "unknown" else unit
