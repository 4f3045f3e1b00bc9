"""What the reader has chosen, as every page asks for it; `ui.filter_bar` lets them choose."""

import streamlit as st

from analysis.filters import Filters
from analysis.periods import Month, Period
from ui import formats
from ui.words import pick, t

Choices = dict[str, dict[str, str]]


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
    offered = labels()
    district, township = st.session_state["district"], st.session_state["township"]
    within_district = pick("", " · ") + offered["township"][township] if township else ""
    return offered["district"][district] + within_district


def scope_name() -> str:
    """Return the chosen place, and the industry and level where they narrow it."""
    narrowed = [
        labels()[key][st.session_state[key]]
        for key in ("industry", "level")
        if st.session_state[key]
    ]
    return pick("", " · ").join([place_name(), *narrowed])


def labels() -> Choices:
    """Return what each filter offers: id to the name on screen."""
    offered: Choices = st.session_state["_labels"]
    return offered
