"""Cities built once, dashboards on them, and pages opened in AppTest or in a real Chromium."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from chromium import Chromium
from literal_city import drop_city
from playwright.sync_api import sync_playwright
from streamlit.testing.v1 import AppTest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)


def build_city(root: Path) -> Path:
    """Load and build whatever `root/inbox` holds."""
    folder = DataFolder(root)
    load_files(folder, sorted(folder.inbox.iterdir()))
    build(folder)
    return root


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the literal city."""
    root = tmp_path_factory.mktemp("city")
    drop_city(root / "inbox")
    return build_city(root)


@pytest.fixture(scope="session")
def sample_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the small sample city, made as `make run` makes it; shared by workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root = shared / "sample_city"
    with (shared / "sample_city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "warehouse" / "CURRENT").exists():
            etl_command(root, "demo", "--size", "small")
            etl_command(root, "load")
    return root


def etl_command(root: Path, *arguments: str) -> None:
    """Run a command of `python -m etl` on a data folder."""
    subprocess.run(
        [sys.executable, "-m", "etl", *arguments],
        cwd=ROOT,
        env={**os.environ, "MINGCHUANG_DATA": str(root)},
        check=True,
        capture_output=True,
    )


@pytest.fixture(autouse=True)
def nothing_failed(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test whose page said that it failed: pages show a sentence and log the trace."""
    yield
    # Of the phase `call`: what `caplog.records` has by now is of the teardown.
    records = caplog.get_records("call")
    assert [entry.getMessage() for entry in records if entry.name == "ui.frame"] == []


@pytest.fixture
def data_folder(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Make pages read a data folder."""

    def use(root: Path) -> None:
        monkeypatch.setenv("MINGCHUANG_DATA", str(root))
        st.cache_data.clear()
        st.cache_resource.clear()

    return use


@pytest.fixture
def open_page(city: Path, data_folder: Callable[[Path], None]) -> Callable[..., AppTest]:
    """Open a page by its file's stem, with filters in the address."""
    data_folder(city)
    return open_in_apptest


def open_in_apptest(stem: str, **query: str) -> AppTest:
    """Open a page of whatever data folder is set."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return (app if stem == "overview" else app.switch_page(f"pages/{stem}.py")).run()


# Chromium keeps what it compiled by address: servers that follow one another have the same.
USUAL_PORT = 0


def free_port() -> int:
    """Return the port of the last server when it has ended, else another."""
    global USUAL_PORT
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            free.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            free.bind(("127.0.0.1", 0))
        USUAL_PORT = free.getsockname()[1]
        return USUAL_PORT


def start_server(root: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start a dashboard that no one has visited yet; returns it and its address."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "MINGCHUANG_DATA": str(root)},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health"):
                return server, address
        except urllib.error.URLError:
            time.sleep(0.1)
    server.kill()
    raise TimeoutError("the dashboard did not start within 30 s")


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Serve a data folder for as long as the block runs; yields the address."""
    process, address = start_server(root)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def server(city: Path) -> Iterator[str]:
    """The address of a dashboard on the literal city."""
    with serving(city) as address:
        yield address


@pytest.fixture(scope="session")
def sample_server(sample_city: Path) -> Iterator[str]:
    """The address of a dashboard on the sample city."""
    with serving(sample_city) as address:
        yield address


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A headless Chromium that calls no one by itself."""
    with sync_playwright() as playwright:
        profile = tmp_path_factory.mktemp("profile")
        # What waits to be drawn would pulse, and every pulse is painted anew.
        calm: dict[str, Any] = {"args": list(QUIET), "reduced_motion": "reduce"}
        chromium = Chromium(playwright.chromium, profile, executable_path=CHROMIUM, **calm)
        yield chromium
        chromium.close()
