"""What a column of a table is, and what follows from it alone: header, format, the total as a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import streamlit as st

from analysis import workbook
from analysis.signals import SMALL
from ui import formats
from ui.words import pick, t

_FILE_FORMATS = {
    "rate": workbook.PERCENT,
    "points": workbook.DECIMAL,
    "decimal": workbook.DECIMAL,
    "count": workbook.WHOLE,
}

Kind = Literal[
    "text", "count", "amount", "rate", "points", "fine", "decimal", "date", "moment", "reach"
]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        key: Its name in the frame.
        label: Its header, already in the reader's language.
        kind: rate, points and fine arrive as fractions; fine is points of which each is a tiny part;
            decimal shows two digits, amount as many as it has;
            reach is a moment that may be known to the day only, and is then shown as that day.
        n: The column with the number of cases behind a rate: below `least` the rate is withheld.
        least: The fewest cases at which it is shown.
        help: What the header explains on hover.
        width: small, medium, large or pixels.
    """

    key: str
    label: str
    kind: Kind = "text"
    n: str | None = None
    least: int = SMALL
    help: str | None = None
    width: Literal["small", "medium", "large"] | int | None = None


@dataclass(frozen=True)
class Dress:
    """What a table wears whatever its rows are: not to be changed.

    Attributes:
        heads: Column to its header in a file.
        csv_heads: The same for a CSV, which has no number formats: a rate says that it is a fraction.
        file_formats: Column to its number format in a workbook.
        said_total: The total as a sentence, or nothing.
        config: Column to what `st.dataframe` is told of it.
    """

    heads: Mapping[str, str]
    csv_heads: Mapping[str, str]
    file_formats: Mapping[str, str]
    said_total: Sequence[str]
    config: Mapping[str, Any]


@lru_cache(maxsize=1_000)
def dressed(
    columns: tuple[Column, ...], sums: tuple[tuple[str, Any], ...] | None, lang: str
) -> Dress:
    """Return what follows from columns and a total alone, made once.

    Args:
        columns: In order.
        sums: The total, column and value in turn.
        lang: The language that is spoken.
    """
    return Dress(
        {column.key: column.label for column in columns},
        {
            column.key: t("common.as_fraction", name=column.label)
            if column.kind == "rate"
            else column.label
            for column in columns
        },
        {
            column.key: _FILE_FORMATS[column.kind]
            for column in columns
            if column.kind in _FILE_FORMATS
        },
        said_total(columns, None if sums is None else dict(sums)),
        {
            column.key: _told(_configured(column, is_first=at == 0))
            for at, column in enumerate(columns)
        },
    )


def said_total(columns: Sequence[Column], total: Mapping[str, Any] | None) -> list[str]:
    """The total as a sentence.

    A row of it among the others would move when a reader sorts, and be summed again in Excel. What
    has no total, or one of fewer cases than its column asks for, is left out.
    """
    known = total or {}
    values = [
        f"{column.label} {_SAYS[column.kind](known[column.key])}"
        for column in columns
        if column.kind in _SAYS
        and known.get(column.key) is not None
        and (known.get(column.n or "", column.least) or 0) >= column.least
    ]
    return [f"{t('common.total')}{pick('：', ': ')}{formats.listed(values)}"] if values else []


def _amount(value: float) -> str:
    return formats.number(value, 0 if value == round(value) else 2)


_SAYS: Mapping[str, Callable[[float], str]] = {
    "rate": formats.rate,
    "points": lambda value: formats.signed(value * 100, 2),
    "count": formats.number,
    "amount": _amount,
    "decimal": _amount,
}


def _told(config: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not told: Streamlit copies every part of it at every run."""
    return {
        key: _told(value) if isinstance(value, Mapping) else value
        for key, value in config.items()
        if value is not None
    }


def _configured(column: Column, *, is_first: bool) -> Any:
    given: dict[str, Any] = {"label": column.label, "help": column.help, "width": column.width}
    if is_first:
        given["pinned"] = True
    if column.kind in ("text", "reach"):
        return st.column_config.TextColumn(**given)
    if column.kind == "date":
        return st.column_config.DateColumn(format="YYYY-MM-DD", **given)
    if column.kind == "moment":
        return st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm", **given)
    pattern = {
        "count": "localized",
        "amount": "localized",
        "rate": "%.2f%%",
        "points": "%+.2f",
        "fine": "%+.5f",
        "decimal": "%.2f",
    }
    return st.column_config.NumberColumn(format=pattern[column.kind], **given)
