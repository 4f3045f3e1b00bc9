"""The files of the inbox one by one, and how a load that runs goes from file to file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import streamlit as st

from ui import file_states, formats
from ui.file_states import FileState, Told
from ui.tables import Column, table
from ui.words import t

_LINES = 10
# What asks for something comes first.
_ORDER = ("refused", "partly", "loading", "waiting", "held", "unbuilt", "loaded")
_ICONS = {
    "waiting": ":gray[:material/schedule:]",
    "loading": ":blue[:material/autorenew:]",
    "loaded": ":green[:material/check:]",
    "unchanged": ":green[:material/check:]",
    "refused": ":red[:material/error:]",
    "partly": ":orange[:material/report:]",
}


def files(found: Sequence[FileState]) -> None:
    """Draw the files of the inbox, folded, with what became of each."""
    if not found:
        return
    opened = st.expander(
        t("inbox.head", count=formats.number(len(found))), key="inbox", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        rows = pl.DataFrame(
            [
                {
                    "name": one.name,
                    "state": t(f"inbox.state_{one.state}"),
                    "rows": one.rows,
                    "loaded_at": one.loaded_at,
                    "message": one.message or _explained(one.state),
                }
                for one in sorted(found, key=lambda one: _ORDER.index(one.state))
            ],
            schema_overrides={"rows": pl.Int64(), "loaded_at": pl.Datetime("us")},
        )
        columns = (
            Column("name", t("data_quality.file"), width=170),
            Column("state", t("inbox.state"), width=120),
            Column("rows", t("data_quality.read"), "count", width=80),
            Column("loaded_at", t("inbox.loaded_at"), "moment", width=150),
            Column("message", t("data_loading.message"), width="large"),
        )
        table(rows, columns, "inbox_files", name=t("inbox.name"))


@contextmanager
def load_status() -> Iterator[Callable[[str, int], None]]:
    """Draw how a load goes, file by file, for as long as the block runs.

    Yields:
        What the load tells its newest line and the seconds gone.
    """
    label = "data_loading.load_runs"
    status = st.status(t(label, seconds=0, said=""))
    # Beside the status and not in it: every new label would fold it.
    lines, drawn, before = st.empty(), "", file_states.told().written_ns

    def tell(said: str, seconds: int) -> None:
        nonlocal drawn
        status.update(label=t(label, seconds=seconds, said=said))
        written = file_states.told()
        # Until this load writes its own, the file tells of the one before.
        if written.written_ns not in (0, before) and (new := _lines(written)) != drawn:
            drawn = new
            lines.markdown(new)

    with status:
        yield tell


def _lines(written: Told) -> str:
    states = [written.files.get(path, {}).get("state", "waiting") for path in written.load]
    done = len(states) - states.count("waiting") - states.count("loading")
    first = max(0, min(done - _LINES // 2, len(states) - _LINES))
    said = [t("inbox.progress", done=formats.number(done), count=formats.number(len(states)))]
    for path, state in list(zip(written.load, states, strict=True))[first : first + _LINES]:
        one = written.files.get(path, {})
        name = formats.escaped(one.get("name", Path(path).name))
        rows = t("inbox.rows", rows=formats.number(one["rows"])) if one.get("rows") else ""
        said.append(f"{_ICONS[state]} {name} {t(f'inbox.state_{state}')}{rows}")
    return f"{said[0]}\n\n" + "  \n".join(said[1:]) if states else ""


def _explained(state: str) -> str | None:
    return t(f"inbox.{state}_says") if state in ("held", "unbuilt") else None
