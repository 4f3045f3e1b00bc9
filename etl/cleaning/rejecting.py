"""Rejected rows as they are kept: where they stood, what was wrong, what they said.

One row per rejected row of the file: its first fault in the order of the columns, the other faults
and the whole row as JSON. Numbers of persons are masked in all of it, person_key is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from etl.cleaning import links
from etl.cleaning.contracts import ROW
from etl.cleaning.faults import Faults
from etl.cleaning.identifiers import hidden
from etl.cleaning.masking import mask
from etl.reading.tables import SURPLUS_COLUMN
from etl.sources import Column, Source

REJECT_SCHEMA = {
    "batch_id": pl.String(),
    "source": pl.String(),
    "sheet_name": pl.String(),
    "row_number": pl.Int64(),
    "line_number": pl.Int64(),
    "column_name": pl.String(),
    "rule": pl.String(),
    "original": pl.String(),
    "other_faults": pl.String(),
    "row_json": pl.String(),
    "row_key": pl.String(),
    "row_at": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Checked:
    """A frame held to its contract.

    Attributes:
        accepted: typed rows with `_row`, `row_number`, `line_number`.
        faults: what is wrong with the others.
        keys: `_row`, `row_key`, `row_at` of the others, as far as they could be read.
    """

    accepted: pl.DataFrame
    faults: Faults
    keys: pl.DataFrame


def row_keys(source: Source, typed: pl.DataFrame, faults: Faults) -> pl.DataFrame:
    """Return which row each rejected one was meant to be, and as of when, where it can be read.

    By the key a corrected row is found again, and a full snapshot is known to hold the row.

    Args:
        source: the source.
        typed: what could be read of the whole rows, with `_row` of the frame.
        faults: the faults of the frame.

    Returns:
        `_row`, `row_key` (null where a part is missing), `row_at` (its own export time).
    """
    rows = typed.join(faults.rows.select(ROW).unique(), on=ROW, how="semi")
    key = pl.concat_str([_key_part(source, rows, name) for name in source.key], separator="|")
    exported = [column.name for column in source.with_role("exported")]
    at = [pl.col(name) for name in exported if name in rows.columns]
    return rows.select(
        ROW,
        key.alias("row_key"),
        (at[0] if at else pl.lit(None)).cast(pl.Datetime("us")).alias("row_at"),
    ).unique(ROW, keep="first", maintain_order=True)


def _key_part(source: Source, rows: pl.DataFrame, name: str) -> pl.Expr:
    """A part of a key as text; null, and with it the key, where it must be there and is not."""
    if name not in rows.columns:
        part = pl.lit(None, pl.String)
    elif rows[name].dtype == pl.Datetime:
        part = pl.col(name).dt.strftime("%Y-%m-%d %H:%M:%S")
    else:
        part = pl.col(name).cast(pl.String)
    return part if source.by_name[name].required else part.fill_null("")


def rejected_rows(
    frame: pl.DataFrame,
    checked: Checked,
    header: Sequence[str],
    columns: Mapping[int, Column],
    salt: bytes,
) -> pl.DataFrame:
    """Return the rejected rows of a frame as they are kept.

    Args:
        frame: the frame of texts, columns c0….
        checked: its faults, and the keys of the faulty rows.
        header: its header cells.
        columns: which column a header is, by its position.
        salt: what keys the hashes of persons.

    Returns:
        `row_number`, `line_number`, `column_name`, `rule`, `original`, `other_faults`, `row_json`,
        `row_key`, `row_at`.
    """
    each = (
        checked.faults.rows.group_by(ROW, maintain_order=True)
        .agg(
            pl.col("column_name", "rule", "original").first(),
            pl.struct(pl.col("column_name").alias("column"), "rule", "original")
            .slice(1)
            .struct.json_encode()
            .str.join(",")
            .alias("others"),
        )
        .join(checked.keys, on=ROW, how="left", maintain_order="left")
    )
    rows = frame[each[ROW]]
    return each.select(
        rows["row_number"],
        rows["line_number"],
        "column_name",
        "rule",
        "original",
        pl.format("[{}]", pl.col("others").fill_null("")).alias("other_faults"),
        _as_json(rows, header, columns, salt).alias("row_json"),
        "row_key",
        "row_at",
    )


def _as_json(
    rows: pl.DataFrame, header: Sequence[str], columns: Mapping[int, Column], salt: bytes
) -> pl.Series:
    texts: dict[str, pl.Series] = {}
    for place, title in enumerate(header):
        name, column = f"c{place}", columns.get(place)
        if (
            (column and column.role == "person")
            or name not in rows.columns
            or rows[name].null_count() == rows.height
        ):
            continue
        label = title.strip() or name
        if label == links.HEADER:
            cells = _numbers(rows[name])
        else:
            cells = hidden(rows[name], column, salt) if column else mask(rows[name])
        texts[label if label not in texts else f"{label}.{place + 1}"] = cells
    if SURPLUS_COLUMN in rows.columns and rows[SURPLUS_COLUMN].count():
        texts[links.SURPLUS] = mask(rows[SURPLUS_COLUMN])
    if not texts:
        return pl.Series(["{}"]).new_from_index(0, rows.height)
    return pl.DataFrame(texts).select(row=pl.struct(pl.all()).struct.json_encode())["row"]


def _numbers(cells: pl.Series) -> pl.Series:
    """The numbers of earlier rejects that rows bear: hashes, of which masking might take a part for a phone number."""
    return cells.set(~cells.str.contains(links.NUMBERS).fill_null(value=False), None)
