"""Numbers of persons in free text: phones, identity cards and bank cards are masked before anything is stored.

Two passes, no look-around (neither Polars nor DuckDB has it). First the text of a cell that can hold
such a number at all is cut into maximal groups of digits, and each group is judged whole, so that
two numbers side by side are both seen and a long waybill is not taken for a phone. Then numbers
written with spaces, dashes or brackets inside are found by their shapes.

Names and codes are not free text: see `etl.cleaning.identifiers`.

Identity cards: GB 11643 (18 digits, check digit by ISO 7064 MOD 11-2; 15 digits before 1999). Bank
cards: ISO/IEC 7812 (check digit by Luhn).
"""

import polars as pl

from etl.cleaning.cells import FULL_WIDTH, FULL_WIDTH_BYTES, amend

# What stands for a cell that names a person, wherever the text of cells is kept or shown.
HIDDEN = "***"
PHONE, LANDLINE, IDENTITY, BANK_CARD = "*手机号*", "*座机号*", "*身份证号*", "*银行卡号*"
MASKED = rf"\*(?:{'|'.join(kind.strip('*') for kind in (PHONE, LANDLINE, IDENTITY, BANK_CARD))})\*"

# Seven digits with at most three separators between two of them: the shortest number of a person.
CANDIDATE = r"[0-9](?:[ \-.()/]{0,3}[0-9]){6}"
GROUPS = r"[0-9]{17}[Xx]|[0-9]+|[^0-9]+"
PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"
REGION = rf"(?:{PROVINCES})[0-9]{{4}}"
MONTH_AND_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
BIRTHDAY = rf"(?:18|19|20)[0-9]{{2}}{MONTH_AND_DAY}"
SHORT_BIRTHDAY = rf"[0-9]{{2}}{MONTH_AND_DAY}"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
CREDIT_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

SEPARATOR = r"[ \-]{1,3}"
BEFORE, AFTER = r"(^|[^0-9])", r"($|[^0-9])"
# Each has a separator somewhere inside: what has none was judged as one group.
SHAPES = (
    (BANK_CARD, rf"[3-9][0-9]{{3}}(?:{SEPARATOR}[0-9]{{4}}){{3}}(?:{SEPARATOR}[0-9]{{1,3}})?"),
    (IDENTITY, rf"{REGION}{SEPARATOR}{BIRTHDAY}[ \-]{{0,3}}[0-9]{{3}}[ \-]?[0-9Xx]"),
    (IDENTITY, rf"{REGION}{BIRTHDAY}{SEPARATOR}[0-9]{{3}}[ \-]?[0-9Xx]"),
    (IDENTITY, rf"{REGION}{SEPARATOR}{SHORT_BIRTHDAY}{SEPARATOR}[0-9]{{3}}"),
    (PHONE, r"1[ \-]?[3-9](?:[ \-]{0,2}[0-9]){9}"),
    (PHONE, r"1[3-9][0-9][./][0-9]{4}[./][0-9]{4}"),
    (LANDLINE, r"[(]0[0-9]{2,3}[)][ \-]{0,3}[2-9][0-9]{2,3}[ \-]?[0-9]{4}"),
    (LANDLINE, r"0[0-9]{2,3}[ \-]{1,3}[2-9][0-9]{2,3}[ \-]?[0-9]{4}"),
)
# A number said to be one is masked though nothing else proves it: typing errors are numbers too.
SPOKEN = (
    (LANDLINE, r"(电话|座机|固话|联系方式|[Tt][Ee][Ll])([^0-9]{0,4})[2-8][0-9]{6,7}"),
    (IDENTITY, r"(身份证|证件)([^0-9]{0,6})[1-9][0-9]{16}[0-9Xx]"),
    (BANK_CARD, r"(卡号|银行卡|账号)([^0-9]{0,6})[1-9][0-9]{14,18}"),
)


def mask(text: pl.Series) -> pl.Series:
    """Return texts with the numbers of persons replaced by what they were.

    Args:
        text: free text; nulls stay null.

    Returns:
        The same texts; those that hold a number have their full-width digits in half width.
    """
    binary = text.cast(pl.Binary)
    wide = pl.select(
        pl.any_horizontal([pl.lit(binary).bin.contains(lead) for lead in FULL_WIDTH_BYTES])
        | text.str.contains("\u3000", literal=True)
    ).to_series()
    plain = amend(text, wide.fill_null(value=False), _half_width)
    found = plain.str.contains(CANDIDATE).fill_null(value=False)
    # Cells without such a number keep the width they came in.
    return amend(text, found, lambda _: _mask_candidates(plain.filter(found)))


