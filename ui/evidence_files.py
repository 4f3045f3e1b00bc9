"""The rows behind a figure as files, when they are more than a page can show."""

import polars as pl
import streamlit as st

from analysis.evidence import Question
from analysis.filters import Filters
from analysis.questions import ALL_ROWS
from analysis.workbook import Sheet, to_csv, to_xlsx
from ui import downloads, filters, queries
from ui.evidence_columns import columns_of, wording
from ui.words import t


def files(question: Question, measure: str, chosen: Filters, name: str, note: str) -> None:
    """Draw the two buttons of a list; all its rows are asked for when one is clicked.

    Args:
        question: Lists the rows.
        measure: What it lists.
        chosen: Period and place.
        name: Of the rows; the file's name begins with it.
        note: What the rows are, for the sheet of notes.
    """
    # A click is answered outside the reader's run: what depends on the language is made here.
    release, created = queries.release(), queries.build_info()["as_of"][0]
    heads = {one.key: one.label for one in columns_of(question, measure)}
    sample = queries.ask(question, chosen, measure, 1)
    words, notes, about = (
        wording(sample.columns),
        [*downloads.scope_notes(), note],
        t("common.about"),
    )
    sheet = downloads.sheet_name(name)
    file_name = f"{sheet}_{filters.period().id}_v{int(release.build_id)}"

    def rows() -> pl.DataFrame:
        found = question(release, chosen, measure, ALL_ROWS).with_columns(words)
        return found.select(list(heads))

    def workbook() -> bytes:
        shown = Sheet(sheet, rows(), heads)
        return to_xlsx([shown], created=created, title=name, notes=notes, about=about)

    with st.container(horizontal=True, gap="small"):
        csv = t("evidence.every_csv")
        downloads.button(
            csv, lambda: to_csv(rows(), heads), f"{file_name}.csv", f"{name}_csv", "text/csv"
        )
        downloads.button(t("evidence.every_xlsx"), workbook, f"{file_name}.xlsx", f"{name}_xlsx")
