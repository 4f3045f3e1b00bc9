"""What the data leave open: cases not placed, names in no ledger, figures not yet computable."""

from dataclasses import replace

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from analysis import data_questions, kpi_questions, questions
from ui import charts, filters, formats, palette, pictures, queries
from ui.needs import need
from ui.tables import Column, table
from ui.words import language, t

_LADDER = ("window", "outlet", "unit", "township", "district", "none")


def located() -> None:
    """Draw how far the cases of the period could be placed, as one stacked bar and its rows."""
    counted = queries.ask(data_questions.attribution_counts, filters.current())
    known = queries.derived.of(counted, _known)
    total = sum(known.values())
    if not total:
        return
    rows = queries.derived.of(counted, _steps, language())
    shades = [
        palette.SEQUENTIAL[-1 - min(at, 4)] for at, step in enumerate(_LADDER) if step in known
    ]
    title = queries.derived.of(counted, _title, language())
    pictures.picture(
        "located",
        title,
        t("data_gaps.located_of"),
        lambda theme: _bar(rows, shades, theme),
        filters.current(),
    )
    columns = (
        Column("part", t("data_gaps.attribution")),
        Column("value", t("data_gaps.cases"), "count"),
        Column("share", t("data_gaps.share"), "rate"),
    )
    table(
        rows,
        columns,
        "located_rows",
        name=t("data_gaps.attribution"),
        total={"value": total, "share": 1.0},
    )


def _known(counted: pl.DataFrame) -> dict[str, int]:
    return dict(counted.iter_rows())


def _title(counted: pl.DataFrame, lang: str) -> str:
    """What share of the cases could be placed how far, as a sentence."""
    known = _known(counted)
    total, unit = sum(known.values()), known.get("unit", 0)
    windows = known.get("window", 0) + known.get("outlet", 0)
    return t(
        "data_gaps.located",
        share=formats.rate(windows / total, 1),
        unit=formats.rate(unit / total, 1),
        none=formats.rate((total - windows - unit) / total, 1),
    )


def _steps(counted: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The steps of the ladder that cases reached, the nearest first."""
    known = dict(counted.iter_rows())
    return pl.DataFrame(
        {
            "part": [t(f"data_gaps.at_{step}") for step in _LADDER if step in known],
            "value": [known[step] for step in _LADDER if step in known],
        }
    ).with_columns(
        name=pl.lit(t("data_gaps.all_cases")), share=pl.col("value") / pl.col("value").sum()
    )


def ledgers() -> None:
    """Say where ledgers and cases disagree; the rows are in `data_lists`."""
    st.markdown(f"### {t('data_gaps.ledger_head')}", anchors=False)
    info = queries.build_info().row(0, named=True)
    lines = queries.derived.of(queries.ask(data_questions.unregistered), _in_no_ledger, language())
    everywhere = replace(
        filters.current(), district_id=None, township_id=None, industry_id=None, entity_level=None
    )
    found = {
        **queries.derived.of(queries.ask(questions.outlets, everywhere), _misplaced),
        "no_deadline": info["tickets_without_deadline"],
        "provisional": info["provisional_tickets"],
    }
    lines = lines + [
        t(f"data_gaps.ledger_{key}", count=formats.number(count))
        for key, count in found.items()
        if count
    ]
    lines += _attached(queries.ask(data_questions.ratings_attached).row(0, named=True))
    st.markdown("\n".join(f"- {line}" for line in lines or [t("data_gaps.ledger_clean")]))


def _attached(counted: dict[str, int]) -> list[str]:
    """What share of the exported ratings belongs to a case; nothing where there are none."""
    if not counted["ratings"]:
        return []
    return [
        t(
            "data_gaps.ledger_ratings",
            count=formats.number(counted["ratings"]),
            share=formats.rate(counted["of_cases"] / counted["ratings"], 1),
            **{
                key: formats.number(counted[key]) for key in ("of_cases", "of_outlets", "of_nobody")
            },
        )
    ]


def _in_no_ledger(names: pl.DataFrame, lang: str) -> list[str]:
    unknown: dict[str, list[int]] = {}
    for kind, tickets in zip(names["kind"], names["tickets"], strict=True):
        unknown.setdefault(kind, []).append(tickets)
    return [
        t(
            f"data_gaps.ledger_{kind}s",
            count=formats.number(len(unknown[kind])),
            tickets=formats.number(sum(unknown[kind])),
        )
        for kind in ("unit", "outlet")
        if kind in unknown
    ]


def missing() -> None:
    """Draw the figures that cannot be computed, folded, with the export each would take."""
    st.markdown(f"### {t('data_gaps.missing_head')}", anchors=False)
    known = queries.ask(kpi_questions.kpis_collected)
    rows = queries.derived.of(known, _absent, language())
    if rows.is_empty():
        st.caption(t("data_gaps.missing_none", count=formats.number(known.height)))
        return
    st.caption(t("data_gaps.missing_says"))
    opened = st.expander(
        t("data_gaps.missing_folded", count=formats.number(rows.height)),
        key="missing_folded",
        on_change="rerun",
    )
    if not opened.open:
        return
    columns = (
        Column("kpi", t("data_gaps.kpi"), width="medium"),
        Column("needs", t("data_gaps.needs"), width="large"),
    )
    with opened:
        table(rows, columns, "missing", name=t("data_gaps.missing_head"))


def _absent(known: pl.DataFrame, lang: str) -> pl.DataFrame:
    """The figures that the exports do not carry, and what each would take."""
    return pl.DataFrame(
        [
            {
                "kpi": queries.family_name(row["kpi_id"]),
                "needs": formats.listed([need(one) for one in row["requires"]]),
            }
            for row in known.iter_rows(named=True)
            if not row["is_collected"]
        ],
        schema={"kpi": pl.String, "needs": pl.String},
    ).unique(maintain_order=True)


def _bar(rows: pl.DataFrame, shades: list[str], theme: str) -> go.Figure:
    """One bar is low: its legend needs room below the axis."""
    figure = charts.stacked(rows, shades, theme)
    figure.update_layout(height=150, legend={"y": -0.5, "traceorder": "normal"})
    return figure


def _misplaced(outlets: pl.DataFrame) -> dict[str, int]:
    is_open = outlets.filter("is_open")
    return {
        "unplaced": is_open["lon_wgs84"].null_count(),
        "outside": is_open.filter(~pl.col("is_in_district")).height,
    }
