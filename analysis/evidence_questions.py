"""Which question lists the rows behind a part of a figure."""

from analysis import evidence, evidence_dispatches, evidence_places, evidence_voices
from analysis.evidence import Question
from analysis.kpis import Kpi, catalogue

_CASES = frozenset(
    {
        *("accepted", "excluded", "disputed", "out_of_order", "suspended", "extended", "proxies"),
        *("immediate_matters", "immediate_same_day"),
        *("corrections_known", "corrected", "corrected_again"),
        *("dispatched", "returned", "misrouted", "response_due", "response_timely"),
        *("closed", "closed_with_due", "closed_on_time", "once_known", "once_done"),
        "reopened_soon",
        *("resolution_known", "resolution_confirmed", "claim_known", "claim_resolved"),
        *("satisfaction_known", "satisfaction_confirmed", "rated_badly"),
        *("bad_called_back", "verification_due", "verified_timely", "fix_due", "fixed_timely"),
        *("fix_answered", "fix_satisfied", "rush_possible", "rushed"),
        *("flag_alone", "flag_alone_on_time", "flag_comparable", "flag_agrees"),
        *("due", "due_on_time", "due_late", "due_extended", "due_extended_on_time"),
        *("early_known", "early", "proxy_due", "proxy_due_on_time"),
        *("open_cases", "open_overdue", "due_soon", "case_days"),
    }
)
_RATED = ("rated_actively", "rated_positive", "rated_negative", "closed_rated", "closed_unrated")
_CASE_AMOUNTS = ("suspended_days", "gross_days", "key_cells", "key_cells_filled")
_OUTLETS = frozenset(
    {
        *("outlets_to_inspect", "outlets_announced", "outlets_unannounced"),
        *("outlets_scored", "outlets_standard", "facility_rules", "facility_rules_passed"),
    }
)
_GRIDS = (
    "grids",
    "grids_staffed",
    "grids_linked",
    "population",
    "population_within_1000m",
    "population_within_500m",
)
_VISITED = ("grids_to_visit", "grids_visited", "grid_households")
_LEDGER = (
    "outlets_open",
    "outlets_flagged",
    "outlets_standardised",
    "outlets_located",
    "outlets_in_district",
)
_BY_NAME: dict[str, Question] = {
    **dict.fromkeys(_CASES, evidence.case_rows),
    **dict.fromkeys(_RATED, evidence.rated_rows),
    **dict.fromkeys(_CASE_AMOUNTS, evidence.case_amount_rows),
    **dict.fromkeys(_OUTLETS, evidence.inspected_outlet_rows),
    **dict.fromkeys(("limit_days", "limit_days_saved"), evidence.promise_rows),
    **dict.fromkeys(("matters_listed", "matters_taken"), evidence.matter_rows),
    **dict.fromkeys(("staff", "closed_staffed"), evidence.staffed_outlet_rows),
    **dict.fromkeys(_GRIDS, evidence_places.grid_rows),
    **dict.fromkeys(_VISITED, evidence_places.visited_grid_rows),
    **dict.fromkeys(_LEDGER, evidence_places.outlet_rows),
    **dict.fromkeys(("townships", "townships_served"), evidence_places.township_rows),
    "households_visited": evidence_places.visit_rows,
}
# By the kind of a KPI that has no parts of its own.
_WHOLE: dict[str, Question] = {"composite": evidence.composite_rows, "gap": evidence.gap_rows}
_SURVEYS = ("survey", "forms_", "answers")
_CALLS = ("call", "first_calls_", "waited_seconds")
# By what the names of measures begin with: items and channels follow after a dot.
_INSPECTIONS = (
    *("inspection", "windows_", "visits_paired", "announced_gap_points", "severity_points"),
    *("issues_", "items_checked.", "items_failed."),
)


def question_of(measure: str | None) -> Question | None:
    """Return the question that lists the rows of a measure, of a difference, or the parts of a composite.

    Args:
        measure: Of a mart, or the id of a composite or a difference.

    Returns:
        The question; None where no rows can be listed.
    """
    if measure is None:
        return None
    if measure.startswith(_INSPECTIONS):
        return evidence.inspection_rows
    if measure.startswith("dispatches_"):
        return evidence_dispatches.dispatch_rows
    if measure.startswith(_CALLS):
        return evidence_voices.call_rows
    if measure.startswith(_SURVEYS):
        return evidence_voices.survey_rows
    if measure.startswith("complaints"):
        return evidence.complaint_rows
    if measure in catalogue() and (whole := _WHOLE.get(catalogue()[measure].kind)):
        return whole
    return _BY_NAME.get(measure)


def parts_of(kpi: Kpi) -> dict[str, str]:
    """Return the parts of a KPI whose rows can be listed.

    Args:
        kpi: One of the catalogue.

    Returns:
        `numerator`, `denominator` to measure; of a composite or a difference, `value` to its own id. A quantile has
        no numerator: its denominator is how many it is taken of.
    """
    parts = {"numerator": kpi.numerator, "denominator": kpi.denominator}
    if kpi.kind == "median":
        parts = {"denominator": kpi.numerator}
    if kpi.kind in _WHOLE:
        parts = {"value": kpi.id}
    return {part: one for part, one in parts.items() if one is not None and question_of(one)}
