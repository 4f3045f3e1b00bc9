"""Goalposts, pillars and the score, against numbers worked by hand; and what must always hold."""

import math

import numpy as np
import polars as pl
import pytest
from award_frames import city, indicators, outlet, outlets, ranked, rules
from hypothesis import given
from hypothesis import strategies as st

from analysis.awards.scoring import overall, pillar_points, points, ranks


def everyone(size=1):
    return np.ones(size, dtype=bool)


@pytest.mark.parametrize(
    ("theta", "low", "high", "expected"),
    [
        (0.80, 0.80, 0.995, 1),
        (0.995, 0.80, 0.995, 100),
        (0.8975, 0.80, 0.995, 50.5),
        (0.5, 0.80, 0.995, 1),
        (1.0, 0.80, 0.995, 100),
        (0, 60, 0, 100),
        (60, 60, 0, 1),
        (15, 60, 0, 75.25),
        (90, 60, 0, 1),
    ],
)
def test_points_between_fixed_goalposts(theta, low, high, expected):
    assert points(np.array([theta]), low, high) == pytest.approx([expected])


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_estimate_never_has_fewer_points(one, other):
    low, high = sorted((one, other))

    rate = points(np.array([low, high]), 0.8, 0.995)
    complaints = points(np.array([low * 80, high * 80]), 60, 0)

    assert rate[0] <= rate[1]
    assert complaints[0] >= complaints[1]


def test_a_score_worked_by_hand():
    # pillars (60 + 80)/2 = 70 at 30 and 50 at 25, 90 at 20, (90 + 60 + 30)/3 = 60 at 25
    z = [np.array([value]) for value in (60.0, 80.0, 50.0, 90.0, 90.0, 90.0, 60.0, 30.0)]
    given_rules = rules()

    pillars, weights = pillar_points(
        z, [everyone()] * 8, given_rules.weights, given_rules.pillar_of
    )

    assert [float(p[0]) for p in pillars] == pytest.approx([70, 50, 90, 60])
    assert [float(w[0]) for w in weights] == pytest.approx([0.30, 0.25, 0.20, 0.25])
    by_hand = 70**0.30 * 50**0.25 * 90**0.20 * 60**0.25
    assert overall(pillars, weights, "geometric") == pytest.approx([by_hand])
    assert overall(pillars, weights, "arithmetic") == pytest.approx([21 + 12.5 + 18 + 15])


def test_a_missing_indicator_leaves_its_weight_to_its_pillar():
    z = [np.array([value]) for value in (60.0, np.nan, 50.0)]
    present = [everyone(), ~everyone(), everyone()]

    pillars, weights = pillar_points(z, present, [0.15, 0.15, 0.7], [0, 0, 1])

    assert [float(p[0]) for p in pillars] == [60, 50]
    assert [float(w[0]) for w in weights] == pytest.approx([0.3, 0.7])


def test_a_missing_pillar_leaves_its_weight_to_the_others():
    z = [np.array([60.0]), np.array([np.nan]), np.array([90.0])]

    pillars, weights = pillar_points(
        z, [everyone(), ~everyone(), everyone()], [0.3, 0.2, 0.5], [0, 1, 2]
    )

    by_hand = math.exp((0.3 * math.log(60) + 0.5 * math.log(90)) / 0.8)
    assert overall(pillars, weights, "geometric") == pytest.approx([by_hand])


def test_one_awful_pillar_cannot_be_bought_back():
    even, lopsided = [70.0] * 4, [100.0, 100.0, 100.0, 1.0]
    weights = [0.3, 0.25, 0.2, 0.25]
    pillars = [np.array(pair) for pair in zip(even, lopsided, strict=True)]

    geometric = overall(pillars, weights, "geometric")
    arithmetic = overall(pillars, weights, "arithmetic")

    assert geometric[0] > geometric[1]
    assert arithmetic[0] < arithmetic[1]


def test_ties_share_the_better_rank():
    assert ranks(np.array([80.0, 95.0, 80.0, 10.0])).tolist() == [2, 1, 2, 4]
    assert ranks(np.array([[1.0, 2.0], [2.0, 1.0]])).tolist() == [[2, 1], [1, 2]]


def test_an_entrant_leaves_the_points_of_equal_estimates_alone():
    theta = np.array([0.85, 0.92, 0.97])

    alone = points(theta, 0.8, 0.995)
    with_entrant = points(np.append(theta, 0.999), 0.8, 0.995)

    assert with_entrant[:3].tolist() == alone.tolist()


def test_an_entrant_of_another_group_changes_nobodys_score():
    frame, figures = city(24)
    entrant = [outlet(f"x{at}", industry_id="bus") for at in range(8)]
    both = figures.vstack(
        indicators({row["outlet_id"]: {"K04": (500, 500, None)} for row in entrant})
    )

    alone = ranked(frame, figures, rules()).scores
    with_entrants = ranked(frame.vstack(outlets(*entrant)), both, rules()).scores

    assert with_entrants["score"].to_list()[:24] == alone["score"].to_list()


def test_more_cases_on_time_never_lower_a_score():
    frame, figures = city(24)
    scores = []
    for on_time in (430, 460, 490, 500):
        changed = indicators({"012": {"K04": (on_time, 500.0, None)}})
        better = figures.update(
            changed.filter(pl.col("kpi_id") == "K04"), on=["outlet_id", "kpi_id"]
        )
        scores.append(ranked(frame, better, rules()).scores["score"][12])

    assert scores == sorted(scores)
    assert scores[-1] > scores[0]
