"""The columns of the rows behind complaints and inspections, and the reader's words for their codes."""

from collections.abc import Sequence

import polars as pl

from analysis import evidence
from ui.tables import Column
from ui.words import WORDS, pick, t

_WORDED = ("channel", "category", "kind", "result")
_TRUTHS = ("is_on_time", "is_upheld", "is_satisfied")
_PLACE = (
    Column("outlet_name", "common.outlet", width="medium"),
    Column("unit_name", "common.unit", width="medium"),
    Column("district_name", "common.district"),
)
_LINE = (
    Column("file_name", "evidence.file_name", width="medium"),
    Column("line_number", "evidence.line_number", "count", width=80),
)
_AMOUNT = Column("amount", "evidence.amount", "decimal", width=90)
_COLUMNS: dict[evidence.Question, tuple[Column, ...]] = {
    evidence.complaint_rows: (
        Column("complaint_id", "evidence.complaint_id"), _AMOUNT,
        Column("channel", "evidence.channel"), Column("category", "evidence.category"), *_PLACE,
        Column("received_at", "evidence.received_at", "moment"),
        Column("due_at", "evidence.due_at", "moment"),
        Column("first_closed_at", "evidence.first_closed_at", "moment"),
        Column("is_on_time", "evidence.is_on_time"), Column("is_upheld", "evidence.is_upheld"),
        Column("is_satisfied", "evidence.is_satisfied"),
        Column("escalated_to", "evidence.escalated_to"),
        Column("source_ticket_id", "evidence.source_ticket_id"), *_LINE,
    ),
    evidence.inspection_rows: (
        Column("inspection_id", "evidence.inspection_id"), _AMOUNT,
        Column("item", "evidence.item"), Column("result", "evidence.result"),
        Column("value", "evidence.value", "decimal"),
        *_PLACE, Column("inspected_at", "evidence.inspected_at", "moment"), Column("kind", "evidence.kind"),
        Column("score", "evidence.score", "decimal"),
        Column("windows_open", "evidence.windows_open", "count"),
        Column("windows_total", "evidence.windows_total", "count"),
        Column("announced_score", "evidence.announced_score", "decimal"),
        Column("adjusted_score", "evidence.adjusted_score", "decimal"),
        Column("inspector", "evidence.inspector"), Column("reason", "evidence.reason"),
        Column("rectify_due", "evidence.rectify_due", "date"),
        Column("rectified_at", "evidence.rectified_at", "moment"), *_LINE,
    ),
    evidence.inspected_outlet_rows: (
        Column("outlet_name", "common.outlet", width="medium"), _AMOUNT,
        Column("item", "evidence.item"), Column("unit_name", "common.unit", width="medium"),
        Column("district_name", "common.district"),
        Column("inspections", "evidence.inspections", "count"),
        Column("announced", "evidence.announced", "count"),
        Column("unannounced", "evidence.unannounced", "count"),
        Column("mean_score", "evidence.mean_score", "decimal"),
        Column("lacking_a_must", "evidence.lacking_a_must", "count"),
        Column("last_inspected_at", "evidence.last_inspected_at", "moment"), *_LINE,
    ),
}  # fmt: skip
# Of interest with these measures only; elsewhere they would be columns without a word.
_ONLY = {
    "announced_score": ("visits_paired", "announced_gap_points"),
    "adjusted_score": ("inspection_score_points", "inspections_scored", "severity_points", "inspections_compared"),
    "windows_open": ("windows_open", "windows_installed"),
    "windows_total": ("windows_open", "windows_installed"),
}  # fmt: skip


def columns_of(found: pl.DataFrame, question: evidence.Question, measure: str) -> Sequence[Column]:
    """Return what is shown of the rows of a measure: no column that says nothing in any row.

    Args:
        found: The rows, as the question returned them.
        question: The question asked.
        measure: The measure asked for.

    Returns:
        The columns with their headers in the reader's language.
    """
    return [
        Column(
            one.key,
            t(one.label),
            "count" if one is _AMOUNT and _is_whole(found["amount"]) else one.kind,
            width=one.width,
        )
        for one in _COLUMNS[question]
        if measure in _ONLY.get(one.key, (measure,)) and _says_something(found, one.key)
    ]


def _says_something(found: pl.DataFrame, key: str) -> bool:
    name = "item_code" if key == "item" else key
    return name in found.columns and found[name].null_count() < found.height


def _is_whole(amounts: pl.Series) -> bool:
    return bool((amounts == amounts.round()).all())


def worded(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Put the reader's words for codes, yes and no, and what is unknown.

    Args:
        found: The rows, as the question returned them.
        lang: The reader's language, so that the answer is kept by it.
    """
    words = [
        pl.col(name).replace(
            {
                key.removeprefix(f"evidence.{name}_"): t(key)
                for key in WORDS
                if key.startswith(f"evidence.{name}_")
            }
        )
        for name in _WORDED
        if name in found.columns
    ]
    truths = [
        pl.when(pl.col(name)).then(pl.lit(t("evidence.yes"))).when(~pl.col(name)).then(pl.lit(t("evidence.no"))).alias(name)
        for name in _TRUTHS
        if name in found.columns
    ]  # fmt: skip
    item = pick("item_name", "item_name_en")
    named = [pl.coalesce(item, "item_code").alias("item")] if "item_code" in found.columns else []
    places = pl.col("unit_name", "outlet_name", "district_name").replace(
        "unknown", t("common.unknown")
    )
    return found.with_columns(*words, *truths, *named, places)