def _half_width(text: pl.Series) -> pl.Series:
    """Half width where a digit is: other cells keep their punctuation as it was."""
    table = {**FULL_WIDTH, "－": "-", "＋": "+", "（": "(", "）": ")", "．": ".", "\u3000": " "}
    has_digit = text.str.contains("[0-9０-９]").fill_null(value=False)
    return amend(text, has_digit, lambda part: part.str.replace_many(table))


def _mask_candidates(text: pl.Series) -> pl.Series:
    cells = pl.DataFrame(
        {"cell": pl.int_range(text.len(), eager=True), "group": text.str.extract_all(GROUPS)}
    )
    cells = cells.explode("group")
    is_long = cells["group"].str.contains("^[0-9]{10}")
    groups = cells.with_columns(amend(cells["group"], is_long, kinds_of))
    whole = groups.group_by("cell", maintain_order=True).agg(pl.col("group").str.join(""))["group"]
    return amend(whole, whole.str.contains(CANDIDATE), _mask_shapes)


def kinds_of(groups: pl.Series) -> pl.Series:
    """Return what stands for maximal groups of digits: themselves, or what kind of number they were."""
    return groups.to_frame("group").select(_judged(pl.col("group")))["group"]


def _judged(group: pl.Expr) -> pl.Expr:
    is_phone = group.str.contains(r"^(?:(?:00)?86)?1[3-9][0-9]{9}$|^01[3-9][0-9]{9}$")
    is_landline = group.str.contains(
        r"^0(?:10|2[0-9])[2-9][0-9]{7}$|^0[3-9][0-9]{2}[2-9][0-9]{6,7}$"
    )
    is_short = group.str.contains(rf"^(?:{PROVINCES})[0-9]{{4}}{SHORT_BIRTHDAY}[0-9]{{3}}$")
    is_long = group.str.contains(rf"^(?:{PROVINCES})[0-9]{{4}}{BIRTHDAY}[0-9]{{3}}[0-9Xx]$")
    several = group.str.contains(
        rf"^(?:1[3-9][0-9]{{9}}|{REGION}{BIRTHDAY}[0-9]{{3}}[0-9Xx]){{2,4}}$"
    )
    is_card = group.str.contains(r"^(?:35|4|5|6[029]|9)[0-9]{14,18}$") & (
        group.str.len_bytes() >= 16
    )
    return (
        pl.when(is_phone).then(pl.lit(PHONE))
        .when(is_landline).then(pl.lit(LANDLINE))
        .when(several | is_short | (is_long & _identity_holds(group))).then(pl.lit(IDENTITY))
        .when(is_card & _luhn_holds(group) & ~_is_credit_code(group)).then(pl.lit(BANK_CARD))
        .otherwise(group)
        .alias("group")
    )  # fmt: skip


def _digit(group: pl.Expr, place: int) -> pl.Expr:
    return group.str.slice(place, 1).cast(pl.Int32, strict=False)


def _identity_holds(group: pl.Expr) -> pl.Expr:
    """Whether the 18th character is the check digit of the 17 before it (ISO 7064 MOD 11-2)."""
    total = pl.sum_horizontal([_digit(group, i) * weight for i, weight in enumerate(WEIGHTS)])
    expected = (total % 11).replace_strict(dict(enumerate(CHECK_DIGITS)), default=None)
    return group.str.slice(17, 1).str.to_uppercase() == expected


def _is_credit_code(group: pl.Expr) -> pl.Expr:
    """Whether it is the code of a unit, whose 18th character checks the 17 before it (GB 32100-2015)."""
    total = pl.sum_horizontal(
        [_digit(group, i) * weight for i, weight in enumerate(CREDIT_CODE_WEIGHTS)]
    )
    return group.str.contains("^[159][0-9]{17}$") & ((_digit(group, 17) + total) % 31 == 0)


def _luhn_holds(group: pl.Expr) -> pl.Expr:
    """Whether the last digit is the Luhn check digit of those before it."""
    turned = group.str.reverse()
    doubled = [_digit(turned, i) * 2 for i in range(1, 19, 2)]
    total = pl.sum_horizontal(
        [_digit(turned, i) for i in range(0, 19, 2)]
        + [d - 9 * (d > 9).cast(pl.Int32) for d in doubled]
    )
    return total % 10 == 0


def _mask_shapes(text: pl.Series) -> pl.Series:
    for kind, shape in SHAPES:
        # Twice, because two neighbours share the character between them and one pass eats it.
        for _ in range(2):
            text = text.str.replace_all(f"{BEFORE}{shape}{AFTER}", f"${{1}}{kind}${{2}}")
    for kind, shape in SPOKEN:
        text = text.str.replace_all(shape + AFTER, f"${{1}}${{2}}{kind}${{3}}")
    return text
