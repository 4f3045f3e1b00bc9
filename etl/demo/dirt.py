"""What is wrong in the files: a few rows that must be refused, and rows that come twice."""

import numpy as np
import polars as pl

# One row in four hundred: below the 1 % at which a load warns.
FAULT_SHARE = 0.0024
TWICE_SHARE = 0.0005

# canonical column: what a clerk typed there.
WINDOW_FAULTS = (
    ("received_at", "2026-13-05 10:00"),
    ("accepted_at", "昨天上午"),
    ("closed_at", "2026年2月30日 16:20"),
    ("promised_days", "五天半"),
    ("statutory_days", "-20"),
    ("case_type", "绿色通道件"),
    ("channel", "村口小卖部"),
    ("status", "已转外单位"),
    ("correction_count", "两次"),
    ("ticket_id", ""),
    ("rating", "五颗星"),
    ("handling_minutes", "约十分钟"),
    ("reported_on_time", "待定"),
)
HOTLINE_FAULTS = (
    ("ticket_id", ""),
    ("received_at", ""),
    ("received_at", "2025/6/31 9:00"),
    ("due_at", "尽快"),
    ("request_type", "其他诉求"),
    ("urgency", "★★★"),
    ("extension_days", "若干"),
    ("closed_at", "下周三"),
    ("callback_result", "打不通再说"),
    ("unit", ""),
    ("longitude", "东经121度"),
)
COMPLAINT_FAULTS = (
    ("received_at", "国庆节期间"),
    ("category", "态度和效率"),
    ("channel", "短视频平台私信"),
)
INSPECTION_FAULTS = (
    ("inspected_at", "2026-06-31"),
    ("kind", "随机抽查"),
    ("result", "基本合格"),
    ("points", "满分"),
    ("item_code", ""),
    ("rectify_due", "立即"),
)
Faults = tuple[tuple[str, str], ...]


def soiled(
    text: pl.DataFrame, faults: Faults, rng: np.random.Generator, share: float = FAULT_SHARE
) -> pl.DataFrame:
    """Return the rows with a fault in a few of them, and some rows once more at the end.

    Args:
        text: rows as text under canonical names.
        faults: what may be wrong.
        rng: chooses the rows.
        share: of the rows, at least one.
    """
    count = min(text.height, max(1, round(share * text.height)))
    rows = rng.permutation(text.height)[:count]
    fault = np.full(text.height, -1)
    fault[rows] = np.arange(count) % len(faults)
    where = pl.Series(fault)
    bad = text
    for number, (name, wrong) in enumerate(faults):
        cell = pl.when(where == number).then(pl.lit(wrong)).otherwise(pl.col(name))
        bad = bad.with_columns(cell.alias(name))
    twice = rng.permutation(text.height)[: round(TWICE_SHARE * text.height)]
    return pl.concat([bad, text[pl.Series(np.sort(twice))]])
