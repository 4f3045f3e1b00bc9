"""What the remark of a member says in a table: too few cases, their range, or that it is no member."""

from collections.abc import Iterable

import polars as pl

from analysis.signals import FEW, SMALL, wilson
from ui import formats
from ui.words import t

UNKNOWN = "unknown"


def remarks(rows: pl.DataFrame) -> Iterable[str]:
    """Yield the remark of each row; nothing where there is enough to judge.

    Args:
        rows: [scope_id, numerator, denominator] of shares.
    """
    for scope_id, numerator, n in rows.select("scope_id", "numerator", "denominator").iter_rows():
        if scope_id == UNKNOWN:
            yield t("on_time.unplaced")
        elif n < SMALL:
            yield t("on_time.too_few")
        elif n < FEW:
            low, high = wilson(numerator, n) or (None, None)
            yield t("on_time.range", low=formats.rate(low, 1), high=formats.rate(high, 1))
        else:
            yield ""
