"""What a page costs the server: `make run` from nothing, then reruns of every page by WebSocket.

A reader is played by a client that speaks Streamlit's own messages: it opens a page by its
address and changes one filter to and fro between two periods whose answers are already known.
"""

import os
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[2]
PAGES = ("overview", "outlet_map", "grid_coverage", "on_time", "awards", "data_quality")
RERUNS = 40
WARM_UPS = 6
IDLE_S = 3.0
TAIL_S = 0.03  # what the server still tidies after it said that the run is over


@dataclass(frozen=True)
class Page:
    """What one page costs once its answers are known.

    Attributes:
        name: the stem of its file.
        cpu_ms: CPU of the whole server process for each rerun, the idle share taken off.
        payload_kb: all messages of the page as a new reader gets them.
        rerun_kb: the messages of a rerun, median; what the browser kept is not sent again.
    """

    name: str
    cpu_ms: list[float]
    payload_kb: float
    rerun_kb: float


class Reader:
    """One session on one page, as a browser holds it."""

    def __init__(self, socket_: ClientConnection, page: str) -> None:
        self._socket, self._page = socket_, page
        self._kept: set[str] = set()
        self.selects: dict[str, tuple[str, list[str]]] = {}

    def run(self, choices: dict[str, str] | None = None) -> int:
        """Run the page with some filters set to an option on screen; return the bytes received."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_name = "" if self._page == PAGES[0] else self._page
        asked.context_info.url = f"http://127.0.0.1/{asked.page_name}"
        asked.context_info.locale, asked.context_info.timezone = "zh-CN", "Asia/Shanghai"
        asked.cached_message_hashes.extend(self._kept)
        for key, option in (choices or {}).items():
            asked.widget_states.widgets.add(id=self.selects[key][0], string_value=option)
        self._socket.send(message.SerializeToString())
        received = 0
        while True:
            payload = self._socket.recv(timeout=60)
            received += len(payload)
            answer = ForwardMsg.FromString(payload)
            if answer.WhichOneof("type") == "script_finished":
                return received
            self._take(answer)

    def _take(self, answer: ForwardMsg) -> None:
        if answer.metadata.cacheable:
            self._kept.add(answer.hash)
        element = answer.delta.new_element
        if element.WhichOneof("type") in ("exception", "alert"):
            shown = element.exception.message or element.alert.body
            if element.WhichOneof("type") == "exception" or "参考号" in shown:
                raise RuntimeError(f"{self._page}: {shown}")
        if element.WhichOneof("type") == "selectbox":
            select = element.selectbox
            self.selects[select.id.rpartition("-")[2]] = (select.id, list(select.options))


@contextmanager
def reading(port: int, page: str) -> Iterator[Reader]:
    """Open a session on a page."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, proxy=None) as opened:
        yield Reader(opened, page)


@contextmanager
def made_to_run(data: Path) -> Iterator[tuple[int, int, float]]:
    """Type `make run` with an empty data folder; yield server's id, port, seconds to the page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.perf_counter()
    make = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=ROOT,
        env={**os.environ, "MINGCHUANG_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _await_server(make, port)
        with reading(port, PAGES[0]) as reader:
            reader.run()
        seconds = time.perf_counter() - started
        children = Path(f"/proc/{make.pid}/task/{make.pid}/children").read_text().split()
        yield int(children[0]), port, seconds
    finally:
        os.killpg(make.pid, signal.SIGTERM)
        make.wait(20)


def _await_server(make: subprocess.Popen[bytes], port: int) -> None:
    while make.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health"):
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    raise RuntimeError(f"`make run` ended with {make.returncode}")


def measure(server: int, port: int, page: str) -> Page:
    """Measure a page that two periods have been chosen on.

    Args:
        server: the id of the server's process.
        port: of the server.
        page: the stem of its file.
    """
    cpu_ms, sent = [], []
    with reading(port, page) as reader:
        reader.run()
        options = reader.selects["period"][1][:2]
        idle = _idle_share(server)
        for number in range(WARM_UPS + RERUNS):
            started, before = time.perf_counter(), _cpu_s(server)
            received = reader.run({"period": options[(number + 1) % 2]})
            time.sleep(TAIL_S)
            took = _cpu_s(server) - before - idle * (time.perf_counter() - started)
            if number >= WARM_UPS:
                cpu_ms.append(took * 1_000)
                sent.append(received)
    with reading(port, page) as newcomer:
        payload = newcomer.run()
    return Page(page, cpu_ms, payload / 1_024, statistics.median(sent) / 1_024)


def _idle_share(server: int) -> float:
    before = _cpu_s(server)
    time.sleep(IDLE_S)
    return (_cpu_s(server) - before) / IDLE_S


def _cpu_s(process: int) -> float:
    """User and system time of all threads a process has had, to the nanosecond (Linux)."""
    clock = (~process << 3) | 2  # what clock_getcpuclockid(3) makes of a process
    return time.clock_gettime(clock)


def report(folder: Path) -> None:
    """Print seconds of `make run` and a line for each page.

    Args:
        folder: an empty data folder.
    """
    with made_to_run(folder) as (server, port, seconds):
        print(f"make run, sample city, empty data folder: {seconds:.1f} s to a page")
        print(f"reruns of a warm page, {RERUNS} each; load {os.getloadavg()[0]:.1f}")
        print(f"{'':14}{'CPU ms':>8}{'least':>7}{'p90':>7}{'page KB':>9}{'rerun KB':>10}")
        for name in PAGES:
            page = measure(server, port, name)
            middle, least = statistics.median(page.cpu_ms), min(page.cpu_ms)
            p90 = statistics.quantiles(page.cpu_ms, n=10)[-1]
            print(
                f"{name:14}{middle:8.1f}{least:7.1f}{p90:7.1f}"
                f"{page.payload_kb:9.0f}{page.rerun_kb:10.0f}"
            )
