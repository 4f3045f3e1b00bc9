"""What a reader sees in a real Chromium: a page that is watched, waited for and read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlparse
from weakref import WeakKeyDictionary

from chromium import Chromium
from playwright.sync_api import Locator, Page
from runs import Runs

WIDE, PHONE = {"width": 1440, "height": 1000}, {"width": 375, "height": 812}
DONE = "[data-test-script-state=notRunning]"
# Streamlit fetches the code of some elements when the first of them is drawn.
_FAILED = "[data-testid=stException], .st-key-trouble, [class*=st-key-lacks_]"
_COMING = "[data-testid=stSkeleton], [data-testid=stAppSkeleton]"

# Streamlit looks for its own base below a page's address first, and Chromium reports both misses.
_EXPECTED_MISSES = ("/_stcore/health", "/_stcore/host-config")
# An address that no one knows gets the page at the root, and the console says 404.
_EXPECTED_WORDS = ("404 (Not Found)",)

# A chart's text is SVG, an unopened expander holds nothing, and the name of an icon is drawn as it.
_TEXTS = """() => {
  const gather = (query, of) => [...document.querySelectorAll(query)].map(of);
  for (const one of document.querySelectorAll('span'))
    if (getComputedStyle(one).fontFamily.includes('Material')) one.style.display = 'none';
  return [
    ...gather('[data-testid=stMain], [data-testid=stSidebar]', one => one.innerText),
    ...gather('svg text', one => one.textContent),
    ...gather('[placeholder]', one => one.placeholder),
    ...gather('img[alt]', one => one.alt),
  ];
}"""
_UNFOLD = """() => document.querySelectorAll(
  '[data-testid=stExpander] details:not([open]) > summary').forEach(one => one.click())"""


RUNS: WeakKeyDictionary[Page, Runs] = WeakKeyDictionary()


@contextmanager
def watching(
    browser: Chromium, viewport: dict[str, int] = WIDE, *, is_mobile: bool = False
) -> Iterator[tuple[Page, list[str]]]:
    """Open a tab and keep its complaints: errors, failed requests, requests to any other host.

    Args:
        browser: The Chromium.
        viewport: The size of the screen; a wide one unless told.
        is_mobile: Whether it is a phone's.
    """
    page, complaints = browser.tab(viewport, is_mobile=is_mobile), list[str]()

    def on_response(response: Any) -> None:
        if response.status >= 400 and not response.url.endswith(_EXPECTED_MISSES):
            complaints.append(f"{response.status} {response.url}")

    def on_request(request: Any) -> None:
        if urlparse(request.url).hostname not in ("127.0.0.1", None, ""):
            complaints.append(f"foreign {request.url}")

    def on_console(message: Any) -> None:
        if message.type == "error" and not any(word in message.text for word in _EXPECTED_WORDS):
            complaints.append(message.text)

    RUNS[page] = Runs(page)
    page.on("response", on_response)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page, complaints
    finally:
        browser.close_tab(page)


def visit(page: Page, address: str) -> None:
    """Go to an address and wait until the page stands."""
    page.goto(address)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run and nothing more arrives; nothing on the page may have failed."""
    page.wait_for_selector("h1", timeout=60_000)
    seen, looks = "", 0
    # What is clicked or typed needs a moment to be sent.
    page.wait_for_timeout(200)
    for _ in range(600):
        page.wait_for_timeout(100)
        still = page.locator(DONE).count() and not page.locator(_COMING).count()
        still = still and not RUNS[page].pending
        now = page.get_by_test_id("stApp").inner_text() if still else ""
        looks = looks + 1 if now and now == seen else 0
        seen = now
        if looks == 2:
            break
    else:
        raise AssertionError(f"{page.url} does not come to rest")
    for failed in page.locator(_FAILED).all():
        raise AssertionError(f"{page.url}: {failed.inner_text()}")


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait for something to come true, ten seconds at most."""
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"still not so after 10 s; the page says: {said(page)[:2000]}")


def query(page: Page) -> dict[str, str]:
    """Return what stands in the address after the question mark."""
    return {key: values[0] for key, values in parse_qs(urlparse(page.url).query).items()}


def said(page: Page) -> str:
    """Return the words of the page itself, without menu and filters."""
    return page.get_by_test_id("stMain").inner_text()


def is_whole(page: Page) -> bool:
    """Say whether the page stands in its shell and nothing on it has failed."""
    return (
        page.get_by_test_id("stException").count() == 0
        and page.locator(".st-key-trouble").count() == 0
        and page.get_by_test_id("stSidebarNav").count() == 1
        and page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").count() == 5
    )


def every_text(page: Page) -> list[str]:
    """Return every text a reader meets, folded parts unfolded, tables scrolled to."""
    page.evaluate(_UNFOLD)
    settle(page)
    texts: list[str] = page.evaluate(_TEXTS)
    for frame in page.get_by_test_id("stDataFrame").filter(visible=True).all():
        texts += [cell for row in table(frame) for cell in row]
    return [text for text in texts if text]


def table(frame: Locator) -> list[list[str]]:
    """Return the cells of a table, headers first: of the rows that are in view.

    They are drawn on a canvas; their text stands in a tree for screen readers.
    """
    frame.scroll_into_view_if_needed()
    rows = frame.locator("[role=row]")
    rows.first.wait_for(state="attached")
    return [row.locator("[role]").all_text_contents() for row in rows.all()]


def card(page: Page, name: str) -> str:
    """Return the words of the card of that name."""
    cards = page.locator("[data-testid=stVerticalBlock]").filter(
        has=page.locator("strong", has_text=name).first
    )
    return cards.last.inner_text()
