"""The filters that all pages share: drawn once by dashboard.py, kept in the address by id.

Streamlit's own binding writes the words on screen into the address; ours must outlive a change of
language and of names, so ids are written here. The address is read when a session opens and when
the reader changes it (back, forward); otherwise the widgets rule and the address follows.
"""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis import periods
from analysis.filters import Filters
from analysis.periods import Month, Period
from analysis.warehouse import Release
from ui import formats, queries
from ui.words import LANGUAGES, language, pick, speak, t

LEVELS = ("city", "county", "township", "village")
_KEYS = ("period", "district", "township", "industry", "level")
_ALL = ""

Choices = dict[str, dict[str, str]]


def choose_language() -> None:
    """Draw the language switch; it comes first, since every other label depends on it."""
    if st.session_state.get("lang") not in LANGUAGES:
        asked = st.query_params.get("lang")
        st.session_state["lang"] = asked if asked in LANGUAGES else LANGUAGES[0]
    speak(st.session_state["lang"])
    st.sidebar.segmented_control(
        t("filters.lang"),
        LANGUAGES,
        key="lang",
        required=True,
        format_func={"zh": "中文", "en": "English"}.__getitem__,
        label_visibility="collapsed",
    )


def keep_address() -> None:
    """Write the filters back after a click on the menu, which empties the address.

    Comes before `st.navigation`: once the page's own address is made, the bare one is a step of the
    browser's history, and the back button leads to it. An address emptied on the same page is the
    reader's wish. The asked page is private to Streamlit until then, hence the pinned version.
    """
    context = get_script_run_ctx()
    asked = context.pages_manager.intended_page_script_hash if context else None
    is_other = asked != st.session_state.get("_asked_page")
    st.session_state["_asked_page"] = asked
    written = st.session_state.get("_address")
    if is_other and written and not any(key in st.query_params for key in written):
        st.query_params.from_dict(dict(st.query_params) | written)


def draw(page: str) -> None:
    """Draw the filters in the sidebar, after taking over what the address asks for.

    Args:
        page: The address of the page about to run, to tell a page switch from an edited address.
    """
    opened = queries.release()
    st.session_state["_months"], offered = _known(opened)
    choices = _choices(opened, language())
    _adopt_address(page)
    st.session_state["_notices"] = _settle(choices)
    st.session_state["_labels"] = choices
    st.session_state["_period"] = offered[st.session_state["period"]]
    district = st.session_state["district"]
    shown = choices | {"township": _of(district, choices["township"])}
    with st.sidebar:
        for key in _KEYS:
            st.selectbox(
                t(f"filters.{key}"),
                list(shown[key]),
                key=key,
                format_func=shown[key].__getitem__,
                disabled=key == "township" and not district,
                help=t("filters.township_first") if key == "township" else None,
                placeholder=t("filters.type_to_search"),
            )
    _write_address(page)
    chosen = period()
    narrowed = (st.session_state[key] or None for key in _KEYS[1:])
    st.session_state["_filters"] = Filters(chosen.start, chosen.end, *narrowed)


def current() -> Filters:
    """Return what is chosen, ready for `ui.queries`."""
    chosen: Filters = st.session_state["_filters"]
    return chosen


def within(chosen: Period) -> Filters:
    """Return what is chosen, but for another period: the one before, the year before."""
    return current().during(chosen.start, chosen.end)


def period() -> Period:
    """Return the chosen period."""
    chosen: Period = st.session_state["_period"]
    return chosen


def months() -> list[Month]:
    """Return the statistical months that have data, oldest first."""
    known: list[Month] = st.session_state["_months"]
    return known


@lru_cache(maxsize=8)
def _known(opened: Release) -> tuple[list[Month], dict[str, Period]]:
    """The months that have data and the periods made of them."""
    known = [
        Month(row["month_name"], row["month"], row["last_day"], row["is_complete"])
        for row in queries.months().iter_rows(named=True)
    ]
    return known, periods.offered(known)


def period_name(chosen: Period) -> str:
    """Return a period as it is said: 2026年10月, 2026年第3季度, 最近12个月."""
    if chosen.id.startswith("last"):
        name = t("filters.last", count=len(chosen.months))
    elif "Q" in chosen.id:
        year, quarter = chosen.id.split("Q")
        name = t("filters.quarter", year=year, quarter=quarter)
    elif len(chosen.id) == 4:
        name = t("filters.year", year=chosen.id)
    else:
        name = formats.month(chosen.id)
    return name if chosen.is_complete else t("filters.so_far", name=name)


