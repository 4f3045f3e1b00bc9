"""Durations with some still under way, by hand."""

from fractions import Fraction

import pytest

from tests.oracle.durations import quantile

HALF, MOST = Fraction(1, 2), Fraction(9, 10)


@pytest.mark.parametrize(
    ("durations", "share", "day"),
    [
        ([(1, True), (2, True), (3, True), (4, True)], HALF, 2),
        ([(1, True), (2, True), (3, True), (4, True)], MOST, 4),
        # 3/4 are left after day 1; of the two watched on day 3 one ends: 3/8 are left
        ([(1, True), (2, False), (3, True), (4, False)], HALF, 3),
        ([(1, True), (2, False), (3, True), (4, False)], MOST, None),
        # who is last seen on a day is still watched on it
        ([(1, False), (1, True)], HALF, 1),
        ([(5, False)], HALF, None),
        ([], HALF, None),
    ],
)
def test_the_day_by_which_a_share_has_ended(durations, share, day):
    assert quantile(durations, share) == day
