"""Cells of one column: text in, values out, and which cells could not be read.

Every reader tries the plain form on the whole column first and only tidies what is left, so a clean
export costs one pass. A reader never guesses: what it cannot read stays unread and is rejected.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl
from polars.datatypes import DataType

# Cells that say "nothing here" (exports.md, How a file is read); compared after NFKC, lower case.
MISSING = frozenset({
    "", "-", "--", "—", "——", "–", "/", "\\", "*", "**", "***", "?", "??", "无", "暂无", "空",
    "null", "nan", "n/a", "none", "(空)", "(null)",
})  # fmt: skip
# What a spreadsheet writes where a formula failed: something should stand there, nobody knows what.
ERROR_CELLS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#CALC!"]
WRITTEN_MISSING = [*MISSING, "NULL", "N/A", "？", "－", "／", "＊＊", "（空）"]
# No longer text can be one of them, and to look a long one up costs as much as to read it.
LONGEST_MISSING_BYTES = max(len(word.encode()) for word in WRITTEN_MISSING)
FULL_WIDTH = {chr(c + 0xFEE0): chr(c) for c in map(ord, "0123456789" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "abcdefghijklmnopqrstuvwxyz")}  # fmt: skip
FULL_WIDTH_PATTERN = "[０-９Ａ-Ｚａ-ｚ]"
UNSEEN = "[\u200b\u200e\u200f\u202a-\u202e\ufeff]"
GUARDED = r'^\s*=\s*"([^"]*)"\s*$'
# Of so many cells a column that repeats few texts has less than half as many texts; fewer are read at once.
SAMPLED = 5_000
# UTF-8 lead bytes of U+FF00–U+FF7F: a byte search is ten times faster than the pattern.
FULL_WIDTH_BYTES = (b"\xef\xbc", b"\xef\xbd")

Reader = Callable[[pl.Series], pl.Series]


@dataclass(frozen=True)
class Cells:
    """One column read.

    Attributes:
        values: the values, null where nothing stands or nothing could be read.
        unread: true where text stands that is no value; None when there is no such cell.
        rules: what is wrong with each unread cell, null where it is the usual thing of its column.
        is_converted: some time was said by the clock of another zone.
    """

    values: pl.Series
    unread: pl.Series | None = None
    rules: pl.Series | None = None
    is_converted: bool = False

    def without(self, marks: pl.Series | None, rule: str) -> "Cells":
        """Return the cells with those marked unread, by a rule of their own."""
        if marks is None:
            return self
        said = pl.Series([rule]).new_from_index(0, marks.len())
        none = pl.Series([None], dtype=pl.String).new_from_index(0, marks.len())
        return Cells(
            self.values.set(marks, None),
            marks if self.unread is None else marks | self.unread,
            said.zip_with(marks, none if self.rules is None else self.rules),
        )


def each_once(text: pl.Series, read: Callable[[pl.Series], Cells]) -> Cells:
    """Read a column; of one that repeats few texts each text once.

    Names and ids of places fill a column with a few hundred texts. To look through every cell for
    all that can be wrong with one costs a third of a load.
    """
    sample = text.head(SAMPLED)
    if text.len() < SAMPLED or sample.n_unique() * 2 > SAMPLED:
        return read(text)
    words = text.unique()
    cells = read(words)
    if cells.unread is None and cells.values.equals(words):
        return Cells(text)
    places = text.replace_strict(words, range(words.len()), return_dtype=pl.UInt32)
    unread = None if cells.unread is None else cells.unread.gather(places)
    rules = None if cells.rules is None else cells.rules.gather(places)
    return Cells(cells.values.gather(places), unread, rules)


def amend(series: pl.Series, where: pl.Series, change: Reader) -> pl.Series:
    """Return the series with the marked values changed; `change` sees only those."""
    if not where.any():
        return series
    # scatter writes into the series it is called on.
    return series.clone().scatter(where.arg_true(), change(series.filter(where)))


def tidy(text: pl.Series) -> pl.Series:
    """Return cells in half width, without outer spaces, apostrophe, `="…"` and unseen marks; null where missing."""
    plain = unguarded(without_unseen(text)).str.normalize("NFKC")
    plain = plain.str.strip_chars().str.strip_prefix("'")
    return plain.set(plain.str.to_lowercase().is_in(list(MISSING)).fill_null(value=False), None)


def without_unseen(text: pl.Series) -> pl.Series:
    """Return cells without marks of width and direction, which nobody sees and every comparison does."""
    marked = text.str.contains(UNSEEN).fill_null(value=False)
    return amend(text, marked, lambda part: part.str.replace_all(UNSEEN, ""))


def unguarded(text: pl.Series) -> pl.Series:
    """Return cells without the guard that keeps a spreadsheet from making numbers of them: `="A001"`."""
    guarded = text.str.starts_with("=").fill_null(value=False)
    return amend(text, guarded, lambda part: part.str.replace(GUARDED, "$1"))


def read_text(text: pl.Series) -> Cells:
    """Read a text column: outer spaces, guards and full-width digits and letters are tidied."""
    plain = unguarded(text.str.strip_chars())
    binary = plain.cast(pl.Binary)
    wide = pl.select(
        pl.any_horizontal([pl.lit(binary).bin.contains(lead) for lead in FULL_WIDTH_BYTES])
    ).to_series()
    if wide.any():
        wide = wide.fill_null(value=False)
        plain = amend(plain, wide, lambda part: part.str.replace_many(FULL_WIDTH))
    quoted = plain.str.starts_with("'").fill_null(value=False)
    plain = amend(plain, quoted, lambda part: part.str.slice(1).str.strip_chars())
    is_short = (plain.str.len_bytes() <= LONGEST_MISSING_BYTES).fill_null(value=False)
    plain = amend(plain, is_short, _without_missing)
    is_error = plain.str.starts_with("#").fill_null(value=False)
    if is_error.any() and (is_error := is_error & plain.is_in(ERROR_CELLS)).any():
        return Cells(plain.set(is_error, None), is_error)
    return Cells(plain)


def _without_missing(plain: pl.Series) -> pl.Series:
    missing = plain.is_in(WRITTEN_MISSING)
    return plain.set(missing.fill_null(value=False), None) if missing.any() else plain


def read_rest(text: pl.Series, values: pl.Series, slow: Reader) -> Cells:
    """Read by `slow`, after tidying, the cells of which a first pass made nothing."""
    rest = values.is_null() & text.is_not_null()
    if not rest.any():
        return Cells(values)
    words = tidy(text.filter(rest))
    read = slow(words).cast(values.dtype)
    failed = read.is_null() & words.is_not_null()
    unread = rest.clone().scatter(rest.arg_true(), failed) if failed.any() else None
    return Cells(values.clone().scatter(rest.arg_true(), read), unread)


def plain_word(word: str) -> str:
    """Return a word as enumerations compare it: half width, lower case, no spaces."""
    seen = re.sub(GUARDED, r"\1", re.sub(UNSEEN, "", word))
    return "".join(unicodedata.normalize("NFKC", seen).split()).lower().removeprefix("'")


def read_words(text: pl.Series, known: Mapping[str, object], dtype: DataType) -> Cells:
    """Read an enumeration: each distinct word is looked up once.

    Args:
        text: the cells.
        known: plain word → value.
        dtype: type of the values.

    Returns:
        The values; words that are neither known nor missing are unread.
    """
    distinct = text.unique().drop_nulls().to_list()
    plain = {word: plain_word(word) for word in distinct}
    values = {word: known.get(plain[word]) for word in distinct}
    strange = [w for w in distinct if values[w] is None and plain[w] not in MISSING]
    read = text.replace_strict(values or {"": None}, default=None, return_dtype=dtype)
    return Cells(read, text.is_in(strange).fill_null(value=False) if strange else None)


def rating_words(
    text: pl.Series, words: Mapping[str, tuple[str, ...]], scale: int
) -> dict[str, object]:
    """Return what each distinct cell of a rating column means, on the scale of 1 to 5.

    Args:
        text: the cells.
        words: grade → its words, best grade 5.
        scale: what the numbers run up to: 5, 10 or 100. A tenth of 100 is half a grade: the grade
            is the fifth of the scale in which the number lies, its upper end included.
    """
    known: dict[str, object] = {}
    for grade, labels in words.items():
        known.update({plain_word(label): int(grade) for label in labels})
    for word in text.unique().drop_nulls().to_list():
        plain = plain_word(word)
        number = re.fullmatch(r"(\d+(?:\.\d+)?)[分星]?", plain)
        if number and plain not in known:
            points = float(number[1])
            whole = scale != 5 or points == int(points)  # noqa: PLR2004
            if whole and (0 if scale > 5 else 1) <= points <= scale:  # noqa: PLR2004
                known[plain] = max(1, -int(-points * 5 // scale))
    return known
