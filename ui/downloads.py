"""The rows behind a picture as CSV and XLSX, made when asked for: exactly the rows shown, no more.

Text is neutralised and numbers stay numbers (analysis/workbook.py). A file is dated by the data.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Literal

import polars as pl
import streamlit as st

from analysis.periods import Period
from analysis.workbook import MOST_ROWS, Sheet, to_csv, to_xlsx
from ui import filters, formats, queries
from ui.words import language, t

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(
    frame: pl.DataFrame,
    name: str,
    key: str,
    headers: Mapping[str, str] | None = None,
    number_formats: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    written: Callable[[pl.DataFrame], pl.DataFrame] = lambda rows: rows,
    csv_headers: Mapping[str, str] | None = None,
) -> None:
    """Draw the two download buttons of a frame, or the sentence why there are none.

    Args:
        frame: The rows, all of them.
        name: What the rows are; the file's name begins with it.
        key: Unique on the page.
        headers: Column to the header in the file.
        number_formats: Column to an Excel number format.
        notes: Sentences for the sheet of notes, after scope and data version.
        written: Makes of the rows what is to stand in the file, when one is asked for.
        csv_headers: The same as headers for a CSV, where they are others.
    """
    if frame.height > MOST_ROWS:
        st.caption(t("common.too_many_rows", count=formats.number(frame.height)))
        return
    file_name = f"{sheet_name(name)}_{filters.period().id}_v{int(queries.release().build_id)}"
    about = [*scope_notes(), *notes]
    heads, about_sheet = headers or {}, t("common.about")
    created: datetime = queries.build_info()["as_of"][0]

    def workbook() -> bytes:
        sheet = Sheet(sheet_name(name), written(frame), heads, number_formats or {})
        return to_xlsx([sheet], created=created, title=name, notes=about, about=about_sheet)

    count = formats.number(frame.height)
    with st.container(horizontal=True, gap="small"):
        button(
            t("common.download_csv", count=count),
            lambda: to_csv(written(frame), csv_headers or heads),
            f"{file_name}.csv",
            f"{key}_csv",
            "text/csv",
        )
        button(
            t("common.download_xlsx", count=count),
            workbook,
            f"{file_name}.xlsx",
            f"{key}_xlsx",
            _XLSX,
        )


def button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    key: str,
    mime: str = _XLSX,
    kind: Literal["secondary", "tertiary"] = "tertiary",
) -> None:
    """Draw a button whose file is made only when it is clicked, without running the page again."""
    st.download_button(
        label,
        make,
        file_name,
        mime,
        key=key,
        on_click="ignore",
        icon=":material/download:",
        type=kind,
    )


@lru_cache(maxsize=1_000)
def sheet_name(name: str) -> str:
    """Return a name that Excel takes for a sheet: 31 characters, none of its own marks."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("' ") or "1"


def scope_notes() -> list[str]:
    """Return what a file must say about itself: period, place, data up to, data version."""
    built = queries.build_info()
    return list(
        queries.derived.of(built, _scope, filters.period(), filters.place_name(), language())
    )


def stock_notes() -> list[str]:
    """Return what a file of a stock says about itself: no period, since it follows none."""
    return [t("common.stock_note"), *scope_notes()[1:]]


def _scope(built: pl.DataFrame, chosen: Period, place: str, lang: str) -> list[str]:
    info = built.row(0, named=True)
    notes = [
        f"{filters.period_name(chosen)} ({formats.day(chosen.start)} – {formats.day(chosen.end)})",
        place,
        t("common.as_of", moment=formats.moment(info["as_of"])),
        t("common.build", number=int(info["build_id"])),
    ]
    return [*notes, t("common.sample")] if info["is_sample"] else notes
