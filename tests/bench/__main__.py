"""`python -m tests.bench`: the figures of docs/performance.md, measured here and now."""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench import loading, pages

ROWS = 1_000_000


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory(prefix="mingchuang-bench-") as folder:
        measured = loading.measure(Path(folder), rows)
    bare_wall = statistics.median(m.wall_s for m in measured["bare"])
    bare_cpu = statistics.median(m.cpu_s for m in measured["bare"])
    print(f"{rows:,} tickets, median of {len(measured['bare'])}; bare = duckdb read_csv → table")
    print(f"{'':12}{'wall s':>8}{'÷ bare':>8}{'CPU s':>8}{'÷ bare':>8}{'peak MB':>9}")
    for name, runs in measured.items():
        wall = statistics.median(m.wall_s for m in runs)
        cpu = statistics.median(m.cpu_s for m in runs)
        peak = max(m.peak_mb for m in runs)
        print(
            f"{name:12}{wall:8.2f}{wall / bare_wall:8.2f}{cpu:8.2f}{cpu / bare_cpu:8.2f}{peak:9.0f}"
        )
    print()
    with tempfile.TemporaryDirectory(prefix="mingchuang-bench-") as folder:
        pages.report(Path(folder))


main()
