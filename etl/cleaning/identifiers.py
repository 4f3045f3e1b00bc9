"""Numbers of persons where a name or a code stands: a unit, a clerk, an inspector, an outlet, the number of a row.

Free text is only masked. Here two persons must stay two and a key a key, so a cell that is nothing but
such a number becomes what it was and a keyed hash of it, the same wherever it stands. And codes must
stay codes, so what stands alone is judged more strictly than in a sentence: a code that holds a date of
this century is no identity card, and one of letters and digits is no phone.
"""

import polars as pl

from etl.cleaning.masking import IDENTITY, MASKED, MONTH_AND_DAY, REGION, kinds_of, mask
from etl.cleaning.privacy import keyed_hashes
from etl.sources.base import Column

DIGIT = "[0-9０-９]"
# Seven digits, as in free text; a phone, the shortest that is looked for, has eleven bytes.
LIKELY, SHORTEST = rf"{DIGIT}(?:[^0-9０-９]{{0,3}}{DIGIT}){{6}}", 11
# Born before the dates that the numbers of cases hold.
CARD = rf"{REGION}(?:19[0-9]{{2}}|200[0-9]|201[0-4]){MONTH_AND_DAY}[0-9]{{3}}[0-9Xx]"
LIKELY_CARD, CARD_LENGTH = f"{CARD}|[０-９]", 18
OLD_CARD = rf"{REGION}[3-9][0-9]{MONTH_AND_DAY}[0-9]{{3}}"
PHONE = "(?:(?:00)?86)?1[3-9][0-9]{9}|0(?:10|2[0-9]|[3-9][0-9]{2})[2-9][0-9]{6,7}"
# Cards of China UnionPay: any other begins as codes of some province do.
ALONE = rf"^(?:{CARD}|{OLD_CARD}|{PHONE}|62[0-9]{{14,17}})$"
# Digits in any spelling, or letters and digits without a space between them: no words.
IS_CODE = r"^[0-9+() \-.]+[Xx]?$|^[0-9A-Za-z_+()\-./]+$"
BETWEEN = r"[\s+()\-.]"
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
LENGTH = 8  # letters of a hash: enough to tell the people of a city's offices apart


def hidden(text: pl.Series, column: Column, salt: bytes) -> pl.Series:
    """Return the cells of a text column without the numbers of persons.

    Args:
        text: the cells, as they came or tidied; nulls stay null.
        column: which column they are of; one that says who a case is about is hashed, not given here.
        salt: what keys the hashes.

    Returns:
        The cells; those without such a number as they were.
    """
    if column.role not in ("id", "number"):
        return mask(text)
    is_number = column.role == "number"
    longest = text.str.len_bytes().max()
    if not isinstance(longest, int) or longest < (CARD_LENGTH if is_number else SHORTEST):
        return text
    # Names repeat, numbers of rows do not.
    cells = text if is_number else text.unique()
    cells = cells.filter(cells.str.contains(LIKELY_CARD if is_number else LIKELY))
    cells = cells.unique()
    if cells.is_empty():
        return text
    said = _numbers(cells, salt) if is_number else _names(cells, salt)
    changed = said != cells
    return text.replace(cells.filter(changed), said.filter(changed)) if changed.any() else text


def _names(cells: pl.Series, salt: bytes) -> pl.Series:
    half = cells.str.normalize("NFKC")
    plain = half.str.replace_all(BETWEEN, "").str.to_uppercase()
    is_code = half.str.contains(IS_CODE)
    kind = kinds_of(plain)
    is_person = is_code & plain.str.contains(ALONE) & (kind != plain)
    masked = mask(cells)
    # A name without a number of a person keeps the width of its letters.
    is_masked = ~is_code & masked.str.contains(MASKED)
    told_apart = kind + _letters(plain, salt)
    return told_apart.zip_with(is_person, masked.zip_with(is_masked, cells))


def _numbers(cells: pl.Series, salt: bytes) -> pl.Series:
    """Only identity cards: the number of a row may look like anything else."""
    half = cells.str.normalize("NFKC")
    card = half.str.extract(rf"(?:^|[^0-9])({CARD})(?:$|[^0-9Xx])")
    is_card = (kinds_of(card.str.to_uppercase()) == IDENTITY).fill_null(value=False)
    told_apart = IDENTITY + _letters(card, salt)
    found = zip(cells, half, card, told_apart, is_card, strict=True)
    said = [text.replace(number, told) if is_ else cell for cell, text, number, told, is_ in found]
    return pl.Series(said, dtype=pl.String)


def _letters(numbers: pl.Series, salt: bytes) -> pl.Series:
    """Hashes without digits, which would be taken for a number when a corrected row comes back."""
    hashes = keyed_hashes(numbers, salt)
    return pl.Series([h and h[:LENGTH].translate(LETTERS) for h in hashes], dtype=pl.String)
