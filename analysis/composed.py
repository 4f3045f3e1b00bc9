"""KPIs made of other KPIs: a gap is one less another, a composite a weighted sum."""

from collections.abc import Mapping

import polars as pl

# Weights are written with a few digits after the point.
TOLERANCE = 1e-6


def compose(
    parts: pl.DataFrame,
    values: pl.DataFrame,
    level: str,
    least: Mapping[str, int] | None = None,
) -> pl.DataFrame:
    """Return composed KPIs for every member of a level.

    Args:
        parts: what they are made of, the columns of sql/queries/kpi_parts.sql.
        values: the parts' own [kpi_id, scope_id, name, numerator, denominator, value].
        level: that of the members. Of months each has the weights in force on its first day, of any
            other level all have those of the period's last month.
        least: part to the cases below which it may not be judged, nor a gap that it is a side of.

    Returns:
        [kpi_id, scope_id, name, numerator, denominator, value]. A gap stands where both of its sides
        do, with enough cases. A composite has the least denominator of its parts, and no value where one has none.
    """
    month = pl.col("scope_id").str.to_date() if level == "month" else pl.col("last_month")
    enough = pl.col("part_id").replace_strict(least or {}, default=None, return_dtype=pl.Int64)
    members = (
        parts.join(values.rename({"kpi_id": "part_id"}), on="part_id", maintain_order="left")
        .filter(month.is_between("valid_from", "valid_to"))
        .group_by("kpi_id", "kind", "scope_id", "name", maintain_order=True)
        .agg(
            pl.lit(None, pl.Float64).alias("numerator"),
            pl.col("denominator").min(),
            (pl.col("weight") * pl.col("value")).sum().alias("sum"),
            pl.col("weight").filter(pl.col("value").is_not_null()).sum().alias("weight"),
            pl.col("value").null_count().alias("lacking"),
            (pl.col("denominator") < enough).sum().alias("few"),
            pl.len().alias("parts"),
            pl.col("scale").first(),
        )
    )
    gaps = members.filter(kind="gap", parts=2).with_columns(
        pl.lit(None, pl.Float64).alias("denominator"),
        pl.when(lacking=0, few=0).then("sum").alias("value"),
    )
    composites = members.filter(kind="composite").with_columns(
        pl.when((pl.col("weight") - 1).abs() < TOLERANCE)
        .then(pl.col("scale") * pl.col("sum"))
        .alias("value")
    )
    return pl.concat([gaps, composites]).select(values.columns)
