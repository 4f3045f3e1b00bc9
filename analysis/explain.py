"""Why the due date of a case is what it is: the rules of time told as steps, nothing recomputed.

The clock is computed in sql/core (design.md section 4). Here its outcome is laid out in the order in
which a reader checks it: start, promise, days counted, suspensions, due time, extension, close. Each
step has a code that names its sentence and the facts that fill it; no words and no numbers are made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.explain_days import Day, Pause, Row, pauses, walk

MOST_EXTENSION_DAYS = 10  # 行政许可法 42


@dataclass(frozen=True)
class Step:
    """One reason.

    Attributes:
        code: Which sentence says it.
        facts: What fills the sentence; dates, numbers and names as the warehouse holds them.
    """

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Explanation:
    """A case explained.

    Attributes:
        verdict: What became of it: on_time, late, overdue, running, floating, withdrawn_before,
            withdrawn_late, no_deadline or invalid.
        steps: The reasons, in order.
        days: Every day of a promise in working days; empty for other deadlines.
        pauses: Every suspension record.
    """

    verdict: Step
    steps: tuple[Step, ...]
    days: tuple[Day, ...]
    pauses: tuple[Pause, ...]


def explain(case: Row, days: Sequence[Row], suspensions: Sequence[Row]) -> Explanation:
    """Lay out why a case was due when it was.

    Args:
        case: The row of `questions.ticket`.
        days: The rows of `questions.ticket_days`, oldest first.
        suspensions: The rows of `questions.ticket_suspensions`.
    """
    by_days = case["due_origin"] == "promised_days"
    walked = walk(days) if by_days else ()
    told = pauses(case, suspensions, walked)
    steps = (
        _start(case),
        _origin(case),
        *_counting(case, walked),
        *_suspended(walked),
        *_due(case),
        *_extension(case),
        *_ending(case),
        Step("source", _some(case, "file_name", "sheet_name", "line_number", "version_count")),
    )
    return Explanation(verdict(case), steps, walked, told)


def verdict(case: Row) -> Step:
    """Return what became of a case, and whether the due cohort counts it."""
    facts = _some(
        case, "due_at", "first_closed_at", "withdrawn_at", "late_workdays", "as_of", "is_due"
    )
    return Step(_outcome(case), facts)


def _outcome(case: Row) -> str:
    due, withdrawn = case["due_at"], case["withdrawn_at"]
    if not case["is_valid"]:
        return "invalid"
    if due is None:
        return "no_deadline"
    if case["first_closed_at"] is not None:
        return "on_time" if case["is_on_time"] else "late"
    if withdrawn is not None:
        return "withdrawn_before" if withdrawn <= due else "withdrawn_late"
    if case["is_floating"]:
        return "floating"
    return "overdue" if due < case["as_of"] else "running"


def _start(case: Row) -> Step:
    by = "accepted" if case["accepted_at"] is not None else "received"
    return Step(f"start_{by}", _some(case, "started_at"))


def _origin(case: Row) -> Step:
    origin = case["due_origin"]
    if origin == "declared":
        later = case["due_at_declared"] not in (None, case["due_at"])
        return Step(
            "declared_first" if later else "declared",
            _some(case, "due_at", "due_at_declared", "promised_days"),
        )
    if origin == "promised_days":
        promised, statutory = case["promised_days"], case["statutory_days"]
        capped = statutory is not None and statutory < promised
        days = statutory if capped else promised
        if days == 0:
            return Step("same_day")
        return Step("capped" if capped else "promised", {"days": days, "promised": promised})
    if origin == "promised_hours":
        return Step("hours", {"hours": case["promised_hours"]})
    only_statutory = case["statutory_days"] is not None
    return Step("statutory_only" if only_statutory else "none", _some(case, "statutory_days"))


def _counting(case: Row, days: Sequence[Day]) -> list[Step]:
    if not days or _origin(case).code == "same_day":
        return []
    off: dict[str, int] = {}
    for day in days:
        if day.kind == "holiday" and day.holiday_name:
            off[day.holiday_name] = off.get(day.holiday_name, 0) + 1
    facts = {
        "counted": days[-1].counted,
        "first": next((day.date for day in days if day.counted == 1), None),
        "rest": sum(day.kind == "rest" for day in days),
        "holidays": off,
        "make_up": tuple(day.date for day in days if day.kind == "make_up"),
    }
    return [Step("counted", facts)]


def _suspended(days: Sequence[Day]) -> list[Step]:
    stopped = sum(day.kind == "suspended" for day in days)
    return [Step("suspended", {"days": stopped})] if stopped else []


def _due(case: Row) -> list[Step]:
    if case["due_at"] is None:
        return []
    steps = [Step("due", _some(case, "due_at"))]
    if case["is_provisional"]:
        steps.append(Step("provisional"))
    if case["is_floating"]:
        steps.append(Step("floating"))
    return steps


def _extension(case: Row) -> list[Step]:
    asked, extended = case["extension_days"] or 0, case["due_extended_at"]
    if case["due_at"] is None or extended is None or (not asked and extended == case["due_at"]):
        return []
    facts = {
        "asked": asked,
        "counted": min(asked, MOST_EXTENSION_DAYS),
        "due_extended_at": extended,
    }
    if not asked:
        return [Step("redeclared", facts)]
    return [Step("extension_cut" if asked > MOST_EXTENSION_DAYS else "extension", facts)]


def _ending(case: Row) -> list[Step]:
    steps = []
    if case["first_closed_at"] is not None:
        steps.append(Step("closed", _some(case, "first_closed_at", "net_workdays")))
    if case["reopened_at"] is not None:
        steps.append(Step("reopened", _some(case, "reopened_at", "is_open")))
    if case["withdrawn_at"] is not None:
        steps.append(Step("withdrawn", _some(case, "withdrawn_at")))
    return steps


def _some(case: Row, *names: str) -> dict[str, Any]:
    return {name: case[name] for name in names}
