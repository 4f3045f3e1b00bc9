"""From estimates to a score: fixed goalposts, sums inside a pillar, a product across pillars.

Goalposts are fixed in the rules, so an entrant never changes another's points. Pillars are
multiplied, so one awful pillar cannot be bought back by the others (domain.md section 7, 5–6).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.awards.indicators import Array

Weight = float | Array


def points(theta: Array, low: Weight, high: Weight) -> Array:
    """Points of an estimate between its goalposts.

    Args:
        theta: Estimates in the unit of the goalposts.
        low: The goalpost worth 1 point; above `high` where less is better.
        high: The goalpost worth 100 points.

    Returns:
        z = 1 + 99·clip((θ̂ − L)/(U − L), 0, 1), from 1 to 100.
    """
    return 1 + 99 * np.clip((theta - low) / (high - low), 0, 1)


def pillar_points(
    z: Sequence[Array],
    present: Sequence[NDArray[np.bool_]],
    weights: Sequence[Weight],
    pillar_of: Sequence[int],
) -> tuple[list[Array], list[Weight]]:
    """Weighted mean inside each pillar; a missing indicator leaves its weight to the others.

    Args:
        z: Points per indicator, each of shape (…, outlets).
        present: Per indicator, which outlets have it.
        weights: Per indicator, one weight or weights of shape (…, 1).
        pillar_of: Per indicator, the position of its pillar.

    Returns:
        Points per pillar, shape (…, outlets), 1 where nothing of it is present; and the pillar's
        weight, 0 where nothing is present.
    """
    found: list[Array] = []
    pillar_weights: list[Weight] = []
    for pillar in range(max(pillar_of) + 1):
        inside = [at for at, of in enumerate(pillar_of) if of == pillar]
        weight = sum((weights[at] * present[at] for at in inside), start=np.float32(0))
        any_present = np.logical_or.reduce([present[at] for at in inside])
        summed = sum(
            (weights[at] * np.where(present[at], z[at], 0) for at in inside), start=np.float32(0)
        )
        found.append(np.where(any_present, summed / np.where(any_present, weight, 1), 1))
        pillar_weights.append(sum((weights[at] for at in inside), start=0.0) * any_present)
    return found, pillar_weights


def overall(pillars: Sequence[Array], weights: Sequence[Weight], aggregator: str) -> Array:
    """One score from the pillars.

    Args:
        pillars: Points per pillar, each of shape (…, outlets).
        weights: Weight per pillar, 0 where it is missing.
        aggregator: geometric, exp(Σ w ln z / Σ w), or arithmetic, Σ w z / Σ w.

    Returns:
        The score, 1 to 100, of shape (…, outlets); NaN for an outlet without any pillar.
    """
    total = sum(weights, start=np.float32(0))
    with np.errstate(invalid="ignore"):
        if aggregator == "arithmetic":
            return np.asarray(sum(w * p for w, p in zip(weights, pillars, strict=True)) / total)
        logs = sum(w * np.log(p) for w, p in zip(weights, pillars, strict=True))
        return np.exp(logs / total)


def ranks(scores: Array) -> NDArray[np.int32]:
    """Ranks along the last axis, best first, ties sharing the better rank (1, 2, 2, 4)."""
    order = np.argsort(-scores, axis=-1, kind="stable")
    sorted_scores = np.take_along_axis(scores, order, axis=-1)
    places = np.arange(1, scores.shape[-1] + 1, dtype=np.int32)
    is_new = np.ones(scores.shape, dtype=np.bool_)
    is_new[..., 1:] = sorted_scores[..., 1:] != sorted_scores[..., :-1]
    shared = np.maximum.accumulate(np.where(is_new, places, 0), axis=-1)
    found = np.empty(scores.shape, dtype=np.int32)
    np.put_along_axis(found, order, shared.astype(np.int32), axis=-1)
    return found
