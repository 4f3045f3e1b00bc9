"""Who nominated an outlet and what the departments asked say: beside its score, never part of it."""

from typing import Any

import polars as pl
import streamlit as st

from analysis.awards.nominations import award_nominations, award_opinions, state
from ui import formats, queries
from ui.said import said
from ui.tables import Column, table
from ui.words import pick, t

_PENDING = "pending"


def nominations(outlet: dict[str, Any] | None) -> None:
    """Draw the nominations of one outlet with the opinions of each; nothing where none is exported.

    Args:
        outlet: the row of a shortlist whose basis is shown.
    """
    every = queries.ask(award_nominations)
    if outlet is None or every.is_empty():
        return
    st.markdown(f"#### {t('awards.nominations')}", anchors=False)
    found = every.filter(outlet_id=outlet["outlet_id"])
    if found.is_empty():
        st.caption(t("awards.not_nominated"))
        return
    opinions = queries.ask(award_opinions)
    for nomination in found.iter_rows(named=True):
        _one(nomination, opinions.filter(nomination_id=nomination["nomination_id"]))


def _one(nomination: dict[str, Any], opinions: pl.DataFrame) -> None:
    facts = {key: formats.escaped(nomination[key] or formats.MISSING) for key in _TOLD}
    st.markdown(t("awards.nomination", date=formats.day(nomination["nominated_on"]), **facts))
    asked, answered = nomination["departments_asked"], nomination["departments_answered"]
    st.markdown(_how_far(asked, asked - answered, nomination["objections"], opinions))
    if opinions.is_empty():
        return
    words = {code: t(f"awards.conclusion_{code}") for code in ("clear", "object", _PENDING)}
    table(
        opinions.with_columns(said(opinions, "conclusion", words.__getitem__)),
        (
            Column("department", t("awards.department"), width="medium"),
            Column("conclusion", t("awards.conclusion")),
            Column("answered_on", t("awards.answered_on"), "date"),
            Column("letter_no", t("awards.letter_no")),
            Column("note", t("awards.note"), width="medium"),
            Column("file_name", t("evidence.file_name"), width="medium"),
            Column("line_number", t("evidence.line_number"), "count", width=80),
        ),
        f"award_opinions_{nomination['nomination_id']}",
        name=t("awards.opinions_file", name=nomination["nominee_name"]),
    )


_TOLD = ("nomination_id", "award", "recommender", "category", "opinion")


def _how_far(asked: int, missing: int, objections: int, opinions: pl.DataFrame) -> str:
    told = t("awards.opinions_are", state=pick(*state(asked, missing, objections)))
    lacking = sorted(
        {
            department
            for department, conclusions in opinions.group_by("department").agg("conclusion").rows()
            if set(conclusions) == {_PENDING}
        }
    )
    names = formats.listed([formats.escaped(name) for name in lacking])
    return told + (t("awards.opinions_lack", names=names) if lacking else "")
