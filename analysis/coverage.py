"""Who lives within a walk of a service window: grids, their people, and a radius.

A grid counts with all its people at its representative point; distance is a straight line to the
nearest open outlet that is not on an island (sql/core/dim_grid.sql). A grid whose place is unknown
is not covered. At 1,000 m the result is A01, at 500 m A02 (data/reference/kpis.yaml).
"""

import polars as pl

TEN_MINUTES_M, QUARTER_HOUR_M = 500, 1_000
# A leisurely pace on foot, and the way along streets against the straight line: at 1,000 m they
# give the quarter of an hour of A01; the 500 m of A02 are stricter.
WALKING_M_PER_MIN, DETOUR = 80.0, 1.2

# What a grid may lack; each names a column of `judged`.
LACKS = ("is_uncovered", "is_unstaffed", "is_unlinked")


def judged(grids: pl.DataFrame, radius_m: float) -> pl.DataFrame:
    """Return the grids with what each has and lacks.

    Args:
        grids: as `analysis.questions.grids` returns them.
        radius_m: of the walking circle, in metres.

    Returns:
        The same rows with is_covered, population_covered, is_uncovered, is_unstaffed (no worker)
        and is_unlinked (no responsible outlet).
    """
    covered = pl.col("nearest_distance_m").le(radius_m).fill_null(value=False)
    workers = pl.coalesce("worker_count", pl.col("worker_name").is_not_null().cast(pl.Int64))
    people = pl.col("population").fill_null(0)
    return grids.with_columns(
        population=people,
        is_covered=covered,
        is_uncovered=~covered,
        population_covered=pl.when(covered).then(people).otherwise(0),
        is_unstaffed=workers < 1,
        is_unlinked=pl.col("outlet_id").is_null(),
    )


def totals(grids: pl.DataFrame, by: str | None = None) -> pl.DataFrame:
    """Return the sums of judged grids, for every value of a column or in one row.

    Returns:
        [by, grids, grids_covered, population, population_covered, coverage, is_unstaffed,
        is_unlinked]; coverage is null where nobody lives.
    """
    sums = [
        pl.len().alias("grids"),
        pl.col("is_covered").sum().alias("grids_covered"),
        pl.col("population", "population_covered", "is_unstaffed", "is_unlinked").sum(),
    ]
    summed = grids.group_by(by, maintain_order=True).agg(sums) if by else grids.select(sums)
    people = pl.col("population")
    return summed.with_columns(
        pl.when(people > 0).then(pl.col("population_covered") / people).alias("coverage")
    )


def walking_minutes(radius_m: float) -> float:
    """Return how long the walk to the edge of a circle takes, detours included."""
    return radius_m * DETOUR / WALKING_M_PER_MIN
