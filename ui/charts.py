"""Pictures made from frames: Plotly figures and the small line of a card. Nothing is drawn here.

Bars begin at zero; dots and lines need not, and say so.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go
import polars as pl

from analysis.signals import Limits
from ui import formats
from ui.palette import FONT, Tokens, tokens
from ui.words import t

CONFIG = {"displayModeBar": False, "scrollZoom": False}
_ROW = 30


def series(
    frame: pl.DataFrame,
    unit: str,
    theme: str,
    *,
    limits: Limits | None = None,
    target: float | None = None,
    height: int = 280,
) -> go.Figure:
    """Draw one KPI by month: the line, its usual band behind it, the target.

    Args:
        frame: [month_name, numerator, denominator, value], oldest first; fractions for shares.
        unit: The unit of the catalogue's entry.
        theme: light or dark.
        limits: The band, from `analysis.signals.limits`.
        target: In the unit of value.
        height: In pixels.
    """
    colour = tokens(theme)
    names = frame["month_name"].to_list()
    figure = _empty(colour, height)
    if limits:
        figure.add_hrect(
            limits.lower, limits.upper, fillcolor=colour.band, line_width=0, layer="below"
        )
        figure.add_hline(limits.mean, line={"color": colour.steady, "width": 1})
    figure.add_scatter(
        x=names,
        y=frame["value"].to_list(),
        mode="lines+markers",
        line={"color": colour.primary, "width": 2},
        marker={"size": 6},
        hovertext=_hovers(frame, [formats.month(name) for name in names], unit),
        hoverinfo="text",
        showlegend=False,
    )
    if target is not None:
        _target_line(figure, colour, target, unit, horizontal=True)
    figure.update_xaxes(tickvals=names, ticktext=formats.month_ticks(names), type="category")
    figure.update_yaxes(**_axis(unit))
    return figure


def ranking(
    frame: pl.DataFrame,
    unit: str,
    theme: str,
    *,
    target: float | None = None,
    chosen: str | None = None,
) -> go.Figure:
    """Draw members of a level in the order given, the first on top.

    Shares are dots with their plausible range, so their axis need not begin at zero; volumes
    are bars from zero.

    Args:
        frame: [scope_id, name, numerator, denominator, value] and for shares [low, high].
        unit: The unit of the catalogue's entry.
        theme: light or dark.
        target: In the unit of value.
        chosen: The scope_id drawn in the primary colour; the rest recede.
    """
    colour = tokens(theme)
    names = [escape(name) for name in frame["name"]]
    shades = [
        colour.primary if chosen is None or id_ == chosen else colour.steady
        for id_ in frame["scope_id"]
    ]
    figure = _empty(colour, _ROW * frame.height + 60)
    common: dict[str, Any] = {
        "y": names,
        "x": frame["value"].to_list(),
        "hovertext": _hovers(frame, frame["name"], unit),
        "hoverinfo": "text",
        "showlegend": False,
    }
    if "low" in frame.columns:
        spread = frame.select(
            plus=pl.col("high") - pl.col("value"), minus=pl.col("value") - pl.col("low")
        )
        figure.add_scatter(
            **common,
            mode="markers",
            marker={"color": shades, "size": 10},
            error_x={
                "type": "data",
                "array": spread["plus"].to_list(),
                "arrayminus": spread["minus"].to_list(),
                "color": colour.steady,
                "thickness": 1.5,
                "width": 0,
            },
        )
    else:
        figure.add_bar(**common, orientation="h", marker={"color": shades}, width=0.6)
        figure.update_xaxes(rangemode="tozero")
    if target is not None:
        _target_line(figure, colour, target, unit, horizontal=False)
    figure.update_xaxes(**_axis(unit))
    figure.update_yaxes(autorange="reversed", showgrid=False, automargin=True, type="category")
    return figure


def stacked(frame: pl.DataFrame, colours: Sequence[str], theme: str, unit: str = "件") -> go.Figure:
    """Draw shares of a whole as stacked horizontal bars.

    Args:
        frame: [name, part, value], parts in the order they stack.
        colours: One per part.
        theme: light or dark.
        unit: Of the values.
    """
    figure = _empty(tokens(theme), _ROW * frame["name"].n_unique() + 90)
    for (part,), rows in frame.group_by("part", maintain_order=True):
        label = escape(str(part))
        figure.add_bar(
            y=[escape(name) for name in rows["name"]],
            x=rows["value"].to_list(),
            name=label,
            orientation="h",
            marker={"color": colours[len(figure.data)]},
            hovertext=[f"{label}　{formats.count(value, unit)}" for value in rows["value"]],
            hoverinfo="text",
        )
    figure.update_layout(barmode="stack", legend={"orientation": "h", "y": -0.15})
    figure.update_xaxes(**_axis(unit))
    figure.update_yaxes(autorange="reversed", showgrid=False, automargin=True, type="category")
    return figure


def _empty(colour: Tokens, height: int) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 26, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 13, "color": colour.ink},
        hoverlabel={"font": {"family": FONT, "size": 13}, "align": "left"},
        dragmode=False,
    )
    figure.update_xaxes(gridcolor=colour.line, zeroline=False, fixedrange=True, automargin=True)
    figure.update_yaxes(gridcolor=colour.line, zeroline=False, fixedrange=True, automargin=True)
    return figure


def _target_line(
    figure: go.Figure, colour: Tokens, target: float, unit: str, *, horizontal: bool
) -> None:
    label = t(
        "common.target", value=formats.kpi(target, unit, 0 if target == round(target, 2) else 2)
    )
    style = {
        "line": {"color": colour.ink, "width": 1, "dash": "dash"},
        "annotation": {"text": label, "font": {"size": 12, "color": colour.ink}},
        "layer": "below",
    }
    if horizontal:
        figure.add_hline(target, annotation_position="top right", **style)
    else:
        figure.add_vline(target, annotation_position="top", **style)


def _axis(unit: str) -> dict[str, Any]:
    return {"tickformat": ".1~%"} if unit in ("%", "百分点") else {"tickformat": ",~f"}


def _hovers(frame: pl.DataFrame, names: Sequence[str] | pl.Series, unit: str) -> list[str]:
    """Name, value and parts of every row."""
    has_parts = unit in formats.RATES
    return [
        f"<b>{escape(name)}</b><br>{formats.kpi(row['value'], unit)}"
        + (f"<br>{formats.parts(row['numerator'], row['denominator'])}" if has_parts else "")
        for name, row in zip(names, frame.iter_rows(named=True), strict=True)
    ]
