"""A KPI as a card: value, distance to target, 环比 and 同比, thirteen months, window and parts."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Literal

import streamlit as st

from analysis.kpis import Kpi
from analysis.periods import Period
from analysis.targets import reliability
from ui import filters, formats, palette, queries
from ui.figures import Figure, behind, few, figures, limits
from ui.needs import need
from ui.pictures import theme
from ui.sparks import sparkline
from ui.words import language, pick, t

_LEAST_WIDTH = 230
_SPARK_WIDTH = 150


def row(kpi_ids: Sequence[str], key: str) -> dict[str, Figure]:
    """Draw cards in rows of one height and return what they say."""
    found = figures(tuple(kpi_ids))
    shade = theme()
    with st.grid("auto", min_column_width=_LEAST_WIDTH, key=key):
        for kpi_id in kpi_ids:
            card(queries.kpi(kpi_id), found.get(kpi_id), filters.period(), shade)
    return found


def card(kpi: Kpi, figure: Figure | None, chosen: Period, shade: str = "") -> None:
    """Draw one card; without a figure it says which columns the exports lack."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        name, definition = queries.derived.of(kpi, _defined, language())
        st.markdown(name, help=definition)
        if figure is None:
            st.markdown(f":gray[{t('common.not_collected')}]")
            columns = formats.escaped(formats.listed([need(one) for one in kpi.requires]))
            st.caption(t("common.not_collected_needs", columns=columns))
            return
        svg, said, foot = queries.derived.of(
            figure, _drawn, filters.period_name(chosen), shade or theme(), language()
        )
        with _beside(2 if svg else 1, "small"):
            _headline(figure)
            if svg:
                st.image(svg, width=_SPARK_WIDTH, alt=t("common.thirteen_months"))
        # Each part is an element of its own, so that a narrow card breaks between them.
        for parts, write in ((said, st.markdown), (foot, st.caption)):
            with _beside(len(parts), "xsmall"):
                for words in parts:
                    write(words, width="content")


def _defined(kpi: Kpi, lang: str) -> tuple[str, str]:
    """A KPI's name and definition, as they are drawn."""
    definition = formats.escaped(pick(kpi.definition_zh, kpi.definition_en))
    return f"**{pick(kpi.name_zh, kpi.name_en)}**", definition


def _drawn(figure: Figure, period: str, shade: str, lang: str) -> tuple[str, list[str], list[str]]:
    """The line of a card, and the words below its value and at its foot."""
    return _sparkline(figure, shade), _said(figure), _foot(figure, period)


def _beside(count: int, gap: Literal["xsmall", "small"]) -> AbstractContextManager[object]:
    """Put some elements beside each other; one alone needs nothing around it, and that is quicker."""
    if count < 2:
        return nullcontext()
    return st.container(horizontal=True, vertical_alignment="center", gap=gap)


def _headline(figure: Figure) -> None:
    kpi = figure.kpi
    if figure.is_withheld:
        st.metric(kpi.id, formats.MISSING, label_visibility="collapsed", width="content")
        return
    value = formats.kpi(figure.value, kpi.unit)
    if reliability(kpi, figure.denominator) == "grey":
        st.markdown(f"## :gray[{value}]", width="content", anchors=False)
    else:
        st.metric(kpi.id, value, label_visibility="collapsed", width="content")


def _said(figure: Figure) -> list[str]:
    """Target, 环比, 同比 and the signal, each a few words."""
    if figure.is_withheld:
        n = behind(figure.kpi, figure.numerator, figure.denominator)
        return [t("common.small_n", n=n)]
    if figure.kpi.kind == "gap" and figure.value is None:
        return [t("common.gap_few")]
    if figure.is_running:
        return [words for words in (_range(figure), f":gray[{t('common.incomplete')}]") if words]
    said = [_range(figure), _against_target(figure)]
    if not figure.kpi.is_stock:
        said += [
            f"{t(f'common.against_{which}')} {formats.kpi_change(figure.value, then, figure.kpi.unit)}"
            for which, then in (("previous", figure.previous), ("year", figure.last_year))
        ]
    return [words for words in (*said, _signal(figure)) if words]


def _range(figure: Figure) -> str:
    """The plausible range of a figure that rests on 10 to 29 cases."""
    said = few(figure.kpi, figure.numerator, figure.denominator)
    return f":gray[{said}]" if said else ""


def _against_target(figure: Figure) -> str:
    kpi, met = figure.kpi, figure.meets_target
    if met is None:
        return ""
    if met:
        return f":green[:material/check: {t('common.meets')}]"
    distance = t("common.distance", gap=formats.gap(figure.value, kpi.target, kpi.unit))
    return f":red[{'▼' if kpi.direction == 'up' else '▲'} {distance}]"


def _signal(figure: Figure) -> str:
    """A month against the usual band of the thirteen up to it, in words; of several months none."""
    band = limits(figure)
    if band is None or not figure.is_one_month:
        return ""
    signal = band.signal(figure.history[-1])
    if signal in ("usual", "unknown"):
        return f":gray[● {t('common.within_range')}]"
    mark, direction = "▲" if signal == "above" else "▼", figure.kpi.direction
    if direction == "none":
        return f"{mark} {t(f'common.{signal}_range')}"
    colour = "green" if (signal == "above") == (direction == "up") else "red"
    return f":{colour}[{mark} {t(f'common.{signal}_when_{direction}')}]"


def _sparkline(figure: Figure, shade: str) -> str:
    if figure.is_withheld:
        return ""
    return sparkline(figure.history, palette.tokens(shade), limits(figure), figure.kpi.target)


def _foot(figure: Figure, period: str) -> list[str]:
    kpi = figure.kpi
    said = [t("common.stock_note") if kpi.is_stock else period]
    if kpi.is_ratio and not figure.is_withheld:
        said.append(behind(kpi, figure.numerator, figure.denominator))
    if kpi.target is not None:
        said.append(t("common.target", value=formats.kpi(kpi.target, kpi.unit, 0)))
    return said
