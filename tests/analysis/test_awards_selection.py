from itertools import combinations

import numpy as np
import pytest
from award_frames import rules
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.awards.rules import Quotas
from analysis.awards.selection import reserve, select


def best_by_trying_all(scores, industries, places, quotas):
    def allowed(some):
        filled = [industries[at] for at in some]
        names = {*industries, *quotas.industries}
        return all(quotas.of(n)[0] <= filled.count(n) <= quotas.of(n)[1] for n in names)

    totals = [
        sum(scores[at] for at in some)
        for some in combinations(range(len(scores)), places)
        if allowed(some)
    ]
    return max(totals, default=None)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.floats(1, 100), st.sampled_from("abc")), min_size=1, max_size=9),
    st.integers(1, 5),
    st.integers(0, 2),
    st.integers(1, 3),
    st.tuples(st.integers(0, 2), st.integers(2, 3)),
)
def test_the_choice_is_the_best_of_all_allowed(candidates, places, least, most, of_a):
    scores = np.array([score for score, _ in candidates])
    industries = [name for _, name in candidates]
    quotas = Quotas(least=min(least, most), most=most, industries={"a": of_a})

    selection = select(scores, industries, places, quotas)

    best = best_by_trying_all(scores, industries, places, quotas)
    if best is None:
        assert selection.chosen == ()
        assert selection.problem_zh
        assert selection.problem_en
    else:
        assert len(selection.chosen) == places
        assert sum(scores[list(selection.chosen)]) == pytest.approx(best)


def test_a_full_industry_makes_room_and_every_move_is_logged_with_its_gap():
    scores = np.array([90.0, 88.0, 86.0, 80.0, 70.0])
    industries = ["postal", "postal", "postal", "bus", "bus"]

    selection = select(scores, industries, 3, Quotas(least=0, most=2))

    assert selection.chosen == (0, 1, 3)
    told = [(d.outlet, d.reason, d.against, d.gap) for d in selection.displaced]
    assert told == [(2, "capped", 3, 6.0), (3, "moved_up", 2, -6.0)]


def test_a_guaranteed_place_crowds_the_next_one_out():
    scores = np.array([90.0, 88.0, 86.0, 20.0])
    industries = ["postal", "bank", "postal", "bus"]
    quotas = Quotas(least=0, most=3, industries={"bus": (1, 2)})

    selection = select(scores, industries, 3, quotas)

    assert selection.chosen == (0, 1, 3)
    told = [(d.outlet, d.reason, d.gap) for d in selection.displaced]
    assert told == [(2, "crowded_out", 66.0), (3, "guaranteed", -66.0)]


def test_one_jumped_over_by_a_lower_one_is_logged_though_outside_the_first_n():
    scores = np.array([90.0, 89.0, 88.0, 87.0, 60.0])
    industries = ["a", "a", "a", "a", "b"]

    selection = select(scores, industries, 2, Quotas(least=0, most=1))

    assert [d.outlet for d in selection.displaced] == [1, 2, 3, 4]


def test_without_a_quota_in_force_nobody_is_displaced():
    selection = select(np.array([3.0, 2.0, 1.0]), ["a", "b", "c"], 2, Quotas(most=2))

    assert selection.chosen == (0, 1)
    assert selection.displaced == ()


def test_a_tie_for_the_last_place_goes_to_the_panel():
    selection = select(np.array([3.0, 2.0, 2.0]), ["a", "b", "c"], 2, Quotas(most=2))

    assert [d.reason for d in selection.displaced] == ["tied"]


@pytest.mark.parametrize(
    ("places", "quotas", "said"),
    [
        (4, Quotas(most=3), "候选单位3个，不足4个名额"),
        (3, Quotas(most=1), "最多可选2个，不足3个名额"),
        (2, Quotas(most=2, industries={"bus": (1, 1)}), "少于保底名额：bus"),
        (2, Quotas(most=2, industries={"a": (2, 2), "b": (1, 1)}), "合计3个，超过2个名额"),
    ],
)
def test_quotas_that_cannot_be_met_are_explained(places, quotas, said):
    selection = select(np.array([3.0, 2.0, 1.0]), ["a", "a", "b"], places, quotas)

    assert selection.chosen == ()
    assert said in selection.problem_zh
    assert selection.problem_en


def reserved(bands, industries, chosen, most=1, places=2):
    given = rules(places=places, quotas={"least": 0, "most": most})
    scores = np.arange(len(bands), 0, -1.0)
    return reserve(scores, bands, industries, chosen, given)


def test_the_reserve_holds_the_recommended_first_even_past_their_industry():
    bands = ["recommended", "recommended", "recommended", "review", "review"]

    # 2 places propose 3; a has its two with the ratio, but whoever is recommended is on the list.
    assert reserved(bands, ["a", "a", "a", "b", "c"], (0, 3)) == (1,)
    assert reserved(["review"] * 5, ["a", "a", "a", "b", "c"], (0, 3)) == (1,)
    assert reserved(["review"] * 5, ["a", "a", "a", "b", "c"], (0, 1)) == (3,)


def test_nobody_below_the_panels_band_is_in_reserve_and_nobody_without_places():
    assert reserved(["review", "review", "other"], ["a", "b", "c"], (0, 1)) == ()
    assert reserved(["review"] * 3, ["a", "b", "c"], ()) == ()
