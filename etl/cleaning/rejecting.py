"""Rejected rows as they are kept: where they stood, what was wrong, what they said.

One row per rejected row of the file: its first fault in the order of the columns, the other faults
and the whole row as JSON. Numbers of persons are masked in all of it, person_key is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import polars as pl

from etl.cleaning.cells import ERROR_CELLS
from etl.cleaning.contracts import FAULT_SCHEMA, ROW
from etl.cleaning.masking import mask
from etl.reading.tables import FIELD_FAULTS
from etl.sources import Source

if TYPE_CHECKING:
    from etl.cleaning.wide import Wide

HIDDEN = "***"
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
class Faults:
    """What is wrong with rows of a frame.

    Attributes:
        rows: `_row` of the frame, `column_name`, `rule`, `original`; the first fault of a row first.
    """

    rows: pl.DataFrame

    @property
    def rejected(self) -> int:
        """How many rows of the frame have a fault."""
        return self.rows[ROW].n_unique()


class Rejected(Protocol):
    """A frame of which some rows are rejected."""

    @property
    def faults(self) -> Faults:
        """What is wrong with them."""

    @property
    def keys(self) -> pl.DataFrame:
        """The frame of `row_keys`."""


def gather_faults(
    source: Source,
    cells: pl.DataFrame,
    places: pl.DataFrame,
    unread: Mapping[str, pl.Series],
    unread_rules: Mapping[str, str],
    broken: pl.DataFrame,
    wide: "Wide | None" = None,
) -> Faults:
    """Join the faults of one frame.

    Args:
        source: the source.
        cells: the texts under canonical names, with `_row` of the frame.
        places: `field_fault` of the same rows.
        unread: column → marks of the cells that could not be read.
        unread_rules: column → the rule such a cell breaks.
        broken: faults of the contract, by position in `cells`.
        wide: where the items of a wide sheet stand; a fault in the cell of one is at its own column.

    Returns:
        The faults, by `_row`. A rule that looked at an unread cell is left out.
    """
    parts = [_field_faults(places)]
    for name, marks in unread.items():
        parts.append(_fault_rows(marks.arg_true(), name, unread_rules[name], [name]))
    known = pl.concat(parts)
    if known.height and broken.height:
        unsure = known.select(ROW, pl.col("column_name").alias("columns"))
        looked = broken.with_row_index("_fault").explode("columns")
        unknown = looked.join(unsure, on=[ROW, "columns"], how="semi")["_fault"]
        broken = broken.filter(~pl.int_range(pl.len()).is_in(unknown.implode()))
    faults = pl.concat([known, broken.cast({ROW: pl.UInt32})])
    if not faults.height:
        return Faults(faults.select(ROW, "column_name", "rule", original=pl.lit(None, pl.String)))
    faults = faults.with_columns(_originals(source, cells, faults))
    is_error = pl.col("original").str.strip_chars().is_in(ERROR_CELLS)
    faults = faults.with_columns(
        rule=pl.when(is_error).then(pl.lit("error_cell")).otherwise("rule")
    )
    if wide is not None:
        item = cells[wide.of].gather(faults[ROW])
        is_item = (pl.col("column_name") == wide.fills) & pl.lit(item).is_not_null()
        at_item = pl.when(is_item).then(pl.format("{}.{}", "column_name", pl.lit(item)))
        faults = faults.with_columns(column_name=at_item.otherwise("column_name"))
    order = {column.name: place for place, column in enumerate(source.columns)}
    faults = faults.with_columns(
        cells[ROW].gather(faults[ROW]),
        pl.col("column_name")
        .str.split(".")
        .list.first()
        .replace_strict(order, default=-1, return_dtype=pl.Int32)
        .alias("_order"),
    )
    return Faults(
        faults.sort(ROW, "_order", maintain_order=True).select(
            ROW, "column_name", "rule", "original"
        )
    )


def _field_faults(places: pl.DataFrame) -> pl.DataFrame:
    marks = places["field_fault"].is_not_null()
    if unknown := set(places["field_fault"].drop_nulls().unique()) - set(FIELD_FAULTS):
        raise AssertionError(f"no sentence tells of {unknown=}")
    return _fault_rows(marks.arg_true(), None, "", []).with_columns(
        rule=places["field_fault"].filter(marks)
    )


def _fault_rows(
    at: pl.Series, column: str | None, rule: str, columns: Sequence[str]
) -> pl.DataFrame:
    return pl.DataFrame({ROW: at.cast(pl.UInt32)}).with_columns(
        pl.lit(column, dtype=pl.String).alias("column_name"),
        pl.lit(rule).alias("rule"),
        pl.lit(list(columns), dtype=FAULT_SCHEMA["columns"]).alias("columns"),
    )


def _originals(source: Source, cells: pl.DataFrame, faults: pl.DataFrame) -> pl.Series:
    """The text that stood in each faulty cell, masked; of a person nothing."""
    found = pl.Series("original", [None] * faults.height, dtype=pl.String)
    for name in faults["column_name"].drop_nulls().unique():
        where = (faults["column_name"] == name).fill_null(value=False)
        if name in cells.columns:
            texts = cells[name].gather(faults[ROW].filter(where))
            if source.by_name[name].role == "person":
                texts = pl.Series([HIDDEN]).new_from_index(0, texts.len())
            found = found.scatter(where.arg_true(), texts)
    return mask(found)


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
    keys = rows.select(
        ROW,
        key.alias("row_key"),
        (at[0] if at else pl.lit(None)).cast(pl.Datetime("us")).alias("row_at"),
    ).unique(ROW, keep="first", maintain_order=True)
    return keys.with_columns(mask(keys["row_key"]))


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
    frame: pl.DataFrame, checked: Rejected, header: Sequence[str], hidden: frozenset[int]
) -> pl.DataFrame:
    """Return the rejected rows of a frame as they are kept.

    Args:
        frame: the frame of texts, columns c0….
        checked: its faults, and the keys of the faulty rows.
        header: its header cells.
        hidden: positions of the columns that name a person.

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
        _as_json(rows, header, hidden).alias("row_json"),
        "row_key",
        "row_at",
    )


def _as_json(rows: pl.DataFrame, header: Sequence[str], hidden: frozenset[int]) -> pl.Series:
    texts: dict[str, pl.Series] = {}
    for place, title in enumerate(header):
        name = f"c{place}"
        if place in hidden or name not in rows.columns or rows[name].null_count() == rows.height:
            continue
        label = title.strip() or name
        texts[label if label not in texts else f"{label}.{place + 1}"] = mask(rows[name])
    if not texts:
        return pl.Series(["{}"]).new_from_index(0, rows.height)
    return pl.DataFrame(texts).select(row=pl.struct(pl.all()).struct.json_encode())["row"]
