"""The contract of a source: which typed rows it accepts. dataframely judges, behind this module.

A rule over a value that could not be read is unknown, not broken: such a row is rejected for the
unread value alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import dataframely as dy
import polars as pl

from etl.cleaning import far_ahead
from etl.sources import Column, Source
from etl.sources.base import CALENDAR_FIRST, CALENDAR_LAST

# The years the calendar of working days knows (data/reference/calendar.csv).
ROW = "_row"
RULE_NAMES = {"nullability": "required", "min": "out_of_range", "max": "out_of_range"}


@dataclass(frozen=True)
class Contract:
    """What typed rows of one file are held to.

    Attributes:
        schema: the dataframely schema.
        columns: rule name in the schema → (column, rule, columns looked at).
    """

    schema: type[dy.Schema]
    columns: Mapping[str, tuple[str, str, tuple[str, ...]]]


def make_contract(
    source: Source, present: Sequence[str], as_of: datetime | None, last_day: date | None = None
) -> Contract:
    """Build the contract of a source for a file.

    Args:
        source: the source.
        present: columns that the file has; a rule sees the others as null.
        as_of: the declared as-of of the export: no event may be later.
        last_day: after which a row is dated only by a slip (etl/cleaning/far_ahead.py).

    Returns:
        The contract over the present columns and those that row rules need.
    """
    needed = dict.fromkeys([*present, *(c for rule in source.rules for c in rule.columns)])
    body: dict[str, Any] = {ROW: dy.Any()}
    told: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for name in needed:
        column = source.by_name[name]
        body[name] = _typed(column)
        for check, rule in RULE_NAMES.items():
            told[f"{name}|{check}"] = (name, rule, (name,))
        for rule, holds in _column_rules(column, as_of, last_day).items():
            body[f"{name}|{rule}"] = dy.rule()(_always(holds))
            told[f"{name}|{rule}"] = (name, rule, (name,))
    for row_rule in source.rules:
        body[row_rule.name] = dy.rule()(_always(row_rule.holds))
        told[row_rule.name] = (row_rule.column, row_rule.name, row_rule.columns)
    return Contract(type(source.name.title(), (dy.Schema,), body), told)


def _always(expression: pl.Expr) -> Any:
    return lambda _schema: expression


def _typed(column: Column) -> dy.Column:
    nullable = not column.required
    if column.role == "rating" or column.kind == "i":
        return dy.Int64(nullable=nullable, min=_whole(column.low), max=_whole(column.high))
    if column.kind == "f":
        return dy.Float64(nullable=nullable, min=column.low, max=column.high)
    plain: dict[str, type[dy.Column]] = {"b": dy.Bool, "d": dy.Date, "t": dy.Datetime}
    return plain.get(column.kind, dy.String)(nullable=nullable)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def _column_rules(
    column: Column, as_of: datetime | None, last_day: date | None
) -> dict[str, pl.Expr]:
    """The rules of one column that are no bound dataframely knows."""
    value, rules = pl.col(column.name), {}
    day = value.dt.date() if column.kind == "t" else value
    if column.kind in ("d", "t") and column.in_calendar:
        rules["outside_calendar"] = day.is_between(CALENDAR_FIRST, CALENDAR_LAST)
    if column.role == "event" and as_of is not None:
        rules["after_as_of"] = value <= as_of
    if column.role in far_ahead.ROLES and last_day is not None:
        rules["far_ahead"] = day <= last_day
    return rules


def judge(contract: Contract, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Hold typed rows to the contract.

    Args:
        contract: from `make_contract`.
        rows: typed rows with `_row`, the row's number in its frame.

    Returns:
        The rows that hold, and the faults of the others: `_row`, `column_name`, `rule`, `columns`
        (all columns the rule looked at), in the order of the schema.
    """
    absent = [
        pl.lit(None, dtype=column.dtype).alias(name)
        for name, column in contract.schema.columns().items()
        if name not in rows.columns and column.dtype is not None
    ]
    good, failure = contract.schema.filter(rows.with_columns(absent))
    faults = [pl.DataFrame(schema={ROW: rows.schema[ROW], **FAULT_SCHEMA})]
    if failure.counts():
        details = failure.details()
        for name in failure.counts():
            column, rule, looked_at = contract.columns[name]
            broken = details.filter(pl.col(name) == "invalid").select(ROW)
            faults.append(
                broken.with_columns(
                    column_name=pl.lit(column), rule=pl.lit(rule), columns=pl.lit([*looked_at])
                )
            )
    return good.drop(pl.selectors.by_name(*(e.meta.output_name() for e in absent))), pl.concat(
        faults
    )


FAULT_SCHEMA = {"column_name": pl.String(), "rule": pl.String(), "columns": pl.List(pl.String())}
