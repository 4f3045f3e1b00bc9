"""The blocks of the overview, in the order of office.md section 4."""

from functools import lru_cache

import streamlit as st

from analysis import data_questions, kpi_questions, overview, periods
from analysis.filters import Filters
from analysis.kpis import catalogue
from analysis.overview import CORE, HEADLINE, SPARE, Verdict
from ui import filters, formats, queries
from ui.words import language, pick, t


def title() -> str:
    """Return the page's title: place and period."""
    period = filters.period_name(filters.period())
    return t("overview.title", place=formats.escaped(filters.place_name()), period=period)


def below() -> str:
    """Return the level one step below the place that is chosen."""
    chosen = filters.current()
    if chosen.township_id:
        return "unit"
    return "township" if chosen.district_id else "district"


def core() -> tuple[str, ...]:
    """Return the core figures of this city."""
    return overview.core([id_ for id_ in (*CORE, *SPARE) if queries.is_collected(id_)])


def sentence() -> None:
    """Say in one sentence how the selection does."""
    file = str(queries.release().path)
    found = _verdict(file, filters.current(), below())
    told = _so_far(found) if filters.period().is_running else said(found)
    st.markdown(f"### {told}", anchors=False)
    span = filters.period()
    st.caption(
        t("overview.span", first=formats.day(span.start), last=formats.day(span.end))
        + ("" if span.is_complete else f" · {t('common.incomplete')}")
    )


@lru_cache(maxsize=500)
def _verdict(file: str, chosen: Filters, level: str) -> Verdict:
    values = queries.kpi_values(chosen, core())
    members = queries.kpi_by_level(chosen, (HEADLINE,), level)
    shown = [kpi_id for kpi_id in core() if queries.is_collected(kpi_id)]
    return overview.verdict(values, catalogue(), members, shown)


def _so_far(verdict: Verdict) -> str:
    """The sentence of a month that is not over: its figure, and no judgement."""
    start = t("overview.running")
    if verdict.headline is None:
        return start + t("overview.no_headline")
    return start + t("overview.headline_plain", value=formats.rate(verdict.headline))


def said(verdict: Verdict) -> str:
    """Return the sentence of a verdict."""
    if verdict.headline is None:
        which = "no_judgement" if queries.is_collected(HEADLINE) else "no_headline_collected"
        return t(f"overview.{which}") + t("overview.no_headline")
    start = _start(verdict)
    value = formats.rate(verdict.headline)
    if verdict.gap is None:
        return start + t("overview.headline_plain", value=value)
    target = queries.kpi(HEADLINE).target
    if verdict.gap >= 0:
        return start + t("overview.headline_met", value=value, target=formats.rate(target, 0))
    drag = ""
    if verdict.is_judged and verdict.drag:
        names = [formats.escaped(queries.name_of("", name)) for name in verdict.drag]
        which = "drag" if len(names) == 1 else "drags"
        share = formats.rate(verdict.drag_share, 0)
        drag = t(f"overview.{which}", names=formats.listed(names), share=share)
    gap = formats.points(verdict.gap).lstrip("−")
    return start + t("overview.headline_short", value=value, gap=gap, drag=drag)


def _start(verdict: Verdict) -> str:
    counts = {"judged": verdict.judged, "met": verdict.met, "targets": verdict.targets}
    if not verdict.is_judged:
        return t("overview.few_judged", **counts)
    return t(f"overview.mood_{verdict.mood}") + t("overview.targets", **counts)


def notes() -> None:
    """Say what the numbers rest on: definition, attribution, corrections, what is missing."""
    st.markdown(f"### {t('overview.notes')}", anchors=False)
    told = _notes(str(queries.release().path), filters.current(), language())
    st.caption(told, help=t("common.within_range_method"))


@lru_cache(maxsize=500)
def _notes(file: str, chosen: Filters, lang: str) -> str:
    kpi, info = queries.kpi(HEADLINE), queries.build_info().row(0, named=True)
    lines = [
        t(
            "overview.note_definition",
            definition=pick(kpi.definition_zh, kpi.definition_en),
            source=pick(kpi.target_source_zh, kpi.target_source_en),
        ),
        _located(chosen),
        t(
            "overview.note_rejected",
            read=formats.number(info["rows_read"]),
            rejected=formats.number(info["rows_to_correct"]),
            share=formats.rate(info["rows_to_correct"] / max(info["rows_read"], 1)),
        ),
        t("overview.note_self"),
        t("overview.note_small"),
        t("common.within_range_note"),
        *([t("overview.note_rank")] if chosen.district_id else []),
    ]
    for key, count in (
        ("overview.note_no_deadline", info["tickets_without_deadline"]),
        ("overview.note_provisional", info["provisional_tickets"]),
    ):
        if count:
            lines.append(t(key, count=formats.count(count)))
    known = queries.ask(kpi_questions.kpis_collected).iter_rows(named=True)
    missing = [row["kpi_id"] for row in known if not row["is_collected"]]
    if names := list(dict.fromkeys(queries.family_name(kpi_id) for kpi_id in missing)):
        lines.append(t("overview.note_missing", names=formats.listed(names)))
    return "\n".join(f"- {formats.escaped(line)}" for line in lines)


def _located(chosen: Filters) -> str:
    """The attribution ladder: what share of cases could be placed how far."""
    counts = dict(queries.ask(data_questions.attribution_counts, chosen).rows())
    total = max(sum(counts.values()), 1)
    windows = counts.get("window", 0) + counts.get("outlet", 0)
    unit = counts.get("unit", 0)
    return t(
        "overview.note_located",
        share=formats.rate(windows / total),
        unit_share=formats.rate(unit / total),
        none_share=formats.rate((total - windows - unit) / total),
    )


def before() -> Filters | None:
    """Return the selection a period earlier; a month that is not over is compared with none."""
    if filters.period().is_running:
        return None
    earlier = periods.before(filters.period(), filters.months())
    return filters.within(earlier) if earlier else None
