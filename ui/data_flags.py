"""自报一致率: the source's own on-time flag beside the computed one, and the cases that differ."""

import polars as pl
import streamlit as st

from analysis import data_questions, questions
from ui import filters, formats, queries
from ui.tables import Column, table
from ui.words import language, t

_DIFFER = ("flag_yes_late", "flag_no_on_time")

Known = dict[tuple[bool, bool], int]


def flags() -> None:
    """Draw the comparison where any due case of the period carries a flag; nothing otherwise."""
    found = queries.ask(data_questions.reported_flags, filters.current())
    known, bare = queries.derived.of(found, _counted)
    if not known:
        return
    st.markdown(f"### {t('data_flags.flags_head')}", anchors=False)
    st.markdown(queries.derived.of(found, _says, language()))
    st.caption(t("data_flags.flags_note", bare=formats.count(bare)))
    _four(found)
    _cases(known)


def _counted(found: pl.DataFrame) -> tuple[Known, int]:
    """The cases that carry a flag by flag and computed, and how many carry none."""
    cells = {(flag, computed): count for flag, computed, count in found.iter_rows()}
    known = {key: count for key, count in cells.items() if key[0] is not None and count}
    return known, sum(cells.values()) - sum(known.values())


def _says(found: pl.DataFrame, lang: str) -> str:
    known, _ = _counted(found)
    both = sum(known.values())
    equal = known.get((True, True), 0) + known.get((False, False), 0)
    return t(
        "data_flags.flags_says",
        share=formats.rate(equal / both),
        parts=formats.parts(equal, both),
        reported=formats.rate(sum(n for (flag, _), n in known.items() if flag) / both),
        computed=formats.rate(sum(n for (_, is_ok), n in known.items() if is_ok) / both),
    )


def _rows(found: pl.DataFrame, lang: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """Flag by computed with the sums of both, and the sums of each column."""
    known, _ = _counted(found)
    rows = pl.DataFrame(
        [
            {
                "reported": t(f"data_flags.reported_{'yes' if flag else 'no'}"),
                "on_time": known.get((flag, True), 0),
                "late": known.get((flag, False), 0),
                "both": known.get((flag, True), 0) + known.get((flag, False), 0),
            }
            for flag in (True, False)
        ]
    )
    return rows, {key: int(rows[key].sum()) for key in ("on_time", "late", "both")}


def _four(found: pl.DataFrame) -> None:
    opened = st.expander(t("data_flags.flags_folded"), key="flags_folded", on_change="rerun")
    if not opened.open:
        return
    rows, total = queries.derived.of(found, _rows, language())
    columns = (
        Column("reported", t("data_flags.reported")),
        Column("on_time", t("data_flags.computed_on_time"), "count"),
        Column("late", t("data_flags.computed_late"), "count"),
        Column("both", t("data_flags.together"), "count"),
    )
    with opened:
        table(rows, columns, "flags_four", name=t("data_flags.flags_head"), total=total)


def _cases(known: Known) -> None:
    counts = {
        "flag_yes_late": known.get((True, False), 0),
        "flag_no_on_time": known.get((False, True), 0),
    }
    names = [name for name in _DIFFER if counts[name]]
    if not names:
        return
    chosen = st.segmented_control(
        t("data_flags.flags_cases"),
        names,
        key="flags_cases",
        format_func=lambda one: t(f"data_flags.{one}", count=formats.number(counts[one])),
    )
    if chosen is None:
        return
    rows = queries.ask(questions.ticket_rows, filters.current(), chosen)
    columns = (
        Column("ticket_id", t("on_time.ticket_id")),
        Column("unit_name", t("common.unit"), width="medium"),
        Column("started_at", t("on_time.started_at"), "moment"),
        Column("due_at", t("on_time.due_at"), "moment"),
        Column("first_closed_at", t("on_time.first_closed_at"), "moment"),
        Column("file_name", t("data_quality.file"), width="medium"),
        Column("line_number", t("data_quality.line"), "count", width=80),
    )
    table(rows, columns, "flags_rows", name=t("data_flags.flags_head"))
