"""Empirical Bayes: an outlet's figure is drawn towards its peers' by as much as it is uncertain.

A perfect record on three cases says little, and a plain percentage would let it win. The formulas
are those of domain.md section 7, step 4: a moment estimate of how much the peers truly differ
(DerSimonian and Laird 1986), then the mean of the posterior. When the peers do not differ by more
than chance (τ² = 0), the data cannot separate them on that indicator, and everyone gets the mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from analysis.awards.indicators import Array, Counts
from analysis.awards.peers import Group

# A prior must be worth something: τ² ≥ v happens only when every outlet is all good or all bad.
_LEAST_CASES = 1e-6


@dataclass(frozen=True)
class Prior:
    """What the peers say before an outlet's own data.

    Attributes:
        mean: m, their mean: a fraction, a rate per unit of exposure, or a mean score.
        between: τ², how much they truly differ.
        within: v = m(1−m) of a rate, m of a count, σ² of one inspection of a mean.
        outlets: How many peers have data.
    """

    mean: float
    between: float
    within: float
    outlets: int


@dataclass(frozen=True)
class Estimate:
    """An indicator after shrinkage, one element per outlet; meaningless where not present.

    Attributes:
        model: rate, count or mean.
        counts: The data.
        mean: m of the outlet's peers.
        between: τ² of the outlet's peers.
        within: v, m or σ² of the outlet's peers.
        theta: The estimate θ̂.
    """

    model: str
    counts: Counts
    mean: Array
    between: Array
    within: Array
    theta: Array

    def of(self, outlets: NDArray[np.bool_]) -> Self:
        """Return the estimates of some of the outlets."""
        counts = self.counts
        return replace(
            self,
            counts=Counts(counts.x[outlets], counts.n[outlets], counts.squares[outlets]),
            mean=self.mean[outlets],
            between=self.between[outlets],
            within=self.within[outlets],
            theta=self.theta[outlets],
        )


def between_variance(weights: Array, rates: Array, mean: float) -> float:
    """Moment estimate of the variance between outlets beyond chance.

    Args:
        weights: 1 / sampling variance of each rate.
        rates: The rates observed.
        mean: m.

    Returns:
        τ² = max(0, (Q − (I−1)) / (Σw − Σw²/Σw)); 0 for fewer than two outlets.
    """
    total = weights.sum()
    spare = total - (weights**2).sum() / total if total > 0 else 0.0
    if len(rates) < 2 or spare <= 0:
        return 0.0
    q = (weights * (rates - mean) ** 2).sum()
    return max(0.0, float((q - (len(rates) - 1)) / spare))


def rate_prior(x: Array, n: Array) -> Prior:
    """Prior of a rate: m = Σx/Σn, v = m(1−m), w = n/v."""
    mean = float(x.sum() / n.sum())
    v = mean * (1 - mean)
    between = between_variance(n / v, x / n, mean) if v > 0 else 0.0
    return Prior(mean, between, v, len(x))


def count_prior(c: Array, e: Array) -> Prior:
    """Prior of a count c per exposure e: m = Σc/Σe, w = e/m."""
    mean = float(c.sum() / e.sum())
    between = between_variance(e / mean, c / e, mean) if mean > 0 else 0.0
    return Prior(mean, between, mean, len(c))


def mean_prior(total: Array, k: Array, squares: Array) -> Prior:
    """Prior of a mean of k scores: σ² pooled within outlets, m = Σ scores / Σk, w = k/σ².

    Where scores never vary within an outlet (σ² = 0) the means are exact: τ² is their variance.
    Where no outlet has two scores, σ² is unknown and nothing can be told apart: τ² = 0.
    """
    mean = float(total.sum() / k.sum())
    freedom = float((k - 1).sum())
    if freedom <= 0:
        return Prior(mean, 0.0, 0.0, len(k))
    within = max(0.0, float((squares - total**2 / k).sum()) / freedom)
    averages = total / k
    # Below a ten-thousandth of a point squared it is rounding of the sums, not spread.
    if within < 1e-4:
        return Prior(mean, float(averages.var()), 0.0, len(k))
    return Prior(mean, between_variance(k / within, averages, mean), within, len(k))


def prior_cases(within: Array, between: Array) -> Array:
    """M = v/τ² − 1, the cases a rate's prior is worth; infinite when τ² = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        worth = np.where(between > 0, within / between - 1, np.inf)
    return np.maximum(worth, _LEAST_CASES)


def own_weight(counts: Counts, within: Array, between: Array) -> Array:
    """1 − B of a mean, B = s²/(s² + τ²) with s² = σ²/k: how far the outlet's own scores count."""
    sampling = within / np.maximum(counts.n, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(between > 0, between / (sampling + between), 0.0)


def shrink(model: str, counts: Counts, groups: Sequence[Group]) -> tuple[Estimate, list[Prior]]:
    """Shrink one indicator of all outlets, each towards its own group.

    Args:
        model: rate, count or mean.
        counts: The data of all outlets.
        groups: The peers, each of whom has data; each outlet with data is judged in exactly one.

    Returns:
        The estimates, NaN for an outlet without data, and the prior of each group.
    """
    mean, between, within = (np.full(len(counts.n), np.nan) for _ in range(3))
    priors = []
    for group in groups:
        prior = _prior(model, counts, group.peers)
        priors.append(prior)
        mean[group.judged] = prior.mean
        between[group.judged] = prior.between
        within[group.judged] = prior.within
    theta = _theta(model, counts, mean, between, within)
    return Estimate(model, counts, mean, between, within, theta), priors


def _prior(model: str, counts: Counts, peers: NDArray[np.bool_]) -> Prior:
    x, n = counts.x[peers], counts.n[peers]
    if model == "rate":
        return rate_prior(x, n)
    if model == "count":
        return count_prior(x, n)
    return mean_prior(x, n, counts.squares[peers])


def _theta(model: str, counts: Counts, mean: Array, between: Array, within: Array) -> Array:
    x, n = counts.x, counts.n
    separable = between > 0
    if model == "rate":
        worth = np.where(separable, prior_cases(within, between), 1.0)
        theta = (x + mean * worth) / (n + worth)
    elif model == "count":
        b = np.where(separable, mean / np.where(separable, between, 1.0), 1.0)
        theta = (x + mean * b) / (n + b)
    else:
        own = own_weight(counts, within, between)
        theta = (1 - own) * mean + own * x / np.maximum(n, 1)
    return np.where(separable, theta, mean)
