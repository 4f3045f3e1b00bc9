"""需领导关注: at most three units with cases open past due, each with its list on a click."""

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from analysis import questions
from analysis.filters import Filters
from analysis.overview import HEADLINE, MOST_ATTENTION
from analysis.targets import is_withheld
from analysis.workbook import Sheet, to_xlsx
from ui import downloads, filters, formats, queries
from ui.words import language, t

_LEAST_WIDTH = 280
_GOOD_PART = 1 / 3  # of a unit's overdue cases, from which they are said to be concentrated
_COLUMNS = (
    "ticket_id",
    "matter",
    "unit_name",
    "outlet_name",
    "district_name",
    "started_at",
    "due_at",
    "late_workdays",
    "file_name",
    "line_number",
)


def attention() -> None:
    """Draw the block: who, how many, since when, where, who answers for it, by when."""
    st.markdown(f"### {t('overview.attention')}", anchors=False)
    chosen = filters.current()
    units = queries.ask(questions.overdue_by_unit, chosen)
    if units.is_empty():
        st.markdown(f":green[:material/check:] {t('overview.attention_none')}")
        return
    st.caption(t("overview.attention_of"))
    told = queries.derived.of(units, _told, chosen, filters.period().is_running, language())
    with st.grid("auto", min_column_width=_LEAST_WIDTH, key="attention"):
        for unit, count, words in told:
            with st.container(border=True, height="stretch", gap="xsmall"):
                st.markdown(words)
                _list(unit, count)


def _told(
    units: pl.DataFrame, chosen: Filters, is_running: bool, lang: str
) -> list[tuple[dict[str, Any], str, str]]:
    """Each unit, how many cases, and what is said of it."""
    rates = queries.kpi_by_level(chosen, (HEADLINE,), "unit").rows_by_key(
        "scope_id", named=True, unique=True
    )
    return [
        (
            unit,
            formats.count(unit["overdue_cases"]),
            _tell(unit, None if is_running else rates.get(unit["unit_id"])),
        )
        for unit in units.head(MOST_ATTENTION).iter_rows(named=True)
    ]


def _tell(unit: dict[str, Any], rate: dict[str, Any] | None) -> str:
    name = _named(unit["unit_id"], unit["unit_name"])
    count = formats.count(unit["overdue_cases"])
    since = formats.day(unit["overdue_since"])
    people = [unit[part] for part in ("contact", "phone") if unit[part]]
    contact = t("overview.contact", contact=formats.escaped(" ".join(people))) if people else ""
    until = formats.short_day(unit["suggested_on"])
    return "  \n".join(
        line
        for line in (
            t("overview.attention_who", name=name, count=count, since=since),
            _where(unit) + _short_of_target(rate),
            t("overview.attention_act", name=name, contact=contact, date=until),
        )
        if line
    )


def _where(unit: dict[str, Any]) -> str:
    """Where and in what a good part of the cases lie; nothing when they are spread out."""
    matter = unit["main_matter"]
    parts = {
        queries.name_of("", unit["main_district"]): unit["main_district_cases"],
        t("overview.matter_unknown") if matter == "unknown" else matter: unit["main_matter_cases"],
    }
    said = [
        t("overview.attention_part", name=formats.escaped(name), count=formats.count(cases))
        for name, cases in parts.items()
        if cases >= max(2, _GOOD_PART * unit["overdue_cases"])
    ]
    return t("overview.attention_where", parts=formats.listed(said)) if said else ""


def _short_of_target(rate: dict[str, Any] | None) -> str:
    kpi = queries.kpi(HEADLINE)
    if rate is None or is_withheld(kpi, rate["denominator"]):
        return ""
    value = rate["value"]
    if kpi.target is None or value >= kpi.target:
        return ""
    gap = formats.gap(value, kpi.target, kpi.unit)
    return t("overview.attention_rate", value=formats.rate(value), gap=gap)


def _list(unit: dict[str, Any], count: str) -> None:
    """A button whose file is the very cases that were counted; it says of whom and as of when."""
    unit_id, whose = unit["unit_id"], unit["unit_name"] or unit["unit_id"]
    if unit_id == "unknown":
        whose = t("overview.unnamed")
    chosen = replace(filters.current(), unit_id=unit_id)
    release, created = queries.release(), queries.build_info()["as_of"][0]
    name, about_sheet = t("overview.overdue_file"), t("common.about")
    heading = t("overview.overdue_heading", name=whose, moment=formats.moment(created))
    about = downloads.stock_notes()
    file_name = f"{name}_{downloads.sheet_name(whose)}_{created:%Y-%m-%d}_v{int(release.build_id)}"
    unknown = t("common.unknown")
    heads = {column: t(f"overview.column_{column}") for column in _COLUMNS}

    def workbook() -> bytes:
        rows = (
            questions.overdue_tickets(release, chosen)
            .select(_COLUMNS)
            .with_columns(pl.col("outlet_name", "district_name").replace("unknown", unknown))
        )
        sheet = Sheet(name, rows, heads)
        return to_xlsx([sheet], created=created, title=heading, notes=about, about=about_sheet)

    downloads.button(
        t("overview.attention_rows", count=count),
        workbook,
        f"{file_name}.xlsx",
        f"overdue_{unit_id}",
    )


def _named(unit_id: str, name: str | None) -> str:
    return t("overview.unnamed") if unit_id == "unknown" else formats.escaped(name or unit_id)
