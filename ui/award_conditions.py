"""Every condition of the award for one outlet: met, not met, or not known from the data."""

from typing import Any

import polars as pl
import streamlit as st

from analysis.awards.gates import MET, UNKNOWN, UNMET, conditions
from analysis.awards.shortlist import Shortlist
from ui import queries
from ui.said import said
from ui.tables import Column, table
from ui.words import language, t


def met(found: Shortlist, outlet: dict[str, Any] | None) -> None:
    """Draw the conditions of one outlet; what the data do not hold is to be verified, never taken as met.

    Args:
        found: the shortlist.
        outlet: the row of it whose basis is shown.
    """
    if outlet is None:
        return
    lang = language()
    rows = queries.derived.of(found, _rows, outlet["outlet_id"], lang)
    unmet, unknown = ((rows["code"] == code).sum() for code in (UNMET, UNKNOWN))
    st.markdown(f"#### {t('awards.conditions', unmet=unmet, unknown=unknown)}", anchors=False)
    table(
        rows,
        (
            Column(f"name_{lang}", t("awards.condition")),
            Column("state", t("awards.state")),
            Column(f"found_{lang}", t("awards.found"), width="large"),
            Column(f"asked_{lang}", t("awards.asked"), width="large"),
            Column("kind", t("awards.kind")),
        ),
        "award_conditions",
        name=t("awards.conditions_file", name=outlet["outlet_name"]),
    )


# The language is that of the words, and so part of what is kept.
def _rows(found: Shortlist, outlet_id: str, _lang: str) -> pl.DataFrame:
    row = found.outlets.filter(pl.col("outlet_id") == outlet_id)
    rows = conditions(row, found.rules, found.basis.start)
    kinds = {True: t("awards.kind_veto"), False: t("awards.kind_gate")}
    states = {code: t(f"awards.state_{code}") for code in (MET, UNMET, UNKNOWN)}
    return rows.with_columns(
        said(rows, "state", states.__getitem__),
        code="state",
        kind=pl.col("is_veto").replace_strict(kinds, return_dtype=pl.String),
    )
