"""How the dates of a column are written, and the scale of a rating, said by hand."""

from datetime import datetime
from typing import Any

import streamlit as st

from ui.words import t

_ACROSS = 3
_FOUND = ""
_SCALES = ("5", "10", "100")
# Forms that are not read by themselves: years of two digits, names of months, a zone.
_FORMS = (
    *("%y-%m-%d", "%y/%m/%d %H:%M", "%y.%m.%d", "%d/%m/%y", "%m/%d/%y %H:%M"),
    *("%d-%b-%Y", "%d-%b-%y", "%b %d, %Y %I:%M %p", "%d %B %Y", "%Y-%m-%dT%H:%M:%S%z"),
)
_EXAMPLE = datetime(2026, 11, 25, 16, 7).astimezone()
_LETTERS = (
    *(("YYYY", "%Y"), ("YY", "%y"), ("MMMM", "%B"), ("MMM", "%b"), ("MM", "%m"), ("DD", "%d")),
    *(("HH", "%H"), ("hh", "%I"), ("mm", "%M"), ("ss", "%S"), ("AM", "%p")),
)


def by_hand(answer: dict[str, Any]) -> dict[str, str]:
    """Draw a choice for every column of dates or ratings, those first that are not read.

    Args:
        answer: The proposal.

    Returns:
        Canonical name → form or scale, of those of which something was said.
    """
    columns = [c for c in answer["columns"] if c["is_rating"] or c["kind"] in ("d", "t")]
    if not columns:
        return {}
    columns.sort(key=lambda column: (column["is_read"], column["header"] is None))
    chosen = {}
    unread = any(not column["is_read"] for column in columns)
    with st.expander(t("data_mapping.formats"), expanded=unread):
        st.caption(t("data_mapping.formats_says"))
        for start in range(0, len(columns), _ACROSS):
            for column, cell in zip(
                columns[start : start + _ACROSS], st.columns(_ACROSS), strict=False
            ):
                with cell:
                    chosen[column["name"]] = _choice(answer, column)
    return {name: as_form(told) for name, told in chosen.items() if told}


def _choice(answer: dict[str, Any], column: dict[str, Any]) -> str:
    sample = answer["samples"][column["position"]][:1] if column["header"] else []
    told = st.selectbox(
        " · ".join([column["label"], *sample]),
        (_FOUND, *(_SCALES if column["is_rating"] else _FORMS)),
        format_func=_scale if column["is_rating"] else _form,
        accept_new_options=not column["is_rating"],
        key=f"mapping_form_{answer['source']}_{column['name']}",
    )
    return told or _FOUND


def _scale(scale: str) -> str:
    return t("data_mapping.scale", scale=scale) if scale else t("data_mapping.format_found")


def _form(form: str) -> str:
    if not form:
        return t("data_mapping.format_found")
    return _EXAMPLE.strftime(form) if form in _FORMS else form


def as_form(told: str) -> str:
    """Return what was typed as a form: DD.MM.YYYY is %d.%m.%Y.

    Args:
        told: A form, or one in the letters that spreadsheets use.
    """
    if "%" in told:
        return told
    for letters, code in _LETTERS:
        told = told.replace(letters, code)
    return told
