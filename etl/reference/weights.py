"""The weights of composite KPIs, kept as rows with dates since cities change them."""

from datetime import date

import polars as pl

from etl.errors import EtlError, Said
from etl.handwritten import read_table
from etl.paths import DataFolder

FILE = "kpi_weights.csv"
WEIGHT = {
    "kpi_id": pl.String(),
    "part_id": pl.String(),
    "weight": pl.Float64(),
    "valid_from": pl.Date(),
    "valid_to": pl.Date(),
    "note": pl.String(),
}
CLOSE = 1e-6


def read_weights(folder: DataFolder) -> pl.DataFrame:
    """Read `kpi_weights.csv`: which share each part has of a composite KPI, and from when to when.

    Args:
        folder: the data folder.

    Returns:
        kpi_id, part_id, weight, valid_from, valid_to (the last day; null: without end), note.

    Raises:
        EtlError: the file cannot be read, or weights in force together do not sum to 1.
    """
    weights = read_table(folder.reference(FILE), WEIGHT)
    begun = pl.col("valid_from").fill_null(date.min)
    for kpi_id, day in (
        weights.select("kpi_id", begun).unique().sort("kpi_id", "valid_from").iter_rows()
    ):
        in_force = weights.filter(
            pl.col("kpi_id") == kpi_id,
            begun <= day,
            pl.col("valid_to").fill_null(date.max) >= day,
        )
        total = float(in_force.select(pl.col("weight").sum()).item())
        if abs(total - 1) > CLOSE or in_force["part_id"].is_duplicated().any():
            path = folder.reference(FILE)
            parts = "、".join(
                f"{part} {weight:g}"
                for part, weight in in_force.select("part_id", "weight").iter_rows()
            )
            raise EtlError(
                Said(
                    f"参考文件 {path}：{kpi_id} 自 {day} 起的权重合计为 {total:g}，应为1，且每项只列一次（{parts}）",
                    f"The reference file {path}: the weights of {kpi_id} from {day} on sum to {total:g} instead of 1, "
                    f"or name a part twice ({parts})",
                )
            )
    return weights
