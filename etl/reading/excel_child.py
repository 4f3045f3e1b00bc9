"""Reads one workbook in a process of its own, since a small file can ask for all the memory.

Run by child.py as `python excel_child.py WORKBOOK DESCRIPTOR`; imports nothing of the project.
Writes every visible sheet as one Arrow stream of text to the descriptor, and what it found as JSON
to standard output.
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

# A sheet of a million rows and twenty columns takes 1.5 GB; two cells in far corners would take 500.
MEMORY_BYTES = 2 * 1024**3
BATCH_ROWS = 50_000
_TIME = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_MIDNIGHT = " 00:00:00"


def main(workbook: str, descriptor: int) -> None:
    """Write the visible sheets of a workbook, then say what was written."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        found = read_sheets(workbook, descriptor)
    except fastexcel.FastExcelError as error:
        found = {"error": str(error).splitlines()[0], "sheets": [], "hidden": []}
    sys.stdout.write(json.dumps(found))


def read_sheets(workbook: str, descriptor: int) -> dict[str, Any]:
    """Return names and places of the sheets written, and the names of hidden ones."""
    # As bytes: given a path, the reader would believe the file's suffix.
    reader = fastexcel.read_excel(Path(workbook).read_bytes())
    sheets, hidden = [], []
    with os.fdopen(descriptor, "wb") as sink:
        for name in reader.sheet_names:
            # All rows, blank ones at the top too: row numbers are those of the sheet.
            sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible != "visible":
                hidden.append(name)
            elif sheet.height:
                sheets.append({"name": name, "start": sink.tell()})
                write_sheet(pa.record_batch(sheet), sink)
    return {"sheets": sheets, "hidden": hidden}


def write_sheet(rows: pa.RecordBatch, sink: Any) -> None:
    """Write a sheet in batches of equal size, so that the last is never a mere few rows."""
    table = pa.table([as_written(column) for column in rows.columns], names=rows.schema.names)
    batches = -(-table.num_rows // BATCH_ROWS)
    size = -(-table.num_rows // batches)
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table, max_chunksize=size)


def as_written(column: pa.Array) -> pa.Array:
    """Return a column with its days as days: a sheet keeps them as midnights."""
    is_midnight = pc.ends_with(column, _MIDNIGHT)
    if not pc.any(is_midnight).as_py():
        return column
    is_time = pc.match_substring_regex(column, _TIME)
    if pc.sum(is_time).as_py() != pc.sum(is_midnight).as_py():
        return column
    return pc.replace_substring_regex(column, f"{_MIDNIGHT}$", "")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
