"""Where the gap between the definitions comes from, and what stands beside on-time completion."""

from collections.abc import Iterable
from typing import Any

import polars as pl
import streamlit as st

from analysis import kpi_questions
from analysis.filters import Filters
from analysis.signals import SMALL
from ui import filters, formats, queries
from ui.said import said
from ui.tables import Column, table
from ui.words import pick, t

_ASIDE = ("withdrawn", "floating", "excluded", "provisional")


def cohorts(chosen: Filters) -> dict[str, dict[str, int]]:
    """Return what the two definitions are made of, by cohort (`kpi_questions.definition_gap`)."""
    rows = queries.ask(kpi_questions.definition_gap, chosen).iter_rows(named=True)
    return {row["cohort"]: row for row in rows}


def cases(found: dict[str, dict[str, int]], *names: str) -> int:
    """Return how many cases some cohorts hold together."""
    return sum(found.get(name, {}).get("cases", 0) for name in names)


def gap() -> dict[str, Any] | None:
    """Say where the gap between the definitions comes from.

    Returns:
        The row that was clicked, of cases that only one definition counts: [code, cohort, cases].
    """
    chosen = filters.current()
    found = cohorts(chosen)
    st.markdown(f"**{t('on_time.gap_head')}**")
    values = queries.kpi_values(chosen, ("K04", "K05", "K05g"))
    known = {row["kpi_id"]: row["value"] for row in values.iter_rows(named=True)}
    fewest = min((row["denominator"] or 0 for row in _parts(values)), default=0)
    if fewest < SMALL or known.get("K05g") is None:
        st.caption(t("on_time.gap_none"))
        return None
    st.markdown(_gap_said(known, found))
    opened = st.expander(t("common.rows_behind"), key="on_time_gap", on_change="rerun")
    if opened.open:
        with opened:
            return _gap_table(chosen)
    return None


def beside(kpi_id: str) -> dict[str, int]:
    """Say what is counted beside the rate and not in it; return the counts."""
    counts: dict[str, int] = queries.ask(kpi_questions.cases_beside, filters.current()).row(
        0, named=True
    )
    none = t("on_time.beside_no_deadline_none")
    lines = [_aside("no_deadline", counts) if counts["no_deadline"] else none]
    lines += [_aside(name, counts) for name in _ASIDE if counts[name]]
    kpi = queries.kpi(kpi_id)
    source = pick(kpi.target_source_zh, kpi.target_source_en)
    if kpi.target is not None:
        lines.append(f"{t('common.target', value=formats.rate(kpi.target, 0))} ({source})")
    st.markdown(f"**{t('on_time.beside')}**")
    st.caption("\n".join(f"- {formats.escaped(line)}" for line in lines))
    return counts


def _aside(name: str, counts: dict[str, int]) -> str:
    return t(f"on_time.beside_{name}", count=formats.count(counts[name]))


def _parts(values: pl.DataFrame) -> Iterable[dict[str, Any]]:
    return (row for row in values.iter_rows(named=True) if row["kpi_id"] != "K05g")


def _gap_said(known: dict[str, float], found: dict[str, dict[str, int]]) -> str:
    def count(*names: str) -> str:
        return formats.number(cases(found, *names))

    why = t(
        "on_time.gap_why",
        due_only=count("unclosed", "withdrawn", "closed_before", "closed_after"),
        unclosed=count("unclosed"),
        withdrawn=count("withdrawn"),
        closed_only=count("due_before", "due_after"),
        before=count("due_before"),
        after=count("due_after"),
    )
    if formats.points(known["K05g"]) == formats.points(0):
        return t("on_time.gap_same", due=formats.rate(known["K04"]), why=why)
    side = "on_time.gap_higher" if known["K05g"] >= 0 else "on_time.gap_lower"
    return t(
        "on_time.gap_says",
        closed=formats.rate(known["K05"]),
        due=formats.rate(known["K04"]),
        side=t(side),
        gap=formats.points(abs(known["K05g"])).lstrip("+"),
        why=why,
    )


def _gap_table(chosen: Filters) -> dict[str, Any] | None:
    def marked(flag: str) -> pl.Expr:
        return pl.when(flag).then(pl.lit(t("on_time.yes"))).otherwise(pl.lit(t("on_time.no")))

    found = queries.ask(kpi_questions.definition_gap, chosen)
    rows = found.with_columns(
        said(found, "cohort", lambda name: t(f"on_time.cohort_{name}")),
        code="cohort",
        in_due=marked("in_due"),
        in_closed=marked("in_closed"),
    )
    columns = (
        Column("cohort", t("on_time.cohort"), width="medium"),
        Column("cases", t("on_time.cases"), "count"),
        Column("on_time", t("on_time.done"), "count"),
        Column("in_due", t("on_time.in_due")),
        Column("in_closed", t("on_time.in_closed")),
    )
    st.caption(t("on_time.gap_hint"))
    key = f"on_time_gap_{hash(chosen)}"
    picked = table(rows, columns, key, name=t("on_time.gap_head"), select=True)
    return picked if picked and picked["code"] != "both" else None
