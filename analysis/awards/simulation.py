"""How sure a rank is: the award drawn thousands of times with all that could have been otherwise.

Each draw takes the estimates from their posteriors, moves weights and goalposts, picks one of the
aggregators and sometimes leaves an inspection out (domain.md section 7, step 7). Each indicator
has a random stream of its own, all from the seed of the rules, so the same inputs give the same
ranks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.awards.indicators import Array
from analysis.awards.rules import Indicator, Rules
from analysis.awards.scoring import overall, pillar_points, points, ranks
from analysis.awards.shrinkage import Estimate, prior_cases

_CELLS = 2**17  # draws × outlets held at once of one indicator: half a megabyte that stays in cache


@dataclass(frozen=True)
class Simulated:
    """Ranks over all draws, one element per outlet.

    Attributes:
        median: The median rank.
        low: The 5th percentile.
        high: The 95th percentile.
        chance: Share of the draws with a rank among the first N.
    """

    median: NDArray[np.int32]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    chance: Array


def simulate(estimates: Sequence[Estimate], rules: Rules) -> Simulated:
    """Draw the award and rank the outlets each time.

    Args:
        estimates: One per indicator of the rules, in their order; at least one outlet.
        rules: Weights, goalposts, places and what a draw varies.

    Returns:
        The ranks.
    """
    outlets = len(estimates[0].theta)
    asked = rules.uncertainty
    seeds = np.random.SeedSequence(asked.seed).spawn(len(estimates) + 1)
    shared, *own = [np.random.default_rng(seed) for seed in seeds]
    drawn = np.empty((outlets, asked.draws), dtype=np.int32)
    step = max(1, _CELLS // outlets)
    for first in range(0, asked.draws, step):
        size = min(step, asked.draws - first)
        scores = _scores(estimates, rules, size, shared, own)
        drawn[:, first : first + size] = ranks(scores).T
    drawn.sort(axis=1)
    return Simulated(
        median=_quantile(drawn, 0.5),
        low=_quantile(drawn, 0.05),
        high=_quantile(drawn, 0.95),
        chance=(drawn <= rules.places).mean(axis=1),
    )


def _quantile(ordered: NDArray[np.int32], share: float) -> NDArray[np.int32]:
    """The smallest rank that at least this share of the draws do not exceed."""
    return ordered[:, max(0, int(np.ceil(share * ordered.shape[1])) - 1)]


def _scores(
    estimates: Sequence[Estimate],
    rules: Rules,
    size: int,
    shared: np.random.Generator,
    own: Sequence[np.random.Generator],
) -> Array:
    """Scores of `size` draws, shape (size, outlets)."""
    asked = rules.uncertainty
    z, weights = [], []
    for weight, indicator, estimate, rng in zip(
        rules.weights, rules.indicators, estimates, own, strict=True
    ):
        noise = shared.uniform(-1, 1, size=(3, size, 1)).astype(np.float32)
        weights.append(np.float32(weight) * (1 + asked.weight_noise * noise[0]))
        moved = np.float32(asked.goalpost_noise * (indicator.high - indicator.low)) * noise[1:]
        theta = _theta(estimate, indicator, rng, size, asked.drop_inspection)
        z.append(points(theta, indicator.low + moved[0], indicator.high + moved[1]))
    present = [estimate.counts.present for estimate in estimates]
    pillars, pillar_weights = pillar_points(z, present, weights, rules.pillar_of)
    scores = np.empty(pillars[0].shape, dtype=np.float32)
    picked = shared.integers(len(asked.aggregators), size=size)
    for at, aggregator in enumerate(asked.aggregators):
        rows = picked == at
        scores[rows] = overall(
            [pillar[rows] for pillar in pillars],
            [np.asarray(weight)[rows] for weight in pillar_weights],
            aggregator,
        )
    return scores


def _theta(
    estimate: Estimate, indicator: Indicator, rng: np.random.Generator, size: int, drop: float
) -> Array:
    """Draws of θ in the unit of the goalposts, shape (size, outlets); m wherever τ² = 0."""
    live = estimate.counts.present & (estimate.between > 0)
    shape = (size, len(live))
    if estimate.model == "rate":
        drawn = _rates(estimate, live, rng, shape)
    elif estimate.model == "count":
        drawn = _counts(estimate, live, rng, shape) * np.float32(indicator.per)
    else:
        drawn = _means(estimate, live, rng, shape, drop)
    fixed = np.nan_to_num(estimate.mean) * (indicator.per if estimate.model == "count" else 1)
    return np.where(live, drawn, fixed.astype(np.float32))


def _gamma(rng: np.random.Generator, shape_of: Array, shape: tuple[int, int]) -> Array:
    # Single precision halves the time; a rank does not hang on the eighth digit of a draw.
    drawn = rng.standard_gamma(shape_of.astype(np.float32), size=shape, dtype=np.float32)
    return np.maximum(drawn, np.float32(1e-30))


def _rates(
    estimate: Estimate, live: NDArray[np.bool_], rng: np.random.Generator, shape: tuple[int, int]
) -> Array:
    """Beta(x + mM, n − x + (1−m)M), as a ratio of two gammas."""
    x, n, mean = estimate.counts.x, estimate.counts.n, estimate.mean
    worth = np.where(live, prior_cases(estimate.within, estimate.between), 1.0)
    good = _gamma(rng, np.where(live, x + mean * worth, 1.0), shape)
    bad = _gamma(rng, np.where(live, n - x + (1 - mean) * worth, 1.0), shape)
    return good / (good + bad)


def _counts(
    estimate: Estimate, live: NDArray[np.bool_], rng: np.random.Generator, shape: tuple[int, int]
) -> Array:
    """Gamma(c + a) at rate e + b, with b = m/τ² and a = mb."""
    b = np.where(live, estimate.mean / np.where(live, estimate.between, 1.0), 1.0)
    drawn = _gamma(rng, np.where(live, estimate.counts.x + estimate.mean * b, 1.0), shape)
    exposure: Array = np.asarray(estimate.counts.n + b, dtype=np.float32)
    return np.divide(drawn, exposure)


def _means(
    estimate: Estimate,
    live: NDArray[np.bool_],
    rng: np.random.Generator,
    shape: tuple[int, int],
    drop: float,
) -> Array:
    """Normal((1−B)ȳ + Bm, (1−B)s²), sometimes with one of the k inspections left out.

    The score left out is one standard deviation of the outlet's scores above or below their mean,
    either with the same chance: exact for k = 2, right in mean and variance for more.
    """
    k = np.maximum(estimate.counts.n, 1)
    average = estimate.counts.x / k
    deviation = np.sqrt(np.maximum(estimate.counts.squares / k - average**2, 0))
    noise = rng.standard_normal(size=shape, dtype=np.float32)
    lot = rng.random(size=shape, dtype=np.float32)
    dropped = (lot < drop) & (k > 1)
    sign = np.where(lot < drop / 2, 1, -1)
    left = (k - dropped).astype(np.float32)
    observed = average + np.where(dropped, sign * deviation / left, 0)
    between = np.where(live, estimate.between, 1.0)
    sampling = np.where(live, estimate.within, 1.0) / left
    own = between / (between + sampling)
    mean = np.where(live, estimate.mean, 0.0)
    return own * observed + (1 - own) * mean + np.sqrt(own * sampling) * noise
