"""Which columns each list of rows behind a figure has."""

from analysis import evidence, evidence_places, evidence_voices
from ui.tables import Column

_PLACE = (
    Column("outlet_name", "common.outlet", width="medium"),
    Column("unit_name", "common.unit", width="medium"),
    Column("district_name", "common.district"),
)
_LINE = (
    Column("file_name", "evidence.file_name", width="medium"),
    Column("line_number", "evidence.line_number", "count", width=80),
)
AMOUNT = Column("amount", "evidence.amount", "decimal", width=90)
_GRID = (
    Column("grid_id", "evidence.grid_id"), AMOUNT,
    Column("grid_name", "evidence.grid_name", width="medium"),
    Column("community", "evidence.community"), Column("township_name", "evidence.township"),
    Column("district_name", "common.district"),
)  # fmt: skip
COLUMNS: dict[evidence.Question, tuple[Column, ...]] = {
    evidence.case_rows: (
        Column("ticket_id", "evidence.ticket_id"), AMOUNT, Column("matter", "evidence.matter"),
        *_PLACE, Column("started_at", "evidence.started_at", "moment"),
        Column("due_at", "evidence.due_at", "moment"),
        Column("first_closed_at", "evidence.first_closed_at", "moment"),
        Column("is_on_time", "evidence.is_on_time"),
        Column("net_workdays", "evidence.net_workdays", "count"), *_LINE,
    ),
    evidence.promise_rows: (
        Column("matter", "evidence.matter", width="medium"), AMOUNT,
        Column("promised_days", "evidence.promised_days", "amount"),
        Column("statutory_days", "evidence.statutory_days", "amount"),
        Column("cases", "evidence.cases", "count"),
        Column("ticket_id", "evidence.newest_case"),
        Column("started_at", "evidence.started_at", "moment"),
        Column("unit_name", "common.unit", width="medium"),
        Column("district_name", "common.district"), *_LINE,
    ),
    evidence.matter_rows: (
        Column("matter", "evidence.matter", width="medium"), AMOUNT,
        Column("outlets_listed", "evidence.outlets_listed", "count"),
        Column("outlets_taken", "evidence.outlets_taken", "count"),
        Column("cases", "evidence.cases", "count"),
        Column("ticket_id", "evidence.newest_case"),
        Column("started_at", "evidence.started_at", "moment"),
        Column("outlet_name", "common.outlet", width="medium"), *_LINE,
    ),
    evidence.staffed_outlet_rows: (
        Column("outlet_name", "common.outlet", width="medium"), AMOUNT,
        Column("closed", "evidence.closed", "count"),
        Column("staff_full", "evidence.staff_full", "count"),
        Column("staff_part", "evidence.staff_part", "count"),
        Column("cases_per_worker", "evidence.cases_per_worker", "decimal"),
        Column("unit_name", "common.unit", width="medium"),
        Column("district_name", "common.district"), *_LINE,
    ),
    evidence.composite_rows: (
        Column("part", "evidence.kpi", width="medium"), AMOUNT,
        Column("value", "evidence.part_value", "rate"), Column("weight", "evidence.weight", "rate"),
        Column("numerator", "evidence.part_numerator", "count"),
        Column("denominator", "evidence.part_denominator", "count"),
    ),
    evidence_voices.call_rows: (
        Column("call_id", "evidence.call_id"), AMOUNT, Column("queue", "evidence.queue"),
        Column("offered_at", "evidence.offered_at", "moment"),
        Column("is_reached", "evidence.is_reached"),
        Column("waited_seconds", "evidence.waited_seconds", "amount"),
        Column("is_first_call_resolved", "evidence.is_first_call_resolved"), *_PLACE, *_LINE,
    ),
    evidence_voices.survey_rows: (
        Column("surveyed", "evidence.surveyed", width="medium"), AMOUNT,
        Column("survey_id", "evidence.survey_id"), Column("period", "evidence.survey_period"),
        Column("source", "evidence.source"), Column("score_100", "evidence.score_100", "decimal"),
        Column("last_year_score_100", "evidence.last_year_score_100", "decimal"),
        Column("benchmark_100", "evidence.benchmark_100", "decimal"),
        Column("benchmark_name", "evidence.benchmark_name"),
        Column("sent", "evidence.forms_sent", "count"),
        Column("returned", "evidence.forms_returned", "count"), *_LINE,
    ),
    evidence_places.grid_rows: (
        *_GRID, Column("population", "evidence.population", "count"),
        Column("households", "evidence.households", "count"),
        Column("workers", "evidence.workers", "count"),
        Column("outlet_name", "evidence.grid_outlet", width="medium"),
        Column("nearest_outlet_name", "evidence.nearest_outlet", width="medium"),
        Column("nearest_distance_m", "evidence.nearest_distance_m", "count"), *_LINE,
    ),
    evidence_places.visited_grid_rows: (
        *_GRID, Column("households", "evidence.households", "count"),
        Column("visits", "evidence.visits", "count"),
        Column("last_visited_at", "evidence.last_visited_at", "moment"),
        Column("outlet_name", "evidence.grid_outlet", width="medium"), *_LINE,
    ),
    evidence_places.visit_rows: (
        Column("visit_id", "evidence.visit_id"), *_GRID[1:],
        Column("visited_at", "evidence.visited_at", "moment"),
        Column("households", "evidence.households", "count"),
        Column("outlet_name", "evidence.grid_outlet", width="medium"), *_LINE,
    ),
    evidence_places.outlet_rows: (
        Column("outlet_name", "common.outlet", width="medium"), AMOUNT,
        Column("unit_name", "common.unit", width="medium"),
        Column("township_name", "evidence.township"), Column("district_name", "common.district"),
        Column("is_open", "evidence.is_open"), Column("is_standardised", "evidence.is_standardised"),
        Column("is_in_district", "evidence.is_in_district"), *_LINE,
    ),
    evidence_places.township_rows: (
        Column("township_name", "evidence.township"), AMOUNT, Column("district_name", "common.district"),
        Column("outlets_open", "evidence.outlets_open", "count"),
        Column("outlet_name", "evidence.one_outlet", width="medium"), *_LINE,
    ),
    evidence.complaint_rows: (
        Column("complaint_id", "evidence.complaint_id"), AMOUNT,
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
        Column("inspection_id", "evidence.inspection_id"), AMOUNT,
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
        Column("outlet_name", "common.outlet", width="medium"), AMOUNT,
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
ONLY = {
    "announced_score": ("visits_paired", "announced_gap_points"),
    "adjusted_score": ("inspection_score_points", "inspections_scored", "severity_points", "inspections_compared"),
    "windows_open": ("windows_open", "windows_installed"),
    "windows_total": ("windows_open", "windows_installed"),
    "net_workdays": ("case_days",),
    "is_first_call_resolved": ("calls", "calls_answered", "first_calls_known", "first_calls_resolved"),
}  # fmt: skip
