"""The rows behind a figure chosen by the reader, as table and file."""

from functools import lru_cache

import streamlit as st

from analysis import evidence_questions
from analysis.evidence_counts import row_count
from analysis.filters import Filters
from analysis.kpis import Kpi, catalogue
from analysis.targets import is_withheld
from analysis.warehouse import Release
from ui import address, filters, formats, queries
from ui.evidence_columns import columns_of, worded
from ui.evidence_files import counts_rows, files
from ui.tables import table
from ui.words import language, pick, t

NONE = "none"
_PARAM = "rows"
# More rows than this are taken as a file: a page names and sorts them anew at every click.
MOST_BROWSED = 10_000


def block(chosen: Filters, key: str, outlet_name: str = "", param: str = _PARAM) -> None:
    """Draw the chooser of figures and, once one is chosen, the rows behind it; asks when opened.

    Args:
        chosen: The period and place of the figures shown on the page.
        key: Unique on the page.
        outlet_name: Whose rows they are, when one outlet was chosen beside the filters.
        param: The name of the choice in the address; a link that bears it opens the block.
    """
    offered = _offered(queries.release(), "outlet" if chosen.outlet_id else "city")
    if len(offered) == 1:
        return
    folded = f"{key}_folded"
    if folded not in st.session_state:
        st.session_state[folded] = st.query_params.get(param) in offered
    opened = st.expander(t("evidence.head"), key=folded, on_change="rerun")
    if not opened.open:
        address.keep(param, None)
        return
    with opened:
        st.caption(t("evidence.of"))
        address.adopt(key, param, offered, NONE)
        kpi_id: str = st.selectbox(
            t("evidence.kpi"),
            offered,
            key=key,
            format_func=_name,
            placeholder=t("evidence.none"),
            label_visibility="collapsed",
        )
        address.keep(param, kpi_id, NONE)
        if kpi_id != NONE:
            _rows(queries.kpi(kpi_id), chosen, key, outlet_name or filters.place_name())


@lru_cache(maxsize=8)
def _offered(opened: Release, scope: str) -> tuple[str, ...]:
    """The figures collected whose rows can be listed, after the choice of none."""
    listed = (
        kpi.id
        for kpi in catalogue().values()
        if scope in kpi.scopes and queries.is_collected(kpi.id) and evidence_questions.parts_of(kpi)
    )
    return (NONE, *listed)


def _name(kpi_id: str) -> str:
    if kpi_id == NONE:
        return t("evidence.none")
    kpi = queries.kpi(kpi_id)
    return pick(kpi.name_zh, kpi.name_en)


def _rows(kpi: Kpi, chosen: Filters, key: str, place: str) -> None:
    parts = evidence_questions.parts_of(kpi)
    known = queries.kpi_values(chosen, (kpi.id,)).to_dicts()
    row = known[0] if known else dict.fromkeys(("value", "numerator", "denominator"))
    is_gap = kpi.kind == "gap"
    sums = {part: _summed(kpi, row[part] or 0.0) for part in parts}
    part = st.segmented_control(
        t("evidence.part"),
        tuple(parts),
        key=f"{key}_{kpi.id}_part",
        default=next(iter(parts)),
        required=True,
        format_func=lambda one: t(f"evidence.sum_{'gap' if is_gap else one}", sum=sums[one]),
        label_visibility="collapsed",
    )
    question = evidence_questions.question_of(parts[part])
    if question is None:
        return
    if is_gap:
        st.caption(
            t(
                "evidence.gap",
                minuend=_name(kpi.minuend or ""),
                subtrahend=_name(kpi.subtrahend or ""),
            )
        )
    name, measure = _name(kpi.id), parts[part]
    file = t("evidence.file", name=name, part=t(f"evidence.file_{part}"), place=place)
    figure = f"{name} {_value(kpi, row)}"
    about = {"period": _period(kpi), "sum": sums[part]}
    number = row[part] or 0.0
    is_long = counts_rows(question, measure) and number > MOST_BROWSED
    # To find the first of a million rows takes seconds.
    found = None if is_long else queries.ask(question, chosen, measure, MOST_BROWSED + 1)
    if found is None or found.height > MOST_BROWSED:
        rows = (
            int(number) if is_long else queries.ask(row_count, question, chosen, measure)["rows"][0]
        )
        about |= {"rows": formats.number(rows)}
        st.markdown(
            t("evidence.long", figure=f"**{figure}**", place=formats.escaped(place), **about)
        )
        note = t("evidence.long_note", figure=figure, place=place, **about)
        files(question, measure, chosen, file, note, number, rows)
        return
    total = float(found["amount"].sum())
    about |= {"rows": formats.number(found.height), "sum": _summed(kpi, total)}
    st.markdown(
        t("evidence.adds_up", figure=f"**{figure}**", place=formats.escaped(place), **about)
    )
    table(
        queries.derived.of(found, worded, language()),
        columns_of(question, measure, found),
        f"{key}_{kpi.id}_{part}",
        name=file,
        notes=[t("evidence.adds_up", figure=figure, place=place, **about)],
    )


def _period(kpi: Kpi) -> str:
    return t("common.stock_note") if kpi.is_stock else filters.period_name(filters.period())


def _value(kpi: Kpi, row: dict[str, float | None]) -> str:
    if is_withheld(kpi, row["denominator"]):
        return t("common.small_n_short")
    return formats.kpi(row["value"], kpi.unit, 2 if kpi.unit == "分" else None)


def _summed(kpi: Kpi, value: float) -> str:
    return formats.points(value) if kpi.kind == "gap" else _number(value)


def _number(value: float) -> str:
    return formats.number(value, 0 if value == round(value) else 2)
