"""The loading block of the data page: what lies in the inbox, a button, and what came of it."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import streamlit as st

from ui import data_inbox, file_states, formats, loading
from ui.file_states import FileState
from ui.frame import has_data
from ui.loading import ANOTHER_RUNS, CHECKS_REFUSE, Outcome
from ui.tables import Column, table
from ui.words import t

KEPT = "_load_outcome"
_NAMED = 5
_STATUSES = ("loaded", "unchanged", "refused")


def block() -> None:
    """Draw the block; a finished load shows the new build at once."""
    with st.container(border=True):
        st.markdown(f"**{t('data_loading.load_head')}**")
        lying = file_states.states()
        new = [one for one in lying if one.state in file_states.OPEN]
        st.markdown(_lying(new, len(lying)))
        pressed = st.button(
            t("data_loading.load_button"),
            key="load_now",
            icon=":material/upload_file:",
            type="primary" if new else "secondary",
            disabled=not lying,
        )
        if pressed:
            _run()
        _result()
        data_inbox.files(lying)


def source_name(source: str) -> str:
    """Return what a source is called; a file that was not recognised has none."""
    return t(f"data_quality.source_{source}") if source else formats.MISSING


def _lying(new: Sequence[FileState], count: int) -> str:
    if not count:
        return t("data_loading.load_empty")
    if not new:
        return t("data_loading.load_none", count=formats.number(count))
    said = [
        t(key, count=formats.number(len(some)), names=_names(some))
        for key, some in (
            ("data_loading.load_new", [one for one in new if one.state != "partly"]),
            ("inbox.refused", [one for one in new if one.state == "refused"]),
            ("inbox.partly", [one for one in new if one.state == "partly"]),
        )
        if some
    ]
    return "".join(said).strip()


def _names(some: Sequence[FileState]) -> str:
    names = formats.listed([formats.escaped(Path(one.name).name) for one in some[:_NAMED]])
    return names + (t("data_loading.load_more") if len(some) > _NAMED else "")


def _run() -> None:
    st.session_state.pop(KEPT, None)
    with data_inbox.load_status() as tell:
        outcome = loading.load(tell)
    st.session_state[KEPT] = outcome
    # The pages of this run still ask the build from before.
    st.rerun()


def _result() -> None:
    outcome: Outcome | None = st.session_state.get(KEPT)
    if outcome is None:
        return
    _sentence(outcome)
    broken_mappings(outcome)
    if outcome.batches:
        _rows(outcome)


def _sentence(outcome: Outcome) -> None:
    error = formats.escaped(outcome.error)
    if outcome.reference:
        said = t("data_loading.load_silent", reference=outcome.reference)
        st.error(said, icon=":material/error:")
    elif outcome.exit_code == ANOTHER_RUNS:
        st.warning(t("data_loading.load_another"), icon=":material/hourglass_top:")
    elif outcome.exit_code == CHECKS_REFUSE:
        st.error(t("data_loading.load_checks", error=error), icon=":material/error:")
    elif outcome.error:
        st.error(t("data_loading.load_failed", error=error), icon=":material/error:")
    else:
        count = {one: sum(batch["status"] == one for batch in outcome.batches) for one in _STATUSES}
        done = t("data_loading.load_done", **count)
        if count["refused"]:
            st.warning(done, icon=":material/report:")
        else:
            st.success(done, icon=":material/task_alt:")


def broken_mappings(outcome: Outcome) -> None:
    """Tell of mappings that cannot be read; the files that need one are refused on their own."""
    told = outcome.answer.get("broken_mappings", [])
    if told:
        faults = "\n".join(f"- {formats.escaped(one['message'])}" for one in told)
        head = t("data_loading.broken_mappings")
        st.warning(f"{head}\n{faults}", icon=":material/report:")


def _rows(outcome: Outcome) -> None:
    """What was refused, each with its whole sentence, and what was loaded; the rest did not change."""
    refused = [one for one in outcome.batches if one["status"] == "refused"]
    if refused:
        st.markdown(
            "\n".join(
                f"- **{formats.escaped(one['file_name'])}**: {formats.escaped(one['message'])}"
                for one in refused
            )
        )
    loaded = [one for one in outcome.batches if one["status"] == "loaded"]
    # Before the first build a table has nothing to say about its own data version.
    if not loaded or not has_data():
        return
    rows = pl.DataFrame(loaded).with_columns(
        pl.Series("source", [source_name(one["source"]) for one in loaded], pl.String)
    )
    columns = (
        Column("file_name", t("data_quality.file"), width="medium"),
        Column("source", t("data_quality.source")),
        Column("read", t("data_quality.read"), "count"),
        Column("accepted", t("data_quality.accepted"), "count"),
        Column("rejected", t("data_quality.rejected"), "count"),
        Column("message", t("data_loading.message"), width="large"),
    )
    table(rows, columns, "load_result", name=t("data_loading.result"))
