"""Reads one workbook in a process of its own, since a small file can ask for all the memory.

Run by child.py as `python excel_child.py WORKBOOK DESCRIPTOR SECONDS`; imports nothing of the project.
Writes every visible sheet as one Arrow stream of text to the descriptor, and what it found as JSON
to standard output. What fastexcel does not tell (merged cells, pivot tables, the epoch) is looked
up beside it (excel_places.py).
"""

import json
import os
import re
import resource
import runpy
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

# Arrow imports it where it is installed, which takes a third of the time of a small workbook.
sys.modules["numpy"] = None  # type: ignore[assignment]

import fastexcel  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402

# A sheet of a million rows and twenty columns takes 1.5 GB; two cells in far corners would take 500.
MEMORY_BYTES = 2 * 1024**3
BATCH_ROWS = 50_000
# Run by its place: a process that is shut off from the folder of its script imports nothing from it.
_PLACES = Path(__file__).with_name("excel_places.py")
ERRORS = {
    "NA": "#N/A", "Ref": "#REF!", "Value": "#VALUE!", "Div0": "#DIV/0!", "Name": "#NAME?",
    "Num": "#NUM!", "Null": "#NULL!",
}  # fmt: skip
_TIME = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_MIDNIGHT = " 00:00:00"
# Times of day are moments of the day from which a workbook counts.
_FIRST_DAY = {False: "1899-12-3[01]", True: "1904-01-01"}


def main(workbook: str, descriptor: int, seconds: int) -> None:
    """Write the visible sheets of a workbook, then say what was written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    # At the second limit it would be killed like one that takes too much memory.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    try:
        found = read_sheets(workbook, descriptor)
    except fastexcel.FastExcelError as error:
        found = {"error": str(error).splitlines()[0]}
    sys.stdout.write(json.dumps(found))


def read_sheets(workbook: str, descriptor: int) -> dict[str, Any]:
    """Return names and places of the sheets written, and the names of those left out."""
    # As bytes: given a path, the reader would believe the file's suffix.
    reader = fastexcel.read_excel(Path(workbook).read_bytes())
    places = runpy.run_path(str(_PLACES))
    sheets, hidden, pivots = [], [], []
    with os.fdopen(descriptor, "wb") as sink, ThreadPoolExecutor(1) as beside:
        looked_up = beside.submit(places["look_up"], workbook)
        for name in reader.sheet_names:
            # All rows, blank ones at the top too: row numbers are those of the sheet.
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible != "visible":
                hidden.append(name)
                continue
            is_1904, extras = looked_up.result()
            about = extras.get(name, places["Extras"]())
            columns, filled = cells_of(sheet, about, is_1904=is_1904)
            if about.pivots:
                pivots.append(name)
            if any(column.null_count < len(column) for column in columns):
                sheets.append({"name": name, "start": sink.tell(), "merged": filled})
                write_sheet(columns, sink)
        is_1904, _ = looked_up.result()
    return {"sheets": sheets, "hidden": hidden, "pivots": pivots, "is_1904": is_1904}


def cells_of(sheet: Any, about: Any, *, is_1904: bool) -> tuple[list[pa.Array], int]:
    """Return the columns of a sheet as text, and how many blank cells their merged ones filled."""
    rows, errors = sheet.to_arrow_with_errors()
    # Rows of nothing but formulas that were never calculated end no sheet for its reader.
    if (missing := max((row for row, _, _ in about.odd), default=-1) + 1 - rows.num_rows) > 0:
        rows = pa.record_batch(
            [pa.concat_arrays([cells, pa.nulls(missing, cells.type)]) for cells in rows.columns],
            names=rows.schema.names,
        )
    changed: dict[int, list[str | None]] = {}

    def column(place: int) -> list[str | None]:
        if place not in changed:
            changed[place] = rows.column(place).to_pylist()
        return changed[place]

    for error in errors.errors if errors else ():
        row, place = error.position
        code = re.search(r"Error\((\w+)\)", error.detail)
        column(place)[row] = ERRORS.get(code[1] if code else "", "#VALUE!")
    for row, at, text in about.odd:
        if 0 <= at - about.first_column < rows.num_columns:
            column(at - about.first_column)[row] = text
    for area in about.pivots:
        left = max(area.left - about.first_column, 0)
        for place in range(left, min(area.right - about.first_column + 1, rows.num_columns)):
            bottom = min(area.bottom + 1, rows.num_rows)
            column(place)[area.top : bottom] = [None] * max(0, bottom - area.top)
    filled = 0
    for area in about.merged:
        place = area.left - about.first_column
        if area.top < area.bottom and 0 <= place < rows.num_columns and area.top < rows.num_rows:
            cells = column(place)
            for row in range(area.top + 1, min(area.bottom + 1, rows.num_rows)):
                if cells[row] is None and cells[area.top] is not None:
                    cells[row], filled = cells[area.top], filled + 1
    columns = [
        pa.array(changed[place], pa.large_string()) if place in changed else cells
        for place, cells in enumerate(rows.columns)
    ]
    return [as_written(cells, is_1904=is_1904) for cells in columns], filled


def write_sheet(columns: list[pa.Array], sink: Any) -> None:
    """Write a sheet in batches of equal size, so that the last is never a mere few rows."""
    table = pa.table(columns, names=[f"c{place}" for place in range(len(columns))])
    batches = -(-table.num_rows // BATCH_ROWS)
    size = -(-table.num_rows // batches)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table, max_chunksize=size)


def as_written(column: pa.Array, *, is_1904: bool) -> pa.Array:
    """Return a column with its times as times and its days as days: a sheet keeps both as moments."""
    first = rf"^{_FIRST_DAY[is_1904]} (\d\d:\d\d:\d\d)$"
    if pc.any(pc.match_substring_regex(column, first)).as_py():
        column = pc.replace_substring_regex(column, first, r"\1")
    is_midnight = pc.ends_with(column, _MIDNIGHT)
    if not pc.any(is_midnight).as_py():
        return column
    is_time = pc.match_substring_regex(column, _TIME)
    if pc.sum(is_time).as_py() != pc.sum(is_midnight).as_py():
        return column
    return pc.replace_substring_regex(column, f"{_MIDNIGHT}$", "")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
