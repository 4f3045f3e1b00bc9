"""The on-time page: which definition, the sentence, the cards, the line by month."""

from itertools import takewhile

import polars as pl
import streamlit as st

from analysis import signals
from analysis.filters import Filters
from analysis.signals import FEW, SMALL
from analysis.targets import meets
from ui import address, cards, charts, filters, formats, pictures, queries
from ui.on_time_gap import cases, cohorts
from ui.said import said
from ui.tables import Column, table
from ui.words import pick, t

# The measures behind each definition: its cases, those on time, those not (sql/queries/ticket_rows).
MEASURES = {
    "K04": ("due", "due_on_time", "due_late"),
    "K04e": ("due_extended", "due_extended_on_time", "due_extended_late"),
    "K05": ("closed_with_due", "closed_on_time", "closed_late"),
}
_KEY, _PARAM, _USUAL = "on_time_definition", "definition", "K04"


def definition() -> str:
    """Return the KPI of the definition that is chosen, before its switch is drawn."""
    address.adopt(_KEY, _PARAM, tuple(MEASURES), _USUAL)
    chosen: str = st.session_state[_KEY]
    return chosen


def parts(kpi_id: str, chosen: Filters) -> tuple[int, int, int]:
    """Return how many cases a definition counts, how many of them on time, how many not."""
    values = queries.kpi_values(chosen, (kpi_id,))
    if values.is_empty():
        return 0, 0, 0
    row = values.row(0, named=True)
    every, done = int(row["denominator"] or 0), int(row["numerator"] or 0)
    return every, done, every - done


def sentence(kpi_id: str) -> None:
    """Say in one sentence whether cases are finished on time."""
    chosen = filters.current()
    every, done, late = parts(kpi_id, chosen)
    facts = {
        "place": formats.escaped(filters.scope_name()),
        "period": filters.period_name(filters.period()),
        "due": formats.number(every),
    }
    if every < SMALL:
        which = "few" if every else "nobody"
        st.markdown(f"### {t(f'on_time.says_{which}', **facts)}", anchors=False)
        return
    facts |= {
        "on_time": formats.number(done),
        "rate": formats.rate(done / every),
        "target": _against_target(kpi_id, done, every),
        "rest": _rest(kpi_id, late, chosen),
        "few": _cautions(every),
    }
    st.markdown(f"### {t(f'on_time.says_{kpi_id}', **facts)}", anchors=False)


def _against_target(kpi_id: str, done: int, every: int) -> str:
    kpi = queries.kpi(kpi_id)
    if kpi.target is None or filters.period().is_running:
        return ""
    if meets(kpi, done / every, every):
        return t("on_time.met", target=formats.rate(kpi.target, 0))
    return t("on_time.short", gap=formats.points(done / every - kpi.target).lstrip("−"))


def _cautions(every: int) -> str:
    """What keeps a figure from being judged."""
    said = [t("on_time.few")] if every < FEW else []
    if filters.period().is_running:
        said.append(t("on_time.running"))
    return pick("", " ").join(said)


def _rest(kpi_id: str, late: int, chosen: Filters) -> str:
    """What became of those not on time."""
    if not late:
        return t("on_time.rest_none")
    if kpi_id != "K04":
        return t(f"on_time.rest_{kpi_id}", late=formats.number(late))
    found = cohorts(chosen)
    numbers = {name: cases(found, name) for name in ("unclosed", "withdrawn")}
    what_became = [
        t(f"on_time.rest_{name}", count=formats.number(count))
        for name, count in numbers.items()
        if count
    ]
    if not what_became:
        return t("on_time.rest_K04_closed", late=formats.number(late))
    if sum(numbers.values()) < late:
        what_became.append(t("on_time.rest_closed"))
    rest = pick("，", ", ").join(what_became)
    return t("on_time.rest_K04", late=formats.number(late), rest=rest)


def switch(kpi_id: str) -> None:
    """Draw the switch between the definitions, and what the chosen one counts."""
    st.segmented_control(
        t("on_time.definition"),
        tuple(MEASURES),
        key=_KEY,
        required=True,
        format_func=lambda id_: t(f"on_time.{id_}"),
    )
    address.keep(_PARAM, kpi_id, _USUAL)
    kpi = queries.kpi(kpi_id)
    st.caption(formats.escaped(pick(kpi.definition_zh, kpi.definition_en)))


def figures(kpi_id: str) -> None:
    """Draw the headline, the gap between definitions, open overdue and due soon."""
    cards.row((kpi_id, "K05g", "K08", "K08w"), "on_time_cards")


def months(kpi_id: str) -> None:
    """Draw the main picture: thirteen months with their usual band and the target, and its rows."""
    chosen, kpi = filters.current(), queries.kpi(kpi_id)
    series = _series(kpi_id, chosen)
    if series.height < 2:
        return
    last = filters.period().months[-1]
    # An unfinished month is drawn, but neither judged nor part of what is usual.
    usual = series if last.is_complete else series.filter(pl.col("month_name") != last.name)
    band = signals.limits(usual["value"].to_list(), floor=0.0, ceiling=1.0)
    unfinished = "" if last.is_complete else t("on_time.month_partial", month=_month(last.name))
    pictures.picture(
        "on_time_months",
        _seen(kpi_id, usual, band),
        t("on_time.month_of" if kpi.target is not None else "on_time.month_of_plain") + unfinished,
        lambda theme: charts.series(series, kpi.unit, theme, limits=band, target=kpi.target),
        chosen,
        kpi_id,
    )
    opened = st.expander(t("common.rows_behind"), key="on_time_months_rows", on_change="rerun")
    if opened.open:
        with opened:
            _months_table(kpi_id, series)


def _series(kpi_id: str, chosen: Filters) -> pl.DataFrame:
    """Thirteen months; a rate of fewer than ten cases is left out."""
    series = queries.kpi_series(chosen, (kpi_id,))
    enough = pl.col("denominator") >= SMALL
    return series.with_columns(pl.when(enough).then("value").alias("value"))


def _seen(kpi_id: str, series: pl.DataFrame, band: signals.Limits | None) -> str:
    """The picture's title: the newest month against its band, and how long below target."""
    target, values = queries.kpi(kpi_id).target, series["value"].to_list()
    is_judged = band and (series["denominator"][-1] or 0) >= FEW
    signal = band.signal(values[-1]) if band and is_judged else "unknown"
    short = takewhile(
        lambda value: value is not None and target is not None and value < target, reversed(values)
    )
    count = len(list(short))
    run = t("on_time.run", count=count) if count > 1 else ""
    name = t("on_time.rate")
    return t(f"on_time.month_{signal}", month=_month(series["month_name"][-1]), name=name, run=run)


def _months_table(kpi_id: str, series: pl.DataFrame) -> None:
    rows = series.with_columns(
        said(series, "month_name", formats.month),
        late=pl.col("denominator") - pl.col("numerator"),
    ).sort("month", descending=True)
    columns = (
        Column("month_name", t("common.month")),
        Column("denominator", t(f"on_time.due_{kpi_id}"), "count"),
        Column("numerator", t("on_time.done"), "count"),
        Column("late", t("on_time.late"), "count"),
        Column("value", t("on_time.rate"), "rate", n="denominator"),
    )
    table(rows, columns, "on_time_by_month", name=t("on_time.by_month"))


def _month(name: str) -> str:
    return formats.month(name)
