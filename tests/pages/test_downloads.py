"""A download is what the page shows: its rows, its number, openable in Excel as it comes."""

import csv
import io
import re

import fastexcel
import pytest
from addresses import ADDRESS, FILES
from screen import card, settle, table, visit, watching

pytestmark = pytest.mark.browser
COUNT = re.compile(r"（([\d,]+)[行件]）")


def downloaded(page, button):
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def rows_of(name, content):
    """Read the rows below the header of a file just downloaded."""
    if name.endswith(".csv"):
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    sheet = fastexcel.read_excel(content).load_sheet(0, dtypes="string")
    return sheet.to_polars().rows()


# Chromium drops the eleventh file in a row that a page hands it.
AT_A_TIME = 8


@pytest.mark.parametrize("stem", FILES)
def test_every_file_has_as_many_rows_as_its_button_says(sample_server, browser, stem):
    taken, offered = 0, 1
    while taken < offered:
        with watching(browser) as (page, complaints):
            visit(page, f"{sample_server}/{ADDRESS[stem]}")
            buttons = page.get_by_test_id("stDownloadButton").all()
            offered = len(buttons)
            assert offered
            for button in buttons[taken : taken + AT_A_TIME]:
                said = COUNT.search(button.inner_text())
                name, content = downloaded(page, button)
                rows = rows_of(name, content)
                assert said is None or len(rows) == int(said.group(1).replace(",", "")), name
                assert re.search(r"[一-鿿]", name)
            taken += AT_A_TIME

        assert complaints == []


def test_a_table_s_files_are_its_rows_and_add_up_to_the_card(sample_server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS['on_time']}?period=2026-09")
        parts = re.search(r"([\d,]+)/([\d,]+)件", card(page, "按时办结率"))
        spoken = page.evaluate("document.documentElement.lang")
        unseen = page.get_by_text("统计周期：2026年9月").is_visible()
        width = page.evaluate("window.onbeforeprint(), document.documentElement.style.cssText")
        page.emulate_media(media="print")
        chosen = page.get_by_text("统计周期：2026年9月；").is_visible()
        pressed = page.locator("[data-testid=stDownloadButton], [data-testid=stSidebar] *")
        printed = [one for one in pressed.all() if one.is_visible()]
        page.emulate_media(media="screen")
        heads, *shown = table(page.get_by_test_id("stDataFrame").first)
        total = page.get_by_text(re.compile("^合计：")).first.inner_text()
        files = [
            downloaded(page, page.get_by_test_id("stDownloadButton").get_by_text(kind).first)
            for kind in ("CSV", "Excel")
        ]

    assert spoken == "zh-CN"
    assert (unseen, chosen, printed) == (False, True, [])
    assert 0 < float(width.removeprefix("--on-paper:").rstrip("; ")) < 1
    in_csv, in_xlsx = (rows_of(*file) for file in files)
    names = [row[0] for row in shown]
    assert names
    assert [row[0] for row in in_csv] == [row[0] for row in in_xlsx] == names
    on_time, due = (int(part.replace(",", "")) for part in parts.groups())
    for name, expected in (("按时", on_time), ("到期", due)):
        column = heads.index(name)
        assert sum(int(row[column]) for row in in_csv) == expected
        assert sum(int(row[column]) for row in in_xlsx) == expected
        assert f"{name} {expected:,}" in re.split("[：、]", total)
    assert complaints == []


def test_a_long_table_counts_the_rows_of_its_file_and_none_for_the_total(sample_server, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{sample_server}/{ADDRESS['grid_coverage']}")
        paged = page.get_by_text(re.compile(r"^第1–50行，共")).first.inner_text()
        file = page.get_by_test_id("stDownloadButton").first.inner_text()
        first = page.get_by_text(re.compile("^合计：")).first.inner_text()
        page.get_by_test_id("stPaginationPage").get_by_text("2", exact=True).first.click()
        settle(page)
        second = page.get_by_text(re.compile("^合计：")).first.inner_text()

    assert re.search(r"共([\d,]+)行", paged).group(1) == COUNT.search(file).group(1)
    # The total stands on top of every page.
    assert first == second
    assert complaints == []
