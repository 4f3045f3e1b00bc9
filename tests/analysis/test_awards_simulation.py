import numpy as np
import polars as pl
import pytest
from award_frames import city, ranked, rules
from scipy import stats

from analysis.awards.indicators import Counts, counts
from analysis.awards.peers import Group, peer_groups
from analysis.awards.rules import Rules
from analysis.awards.shrinkage import Estimate, shrink
from analysis.awards.simulation import _theta, simulate


def estimates_of(frame, figures, given: Rules):
    ids = frame["outlet_id"].to_list()
    least = given.peer_group_least
    return [
        shrink(indicator.model, counted, peer_groups(frame, least, counted.present))[0]
        for indicator, counted in zip(given.indicators, counts(figures, given, ids), strict=True)
    ]


def estimate(model, x, n, squares=None) -> Estimate:
    columns = [np.array(c, dtype=float) for c in (x, n, squares or [0] * len(x))]
    everyone = np.ones(len(x), dtype=bool)
    return shrink(model, Counts(*columns), [Group(None, None, everyone, everyone)])[0]


def drawn(model, at, *figures, drop=0.0):
    indicator = next(one for one in rules().indicators if one.model == model)
    known = estimate(model, *figures)
    return known, _theta(known, indicator, np.random.default_rng(1), 20_000, drop)[:, at]


def test_rates_are_drawn_from_their_beta():
    known, theta = drawn("rate", 0, [70, 80, 90], [100, 100, 100])

    cases = 0.16 / 0.0084 - 1
    posterior = stats.beta(70 + 0.8 * cases, 30 + 0.2 * cases)
    assert theta.mean() == pytest.approx(known.theta[0], abs=0.001)
    assert stats.kstest(theta.astype(float), posterior.cdf).pvalue > 0.001


def test_counts_are_drawn_from_their_gamma_per_ten_thousand():
    _, theta = drawn("count", 2, [10, 20, 30], [10_000, 10_000, 10_000])

    posterior = stats.gamma(35, scale=10_000 / 12_500)
    assert stats.kstest(theta.astype(float), posterior.cdf).pvalue > 0.001


def test_means_are_drawn_from_their_normal():
    squares = [78**2 + 82**2, 88**2 + 92**2, 93**2 + 97**2]
    known, theta = drawn("mean", 0, [160, 180, 190], [2, 2, 2], squares)

    b = 4 / (4 + 54 + 1 / 3)
    posterior = stats.norm(known.theta[0], np.sqrt((1 - b) * 4))
    assert stats.kstest(theta.astype(float), posterior.cdf).pvalue > 0.001


def test_an_inspection_left_out_leaves_the_other():
    # Two scores, 78 and 82: with one always left out, the other alone counts, at twice the variance.
    squares = [78**2 + 82**2, 88**2 + 92**2, 93**2 + 97**2]
    known, theta = drawn("mean", 0, [160, 180, 190], [2, 2, 2], squares, drop=1.0)

    own = known.between[0] / (known.between[0] + 8)
    centres = [own * score + (1 - own) * 530 / 6 for score in (78, 82)]
    assert theta.mean() == pytest.approx(np.mean(centres), abs=0.1)
    assert theta.var() == pytest.approx(own * 8 + np.var(centres), rel=0.05)


def test_inseparable_peers_stay_at_their_mean():
    known, theta = drawn("rate", 1, [94, 95, 96], [100, 100, 100])

    assert known.between[0] == 0
    assert set(theta.tolist()) == {np.float32(0.95)}


def test_without_noise_every_draw_is_the_nominal_ranking():
    frame = pl.DataFrame({"outlet_id": list("abcd"), "industry_id": "x", "entity_level": "city"})
    kept = rules(
        uncertainty=rules().uncertainty.model_dump()
        | {
            "weight_noise": 0,
            "goalpost_noise": 0,
            "aggregators": ["geometric"],
            "drop_inspection": 0,
        }
    )
    # Millions of cases: the posteriors have no width left.
    figures = pl.DataFrame(
        [
            (name, kpi, quality * 1e9, 1e9, None)
            for name, quality in zip("abcd", (0.9, 0.95, 0.85, 0.98), strict=True)
            for kpi in ("K04", "K12", "S02", "C04", "I04", "I06")
        ],
        schema=["outlet_id", "kpi_id", "numerator", "denominator", "sum_of_squares"],
        schema_overrides={"sum_of_squares": pl.Float64},
        orient="row",
    )

    simulated = simulate(estimates_of(frame, figures, kept), kept)

    assert simulated.median.tolist() == [3, 2, 4, 1]
    assert simulated.low.tolist() == simulated.high.tolist() == [3, 2, 4, 1]


def test_the_same_inputs_give_the_same_ranks_and_another_seed_others():
    frame, figures = city(24)
    other = rules(uncertainty=rules().uncertainty.model_dump() | {"seed": 7})

    first, second = (ranked(frame, figures, rules()).scores for _ in range(2))
    third = ranked(frame, figures, other).scores

    assert first.equals(second)
    assert not first["chance"].equals(third["chance"])
    assert first["score"].equals(third["score"])


def test_chances_fill_the_places_and_intervals_hold_the_median():
    frame, figures = city(24)

    scores = ranked(frame, figures, rules(places=5)).scores

    assert scores["chance"].sum() == pytest.approx(5, abs=0.05)
    assert scores.filter(pl.col("median_rank").is_between("rank_low", "rank_high")).height == 24
    best, worst = scores.row(0, named=True), scores.row(23, named=True)
    assert (best["chance"], best["band"]) == (1.0, "recommended")
    assert (worst["chance"], worst["band"]) == (0.0, "other")
    assert "review" in scores["band"]


def test_an_all_good_outlet_of_three_cases_does_not_win():
    frame, figures = city(24)
    tiny = figures.with_columns(
        pl.when(pl.col("outlet_id") == "012", pl.col("kpi_id").is_in(["K04", "K12", "S02"]))
        .then(3.0)
        .otherwise(pl.col("numerator"))
        .alias("numerator"),
        pl.when(pl.col("outlet_id") == "012", pl.col("kpi_id").is_in(["K04", "K12", "S02"]))
        .then(3.0)
        .otherwise(pl.col("denominator"))
        .alias("denominator"),
    )

    scores = ranked(frame, tiny, rules(places=3)).scores

    perfect = scores.row(12, named=True)
    assert perfect["rank"] > 3
    assert perfect["band"] != "recommended"
