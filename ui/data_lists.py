"""What was loaded and used and is still in doubt: one list at a time, only the chosen one is asked for."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import streamlit as st

from analysis import data_questions, questions
from ui import filters, formats, queries
from ui.said import said
from ui.tables import Column, table
from ui.words import WORDS, t


def lists() -> None:
    """Draw the chooser with the length of every list that has rows, and the one chosen."""
    st.markdown(f"### {t('data_lists.doubts_head')}", anchors=False)
    counts = queries.ask(data_questions.doubt_counts).row(0, named=True)
    names = [name for name in _LISTS if counts[name]]
    if not names:
        st.caption(t("data_lists.doubts_none"))
        return
    chosen = st.segmented_control(
        t("data_lists.doubts_head"),
        names,
        key="doubts",
        format_func=lambda one: t(f"data_lists.doubt_{one}", count=formats.number(counts[one])),
        label_visibility="collapsed",
    )
    if chosen is None:
        st.caption(t("data_lists.doubts_hint"))
        return
    st.caption(t(f"data_lists.doubt_{chosen}_says"))
    _LISTS[chosen]()


def _suspensions() -> None:
    rows = queries.ask(data_questions.disputed_suspensions)
    rows = rows.with_columns(
        said(rows, "lacks", lambda part: t(f"data_lists.lacks_{part}")),
        said(rows, "legal_type", _legal_type),
    )
    columns = (
        Column("ticket_id", t("data_lists.case")),
        Column("started_at", t("data_lists.suspended"), "moment"),
        Column("ended_at", t("data_lists.resumed"), "moment"),
        Column("lacks", t("data_lists.lacks"), width="medium"),
        Column("legal_type", t("data_lists.legal_type")),
        Column("document_no", t("data_lists.document_no")),
        Column("unit_name", t("data_lists.kind_unit"), width="medium"),
        *_where(),
    )
    table(rows, columns, "doubt_suspensions", name=t("data_lists.disputed"))


def _unplaced() -> None:
    rows = queries.ask(data_questions.unplaced)
    rows = rows.with_columns(said(rows, "kind", lambda kind: t(f"data_lists.kind_{kind}")))
    columns = (
        Column("id", t("data_lists.case")),
        Column("kind", t("data_lists.kind")),
        Column("received_at", t("data_lists.received_at"), "moment"),
        Column("district", t("data_gaps.at_district")),
        Column("outlet", t("data_lists.kind_outlet")),
        Column("unit", t("data_lists.kind_unit"), width="medium"),
        *_where(),
    )
    table(rows, columns, "doubt_unplaced", name=t("data_lists.no_place"))


def _outside() -> None:
    everywhere = replace(
        filters.current(), district_id=None, township_id=None, industry_id=None, entity_level=None
    )
    rows = queries.ask(questions.outlets, everywhere).filter("is_open", ~pl.col("is_in_district"))
    columns = (
        Column("outlet_name", t("data_lists.kind_outlet"), width="medium"),
        Column("outlet_id", t("data_lists.name")),
        Column("district_name", t("data_lists.listed_in")),
        Column("address", t("data_lists.address"), width="medium"),
        Column("lon_wgs84", t("data_lists.longitude"), "decimal"),
        Column("lat_wgs84", t("data_lists.latitude"), "decimal"),
    )
    table(rows, columns, "doubt_outside", name=t("data_lists.outside"))


def _unregistered() -> None:
    names = queries.ask(data_questions.unregistered)
    rows = names.with_columns(said(names, "kind", lambda kind: t(f"data_lists.kind_{kind}")))
    columns = (
        Column("id", t("data_lists.name"), width="large"),
        Column("kind", t("data_lists.kind")),
        Column("tickets", t("data_gaps.cases"), "count"),
    )
    table(rows, columns, "unregistered_rows", name=t("data_lists.unregistered"))


def _unknown() -> None:
    names = queries.ask(data_questions.unknown_places)
    rows = names.with_columns(said(names, "kind", lambda kind: t(f"data_lists.kind_{kind}")))
    columns = (
        Column("id", t("data_lists.name"), width="large"),
        Column("kind", t("data_lists.kind")),
        Column("rows_named", t("data_lists.rows_named"), "count"),
    )
    table(rows, columns, "unknown_places", name=t("data_lists.unknown"))


def _doubled() -> None:
    rows = queries.ask(data_questions.doubled_complaints)
    rows = rows.with_columns(said(rows, "kind", lambda kind: t(f"data_lists.kind_{kind}")))
    columns = (
        Column("id", t("data_lists.case")),
        Column("kind", t("data_lists.kind")),
        Column("received_at", t("data_lists.received_at"), "moment"),
        Column("counted_id", t("data_lists.counted")),
        Column("counted_received_at", t("data_lists.counted_received_at"), "moment"),
        Column("unit_name", t("data_lists.kind_unit"), width="medium"),
        *_where(),
    )
    table(rows, columns, "doubt_doubled", name=t("data_lists.doubled"))


def _where() -> tuple[Column, ...]:
    return (
        Column("file_name", t("data_quality.file"), width="medium"),
        Column("line_number", t("data_quality.line"), "count", width=80),
    )


def _legal_type(code: str) -> str:
    key = f"explained.legal_{code}"
    return t(key) if key in WORDS else code


_LISTS: dict[str, Callable[[], None]] = {
    "unregistered": _unregistered,
    "unknown": _unknown,
    "outside": _outside,
    "suspensions": _suspensions,
    "unplaced": _unplaced,
    "doubled": _doubled,
}
