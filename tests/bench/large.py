"""`python -m tests.bench.large [rows] [part …]`: ten million tickets, each part once, as ratios in one run.

Parts: bare, lake, warehouse and asking build on one another in this order; gb18030 and xlsx stand alone.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench import asking
from tests.bench.exports import write_beside
from tests.bench.loading import BARE, Measured, run

ROWS = 10_000_000
PARTS = ("bare", "lake", "warehouse", "asking", "gb18030", "xlsx")
# The export, bare DuckDB's file, the lake and a release with what it spills: a kilobyte a row.
BYTES_A_ROW = 1_200
GB18030_ROWS = 1_000_000
XLSX_ROWS = 200_000
COPY_BYTES = 16 * 1024**2
ETL = [sys.executable, "-m", "etl"]
LOAD = [*ETL, "load", "--no-build"]
BARE_XLSX = """
import sys, fastexcel
workbook = fastexcel.read_excel(sys.argv[1])
workbook.load_sheet(0, dtypes="string").to_polars()
"""


def measure(folder: Path, rows: int, parts: list[str]) -> dict[str, Measured]:
    """Write an export of a size and measure parts of its way, each as a process of its own.

    Args:
        folder: an empty folder to work in.
        rows: tickets in the file.
        parts: some of bare, lake, warehouse.
    """
    export, data = folder / "tickets.csv", folder / "data"
    write_beside(export, rows)
    commands = {
        "bare": [sys.executable, "-c", BARE, str(export), str(folder / "bare.duckdb")],
        "lake": [*LOAD, str(export)],
        "warehouse": [*ETL, "build"],
    }
    return {part: run(command, data) for part, command in commands.items() if part in parts}


def measure_gb18030(folder: Path) -> dict[str, Measured]:
    """Load one export twice: in UTF-8, and in GB18030 as most systems write it."""
    plain, old = folder / "utf8.csv", folder / "gb18030.csv"
    write_beside(plain, GB18030_ROWS)
    with plain.open(encoding="utf-8") as read, old.open("w", encoding="gb18030") as written:
        shutil.copyfileobj(read, written, COPY_BYTES)
    return {
        "utf-8": run([*LOAD, str(plain)], folder / "data-utf8"),
        "gb18030": run([*LOAD, str(old)], folder / "data-gb18030"),
    }


def measure_xlsx(folder: Path) -> dict[str, Measured]:
    """Read a workbook with bare fastexcel, then load it."""
    workbook = folder / "sheet.xlsx"
    write_beside(workbook, XLSX_ROWS)
    return {
        "fastexcel": run([sys.executable, "-c", BARE_XLSX, str(workbook)], folder / "data-none"),
        "xlsx → lake": run([*LOAD, str(workbook)], folder / "data-xlsx"),
    }


def report(title: str, measured: dict[str, Measured]) -> None:
    """Print measurements as ratios to the first of them."""
    print(title)
    print(f"{'':14}{'wall s':>8}{'ratio':>8}{'CPU s':>8}{'ratio':>8}{'peak MB':>9}")
    first = next(iter(measured.values()))
    for name, one in measured.items():
        wall, cpu = one.wall_s / first.wall_s, one.cpu_s / first.cpu_s
        print(f"{name:14}{one.wall_s:8.1f}{wall:8.2f}{one.cpu_s:8.1f}{cpu:8.2f}{one.peak_mb:9.0f}")


def main() -> None:
    words = sys.argv[1:]
    rows = next((int(word) for word in words if word.isdigit()), ROWS)
    parts = [word for word in words if word in PARTS] or list(PARTS)
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < rows * BYTES_A_ROW:
        sys.exit(f"{rows * BYTES_A_ROW / 1e9:.0f} GB are needed, {free / 1e9:.0f} GB are free")
    with tempfile.TemporaryDirectory(prefix="mingchuang-bench-") as folder:
        if measured := measure(Path(folder), rows, parts):
            report(f"{rows:,} tickets, each part once; bare = duckdb read_csv → table", measured)
        if "asking" in parts:
            for name, ms in asking.ask(Path(folder) / "data").items():
                print(f"{ms:9.1f} ms  {name}, median of {asking.REPEAT}")
    for part, alone in (("gb18030", measure_gb18030), ("xlsx", measure_xlsx)):
        if part in parts:
            with tempfile.TemporaryDirectory(prefix="mingchuang-bench-") as folder:
                report(f"{part}, once", alone(Path(folder)))


if __name__ == "__main__":
    main()
