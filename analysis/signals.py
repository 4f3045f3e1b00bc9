"""Is a month's figure a signal or the usual noise: the limits of an XmR chart.

The NHS "Making Data Count" formula: mean ± 2.66 × the mean moving range, where 2.66 = 3 / 1.128
turns the mean of absolute month-to-month differences into three standard deviations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

SMALL, FEW = 10, 30  # cases: below 10 a rate is withheld, below 30 greyed and unranked

_SIGMAS = 2.66
_LEAST_MONTHS = (
    6  # below it limits are too rough to be drawn; below 13 they are called trial limits
)

Signal = Literal["above", "below", "usual", "unknown"]


@dataclass(frozen=True)
class Limits:
    """The band in which a series usually moves."""

    mean: float
    lower: float
    upper: float
    is_trial: bool

    def signal(self, value: float | None) -> Signal:
        """Say on which side of the band a value lies."""
        if value is None:
            return "unknown"
        if value > self.upper:
            return "above"
        return "below" if value < self.lower else "usual"


def limits(
    values: Sequence[float | None], floor: float | None = None, ceiling: float | None = None
) -> Limits | None:
    """Return the limits of a series, or None when fewer than six months are known.

    Args:
        values: One per month, oldest first; None where nothing is known. A moving range is
            taken only between neighbouring months that are both known.
        floor: The least value that can occur, such as 0 for a share.
        ceiling: The greatest, such as 1 for a share.
    """
    known = [value for value in values if value is not None]
    ranges = [
        abs(later - earlier)
        for earlier, later in pairwise(values)
        if earlier is not None and later is not None
    ]
    if len(known) < _LEAST_MONTHS or not ranges:
        return None
    mean = sum(known) / len(known)
    reach = _SIGMAS * sum(ranges) / len(ranges)
    lower = mean - reach if floor is None else max(floor, mean - reach)
    upper = mean + reach if ceiling is None else min(ceiling, mean + reach)
    return Limits(mean, lower, upper, is_trial=len(known) < 13)


def wilson(successes: float, n: float, z: float = 1.96) -> tuple[float, float] | None:
    """Return the 95 % interval of a share (Wilson 1927), or None without cases."""
    if n <= 0:
        return None
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * ((share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5)
    return max(0.0, centre - half), min(1.0, centre + half)
