"""The counts behind every score, as arrays of outlets × indicators."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from analysis.awards.rules import Rules

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Counts:
    """What was counted of one indicator, one element per outlet.

    Attributes:
        x: Numerator: cases that succeed, complaints, or the sum of scores.
        n: Denominator: all cases, the exposure, or the number of inspections; 0 without data.
        squares: Sum of squares of the scores of a mean; 0 elsewhere.
    """

    x: Array
    n: Array
    squares: Array

    @property
    def present(self) -> NDArray[np.bool_]:
        """Where there is something to judge."""
        return self.n > 0


def counts(indicators: pl.DataFrame, rules: Rules, outlet_ids: list[str]) -> list[Counts]:
    """Lay the long frame out by indicator and outlet.

    Args:
        indicators: One row per outlet and indicator: outlet_id, kpi_id, numerator, denominator
            and, where a mean is told, sum_of_squares.
        rules: The rules of the award, which name the indicators and their order.
        outlet_ids: The outlets, in the order wanted.

    Returns:
        One `Counts` per indicator of the rules. A rate never exceeds 1: an inspector may count
        more windows open than the ledger has.
    """
    order = pl.DataFrame({"outlet_id": outlet_ids}, schema={"outlet_id": pl.String})
    known = indicators.filter(
        pl.col("denominator") > 0, pl.col("numerator").is_not_null()
    ).with_columns(
        x=pl.col("numerator").cast(pl.Float64),
        n=pl.col("denominator").cast(pl.Float64),
        squares=pl.col("sum_of_squares").cast(pl.Float64),
    )
    laid_out = []
    for indicator in rules.indicators:
        rows = order.join(
            known.filter(pl.col("kpi_id") == indicator.kpi_id),
            on="outlet_id",
            how="left",
            maintain_order="left",
            validate="1:1",
        )
        x, n, squares = (rows[name].fill_null(0.0).to_numpy() for name in ("x", "n", "squares"))
        if indicator.model == "rate":
            x = np.minimum(x, n)
        laid_out.append(Counts(x, n, squares))
    return laid_out
