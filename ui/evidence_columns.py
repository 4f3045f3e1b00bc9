"""The columns of the rows behind a figure, and the reader's words for their codes."""

from collections.abc import Callable

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
_PLACES = ("unit_name", "outlet_name", "district_name")
_NAMED = (("item_name", "item_code", "item"), ("part_name", "part_id", "part"))
_LINE = (
    Column("file_name", "evidence.file_name", width="medium"),
    Column("line_number", "evidence.line_number", "count", width=80),
)
_AMOUNT = Column("amount", "evidence.amount", "decimal", width=90)
_COLUMNS: dict[evidence.Question, tuple[Column, ...]] = {
    evidence.case_rows: (
        Column("ticket_id", "evidence.ticket_id"), _AMOUNT, Column("matter", "evidence.matter"),
        *_PLACE, Column("started_at", "evidence.started_at", "moment"),
        Column("due_at", "evidence.due_at", "moment"),
        Column("first_closed_at", "evidence.first_closed_at", "moment"),
        Column("is_on_time", "evidence.is_on_time"), *_LINE,
    ),
    evidence.promise_rows: (
        Column("matter", "evidence.matter", width="medium"), _AMOUNT,
        Column("promised_days", "evidence.promised_days", "amount"),
        Column("statutory_days", "evidence.statutory_days", "amount"),
        Column("cases", "evidence.cases", "count"),
        Column("ticket_id", "evidence.newest_case"),
        Column("started_at", "evidence.started_at", "moment"),
        Column("unit_name", "common.unit", width="medium"),
        Column("district_name", "common.district"), *_LINE,
    ),
    evidence.matter_rows: (
        Column("matter", "evidence.matter", width="medium"), _AMOUNT,
        Column("outlets_listed", "evidence.outlets_listed", "count"),
        Column("outlets_taken", "evidence.outlets_taken", "count"),
        Column("cases", "evidence.cases", "count"),
        Column("ticket_id", "evidence.newest_case"),
        Column("started_at", "evidence.started_at", "moment"),
        Column("outlet_name", "common.outlet", width="medium"), *_LINE,
    ),
    evidence.staffed_outlet_rows: (
        Column("outlet_name", "common.outlet", width="medium"), _AMOUNT,
        Column("closed", "evidence.closed", "count"),
        Column("staff_full", "evidence.staff_full", "count"),
        Column("staff_part", "evidence.staff_part", "count"),
        Column("cases_per_worker", "evidence.cases_per_worker", "decimal"),
        Column("unit_name", "common.unit", width="medium"),
        Column("district_name", "common.district"), *_LINE,
    ),
    evidence.composite_rows: (
        Column("part", "evidence.kpi", width="medium"), _AMOUNT,
        Column("value", "evidence.part_value", "rate"), Column("weight", "evidence.weight", "rate"),
        Column("numerator", "evidence.part_numerator", "count"),
        Column("denominator", "evidence.part_denominator", "count"),
    ),
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


def columns_of(
    question: evidence.Question, measure: str, found: pl.DataFrame | None = None
) -> list[Column]:
    """Return what is shown of the rows of a measure.

    Args:
        question: The question asked.
        measure: The measure asked for.
        found: The rows, where they are known: no column is shown that says nothing in any of them.

    Returns:
        The columns with their headers in the reader's language.
    """
    is_whole = found is not None and bool((found["amount"] == found["amount"].round()).all())
    return [
        Column(
            one.key,
            t(one.label),
            "count" if one is _AMOUNT and is_whole else one.kind,
            width=one.width,
        )
        for one in _COLUMNS[question]
        if measure in _ONLY.get(one.key, (measure,))
        and (found is None or _says_something(found, one.key))
    ]


def _says_something(found: pl.DataFrame, key: str) -> bool:
    name = {"item": "item_code", "part": "part_id"}.get(key, key)
    return name in found.columns and found[name].null_count() < found.height


def worded(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Put the reader's words for codes, yes and no, and what is unknown.

    Args:
        found: The rows, as the question returned them.
        lang: The reader's language, so that the answer is kept by it.
    """
    return wording()(found)


def wording() -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return what puts the reader's words into rows, wherever it is called later."""
    codes = {name: _words_of(name) for name in _WORDED}
    yes, no = pl.lit(t("evidence.yes")), pl.lit(t("evidence.no"))
    unknown, suffix = t("common.unknown"), pick("", "_en")

    def put(found: pl.DataFrame) -> pl.DataFrame:
        known = found.columns
        coded = [pl.col(name).replace(codes[name]) for name in _WORDED if name in known]
        truths = [
            pl.when(pl.col(name)).then(yes).when(~pl.col(name)).then(no).alias(name)
            for name in _TRUTHS
            if name in known
        ]
        named = [
            pl.coalesce(pl.col(name + suffix), code).alias(shown)
            for name, code, shown in _NAMED
            if name in known
        ]
        places = [pl.col(name).replace("unknown", unknown) for name in _PLACES if name in known]
        return found.with_columns(*coded, *truths, *named, *places)

    return put


def _words_of(name: str) -> dict[str, str]:
    start = f"evidence.{name}_"
    return {key.removeprefix(start): t(key) for key in WORDS if key.startswith(start)}
