"""How long cases take when some are still under way: the product-limit estimate, in fractions."""

from collections.abc import Sequence
from fractions import Fraction


def quantile(durations: Sequence[tuple[int, bool]], share: Fraction) -> int | None:
    """Return the least duration within which a share of all has ended (Kaplan and Meier).

    Args:
        durations: how long each was watched, and whether it ended then.
        share: such as one half.

    Returns:
        None when too few ended while they were watched.
    """
    left = Fraction(1)
    for day in sorted({day for day, has_ended in durations if has_ended}):
        at_risk = sum(1 for watched, _ in durations if watched >= day)
        ended = sum(1 for watched, has_ended in durations if watched == day and has_ended)
        left *= 1 - Fraction(ended, at_risk)
        if 1 - left >= share:
            return day
    return None
