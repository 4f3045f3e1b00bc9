"""The filters that all pages share, drawn once by dashboard.py; what is chosen is `ui.filters`."""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from analysis import periods
from analysis.filters import Filters
from analysis.periods import Month, Period
from analysis.warehouse import Release
from ui import filter_address, filters, formats, queries
from ui.filter_address import ALL, KEYS, clear, usual
from ui.filters import Choices
from ui.words import LANGUAGES, language, pick, speak, t

LEVELS = ("city", "county", "township", "village")


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


def draw(page: str) -> None:
    """Draw the filters in the sidebar, after taking over what the address asks for.

    Args:
        page: The address of the page about to run, to tell a page switch from an edited address.
    """
    opened = queries.release()
    st.session_state["_months"], offered = _known(opened)
    choices = _choices(opened, language())
    filter_address.adopt(page)
    st.session_state["_notices"] = filter_address.settle(choices)
    st.session_state["_labels"] = choices
    st.session_state["_period"] = offered[st.session_state["period"]]
    district = st.session_state["district"]
    shown = choices | {"township": _of(district, choices["township"])}
    with st.sidebar:
        for key in KEYS:
            st.selectbox(
                t(f"filters.{key}"),
                list(shown[key]),
                key=key,
                format_func=shown[key].__getitem__,
                disabled=key == "township" and not district,
                help=t("filters.township_first") if key == "township" else None,
                placeholder=t("filters.type_to_search"),
            )
    filter_address.write(page)
    chosen = filters.period()
    narrowed = (st.session_state[key] or None for key in KEYS[1:])
    st.session_state["_filters"] = Filters(chosen.start, chosen.end, *narrowed)


def on_paper() -> None:
    """Say what is chosen in words, for a printed page only, which shows no filters."""
    labels = filters.labels()
    said = [
        t("filters.said", name=t(f"filters.{key}"), chosen=labels[key][st.session_state[key]])
        for key in KEYS
        if key != "township" or st.session_state[key]
    ]
    with st.container(key="on_paper"):
        st.caption(formats.escaped(t("filters.on_paper", said=pick("；", "; ").join(said))))


def chips() -> None:
    """Draw what is narrowed as chips, each cleared by a click, and say what was cleared unasked."""
    labels = filters.labels()
    narrowed = [key for key in KEYS if st.session_state[key] != usual(key)]
    if narrowed:
        with st.container(horizontal=True, gap="small", key="chips"):
            for key in narrowed:
                name = formats.escaped(labels[key][st.session_state[key]])
                st.button(
                    name,
                    key=f"clear_{key}",
                    icon=":material/close:",
                    icon_position="right",
                    help=t("filters.clear", name=name),
                    on_click=clear,
                    args=(key,),
                )
    for notice in st.session_state["_notices"]:
        st.info(notice, icon=":material/filter_alt_off:")


def _of(district: str, townships: Mapping[str, str]) -> dict[str, str]:
    """The townships of one district, and the choice of none."""
    return {
        id_: name
        for id_, name in townships.items()
        if id_ == ALL or (district and id_.rpartition("/")[0] == district)
    }


@lru_cache(maxsize=8)
def _known(opened: Release) -> tuple[list[Month], dict[str, Period]]:
    """The months that have data and the periods made of them."""
    known = [
        Month(row["month_name"], row["month"], row["last_day"], row["is_complete"])
        for row in queries.months().iter_rows(named=True)
    ]
    return known, periods.offered(known)


@lru_cache(maxsize=8)
def _choices(opened: Release, lang: str) -> Choices:
    """What each filter offers, id to the name on screen; townships are those of all districts."""
    places = queries.place_names(lang)
    return {
        "period": {id_: filters.period_name(one) for id_, one in _known(opened)[1].items()},
        "district": {ALL: t("filters.all_districts"), **places["district"]},
        "township": {ALL: t("filters.all_townships"), **places["township"]},
        "industry": {ALL: t("filters.all_industries"), **places["industry"]},
        "level": {
            ALL: t("filters.all_levels"),
            **{id_: t(f"filters.level_{id_}") for id_ in LEVELS},
        },
    }
