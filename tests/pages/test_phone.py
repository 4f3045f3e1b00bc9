"""A page on a phone: nothing scrolls sideways, and the answer stands on the first screen."""

import pytest
from addresses import ADDRESS, FILES
from screen import PHONE, until, visit, watching

pytestmark = pytest.mark.browser
WIDER = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .map(one => one.scrollWidth - one.clientWidth)"""

# The colour of every note with the opacities of all that it stands in.
NOTES = """() => [...document.querySelectorAll('[data-testid=stCaptionContainer] p')].map(note => {
  let opacity = 1;
  for (let one = note; one; one = one.parentElement) opacity *= getComputedStyle(one).opacity;
  return [...getComputedStyle(note).color.match(/[\\d.]+/g).slice(0, 3).map(Number), opacity];
})"""

# Headings that what stands before or after them touches.
TOUCHED = """() => [...document.querySelectorAll('[data-testid=stMain] :is(h1, h3)')].filter(head => {
  const text = document.createRange();
  text.selectNodeContents(head);
  const seen = text.getBoundingClientRect();
  let next = head.closest('[data-testid=stElementContainer]').nextElementSibling;
  while (next && !next.getBoundingClientRect().height) next = next.nextElementSibling;
  const bar = head.matches('h1') ? document.querySelector('[data-testid=stHeader]') : null;
  return (next && next.getBoundingClientRect().top < seen.bottom + 2)
    || (bar && bar.getBoundingClientRect().bottom > seen.top + 2);
}).map(head => head.textContent)"""


@pytest.mark.parametrize("stem", FILES)
def test_a_page_fits_a_phone(sample_server, browser, stem):
    with watching(browser, viewport=PHONE, is_mobile=True) as (page, complaints):
        for lang in ("zh", "en"):
            visit(page, f"{sample_server}/{ADDRESS[stem]}?lang={lang}")

            assert page.evaluate(WIDER) == [0, 0]
            assert ends_within_the_screen(page.locator("h1").first)
            assert page.evaluate(TOUCHED) == []
            assert min(map(contrast_to_white, page.evaluate(NOTES))) >= 4.5

    assert complaints == []


def test_the_first_figure_is_on_the_first_screen_and_filters_open_on_demand(sample_server, browser):
    with watching(browser, viewport=PHONE, is_mobile=True) as (page, _):
        visit(page, f"{sample_server}/{ADDRESS['overview']}")
        assert ends_within_the_screen(page.get_by_test_id("stMetricValue").first)
        first, second = (page.get_by_test_id("stMetric").nth(at).bounding_box() for at in (0, 1))
        assert first["y"] == second["y"]
        period = page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first
        assert not period.is_visible() or not ends_within_the_screen(period)

        page.get_by_test_id("stExpandSidebarButton").click()

        until(page, lambda: ends_within_the_screen(period))


def ends_within_the_screen(element):
    box = element.bounding_box()
    return (
        box["x"] >= 0
        and box["x"] + box["width"] <= PHONE["width"]
        and box["y"] + box["height"] <= PHONE["height"]
    )


def contrast_to_white(note):
    """The contrast of a note on the white page, as WCAG 2.2 reckons it."""
    *colour, opacity = note
    seen = [(opacity * part + (1 - opacity) * 255) / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in seen]
    luminance = sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)
