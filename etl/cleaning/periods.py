"""Periods as tables write them, brought to one form: 2024-03, 2024Q1, 2024H1, 2024."""

import re

import polars as pl

from etl.cleaning.cells import Cells, plain_word, read_words

CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "上": "1", "下": "2"}
YEAR = r"(?P<year>(?:19|20)\d\d)"
# Excel makes a date of 2024-03: the first day of a month stands for it, no other day does.
FORMS = (
    ("{year}-{part:02d}", 12, rf"{YEAR}(?:[-/.]|年(?=\d{{1,2}}月))(?P<part>\d{{1,2}})(?:月|[-/.]0?1(?:00:00(?::00)?)?)?"),
    ("{year}Q{part}", 4, rf"{YEAR}(?:[-/.]?q(?=[1-4]$)|年?第?(?=.季))(?P<part>[1-4一二三四])(?:季度?)?"),
    ("{year}H{part}", 2, rf"{YEAR}(?:[-/.]?h(?=[12])|年?(?=[上下]半年))(?P<part>[12上下])(?:半年)?"),
    ("{year}", 0, rf"{YEAR}(?:年|年度)?"),
)  # fmt: skip


def plain_period(word: str) -> str | None:
    """Return a period in its one form, None where the word names none.

    Args:
        word: such as `2024年3月`, `2024Q1`, `2024年第一季度`, `2024年上半年`, `2024年度`.
    """
    plain = plain_word(word)
    for form, highest, pattern in FORMS:
        found = re.fullmatch(pattern, plain)
        if not found:
            continue
        told = found.groupdict().get("part") or ""
        part = int(CHINESE.get(told, told) or 0)
        if (highest == 0) == (part == 0) and part <= highest:
            return form.format(year=found["year"], part=part)
    return None


def read_periods(text: pl.Series) -> Cells:
    """Read a column of periods; each distinct word is read once."""
    known = {plain_word(w): plain_period(w) for w in text.unique().drop_nulls().to_list()}
    return read_words(text, {w: p for w, p in known.items() if p}, pl.String())
