"""Completeness: sources by months, what is missing seen at a glance, by sign, word and shade."""

from html import escape

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from analysis import data_questions
from ui import formats, palette, pictures, queries
from ui.data_loading import source_name
from ui.downloads import downloads
from ui.said import said
from ui.words import language, t

# The shade of a state on the scale from 0 to 1; colour never stands alone.
_SHADES = {"before": 0.0, "full": 0.25, "none": 0.25, "partial": 0.5, "few": 0.75, "missing": 1.0}
_ROW_PX = 26
_HEADS = {
    "source": "data_quality.source",
    "month_name": "data_completeness.month_name",
    "row_count": "data_completeness.row_count",
    "state": "data_quality.state",
}


def completeness() -> None:
    """Draw the table of months by sources with its title, and its rows as a file."""
    st.markdown(f"### {t('data_completeness.months_head')}", anchors=False)
    rows = queries.ask(data_questions.completeness)
    if rows.is_empty():
        st.caption(t("data_completeness.months_none"))
        return
    pictures.picture(
        "completeness",
        queries.derived.of(rows, _title, language()),
        t("data_completeness.months_of"),
        lambda theme: _figure(rows, theme),
    )
    heads = {key: t(word) for key, word in _HEADS.items()}
    named = queries.derived.of(rows, _named, language())
    downloads(named, t("data_completeness.months_head"), "completeness_rows", heads)


def _named(rows: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The rows in words, as their file holds them."""
    return rows.with_columns(
        said(rows, "source", source_name),
        said(rows, "state", lambda state: t(f"data_completeness.month_{state}")),
    ).select(*_HEADS)


def _title(rows: pl.DataFrame, lang: str) -> str:
    """Say which months are missing, newest first; the picture shows the rest."""
    missing = rows.filter(state="missing").sort("month", descending=True)
    if missing.is_empty():
        few = rows.filter(state="few").height
        return (
            t("data_completeness.months_few", count=few)
            if few
            else t("data_completeness.months_whole")
        )
    first = [
        t("data_completeness.month_of", source=source_name(source), month=formats.month(month))
        for source, month in missing.select("source", "month_name").head(3).iter_rows()
    ]
    return t(
        "data_completeness.months_missing",
        count=formats.number(missing.height),
        names=formats.listed(first),
    )


def _figure(rows: pl.DataFrame, theme: str) -> go.Figure:
    """Months down, sources across: on a phone the page scrolls down, not sideways."""
    colour = palette.tokens(theme)
    sources = rows["source"].unique(maintain_order=True).to_list()
    months = rows["month_name"].unique().sort(descending=True).to_list()
    cells = {(row["source"], row["month_name"]): row for row in rows.iter_rows(named=True)}
    grid = [[cells[source, month] for source in sources] for month in months]
    figure = go.Figure(
        go.Heatmap(
            z=[[_SHADES[cell["state"]] for cell in line] for line in grid],
            x=[escape(source_name(source)) for source in sources],
            y=[formats.month(month) for month in months],
            text=[[_cell(cell["state"], cell["row_count"]) for cell in line] for line in grid],
            texttemplate="%{text}",
            textfont={"size": 12, "color": colour.ink},
            hovertext=[
                [_hover(cell["state"], cell["row_count"]) for cell in line] for line in grid
            ],
            hoverinfo="x+y+text",
            zmin=0,
            zmax=1,
            xgap=2,
            ygap=2,
            showscale=False,
            colorscale=_scale(theme),
        )
    )
    figure.update_layout(
        height=_ROW_PX * len(months) + 60,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": palette.FONT, "size": 12, "color": colour.ink},
        dragmode=False,
    )
    figure.update_xaxes(side="top", fixedrange=True, type="category", automargin=True)
    figure.update_yaxes(autorange="reversed", fixedrange=True, type="category", automargin=True)
    return figure


def _scale(theme: str) -> list[tuple[float, str]]:
    """Pale for what is there, the colour of `worse` the stronger the less is there."""
    is_dark = theme == "dark"
    paper, full = ("#12181F", "#1E3A50") if is_dark else ("#FFFFFF", "#DCE9F3")
    partial, few, missing = (
        ("#2E3945", "#6B4228", "#9A4F22") if is_dark else ("#EEF1F4", "#F9DCC8", "#F0B48C")
    )
    return [(0.0, paper), (0.25, full), (0.5, partial), (0.75, few), (1.0, missing)]


def _cell(state: str, count: int) -> str:
    if state == "before":
        return formats.MISSING
    if state == "missing":
        return t("data_completeness.cell_missing")
    sign = {"partial": " …", "few": " ▼"}.get(state, "")
    return formats.number(count) + sign


def _hover(state: str, count: int) -> str:
    return f"{formats.number(count)}　{t(f'data_completeness.month_{state}')}"
