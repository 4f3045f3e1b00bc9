"""What an export shows of the truth: later events are not in it yet, and later exports restate."""

from datetime import datetime, timedelta

import polars as pl

GRADES = ("非常不满意", "不满意", "基本满意", "满意", "非常满意")
ODDITIES = {1: "作废", 2: "测试", 3: "重复"}
# An outlet that was merged before the ledger was made: no ledger lists it.
FORMER_OUTLET = "W9901"

WINDOW_COLUMNS = (
    "ticket_id", "channel", "request_type", "matter", "case_type", "outlet_id", "window_no", "staff_id",
    "received_at", "accepted_at", "promised_days", "statutory_days", "closed_at", "withdrawn_at", "status",
    "correction_count", "return_count", "visit_count", "reopened_at", "rating", "is_default_rating",
    "bad_rating_verified_at", "bad_rating_fixed_at", "is_bad_rating_upheld", "handling_minutes",
    "reported_on_time", "person_key", "exported_at",
)  # fmt: skip
HOTLINE_COLUMNS = (
    "ticket_id", "channel", "request_type", "category_1", "category_2", "category_3", "urgency", "received_at",
    "dispatched_at", "unit", "district", "township", "is_direct_answer", "due_at", "extension_days",
    "return_count", "is_return_upheld", "first_contact_at", "closed_at", "status", "reopened_at",
    "callback_result", "unit_says_resolved", "citizen_says_resolved", "citizen_satisfied", "is_excluded",
    "exclusion_reason", "reported_on_time", "longitude", "latitude", "crs", "person_key", "content",
    "exported_at", "due_is_date",
)  # fmt: skip


def window_export(truth: pl.DataFrame, outlet_ids: pl.Series, when: datetime) -> pl.DataFrame:
    """Return window cases as an export of that moment shows them.

    Args:
        truth: rows of `window_cases`, with `reopened_at` and `closed_again_at` where restated.
        outlet_ids: the ledger's ids in the order of the outlets' positions.
        when: the moment of the export.
    """
    seen = _as_seen(truth, when)
    rated = pl.col("closed_at").is_not_null() & pl.col("is_rated")
    grade = pl.when("is_default_rating").then(5).otherwise("rating")
    bad = rated & (grade <= 2)
    verified, fixed = (pl.col("closed_at") + timedelta(days=days) for days in (1, 8))
    former = pl.col("staff_id") % 1999 == 7
    return seen.with_columns(
        pl.when(former)
        .then(pl.lit(FORMER_OUTLET))
        .otherwise(outlet_ids.gather(truth["outlet"]))
        .alias("outlet_id"),
        pl.lit("办事").alias("request_type"),
        pl.col("window_no").cast(pl.String).str.zfill(2),
        pl.when(pl.col("statutory_days") > 0).then("statutory_days"),
        pl.when(rated).then(grade).alias("rating"),
        pl.when(rated).then("is_default_rating"),
        pl.when(bad & (verified <= when)).then(verified).alias("bad_rating_verified_at"),
        pl.when(bad & (fixed <= when)).then(fixed).alias("bad_rating_fixed_at"),
        pl.when(bad & (verified <= when)).then("is_upheld").alias("is_bad_rating_upheld"),
    ).with_columns(pl.col("rating").replace_strict(dict(enumerate(GRADES, 1)), default=None)).select(
        WINDOW_COLUMNS
    )  # fmt: skip


def hotline_export(truth: pl.DataFrame, when: datetime) -> pl.DataFrame:
    """Return hotline cases as an export of that moment shows them.

    Args:
        truth: rows of `hotline_cases` with `is_overwritten`: whether the system wrote the extended
            deadline over the first one.
        when: the moment of the export.
    """
    seen = _as_seen(truth, when)
    done = pl.col("closed_at").is_not_null()
    said = ("callback_result", "unit_says_resolved", "citizen_says_resolved", "citizen_satisfied")
    returned = pl.col("return_count") > 0
    return seen.with_columns(
        pl.lit("热线").alias("channel"),
        pl.when(pl.col("dispatched_at") <= when).then("dispatched_at"),
        pl.when(pl.col("first_contact_at") <= when).then("first_contact_at"),
        pl.when("is_overwritten").then("extended_due").otherwise("due").alias("due_at"),
        pl.when(pl.col("extension_days") > 0).then("extension_days"),
        pl.when(returned).then("return_upheld").alias("is_return_upheld"),
        *(pl.when(done).then(name).alias(name) for name in said),
        pl.when("is_excluded").then("exclusion_reason"),
        (pl.col("due_is_date") & ~pl.col("is_overwritten")).alias("due_is_date"),
    ).select(HOTLINE_COLUMNS)


def restated(truth: pl.DataFrame, first: datetime, last: datetime) -> pl.DataFrame:
    """Return the cases that a later export must show again, with what happened to them since.

    Args:
        truth: cases of one period.
        first: when the period's own export was taken.
        last: when the later one was taken.

    Returns:
        Those closed, withdrawn, extended or reopened in between; a reopened one has `reopened_at`
        and, when it was closed again in time, `closed_again_at`.
    """
    closed = pl.col("closed_at")
    reopens = pl.col("reopens") & closed.is_between(first - timedelta(days=25), first)
    wait = pl.int_range(pl.len()) % 5 * 1_440 + 137
    reopened = pl.lit(first) + pl.duration(minutes=wait)
    again = reopened + timedelta(days=3, hours=2)
    moved = pl.col("is_overwritten") if "is_overwritten" in truth.columns else pl.lit(False)
    return truth.with_columns(
        pl.when(reopens & (reopened < last)).then(reopened).alias("reopened_at"),
        pl.when(reopens & (again < last)).then(again).alias("closed_again_at"),
    ).filter(
        (closed > first)
        | (pl.col("withdrawn_at") > first)
        | pl.col("reopened_at").is_not_null()
        | moved
    )


def _as_seen(truth: pl.DataFrame, when: datetime) -> pl.DataFrame:
    if "reopened_at" not in truth.columns:
        nothing = pl.lit(None, pl.Datetime("us"))
        truth = truth.with_columns(nothing.alias("reopened_at"), nothing.alias("closed_again_at"))
    latest = pl.coalesce("closed_again_at", "closed_at")
    seen = truth.with_columns(
        pl.when(latest <= when).then(latest).alias("closed_at"),
        pl.when(pl.col("withdrawn_at") <= when).then("withdrawn_at"),
        pl.when(pl.col("accepted_at") <= when).then("accepted_at")
        if "accepted_at" in truth.columns
        else pl.lit(None).alias("accepted_at"),
        pl.lit(when).alias("exported_at"),
    )
    going = pl.col("reopened_at") > pl.col("closed_at")
    status = (
        pl.when(pl.col("oddity") > 0)
        .then(pl.col("oddity").replace_strict(ODDITIES, default=None, return_dtype=pl.String))
        .when(pl.col("withdrawn_at").is_not_null())
        .then(pl.lit("撤销"))
        .when(going.fill_null(False) | pl.col("closed_at").is_null())
        .then(pl.lit("在办"))
        .otherwise(pl.lit("办结"))
    )
    return seen.with_columns(
        status.alias("status"),
        pl.when(pl.col("closed_at").is_not_null()).then("reported_on_time"),
    )
