"""Every condition of the award for one outlet: met, not met, or not known from the data."""

from typing import Any

import polars as pl
import streamlit as st

from analysis.awards.gates import conditions
from analysis.awards.shortlist import Shortlist
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
    row = found.outlets.filter(pl.col("outlet_id") == outlet["outlet_id"])
    rows = conditions(row, found.rules, found.basis.start)
    counted = dict(rows.group_by("state").len().iter_rows())
    title = t("awards.conditions", unmet=counted.get("unmet", 0), unknown=counted.get("unknown", 0))
    st.markdown(f"#### {title}", anchors=False)
    kinds = {True: t("awards.kind_veto"), False: t("awards.kind_gate")}
    states = {code: t(f"awards.state_{code}") for code in ("met", "unmet", "unknown")}
    lang = language()
    table(
        rows.with_columns(
            said(rows, "state", states.__getitem__),
            kind=pl.col("is_veto").replace_strict(kinds, return_dtype=pl.String),
        ),
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
