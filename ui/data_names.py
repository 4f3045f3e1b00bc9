"""Names that mean nobody of the ledgers: a list, and for the one chosen whom it may mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from analysis import data_questions
from ui import formats, loading, naming, queries
from ui.data_loading import source_name
from ui.naming import Names
from ui.said import said
from ui.tables import Column, table
from ui.typed_days import NoDayError, typed_day
from ui.words import language, t

_ROUND, _FAULT = "_names_round", "_names_fault"
_OTHER = ""
_LISTED = {"name": pl.String, "kind": pl.String, "rows": pl.Int64, "likely": pl.String}


def names() -> None:
    """Draw the open names with their proposals; nothing where every name means somebody."""
    counts = queries.ask(data_questions.open_name_counts).row(0, named=True)
    if not counts["names"] and not naming.is_any_decided():
        return
    found = naming.names()
    if found.is_applied and not found.count and not found.error:
        return
    st.markdown(f"### {t('names.head')}", anchors=False)
    if found.error:
        st.error(t("names.failed", error=formats.escaped(found.error)), icon=":material/error:")
        return
    _apply(found)
    if not found.count:
        return
    count, rows = formats.number(found.count), formats.number(found.rows)
    st.caption(t("names.says", count=count, rows=rows))
    _decide(found.names[_list(found)])


def _apply(found: Names) -> None:
    """What was decided counts from the next build on; the clerk says when."""
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(t("names.failed", error=formats.escaped(fault)), icon=":material/error:")
    if found.is_applied:
        return
    st.info(t("names.waiting"), icon=":material/pending:")
    if not st.button(t("names.apply"), key="names_apply", type="primary"):
        return
    with st.status(t("names.applying", seconds=0, said="")) as status:

        def tell(line: str, seconds: int) -> None:
            status.update(label=t("names.applying", seconds=seconds, said=line))

        outcome = loading.build(tell)
    _done(outcome.error or outcome.reference)


def _list(found: Names) -> int:
    """Draw the list; return which name is chosen, the first one until the reader clicks another."""
    columns = (
        Column("name", t("names.name"), width=230),
        Column("rows", t("names.rows"), "count", width=70),
        Column("kind", t("names.kind"), width=90),
        Column("likely", t("names.likely"), width="large"),
    )
    rows = queries.derived.of(found, _rows, language())
    key = f"names_{st.session_state.get(_ROUND, 0)}"
    picked = table(rows, columns, key, name=t("names.head"), select=True)
    return picked["at"] if picked else 0


def _rows(found: Names, lang: str) -> pl.DataFrame:
    """One row per name, with its place among them."""
    rows = pl.DataFrame(
        [
            {
                "name": one["name"],
                "kind": one["kind"],
                "rows": one["rows"],
                "likely": formats.listed([likely["target_name"] for likely in one["proposals"]]),
            }
            for one in found.names
        ],
        schema=_LISTED,
    )
    return rows.with_columns(said(rows, "kind", _kind)).with_row_index("at")


def _decide(one: Mapping[str, Any]) -> None:
    """Draw whom a name may mean, and the buttons."""
    with st.container(border=True, key="names_one"):
        named_by, likely = queries.derived.of(one, _told, language())
        st.markdown(f"**{formats.escaped(one['name'])}** {named_by}")
        chosen = st.radio(
            t("names.means"),
            list(likely),
            format_func=likely.__getitem__,
            key=f"names_means_{one['kind']}_{one['name']}",
        )
        if chosen == _OTHER:
            typed = st.text_input(t("names.number"), key=f"names_number_{one['name']}")
            chosen = (typed or "").strip()
        from_text, to_text = _ends(one)
        with st.container(horizontal=True):
            takes = st.button(t("names.confirm"), key="names_confirm")
            leaves = st.button(t("names.reject"), key="names_reject", help=t("names.reject_says"))
        if takes and not chosen:
            st.warning(t("names.number_missing"), icon=":material/edit:")
        elif takes:
            _confirm(one, chosen, from_text, to_text)
        elif leaves:
            _done(naming.reject(one["name"], one["kind"]))


def _ends(one: Mapping[str, Any]) -> tuple[str, str]:
    """Draw the fields for the days on which a name means somebody; returns what is typed."""
    sides = zip(("from", "to"), st.columns(2), strict=True)
    first, last = (
        column.text_input(
            t(f"names.{end}"), key=f"names_{end}_{one['name']}", placeholder=t(f"names.{end}_open")
        )
        or ""
        for end, column in sides
    )
    return first, last


def _confirm(one: Mapping[str, Any], target_id: str, first: str, last: str) -> None:
    try:
        days = typed_day(first), typed_day(last)
    except NoDayError as fault:
        said = t("names.no_day", typed=formats.escaped(str(fault)))
        st.warning(said, icon=":material/edit_calendar:")
        return
    _done(naming.confirm(one["name"], one["kind"], target_id, days))


def _done(fault: str) -> None:
    """Draw the page anew: what was decided is listed no more, or its fault is said."""
    st.session_state[_FAULT] = fault
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _told(one: Mapping[str, Any], lang: str) -> tuple[str, dict[str, str]]:
    """Who names it, and the number of each unit or outlet it may mean with what speaks for that."""
    likely = {proposal["target_id"]: _proposal(proposal) for proposal in one["proposals"]}
    return _named_by(one), likely | {_OTHER: t("names.other")}


def _named_by(one: Mapping[str, Any]) -> str:
    sources = formats.listed(
        [
            t("names.source", source=source_name(source), rows=formats.number(rows))
            for source, rows in one["sources"].items()
        ]
    )
    return t(
        "names.named_by", sources=sources, first=_day(one["first_day"]), last=_day(one["last_day"])
    )


def _proposal(likely: Mapping[str, Any]) -> str:
    told = t(
        "names.proposal",
        name=formats.escaped(likely["target_name"]),
        number=formats.escaped(likely["target_id"]),
        score=formats.number(likely["score"]),
    )
    days = [(end, likely[end]) for end in ("valid_from", "valid_to") if likely[end]]
    return told + "".join(t(f"names.{end}", day=_day(day)) for end, day in days)


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))


def _kind(kind: str) -> str:
    return t(f"names.kind_{kind}")
