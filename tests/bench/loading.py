"""File to lake and lake to warehouse, against bare `duckdb read_csv` into a table of the same file."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.exports import write_beside

BARE = """
import sys, duckdb
connection = duckdb.connect(sys.argv[2], config={"threads": 2})
connection.execute("create table tickets as select * from read_csv(?)", [sys.argv[1]])
connection.close()
"""


@dataclass(frozen=True)
class Measured:
    """What one child process took.

    Attributes:
        wall_s: from start to end.
        cpu_s: user and system time of it and its own children.
        peak_mb: largest resident size of any of them.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: list[str], data: Path) -> Measured:
    """Run a command with MINGCHUANG_DATA set and measure it.

    Args:
        command: what to run.
        data: the data folder.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    started = time.perf_counter()
    environment = {**os.environ, "MINGCHUANG_DATA": str(data)}
    nowhere = subprocess.DEVNULL
    child = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Measured(
        time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    )


def measure(folder: Path, rows: int, repeat: int = 3) -> dict[str, list[Measured]]:
    """Measure bare, file → lake and lake → warehouse alternately.

    Args:
        folder: an empty folder to work in.
        rows: tickets in the file.
        repeat: how often each is measured.

    Returns:
        The measurements by name: bare, lake, warehouse.
    """
    export = folder / "tickets.csv"
    write_beside(export, rows)
    etl = [sys.executable, "-m", "etl"]
    measured: dict[str, list[Measured]] = {"bare": [], "lake": [], "warehouse": []}
    for attempt in range(repeat):
        data = folder / f"data-{attempt}"
        bare = [sys.executable, "-c", BARE, str(export), str(folder / f"bare-{attempt}.duckdb")]
        measured["bare"].append(run(bare, data))
        measured["lake"].append(run([*etl, "load", "--no-build", str(export)], data))
        measured["warehouse"].append(run([*etl, "build"], data))
    return measured
