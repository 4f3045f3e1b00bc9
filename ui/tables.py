"""A table as look.md asks: total on top, numbers right, download above, at most fifty rows a page.

The total is a line of its own: as a row it would move when a reader sorts a column.
"""

from collections.abc import Mapping, Sequence
from datetime import time
from math import ceil
from typing import Any

import polars as pl
import pyarrow as pa
import streamlit as st

from ui import formats, queries
from ui.columns import Column, dressed
from ui.downloads import downloads
from ui.words import language, t

__all__ = ["Column", "table"]

_ROWS = 50
_TALL, _TALL_PX = 15, 560
_SCALED = ("rate", "points", "fine")
_DAY, _MINUTE = "%Y-%m-%d", "%Y-%m-%d %H:%M"


def table(
    frame: pl.DataFrame,
    columns: Sequence[Column],
    key: str,
    *,
    name: str,
    total: Mapping[str, Any] | None = None,
    notes: Sequence[str] = (),
    select: bool = False,
    filed: Sequence[Column] | None = None,
) -> dict[str, Any] | None:
    """Draw a frame with its downloads; the file holds the total and exactly the same rows.

    Args:
        frame: The rows, sorted by what the page asks.
        columns: What is shown, in order; the first is frozen.
        key: Unique on the page.
        name: What the rows are, for the file's name.
        total: The recomputed total, column to value; never a mean of the rows.
        notes: Sentences for the file's sheet of notes.
        select: Let the reader click a row.
        filed: The columns of the files where they are others: numbers with their unit beside them
            in place of words.

    Returns:
        The row clicked, all columns of the frame, or None.
    """
    if frame.is_empty():
        st.info(t("common.nothing_here_plain"), icon=":material/search_off:")
        return None
    sums = None if total is None else tuple((name, total[name]) for name in sorted(total))
    dress = dressed(tuple(columns), sums, language())
    held = columns if filed is None else filed
    worn = dressed(tuple(held), None, language())
    downloads(
        frame,
        name,
        key,
        worn.heads,
        worn.file_formats,
        [*dress.said_total, *notes],
        written=lambda rows: _in_file(_withheld(rows, held), held),
        csv_headers=worn.csv_heads,
    )
    for said in dress.said_total:
        st.markdown(f"**{formats.escaped(said)}**")
    rows = _page(frame, key)
    shown, has_gaps = queries.derived.of(rows, _shown, tuple(columns))
    reaction: Any = {"on_select": "rerun", "selection_mode": "single-row"} if select else {}
    event: Any = st.dataframe(
        shown,
        key=f"{key}_rows",
        hide_index=True,
        column_config=dress.config,
        placeholder=formats.MISSING,
        lazy=False,
        height="content" if shown.num_rows <= _TALL else _TALL_PX,
        **reaction,
    )
    if has_gaps:
        st.caption(t("common.below_small"))
    picked = event.selection.rows if select else []
    return rows.row(picked[0], named=True) if picked else None


def _shown(rows: pl.DataFrame, columns: Sequence[Column]) -> tuple[pa.Table, bool]:
    """One page of rows as the browser gets it, and whether a cell is empty.

    As Arrow, since Polars would go through pandas.
    """
    cells = _withheld(rows, columns).select(_cell(column) for column in columns)
    return cells.to_arrow(), any(cells.null_count().row(0))


def _cell(column: Column) -> pl.Expr:
    cell = pl.col(column.key)
    if column.kind in _SCALED:
        return cell * 100
    if column.kind == "reach":
        return (
            pl.when(cell.dt.time() == time())
            .then(cell.dt.strftime(_DAY))
            .otherwise(cell.dt.strftime(_MINUTE))
        )
    return cell


def _in_file(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """The rows as a file holds them: shares stay fractions, points and counts are as headed."""
    return frame.select(
        pl.col(column.key) * 100
        if column.kind in ("points", "fine")
        else pl.col(column.key).cast(pl.Int64)
        if column.kind == "count"
        else pl.col(column.key)
        for column in columns
    )


def _withheld(frame: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """Leave out the rates of too few cases; the parts stay."""
    return frame.with_columns(
        pl.when(pl.col(column.n) >= column.least).then(pl.col(column.key)).alias(column.key)
        for column in columns
        if column.n
    )


def _page(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    if frame.height <= _ROWS:
        return frame
    number = st.pagination(ceil(frame.height / _ROWS), key=f"{key}_page")
    first = (number - 1) * _ROWS
    rows = queries.derived.of(frame, pl.DataFrame.slice, first, _ROWS)
    st.caption(
        t(
            "common.page_of",
            first=formats.number(first + 1),
            last=formats.number(first + rows.height),
            count=formats.number(frame.height),
        )
    )
    return rows
