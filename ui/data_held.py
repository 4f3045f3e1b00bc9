"""Full snapshots that jumped in size: what they would change, and the clerk's decision."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis import data_questions
from ui import formats, loading, naming, queries
from ui.data_loading import source_name
from ui.words import t

_FAULT = "_held_fault"


def held() -> None:
    """Draw each batch that waits, with the buttons; nothing where none does."""
    if fault := st.session_state.pop(_FAULT, ""):
        st.error(t("held.failed", error=formats.escaped(fault)), icon=":material/error:")
    for batch in queries.ask(data_questions.held_batches).iter_rows(named=True):
        with st.container(border=True, key=f"held_{batch['batch_id']}"):
            st.markdown(f":material/pause_circle: {_says(batch)}")
            with st.container(horizontal=True):
                takes = st.button(t("held.release"), key=f"release_{batch['batch_id']}")
                leaves = st.button(t("held.forget"), key=f"forget_{batch['batch_id']}")
        if takes:
            _run(["release", batch["batch_id"], *naming.signed()])
        elif leaves:
            _run(["forget", batch["batch_id"]])


def _says(batch: Mapping[str, Any]) -> str:
    now, before = batch["rows_now"], batch["rows_before"]
    return t(
        "held.says",
        file=formats.escaped(batch["file_name"]),
        source=source_name(batch["source"]),
        as_of=formats.day(batch["as_of"]),
        before=formats.number(before),
        now=formats.number(now),
        change=formats.share_of_change(now, before),
    )


def _run(arguments: list[str]) -> None:
    with st.status(t("held.runs", seconds=0, said="")) as status:

        def tell(line: str, seconds: int) -> None:
            status.update(label=t("held.runs", seconds=seconds, said=line))

        outcome = loading.run([*arguments, "--json"], tell)
    st.session_state[_FAULT] = outcome.error or outcome.reference
    st.rerun()
