"""A KPI as a card: value, distance to target, 环比 and 同比, thirteen months, window and parts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl
import streamlit as st

from analysis import periods, signals
from analysis.kpis import Kpi
from analysis.periods import Period
from ui import charts, filters, formats, queries
from ui.pictures import theme
from ui.sparks import sparkline
from ui.words import pick, t

_LEAST_WIDTH = 230


@dataclass(frozen=True)
class Figure:
    """What a card says of one KPI; None where nothing is known.

    Attributes:
        kpi: The catalogue's entry.
        value: In the KPI's unit.
        numerator: The upper part of a rate.
        denominator: The lower part: the cases behind the rate.
        previous: The value of as many months before.
        last_year: The value of the same months a year earlier.
        history: Thirteen monthly values, oldest first.
    """

    kpi: Kpi
    value: float | None
    numerator: float | None
    denominator: float | None
    previous: float | None = None
    last_year: float | None = None
    history: tuple[float | None, ...] = ()

    @property
    def is_withheld(self) -> bool:
        """Whether fewer than ten cases stand behind a rate; a census of things has no such limit."""
        counted = self.kpi.is_ratio and not self.kpi.is_stock
        return counted and formats.reliability(self.denominator) == "withheld"

    @property
    def meets_target(self) -> bool | None:
        """Whether the target is met; None without a target or a value that may be judged."""
        if self.kpi.target is None or self.value is None or self.is_withheld:
            return None
        below = self.value < self.kpi.target
        return not below if self.kpi.direction == "up" else self.value <= self.kpi.target


def figures(kpi_ids: tuple[str, ...]) -> dict[str, Figure]:
    """Return what the cards of the current selection say; a KPI not collected is left out."""
    chosen, months = filters.period(), filters.months()
    now = _by_id(chosen, kpi_ids)
    previous = _by_id(periods.before(chosen, months), kpi_ids)
    last_year = _by_id(periods.year_before(chosen, months), kpi_ids)
    series = queries.kpi_series(filters.current(), kpi_ids)
    found = {}
    for kpi_id, row in now.items():
        kpi = queries.kpi(kpi_id)
        figure = Figure(kpi, row["value"], row["numerator"], row["denominator"])
        # A stock has no earlier value, and an unfinished volume is no fair comparison.
        if not kpi.is_stock and (kpi.is_ratio or chosen.is_complete):
            figure = replace(
                figure,
                previous=previous.get(kpi_id, {}).get("value"),
                last_year=last_year.get(kpi_id, {}).get("value"),
                history=tuple(series.filter(pl.col("kpi_id") == kpi_id)["value"]),
            )
        found[kpi_id] = figure
    return found


def row(kpi_ids: Sequence[str], key: str) -> dict[str, Figure]:
    """Draw cards in rows of one height and return what they say."""
    found = figures(tuple(kpi_ids))
    with st.grid("auto", min_column_width=_LEAST_WIDTH, key=key):
        for kpi_id in kpi_ids:
            card(queries.kpi(kpi_id), found.get(kpi_id), filters.period())
    return found


def card(kpi: Kpi, figure: Figure | None, chosen: Period) -> None:
    """Draw one card; without a figure it says which columns the exports lack."""
    with st.container(border=True, height="stretch", gap="xxsmall"):
        name = pick(kpi.name_zh, kpi.name_en)
        definition = pick(kpi.definition_zh, kpi.definition_en)
        st.markdown(f"**{name}**", help=formats.escaped(definition))
        if figure is None:
            st.markdown(f":gray[{t('common.not_collected')}]")
            columns = formats.escaped(formats.listed(list(kpi.requires)))
            st.caption(t("common.not_collected_needs", columns=columns))
            return
        _headline(figure)
        _comparisons(figure)
        _sparkline(figure)
        st.caption(_foot(figure, chosen))


def _headline(figure: Figure) -> None:
    kpi = figure.kpi
    if figure.is_withheld:
        n = formats.parts(figure.numerator, figure.denominator)
        st.markdown(f"## :gray[{formats.MISSING}]")
        st.markdown(t("common.small_n", n=n))
        return
    value = formats.kpi(figure.value, kpi.unit)
    few = kpi.is_ratio and formats.reliability(figure.denominator) == "grey" and not kpi.is_stock
    st.markdown(f"## :gray[{value}]" if few else f"## {value}")
    met = figure.meets_target
    if met is None:
        st.markdown(f":gray[{t('common.no_target')}]")
        return
    target = t("common.target", value=formats.kpi(kpi.target, kpi.unit, 0))
    if met:
        st.markdown(f":green[:material/check: {t('common.meets')}] :gray[{target}]")
    else:
        distance = t("common.distance", gap=formats.gap(figure.value, kpi.target, kpi.unit))
        st.markdown(f":red[▼ {distance}] :gray[{target}]")


def _comparisons(figure: Figure) -> None:
    """环比 and 同比, and in words whether the newest month is a signal."""
    if figure.kpi.is_stock or figure.is_withheld:
        return
    said = [
        f"{t(f'common.against_{which}')} {formats.kpi_change(figure.value, then, figure.kpi.unit)}"
        for which, then in (("previous", figure.previous), ("year", figure.last_year))
    ]
    st.markdown("　".join(said))
    st.markdown(_signal(figure))


def _signal(figure: Figure) -> str:
    """The newest month against the usual band of the thirteen, in words."""
    band = limits(figure)
    if not figure.history or band is None:
        return ""
    signal = band.signal(figure.history[-1])
    if signal in ("usual", "unknown"):
        return f":gray[● {t('common.within_range')}]"
    if figure.kpi.direction == "none":
        return f"{'▲' if signal == 'above' else '▼'} {t(f'common.{signal}_range')}"
    better = (signal == "above") == (figure.kpi.direction == "up")
    mark = "▲" if signal == "above" else "▼"
    return f":green[{mark} {t('common.better')}]" if better else f":red[{mark} {t('common.worse')}]"


def limits(figure: Figure) -> signals.Limits | None:
    """Return the usual band of a card's series."""
    ceiling = 1.0 if figure.kpi.unit == "%" else None
    return signals.limits(figure.history, floor=0.0, ceiling=ceiling)


def _sparkline(figure: Figure) -> None:
    svg = sparkline(figure.history, charts.tokens(theme()), limits(figure), figure.kpi.target)
    if svg and not figure.is_withheld:
        st.image(svg, width="stretch", alt=t("common.thirteen_months"))


def _foot(figure: Figure, chosen: Period) -> str:
    kpi = figure.kpi
    window = t("common.stock_note") if kpi.is_stock else filters.period_name(chosen)
    if kpi.unit not in ("%", "/万", "分") or figure.numerator is None:
        return window
    return f"{window} · {formats.parts(figure.numerator, figure.denominator, _counted(kpi))}"


def _counted(kpi: Kpi) -> str:
    """What the denominator of a KPI counts."""
    return "件" if kpi.id[0] in "KSC" else ""


def _by_id(chosen: Period | None, kpi_ids: tuple[str, ...]) -> dict[str, dict[str, float | None]]:
    if chosen is None:
        return {}
    rows = queries.kpi_values(filters.within(chosen), kpi_ids).iter_rows(named=True)
    return {row["kpi_id"]: row for row in rows}
