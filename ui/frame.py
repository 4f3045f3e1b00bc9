"""What stands around every page: the shell, the title, the sentence about how fresh the data are."""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from uuid import uuid4

import polars as pl
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from analysis.warehouse import WarehouseError
from ui import filter_bar, formats, queries
from ui.words import language, t

_log = logging.getLogger(__name__)

# Drawn here: a Material icon in the title bar would be fetched from another host.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<path d="M3 3h18v18H3z" fill="#1F5A8A"/>'
    '<path d="M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM13 13h6v6h-6z" fill="#FFFFFF"/></svg>'
)


def require_shell() -> None:
    """Start over through dashboard.py when this run did not come through it.

    Until one session has run `st.navigation`, Streamlit serves the files of pages/ by
    themselves, without filters or language. The flag is private, so the version of Streamlit is
    pinned and a test opens every page first on a cold server (stack.md 1.2).
    """
    if not st.session_state.pop("_shell", False):
        PagesManager.uses_pages_directory = False
        st.rerun()


def enter_shell() -> None:
    """Say that this run comes through dashboard.py; the page takes the mark down."""
    st.session_state["_shell"] = True


@st.cache_resource(show_spinner=False)
def freeze_heap() -> None:
    """Keep the garbage collector from walking the imported libraries after every run (100 ms)."""
    gc.collect()
    gc.freeze()


def page_frame(
    page_key: str, title: Callable[[], str] | None = None, *, needs_data: bool = True
) -> None:
    """Begin a page: guard, title, freshness, chips of the filters. The first call of every page.

    Args:
        page_key: The stem of the page's file; `pages.<page_key>_question` is its title.
        title: Makes another title from the data, when it carries the period or the place.
        needs_data: Stop with a sentence when there is no warehouse. The data page says False.
    """
    require_shell()
    own = title() if title and has_data() else t(f"pages.{page_key}_question")
    st.title(own, anchor=False)
    if _said_why_not():
        if needs_data:
            st.stop()
        return
    _freshness()
    filter_bar.on_paper()
    filter_bar.chips()


def has_data() -> bool:
    """Say whether a release is open in this run."""
    return st.session_state.get("_release") is not None


def explained() -> AbstractContextManager[None]:
    """Return the guard within which a run of the dashboard stands."""
    return _Explained()


@contextmanager
def part(name: str) -> Iterator[None]:
    """Guard a part of a page that a build of an older program has no data for: it says so.

    Args:
        name: The key of what the part is called.
    """
    try:
        yield
    except WarehouseError as fault:
        if fault.code != "lacks":
            raise
        _log.error("the build lacks what %s asks", name, exc_info=fault)
        with st.container(key=f"lacks_{name.replace('.', '_')}"):
            st.info(t("common.part_lacks", part=t(name)), icon=":material/update:")


class _Explained(AbstractContextManager[None]):
    """Turns what fails in a run into one sentence with a way out, never a trace.

    The log has the trace under the reference shown. Streamlit's own control flow (stop, rerun) is
    no `Exception` and passes.
    """

    def __enter__(self) -> None:
        """Begin the run."""

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: object
    ) -> bool:
        """Say what failed; True keeps Streamlit from saying it in its own words."""
        if not isinstance(fault, Exception):
            return False
        with st.container(key="trouble"):
            st.error(_trouble(fault), icon=":material/error:")
        return True


def _trouble(fault: Exception) -> str:
    if isinstance(fault, WarehouseError):
        if fault.code == "lacks":
            _log.error("the build lacks what the page asks", exc_info=fault)
        return t(f"common.trouble_{fault.code}", build=queries.release().build_id)
    reference = uuid4().hex[:8]
    _log.error("reference %s", reference, exc_info=fault)
    return t("common.trouble_unexpected", reference=reference)


def _said_why_not() -> bool:
    if has_data():
        return False
    if queries.is_damaged():
        st.error(t("common.cannot_open"), icon=":material/database_off:")
    else:
        st.info(t("common.nothing_loaded"), icon=":material/inbox:")
    return True


def _freshness() -> None:
    """One line: sample or not, how far the data reach, that checks passed, which version."""
    info = queries.build_info().row(0, named=True)
    if queries.release().is_fallback:
        st.warning(
            t("common.older_release", number=int(info["build_id"])), icon=":material/history:"
        )
    dates = queries.source_dates()
    sources = queries.derived.of(dates, _reaching, language())
    if ahead := queries.derived.of(dates, _reaching_beyond, date.today(), language()):
        st.warning(t("common.ahead_of_today", sources=ahead), icon=":material/event_upcoming:")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if info["is_sample"]:
            st.badge(
                t("common.sample_mark"),
                icon=":material/science:",
                color="orange",
                help=t("common.sample"),
            )
        st.badge(
            t("common.as_of", moment=formats.moment(info["as_of"])),
            icon=":material/schedule:",
            color="gray",
            help=t("common.as_of_help", sources=sources),
        )
        st.badge(t("common.checks_passed"), icon=":material/check:", color="gray")
        st.badge(
            t("common.build", number=int(info["build_id"])),
            icon=":material/deployed_code:",
            color="gray",
        )


def _reaching_beyond(dates: pl.DataFrame, today: date, lang: str) -> str:
    """The sources that reach beyond today: a warning alone, since no number knows what day it is."""
    # the server may still have yesterday where the city has today
    return _reaching(dates.filter(pl.col("as_of").dt.date() > today + timedelta(days=1)), lang)


def _reaching(dates: pl.DataFrame, lang: str) -> str:
    """How far each source reaches, in one breath."""
    return formats.listed(
        [
            f"{t('data_quality.source_' + row['source'])} {formats.moment(row['as_of'])}"
            for row in dates.iter_rows(named=True)
            if row["as_of"]
        ]
    )
