"""A KPI as a card: value, distance to target, 环比 and 同比, thirteen months, window and parts."""

from base64 import b64encode
from collections.abc import Sequence

import streamlit as st

from analysis.kpis import Kpi
from analysis.periods import Period
from analysis.targets import reliability
from ui import filters, formats, palette, queries
from ui.figures import Figure, behind, counted, few, figures, limits
from ui.needs import need
from ui.pictures import theme
from ui.sparks import sparkline
from ui.words import language, pick, t

_LEAST_WIDTH = 230
_SPARK_WIDTH = 150
# A narrow card breaks between its parts only: within them the spaces hold (and see ui.styles).
_LONGEST_HELD = 24
_HELD, _BETWEEN = "\u00a0", "\u00a0\u00a0 "


def row(kpi_ids: Sequence[str], key: str) -> dict[str, Figure]:
    """Draw cards in rows of one height and return what they say; the key ends with `_cards`."""
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
        if figure is None:
            st.markdown(name, help=definition)
            st.markdown(f":gray[{t('common.not_collected')}]")
            columns = formats.escaped(formats.listed([need(one) for one in kpi.requires]))
            st.caption(t("common.not_collected_needs", columns=columns))
            return
        value, line, said, foot = queries.derived.of(
            figure, _drawn, filters.period_name(chosen), shade or theme(), language()
        )
        # Few elements: each costs the server a fifth of a millisecond at every run.
        st.metric(name, value, help=definition)
        if line:
            st.image(line, width=_SPARK_WIDTH, alt=t("common.thirteen_months"))
        if said:
            st.markdown(said)
        st.caption(foot)


def _defined(kpi: Kpi, lang: str) -> tuple[str, str]:
    """A KPI's name and definition, as they are drawn."""
    definition = formats.escaped(pick(kpi.definition_zh, kpi.definition_en))
    return f"**{pick(kpi.name_zh, kpi.name_en)}**", definition


def _drawn(figure: Figure, period: str, shade: str, lang: str) -> tuple[str, str, str, str]:
    """The value of a card, its line, and the words below it and at its foot."""
    decimals = formats.card_decimals(figure.value, figure.kpi.unit, figure.kpi.target)
    lines = (_flowing(_said(figure, decimals)), _flowing(_above(figure)))
    said, foot = "  \n".join(line for line in lines if line), _foot(figure, period)
    return _value(figure, decimals), _line(figure, shade), said, foot


def _flowing(parts: Sequence[str]) -> str:
    """Parts in one paragraph that breaks between them; one too long for a phone's card also within."""
    return _BETWEEN.join(
        part.replace(" ", _HELD) if len(part) <= _LONGEST_HELD else part for part in parts
    )


def _value(figure: Figure, decimals: int | None) -> str:
    kpi = figure.kpi
    if figure.is_withheld:
        return formats.MISSING
    value = formats.kpi(figure.value, kpi.unit, decimals)
    return f":gray[{value}]" if reliability(kpi, figure.denominator) == "grey" else value


def _said(figure: Figure, decimals: int | None) -> list[str]:
    """Target, 环比, 同比 and the signal, each a few words."""
    if figure.is_withheld:
        n = behind(figure.kpi, figure.numerator, figure.denominator)
        return [t("common.small_n", n=n)]
    if figure.kpi.kind == "gap" and figure.value is None:
        return [t("common.gap_few")]
    if figure.is_running:
        return [words for words in (_range(figure), f":gray[{t('common.incomplete')}]") if words]
    said = [_range(figure), _against_target(figure, decimals)]
    if not figure.kpi.is_stock:
        earlier = (("previous", figure.previous), ("year", figure.last_year))
        said += [
            _against(figure, which, then, why)
            for (which, then), why in zip(earlier, figure.lacks, strict=True)
        ]
    return [words for words in (*said, _signal(figure)) if words]


def _range(figure: Figure) -> str:
    """The plausible range of a figure that rests on 10 to 29 cases."""
    said = few(figure.kpi, figure.numerator, figure.denominator, 1)
    return f":gray[{said}]" if said else ""


def _against_target(figure: Figure, decimals: int | None) -> str:
    kpi, met = figure.kpi, figure.meets_target
    if met is None:
        return ""
    if met:
        return f":green[:material/check: {t('common.meets')}]"
    gap = formats.gap(figure.value, kpi.target, kpi.unit, decimals or 2)
    return f":red[{'▼' if kpi.direction == 'up' else '▲'} {t('common.distance', gap=gap)}]"


def _against(figure: Figure, which: str, then: float | None, why: str) -> str:
    """环比 or 同比; where there is none, the dash says why."""
    change = formats.kpi_change(figure.value, then, figure.kpi.unit, 1)
    if change == formats.MISSING and why:
        least = formats.count(figure.kpi.least_n, counted(figure.kpi))
        change += t("common.because", why=t(f"common.lacks_{why}_{which}", least=least))
    return f"{t(f'common.against_{which}')} {change}"


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


def _above(figure: Figure) -> list[str]:
    """The value and the rank of the level above, and what it published itself."""
    upper, unit = figure.upper, figure.kpi.unit
    if upper is None or figure.is_withheld or figure.is_running:
        return []
    said = []
    if upper.value is not None:
        districts = queries.place_names(language())["district"]
        name = districts[upper.district_id] if upper.district_id else t("common.city")
        decimals = formats.card_decimals(upper.value, unit, figure.value)
        said.append(f"{formats.escaped(name)} {formats.kpi(upper.value, unit, decimals)}")
    if upper.rank is not None:
        said.append(t("common.rank_of", rank=upper.rank, count=upper.ranked))
    if upper.published is not None:
        decimals = formats.card_decimals(upper.published, unit, figure.value)
        told = t("common.published", value=formats.kpi(upper.published, unit, decimals))
        rank, count = upper.published_rank, upper.published_ranked
        if rank is not None and count is not None:
            told += t("common.published_rank", rank=rank, count=count)
        said.append(told)
    return said


def _line(figure: Figure, shade: str) -> str:
    """The line of a card as an address that holds the picture: encoded once, not at every run."""
    if figure.is_withheld:
        return ""
    svg = sparkline(figure.history, palette.tokens(shade), limits(figure), figure.kpi.target)
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}" if svg else ""


def _foot(figure: Figure, period: str) -> str:
    """The parts, and below them the window and the target."""
    kpi = figure.kpi
    said = [t("common.stock_note") if kpi.is_stock else period]
    if kpi.target is not None:
        said.append(t("common.target", value=formats.kpi(kpi.target, kpi.unit, 0)))
    if not kpi.is_ratio or figure.is_withheld:
        return _flowing(said)
    parts = behind(kpi, figure.numerator, figure.denominator)
    return f"{parts}  \n{_flowing(said)}"
