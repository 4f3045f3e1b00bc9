"""Complaints by year and inspections by half-year as files."""

from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.dirt import COMPLAINT_FAULTS, INSPECTION_FAULTS, soiled
from etl.demo.files import write_csv
from etl.demo.spelling import Style, headed, spelled

COMPLAINT_COLUMNS = (
    "complaint_id", "channel", "received_at", "outlet_id", "district", "source_ticket_id", "unit", "category",
    "severity", "promised_days", "due_at", "first_reply_at", "visited_at", "closed_at", "is_upheld",
    "callback_result", "is_resolved", "is_satisfied", "escalated_to", "person_key", "content", "exported_at",
)  # fmt: skip
INSPECTION_COLUMNS = (
    "inspection_id", "outlet_id", "inspected_at", "kind", "inspector", "item_code", "result", "value", "points",
    "max_points", "deduction", "reason", "round", "windows_total", "windows_open", "rectify_due",
    "rectified_at", "verified_by",
)  # fmt: skip
NEW_ITEM = "垃圾分类"


def write_complaints(rng: np.random.Generator, made: pl.DataFrame, out: Path) -> list[Path]:
    """Write one file per year: the first as an old system exports it, the second as a new one."""
    styles = {
        2025: Style(
            "slash",
            encoding="gb18030",
            titles=("示例市窗口服务投诉台账（2025年）",),
            has_total=True,
        ),
        2026: Style("iso", headers={"outlet_id": "网点编号", "due_at": "办理期限"}),
    }
    written = []
    for year, style in styles.items():
        rows = made.filter(pl.col("received_at").dt.year() == year).select(COMPLAINT_COLUMNS)
        text = soiled(spelled(rows, style, rng), COMPLAINT_FAULTS, rng, 0.005)
        path = out / f"窗口投诉_{year}年.csv"
        written.append(write_csv(headed(text, "complaints", style), path, style))
    return written


def write_inspections(rng: np.random.Generator, visited: pl.DataFrame, out: Path) -> list[Path]:
    """Write one file per half-year, each spelled differently."""
    styles = (
        ("2025年5-12月", datetime(2026, 1, 1), Style(
            "chinese", encoding="gb18030", titles=("示例市窗口行业明查暗访记录", "制表：示例市文明办"), has_total=True
        )),
        ("2026年1-6月", datetime(2026, 7, 1), Style("iso", headers={"outlet_id": "被检查网点"})),
        ("2026年7-11月", datetime(2027, 1, 1), Style("slash", missing="/")),
    )  # fmt: skip
    written, first = [], datetime(2025, 1, 1)
    for name, last, style in styles:
        rows = visited.filter(pl.col("inspected_at").is_between(first, last, closed="left"))
        first = last
        if style.dates != "iso":
            rows = rows.with_columns(pl.col("item_name").alias("item_code"))
        if style.dates == "slash":
            extra = rows.unique("inspection_id", keep="first", maintain_order=True)[::9]
            blank = pl.lit(None).alias
            rows = pl.concat([rows, extra.with_columns(
                pl.lit(NEW_ITEM).alias("item_code"), pl.lit("合格").alias("result"),
                blank("windows_total").cast(pl.Int64), blank("windows_open").cast(pl.Int64),
                blank("reason").cast(pl.String), blank("deduction").cast(pl.Float64),
            )])  # fmt: skip
        text = soiled(
            spelled(rows.select(INSPECTION_COLUMNS), style, rng), INSPECTION_FAULTS, rng, 0.001
        )
        path = out / f"明查暗访_{name}.csv"
        written.append(write_csv(headed(text, "inspections", style), path, style))
    return written
