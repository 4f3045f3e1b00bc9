"""Rankings of the overview: three at the top, three at the bottom, the whole table a click away."""

from functools import lru_cache

import polars as pl
import streamlit as st

from analysis import targets
from analysis.filters import Filters
from analysis.overview import HEADLINE
from ui import charts, filters, formats, overview, pictures, queries
from ui.ranking_table import named, of_kind, whole_table
from ui.words import language, pick, t

_ENDS = 3
_BELOW, _BESIDE = "  \n", "\u3000\u3000"


def places() -> None:
    """Draw the main picture: the places one level below the chosen one, best first, and their table."""
    st.markdown(f"### {t('overview.rankings')}", anchors=False)
    level = overview.below()
    ranks, left_out = ranked(level)
    if ranks.is_empty():
        st.info(t("overview.nobody"), icon=":material/search_off:")
        whole_table(level, t(f"overview.group_{level}"))
        return
    if ranks.height > 1:
        _pictured(level, ranks)
    st.markdown(queries.derived.of(ranks, _told, "", left_out, language()))
    whole_table(level, t(f"overview.group_{level}"))


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


def groups() -> None:
    """Draw the rankings beside the main picture: departments, companies, and of a city its townships."""
    others: list[tuple[str, str | None]] = [("unit", "municipal"), ("unit", "enterprise")]
    if overview.below() == "district":
        others.append(("township", None))
    for column, (level, kind) in zip(st.columns(len(others)), others, strict=True):
        with column:
            _short(level, kind)


def _short(level: str, kind: str | None) -> None:
    """The two ends of a group, and its table a click away."""
    group = t(f"overview.group_{kind or level}")
    ranks, left_out = ranked(level, kind)
    if ranks.is_empty():
        st.markdown(f"**{group}**\n\n{t('overview.nobody')}")
    else:
        st.markdown(queries.derived.of(ranks, _told, group, left_out, language()))
    whole_table(level, group, kind)


def ranked(level: str, kind: str | None = None) -> tuple[pl.DataFrame, int]:
    """Return the ranks of a level by on-time completion, and how many had too few cases for it."""
    return _ranked(str(queries.release().path), filters.current(), level, kind, language())


@lru_cache(maxsize=500)
def _ranked(
    file: str, chosen: Filters, level: str, kind: str | None, lang: str
) -> tuple[pl.DataFrame, int]:
    members = of_kind(queries.kpi_by_level(chosen, (HEADLINE,), level), kind)
    members = members.filter(pl.col("scope_id") != "unknown", pl.col("denominator") > 0)
    names = [
        named(id_, name, level) for id_, name in members.select("scope_id", "name").iter_rows()
    ]
    ranks = targets.ranked(members.with_columns(pl.Series("name", names, pl.String)))
    return ranks, members.height - ranks.height


def _seen(ranks: pl.DataFrame, level: str, lang: str) -> str:
    """The picture's title: who is last, unless hardly anyone differs."""
    if targets.all_alike(ranks):
        suffix = "" if level == "district" else f"_{level}"
        return t(f"overview.ranking_alike{suffix}")
    return t("overview.ranking_district", name=formats.escaped(ranks["name"][-1]))


def _told(ranks: pl.DataFrame, group: str, left_out: int, lang: str) -> str:
    """The two ends of a ranking and what is to be known of it, in one piece; without a group in a few lines."""
    remarks = _remarks(ranks, left_out, lang)
    ends = _ends(ranks, _BELOW if group else _BESIDE)
    parts = (f"**{group}**" if group else "", *ends, f":small[:gray[{remarks}]]" if remarks else "")
    return "\n\n".join(part for part in parts if part)


def _remarks(ranks: pl.DataFrame, left_out: int, lang: str) -> str:
    alike = targets.indistinct(ranks)
    # Members of one rank tie for all to see.
    is_said = alike is not None and alike[0] != alike[1]
    said = [t("overview.alike", first=alike[0], last=alike[1])] if alike and is_said else []
    if ranks.height == 1:
        said.append(t("overview.one_ranked", name=formats.escaped(ranks["name"][0])))
    return pick("", " ").join([*said, t("overview.too_few", count=left_out)] if left_out else said)


def _ends(ranks: pl.DataFrame, between: str) -> list[str]:
    """The best of a ranking and, of those that are left, the last; one alone has no rank to tell."""
    if ranks.height == 1:
        name, value = formats.escaped(ranks["name"][0]), formats.rate(ranks["value"][0])
        return [t("overview.entry_alone", name=name, value=value)]
    ends = [_end("top", ranks.head(_ENDS), between)]
    if ranks.height > _ENDS:
        ends.append(_end("bottom", ranks.tail(min(_ENDS, ranks.height - _ENDS)), between))
    return ends


def _end(which: str, ranks: pl.DataFrame, between: str) -> str:
    """One end of a ranking."""
    lines = [
        t(
            "overview.entry",
            rank=row["rank"],
            name=formats.escaped(row["name"]),
            value=formats.rate(row["value"]),
        )
        for row in ranks.iter_rows(named=True)
    ]
    return between.join([f":gray[{t(f'overview.{which}')}]", *lines])
