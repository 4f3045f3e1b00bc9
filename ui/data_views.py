"""The data page: the sentence, how far each source reaches, the batches and their notes."""

import json
from typing import Any

import polars as pl
import streamlit as st

from analysis import data_questions
from ui import formats, queries
from ui.data_loading import source_name
from ui.data_rejects import column_name, counts, headers, reason
from ui.said import said
from ui.tables import Column, table
from ui.words import language, pick, t

SOURCES = (
    "tickets", "dispatches", "suspensions", "ratings", "complaints", "inspections", "visits", "surveys",
    "calls", "tasks", "summaries", "nominations", "opinions", "outlets", "units", "grids", "aliases",
)  # fmt: skip
_SECONDS_A_DAY = 86_400
_SUMMED = (
    "rows_read", "rows_accepted", "rows_rejected",
    "rows_to_correct", "rows_corrected", "rows_superseded", "rows_withdrawn",
)  # fmt: skip


def sentence() -> None:
    """Say how much was received and how much needs correcting, and what most often."""
    info, wrong = queries.build_info().row(0, named=True), counts()
    to_correct = int(wrong["rejected_rows"].sum())
    answer = t(
        "data_quality.says",
        batches=formats.number(info["batches"]),
        read=formats.number(info["rows_read"]),
        accepted=formats.number(info["rows_accepted"]),
        wrong=formats.number(to_correct),
        share=formats.rate(to_correct / max(info["rows_read"], 1)),
    )
    st.markdown(f"### {answer}", anchors=False)
    more = []
    if to_correct:
        most = wrong.row(0, named=True)
        column = column_name(headers(), most["source"], most["column_name"])
        more.append(
            t(
                "data_quality.says_most",
                source=source_name(most["source"]),
                column=formats.escaped(column),
                reason=reason(most["rule"]),
                count=formats.number(most["rejected_rows"]),
            )
        )
    if corrected := info["rows_corrected"]:
        more.append(t("data_quality.says_corrected", count=formats.number(corrected)))
    if old := info["rows_superseded"]:
        more.append(t("data_quality.says_old", old=formats.number(old)))
    st.caption(" ".join(more))


def sources() -> None:
    """Draw every kind of export, folded: received or not, up to when, how many rows."""
    st.markdown(f"### {t('data_quality.sources_head')}", anchors=False)
    st.caption(t("data_quality.sources_note"))
    rows = queries.derived.of(queries.source_dates(), _every_source, language())
    received = formats.number(queries.derived.of(rows, _received))
    opened = st.expander(
        t("data_quality.sources_folded", received=received, count=formats.number(rows.height)),
        key="sources_folded",
        on_change="rerun",
    )
    if not opened.open:
        return
    columns = (
        Column("source", t("data_quality.source"), width=120),
        Column("as_of", t("data_quality.reaches"), "reach"),
        Column("behind", t("data_quality.behind"), "count", help=t("data_quality.behind_help")),
        Column("state", t("data_quality.state")),
        Column("batches", t("data_quality.batches"), "count"),
        Column("rows_accepted", t("data_quality.accepted"), "count"),
        Column("wrong", t("data_quality.wrong"), "count"),
    )
    with opened:
        table(rows, columns, "sources", name=t("data_quality.sources_head"))


def _received(rows: pl.DataFrame) -> int:
    return int((rows["batches"] > 0).sum())


def _every_source(given: pl.DataFrame, lang: str) -> pl.DataFrame:
    """One row per kind of export, received or not."""
    newest = given["as_of"].max()
    wrong = counts().group_by("source").agg(wrong=pl.col("rejected_rows").sum())
    rows = (
        pl.DataFrame({"source": SOURCES, "order": range(len(SOURCES))})
        .join(given, on="source", how="left")
        .join(wrong, on="source", how="left")
        .with_columns(
            pl.col("batches", "rows_accepted", "rows_rejected", "wrong").fill_null(0),
            behind=(pl.lit(newest) - pl.col("as_of")).dt.total_seconds() // _SECONDS_A_DAY,
            state=pl.when(pl.col("batches").is_null())
            .then(pl.lit(t("data_quality.not_received")))
            .otherwise(pl.lit(t("data_quality.received"))),
        )
        .sort("order")
    )
    return rows.with_columns(said(rows, "source", source_name))


def batches() -> None:
    """Draw the files received, newest first; a click shows what was noted while reading."""
    st.markdown(f"### {t('data_quality.batches_head')}", anchors=False)
    st.caption(t("data_quality.batches_hint"))
    rows = queries.derived.of(queries.ask(data_questions.loads), _every_batch, language())
    columns = (
        Column("file_name", t("data_quality.file"), width="medium"),
        Column("source_name", t("data_quality.source")),
        Column("as_of", t("data_quality.reaches"), "reach"),
        Column("rows_read", t("data_quality.read"), "count"),
        Column("rows_accepted", t("data_quality.accepted"), "count"),
        Column("rows_rejected", t("data_quality.rejected"), "count"),
        Column("rows_to_correct", t("data_quality.wrong"), "count"),
        Column("rows_corrected", t("data_quality.corrected"), "count"),
        Column("rows_superseded", t("data_quality.old"), "count"),
        Column(
            "rows_withdrawn",
            t("data_quality.withdrawn"),
            "count",
            help=t("data_quality.withdrawn_help"),
        ),
        Column("noted", t("data_quality.notes"), "count", width=60),
        Column("loaded_at", t("data_quality.loaded_at"), "moment"),
    )
    total = queries.derived.of(rows, _sums)
    name = t("data_quality.batches_head")
    picked = table(rows, columns, "batches", name=name, total=total, select=True)
    if picked:
        _notes(picked["file_name"], picked["notes"])


def _every_batch(loads: pl.DataFrame, lang: str) -> pl.DataFrame:
    """One row per batch, with its source in words and how much was noted of it."""
    return loads.with_columns(
        said(loads, "source", source_name, "source_name"),
        pl.Series("noted", [len(json.loads(notes)) for notes in loads["notes"]], pl.Int64),
    )


def _sums(rows: pl.DataFrame) -> dict[str, Any]:
    return {name: int(rows[name].sum()) for name in _SUMMED}


def _notes(file_name: str, notes: str) -> None:
    st.markdown(f"**{t('data_quality.notes_of', file=formats.escaped(file_name))}**")
    lines = [pick(note["zh"], note["en"]) for note in json.loads(notes)]
    shown = [formats.escaped(line) for line in lines] or [t("data_quality.notes_none")]
    st.markdown("\n".join(f"- {line}" for line in shown))
