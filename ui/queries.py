"""The warehouse asked from a page: cached answers, one release for the whole of a script run.

CURRENT is read once per run (`open_release`), and the build's own file, whose name is never used
again, is part of every key: a new build is shown at the next interaction and nothing is ever
stale. Frames are answers, never arguments.
"""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import lru_cache

import polars as pl
import streamlit as st

from analysis import data_questions, kpi_questions, questions, warehouse
from analysis.filters import Filters
from analysis.kpis import Kpi, catalogue
from analysis.warehouse import Release
from ui.answers import ANSWERS_BYTES, Derived, Kept, weight
from ui.words import pick, t

_answers: Kept[pl.DataFrame] = Kept(ANSWERS_BYTES, weight)
derived = Derived(ANSWERS_BYTES / 4)
_opened: ContextVar[Release | None] = ContextVar("opened", default=None)


def open_release() -> Release | None:
    """Read CURRENT for this run of the script and remember what it names."""
    release = warehouse.current_release()
    st.session_state["_release"] = release
    _opened.set(release)
    return release


def release() -> Release:
    """Return the release of this run; `page_frame` has stopped the page when there is none."""
    # Asking the session a hundred times a run costs 2 ms.
    opened: Release = _opened.get() or st.session_state["_release"]
    return opened


def is_damaged() -> bool:
    """Say whether builds were published of which none can be opened."""
    return (warehouse.data_folder() / "warehouse" / "CURRENT").exists()


def ask(question: Callable[..., pl.DataFrame], *arguments: Hashable) -> pl.DataFrame:
    """Ask one of the questions of analysis, once per build and arguments.

    Args:
        question: The function asked; it takes the release first.
        arguments: What it takes besides: filters, ids, tuples of ids. All hashable, no frames.

    Returns:
        Its answer, shared with every other session: not to be changed in place.
    """
    opened = release()
    key = (opened.path, question.__name__, arguments)
    return _answers.get(key, lambda: question(opened, *arguments))


def can_ask(question: Callable[..., pl.DataFrame]) -> bool:
    """Say whether the build has what a question without arguments takes: one of an older program may not."""
    try:
        ask(question)
    except warehouse.WarehouseError as fault:
        if fault.code != "lacks":
            raise
        return False
    return True


def kpi(kpi_id: str) -> Kpi:
    """Return the catalogue's entry of a KPI."""
    return catalogue()[kpi_id]


def family_name(kpi_id: str) -> str:
    """Return the name of a KPI, or of the family where one entry stands for many."""
    one = kpi(kpi_id)
    return pick(one.family_zh or one.name_zh, one.family_en or one.name_en)


def is_collected(kpi_id: str) -> bool:
    """Say whether the city's exports have the columns that a KPI takes."""
    return kpi_id in _collected(release())


@lru_cache(maxsize=8)
def _collected(opened: Release) -> frozenset[str]:
    known = kpi_questions.kpis_collected(opened)
    return frozenset(known.filter("is_collected")["kpi_id"])


def kpi_values(filters: Filters, kpi_ids: tuple[str, ...]) -> pl.DataFrame:
    """Return [kpi_id, numerator, denominator, value] over the whole selection."""
    return ask(kpi_questions.kpi_values, filters, kpi_ids)


def kpi_by_level(filters: Filters, kpi_ids: tuple[str, ...], level: str) -> pl.DataFrame:
    """Return [kpi_id, scope_id, name, numerator, denominator, value] for every member of a level."""
    return ask(kpi_questions.kpi_by_level, filters, kpi_ids, level)


def kpi_series(filters: Filters, kpi_ids: tuple[str, ...], months: int = 13) -> pl.DataFrame:
    """Return [kpi_id, month, month_name, numerator, denominator, value], oldest month first."""
    return ask(kpi_questions.kpi_series, filters, kpi_ids, months)


def months() -> pl.DataFrame:
    """Return the statistical months that have data, oldest first."""
    return ask(questions.months)


def districts() -> pl.DataFrame:
    """Return [district_id, district_name]."""
    return ask(questions.districts)


def townships() -> pl.DataFrame:
    """Return [township_id, township_name, district_id]."""
    return ask(questions.townships)


def industries() -> pl.DataFrame:
    """Return [industry_id, industry_name, industry_name_en, kind]."""
    return ask(questions.industries)


def place_names(lang: str) -> dict[str, dict[str, str]]:
    """Return the names of districts, townships and industries by id, for choosing among them."""
    opened = release()
    return _place_names(opened, lang)


@lru_cache(maxsize=8)
def _place_names(opened: Release, lang: str) -> dict[str, dict[str, str]]:
    industry = pick("industry_name", "industry_name_en")
    frames = {
        "district": questions.districts(opened).select("district_id", "district_name"),
        "township": questions.townships(opened).select("township_id", "township_name"),
        "industry": questions.industries(opened).select("industry_id", industry),
    }
    return {
        key: {id_: name_of(id_, name) for id_, name in frame.iter_rows()}
        for key, frame in frames.items()
    }


def name_of(scope_id: str, name: str | None) -> str:
    """Return the name of a place or unit; what could not be attributed is called so."""
    return t("common.unknown") if scope_id == "unknown" else (name or scope_id)


def build_info() -> pl.DataFrame:
    """Return the one row about the build: number, as-of, whether it is the sample city."""
    return ask(data_questions.build_info)


def source_dates() -> pl.DataFrame:
    """Return [source, as_of]."""
    return ask(data_questions.source_dates)
