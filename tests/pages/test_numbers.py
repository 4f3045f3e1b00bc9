"""The number on the screen is the number counted by hand, on paper or by the oracle."""

from datetime import date

import pytest
from addresses import ADDRESS
from sample_exports import counted_by_hand
from screen import card, query, said, settle, visit, watching

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def by_hand(sample_city):
    as_of, totals = counted_by_hand(sample_city / "inbox")
    assert str(as_of) == "2026-11-03 18:00:00"
    return totals


@pytest.mark.parametrize("month", [date(2025, 6, 1), date(2026, 2, 1), date(2026, 10, 1)])
def test_a_month_of_the_sample_city_is_what_its_export_files_say(
    sample_server, browser, by_hand, month
):
    on_time, accepted = by_hand["K04", month], by_hand["K01", month].numerator
    rate, parts = f"{on_time.value:.1%}", f"{on_time.numerator:,}/{on_time.denominator:,}件"
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS['overview']}?period={month:%Y-%m}")
        first, second = card(page, "受理量"), card(page, "按时办结率")
        visit(page, f"{sample_server}/{ADDRESS['on_time']}?period={month:%Y-%m}")
        third, sentence = card(page, "按时办结率"), said(page)

    assert f"{accepted:,}件" in first.splitlines()
    for shown in (second, third):
        assert {rate, parts} <= set(shown.splitlines())
    assert f"到期{on_time.denominator:,}件，按时办结{on_time.numerator:,}件" in sentence
    assert complaints == []


def test_each_definition_is_what_the_export_files_say(sample_server, browser, by_hand):
    words = {}
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS['on_time']}?period=2026-09")
        words["K04"] = said(page)
        for kpi_id, definition in (("K04e", "延期口径"), ("K05", "办结口径")):
            page.get_by_test_id("stButtonGroup").get_by_text(definition, exact=True).click()
            settle(page)
            words[kpi_id] = said(page)

    for kpi_id, shown in words.items():
        total = by_hand[kpi_id, date(2026, 9, 1)]
        assert f"{total.value:.2%}" in shown, kpi_id
        assert f"{total.numerator:,}/{total.denominator:,}件" in shown, kpi_id
    assert complaints == []


def test_stocks_are_what_the_export_files_say(sample_server, browser, by_hand):
    with watching(browser) as (page, _):
        visit(page, f"{sample_server}/{ADDRESS['on_time']}")
        overdue, due_soon = card(page, "在办超期"), card(page, "临期预警")

    now = date(2026, 11, 1)
    assert f"{by_hand['K08', now].numerator}件" in overdue.splitlines()
    assert f"{by_hand['K08w', now].numerator}件" in due_soon.splitlines()


def test_the_literal_city_is_what_stands_in_its_lines(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/{ADDRESS['overview']}?period=2026-09")
        assert {"93.0%", "93/100件"} <= set(card(page, "按时办结率").splitlines())
        assert "100件" in card(page, "受理量").splitlines()

        visit(page, f"{server}/{ADDRESS['on_time']}?period=2026-09&district=330203")
        assert {"90.0%", "36/40件"} <= set(card(page, "按时办结率").splitlines())
        assert "3件" in card(page, "在办超期").splitlines()
        assert query(page)["district"] == "330203"

    assert complaints == []
