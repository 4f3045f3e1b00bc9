"""What is wrong with the rows of a frame: cells that could not be read, and rules of the contract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from etl.cleaning.cells import ERROR_CELLS
from etl.cleaning.contracts import FAULT_SCHEMA, ROW
from etl.cleaning.identifiers import hidden
from etl.cleaning.masking import HIDDEN
from etl.cleaning.wide import Wide
from etl.reading.tables import FIELD_FAULTS
from etl.sources import Source


@dataclass(frozen=True)
class Faults:
    """What is wrong with rows of a frame.

    Attributes:
        rows: `_row` of the frame, `column_name`, `rule`, `original`; the first fault of a row first.
    """

    rows: pl.DataFrame


def gather_faults(
    source: Source,
    cells: pl.DataFrame,
    places: pl.DataFrame,
    salt: bytes,
    unread: Mapping[str, pl.Series],
    unread_rules: Mapping[str, str | pl.Series],
    broken: pl.DataFrame,
    wide: Wide | None = None,
) -> Faults:
    """Join the faults of one frame.

    Args:
        source: the source.
        cells: the texts under canonical names, with `_row` of the frame.
        places: `field_fault` of the same rows.
        salt: what keys the hashes of persons.
        unread: column → marks of the cells that could not be read.
        unread_rules: column → the rule such a cell breaks, or one of each of them.
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
    faults = faults.with_columns(_originals(source, cells, faults, salt))
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
    at: pl.Series, column: str | None, rule: str | pl.Series, columns: Sequence[str]
) -> pl.DataFrame:
    return pl.DataFrame({ROW: at.cast(pl.UInt32)}).with_columns(
        pl.lit(column, dtype=pl.String).alias("column_name"),
        (pl.lit(rule) if isinstance(rule, str) else rule).alias("rule"),
        pl.lit(list(columns), dtype=FAULT_SCHEMA["columns"]).alias("columns"),
    )


def _originals(source: Source, cells: pl.DataFrame, faults: pl.DataFrame, salt: bytes) -> pl.Series:
    """The text that stood in each faulty cell, without numbers of persons; of a person nothing."""
    found = pl.Series("original", [None] * faults.height, dtype=pl.String)
    for name in faults["column_name"].drop_nulls().unique():
        where = (faults["column_name"] == name).fill_null(value=False)
        if name in cells.columns:
            texts = cells[name].gather(faults[ROW].filter(where))
            if source.by_name[name].role == "person":
                texts = pl.Series([HIDDEN]).new_from_index(0, texts.len())
            else:
                texts = hidden(texts, source.by_name[name], salt)
            found = found.scatter(where.arg_true(), texts)
    return found
