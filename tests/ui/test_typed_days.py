"""A day is read as people type it, and nothing else is taken for one."""

from datetime import date

import pytest

from ui.typed_days import NoDayError, typed_day


@pytest.mark.parametrize(
    "text", ["2026-07-01", "2026/7/1", "2026.7.1", "2026年7月1日", "2026年7月1", " 2026-7-1 "]
)
def test_a_day_is_read_in_the_ways_people_write_it(text):
    assert typed_day(text) == date(2026, 7, 1)


@pytest.mark.parametrize("text", ["", "  ", None])
def test_nothing_typed_is_no_day(text):
    assert typed_day(text) is None


@pytest.mark.parametrize(
    "text", ["上个月", "2026-13-01", "2026-02-30", "7月1日", "2026-07", "26-07-01", "0000-01-01"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NoDayError):
        typed_day(text)
