"""The rows behind a figure as files, when they are more than a page can show."""

from math import isclose

import polars as pl
import streamlit as st

from analysis.evidence import Question, case_rows, complaint_rows, gap_rows
from analysis.evidence_voices import call_rows
from analysis.filters import Filters
from analysis.questions import ALL_ROWS
from analysis.workbook import MOST_ROWS, Sheet, to_csv, to_xlsx
from ui import downloads, filters, formats, queries
from ui.evidence_columns import columns_of, wording
from ui.words import t

_ONE_EACH = (case_rows, complaint_rows, call_rows)


class IncompleteFileError(RuntimeError):
    """The rows found for a file do not add up to the number they are to explain."""


def counts_rows(question: Question, measure: str) -> bool:
    """Say whether every row counts one, so that the number tells how many there are.

    Args:
        question: Lists the rows.
        measure: What it lists.
    """
    return question in _ONE_EACH and measure != "waited_seconds"


def files(
    question: Question,
    measure: str,
    chosen: Filters,
    name: str,
    note: str,
    number: float,
    rows: int,
) -> None:
    """Draw the two buttons of a list, or the sentence why there are none.

    All the rows are asked for when a button is clicked.

    Args:
        question: Lists the rows.
        measure: What it lists.
        chosen: Period and place.
        name: Of the rows; the file's name begins with it.
        note: What the rows are, for the sheet of notes.
        number: What the rows must add up to: a file that does not is not made.
        rows: How many there are: more than a sheet holds are not offered.
    """
    if rows > MOST_ROWS:
        most = formats.number(MOST_ROWS)
        st.caption(t("evidence.too_many", count=formats.number(rows), most=most))
        return
    # A click is answered outside the reader's run: what depends on the language is made here.
    release, created = queries.release(), queries.build_info()["as_of"][0]
    heads = {one.key: one.label for one in columns_of(question, measure)}
    put, notes, about = wording(), [*downloads.scope_notes(), note], t("common.about")
    sheet = downloads.sheet_name(name)
    file_name = f"{sheet}_{filters.period().id}_v{int(release.build_id)}"

    def every_row() -> pl.DataFrame:
        found = question(release, chosen, measure, ALL_ROWS)
        if not isclose(float(found["amount"].sum()), number, rel_tol=1e-9, abs_tol=1e-6):
            raise IncompleteFileError(f"{measure}: {found.height} rows are not {number}")
        if question is gap_rows:
            # As headed: a difference is told in percentage points.
            found = found.with_columns(pl.col("amount") * 100)
        return put(found).select(list(heads))

    def workbook() -> bytes:
        shown = Sheet(sheet, every_row(), heads)
        return to_xlsx([shown], created=created, title=name, notes=notes, about=about)

    with st.container(horizontal=True, gap="small"):
        csv = t("evidence.every_csv")
        downloads.button(
            csv, lambda: to_csv(every_row(), heads), f"{file_name}.csv", f"{name}_csv", "text/csv"
        )
        downloads.button(t("evidence.every_xlsx"), workbook, f"{file_name}.xlsx", f"{name}_xlsx")
