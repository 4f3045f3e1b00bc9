"""Dates, durations and promises as people write them."""

from datetime import datetime
from fractions import Fraction

import polars as pl
import pytest

from etl.cleaning.numbers import read_floats, read_integers
from etl.cleaning.times import read_times

UNREAD = object()


def one(cells):
    return UNREAD if cells.unread is not None and cells.unread[0] else cells.values[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年3月2日 9时", datetime(2026, 3, 2, 9)),
        ("2026-3-5 上午9:30", datetime(2026, 3, 5, 9, 30)),
        ("2026年3月5日下午3点", datetime(2026, 3, 5, 15)),
        ("2026-03-05 下午14:30", datetime(2026, 3, 5, 14, 30)),
        ("2026-03-05 中午12:10", datetime(2026, 3, 5, 12, 10)),
        ("2026-03-05 2:30 PM", datetime(2026, 3, 5, 14, 30)),
        ("2026-03-05 12:30:15 a.m.", datetime(2026, 3, 5, 0, 30, 15)),
        ("2026-03-05 12:30 PM", datetime(2026, 3, 5, 12, 30)),
        ("2026-03-05 24:00:00", datetime(2026, 3, 6)),
        ("2026-12-31 24:00", datetime(2027, 1, 1)),
        ("2026年3月5号", datetime(2026, 3, 5)),
        ("2026/3/5 星期四", datetime(2026, 3, 5)),
        ("2026-03-05（周四）14:30", datetime(2026, 3, 5, 14, 30)),
        ("2026-03-05 24:30", UNREAD),
        ("2026-03-05 24:00 PM", UNREAD),
        ("2026-03-05 14:30 PM", UNREAD),
        ("2026-03-05 0:30 PM", UNREAD),
        ("2026-03-05 上午14:00", UNREAD),
        ("2026-03-05 晚上12点", UNREAD),
        ("2026-03-05 9", UNREAD),
        ("2026-03-05T14:30:00Z", datetime(2026, 3, 5, 22, 30)),
        ("2026-03-05T18:30:00.250Z", datetime(2026, 3, 6, 2, 30)),
        ("2026-03-05 14:30 UTC", datetime(2026, 3, 5, 22, 30)),
        ("2026-03-05T14:30:00+08:00", datetime(2026, 3, 5, 14, 30)),
        ("2026-03-05T14:30:00 +0530", datetime(2026, 3, 5, 17)),
        ("2026-03-05T14:30:00-05:00", datetime(2026, 3, 6, 3, 30)),
        ("2026-03-05 09:00-10:00", UNREAD),
        ("2026-03-05T14:30:00+15:00", UNREAD),
        ("2026-03-05T14:30:00+05:99", UNREAD),
        ("2026-03-05Z", UNREAD),
    ],
)
def test_what_can_be_understood_is_and_nothing_else(text, expected):
    assert one(read_times(pl.Series([text]))) == expected


def test_a_deadline_with_a_day_of_the_week_alone_is_the_end_of_its_day():
    cells = read_times(pl.Series(["2026-03-05（周四）", "2026-03-05 9时"]), is_deadline=True)

    assert cells.values.to_list() == [datetime(2026, 3, 5, 23, 59, 59), datetime(2026, 3, 5, 9)]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("00:00:25", "wait_seconds", 25),
        ("15秒", "wait_seconds", 15),
        ("1分30秒", "wait_seconds", 90),
        ("1小时30分钟", "handling_minutes", 90),
        ("01:30:00", "duration_min", 90),
        ("24小时", "promised_hours", 24),
        ("00:25", "wait_seconds", UNREAD),
        ("秒", "wait_seconds", UNREAD),
        ("15秒", "hall_area_m2", UNREAD),
    ],
)
def test_durations_say_themselves_what_they_are_counted_in(text, name, expected):
    assert one(read_floats(pl.Series([text]), name)) == expected


def test_a_cell_that_says_its_unit_is_not_converted_by_its_header():
    cells = read_floats(pl.Series(["90", "90秒", "2分钟"]), "handling_minutes", Fraction(1, 60))

    assert cells.values.to_list() == [1.5, 1.5, 2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("五个工作日", 5), ("5 个 工作日", 5), ("二十 个 工作日", 20), ("十五工作日", 15), ("两个工作日", 2), ("九十九个工作日", 99),
        ("五天", UNREAD), ("十十个工作日", UNREAD), ("几个工作日", UNREAD),
    ],
)  # fmt: skip
def test_working_days_may_be_said_in_words(text, expected):
    assert one(read_integers(pl.Series([text]), "promised_days")) == expected
