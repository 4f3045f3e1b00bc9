from itertools import combinations, combinations_with_replacement

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import overview, targets
from analysis.kpis import catalogue

KPIS = catalogue()


def values(**rows: tuple[float, float | None, float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [(id_, *row) for id_, row in rows.items()],
        schema=["kpi_id", "numerator", "denominator", "value"],
        orient="row",
    )


def members(*rows: tuple[str, float, float]) -> pl.DataFrame:
    return pl.DataFrame(
        [(name, name, met, n, met / n) for name, met, n in rows],
        schema=["scope_id", "name", "numerator", "denominator", "value"],
        orient="row",
    )


def test_targets_met_are_counted_among_figures_that_have_one():
    core = values(K01=(7000, None, 7000), K04=(968, 1000, 0.968), S02=(96, 100, 0.96))

    found = overview.verdict(core, KPIS, members(("慈溪市", 468, 500), ("鄞州区", 500, 500)))

    assert (found.judged, found.met) == (2, 1)
    assert found.mood == "steady"
    assert found.gap == pytest.approx(-0.012)


def test_the_drag_is_who_misses_most_cases_not_who_has_the_lowest_rate():
    core = values(K04=(9550, 10150, 0.9409))
    districts = members(
        ("小县", 80, 100), ("大区", 9400, 10000), ("好区", 50, 50), ("unknown", 0, 90)
    )

    found = overview.verdict(core, KPIS, districts)

    # 大区 misses 400 of 98 %, 小县 misses 18.
    assert found.drag == ("大区",)
    assert found.drag_share == pytest.approx(400 / 418)


def test_no_one_drags_a_whole_that_meets_its_target():
    core = values(K04=(99, 100, 0.99))

    found = overview.verdict(core, KPIS, members(("慈溪市", 49, 50), ("鄞州区", 40, 50)))

    assert found.drag == ()
    assert found.mood == "good"


def test_no_one_is_named_for_a_quarter_of_the_shortfall():
    districts = members(
        *((f"区{at}", 9000 - at * 10, 10000) for at in range(8)), ("好区", 999, 1000)
    )

    found = overview.verdict(values(K04=(72719, 81000, 0.8978)), KPIS, districts)

    assert (found.drag, found.drag_share) == ((), None)


def test_two_who_together_make_half_of_the_shortfall_are_both_named():
    # Missing to 98 %: 80, 60, 50, 40 of 230; the first two make 60.9 %.
    districts = members(("甲", 900, 1000), ("乙", 920, 1000), ("丙", 930, 1000), ("丁", 940, 1000), ("戊", 500, 500))  # fmt: skip

    found = overview.verdict(values(K04=(4190, 4500, 0.9311)), KPIS, districts)

    assert found.drag == ("甲", "乙")
    assert found.drag_share == pytest.approx(140 / 230)


def test_no_one_is_named_where_members_hardly_differ():
    districts = members(("甲", 90, 100), ("乙", 93, 100), ("丙", 94, 100), ("少", 5, 9))

    found = overview.verdict(values(K04=(282, 309, 0.9126)), KPIS, districts)

    assert found.drag == ()


def test_fewer_than_ten_cases_make_no_headline():
    found = overview.verdict(values(K04=(8, 9, 0.889)), KPIS, members(("慈溪市", 8, 9)))

    assert (found.judged, found.headline) == (0, None)


def test_ranks_skip_after_a_tie_and_leave_out_few_cases_and_the_unknown():
    ranks = targets.ranked(
        members(("甲", 99, 100), ("乙", 97, 100), ("丙", 97, 100), ("丁", 90, 100), ("少", 29, 29), ("unknown", 1, 99))
    )  # fmt: skip

    assert ranks.select("name", "rank").rows() == [("甲", 1), ("丙", 2), ("乙", 2), ("丁", 4)]


def test_neighbours_whose_ranges_overlap_are_said_to_be_alike():
    ranks = targets.ranked(
        members(("一", 9990, 10000), ("二", 965, 1000), ("三", 960, 1000), ("四", 957, 1000), ("五", 800, 1000))
    )  # fmt: skip

    assert targets.indistinct(ranks) == (2, 4)
    assert targets.indistinct(ranks.head(2)) is None


def test_one_small_member_with_a_wide_range_makes_nobody_alike():
    # 甲's range reaches down to 88.6 %, over all others; of those only 丁 and 戊 overlap.
    ranks = targets.ranked(
        members(("甲", 30, 30), ("乙", 990, 1000), ("丙", 970, 1000), ("丁", 940, 1000), ("戊", 930, 1000))
    )  # fmt: skip

    assert targets.indistinct(ranks) is None
    assert not targets.all_alike(ranks)
    assert not targets.all_alike(ranks.tail(3))
    assert not targets.all_alike(ranks.tail(2))


@given(st.lists(st.tuples(st.integers(30, 3000), st.floats(0.8, 1)), min_size=2, max_size=12))
def test_members_of_a_stretch_overlap_pairwise_and_no_longer_stretch_does(drawn):
    ranks = targets.ranked(
        members(*((f"{at}", round(n * share), n) for at, (n, share) in enumerate(drawn)))
    )
    rows = ranks.select("rank", "low", "high").rows()

    def overlap(run):
        return all(a[1] <= b[2] and b[1] <= a[2] for a, b in combinations(run, 2))

    whole = [
        [row for row in rows if first <= row[0] <= last]
        for first, last in combinations_with_replacement(sorted({row[0] for row in rows}), 2)
    ]
    most = max((len(run) for run in whole if len(run) > 2 and overlap(run)), default=None)
    found = targets.indistinct(ranks)

    assert (found is None) == (most is None)
    if found:
        run = [row for row in rows if found[0] <= row[0] <= found[1]]
        assert overlap(run) and len(run) == most
    assert targets.all_alike(ranks) == (len(rows) > 2 and overlap(rows))


def test_a_target_for_less_is_met_from_below():
    assert targets.meets(KPIS["K07"], 0.01, 500) is True
    assert targets.meets(KPIS["K07"], 0.03, 500) is False
    assert targets.meets(KPIS["K01"], 700, None) is None
    assert targets.meets(KPIS["I06"], 1.0, 9) is None


@pytest.mark.parametrize(
    ("rows", "shown", "is_judged"),
    [
        # Two of three figures stand, but not the headline.
        ({"S02": (96, 100, 0.96), "I06": (20, 20, 1.0), "K04": (9, 9, 1.0)}, (), False),
        # The headline stands alone among six that have a target.
        ({"K04": (50, 50, 1.0)}, overview.CORE, False),
        ({"K04": (50, 50, 1.0), "S02": (96, 100, 0.96), "R02": (10, 10, 1.0)}, overview.CORE, True),
        ({"K04": (50, 50, 1.0), "S02": (96, 100, 0.96), "R02": (9, 9, 1.0)}, overview.CORE, False),
        ({}, overview.CORE, False),
    ],
)
def test_too_few_figures_with_enough_cases_make_no_judgement(rows, shown, is_judged):
    found = overview.verdict(values(**rows), KPIS, members(("慈溪市", 50, 50)), shown)

    assert found.is_judged is is_judged


def test_a_core_figure_that_is_not_collected_gives_its_place_to_the_next():
    assert overview.core([*overview.CORE, *overview.SPARE]) == overview.CORE
    assert overview.core({*KPIS} - {"R02", "K12"}) == (
        "K01", "K04", "S02", "C01", "I03", "I06", "I02", "G08",
    )  # fmt: skip
    # With too few of them all, what is lacking stays, to be said.
    assert overview.core({"K01", "K04", "G08"}) == (
        "K01", "K04", "S02", "R02", "C01", "I03", "I06", "G08",
    )  # fmt: skip
