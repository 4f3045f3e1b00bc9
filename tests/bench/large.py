"""`python -m tests.bench.large [rows] [part …]`: ten million tickets, each part once, as ratios in one run.

Parts: bare, lake, warehouse. They build on one another in this order.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.exports import write_tickets
from tests.bench.loading import BARE, Measured, run

ROWS = 10_000_000
PARTS = ("bare", "lake", "warehouse")
# The export, bare DuckDB's file, the lake and a release with what it spills: a kilobyte a row.
BYTES_A_ROW = 1_200


def measure(folder: Path, rows: int, parts: list[str]) -> dict[str, Measured]:
    """Write an export of a size and measure parts of its way, each as a process of its own.

    Args:
        folder: an empty folder to work in.
        rows: tickets in the file.
        parts: some of PARTS.
    """
    export, data = folder / "tickets.csv", folder / "data"
    write_tickets(export, rows)
    etl = [sys.executable, "-m", "etl"]
    commands = {
        "bare": [sys.executable, "-c", BARE, str(export), str(folder / "bare.duckdb")],
        "lake": [*etl, "load", "--no-build", str(export)],
        "warehouse": [*etl, "build"],
    }
    return {part: run(commands[part], data) for part in PARTS if part in parts}


def main() -> None:
    words = sys.argv[1:]
    rows = next((int(word) for word in words if word.isdigit()), ROWS)
    parts = [word for word in words if word in PARTS] or list(PARTS)
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < rows * BYTES_A_ROW:
        sys.exit(f"{rows * BYTES_A_ROW / 1e9:.0f} GB are needed, {free / 1e9:.0f} GB are free")
    with tempfile.TemporaryDirectory(prefix="mingchuang-bench-") as folder:
        measured = measure(Path(folder), rows, parts)
    bare = measured.get("bare")
    print(f"{rows:,} tickets, each part once; bare = duckdb read_csv → table")
    print(f"{'':12}{'wall s':>8}{'÷ bare':>8}{'CPU s':>8}{'÷ bare':>8}{'peak MB':>9}")
    for name, one in measured.items():
        wall, cpu = (one.wall_s / bare.wall_s, one.cpu_s / bare.cpu_s) if bare else (0.0, 0.0)
        print(f"{name:12}{one.wall_s:8.1f}{wall:8.2f}{one.cpu_s:8.1f}{cpu:8.2f}{one.peak_mb:9.0f}")


if __name__ == "__main__":
    main()
