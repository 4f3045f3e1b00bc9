import pytest

from analysis import signals


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    found = signals.limits([10, 12, 11, 13, 12, 14])

    # Moving ranges 2 1 2 1 2, mean 1.6; mean 12.
    assert found.mean == 12
    assert found.upper == pytest.approx(12 + 2.66 * 1.6)
    assert found.lower == pytest.approx(12 - 2.66 * 1.6)
    assert found.is_trial


def test_a_moving_range_is_not_taken_across_a_missing_month():
    found = signals.limits([10, 12, None, 30, 12, 14, 16])

    # 2, 18, 2, 2: nothing between 12 and 30.
    assert found.upper - found.mean == pytest.approx(2.66 * 6)


def test_limits_stay_within_what_can_occur():
    found = signals.limits([0.99, 0.9, 1.0, 0.91, 0.99, 0.9], floor=0, ceiling=1)

    assert found.upper == 1
    assert found.signal(1.0) == "usual"
    assert found.signal(0.2) == "below"


def test_five_months_make_no_limits():
    assert signals.limits([1, 2, 3, 4, 5]) is None


def test_the_interval_of_a_share_is_wilsons():
    low, high = signals.wilson(8, 10)

    assert (low, high) == (pytest.approx(0.4901, abs=1e-3), pytest.approx(0.9433, abs=1e-3))
    assert signals.wilson(0, 0) is None
