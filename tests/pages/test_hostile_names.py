"""What exports call their outlets is text, whatever it looks like: nothing runs, nothing is fetched."""

import csv
import io

import fastexcel
import pytest
from addresses import ADDRESS, FILES
from conftest import build_city, serving
from hostile_city import FORMULAS, HTML, NAMES, drop_hostile_city
from screen import every_text, is_whole, settle, visit, watching

pytestmark = pytest.mark.browser
# When every outlet has cases enough to be ranked.
PERIOD = "?period=2026Q2"
JOINER = "\u2060"  # keeps an address in a name from becoming a link
FOREIGN = """() => [
  ...document.querySelectorAll('iframe[srcdoc], form, [onload], [onerror], [onfocus], [ontoggle]'),
  ...document.querySelectorAll('a[href^="javascript"], svg a, [src*="evil"], [href*="evil"]'),
].map(one => one.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile")
    drop_hostile_city(root / "inbox")
    with serving(build_city(root)) as address:
        yield address


@pytest.mark.parametrize("stem", FILES)
def test_names_are_text_on_every_page(hostile, browser, stem):
    with watching(browser) as (page, complaints):
        visit(page, f"{hostile}/{ADDRESS[stem]}{PERIOD}")
        texts = " ".join(every_text(page)).replace(JOINER, "")
        for picture in page.locator("[data-testid=stDeckGlJsonChart], .js-plotly-plot").all():
            hover_about(page, picture)

        assert is_whole(page)
        assert page.evaluate("window.__xss") is None
        assert page.evaluate(FOREIGN) == []
        assert page.locator("h1").first.is_visible()

    assert stem == "data_quality" or [name for name in NAMES if name in texts]
    assert complaints == []


def test_a_hostile_outlet_is_chosen_on_the_map(hostile, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{hostile}/{ADDRESS['outlet_map']}{PERIOD}")
        box = page.get_by_test_id("stMain").get_by_test_id("stSelectbox").last
        for name in HTML[:3]:
            box.locator("input").click()
            page.get_by_role("option", name=name, exact=True).click()
            settle(page)

            assert name in page.get_by_test_id("stMain").inner_text()
            assert page.evaluate("window.__xss") is None
            assert page.evaluate(FOREIGN) == []

    assert complaints == []


def test_formulas_leave_the_page_as_text(hostile, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{hostile}/{ADDRESS['outlet_map']}{PERIOD}")
        rows, book = (
            downloaded(page, page.get_by_test_id("stDownloadButton").get_by_text(kind).first)
            for kind in ("CSV", "Excel")
        )

    cells = {cell for row in csv.reader(io.StringIO(rows.decode("utf-8-sig"))) for cell in row}
    assert {f"'{formula}" for formula in FORMULAS} <= cells
    assert not cells & set(FORMULAS)
    first = fastexcel.read_excel(book).load_sheet(0, dtypes="string").to_polars()
    values = {value for column in first.iter_columns() for value in column}
    assert set(HTML) <= values
    assert complaints == []


def downloaded(page, button):
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.path().read_bytes()


def hover_about(page, picture):
    """Move over a picture so that its tooltips show."""
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    for part in (0.3, 0.4, 0.5, 0.6, 0.7):
        page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] * 0.5)
        page.wait_for_timeout(60)
