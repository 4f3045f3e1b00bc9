"""Cells whose text says nothing of its own: long numbers rounded, letters garbled, `同上`.

What stands there is a text like any other and would be stored; a row of it is sent back instead.
"""

from functools import cache

import polars as pl

from etl.reading.mojibake import LOST, is_garbled

CELL_FAULTS = ("rounded_number", "garbled_cell", "ditto")
# Handwriting for "as above": which row is meant nobody knows once rows are sorted.
DITTOS = ["同上", "同前", "同左", "〃", "″", "“”", "ditto"]
# 2.02603E+16, as spreadsheets write a number of more digits than they keep.
ROUNDED = r"^[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2,3}$"
QUESTIONS = "???"
LATIN = "[\u00a1-\u00ff]{2}|[\u00a1-\u00ff][\u0100-\u2122]"
# How the bytes that begin Chinese letters in UTF-8, and those that end them, read in GB18030.
LEADS, TRAILS = range(0xE4, 0xEA), range(0x80, 0xC0)


def _pairs(first: range, second: range) -> str:
    found = (bytes([a, b]).decode("gb18030", errors="ignore") for a in first for b in second)
    return "".join(sorted({letter for letter in found if len(letter) == 1 and ord(letter) > 0x7F}))  # noqa: PLR2004


@cache
def _suspicious() -> str:
    chinese = f"[{_pairs(LEADS, TRAILS)}][{_pairs(TRAILS, LEADS)}]"
    return "|".join((*LOST, LATIN, chinese))


def rounded_numbers(text: pl.Series) -> pl.Series | None:
    """Tell which cells are long numbers of which only the first digits are left; None when none is."""
    likely = text.str.contains(r"[eE]\+").fill_null(value=False)
    if not likely.any():
        return None
    marks = likely & text.str.contains(ROUNDED)
    return marks if marks.any() else None


def dittos(text: pl.Series) -> pl.Series | None:
    """Tell which ids and names only point at the row above; None when none does."""
    marks = text.is_in(DITTOS).fill_null(value=False)
    return marks if marks.any() else None


def garbled_cells(text: pl.Series) -> pl.Series | None:
    """Tell which ids and names were decoded wrongly, or lost their letters to `????`; None when none did."""
    words = _garbled_words(text)
    return text.is_in(words).fill_null(value=False) if words else None


def _garbled_words(text: pl.Series) -> list[str]:
    asked = text.str.contains(QUESTIONS, literal=True).fill_null(value=False)
    lost = text.filter(asked).unique().to_list() if asked.any() else []
    # What counts as many letters as bytes has no other than plain ones.
    if text.str.len_bytes().sum() == text.str.len_chars().sum():
        return lost
    distinct = text.unique().drop_nulls()
    likely = distinct.filter(distinct.str.contains(_suspicious()))
    return lost + [word for word in likely if is_garbled(word)]
