"""What the hotline's system exports beside its cases: to whom each was sent, and its calls."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.clock import Workdays, kept, moment
from etl.demo.drift import daily_share
from etl.demo.files import write_csv
from etl.demo.size import AS_OF, FIRST_DAY, Period
from etl.demo.spelling import Style, headed, spelled
from etl.demo.words import drawn

SENT = (
    "ticket_id", "seq", "level", "unit", "role", "dispatched_at", "signed_at", "returned_at", "is_return_upheld",
    "answered_at", "due_at",
)  # fmt: skip
# Calls per case: most who call are answered at once and leave no case.
CALLS_PER_CASE = 3
CO_HANDLED = 0.06
STYLES = {2025: Style("slash", encoding="gb18030"), 2026: Style("iso")}


def write_dispatches(
    rng: np.random.Generator, cases: pl.DataFrame, units: pl.DataFrame, out: Path
) -> list[Path]:
    """Write one file of dispatches per year.

    Args:
        rng: the generator of this part.
        cases: rows of `hotline_cases`, all periods.
        units: the ledger of units.
        out: the folder.
    """
    sent = cases.filter(~pl.col("is_direct_answer") & (pl.col("dispatched_at") <= AS_OF))
    count = sent.height
    others = units["unit_name"].gather(rng.integers(0, units.height, count))
    minutes = {
        name: pl.lit(pl.Series(rng.integers(5, high, count)))
        for name, high in (("sign", 240), ("back", 900), ("say", 90))
    }
    base = sent.select(
        "ticket_id",
        "unit",
        pl.lit("主办").alias("role"),
        pl.lit(1).alias("level"),
        "dispatched_at",
        pl.col("due").alias("due_at"),
        (pl.col("return_count") > 0).alias("is_returned"),
        pl.col("return_upheld").alias("is_return_upheld"),
        pl.Series("other", others),
        pl.Series("is_co_handled", rng.random(count) < CO_HANDLED),
        pl.Series("is_silent", rng.random(count) < 0.1),
        (pl.col("dispatched_at") + pl.duration(minutes=minutes["sign"])).alias("signed_at"),
        (pl.col("dispatched_at") + pl.duration(minutes=minutes["back"])).alias("returned_at"),
        (pl.col("closed_at") - pl.duration(minutes=minutes["say"])).alias("answered_at"),
    ).with_columns(answered_at=pl.max_horizontal("answered_at", "signed_at"))
    never = pl.lit(None, pl.Datetime("us"))
    upheld = base.filter("is_returned", "is_return_upheld", pl.col("other") != pl.col("unit"))
    refused = pl.col("is_returned") & ~pl.col("is_return_upheld")
    again = pl.col("returned_at") + pl.duration(minutes=40)
    kept_by = base.filter(~(pl.col("is_returned") & pl.col("is_return_upheld"))).with_columns(
        pl.when(refused).then("returned_at").alias("returned_at"),
        pl.when(refused).then("is_return_upheld").alias("is_return_upheld"),
    )
    wrong = upheld.with_columns(pl.col("other").alias("unit"), never.alias("answered_at"))
    right = upheld.with_columns(
        again.alias("dispatched_at"),
        (again + pl.duration(minutes=30)).alias("signed_at"),
        (pl.col("due_at") + pl.duration(days=1)).alias("due_at"),
        never.alias("returned_at"),
        pl.lit(None, pl.Boolean).alias("is_return_upheld"),
        pl.max_horizontal("answered_at", again).alias("answered_at"),
    )
    beside = base.filter("is_co_handled", pl.col("other") != pl.col("unit")).with_columns(
        pl.col("other").alias("unit"),
        pl.lit("协办").alias("role"),
        pl.when(~pl.col("is_silent")).then("answered_at").alias("answered_at"),
        never.alias("returned_at"),
        pl.lit(None, pl.Boolean).alias("is_return_upheld"),
    )
    seen = ("signed_at", "returned_at", "answered_at")
    rows = (
        pl.concat([kept_by, wrong, right, beside])
        .filter(pl.col("dispatched_at") <= AS_OF)
        .with_columns(
            *(pl.when(pl.col(name) <= AS_OF).then(name).alias(name) for name in seen),
            pl.when(pl.col("returned_at") <= AS_OF).then("is_return_upheld").alias("is_return_upheld"),
        )
        .sort("ticket_id", "dispatched_at", "role", maintain_order=True)
        .with_columns(seq=pl.int_range(1, pl.len() + 1).over("ticket_id"))
    )  # fmt: skip
    return by_year(rng, rows, "dispatched_at", SENT, "dispatches", out)


def write_calls(
    rng: np.random.Generator, hotline_cases: int, work: Workdays, out: Path
) -> list[Path]:
    """Write the hotline's calls, one file per year: some are given up, a few at once."""
    count = hotline_cases * CALLS_PER_CASE
    days, share = daily_share(
        Period("", FIRST_DAY, AS_OF.date(), AS_OF), work, weekend=0.55, holiday=0.5
    )
    day = np.sort(rng.choice(days, count, p=share))
    offered = np.sort(moment(day, np.clip(rng.normal(14, 3.4, count), 0, 23.9) * 3600))
    wait = np.round(rng.lognormal(1.9, 0.8, count), 0)
    patience = np.round(rng.exponential(400, count) + 1, 0)
    answered = wait <= patience
    solved, sampled = rng.random(count) < 0.86, rng.random(count) < 0.05
    rows = pl.DataFrame(
        {
            "call_id": [f"TH{number:09d}" for number in range(1, count + 1)],
            "queue": drawn(rng, ("市民服务", "企业服务", "政策咨询"), count, [0.8, 0.12, 0.08]),
            "offered_at": kept(offered),
            "wait_seconds": np.minimum(wait, patience),
            "is_answered": answered,
            "patience": patience,
            "agent": rng.integers(1, 90, count),
            "is_solved": solved,
            "is_sampled": sampled & answered,
            "is_good": rng.random(count) < 0.95,
        }
    ).filter(pl.col("offered_at") <= AS_OF)
    shown = rows.with_columns(
        pl.when(~pl.col("is_answered")).then("patience").alias("abandoned_after_seconds"),
        pl.when("is_answered").then(pl.format("示例坐席{}", "agent")).alias("agent_id"),
        pl.when("is_answered").then("is_solved").alias("is_first_call_resolved"),
        pl.when("is_sampled").then("is_good").alias("qa_passed"),
    )
    columns = (
        "call_id", "queue", "offered_at", "wait_seconds", "is_answered", "abandoned_after_seconds", "agent_id",
        "is_first_call_resolved", "qa_passed",
    )  # fmt: skip
    return by_year(rng, shown, "offered_at", columns, "calls", out)


def by_year(
    rng: np.random.Generator,
    rows: pl.DataFrame,
    time: str,
    columns: tuple[str, ...],
    source: str,
    out: Path,
) -> list[Path]:
    """Write rows as one CSV per year, the older one as an older system writes it."""
    written = []
    for year, style in STYLES.items():
        own = rows.filter(pl.col(time).dt.year() == year).select(columns)
        text = headed(spelled(own, style, rng), source, style)
        written.append(write_csv(text, out / f"{NAMES[source]}_{year}年.csv", style))
    return written


NAMES = {"dispatches": "派单记录", "calls": "热线通话", "ratings": "好差评", "visits": "网格走访"}
