"""Numbers of persons where names and codes stand: hidden, each told apart; codes stay codes."""

import random
import re

import polars as pl
import pytest

from etl.cleaning.identifiers import hidden
from etl.sources import SOURCES
from tests.etl.test_masking import card, identity, phone, spelled

SALT = b"a salt of this test"
TICKETS = SOURCES["tickets"].by_name
# May hold what looks like a person's telephone: numbers of rows and grids, an office's telephone.
NUMBERS = {
    "ticket_id", "source_ticket_id", "rating_id", "complaint_id", "call_id", "visit_id", "task_id",
    "inspection_id", "survey_id", "nomination_id", "grid_id", "phone",
}  # fmt: skip
# Unified social credit codes of units (GB 32100-2015), one of which Luhn takes for a bank card.
CREDIT_CODES = ["913302061440712751", "12330200419530121M", "91330201MA2AHX1K9R"]


def shown(text, name="unit"):
    return hidden(pl.Series([text], dtype=pl.String), TICKETS[name], SALT)[0]


def test_every_text_of_every_source_hides_them():
    rng = random.Random(12)
    for source in SOURCES.values():
        for column in source.columns:
            if column.kind != "s" or column.role in ("person", "geometry"):
                continue
            kinds = ["identity"] if column.name in NUMBERS else ["phone", "identity", "card"]
            number = {"phone": phone, "identity": identity, "card": card}
            bare = [number[rng.choice(kinds)](rng) for _ in range(3)]
            texts = pl.Series([*bare, *(f"张三{said}" for said in bare)])

            left = hidden(texts, column, SALT)

            assert left.filter(left.str.contains("[0-9]{11}")).to_list() == [], column.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("海曙窗口 138-0013-8000", "海曙窗口 *手机号*"),
        ("Zhang San 13800138000", "Zhang San *手机号*"),
        ("李四：１１０１０５１９４９１２３１００２Ｘ", "李四：*身份证号*"),
        (None, None),
    ],
)
def test_beside_a_name_they_are_masked(text, expected):
    assert shown(text) == expected


def test_alone_they_are_told_apart_in_any_spelling():
    spellings = ["13800138000", "138 0013 8000", "+86 13800138000", "１３８００１３８０００"]
    [one] = {shown(text) for text in spellings}

    assert re.fullmatch(r"\*手机号\*[a-p]{8}", one)
    assert shown("13900139000") != one
    # What comes back in a mended workbook is the same clerk.
    assert shown(one) == one
    assert hidden(pl.Series(["13800138000"]), TICKETS["unit"], b"another").item() != one


@pytest.mark.parametrize(
    "code",
    [
        *CREDIT_CODES, "15110300001", "20261103000123", "330206202611030001", "GD13800138000",
        "3302-0601-0002-0003", "330206001001001", "周一至周五 0830-1130 1330-1730", "局（2026）第1234567号",
    ],
)  # fmt: skip
def test_codes_stay_codes(code):
    assert shown(code, "ticket_id") == code
    # Of eleven digits, only the number of a row may be one.
    assert shown(code) == code or code == "15110300001"


def test_of_five_thousand_codes_at_most_two_in_a_hundred_are_hidden():
    rng = random.Random(9)
    alike = [
        lambda: f"W{rng.randint(0, 10**11)}",
        lambda: f"{rng.randint(10**11, 10**12 - 1)}",
        lambda: (
            f"33020620{rng.randint(15, 26)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 9999):04}"
        ),  # fmt: skip
        lambda: f"330206{rng.randint(1, 26):03}{rng.randint(1, 299):03}{rng.randint(1, 99):03}",
        lambda: (
            f"{rng.choice(['11', '12', '91', '52'])}330206{rng.randint(10**8, 10**9 - 1)}{rng.randint(0, 9)}"
        ),  # fmt: skip
    ]
    codes = pl.Series([rng.choice(alike)() for _ in range(5_000)])

    assert (hidden(codes, TICKETS["unit"], SALT) != codes).sum() <= 100


def test_spelled_in_any_way_none_is_left_beside_a_name():
    rng = random.Random(10)
    names = [f"张三{spelled(rng, rng.choice(['phone', 'identity', 'card']))}" for _ in range(1_000)]

    left = hidden(pl.Series(names), TICKETS["staff_id"], SALT)

    assert left.filter(left.str.contains(r"[0-9０-９](?:[ \-－]?[0-9０-９]){6}")).to_list() == []
