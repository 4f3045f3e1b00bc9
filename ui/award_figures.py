"""The picture of the award page: the best-ranked outlets with the range of ranks each may have."""

from html import escape
from math import ceil
from textwrap import wrap

import plotly.graph_objects as go
import polars as pl

from ui import formats, palette
from ui.words import t

_ROW = 36
_ABOVE, _BELOW = 28, 48
_CHARACTERS, _LETTERS = 12, 22
_SYMBOLS = {"recommended": "circle", "review": "diamond", "other": "square"}
_BANDS = ("recommended", "review", "other")


def rank_ranges(rows: pl.DataFrame, places: int, theme: str) -> go.Figure:
    """Draw ranks as dots with their plausible range, best on top, the line after the first N.

    Args:
        rows: outlet_id, outlet_name, score, rank, rank_low, rank_high, chance, band, is_chosen;
            best first.
        places: N.
        theme: light or dark.

    Returns:
        The figure; the signs are those of `awards.picture_of`, filled on the suggested list.
    """
    colour = palette.tokens(theme)
    shades = dict(zip(_BANDS, (colour.primary, colour.muted, colour.steady), strict=True))
    figure = go.Figure()
    for band in _BANDS:
        some = rows.filter(pl.col("band") == band)
        if not some.is_empty():
            _add_band(figure, some, band, shades[band], colour.paper, places)
    figure.add_vline(
        places + 0.5,
        line={"color": colour.ink, "width": 1, "dash": "dash"},
        annotation={
            "text": t("awards.first_places", places=places),
            "font": {"size": 12, "color": colour.ink},
        },
        annotation_position="top",
        layer="below",
    )
    _lay_out(figure, rows, places, colour)
    return figure


def _add_band(
    figure: go.Figure, rows: pl.DataFrame, band: str, shade: str, paper: str, places: int
) -> None:
    figure.add_scatter(
        x=rows["rank"].to_list(),
        y=rows["outlet_id"].to_list(),
        mode="markers",
        cliponaxis=False,  # the first rank lies at the edge
        marker={
            "symbol": _SYMBOLS[band],
            "size": 11,
            "color": [shade if chosen else paper for chosen in rows["is_chosen"]],
            "line": {"color": shade, "width": 2},
        },
        error_x={
            "type": "data",
            "array": (rows["rank_high"] - rows["rank"]).to_list(),
            "arrayminus": (rows["rank"] - rows["rank_low"]).to_list(),
            "color": shade,
            "thickness": 1.5,
            "width": 0,
        },
        hovertext=[_hover(row, places) for row in rows.iter_rows(named=True)],
        hoverinfo="text",
    )


def _hover(row: dict[str, object], places: int) -> str:
    told = t(
        "awards.hover",
        rank=row["rank"],
        score=formats.number(float(str(row["score"])), 2),
        low=row["rank_low"],
        high=row["rank_high"],
        places=places,
        chance=formats.rate(float(str(row["chance"])), 0),
    )
    return f"<b>{escape(str(row['outlet_name']))}</b><br>{told}"


def _lay_out(figure: go.Figure, rows: pl.DataFrame, places: int, colour: palette.Tokens) -> None:
    worst = max(rows["rank_high"])
    figure.update_layout(
        height=_ROW * rows.height + _ABOVE + _BELOW,
        margin={"l": 8, "r": 16, "t": _ABOVE, "b": _BELOW},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": palette.FONT, "size": 13, "color": colour.ink},
        hoverlabel={"font": {"family": palette.FONT, "size": 13}, "align": "left"},
        showlegend=False,
        dragmode=False,
    )
    figure.update_xaxes(
        title={"text": t("awards.rank_axis"), "font": {"size": 12}},
        range=[1 - 0.06 * worst, worst + 1],  # room for the sign of the first beside its name
        tickvals=_ticks(worst, places),
        tickangle=0,
        gridcolor=colour.line,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows["outlet_id"].to_list(),
        autorange="reversed",
        tickvals=rows["outlet_id"].to_list(),
        ticktext=[_wrapped(name) for name in rows["outlet_name"]],
        showgrid=False,
        fixedrange=True,
        automargin=True,
    )


def _wrapped(name: str) -> str:
    """Break a long name in lines, so that a phone keeps room for the ranges beside it."""
    if not any(ord(mark) > 0x2E7F for mark in name):
        return "<br>".join(escape(part) for part in wrap(name, _LETTERS))
    # Chinese may break anywhere; lines of one length read best.
    lines = ceil(len(name) / _CHARACTERS)
    width = ceil(len(name) / lines)
    return "<br>".join(escape(name[at : at + width]) for at in range(0, len(name), width))


def _ticks(worst: int, places: int) -> list[int]:
    """Ranks begin at 1; the rest are round numbers, and the places where they have room."""
    step = next(size for size in (5, 10, 20, 50, 100, 500, 5000) if worst <= size * 4)
    named = {places} if worst <= places * 8 else set()  # their line says it too
    return sorted({1, *named, *range(step, worst + 1, step)})
