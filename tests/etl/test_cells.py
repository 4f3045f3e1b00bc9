from datetime import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cleaning.cells import (
    SAMPLED,
    each_once,
    plain_word,
    rating_words,
    read_text,
    read_words,
)
from etl.cleaning.numbers import read_floats, read_integers
from etl.cleaning.spoiled import garbled_cells, rounded_numbers
from etl.cleaning.times import read_times
from etl.sources.base import YES_NO
from etl.sources.tickets import RATING

UNREAD = object()


def one(cells):
    return UNREAD if cells.unread is not None and cells.unread[0] else cells.values[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05 14:05:06", datetime(2024, 3, 5, 14, 5, 6)),
        ("2024年3月5日 14:05", datetime(2024, 3, 5, 14, 5)),
        ("2024年3月5日14时5分", datetime(2024, 3, 5, 14, 5)),
        ("2024/3/5", datetime(2024, 3, 5)),
        ("2024.03.05 9:05", datetime(2024, 3, 5, 9, 5)),
        ("20240305", datetime(2024, 3, 5)),
        ("20240305140506", datetime(2024, 3, 5, 14, 5, 6)),
        ("2024-03-05T14:05:06.789+08:00", datetime(2024, 3, 5, 14, 5, 6)),
        ("２０２４－０３－０５　１４：０５", datetime(2024, 3, 5, 14, 5)),
        ("'2024-03-05", datetime(2024, 3, 5)),
        ("45356", datetime(2024, 3, 5)),
        ("45356.586875", datetime(2024, 3, 5, 14, 5, 6)),
        ("—", None),
        ("", None),
        ("2024-02-30", UNREAD),
        ("5/3/2024", UNREAD),
        ("2024-03", UNREAD),
        ("2024-03-05T14:05:06Z", datetime(2024, 3, 5, 22, 5, 6)),
        ("2024-03-05 25:00", UNREAD),
        ("昨天", UNREAD),
    ],
)
def test_times_are_read_in_every_form_exports_use_and_never_guessed(text, expected):
    assert one(read_times(pl.Series([text]))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-05", datetime(2024, 3, 5, 23, 59, 59)),
        ("45356", datetime(2024, 3, 5, 23, 59, 59)),
        ("2024-03-05 00:00", datetime(2024, 3, 5)),
        ("2024-03-05 17:30", datetime(2024, 3, 5, 17, 30)),
    ],
)
def test_a_deadline_given_as_a_date_is_its_last_second(text, expected):
    assert one(read_times(pl.Series([text]), is_deadline=True)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5), ("5个工作日", 5), ("5 天", 5), ("1,234", 1234), ("５", 5), ("5.0", 5), ("'7", 7), ("/", None),
        ("-3", -3), ("5.5", UNREAD), ("5小时", UNREAD), ("五", UNREAD), ("12,34", UNREAD), ("1e400", UNREAD),
    ],
)  # fmt: skip
def test_whole_numbers(text, expected):
    assert one(read_integers(pl.Series([text]), "promised_days")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0.96", 0.96), ("96%", 0.96), ("95%", 0.95), ("57.3%", 0.573), ("９６％", 0.96), ("1,234.5", 1234.5), ("3分钟", 3.0), ("nan", None),
     ("inf", UNREAD), ("1e400", UNREAD), ("1.2.3", UNREAD), ("约3", UNREAD)],
)  # fmt: skip
def test_numbers(text, expected):
    assert one(read_floats(pl.Series([text]), "handling_minutes")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("是", True), ("√", True), ("Ｙ", True), ("1", True), ("否", False), ("×", False), ("n", False),
     ("无", None), ("？", None), ("或许", UNREAD)],
)  # fmt: skip
def test_yes_and_no(text, expected):
    known = {plain_word(w): code == "true" for code, words in YES_NO.items() for w in words}

    assert one(read_words(pl.Series([text]), known, pl.Boolean())) == expected


@pytest.mark.parametrize(
    ("text", "scale", "expected"),
    [("非常满意", 5, 5), ("4", 5, 4), ("3星", 5, 3), ("5.0", 5, 5), ("6", 5, UNREAD), ("4.5", 5, UNREAD), ("10", 10, 5),
     ("7", 10, 4), ("100", 100, 5), ("80", 100, 4), ("81", 100, 5), ("0", 100, 1), ("101", 100, UNREAD), ("0", 5, UNREAD)],
)  # fmt: skip
def test_ratings_on_their_scale(text, scale, expected):
    series = pl.Series([text])

    assert one(read_words(series, rating_words(series, RATING, scale), pl.Int64())) == expected


def test_text_is_tidied_and_its_punctuation_kept():
    read = read_text(pl.Series(["  ＡＢ１２，好 ", "'0001", "**", "无", None, "无障碍"]))

    assert read.values.to_list() == ["AB12，好", "0001", None, None, None, "无障碍"]


SPOILED = [
    "海曙区",
    " 海曙区",
    "Ａ１",
    "#N/A",
    "无",
    "",
    None,
    "同上",
    "甯傚叕瀹夊眬",
    "????",
    "2.02603E+16",
]


def read_checked(text):
    cells = read_text(text)
    cells = cells.without(rounded_numbers(cells.values), "rounded_number")
    return cells.without(garbled_cells(cells.values), "garbled_cell")


@given(st.lists(st.sampled_from(SPOILED), min_size=1, max_size=60))
def test_a_column_read_text_by_text_is_the_column_read_cell_by_cell(cells):
    text = pl.Series((cells * SAMPLED)[:SAMPLED], dtype=pl.String)
    once, every = each_once(text, read_checked), read_checked(text)
    assert once.values.to_list() == every.values.to_list()
    for told, said in ((once.unread, every.unread), (once.rules, every.rules)):
        assert (told is None) == (said is None)
        assert told is None or told.to_list() == said.to_list()


def test_a_column_that_repeats_its_texts_is_not_read_cell_by_cell():
    seen = []

    def read(text):
        seen.append(text.len())
        return read_text(text)

    each_once(pl.Series(["海曙区", "江北区"] * SAMPLED), read)
    each_once(pl.Series([f"T{number}" for number in range(SAMPLED)]), read)
    assert seen == [2, SAMPLED]
