"""Columns of codes turned into words for a table."""

from collections.abc import Callable

import polars as pl


def said(
    frame: pl.DataFrame, column: str, say: Callable[[str], str], name: str | None = None
) -> pl.Series:
    """Return a column in words.

    Not `map_elements`: polars calls that in threads of its own, which have no session and would
    speak Chinese to everyone.

    Args:
        frame: The rows.
        column: The column of codes.
        say: Says one of them; missing stays missing.
        name: What the new column is called; the old name when left out.
    """
    words = [None if code is None else say(code) for code in frame[column]]
    return pl.Series(name or column, words, pl.String)
