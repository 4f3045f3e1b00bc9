"""Every page by its own address on a server that no one has visited, in both languages."""

import pytest
from addresses import ADDRESS, FILES, LISTED
from conftest import serving
from screen import is_whole, query, said, visit, watching

from ui.words import WORDS

LANGUAGES = {"zh": 0, "en": 1}


def menu(page):
    links = page.get_by_test_id("stSidebarNavLink").all()
    return [link.inner_text().split("\n")[-1].strip() for link in links]


def title(page):
    return page.locator("h1").first.inner_text()


def test_every_file_of_pages_is_in_the_menu():
    assert sorted(LISTED) == FILES


@pytest.mark.browser
@pytest.mark.parametrize("stem", FILES)
def test_a_page_opens_first_by_its_own_address_in_both_languages(city, browser, stem):
    with serving(city) as base, watching(browser) as (page, complaints):
        for lang, at in LANGUAGES.items():
            visit(page, f"{base}/{ADDRESS[stem]}?district=330205&lang={lang}")

            assert is_whole(page)
            assert page.get_by_role("dialog").count() == 0
            assert menu(page) == [WORDS[f"pages.{one}"][at] for one in LISTED]
            assert stem == "overview" or title(page) == WORDS[f"pages.{stem}_question"][at]
            assert title(page)
            assert WORDS["common.checks_passed"][at] in said(page)
            assert WORDS["common.sample_mark"][at] not in said(page)
            assert query(page)["district"] == "330205"

    assert complaints == []


@pytest.mark.browser
def test_browsing_to_what_is_no_page_lands_on_the_first_in_its_shell(city, browser):
    strays = ("nowhere", "dashboard.py", "overview", "%2e%2e")
    with serving(city) as base, watching(browser) as (page, _):
        for stray in strays:
            visit(page, f"{base}/{stray}")

            assert is_whole(page), stray
            assert menu(page) == [WORDS[f"pages.{one}"][0] for one in LISTED]
            assert "全市窗口服务" in title(page)


@pytest.mark.browser
@pytest.mark.parametrize("stray", ["pages/awards.py", "ui/frame.py", "data/secret/key"])
def test_files_are_not_served(server, browser, stray):
    with watching(browser) as (page, _):
        answer = page.goto(f"{server}/{stray}")

        # Whatever is no address of Streamlit's own answers with the one empty page of the app.
        assert "import " not in answer.text()
        assert "<title>Streamlit</title>" in answer.text()
