"""The map page's answer in a sentence: how many outlets do well, where the others are, who is not on the map."""

from collections import Counter
from dataclasses import dataclass

import polars as pl
import streamlit as st

from analysis.filters import Filters
from analysis.targets import meets
from ui import filters, formats
from ui.figures import few_span
from ui.outlet_figures import UNATTRIBUTED, Drawn
from ui.words import pick, t

_MOST_PLACES = 3


@dataclass(frozen=True)
class Answer:
    """What can be said of the outlets of a selection.

    Attributes:
        judged: How many have enough cases; none when only those of few cases are told of.
        few: How many have few.
        met: How many of those told of meet the target, or are no worse than the whole.
        places: Of the others, how many lie in each place below the one chosen, most first.
        unplaced: How many have no coordinates.
    """

    judged: int
    few: int
    met: int
    places: tuple[tuple[str, int], ...]
    unplaced: int

    @property
    def missed(self) -> int:
        """How many of those told of do worse."""
        return (self.judged or self.few) - self.met


def answer(outlets: pl.DataFrame, shown: Drawn, chosen: Filters) -> Answer:
    """Judge the outlets of a selection, those without coordinates too (`outlet_figures.outlets`)."""
    own = outlets.filter(pl.col("outlet_id") != UNATTRIBUTED)
    known = own.filter(pl.col("value").is_not_null())
    plain, grey = (known.filter(reliability=which) for which in ("plain", "grey"))
    told = plain if plain.height else grey
    is_met = [_is_met(shown, *row) for row in told.select("value", "denominator").iter_rows()]
    below = "township_name" if chosen.district_id else "district_name"
    places = told.filter(~pl.Series(is_met, dtype=pl.Boolean))[below].drop_nulls()
    unplaced = own.filter(~pl.col("is_placed")).height
    counted = sorted(Counter(places).items(), key=lambda place: (-place[1], place[0]))
    return Answer(plain.height, grey.height, sum(is_met), tuple(counted), unplaced)


def _is_met(shown: Drawn, value: float, n: float) -> bool:
    kpi, whole = shown.kpi, shown.overall
    if kpi.target is not None:
        return bool(meets(kpi, value, n))
    return whole is None or (value <= whole if kpi.direction == "down" else value >= whole)


def sentence(found: Answer, shown: Drawn) -> None:
    """Answer the page's question beneath its title."""
    start = t("overview.running") if filters.period().is_running else _judgement(found, shown)
    aside = ""
    if found.judged and found.few and not filters.period().is_running:
        aside += t(
            "outlet_map.says_few_beside", few=formats.number(found.few), span=few_span(shown.kpi)
        )
    if found.unplaced:
        aside += t("outlet_map.says_unplaced", count=formats.number(found.unplaced))
    st.markdown(f"### {start}{aside}{pick('。', '.')}", anchors=False)


def title(found: Answer, shown: Drawn) -> str:
    """What is seen on the map: where those lie that do worse."""
    name = pick(shown.kpi.name_zh, shown.kpi.name_en)
    if filters.period().is_running or not (found.judged or found.few):
        return t("outlet_map.seen_all", kpi=name)
    kind = "" if shown.kpi.target is not None else "_worse"
    if not found.missed:
        return t(f"outlet_map.seen_met{kind}", kpi=name)
    listed = [
        t("outlet_map.seen_place", name=formats.escaped(place), count=formats.number(count))
        for place, count in found.places[:_MOST_PLACES]
    ]
    return t(
        f"outlet_map.seen{kind}",
        kpi=name,
        missed=formats.number(found.missed),
        places=formats.listed(listed),
    )


def _judgement(found: Answer, shown: Drawn) -> str:
    facts = {
        "place": formats.escaped(filters.scope_name()),
        "period": filters.period_name(filters.period()),
        "kpi": pick(shown.kpi.name_zh, shown.kpi.name_en),
        "judged": formats.number(found.judged),
        "few": formats.number(found.few),
        "span": few_span(shown.kpi),
        "split": t(
            f"outlet_map.split{'' if shown.kpi.target is not None else '_about'}",
            met=formats.number(found.met),
            missed=formats.number(found.missed),
            whole=formats.kpi(shown.overall, shown.kpi.unit),
        ),
        "where": _where(found),
    }
    which = "says" if found.judged else "says_few" if found.few else "says_none"
    return t(f"outlet_map.{which}", **facts)


def _where(found: Answer) -> str:
    """Where most of those lie that do worse; nothing when they are spread evenly or alone."""
    most = max((count for _, count in found.places), default=0)
    names = [formats.escaped(name) for name, count in found.places if count == most]
    if most < 2 or len(names) > _MOST_PLACES or len(names) == len(found.places) > 1:
        return ""
    says = "where" if len(names) == 1 else "where_each"
    return t(f"outlet_map.{says}", names=formats.listed(names), count=formats.number(most))
