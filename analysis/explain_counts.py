"""Which KPIs count a case: as numerator, as denominator, in which month, and if not, why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.explain_days import Row
from analysis.kpis import Kpi

CLOSED = {
    "closed", "closed_with_due", "closed_on_time", "once_known", "once_done", "rated_actively",
    "rated_positive", "closed_rated", "closed_unrated",
}  # fmt: skip
DUE = {"due", "due_on_time", "due_late"}
EXTENDED = {"due_extended", "due_extended_on_time"}
ON_TIME = {"due_on_time", "closed_on_time", "due_extended_on_time", "proxy_due_on_time"}
OPEN = {"open_cases", "open_overdue", "due_soon"}


@dataclass(frozen=True)
class Count:
    """What one KPI makes of a case.

    Attributes:
        kpi_id: the KPI.
        month_name: the month it counts in; None where it does not.
        part: both, numerator (of a KPI that is a sum), denominator alone, or none.
        why: why the case is not in the numerator; None where it is. invalid, not_closed,
            no_deadline, not_yet_due, floating, withdrawn, not_open, unknown, unrated,
            not_on_time, or `other`: the case has not what the numerator asks for.
    """

    kpi_id: str
    month_name: str | None
    part: Literal["both", "numerator", "denominator", "none"]
    why: str | None


def counts(case: Row, measures: Sequence[Row], kpis: Mapping[str, Kpi]) -> tuple[Count, ...]:
    """Return what each KPI on cases makes of one.

    Args:
        case: the row of `questions.ticket`.
        measures: the rows of `questions.ticket_measures`.
        kpis: the KPIs that the build collects, by id; those on other facts are left out.
    """
    known = {row["measure"]: row for row in measures}
    return tuple(
        _count(case, kpi, known)
        for kpi in kpis.values()
        if kpi.numerator in known and (kpi.denominator is None or kpi.denominator in known)
    )


def _count(case: Row, kpi: Kpi, known: Mapping[str, Row]) -> Count:
    above = known[str(kpi.numerator)]
    if kpi.denominator is None:
        if above["is_counted"]:
            return Count(kpi.id, above["month_name"], "numerator", None)
        return Count(kpi.id, None, "none", _why(case, str(kpi.numerator)))
    below = known[kpi.denominator]
    if not below["is_counted"]:
        return Count(kpi.id, None, "none", _why(case, kpi.denominator))
    if above["is_counted"]:
        return Count(kpi.id, below["month_name"], "both", None)
    why = "not_on_time" if kpi.numerator in ON_TIME else "other"
    return Count(kpi.id, below["month_name"], "denominator", why)


def _why(case: Mapping[str, Any], measure: str) -> str:
    """Return why a measure leaves a case out, the first reason that holds."""
    if measure == "excluded":
        return "other"
    if not case["is_valid"]:
        return "invalid"
    if measure in CLOSED:
        return _why_not_closed(case, measure)
    if measure in DUE | EXTENDED:
        return _why_not_due(case, "due_at" if measure in DUE else "due_extended_at")
    if measure in OPEN and not case["is_open"]:
        return "not_open"
    return _why_not_due(case, "due_at") if measure == "open_overdue" else "other"


def _why_not_closed(case: Mapping[str, Any], measure: str) -> str:
    if case["first_closed_at"] is None:
        return "not_closed"
    if measure in ("closed_with_due", "closed_on_time") and case["due_at"] is None:
        return "no_deadline"
    if measure == "once_known":
        return "unknown"
    return "unrated" if measure == "rated_actively" else "other"


def _why_not_due(case: Mapping[str, Any], name: str) -> str:
    due = case[name]
    if due is None:
        return "no_deadline"
    if case["is_floating"]:
        return "floating"
    if due >= case["as_of"]:
        return "not_yet_due"
    withdrawn = case["withdrawn_at"]
    return "withdrawn" if withdrawn is not None and withdrawn <= due else "other"
