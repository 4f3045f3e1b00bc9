"""Blocks of CSV into frames of text, each row with its physical line and its fault."""

import io
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.reading.csv_blocks import NEWLINE, Block, count_lines, outside, positions
from etl.reading.csv_careful import Record, read_records
from etl.reading.tables import SURPLUS_COLUMN, SURPLUS_MARK, column_names

# A row with more fields than this beyond the header's shows them no longer.
MOST_EXTRA_FIELDS = 200


@dataclass(frozen=True)
class Dialect:
    """How the records of one CSV are written.

    Attributes:
        delimiter: the character between fields.
        width: fields of the header.
        surplus: blank fields that every row has beyond those, a habit of some systems. One that only
            some rows have stands for a field that came apart, and all after it has shifted.
    """

    delimiter: str
    width: int
    surplus: int = 0


def read_block(block: Block, dialect: Dialect) -> tuple[pl.DataFrame, bytes]:
    """Read one block.

    Args:
        block: as cut.
        dialect: of the file.

    Returns:
        Every record, blank ones too: c0…cN, `line` (0-based from the block's first line) and
        `field_fault`; and the bytes at the block's end that need more to be read.

    Raises:
        UnicodeDecodeError: the block is not UTF-8.
    """
    if not block.is_well_quoted:
        return _read_carefully(block, dialect)
    try:
        rows = _parse(block.data, dialect.delimiter, dialect.width)
    except pl.exceptions.PolarsError:
        # Polars says neither where nor which: bytes that are no text are found by decoding.
        block.data.decode()
        return _read_with_faults(block, dialect), b""
    # A row with too few fields lacks its last one.
    if rows[:, -1].null_count() and dialect.width > 1:
        return _read_with_faults(block, dialect, rows), b""
    return rows.with_columns(_lines(block, rows.height), _no_fault()), b""


def _parse(data: bytes, delimiter: str, width: int) -> pl.DataFrame:
    """Read records fast; a row with more fields is an error, one with fewer ends in nulls."""
    return pl.read_csv(
        io.BytesIO(data),
        has_header=False,
        separator=delimiter,
        schema=dict.fromkeys(column_names(width), pl.String),
        infer_schema=False,
        missing_columns="insert",
    )


def _read_with_faults(
    block: Block, dialect: Dialect, rows: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Count the fields of every record and name the fault of those that differ."""
    fields = _field_counts(block, dialect.delimiter)
    widest = int(fields.max(initial=dialect.width))
    if rows is None or widest > dialect.width:
        extra = min(widest - dialect.width, MOST_EXTRA_FIELDS)
        rows = _parse_ragged(block.data, dialect.delimiter, dialect.width + extra)
    names = column_names(rows.width)
    beyond = [pl.col(name) for name in names[dialect.width :]]
    count = pl.lit(pl.Series(fields))
    is_odd = (count > dialect.width) & (count != dialect.width + dialect.surplus)
    is_over = (
        pl.any_horizontal(c.str.strip_chars() != "" for c in beyond) if beyond else pl.lit(False)
    )
    fault = (
        pl.when(is_odd | is_over.fill_null(value=False))
        .then(pl.lit("too_many_fields"))
        .when(count < dialect.width)
        .then(pl.lit("too_few_fields"))
    )
    surplus = pl.concat_str(beyond, separator=SURPLUS_MARK, ignore_nulls=True) if beyond else None
    return _with_surplus(
        rows.with_columns(_lines(block, rows.height), fault.alias("field_fault")), surplus
    ).drop(names[dialect.width :])


def _with_surplus(rows: pl.DataFrame, surplus: pl.Expr | pl.Series | None) -> pl.DataFrame:
    """Keep the cells beyond the header's of faulty rows, where there are any."""
    if surplus is None:
        return rows
    kept = pl.lit(surplus) if isinstance(surplus, pl.Series) else surplus
    is_kept = pl.col("field_fault").is_not_null() & (kept != "")
    rows = rows.with_columns(pl.when(is_kept).then(kept).alias(SURPLUS_COLUMN))
    return rows if rows[SURPLUS_COLUMN].count() else rows.drop(SURPLUS_COLUMN)


def _parse_ragged(data: bytes, delimiter: str, width: int) -> pl.DataFrame:
    return pl.read_csv(
        io.BytesIO(data),
        has_header=False,
        separator=delimiter,
        schema=dict.fromkeys(column_names(width), pl.String),
        infer_schema=False,
        missing_columns="insert",
        extra_columns="ignore",
        truncate_ragged_lines=True,
    )


def _field_counts(block: Block, delimiter: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return how many fields each record of a well quoted block has."""
    ends = outside(positions(block.data, NEWLINE), block.quotes)
    if not block.data.endswith(b"\n"):
        ends = np.append(ends, len(block.data))
    delimiters = outside(positions(block.data, ord(delimiter)), block.quotes)
    before = np.searchsorted(delimiters, ends)
    return np.diff(before, prepend=0).astype(np.int64) + 1


def _lines(block: Block, height: int) -> pl.Series:
    """Return the physical line on which each record of a well quoted block begins."""
    lines = np.arange(height, dtype=np.int64)
    physical = count_lines(block.data) + (not block.data.endswith(b"\n"))
    if physical > height:
        newlines = positions(block.data, NEWLINE)
        is_end = np.searchsorted(block.quotes, newlines) % 2 == 0
        lines[1:] = np.flatnonzero(is_end)[: height - 1] + 1
    return pl.Series("line", lines)


def _no_fault() -> pl.Expr:
    return pl.lit(None, dtype=pl.String).alias("field_fault")


def _read_carefully(block: Block, dialect: Dialect) -> tuple[pl.DataFrame, bytes]:
    text, held_back = _whole_characters(block)
    records, rest = read_records(text, dialect.delimiter, is_last=block.is_last)
    lines = np.cumsum([0, *(record.lines for record in records)])[: len(records)]
    columns = {
        name: [_cell(record.fields, i) for record in records]
        for i, name in enumerate(column_names(dialect.width))
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.Series("line", lines, dtype=pl.Int64),
        pl.Series("field_fault", [_fault(r, dialect) for r in records], dtype=pl.String),
    )
    beyond = [SURPLUS_MARK.join(record.fields[dialect.width :]) for record in records]
    surplus = pl.Series(beyond, dtype=pl.String) if any(beyond) else None
    return _with_surplus(frame, surplus), rest.encode() + held_back


def _whole_characters(block: Block) -> tuple[str, bytes]:
    """Decode a block that may be cut within its last line, which is held back."""
    end = len(block.data) if block.is_last else block.data.rfind(b"\n") + 1
    return block.data[:end].decode(), block.data[end:]


def _cell(fields: list[str], i: int) -> str | None:
    return fields[i] or None if i < len(fields) else None


def _fault(record: Record, dialect: Dialect) -> str | None:
    if record.is_broken:
        return "broken_quotes"
    beyond = record.fields[dialect.width :]
    if beyond and (len(beyond) != dialect.surplus or any(cell.strip() for cell in beyond)):
        return "too_many_fields"
    return "too_few_fields" if len(record.fields) < dialect.width else None
