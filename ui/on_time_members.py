"""On-time completion by district, unit, industry, matter or outlet, the lowest first."""

from functools import lru_cache
from typing import Any

import polars as pl
import streamlit as st

from analysis import kpi_questions, targets
from analysis.filters import Filters
from analysis.signals import FEW, SMALL
from analysis.warehouse import Release
from ui import address, charts, filters, formats, overview, pictures, queries, unit_clock
from ui.member_remarks import UNKNOWN, remarks
from ui.tables import Column, table
from ui.words import language, t

LEVELS = ("district", "unit", "industry", "matter", "outlet")
# Columns of kpi_by_matter: on time, all.
_BY_MATTER = {
    "K04": ("due_on_time", "due"),
    "K04e": ("due_extended_on_time", "due_extended"),
    "K05": ("closed_on_time", "closed_with_due"),
}
_KEY, _PARAM = "on_time_by", "by"
_PICTURED = 10


def members(kpi_id: str) -> tuple[str, dict[str, Any] | None]:
    """Draw the chooser, the lowest ten as a picture, and all members as a table.

    Returns:
        The level, and the row that the reader clicked: [scope_id, name] and its figures.
    """
    address.adopt(_KEY, _PARAM, LEVELS, LEVELS[0])
    st.segmented_control(
        t("on_time.by"),
        LEVELS,
        key=_KEY,
        required=True,
        format_func=lambda one: t(f"on_time.by_{one}"),
    )
    level: str = st.session_state[_KEY]
    address.keep(_PARAM, level, LEVELS[0])
    rows = _rows(kpi_id, level)
    if rows.is_empty():
        st.info(t("common.nothing_here_plain"), icon=":material/search_off:")
        return level, None
    _picture(kpi_id, level, rows)
    return level, _table(kpi_id, level, rows)


def _picture(kpi_id: str, level: str, rows: pl.DataFrame) -> None:
    kpi, group = queries.kpi(kpi_id), t(f"on_time.by_{level}")
    ranks = queries.derived.of(rows, targets.ranked)
    if ranks.is_empty():
        st.caption(t("on_time.none_ranked", level=group))
        return
    if ranks.height == 1:
        st.caption(t("on_time.one_ranked", name=formats.escaped(ranks["name"][0])))
        return
    subtitle = t(
        "on_time.lowest_of",
        name=group,
        period=filters.period_name(filters.period()),
        count=min(ranks.height, _PICTURED),
    )
    pictures.picture(
        "on_time_lowest",
        queries.derived.of(ranks, _seen, level, language()),
        subtitle,
        lambda theme: charts.ranking(
            ranks.reverse().head(_PICTURED), kpi.unit, theme, target=kpi.target
        ),
        filters.current(),
        kpi_id,
        level,
    )


def _seen(ranks: pl.DataFrame, level: str, lang: str) -> str:
    if targets.all_alike(ranks):
        return t("on_time.alike", level=t(f"on_time.by_{level}"))
    last = ranks.row(-1, named=True)
    return t(
        "on_time.lowest",
        name=formats.escaped(last["name"]),
        rate=formats.rate(last["value"]),
        late=formats.count(last["denominator"] - last["numerator"]),
    )


def _table(kpi_id: str, level: str, rows: pl.DataFrame) -> dict[str, Any] | None:
    group = t(f"on_time.by_{level}")
    st.caption(t("on_time.by_hint"))
    has_target = queries.kpi(kpi_id).target is not None
    columns = [
        Column("name", group, width=None if level in ("district", "industry") else "medium"),
        Column("denominator", t(f"on_time.due_{kpi_id}"), "count"),
        Column("value", t("on_time.rate"), "rate", n="denominator"),
        Column("late", t("on_time.late"), "count"),
        Column("change", t("on_time.change"), "points", n="denominator"),
        *([Column("gap", t("on_time.gap"), "points", n="denominator")] if has_target else []),
        Column("numerator", t("on_time.done"), "count"),
    ]
    if unit_clock.is_shown(kpi_id, level):
        columns += unit_clock.columns()
    if any(rows["remark"].to_list()):
        columns.append(Column("remark", t("on_time.remark"), width="medium"))
    return table(
        rows,
        columns,
        f"on_time_{level}_{hash((kpi_id, filters.current()))}",
        name=t("on_time.table_name", level=group),
        total=_total(kpi_id) | unit_clock.total(kpi_id, level),
        select=True,
    )


