"""The columns of the rows behind a figure, and the reader's words for their codes."""

from collections.abc import Callable

import polars as pl

from analysis import evidence
from analysis.kpis import catalogue
from ui.evidence_lists import AMOUNT, COLUMNS, ONLY
from ui.tables import Column
from ui.words import WORDS, pick, t

_WORDED = ("channel", "category", "kind", "result", "source", "side_code")
_TRUTHS = (
    *("is_on_time", "is_upheld", "is_satisfied", "is_reached", "is_first_call_resolved"),
    *("is_open", "is_standardised", "is_in_district", "minuend_counts", "subtrahend_counts"),
)
_PLACES = ("unit_name", "outlet_name", "district_name", "township_name")
_NAMED = (
    ("item_name", "item_code", "item"),
    ("part_name", "part_id", "part"),
    ("side_name", "side_code", "side"),
)


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
            _label(one, measure),
            "count" if one is AMOUNT and is_whole else one.kind,
            width=one.width,
        )
        for one in COLUMNS[question]
        if measure in ONLY.get(one.key, (measure,))
        and (found is None or _says_something(found, one.key))
    ]


def _label(column: Column, measure: str) -> str:
    """Return the header; the two sides of a difference are called as the rates are."""
    if column.key not in ("minuend_counts", "subtrahend_counts"):
        return t(column.label)
    known = catalogue()
    kpi = known[measure]
    side = known[(kpi.minuend if column.key == "minuend_counts" else kpi.subtrahend) or measure]
    return t(column.label, name=pick(side.name_zh, side.name_en))


def _says_something(found: pl.DataFrame, key: str) -> bool:
    name = {"item": "item_code", "part": "part_id", "side": "side_code"}.get(key, key)
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
        return found.with_columns(*coded, *truths, *places).with_columns(*named)

    return put


def _words_of(name: str) -> dict[str, str]:
    start = f"evidence.{name}_"
    return {key.removeprefix(start): t(key) for key in WORDS if key.startswith(start)}
