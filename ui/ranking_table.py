"""The whole table of a ranking: all members, with those of too few cases unranked at its end."""

import polars as pl
import streamlit as st

from analysis import questions, targets
from analysis.overview import HEADLINE
from analysis.signals import SMALL
from ui import filters, overview, queries
from ui.member_remarks import UNKNOWN, remarks
from ui.tables import Column, table
from ui.words import language, pick, t


def of_kind(members: pl.DataFrame, kind: str | None) -> pl.DataFrame:
    """Return the members that are units of a kind; all of them without one."""
    if kind is None:
        return members
    units = queries.ask(questions.units).filter(pl.col("kind") == kind)["unit_id"]
    return members.filter(pl.col("scope_id").is_in(units.to_list()))


def named(scope_id: str, name: str | None, level: str) -> str:
    """Return what a member is called: of the whole city's townships each with its district."""
    said = queries.name_of(scope_id, name)
    if level != "township" or filters.current().district_id or scope_id == UNKNOWN:
        return said
    districts = queries.place_names(language())["district"]
    return districts.get(scope_id.partition("/")[0], "") + pick("", " · ") + said


def whole_table(level: str, group: str, kind: str | None = None) -> None:
    """Draw the table of a ranking when the reader opens it; the total is recomputed, not averaged.

    Args:
        level: Of the members.
        group: What they are called together.
        kind: Only units of this kind; they have no total of their own.
    """
    key = f"table_{kind or level}"
    opened = st.expander(t("overview.whole_table", group=group), key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        rows = _rows(level, kind)
        table(
            rows,
            (
                Column("rank", t("overview.rank"), "count", width=70),
                Column("name", t("overview.rank_name"), width="medium"),
                Column("accepted", t("overview.accepted"), "count"),
                Column("denominator", t("overview.due"), "count"),
                Column("numerator", t("overview.on_time"), "count"),
                Column("value", t("overview.rate"), "rate", n="denominator"),
                Column("change", t("overview.previous"), "points", n="denominator"),
                Column("gap", t("overview.gap"), "points", n="denominator"),
                Column("satisfied", t("overview.satisfied"), "rate", n="rated"),
                Column("remark", t("on_time.remark"), width="medium"),
            ),
            key,
            name=t("overview.whole_table", group=group),
            total=_total() if kind is None else None,
        )


def _total() -> dict[str, float | None]:
    """The whole selection, recomputed from its cases."""
    values = queries.kpi_values(filters.current(), ("K01", HEADLINE, "S02"))
    row = {one["kpi_id"]: one for one in values.iter_rows(named=True)}
    due, rated = row.get(HEADLINE, {}), row.get("S02", {})
    earlier, target = overview.before(), queries.kpi(HEADLINE).target
    then = queries.kpi_values(earlier, (HEADLINE,)) if earlier else None
    before = then.row(0, named=True) if then is not None and then.height else {}
    value = due.get("value")
    is_comparable = value is not None and (before.get("denominator") or 0) >= SMALL
    return {
        "change": value - before["value"] if is_comparable else None,
        "gap": value - target if value is not None and target is not None else None,
        "accepted": row.get("K01", {}).get("value"),
        "denominator": due.get("denominator"),
        "numerator": due.get("numerator"),
        "value": value,
        "satisfied": rated.get("value"),
        "rated": rated.get("denominator"),
    }


def _rows(level: str, kind: str | None) -> pl.DataFrame:
    """All members with volume, change and ratings beside the rate, so that rows add up to the total."""
    chosen, earlier = filters.current(), overview.before()
    known = of_kind(queries.kpi_by_level(chosen, ("K01", HEADLINE, "S02"), level), kind)
    due = known.filter(kpi_id=HEADLINE)
    accepted = known.filter(kpi_id="K01").select("scope_id", accepted="value")
    rated = known.filter(kpi_id="S02")
    ranks = targets.ranked(due).select("scope_id", "rank")
    previous = queries.kpi_by_level(earlier, (HEADLINE,), level) if earlier else due.clear()
    rows = (
        known.select("scope_id", "name")
        .unique("scope_id", maintain_order=True)
        .join(ranks, on="scope_id", how="left")
        .join(due.select("scope_id", "numerator", "denominator", "value"), "scope_id", "left")
        .join(accepted, on="scope_id", how="left")
        .join(rated.select("scope_id", rated="denominator", satisfied="value"), "scope_id", "left")
        .join(previous.select("scope_id", before="value", n="denominator"), "scope_id", "left")
        .with_columns(pl.col("accepted", "denominator", "numerator").fill_null(0))
        .filter((pl.col("accepted") > 0) | (pl.col("denominator") > 0))
    )
    names = [named(id_, name, level) for id_, name in rows.select("scope_id", "name").iter_rows()]
    target = pl.lit(queries.kpi(HEADLINE).target, pl.Float64)
    return rows.with_columns(
        # A change against fewer than ten cases would say nothing.
        change=pl.when(pl.col("n") >= SMALL).then(pl.col("value") - pl.col("before")),
        gap=pl.col("value") - target,
        name=pl.Series(names, dtype=pl.String),
        remark=pl.Series(remarks(rows), dtype=pl.String),
        is_unknown=pl.col("scope_id") == UNKNOWN,
    ).sort(
        "is_unknown", "rank", "denominator", "name",
        descending=[False, False, True, False], nulls_last=True,
    )  # fmt: skip
