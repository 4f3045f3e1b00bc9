"""The chosen filters in the address, by id, and what of an address cannot be had.

Streamlit's own binding writes the words on screen into the address; ours must outlive a change of
language and of names, so ids are written here. The address is read when a session opens and when
the reader changes it (back, forward); otherwise the widgets rule and the address follows.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis import periods
from ui import formats
from ui.filters import Choices, months
from ui.words import LANGUAGES, language, t

KEYS = ("period", "district", "township", "industry", "level")
ALL = ""


def keep() -> None:
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


def adopt(page: str) -> None:
    """Take the address over in a new session, or when the reader changed it on the same page."""
    asked = {key: st.query_params[key] for key in (*KEYS, "lang") if key in st.query_params}
    written = st.session_state.get("_address")
    if written is not None and (page != st.session_state["_page"] or asked == written):
        return
    for key in KEYS:
        st.session_state[key] = asked.get(key, usual(key))


def settle(choices: Choices) -> list[str]:
    """Drop what is not offered and a township outside its district; return what to tell the reader."""
    state, notices = st.session_state, []
    gone = [key for key in KEYS if state[key] not in choices[key]]
    for key in gone:
        clear(key)
    if gone:
        names = formats.listed([t(f"filters.{key}") for key in gone])
        notices.append(t("filters.dropped", names=names))
    township, district = state["township"], state["district"]
    parent = township.rpartition("/")[0]
    if township and not district and "_address" not in state:
        state["district"] = parent
    elif township and parent != district:
        clear("township")
        name = formats.escaped(choices["township"][township])
        notices.append(t("filters.township_cleared", name=name))
    return notices


def write(page: str) -> None:
    """Keep in the address what differs from the usual, by id."""
    chosen = {key: st.session_state[key] for key in KEYS if st.session_state[key] != usual(key)}
    if language() != LANGUAGES[0]:
        chosen["lang"] = language()
    if {key: st.query_params.get(key) for key in (*KEYS, "lang")} != {
        key: chosen.get(key) for key in (*KEYS, "lang")
    }:
        others = {
            key: value for key, value in st.query_params.items() if key not in (*KEYS, "lang")
        }
        st.query_params.from_dict(others | chosen)
    st.session_state["_address"], st.session_state["_page"] = chosen, page


def clear(key: str) -> None:
    """Choose what is usual again; without a district there is no township."""
    st.session_state[key] = usual(key)
    if key == "district":
        st.session_state["township"] = ALL


def usual(key: str) -> str:
    """Return what is chosen where nothing is asked for, and leaves no trace in the address."""
    return (periods.usual(months()) or ALL) if key == "period" else ALL