def place_name() -> str:
    """Return the chosen place as it is said: 全市, 鄞州区, 鄞州区东柳街道."""
    labels = _labels()
    district, township = st.session_state["district"], st.session_state["township"]
    within_district = pick("", " · ") + labels["township"][township] if township else ""
    return labels["district"][district] + within_district


def chips() -> None:
    """Draw what is narrowed as chips, each cleared by a click, and say what was cleared unasked."""
    labels = _labels()
    narrowed = [key for key in _KEYS if st.session_state[key] != _usual(key)]
    if narrowed:
        with st.container(horizontal=True, gap="small"):
            for key in narrowed:
                name = formats.escaped(labels[key][st.session_state[key]])
                st.button(
                    name,
                    key=f"clear_{key}",
                    icon=":material/close:",
                    icon_position="right",
                    help=t("filters.clear", name=name),
                    on_click=_clear,
                    args=(key,),
                )
    for notice in st.session_state["_notices"]:
        st.info(notice, icon=":material/filter_alt_off:")


def _clear(key: str) -> None:
    st.session_state[key] = _usual(key)
    if key == "district":
        st.session_state["township"] = _ALL


def _usual(key: str) -> str:
    return (periods.usual(months()) or _ALL) if key == "period" else _ALL


def _of(district: str, townships: Mapping[str, str]) -> dict[str, str]:
    """The townships of one district, and the choice of none."""
    return {
        id_: name
        for id_, name in townships.items()
        if id_ == _ALL or (district and id_.rpartition("/")[0] == district)
    }


def _labels() -> Choices:
    labels: Choices = st.session_state["_labels"]
    return labels


@lru_cache(maxsize=8)
def _choices(opened: Release, lang: str) -> Choices:
    """What each filter offers, id to the name on screen; townships are those of all districts."""
    places = queries.place_names(lang)
    return {
        "period": {id_: period_name(one) for id_, one in _known(opened)[1].items()},
        "district": {_ALL: t("filters.all_districts"), **places["district"]},
        "township": {_ALL: t("filters.all_townships"), **places["township"]},
        "industry": {_ALL: t("filters.all_industries"), **places["industry"]},
        "level": {
            _ALL: t("filters.all_levels"),
            **{id_: t(f"filters.level_{id_}") for id_ in LEVELS},
        },
    }


def _adopt_address(page: str) -> None:
    """Take the address over in a new session, or when the reader changed it on the same page."""
    asked = {key: st.query_params[key] for key in (*_KEYS, "lang") if key in st.query_params}
    written = st.session_state.get("_address")
    if written is not None and (page != st.session_state["_page"] or asked == written):
        return
    for key in _KEYS:
        st.session_state[key] = asked.get(key, _usual(key))


def _settle(choices: Choices) -> list[str]:
    """Drop what is not offered and a township outside its district; return what to tell the reader."""
    state, notices = st.session_state, []
    gone = [key for key in _KEYS if state[key] not in choices[key]]
    for key in gone:
        _clear(key)
    if gone:
        names = formats.listed([t(f"filters.{key}") for key in gone])
        notices.append(t("filters.dropped", names=names))
    township, district = state["township"], state["district"]
    parent = township.rpartition("/")[0]
    if township and not district and "_address" not in state:
        state["district"] = parent
    elif township and parent != district:
        _clear("township")
        name = formats.escaped(choices["township"][township])
        notices.append(t("filters.township_cleared", name=name))
    return notices


def _write_address(page: str) -> None:
    """Keep in the address what differs from the usual, by id."""
    chosen = {key: st.session_state[key] for key in _KEYS if st.session_state[key] != _usual(key)}
    if language() != LANGUAGES[0]:
        chosen["lang"] = language()
    if {key: st.query_params.get(key) for key in (*_KEYS, "lang")} != {
        key: chosen.get(key) for key in (*_KEYS, "lang")
    }:
        others = {
            key: value for key, value in st.query_params.items() if key not in (*_KEYS, "lang")
        }
        st.query_params.from_dict(others | chosen)
    st.session_state["_address"], st.session_state["_page"] = chosen, page
