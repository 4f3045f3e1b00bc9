"""Every page by its own address on a server that no one has visited, in a real Chromium."""

import ast
from urllib.parse import parse_qs, urlparse

import pytest
from conftest import ROOT, start_server

# Streamlit looks for its own base below a page's address first, and Chromium reports both misses.
EXPECTED_MISSES = ("/_stcore/health", "/_stcore/host-config")
# On a server that no one has visited, Streamlit first looks for a file of that name in pages/, says
# so, and then runs dashboard.py, which knows the address (stack.md 1.2).
EXPECTED_WORDS = ("404 (Not Found)", "Running the app's main page")
DONE = "[data-test-script-state=notRunning]"


def _listed():
    tree = ast.parse((ROOT / "dashboard.py").read_text(encoding="utf-8"))
    (pages,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PAGES"
    ]
    return [(stem, address) for stem, address, _ in ast.literal_eval(pages)]


LISTED = _listed()
ADDRESSES = [(stem, address) for stem, address in LISTED if (ROOT / f"pages/{stem}.py").exists()]


def test_every_page_is_listed_and_its_address_differs_from_its_file():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}

    assert files <= {stem for stem, _ in LISTED}
    assert all(stem != address for stem, address in LISTED)


def watched(context):
    """A page whose complaints are kept: errors of the console, failed and foreign requests."""
    page, complaints = context.new_page(), []

    def on_response(response):
        if response.status >= 400 and not response.url.endswith(EXPECTED_MISSES):
            complaints.append(f"{response.status} {response.url}")

    def on_request(request):
        if urlparse(request.url).hostname not in ("127.0.0.1", None, ""):
            complaints.append(f"foreign {request.url}")

    def on_console(message):
        if message.type == "error" and not any(word in message.text for word in EXPECTED_WORDS):
            complaints.append(message.text)

    page.on("response", on_response)
    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def settle(page):
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector(DONE, timeout=60_000)
    page.wait_for_timeout(500)


@pytest.mark.browser
@pytest.mark.parametrize(("stem", "address"), ADDRESSES)
def test_a_page_opens_first_by_its_own_address_in_both_languages(city, browser, stem, address):
    process, base = start_server(city)
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page, complaints = watched(context)
    try:
        for query, menu in (("?district=330205", "总览"), ("?district=330205&lang=en", "Overview")):
            page.goto(f"{base}/{address or ''}{query}")
            settle(page)

            assert page.get_by_test_id("stSidebarNav").get_by_text(menu).count() == 1
            assert page.get_by_test_id("stException").count() == 0
            assert "示例数据" not in page.inner_text("body")
            assert parse_qs(urlparse(page.url).query)["district"] == ["330205"]
    finally:
        context.close()
        process.terminate()
        process.wait(10)

    assert complaints == []


@pytest.mark.browser
def test_filters_survive_page_switch_reload_and_back(server, browser):
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page, complaints = watched(context)

    page.goto(f"{server}/?district=330205&period=2026-08")
    settle(page)
    page.get_by_test_id("stSidebarNavLink").nth(1).click()
    page.wait_for_url("**/*district=330205*")
    settle(page)
    switched = parse_qs(urlparse(page.url).query)
    page.reload()
    settle(page)
    reloaded = parse_qs(urlparse(page.url).query)
    title = page.inner_text("h1")
    page.go_back()
    settle(page)
    back = parse_qs(urlparse(page.url).query)
    context.close()

    assert switched == reloaded == {"district": ["330205"], "period": ["2026-08"]}
    assert title
    assert back["district"] == ["330205"]
    assert complaints == []


@pytest.mark.browser
def test_the_language_changes_and_the_filters_stay(server, browser):
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page, complaints = watched(context)
    page.goto(f"{server}/?district=330205")
    settle(page)

    page.get_by_text("English", exact=True).click()
    page.wait_for_url("**/*lang=en*")
    settle(page)
    english, address = page.inner_text("h1"), parse_qs(urlparse(page.url).query)
    context.close()

    assert english == "江北区 service windows, Sep 2026"
    assert address == {"district": ["330205"], "lang": ["en"]}
    assert complaints == []
