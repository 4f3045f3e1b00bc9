"""Rows to be corrected as sheets that the ordinary load reads again, once a person has mended them.

A sheet has the headers of the table that the rows came from, so the mapping of that file, where it
had one, fits it still. Each row bears its number (`etl.cleaning.links`): whatever is changed in it, it is known
again when it loads.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from etl.cleaning import links
from etl.cleaning.links import REASONS
from etl.sources import SOURCES

SUPERSEDED = "superseded_in_file"
MOST_CHARACTERS = 31  # of the name of a sheet


def correction_sheets(
    rejects: pl.DataFrame, tables: pl.DataFrame
) -> list[tuple[str, pl.DataFrame]]:
    """Return a sheet per table that has rows to be corrected: its own columns, then why.

    Where a source has an export time of the row, a row without one gets that of its batch: the
    corrected row is then as new as the one it replaces, and newer than those before.

    Args:
        rejects: the rows to be corrected, in words (`analysis.corrections.worded`).
        tables: `batch_id` and `sheets` of the batches, as mart_load has them.

    Returns:
        (name, texts), in the order of the rejects.
    """
    known = dict(tables.select("batch_id", "sheets").iter_rows())
    wrong = rejects.filter(pl.col("rule") != SUPERSEDED)
    groups = wrong.partition_by("batch_id", "sheet_name", maintain_order=True)
    sheets = []
    for number, rows in enumerate(groups, start=1):
        batch_id, sheet_name = rows["batch_id"][0], rows["sheet_name"][0]
        headers = _headers(json.loads(known[batch_id]), sheet_name)
        name = f"{number}_{rows['file_name'][0].rpartition('.')[0]}"[:MOST_CHARACTERS]
        for mark in "[]:*?/\\":
            name = name.replace(mark, " ")
        sheets.append((name.strip("' "), _sheet(rows, headers)))
    return sheets


def _headers(sheets: Sequence[Mapping[str, Any]], sheet_name: str) -> dict[str, str | None]:
    """Header → column of the table that a row stood in, without those of a workbook like this one."""
    found: dict[str, str | None] = next(
        (s["headers"] for s in sheets if s["sheet_name"] == sheet_name), {}
    )
    return {title: name for title, name in found.items() if title not in links.OWN_HEADERS}


def _sheet(rows: pl.DataFrame, headers: Mapping[str, str | None]) -> pl.DataFrame:
    exported = next((c for c in SOURCES[rows["source"][0]].with_role("exported")), None)
    title = next((h for h, column in headers.items() if exported and column == exported.name), None)
    titles = [*headers, *([exported.header] if exported and title is None else [])]
    when = title or (exported.header if exported else None)
    # Cells that stood under no header, or under one that stands twice, are shown too.
    cells = [json.loads(text) for text in rows["row_json"]]
    others = dict.fromkeys(title for row in cells for title in row)
    titles += [title for title in others if title not in {*titles, links.HEADER, *REASONS.values()}]
    return pl.DataFrame(
        [[*row] for row in _rows(rows, titles, when)],
        schema=dict.fromkeys([*titles, *REASONS.values(), links.HEADER], pl.String),
        orient="row",
    )


def _rows(
    rows: pl.DataFrame, titles: Sequence[str], when: str | None
) -> Iterator[list[str | None]]:
    for row in rows.iter_rows(named=True):
        cells = json.loads(row["row_json"])
        if when and cells.get(when) is None and row["exported_at"] is not None:
            cells[when] = str(row["exported_at"])
        reasons = (None if row[name] is None else str(row[name]) for name in REASONS)
        place = (row["batch_id"], row["row_number"], row["sheet_name"])
        bears = links.number(*place, before=cells.get(links.HEADER))
        yield [*(cells.get(title) for title in titles), *reasons, bears]
