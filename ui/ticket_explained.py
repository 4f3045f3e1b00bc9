"""Why a case was due when it was: the steps of `analysis.explain` in words, day by day, with its line."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import polars as pl
import streamlit as st

from analysis import questions
from analysis.explain import Explanation, Step, explain
from analysis.explain_days import Day, Pause
from ui import address, filters, formats, queries, supervision, ticket_history
from ui.tables import Column, table
from ui.words import WORDS, t

_KEY, _PARAM = "explained_ticket", "ticket"
_PICKED, _LINKED = "_explained_picked", "_explained_by_link"


def asked() -> str | None:
    """Return the case that the address asked for when the page was opened, until another is chosen."""
    if _KEY not in st.session_state and _PARAM in st.query_params:
        st.session_state[_KEY] = st.query_params[_PARAM]
        st.session_state[_LINKED] = True
    if _KEY not in st.session_state:
        st.session_state[_LINKED] = False
    return st.session_state[_KEY] if st.session_state.get(_LINKED) else None


def leave_link() -> None:
    """Draw the page again with the explanation below the list, where a case was just clicked."""
    st.session_state[_LINKED] = False
    st.rerun()


def why(*picked: str | None) -> None:
    """Draw the field for a case number and the explanation of the case in it.

    Args:
        picked: The cases clicked in the lists; the one just clicked takes over the field.
    """
    before = st.session_state.get(_PICKED, ())
    for ticket_id in picked:
        if ticket_id and ticket_id not in before:
            st.session_state[_KEY] = ticket_id
    st.session_state[_PICKED] = picked
    st.markdown(f"### {t('explained.why_head')}", anchors=False)
    ticket_id = st.text_input(
        t("explained.why_ask"),
        key=_KEY,
        help=t("explained.why_ask_help"),
        placeholder=t("explained.why_ask_help"),
        max_chars=100,
    )
    address.keep(_PARAM, ticket_id.strip() or None)
    if ticket_id.strip():
        _case(ticket_id.strip())


def _case(ticket_id: str) -> None:
    found = queries.ask(questions.ticket, ticket_id)
    if found.is_empty():
        st.info(
            t("explained.why_missing", id=formats.escaped(ticket_id)), icon=":material/search_off:"
        )
        ticket_history.versions(ticket_id)
        return
    case = found.row(0, named=True)
    told = explain(
        case,
        queries.ask(questions.ticket_days, ticket_id).to_dicts(),
        queries.ask(questions.ticket_suspensions, ticket_id).to_dicts(),
    )
    with st.container(border=True):
        st.markdown(f"**{_whose(case)}**")
        verdict = _verdict(told.verdict)
        st.markdown(verdict)
        if told.verdict.code in ("overdue", "late"):
            supervision.slip(case, verdict, [_step(step) for step in told.steps])
        _clock(told, ticket_id)
        ticket_history.counted(case)
        ticket_history.versions(ticket_id)


def _clock(told: Explanation, ticket_id: str) -> None:
    if not told.days:
        _steps(told)
        return
    left, right = st.columns(2)
    with left:
        _steps(told)
    with right:
        _days(told.days, ticket_id)


def _steps(told: Explanation) -> None:
    lines = [f"{at}. {_step(step)}" for at, step in enumerate(told.steps, start=1)]
    st.markdown("\n".join(lines))
    if told.pauses:
        st.markdown(f"**{t('explained.pauses')}**")
        st.markdown("\n".join(f"- {_pause(pause)}" for pause in told.pauses))


def _days(days: tuple[Day, ...], ticket_id: str) -> None:
    st.markdown(f"**{t('explained.days')}**")
    rows = pl.DataFrame(
        {
            "date": [day.date for day in days],
            "weekday": [t(f"explained.weekday_{day.date.weekday()}") for day in days],
            "said": [
                t("explained.day_due", said=_day(day)) if day is days[-1] else _day(day)
                for day in days
            ],
            "counted": [day.counted for day in days],
        }
    )
    columns = (
        Column("date", t("explained.day"), "date", width=95),
        Column("weekday", t("explained.weekday"), width=55),
        Column("said", t("explained.day_is"), width=230),
        Column("counted", t("explained.day_counted"), "count", width=80),
    )
    name = f"{t('explained.days')}_{ticket_id}"
    table(rows, columns, "explained_days", name=name)


def _whose(case: Mapping[str, Any]) -> str:
    names = [case["ticket_id"], case["matter"]]
    names += [
        case[name]
        for name in ("unit_name", "outlet_name", "district_name")
        if case[name] != "unknown"
    ]
    return formats.escaped(" · ".join(name for name in names if name))


def _verdict(verdict: Step) -> str:
    said = t(f"explained.verdict_{verdict.code}", **_worded(verdict.facts))
    if verdict.facts["is_due"]:
        return said + t("explained.counted_in", month=_month(verdict.facts["due_at"]))
    is_plain = verdict.code in ("on_time", "late")
    return said + t("explained.counted_out") if is_plain else said


def _month(moment: datetime) -> str:
    names = [one.name for one in filters.months() if one.start <= moment.date() <= one.end]
    return formats.month(names[0]) if names else formats.day(moment)


def _step(step: Step) -> str:
    facts = _worded(step.facts)
    if step.code == "counted":
        facts |= _counted(step.facts)
    if step.code == "source" and facts["sheet_name"]:
        facts["sheet_name"] = t("explained.sheet", name=facts["sheet_name"])
    code = step.code
    if code == "source" and (step.facts["version_count"] or 0) > 1:
        code = "source_versions"
    return t(f"explained.step_{code}", **facts)


def _counted(facts: Mapping[str, Any]) -> dict[str, str]:
    days: dict[str, int] = {}
    for name, count in facts["holidays"].items():
        days[_holiday(name)] = days.get(_holiday(name), 0) + count
    off = [t("explained.step_counted_rest", days=facts["rest"])] if facts["rest"] else []
    off += [
        t("explained.step_counted_holiday", name=formats.escaped(name), days=count)
        for name, count in days.items()
    ]
    worked = formats.listed([formats.short_day(day) for day in facts["make_up"]])
    make_up = t("explained.step_counted_make_up", dates=worked) if worked else ""
    said = t("explained.step_counted_off", off=formats.listed(off), make_up=make_up)
    return {"first": formats.short_day(facts["first"]), "off": said if off else ""}


def _pause(pause: Pause) -> str:
    record = pause.record
    open_end = t("explained.pause_open_end")
    ended = record["ended_at"]
    return t(
        "explained.pause",
        start=formats.day(record["started_at"]),
        end=formats.day(ended) if ended else open_end,
        type=t(f"explained.legal_{record['legal_type'] or 'none'}"),
        document=formats.escaped((record["document_no"] or "").strip() or formats.MISSING),
        effect=t(f"explained.pause_{pause.code}", moved=pause.moved),
        file=formats.escaped(record["file_name"] or formats.MISSING),
        line=formats.number(record["line_number"]),
    )


def _day(day: Day) -> str:
    return t(
        f"explained.day_{day.kind}",
        name=_holiday(day.holiday_name or ""),
        document=day.document_no or formats.MISSING,
    )


def _holiday(name: str) -> str:
    """A holiday as the calendar names it, in the reader's language when it is a usual one."""
    key = f"explained.holiday_{name.partition('（')[0]}"
    return t(key) if key in WORDS else name


def _worded(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: _fact(fact) for name, fact in facts.items()}


def _fact(fact: object) -> str:
    if isinstance(fact, datetime):
        return formats.moment(fact)
    if isinstance(fact, date):
        return formats.day(fact)
    if isinstance(fact, str):
        return formats.escaped(fact)
    return formats.number(fact) if isinstance(fact, int | float) else formats.MISSING
