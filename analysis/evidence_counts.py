"""How many rows a list behind a figure has, without listing them."""

import polars as pl

from analysis import evidence, evidence_places
from analysis.evidence import Question
from analysis.filters import Filters
from analysis.questions import ALL_ROWS
from analysis.warehouse import Release, count

_STOCKS = frozenset(
    {
        *(evidence.promise_rows, evidence.matter_rows, evidence_places.grid_rows),
        *(evidence_places.outlet_rows, evidence_places.township_rows),
    }
)


def row_count(release: Release, question: Question, filters: Filters, measure: str) -> pl.DataFrame:
    """Count the rows that a question lists of a measure.

    Args:
        release: the build to ask.
        question: of `evidence_questions.question_of`.
        filters: period and place.
        measure: what it lists.

    Returns:
        [rows], one row.
    """
    if question is evidence.composite_rows:
        parts = question(release, filters, measure, ALL_ROWS)
        return pl.DataFrame({"rows": [parts.height]})
    chosen = filters.place_params() if question in _STOCKS else filters.params()
    asked = {"measure": measure, "max_rows": None, **chosen}
    if question is evidence.case_rows:
        return count(release, "ticket_rows", matter=None, **asked)
    if question is evidence.rated_rows:
        cases = count(release, "ticket_rows", matter=None, **asked)
        return cases + count(release, "rating_rows", **asked)
    if question is evidence.case_amount_rows:
        return count(release, "ticket_amount_rows", **asked)
    # Every other question is named as the file it asks.
    return count(release, question.__name__, **asked)
