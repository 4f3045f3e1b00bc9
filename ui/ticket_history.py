"""Where a case comes from and where it goes: its row in every export, and the KPIs that count it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl
import streamlit as st

from analysis import questions
from analysis.explain_counts import Count, counts
from analysis.kpis import catalogue
from ui import data_rejects, formats, queries, traces
from ui.data_loading import source_name
from ui.tables import Column, table
from ui.words import WORDS, pick, t

# Where it counts comes first; a case stands outside most figures for one reason.
_PARTS = ("both", "denominator", "numerator", "none")
# Told by a column of their own.
_TOLD = ("exported_at",)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?)?")


def counted(case: Mapping[str, Any]) -> None:
    """Draw which KPIs count a case, on which side and in which month, and why the others do not.

    Args:
        case: The row of `questions.ticket`.
    """
    opened = st.expander(t("traced.kpis_head"), key="traced_kpis", on_change="rerun")
    if not opened.open:
        return
    kpis = {id_: kpi for id_, kpi in catalogue().items() if queries.is_collected(id_)}
    measures = queries.ask(questions.ticket_measures, case["ticket_id"]).to_dicts()
    found = sorted(counts(case, measures, kpis), key=lambda count: _PARTS.index(count.part))
    with opened:
        st.markdown(_sum(found))
        columns = (
            Column("kpi", t("traced.kpi"), width=180),
            Column("part", t("traced.part"), width=135),
            Column("month", t("traced.month"), width=95),
            Column("why", t("traced.why"), width="medium"),
        )
        name = f"{t('traced.kpis_head')}_{case['ticket_id']}"
        table(_kpi_rows(found), columns, "traced_kpis_table", name=name)


def _sum(found: list[Count]) -> str:
    parts: list[str] = [count.part for count in found]
    said = {part: formats.number(parts.count(part)) for part in _PARTS}
    return t("traced.kpis_sum", count=formats.number(len(parts) - parts.count("none")), **said)


def _kpi_rows(found: list[Count]) -> pl.DataFrame:
    kpis = catalogue()
    return pl.DataFrame(
        [
            {
                "kpi": f"{count.kpi_id} {pick(kpis[count.kpi_id].name_zh, kpis[count.kpi_id].name_en)}",
                "part": t(f"traced.part_{count.part}"),
                "month": formats.month(count.month_name) if count.month_name else None,
                "why": t(f"traced.why_{count.why}") if count.why else None,
            }
            for count in found
        ],
        schema=dict.fromkeys(("kpi", "part", "month", "why"), pl.String()),
    )


def versions(ticket_id: str) -> None:
    """Draw a number's row in every export: file, line, as-of, and what each changed."""
    opened = st.expander(t("traced.versions_head"), key="traced_versions", on_change="rerun")
    if not opened.open:
        return
    with opened:
        with st.spinner(t("traced.looking")):
            found = traces.trace(ticket_id)
        if found.reference:
            st.error(t("common.trouble_unexpected", reference=found.reference))
        elif not found.versions:
            st.info(t("traced.none"), icon=":material/search_off:")
        else:
            st.caption(t("traced.versions_says"))
            _versions(found.versions, ticket_id)


def _versions(found: tuple[dict[str, Any], ...], ticket_id: str) -> None:
    rows = pl.DataFrame(
        [_row(version, is_first) for version, is_first in _with_firsts(found)],
        schema_overrides={"line": pl.Int64(), "sheet": pl.String(), "at": pl.Datetime("us")},
    )
    columns = (
        Column("at", t("traced.at"), "moment", width=125),
        Column("state", t("traced.state"), width=95),
        Column("change", t("traced.change"), width=380),
        Column("file", t("data_quality.file"), width=130),
        Column("line", t("data_quality.line"), "count", width=55),
        Column("sheet", t("data_quality.sheet"), width=70),
        Column("source", t("data_quality.source"), width=80),
        Column("batch", t("traced.batch"), width=140),
        Column("sha256", t("traced.sha256"), width="medium"),
    )
    name = f"{t('traced.versions_head')}_{ticket_id}"
    table(rows, columns, "traced_versions_table", name=name)


def _with_firsts(
    found: tuple[dict[str, Any], ...],
) -> list[tuple[dict[str, Any], bool]]:
    """Pair each version with whether nothing of its row was accepted before."""
    seen: set[tuple[str, str]] = set()
    paired = []
    for version in found:
        key = (version["source"], version["key"])
        paired.append((version, key not in seen))
        if "values" in version and version["state"] != "held":
            seen.add(key)
    return paired


def _row(version: Mapping[str, Any], is_first: bool) -> dict[str, Any]:
    return {
        "source": source_name(version["source"]),
        "at": datetime.fromisoformat(version["version_at"]) if version["version_at"] else None,
        "state": t(f"traced.state_{version['state']}"),
        "change": _change(version, is_first),
        "file": version["file_name"],
        "sheet": version["sheet_name"] or None,
        "line": version["line_number"],
        "batch": version["batch_id"],
        "sha256": version["file_sha256"],
    }


def _change(version: Mapping[str, Any], is_first: bool) -> str:
    heads, source = data_rejects.headers(), version["source"]

    def named(column: str | None) -> str:
        return data_rejects.column_name(heads, source, column, version["batch_id"])

    if "rule" in version:
        original = version["original"] or t("data_quality.empty_cell")
        why = data_rejects.reason(version["rule"])
        return t("traced.refused", name=named(version["column_name"]), original=original, why=why)
    if is_first:
        return t("traced.first")
    changes = [
        t("traced.changed", name=named(column), old=_value(column, old), new=_value(column, new))
        for column, (old, new) in version["changed"].items()
        if column not in _TOLD
    ]
    return pick("；", "; ").join(changes) or t("traced.same")


def _value(column: str, value: object) -> str:
    """A value as the reader would say it: codes in words, times as everywhere."""
    if value is None:
        return formats.MISSING
    for key in (f"traced.value_{column}_{value}", f"traced.value_{value}".lower()):
        if key in WORDS:
            return t(key)
    if _MOMENT.fullmatch(str(value)):
        return formats.moment(datetime.fromisoformat(str(value)))
    return str(value)
