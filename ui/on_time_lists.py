"""The cases behind the numbers: open overdue, due soon, not on time, on time, all of a definition.

Every list has exactly as many rows as the number shown; long ones are taken as a file.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
import streamlit as st

from analysis import questions
from analysis.filters import Filters
from analysis.workbook import Sheet, to_csv, to_xlsx
from ui import address, downloads, filters, formats, queries
from ui.on_time_views import MEASURES, parts
from ui.tables import Column, table
from ui.words import t

STOCKS = {"open_overdue": "K08", "due_soon": "K08w"}
LISTS = (*STOCKS, "late", "done", "all")
# More rows than this are taken as a file: a page sorts and names them anew at every click.
MOST_BROWSED = 10_000
_KEY, _PARAM = "on_time_list", "list"
_LATE = ("open_overdue", "late")
_NARROWED = {
    "district": "district_id",
    "unit": "unit_id",
    "industry": "industry_id",
    "outlet": "outlet_id",
}
_COLUMNS = (
    Column("ticket_id", "on_time.ticket_id"),
    Column("late_workdays", "on_time.late_workdays", "count", width=125),
    Column("matter", "on_time.matter", width="medium"),
    Column("unit_name", "common.unit", width="medium"),
    Column("outlet_name", "common.outlet", width="medium"),
    Column("district_name", "common.district"),
    Column("started_at", "on_time.started_at", "moment"),
    Column("due_at", "on_time.due_at", "moment"),
    Column("due_extended_at", "on_time.due_extended_at", "moment"),
    Column("first_closed_at", "on_time.first_closed_at", "moment"),
    Column("file_name", "on_time.file_name", width="medium"),
    Column("line_number", "on_time.line_number", "count", width=80),
)


@dataclass(frozen=True)
class Narrowed:
    """What the lists are about: the shared filters, and a member that was clicked."""

    chosen: Filters
    matter: str | None = None
    name: str | None = None


def narrowed(level: str, member: Mapping[str, Any] | None) -> Narrowed:
    """Return the selection of the page, within the member that the reader clicked."""
    chosen = filters.current()
    if member is None:
        return Narrowed(chosen)
    if level == "matter":
        return Narrowed(chosen, member["scope_id"], member["name"])
    return Narrowed(replace(chosen, **{_NARROWED[level]: member["scope_id"]}), None, member["name"])


def lists(kpi_id: str, about: Narrowed) -> str | None:
    """Draw the chooser of lists and the one chosen; return the case that was clicked."""
    st.markdown(f"### {t('on_time.list_head')}", anchors=False)
    counts = _counts(kpi_id, about)
    address.adopt(_KEY, _PARAM, LISTS, LISTS[0])
    st.segmented_control(
        t("on_time.list"),
        LISTS,
        key=_KEY,
        required=True,
        format_func=lambda one: t(
            f"on_time.list_{one}",
            count=formats.number(counts[one]),
            due=t(f"on_time.due_{kpi_id}"),
        ),
        label_visibility="collapsed",
    )
    which: str = st.session_state[_KEY]
    address.keep(_PARAM, which, LISTS[0])
    st.caption(" ".join(_said(kpi_id, which, about)))
    if counts[which] > MOST_BROWSED:
        st.info(t("on_time.list_long", count=formats.count(counts[which])), icon=":material/list:")
        files(_measure(kpi_id, which), t(f"on_time.file_{which}"), about, counts[which])
        return None
    hidden = [] if which in _LATE else ["late_workdays"]
    if kpi_id != "K04e":
        hidden.append("due_extended_at")
    return _browsed(_measure(kpi_id, which), t(f"on_time.file_{which}"), about, hidden)


def files(measure: str, name: str, about: Narrowed, count: int) -> None:
    """Draw the two buttons of a list; its rows are asked for when one is clicked.

    Args:
        measure: What `questions.ticket_rows` lists.
        name: Of the file.
        about: The selection.
        count: How many rows there are, as shown on the page.
    """
    release, created, notes = (
        queries.release(), queries.build_info()["as_of"][0], downloads.scope_notes(),
    )  # fmt: skip
    heads, about_sheet = {one.key: t(one.label) for one in _COLUMNS}, t("common.about")
    unknown, keys = t("common.unknown"), [one.key for one in _COLUMNS]
    file_name = f"{name}_{filters.period().id}_v{int(release.build_id)}"

    def rows() -> pl.DataFrame:
        found = questions.ticket_rows(release, about.chosen, measure, about.matter)
        return _named(found, unknown).select(keys)

    def workbook() -> bytes:
        return to_xlsx(
            [Sheet(name[:31], rows(), heads)],
            created=created,
            title=name,
            notes=notes,
            about=about_sheet,
        )

    shown = formats.number(count)
    with st.container(horizontal=True, gap="small"):
        downloads.button(
            t("on_time.list_csv", count=shown),
            lambda: to_csv(rows(), heads),
            f"{file_name}.csv",
            f"{measure}_csv",
            "text/csv",
        )
        downloads.button(
            t("on_time.list_xlsx", count=shown), workbook, f"{file_name}.xlsx", f"{measure}_xlsx"
        )


def cohort(member: Mapping[str, Any]) -> str | None:
    """Draw the cases of one cohort of the definition gap; return the case that was clicked."""
    about, measure = Narrowed(filters.current()), f"gap_{member['code']}"
    st.markdown(f"**{member['cohort']}**")
    if member["cases"] > MOST_BROWSED:
        files(measure, member["cohort"], about, member["cases"])
        return None
    return _browsed(measure, member["cohort"], about, hidden=("due_extended_at", "late_workdays"))


def _browsed(measure: str, name: str, about: Narrowed, hidden: Collection[str]) -> str | None:
    found = queries.ask(questions.ticket_rows, about.chosen, measure, about.matter)
    if not found.is_empty():
        st.caption(t("on_time.list_hint"))
    columns = [replace(one, label=t(one.label)) for one in _COLUMNS if one.key not in hidden]
    latest = "late_workdays" not in hidden
    rows = queries.derived.of(found, _latest if latest else _named, t("common.unknown"))
    # Other rows are another table: the row that was chosen in the old one means nothing in it.
    key = f"on_time_{measure}_{hash((about.chosen, about.matter))}"
    picked = table(rows, columns, key, name=name, select=True)
    return picked["ticket_id"] if picked else None


def _counts(kpi_id: str, about: Narrowed) -> dict[str, int]:
    if about.matter is not None:
        measures = {which: _measure(kpi_id, which) for which in LISTS}
        return {
            which: queries.ask(questions.ticket_rows, about.chosen, measure, about.matter).height
            for which, measure in measures.items()
        }
    stocks = queries.kpi_values(about.chosen, tuple(STOCKS.values()))
    now = dict(zip(stocks["kpi_id"], stocks["numerator"], strict=True))
    every, done, late = parts(kpi_id, about.chosen)
    return {which: int(now.get(id_) or 0) for which, id_ in STOCKS.items()} | {
        "late": late, "done": done, "all": every,
    }  # fmt: skip


def _measure(kpi_id: str, which: str) -> str:
    every, done, late = MEASURES[kpi_id]
    return {"late": late, "done": done, "all": every}.get(which, which)


def _said(kpi_id: str, which: str, about: Narrowed) -> list[str]:
    said = t(
        f"on_time.says_{which}",
        period=filters.period_name(filters.period()),
        definition=t(f"on_time.{kpi_id}"),
    )
    return [said] + ([t("on_time.only", name=formats.escaped(about.name))] if about.name else [])


def _latest(rows: pl.DataFrame, unknown: str) -> pl.DataFrame:
    order = ("late_workdays", "due_at", "ticket_id")
    return _named(rows, unknown).sort(order, descending=[True, False, False])


def _named(rows: pl.DataFrame, unknown: str) -> pl.DataFrame:
    return rows.with_columns(
        pl.col("unit_name", "outlet_name", "district_name").replace("unknown", unknown)
    )
