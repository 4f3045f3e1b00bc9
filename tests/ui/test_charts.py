from pathlib import Path

import polars as pl
import pytest

from analysis.signals import Limits
from ui import charts, palette
from ui.sparks import sparkline
from ui.words import speaking

MONTHS = pl.DataFrame(
    {
        "month_name": ["2025-11", "2025-12", "2026-01"],
        "numerator": [90.0, 95.0, 97.0],
        "denominator": [100.0, 100.0, 100.0],
        "value": [0.9, 0.95, 0.97],
    }
)
PLACES = pl.DataFrame(
    {
        "scope_id": ["a", "b"],
        "name": ["慈溪市", "<b>x</b>"],
        "numerator": [90.0, 95.0],
        "denominator": [100.0, 100.0],
        "value": [0.9, 0.95],
        "low": [0.85, 0.9],
        "high": [0.94, 0.98],
    }
)


def test_a_line_has_chinese_ticks_a_band_and_a_labelled_target():
    figure = charts.series(MONTHS, "%", "light", limits=Limits(0.94, 0.9, 0.98, True), target=0.98)

    assert list(figure.layout.xaxis.ticktext) == ["2025年11月", "12月", "2026年1月"]
    assert figure.layout.annotations[0].text == "目标 98%"
    assert figure.data[0].hovertext[0] == "<b>2025年11月</b><br>90.00%<br>90/100件"
    assert not figure.data[0].showlegend


def test_the_same_line_in_english():
    with speaking("en"):
        figure = charts.series(MONTHS, "%", "light", target=0.98)

    assert list(figure.layout.xaxis.ticktext) == ["Nov 2025", "Dec", "Jan 2026"]
    assert figure.layout.annotations[0].text == "Target 98%"


def test_shares_are_ranked_as_dots_with_ranges_and_the_chosen_one_stands_out():
    figure = charts.ranking(PLACES, "%", "light", chosen="a")

    assert figure.data[0].mode == "markers"
    assert list(figure.data[0].marker.color) == [palette.LIGHT.primary, palette.LIGHT.steady]
    assert figure.data[0].error_x.array[0] == pytest.approx(0.04)


def test_volumes_are_bars_from_zero():
    figure = charts.ranking(PLACES.drop("low", "high"), "件", "dark")

    assert figure.data[0].type == "bar"
    assert figure.layout.xaxis.rangemode == "tozero"


def test_a_name_from_an_export_is_no_markup_in_a_picture():
    figure = charts.ranking(PLACES, "%", "light")

    assert figure.data[0].y[1] == "&lt;b&gt;x&lt;/b&gt;"


def test_a_small_line_breaks_where_a_month_is_missing():
    svg = sparkline((0.9, 0.95, None, 0.97, 0.96), palette.LIGHT)

    assert svg.count("<polyline") == 2
    assert svg.count("<circle") == 1
    assert sparkline((None, 0.9), palette.LIGHT) == ""


def test_the_colours_of_pictures_are_those_of_pages():
    config = Path(__file__).parents[2] / ".streamlit/config.toml"
    text = config.read_text(encoding="utf-8")

    for token in (palette.LIGHT, palette.DARK):
        for colour in (
            token.ink,
            token.paper,
            token.line,
            token.primary,
            token.better,
            token.worse,
        ):
            assert colour in text
