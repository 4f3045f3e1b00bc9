"""Versions of one key inside one file: the newest row stands, the others are superseded.

Newest by `exported_at`, where the file has it, else by the line. A ticket's first due time and first
close are taken over all its versions, since the clock starts from them (design.md section 4).
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from etl.sources import Source

ORIGIN = "_origin"  # number of the source row in its batch, over all frames and sheets
VERSION = "_version"
FIRST = {"first_due_at_in_file": "due_at", "first_closed_at_in_file": "closed_at"}
# When the first due time was said: another file's may be older than it, though not than the row that stands.
FIRST_SAID = "first_due_exported_at_in_file"


def key_hashes(source: Source, rows: pl.DataFrame, *, whole_rows: bool) -> pl.Series:
    """Return a hash of the key of each row: all that is kept to find duplicates.

    Args:
        source: the source.
        rows: accepted rows.
        whole_rows: several rows come from one row of a wide sheet, which is superseded whole.
    """
    return rows.select(pl.struct(_key(source, rows, whole_rows)).hash()).to_series()


def _key(source: Source, rows: pl.DataFrame, whole_rows: bool) -> list[str]:
    names = source.key[:1] if whole_rows else source.key
    return [name for name in names if name in rows.columns]


def repeated(
    hashes: Sequence[NDArray[np.uint64]], origins: NDArray[np.int64], *, whole_rows: bool
) -> NDArray[np.intp]:
    """Return the places of the rows whose key may stand more than once.

    Sorting costs ten million rows 160 MB, a table of their hashes a multiple of that.

    Args:
        hashes: from `key_hashes`, in the order of the rows.
        origins: the source row of each.
        whole_rows: see `key_hashes`; the rows of one source row do not repeat one another.
    """
    every = np.concatenate(hashes) if hashes else np.empty(0, np.uint64)
    ordered = np.sort(_once_an_origin(every, origins) if whole_rows else every)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not twice.size:
        return np.empty(0, np.intp)
    return np.flatnonzero(np.isin(every, np.unique(twice)))


def _once_an_origin(hashes: NDArray[np.uint64], origins: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the hashes without those that one source row gave again."""
    pairs = pl.DataFrame({"origin": origins, "hash": hashes})
    return pairs.unique()["hash"].to_numpy()


def superseded(
    source: Source, rows: pl.DataFrame, as_of: datetime | None, *, whole_rows: bool
) -> pl.DataFrame:
    """Return which of the rows with a repeated key are superseded.

    Args:
        source: the source.
        rows: all rows whose key hash is repeated.
        as_of: the batch's, which a row without an export time of its own has.
        whole_rows: see `key_hashes`.

    Returns:
        `_origin`, `is_superseded` and, for tickets, the first times over all versions of the key.
    """
    key = _key(source, rows, whole_rows)
    exported = [pl.col("exported_at")] if "exported_at" in rows.columns else []
    versions = rows.with_columns(
        pl.coalesce(*exported, pl.lit(as_of, pl.Datetime("us"))).alias(VERSION)
    )
    versions = versions.sort(VERSION, ORIGIN, nulls_last=False)
    firsts = [
        (pl.col(of).drop_nulls().first() if name == "first_due_at_in_file" else pl.col(of).min())
        .over(key)
        .alias(name)
        for name, of in FIRST.items()
        if name in source.extra and of in rows.columns
    ]
    if FIRST_SAID in source.extra and "due_at" in rows.columns:
        said = pl.col(VERSION).filter(pl.col("due_at").is_not_null()).first()
        firsts.append(said.over(key).alias(FIRST_SAID))
    return versions.select(
        ORIGIN, (pl.col(ORIGIN) != pl.col(ORIGIN).last().over(key)).alias("is_superseded"), *firsts
    ).unique(ORIGIN, keep="first")


def superseded_rejects(
    source: Source, rows: pl.DataFrame, headers: dict[str, str], hidden: Sequence[str]
) -> pl.DataFrame:
    """Return superseded rows as rejects: their values under the file's headers.

    Args:
        source: the source.
        rows: the superseded rows.
        headers: canonical name → header of the file.
        hidden: columns that stay out of the row's text.
    """
    shown = [n for n in headers if n in rows.columns and n not in hidden]
    # A mapping may read one header into two columns; the row's text says it once.
    by_header = {headers[name]: name for name in shown}
    one = rows.unique(ORIGIN, keep="first", maintain_order=True)
    labels = pl.struct(pl.col(name).alias(header) for header, name in by_header.items())
    return one.select(
        "sheet_name",
        "row_number",
        "line_number",
        pl.lit(source.key[0]).alias("column_name"),
        pl.lit("superseded_in_file").alias("rule"),
        pl.col(source.key[0]).cast(pl.String).alias("original"),
        pl.lit("[]").alias("other_faults"),
        labels.struct.json_encode().alias("row_json"),
        pl.lit(None, pl.String).alias("row_key"),
        pl.lit(None, pl.Datetime("us")).alias("row_at"),
    )
