"""What one cell of a spreadsheet may hold: no formula in text, no control character, no list."""

import polars as pl

# All control and non-characters that XML 1.0 forbids; tab, line feed and return are kept.
_CONTROL = r"[\x{0}-\x{8}\x{b}\x{c}\x{e}-\x{1f}\x{7f}\x{fffe}\x{ffff}]"
# Past these stands what sums of binary fractions add by themselves: 0.30000000000000004.
_DIGITS = 12
# Excel and WPS skip blanks and marks of format (a BOM among them) before they look for a formula.
_FORMULA = r"^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[ \p{Cf}]*[\t\r\n]"


def neutralised(text: pl.Expr) -> pl.Expr:
    """Put an apostrophe before text that a spreadsheet opening a CSV would compute (OWASP)."""
    return pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text)


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Cast every column to what a cell can hold.

    Args:
        frame: Rows of any flat types.

    Returns:
        The same rows and columns: control characters stripped, NaN and infinities missing,
        categories and durations as text, decimals as floats, floats without their noise.

    Raises:
        TypeError: A column of lists or structs.
    """
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    if nested:
        raise TypeError(f"a cell holds one value, not a list or struct: {', '.join(nested)}")
    numbers = pl.selectors.float()
    exact = pl.when(numbers == numbers.round()).then(numbers)
    worded = pl.selectors.by_dtype(pl.Categorical, pl.Duration) | pl.selectors.enum()
    return frame.with_columns(
        worded.cast(pl.String), pl.selectors.decimal().cast(pl.Float64)
    ).with_columns(
        pl.selectors.string().str.replace_all(_CONTROL, ""),
        pl.when(numbers.is_finite())
        .then(exact.otherwise(numbers.round_sig_figs(_DIGITS)))
        .name.keep(),
    )
