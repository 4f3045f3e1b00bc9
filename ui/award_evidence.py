"""What one outlet's score rests on, and the rules all are judged by."""

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from analysis.awards.labels import peer_group
from analysis.awards.shortlist import Shortlist
from analysis.signals import SMALL
from ui import formats, queries
from ui.tables import Column, table
from ui.words import language, pick, t


def evidence(found: Shortlist, outlet: dict[str, Any] | None) -> None:
    """Draw every indicator of one outlet with its sample, its peers' mean and its points."""
    if outlet is None:
        return
    name = formats.escaped(outlet["outlet_name"])
    st.subheader(t("awards.evidence", name=name), anchor=False)
    _standing(found, outlet)
    rows = queries.derived.of(found, _worded, outlet["outlet_id"], language())
    columns = (
        Column("indicator", t("awards.indicator"), width="medium"),
        Column("points", t("awards.points"), "decimal"),
        Column("denominator", t("awards.denominator"), "count"),
        Column("numerator", t("awards.numerator"), "count"),
        Column("value_words", t("awards.value")),
        Column("peer_words", t("awards.peer_mean")),
        Column("peer", t("awards.peers")),
        Column("estimate_words", t("awards.estimate")),
        Column("weight", t("awards.weight"), "rate"),
    )
    filed = (
        *columns[:4],
        *(
            replace(one, key=one.key.replace("words", "number"), kind="amount")
            if one.key.endswith("_words")
            else one
            for one in columns[4:]
        ),
        Column("unit", t("common.unit_of")),
    )
    name = t("awards.evidence", name=outlet["outlet_name"])
    table(rows, columns, "award_evidence", name=name, filed=filed)
    absent = [
        _kpi_name(indicator.kpi_id)
        for indicator in found.rules.indicators
        if indicator.kpi_id not in rows["kpi_id"]
    ]
    if absent:
        st.caption(t("awards.missing", names=formats.listed(absent)))
    st.caption(t("awards.evidence_pick"))


def rules(found: Shortlist) -> None:
    """Draw the rules and the method, folded."""
    given = found.rules
    fewest, longest = given.proposal.sizes(given.places)
    with st.expander(t("awards.rules", version=given.version), icon=":material/rule:"):
        gates = given.eligibility.model_dump() | {
            "weight_present": formats.rate(given.eligibility.weight_present, 0),
            "must_haves": t("awards.gates_must_haves") if given.eligibility.must_haves else "",
        }
        st.markdown(t("awards.gates", **gates))
        st.markdown(
            t(
                "awards.quotas",
                places=given.places,
                fewest=fewest,
                longest=longest,
                small=given.small_outlets.places,
                least=given.quotas.least,
                most=given.quotas.most,
                recommended=formats.rate(given.bands.recommended, 0),
                review=formats.rate(given.bands.review, 0),
            )
        )
        st.markdown(_goalposts(found))
    with st.expander(t("awards.method"), icon=":material/menu_book:"):
        st.markdown("\n".join(f"- {formats.escaped(pick(*note))}" for note in found.notes))


def _standing(found: Shortlist, outlet: dict[str, Any]) -> None:
    if outlet["rank"] is None:
        st.markdown(formats.escaped(outlet["reason"]))
        return
    pillars = formats.listed(
        [
            f"{getattr(pillar.name, language())} {formats.number(outlet[pillar.id], 1)}"
            for pillar in found.rules.pillars
        ]
    )
    st.markdown(
        t(
            "awards.standing",
            rank=outlet["rank"],
            low=outlet["rank_low"],
            high=outlet["rank_high"],
            score=formats.number(outlet["score"], 2),
            pillars=pillars,
        )
    )


def _worded(found: Shortlist, outlet_id: str, lang: str) -> pl.DataFrame:
    """Name the indicators of an outlet and write their values in their own units, which differ by row."""
    rows = found.indicators.filter(pl.col("outlet_id") == outlet_id)
    rates = {one.kpi_id for one in found.rules.indicators if one.model == "rate"}

    units = [queries.kpi(kpi_id).unit for kpi_id in rows["kpi_id"]]
    is_small = (pl.col("denominator") < SMALL) & pl.col("kpi_id").is_in(rates)
    known = rows.with_columns(value=pl.when(~is_small).then("value"))

    def words(column: str) -> list[pl.Series]:
        values = list(zip(known[column], units, strict=True))
        name = column.removesuffix("_mean")
        return [
            pl.Series(f"{name}_words", [formats.kpi(*one) for one in values], pl.String),
            pl.Series(f"{name}_number", [formats.filed(*one)[0] for one in values], pl.Float64),
        ]

    group = peer_group(queries.place_names(lang)["industry"], lang)
    counted = (
        pl.format("{}（{}）", group, "peers")
        if lang == "zh"
        else pl.format("{} ({})", group, "peers")
    )
    return rows.with_columns(
        counted.fill_null("").alias("peer"),
        pl.col("numerator").round(1),
        pl.Series("indicator", [_kpi_name(kpi_id) for kpi_id in rows["kpi_id"]], pl.String),
        pl.Series("unit", [formats.filed(None, unit)[1] for unit in units], pl.String),
        *words("value"),
        *words("peer_mean"),
        *words("estimate"),
    )


def _goalposts(found: Shortlist) -> str:
    """The indicators with weight and goalposts as a table of Markdown; the workbook has them too."""
    given = found.rules
    heads = [t(f"awards.{key}") for key in ("indicator", "pillar", "weight", "low", "high")]
    rows = [
        [
            _kpi_name(one.kpi_id),
            getattr(given.pillars[pillar].name, language()),
            formats.rate(weight),
            formats.kpi(one.low, queries.kpi(one.kpi_id).unit, 1),
            formats.kpi(one.high, queries.kpi(one.kpi_id).unit, 1),
        ]
        for one, weight, pillar in zip(
            given.indicators, given.weights, given.pillar_of, strict=True
        )
    ]
    lines = [heads, ["---", "---", "---:", "---:", "---:"], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _kpi_name(kpi_id: str) -> str:
    kpi = queries.kpi(kpi_id)
    return pick(kpi.name_zh, kpi.name_en)
