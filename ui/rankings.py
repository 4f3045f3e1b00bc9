"""Rankings of the overview: three at the top, three at the bottom, the whole table a click away."""

from functools import lru_cache

import polars as pl
import streamlit as st

from analysis import questions, targets
from analysis.filters import Filters
from analysis.overview import HEADLINE
from ui import charts, filters, formats, overview, pictures, queries
from ui.tables import Column, table
from ui.words import language, t

_ENDS = 3


def places() -> None:
    """Draw the main picture: the places one level below the chosen one, best first, and their table."""
    st.markdown(f"### {t('overview.rankings')}", anchors=False)
    level = overview.below()
    ranks, left_out = ranked(level)
    if ranks.is_empty():
        st.info(t("overview.nobody"), icon=":material/search_off:")
        return
    if ranks.height > 1:
        _pictured(level, ranks)
    st.caption(queries.derived.of(ranks, _remarks, left_out, language()))
    whole_table(level, t(f"overview.group_{level}"), ranks)


def _pictured(level: str, ranks: pl.DataFrame) -> None:
    unit, target = queries.kpi(HEADLINE).unit, queries.kpi(HEADLINE).target
    pictures.picture(
        "places",
        queries.derived.of(ranks, _seen, level, language()),
        t("overview.ranking_of", period=filters.period_name(filters.period())),
        lambda theme: charts.ranking(ranks, unit, theme, target=target),
        filters.current(),
        level,
    )


def units(kind: str) -> None:
    """Draw the units of one kind as two short lists, and their table a click away."""
    group = t(f"overview.group_{kind}")
    ranks, left_out = ranked("unit", kind)
    if ranks.is_empty():
        st.markdown(f"**{group}**")
        st.caption(t("overview.nobody"))
        return
    st.markdown("\n\n".join((f"**{group}**", *queries.derived.of(ranks, _ends, language()))))
    st.caption(queries.derived.of(ranks, _remarks, left_out, language()))
    whole_table("unit", group, ranks, key=kind)


def ranked(level: str, kind: str | None = None) -> tuple[pl.DataFrame, int]:
    """Return the ranks of a level by on-time completion, and how many had too few cases for it."""
    return _ranked(str(queries.release().path), filters.current(), level, kind)


@lru_cache(maxsize=500)
def _ranked(file: str, chosen: Filters, level: str, kind: str | None) -> tuple[pl.DataFrame, int]:
    members = queries.kpi_by_level(chosen, (HEADLINE,), level)
    if kind is not None:
        of_kind = queries.ask(questions.units).filter(pl.col("kind") == kind)["unit_id"]
        members = members.filter(pl.col("scope_id").is_in(of_kind.to_list()))
    members = members.filter(pl.col("scope_id") != "unknown", pl.col("denominator") > 0)
    ranks = targets.ranked(members.with_columns(pl.col("name").fill_null(pl.col("scope_id"))))
    return ranks, members.height - ranks.height


def whole_table(level: str, group: str, ranks: pl.DataFrame, key: str = "") -> None:
    """Draw the table of a ranking when the reader opens it; the total is recomputed, not averaged."""
    key = f"table_{key or level}"
    opened = st.expander(t("overview.whole_table", group=group), key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        table(
            _rows(level, ranks),
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
            ),
            key,
            name=t("overview.whole_table", group=group),
            total=_total() if key == f"table_{level}" else None,
        )


def _total() -> dict[str, float | None]:
    """The whole selection, recomputed from its cases."""
    values = queries.kpi_values(filters.current(), ("K01", HEADLINE, "S02"))
    row = {one["kpi_id"]: one for one in values.iter_rows(named=True)}
    due, rated = row.get(HEADLINE, {}), row.get("S02", {})
    earlier, target = overview.before(), queries.kpi(HEADLINE).target
    then = queries.kpi_values(earlier, (HEADLINE,))["value"].first() if earlier else None
    value = due.get("value")
    return {
        "change": value - then if value is not None and then is not None else None,
        "gap": value - target if value is not None and target is not None else None,
        "accepted": row.get("K01", {}).get("value"),
        "denominator": due.get("denominator"),
        "numerator": due.get("numerator"),
        "value": due.get("value"),
        "satisfied": rated.get("value"),
        "rated": rated.get("denominator"),
    }


def _rows(level: str, ranks: pl.DataFrame) -> pl.DataFrame:
    """The ranked members with volume, change and ratings beside the rate."""
    chosen, earlier = filters.current(), overview.before()
    beside = queries.kpi_by_level(chosen, ("K01", "S02"), level)
    accepted = beside.filter(pl.col("kpi_id") == "K01").select("scope_id", accepted="value")
    rated = beside.filter(pl.col("kpi_id") == "S02")
    rated = rated.select("scope_id", rated="denominator", satisfied="value")
    rows = ranks.join(accepted, on="scope_id", how="left").join(rated, on="scope_id", how="left")
    target = queries.kpi(HEADLINE).target
    if earlier is None:
        rows = rows.with_columns(previous=pl.lit(None, pl.Float64))
    else:
        previous = queries.kpi_by_level(earlier, (HEADLINE,), level)
        rows = rows.join(previous.select("scope_id", previous="value"), on="scope_id", how="left")
    return rows.with_columns(
        change=pl.col("value") - pl.col("previous"),
        gap=pl.col("value") - pl.lit(target, pl.Float64),
    ).sort("rank", "name")


def _seen(ranks: pl.DataFrame, level: str, lang: str) -> str:
    """The picture's title: who is last, unless hardly anyone differs."""
    if targets.all_alike(ranks):
        suffix = "" if level == "district" else f"_{level}"
        return t(f"overview.ranking_alike{suffix}")
    return t("overview.ranking_district", name=formats.escaped(ranks["name"][-1]))


def _remarks(ranks: pl.DataFrame, left_out: int, lang: str) -> str:
    alike = targets.indistinct(ranks)
    # Members of one rank tie for all to see.
    is_said = alike is not None and alike[0] != alike[1]
    said = [t("overview.alike", first=alike[0], last=alike[1])] if alike and is_said else []
    if ranks.height == 1:
        said.append(t("overview.one_ranked", name=formats.escaped(ranks["name"][0])))
    return " ".join([*said, t("overview.too_few", count=left_out)] if left_out else said)


def _ends(ranks: pl.DataFrame, lang: str) -> list[str]:
    """The best of a ranking and, of those that are left, the last; one alone has no rank to tell."""
    if ranks.height == 1:
        name, value = formats.escaped(ranks["name"][0]), formats.rate(ranks["value"][0])
        return [t("overview.entry_alone", name=name, value=value)]
    ends = [_end("top", ranks.head(_ENDS))]
    if ranks.height > _ENDS:
        ends.append(_end("bottom", ranks.tail(min(_ENDS, ranks.height - _ENDS))))
    return ends


def _end(which: str, ranks: pl.DataFrame) -> str:
    """One end of a ranking, a line for each."""
    lines = [
        t(
            "overview.entry",
            rank=row["rank"],
            name=formats.escaped(row["name"]),
            value=formats.rate(row["value"]),
        )
        for row in ranks.iter_rows(named=True)
    ]
    return "  \n".join([f":gray[{t(f'overview.{which}')}]", *lines])