def _total(kpi_id: str) -> dict[str, float | None]:
    """The whole selection, recomputed from its cases."""
    now = queries.kpi_values(filters.current(), (kpi_id,)).row(0, named=True)
    total = {name: now[name] for name in ("numerator", "denominator", "value")}
    target, earlier = queries.kpi(kpi_id).target, overview.before()
    before = queries.kpi_values(earlier, (kpi_id,)) if earlier else pl.DataFrame()
    then = before.row(0, named=True) if before.height else {"value": None, "denominator": 0}
    is_comparable = (then["denominator"] or 0) >= SMALL and now["value"] is not None
    return total | {
        "change": now["value"] - then["value"] if is_comparable else None,
        "late": now["denominator"] - now["numerator"],
        "gap": None if target is None or now["value"] is None else now["value"] - target,
    }


def _rows(kpi_id: str, level: str) -> pl.DataFrame:
    return _ordered(
        queries.release(), language(), kpi_id, level, filters.current(), overview.before()
    )


@lru_cache(maxsize=100)
def _ordered(
    opened: Release, lang: str, kpi_id: str, level: str, chosen: Filters, earlier: Filters | None
) -> pl.DataFrame:
    """Members with cases: those ranked lowest first, then the few, then what has no place."""
    now = _level(kpi_id, level, chosen)
    previous = _level(kpi_id, level, earlier) if earlier else now.clear()
    now = unit_clock.beside(now.filter(pl.col("denominator") > 0), kpi_id, level, chosen)
    n, target = pl.col("denominator"), queries.kpi(kpi_id).target
    return (
        now.join(previous.select("scope_id", before="value", n="denominator"), "scope_id", "left")
        .with_columns(
            late=n - pl.col("numerator"),
            # A change against fewer than ten cases would say nothing.
            change=pl.when(pl.col("n") >= SMALL).then(pl.col("value") - pl.col("before")),
            gap=pl.col("value") - pl.lit(target, pl.Float64),
            group=pl.when(pl.col("scope_id") == UNKNOWN)
            .then(3)
            .when(n < SMALL)
            .then(2)
            .when(n < FEW)
            .then(1)
            .otherwise(0),
            order=pl.when(n >= SMALL).then("value"),
        )
        .with_columns(remark=pl.Series(remarks(now), dtype=pl.String))
        .sort("group", "order", "denominator", "name", descending=[False, False, True, False])
        .drop("group", "order", "before", "n")
    )


def _level(kpi_id: str, level: str, chosen: Filters) -> pl.DataFrame:
    """One definition at one level: [scope_id, name, numerator, denominator, value]."""
    if level == "matter":
        done, every = _BY_MATTER[kpi_id]
        rows = queries.ask(kpi_questions.kpi_by_matter, chosen).select(
            scope_id="matter",
            name="matter",
            numerator=pl.col(done).cast(pl.Float64),
            denominator=pl.col(every).cast(pl.Float64),
            value=pl.col(done) / pl.col(every),
        )
        return rows.with_columns(pl.col("name").replace(UNKNOWN, t("on_time.matter_unknown")))
    rows = queries.kpi_by_level(chosen, (kpi_id,), level)
    names = queries.place_names(language())["industry"] if level == "industry" else {}
    if level == "district" and chosen.township_id:
        # Only the township's cases are in the figure, which is not to be read as the district's.
        names = {str(chosen.district_id): filters.place_name()}
    return rows.with_columns(
        pl.Series(
            "name",
            [
                names.get(id_) or queries.name_of(id_, name)
                for id_, name in rows.select("scope_id", "name").iter_rows()
            ],
            pl.String,
        )
    )
