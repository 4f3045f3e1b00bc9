"""创建任务清单: what was assigned, to whom, until when, and how far it is."""

import polars as pl
import streamlit as st

from analysis import questions
from ui import filters, formats, queries
from ui.said import said
from ui.tables import Column, table
from ui.words import language, t

_KEY = "tasks"


def block() -> None:
    """Draw the tasks when the reader opens them; nothing where no such list was loaded."""
    found = queries.ask(questions.tasks, filters.current().district_id)
    if found.is_empty():
        return
    opened = st.expander(queries.derived.of(found, _head, language()), key=_KEY, on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.caption(t("tasks.of"))
        rows = queries.derived.of(found, _worded, language())
        columns = (
            Column("title", t("tasks.title"), width="medium"),
            Column("state", t("tasks.state")),
            Column("unit_name", t("tasks.unit"), width="medium"),
            Column("due", t("tasks.due"), "date"),
            Column("progress", t("tasks.progress"), "rate"),
            Column("done_on", t("tasks.done_on"), "date"),
            Column("stage", t("tasks.stage")),
            Column("district_name", t("common.district")),
            Column("note", t("tasks.note"), width="medium"),
            Column("task_id", t("tasks.task_id")),
            Column("file_name", t("evidence.file_name"), width="medium"),
            Column("line_number", t("evidence.line_number"), "count", width=80),
        )
        table(rows, columns, _KEY, name=t("tasks.file"), notes=[t("tasks.of")])


def _head(found: pl.DataFrame, lang: str) -> str:
    counts = {name: formats.number(int(found[name].sum())) for name in ("is_done", "is_overdue")}
    return t("tasks.head", count=formats.number(found.height), **counts)


def _worded(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    state = (
        pl.when("is_done")
        .then(pl.lit(t("tasks.done")))
        .when("is_overdue")
        .then(pl.lit(t("tasks.overdue")))
        .otherwise(pl.lit(t("tasks.open")))
    )
    return found.with_columns(
        state.alias("state"),
        # a task of the whole city has no district
        pl.when(pl.col("district_id") != "unknown").then("district_name").alias("district_name"),
        said(found, "unit_name", lambda name: queries.name_of(name, name)),
    )
