"""The rows behind a figure of complaints or inspections, chosen by the reader, as table and file."""

import polars as pl
import streamlit as st

from analysis import evidence
from analysis.filters import Filters
from analysis.kpis import Kpi, catalogue
from ui import address, filters, formats, queries
from ui.tables import Column, table
from ui.words import WORDS, language, pick, t

NONE = "none"
_PARAM = "rows"
_WORDED = ("channel", "category", "kind", "result")
_TRUTHS = ("is_on_time", "is_upheld", "is_satisfied")
_PLACE = (
    Column("unit_name", "common.unit", width="medium"),
    Column("outlet_name", "common.outlet", width="medium"),
    Column("district_name", "common.district"),
)
_LINE = (
    Column("file_name", "evidence.file_name", width="medium"),
    Column("line_number", "evidence.line_number", "count", width=80),
)
_AMOUNT = Column("amount", "evidence.amount", "decimal", width=90)
_COLUMNS: dict[evidence.Question, tuple[Column, ...]] = {
    evidence.complaint_rows: (
        Column("complaint_id", "evidence.complaint_id"), _AMOUNT,
        Column("channel", "evidence.channel"), Column("category", "evidence.category"), *_PLACE,
        Column("received_at", "evidence.received_at", "moment"),
        Column("due_at", "evidence.due_at", "moment"),
        Column("first_closed_at", "evidence.first_closed_at", "moment"),
        Column("is_on_time", "evidence.is_on_time"), Column("is_upheld", "evidence.is_upheld"),
        Column("is_satisfied", "evidence.is_satisfied"),
        Column("escalated_to", "evidence.escalated_to"),
        Column("source_ticket_id", "evidence.source_ticket_id"), *_LINE,
    ),
    evidence.inspection_rows: (
        Column("inspection_id", "evidence.inspection_id"), _AMOUNT,
        Column("inspected_at", "evidence.inspected_at", "moment"), Column("kind", "evidence.kind"),
        *_PLACE, Column("item", "evidence.item"), Column("result", "evidence.result"),
        Column("value", "evidence.value", "decimal"), Column("reason", "evidence.reason"),
        Column("rectify_due", "evidence.rectify_due", "date"),
        Column("rectified_at", "evidence.rectified_at", "moment"),
        Column("score", "evidence.score", "decimal"),
        Column("announced_score", "evidence.announced_score", "decimal"),
        Column("inspector", "evidence.inspector"),
        Column("adjusted_score", "evidence.adjusted_score", "decimal"),
        Column("windows_open", "evidence.windows_open", "count"),
        Column("windows_total", "evidence.windows_total", "count"), *_LINE,
    ),
    evidence.inspected_outlet_rows: (
        Column("outlet_name", "common.outlet", width="medium"), _AMOUNT,
        Column("item", "evidence.item"), Column("unit_name", "common.unit", width="medium"),
        Column("district_name", "common.district"),
        Column("inspections", "evidence.inspections", "count"),
        Column("announced", "evidence.announced", "count"),
        Column("unannounced", "evidence.unannounced", "count"),
        Column("mean_score", "evidence.mean_score", "decimal"),
        Column("lacking_a_must", "evidence.lacking_a_must", "count"),
        Column("last_inspected_at", "evidence.last_inspected_at", "moment"),
    ),
}  # fmt: skip
# Of interest with these measures only; elsewhere they would be columns without a word.
_ONLY = {
    "announced_score": ("visits_paired", "announced_gap_points"),
    "adjusted_score": ("inspection_score_points", "inspections_scored", "severity_points", "inspections_compared"),
    "windows_open": ("windows_open", "windows_installed"),
    "windows_total": ("windows_open", "windows_installed"),
}  # fmt: skip


