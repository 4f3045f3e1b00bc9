"""Numbers of one column: thousands separators, units beside them, percentages, units named by the header."""

from fractions import Fraction

import polars as pl

from etl.cleaning.cells import Cells, amend, read_rest
from etl.cleaning.units import ENDS, POINTS

UNIT_SUFFIXES = {
    "_days": r"(?:个\s*)?工作日|天|日",
    "_hours": "个?小时|h",
    "_minutes": "分钟|min",
    "_m2": "平方米|平米|㎡|m2",
}
COUNT_SUFFIX = "[个人名户次件条处分]"
AS_COUNTED = Fraction(1)
# 00:00:25, 15秒, 1分30秒, 1.5小时: what columns of durations hold beside plain numbers.
DURATION = (
    r"^(?:(?<H>\d+):(?<M>[0-5]\d):(?<S>[0-5]\d)|(?:(?<h>\d+(?:\.\d+)?) ?(?:个?小时|h))? ?"
    r"(?:(?<m>\d+(?:\.\d+)?) ?(?:分钟?|min))? ?(?:(?<s>\d+(?:\.\d+)?) ?(?:秒钟?|s))?)$"
)
SECONDS = {"H": 3600, "M": 60, "S": 1, "h": 3600, "m": 60, "s": 1}
DIGITS = "一二三四五六七八九"
IN_WORDS = {
    **{digit: at for at, digit in enumerate(DIGITS, 1)}, "两": 2, "十": 10,
    **{f"十{digit}": 10 + at for at, digit in enumerate(DIGITS, 1)},
    **{f"{digit}十": 10 * at for at, digit in enumerate(DIGITS[1:], 2)},
    **{f"{ten}十{digit}": 10 * n + at for n, ten in enumerate(DIGITS[1:], 2) for at, digit in enumerate(DIGITS, 1)},
}  # fmt: skip
WORKDAYS_IN_WORDS = r"^([一二两三四五六七八九十]{1,3})\s*(?:个\s*)?工作日$"
# What is left of 1.1 times 10,000 beyond a whole number.
DECIMALS = 6


def read_integers(text: pl.Series, name: str, factor: Fraction = AS_COUNTED) -> Cells:
    """Read whole numbers; `5个工作日`, `1,234` and `5.0` are such.

    Args:
        text: the cells.
        name: the column.
        factor: what brings a number of the file to the unit of the column.
    """

    def slow(words: pl.Series) -> pl.Series:
        numbers = times(_numbers(words, name), factor)
        if name.endswith("_days"):
            said = words.str.extract(WORKDAYS_IN_WORDS)
            in_words = said.replace_strict(IN_WORDS, default=None, return_dtype=pl.Float64)
            numbers = in_words.zip_with(in_words.is_not_null(), numbers)
        return numbers.set(numbers != numbers.floor(), None).cast(pl.Int64, strict=False)

    quick = text.cast(pl.Int64, strict=False)
    return read_rest(text, quick if factor == 1 else quick.clear(text.len()), slow)


def read_floats(text: pl.Series, name: str, factor: Fraction = AS_COUNTED) -> Cells:
    """Read numbers; `96%` is 0.96 whatever the header says, but 96 points; arguments as in `read_integers`."""
    hundredth = 1 if name in POINTS else 100
    quick = text.cast(pl.Float64, strict=False)
    quick = quick.set((~quick.is_finite()).fill_null(value=False), None)

    def slow(words: pl.Series) -> pl.Series:
        percent = words.str.ends_with("%").fill_null(value=False)
        numbers = _numbers(words.str.strip_suffix("%"), name)
        # By a number Polars multiplies with its inverse, and 95% would be 0.9500000000000001.
        by = pl.Series([hundredth], dtype=pl.Float64).new_from_index(0, words.len())
        numbers = (numbers / by).zip_with(percent, times(numbers, factor))
        size = next(
            (size for end, (of, size) in ENDS.items() if of == "duration" and name.endswith(end)),
            None,
        )
        return numbers if size is None else _durations(words, size, numbers)

    return read_rest(text, times(quick, factor), slow)


def times(numbers: pl.Series, factor: Fraction) -> pl.Series:
    """Return numbers in the unit of their column."""
    if factor == 1:
        return numbers
    return (numbers * factor.numerator / factor.denominator).round(DECIMALS)


def _durations(words: pl.Series, seconds: int, numbers: pl.Series) -> pl.Series:
    """Return durations that say themselves what they are counted in, else the numbers given."""
    parts = words.to_frame("w").select(p=pl.col("w").str.extract_groups(DURATION)).unnest("p")
    told = parts.select(
        pl.when(pl.any_horizontal(pl.col(*SECONDS).is_not_null())).then(
            pl.sum_horizontal(
                pl.col(name).cast(pl.Float64) * size for name, size in SECONDS.items()
            )
        )
    ).to_series()
    return (told / seconds).round(DECIMALS).zip_with(told.is_not_null(), numbers)


def _numbers(words: pl.Series, name: str) -> pl.Series:
    """Numbers with thousands separators and the unit their column is counted in, else null."""
    unit = next((u for end, u in UNIT_SUFFIXES.items() if name.endswith(end)), COUNT_SUFFIX)
    plain = words.str.replace(rf"\s*(?:{unit})$", "")
    grouped = plain.str.contains(r"^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$").fill_null(value=False)
    plain = amend(plain, grouped, lambda part: part.str.replace_all(",", "", literal=True))
    is_number = plain.str.contains(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$")
    numbers = plain.set(~is_number.fill_null(value=False), None).cast(pl.Float64, strict=False)
    return numbers.set((~numbers.is_finite()).fill_null(value=False), None)
