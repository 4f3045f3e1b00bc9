"""自报与上级通报: what units report and the upper level publishes, beside our own figures, never summed."""

from typing import Any

import polars as pl
import streamlit as st

from analysis.kpis import Kpi, catalogue
from analysis.summaries import summaries_beside
from analysis.targets import is_withheld
from ui import filters, formats, queries
from ui.tables import Column, table
from ui.words import language, pick, t

_KEY = "summaries"
_NUMBERS = ("value_number", "own_number", "difference_number", "rank_number", "rank_of")


def block() -> None:
    """Draw the totals of the chosen period and place when the reader opens the block."""
    opened = st.expander(t("summaries.head"), key=_KEY, on_change="rerun")
    if not opened.open:
        return
    with opened:
        found = queries.ask(summaries_beside, filters.current())
        if found.is_empty():
            st.caption(t("summaries.none"))
            return
        st.caption(t("summaries.of"))
        rows = queries.derived.of(found, _worded, language())
        columns = _columns(has_doubts=found["doubt"].null_count() < found.height)
        table(
            rows,
            columns,
            _KEY,
            name=t("summaries.head"),
            notes=[t("summaries.of")],
            filed=_filed(columns),
        )


def _columns(*, has_doubts: bool) -> tuple[Column, ...]:
    def column(key: str, **told: Any) -> Column:
        return Column(key, t(f"summaries.{key}"), **told)

    return (
        column("name", width="medium"),
        column("value"),
        column("own"),
        column("difference"),
        column("kpi", width="medium"),
        column("publisher"),
        column("period"),
        column("scope", width="small"),
        *([column("doubt", width="medium")] if has_doubts else []),
        column("numerator", kind="amount"),
        column("denominator", kind="amount"),
        column("own_numerator", kind="amount"),
        column("own_denominator", kind="amount"),
        column("rank"),
        column("definition", width="medium"),
        column("file_name", width="medium"),
        column("sheet_name"),
        column("line_number", kind="count"),
    )


def _filed(columns: tuple[Column, ...]) -> list[Column]:
    """Numbers as numbers, with their unit after them; a rank and the number of ranks apart."""
    held = []
    for one in columns:
        if one.key in ("value", "own", "difference"):
            held.append(Column(f"{one.key}_number", one.label, "amount"))
        elif one.key == "rank":
            held += [
                Column("rank_number", t("summaries.rank_alone"), "count"),
                Column("rank_of", t("summaries.rank_of"), "count"),
            ]
        else:
            held.append(one)
        if one.key == "difference":
            held.append(Column("unit", t("common.unit_of")))
    return held


def _worded(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    return pl.DataFrame(
        [_row(row) for row in found.iter_rows(named=True)],
        schema_overrides=dict.fromkeys(_NUMBERS, pl.Float64),
        infer_schema_length=None,
    )


def _row(row: dict[str, Any]) -> dict[str, Any]:
    kpi = catalogue().get(row["kpi_id"]) if row["is_kpi_known"] else None
    own = None if kpi and is_withheld(kpi, row["own_denominator"]) else row["own_value"]
    doubt, unit = row["doubt"], kpi.unit if kpi else ""
    number, own_number = formats.filed(row["value"], unit)[0], formats.filed(own, unit)[0]
    between = None if number is None or own_number is None else number - own_number
    return {
        "name": queries.name_of(row["scope_id"], row["name"]),
        "scope": t(f"summaries.scope_{row['scope']}"),
        "period": _period(row["period"]),
        "publisher": t(f"summaries.publisher_{row['publisher']}"),
        "kpi": pick(kpi.name_zh, kpi.name_en) if kpi else row["kpi_text"],
        "value": _value(kpi, row["value"]),
        "own": _own(kpi, row, own),
        "difference": formats.gap(row["value"], own, kpi.unit) if kpi else formats.MISSING,
        "doubt": t(f"summaries.doubt_{doubt}", value=_plain(row["value_written"])) if doubt else "",
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "own_numerator": row["own_numerator"],
        "own_denominator": row["own_denominator"],
        "value_number": number,
        "own_number": own_number,
        "difference_number": between if kpi else None,
        "unit": formats.filed(None, unit)[1],
        "rank": _rank(row["rank"], row["rank_of"]),
        "rank_number": row["rank"],
        "rank_of": row["rank_of"],
        "definition": row["definition"],
        "file_name": row["file_name"],
        "sheet_name": row["sheet_name"],
        "line_number": row["line_number"],
    }


def _value(kpi: Kpi | None, value: float | None) -> str:
    if kpi is None:
        return _plain(value)
    return formats.kpi(value, kpi.unit, 2 if kpi.unit == "分" else None)


def _own(kpi: Kpi | None, row: dict[str, Any], own: float | None) -> str:
    if own is None and row["own_denominator"]:
        return t("common.small_n_short")
    return _value(kpi, own)


def _plain(value: float | None) -> str:
    return formats.MISSING if value is None else f"{value:,.10g}"


def _rank(rank: int | None, rank_of: int | None) -> str:
    if rank is None:
        return formats.MISSING
    return str(rank) if rank_of is None else f"{rank}/{rank_of}"


def _period(period: str) -> str:
    """A period as it is said: 2026年10月, 2026年第3季度, 2026年上半年, 2026年."""
    year, kind, number = period[:4], period[4:5], period[5:]
    if kind == "-":
        return formats.month(period)
    if kind == "Q":
        return t("filters.quarter", year=year, quarter=number)
    return t(f"summaries.half_{number}", year=year) if kind == "H" else t("filters.year", year=year)
