"""The formulas of domain.md section 7, step 4, against plain Python and numbers worked by hand."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.awards.indicators import Counts
from analysis.awards.peers import Group, peer_groups
from analysis.awards.shrinkage import count_prior, mean_prior, rate_prior, shrink


def arrays(*columns):
    return [np.array(column, dtype=float) for column in columns]


def shrunk(model, x, n, squares=None):
    counts = Counts(*arrays(x, n, squares or [0] * len(x)))
    known = counts.present
    estimate, priors = shrink(model, counts, [Group(None, None, known, known)])
    return estimate, priors[0]


def plain_between(w, r, m):
    q = sum(wi * (ri - m) ** 2 for wi, ri in zip(w, r, strict=True))
    spare = sum(w) - sum(wi**2 for wi in w) / sum(w)
    return max(0.0, (q - (len(r) - 1)) / spare)


def test_a_rate_worked_by_hand():
    # m = 240/300 = .8, v = .16, w = 625 each, Q = 625(.1² + 0 + .1²) = 12.5,
    # τ² = (12.5 − 2)/(1875 − 625) = .0084, M = .16/.0084 − 1 = 18.047619
    estimate, prior = shrunk("rate", [70, 80, 90], [100, 100, 100])

    assert (prior.mean, prior.within) == pytest.approx((0.8, 0.16))
    assert prior.between == pytest.approx(0.0084)
    assert estimate.theta == pytest.approx(
        [(70 + 0.8 * 18.047619) / 118.047619, 0.8, (90 + 0.8 * 18.047619) / 118.047619]
    )


def test_a_count_worked_by_hand():
    # m = 60/30000 = .002, w = 10000/.002 = 5e6, Q = 5e6(.001² + 0 + .001²) = 10,
    # τ² = (10 − 2)/(1.5e7 − 5e6) = 8e-7, b = .002/8e-7 = 2500, a = 5
    estimate, prior = shrunk("count", [10, 20, 30], [10_000, 10_000, 10_000])

    assert prior.between == pytest.approx(8e-7)
    assert estimate.theta == pytest.approx([15 / 12_500, 25 / 12_500, 35 / 12_500])


def test_a_mean_worked_by_hand():
    # Scores 78 82 | 88 92 | 93 97: σ² = (8 + 8 + 8)/3 = 8, s² = 4, m = 530/6 = 88.3333,
    # w = .25, Q = .25(69.4444 + 2.7778 + 44.4444) = 29.1667, τ² = (29.1667 − 2)/(.75 − .25) = 54.3333,
    # B = 4/58.3333 = .0685714
    squares = [78**2 + 82**2, 88**2 + 92**2, 93**2 + 97**2]
    estimate, prior = shrunk("mean", [160, 180, 190], [2, 2, 2], squares)

    b = 4 / (4 + 54 + 1 / 3)
    assert prior.within == pytest.approx(8)
    assert prior.between == pytest.approx(54 + 1 / 3)
    assert estimate.theta == pytest.approx([b * 530 / 6 + (1 - b) * y for y in (80, 90, 95)])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=12))
def test_rates_agree_with_plain_python(pairs):
    x = [min(a, b) for a, b in pairs]
    n = [b for _, b in pairs]
    estimate, prior = shrunk("rate", x, n)

    m = sum(x) / sum(n)
    v = m * (1 - m)
    between = 0.0
    if v > 0 and len(x) > 1:
        w = [ni / v for ni in n]
        between = plain_between(w, [a / b for a, b in zip(x, n, strict=True)], m)
    assert prior.between == pytest.approx(between, abs=1e-12)
    if between == 0:
        assert estimate.theta == pytest.approx([m] * len(x))
    else:
        cases = max(v / between - 1, 1e-6)
        assert estimate.theta == pytest.approx(
            [(a + m * cases) / (b + cases) for a, b in zip(x, n, strict=True)]
        )
    assert np.all((estimate.theta >= 0) & (estimate.theta <= 1))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(50, 9000)), min_size=2, max_size=12))
def test_counts_agree_with_plain_python(pairs):
    c, e = [a for a, _ in pairs], [b for _, b in pairs]
    estimate, prior = shrunk("count", c, e)

    m = sum(c) / sum(e)
    between = plain_between([b / m for b in e], [a / b for a, b in pairs], m) if m > 0 else 0.0
    assert prior.between == pytest.approx(between, rel=1e-9, abs=1e-15)
    expected = (
        [m] * len(c)
        if between == 0
        else [(a + m * m / between) / (b + m / between) for a, b in pairs]
    )
    assert estimate.theta == pytest.approx(expected)


def test_peers_that_differ_by_chance_alone_all_get_the_mean():
    estimate, prior = shrunk("rate", [94, 95, 96], [100, 100, 100])

    assert prior.between == 0
    assert estimate.theta == pytest.approx([0.95] * 3)


@pytest.mark.parametrize("x", [[100, 100], [0, 0]])
def test_peers_that_are_all_perfect_or_all_bad_get_that(x):
    estimate, prior = shrunk("rate", x, [100, 100])

    assert prior.between == 0
    assert estimate.theta == pytest.approx([x[0] / 100] * 2)


def test_peers_without_complaints_have_none_expected():
    estimate, _ = shrunk("count", [0, 0], [100, 300])

    assert estimate.theta == pytest.approx([0, 0])


def test_a_perfect_record_on_three_cases_does_not_win():
    good, perfect = 0, 1
    x = [495, 3, 450, 440, 430, 460, 420, 445]
    n = [500, 3, 500, 500, 500, 500, 500, 500]
    estimate, _ = shrunk("rate", x, n)

    assert estimate.theta[good] == max(estimate.theta)
    assert estimate.theta[perfect] < 0.93  # near its peers' 90 %


def test_the_pull_falls_with_the_number_of_cases():
    x, n = [9, 90, 900, 700, 950], [10, 100, 1000, 1000, 1000]
    estimate, prior = shrunk("rate", x, n)

    pulls = np.abs(estimate.theta[:3] - 0.9)
    assert prior.between > 0
    assert pulls[0] > pulls[1] > pulls[2]


def test_an_outlet_without_data_has_no_estimate_and_does_not_touch_its_peers():
    estimate, prior = shrunk("rate", [70, 80, 90, 0], [100, 100, 100, 0])

    assert np.isnan(estimate.theta[3])
    assert prior.outlets == 3
    assert prior.between == pytest.approx(0.0084)


def test_scores_that_never_vary_inside_an_outlet_are_taken_as_they_are():
    estimate, prior = shrunk("mean", [160, 180], [2, 2], [2 * 80**2, 2 * 90**2])

    assert (prior.within, prior.between) == (0, 25)
    assert estimate.theta == pytest.approx([80, 90])


def test_single_inspections_cannot_be_told_apart():
    assert mean_prior(*arrays([80, 90], [1, 1], [6400, 8100])).between == 0


def test_one_outlet_alone_is_its_own_mean():
    assert rate_prior(*arrays([9], [10])).between == 0
    assert count_prior(*arrays([9], [10])).between == 0


def test_a_group_of_eight_stands_alone_and_a_smaller_one_joins_its_industry_then_the_city():
    frame = pl.DataFrame(
        {
            "industry_id": ["postal"] * 11 + ["bus"] * 3,
            "entity_level": ["township"] * 8 + ["city"] * 3 + ["city"] * 3,
        }
    )

    groups = peer_groups(frame, 8, np.ones(14, dtype=bool))

    told = [(g.industry_id, g.entity_level, g.peers.sum(), g.judged.sum()) for g in groups]
    assert told == [("postal", "township", 8, 8), ("postal", None, 11, 3), (None, None, 14, 3)]
    assert sum(g.judged.astype(int) for g in groups).tolist() == [1] * 14


def test_only_outlets_with_data_make_up_a_group():
    frame = pl.DataFrame({"industry_id": ["a"] * 9 + ["b"] * 9, "entity_level": ["city"] * 18})
    known = np.array([True] * 8 + [False] + [True] * 5 + [False] * 4)

    groups = peer_groups(frame, 8, known)

    told = [(g.industry_id, g.peers.sum(), g.judged.sum()) for g in groups]
    assert told == [("a", 8, 8), (None, 13, 5)]
    assert peer_groups(frame, 8, np.zeros(18, dtype=bool)) == []


def test_outlets_are_drawn_towards_their_own_group():
    frame = pl.DataFrame({"industry_id": ["a"] * 8 + ["b"] * 8, "entity_level": ["city"] * 16})
    x = [60, 62, 64, 70, 75, 80, 55, 50] + [99, 97, 95, 90, 85, 98, 92, 88]
    counts = Counts(*arrays(x, [100] * 16, [0] * 16))

    estimate, priors = shrink("rate", counts, peer_groups(frame, 8, counts.present))

    assert [prior.mean for prior in priors] == pytest.approx([0.645, 0.93])
    assert 0.5 < estimate.theta[7] < 0.645
    assert 0.93 < estimate.theta[8] < 0.99