def block(chosen: Filters, key: str, param: str = _PARAM) -> None:
    """Draw the chooser of figures and, once one is chosen, the rows behind it.

    Args:
        chosen: The period and place of the figures shown on the page.
        key: Unique on the page.
        param: The name of the choice in the address.
    """
    offered = (NONE, *_offered())
    if len(offered) == 1:
        return
    st.markdown(f"### {t('evidence.head')}", anchors=False)
    st.caption(t("evidence.of"))
    address.adopt(key, param, offered, NONE)
    kpi_id: str = st.selectbox(
        t("evidence.kpi"), offered, key=key, format_func=_name, label_visibility="collapsed"
    )
    address.keep(param, kpi_id, NONE)
    if kpi_id != NONE:
        _rows(queries.kpi(kpi_id), chosen, key)


def _offered() -> tuple[str, ...]:
    return tuple(
        kpi.id
        for kpi in catalogue().values()
        if queries.is_collected(kpi.id) and evidence.parts_of(kpi)
    )


def _name(kpi_id: str) -> str:
    if kpi_id == NONE:
        return t("evidence.none")
    kpi = queries.kpi(kpi_id)
    return pick(kpi.name_zh, kpi.name_en)


def _rows(kpi: Kpi, chosen: Filters, key: str) -> None:
    parts = evidence.parts_of(kpi)
    row = queries.kpi_values(chosen, (kpi.id,)).to_dicts()
    sums = {part: _number((row or [{}])[0].get(part) or 0.0) for part in parts}
    part = st.segmented_control(
        t("evidence.part"),
        tuple(parts),
        key=f"{key}_{kpi.id}_part",
        default=next(iter(parts)),
        required=True,
        format_func=lambda one: t(f"evidence.{one}", sum=sums[one]),
        label_visibility="collapsed",
    )
    question = evidence.question_of(parts[part])
    if question is None:
        return
    found = queries.ask(question, chosen, parts[part])
    total = float(found["amount"].sum())
    st.caption(
        t(
            "evidence.adds_up",
            period=filters.period_name(filters.period()),
            place=formats.escaped(filters.place_name()),
            rows=formats.number(found.height),
            sum=_number(total),
        )
    )
    columns = [
        Column(one.key, t(one.label), one.kind, width=one.width)
        for one in _COLUMNS[question]
        if parts[part] in _ONLY.get(one.key, (parts[part],))
        and not (
            one.key in ("item", "result", "value", "reason", "rectify_due", "rectified_at")
            and _is_whole(found)
        )
    ]
    table(
        queries.derived.of(found, _worded, language()),
        columns,
        f"{key}_{kpi.id}_{part}_{hash(chosen)}",
        name=t("evidence.file", name=_name(kpi.id), part=t(f"evidence.file_{part}")),
        total={"amount": total},
    )


def _is_whole(found: pl.DataFrame) -> bool:
    """Whether the rows are whole inspections or outlets, so that the columns of items say nothing."""
    return "item_code" not in found.columns or found["item_code"].null_count() == found.height


def _number(value: float) -> str:
    return formats.number(value, 0 if value == round(value) else 2)


def _worded(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Put the reader's words for codes, yes and no, and what is unknown."""
    words = [
        pl.col(name).replace(
            {
                key.removeprefix(f"evidence.{name}_"): t(key)
                for key in WORDS
                if key.startswith(f"evidence.{name}_")
            }
        )
        for name in _WORDED
        if name in found.columns
    ]
    truths = [
        pl.when(pl.col(name)).then(pl.lit(t("evidence.yes"))).when(~pl.col(name)).then(pl.lit(t("evidence.no"))).alias(name)
        for name in _TRUTHS
        if name in found.columns
    ]  # fmt: skip
    item = pick("item_name", "item_name_en")
    named = [pl.coalesce(item, "item_code").alias("item")] if "item_code" in found.columns else []
    places = pl.col("unit_name", "outlet_name", "district_name").replace(
        "unknown", t("common.unknown")
    )
    return found.with_columns(*words, *truths, *named, places)
