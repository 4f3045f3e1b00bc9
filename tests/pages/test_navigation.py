"""Filters live in the address: they survive the menu, a reload, the back button and a deep link."""

import pytest
from addresses import ADDRESS, LISTED
from screen import is_whole, query, settle, until, visit, watching

pytestmark = pytest.mark.browser
CHOSEN = {"district": "330205", "period": "2026-08"}
DEEP = "?district=330205&period=2026-08"


def go_to(page, stem):
    page.get_by_test_id("stSidebarNavLink").nth(LISTED.index(stem)).click()
    until(page, lambda: page.url.split("?")[0].endswith(f"/{ADDRESS[stem]}"))
    settle(page)


def choose(page, label, option):
    box = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").filter(has_text=label)
    box.locator("input").click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def shown(page, label):
    box = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").filter(has_text=label)
    return box.locator("input").first.input_value() or box.inner_text().split("\n")[-1].strip()


def test_filters_survive_a_walk_through_every_page(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/{DEEP}")
        for stem in (*LISTED[1:], LISTED[0]):
            go_to(page, stem)
            until(page, lambda: query(page) == CHOSEN)
            assert is_whole(page)

    assert complaints == []


def test_filters_survive_reload_and_the_back_button(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/{DEEP}")
        go_to(page, "on_time")
        page.reload()
        settle(page)
        until(page, lambda: query(page) == CHOSEN)

        page.go_back()
        settle(page)

        until(page, lambda: query(page) == CHOSEN)
        assert "江北区" in page.inner_text("h1")
    assert complaints == []


def test_the_back_button_takes_back_a_choice(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/")
        choose(page, "区(县、市)", "江北区")
        until(page, lambda: query(page) == {"district": "330205"})

        page.go_back()

        until(page, lambda: "全市" in page.inner_text("h1"))
        assert query(page) == {}
    assert complaints == []


def test_what_is_chosen_by_hand_stands_in_the_address_by_id(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/")
        choose(page, "区(县、市)", "江北区")
        choose(page, "街镇", "慈城镇")
        until(page, lambda: query(page) == {"district": "330205", "township": "330205/慈城镇"})
        link = page.url

        # The same link on another computer shows the same view.
        with watching(browser) as (other, _):
            visit(other, link)
            assert other.inner_text("h1") == page.inner_text("h1")

    assert complaints == []


def test_a_township_never_outlives_its_district(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/?district=330205&township=330205/慈城镇")
        choose(page, "区(县、市)", "海曙区")
        until(page, lambda: query(page) == {"district": "330203"})

        go_to(page, "on_time")

        until(page, lambda: query(page) == {"district": "330203"})
        assert "慈城镇" not in page.inner_text("h1")
    assert complaints == []


def test_what_the_address_names_in_vain_leaves_it(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/?district=' or 1=1 --&township=330203/慈城镇&period=1999-13&x=1")

        until(page, lambda: query(page) in ({}, {"x": "1"}))
        assert is_whole(page)
    assert complaints == []


def test_the_language_changes_and_the_filters_stay(server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{server}/?district=330205")

        page.get_by_text("English", exact=True).click()

        until(page, lambda: query(page) == {"district": "330205", "lang": "en"})
        until(page, lambda: page.inner_text("h1") == "江北区 service windows, Sep 2026")
    assert complaints == []
