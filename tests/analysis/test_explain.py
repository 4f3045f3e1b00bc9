from datetime import date, datetime, timedelta

import pytest

from analysis.explain import explain, verdict

AS_OF = datetime(2026, 11, 3, 18)

CASE = {
    "ticket_id": "T1",
    "accepted_at": datetime(2026, 9, 30, 9),
    "started_at": datetime(2026, 9, 30, 9),
    "due_origin": "promised_days",
    "due_at": datetime(2026, 10, 9, 23, 59, 59),
    "due_at_declared": None,
    "promised_days": 2,
    "promised_hours": None,
    "statutory_days": None,
    "extension_days": None,
    "due_extended_at": datetime(2026, 10, 9, 23, 59, 59),
    "first_closed_at": None,
    "withdrawn_at": None,
    "reopened_at": None,
    "is_valid": True,
    "is_due": True,
    "is_open": True,
    "is_on_time": False,
    "is_floating": False,
    "is_provisional": False,
    "late_workdays": 0,
    "net_workdays": 2,
    "version_count": 1,
    "as_of": AS_OF,
    "file_name": "办件.csv",
    "sheet_name": "",
    "line_number": 12,
}
PAUSE = {
    "started_at": datetime(2026, 10, 8),
    "ended_at": datetime(2026, 10, 9),
    "legal_type": "hearing",
    "document_no": "〔2026〕1号",
    "file_name": "挂起记录.xlsx",
    "line_number": 3,
}
HOLIDAYS = {date(2026, 10, day): "国庆节" for day in range(1, 8)}


def case(**given):
    return CASE | given


def days(first, last, suspended=(), working_weekends=()):
    rows, counted, day = [], 0, first
    while day <= last:
        weekend = day.weekday() >= 5 and day not in working_weekends
        is_workday = not weekend and day not in HOLIDAYS
        stopped = day in suspended
        counted += is_workday and day != first and not stopped
        name = "调休上班" if day in working_weekends else HOLIDAYS.get(day, "")
        rows.append(
            {
                "date": day,
                "is_workday": is_workday,
                "holiday_name": name,
                "legal_type": "hearing" if stopped else None,
                "document_no": "〔2026〕1号" if stopped else None,
                "is_start": day == first,
                "is_due": day == last,
                "net_workdays": counted,
            }
        )
        day += timedelta(days=1)
    return rows


NATIONAL_DAY = days(date(2026, 9, 30), date(2026, 10, 9))


def told(found, code):
    return next(step for step in found.steps if step.code == code).facts


def codes(found):
    return [step.code for step in found.steps]


def test_a_promise_across_national_day_names_the_holidays_and_counts_the_working_days():
    found = explain(CASE, NATIONAL_DAY, [])

    assert codes(found) == ["start_accepted", "promised", "counted", "due", "source"]
    assert told(found, "counted") == {
        "counted": 2,
        "first": date(2026, 10, 8),
        "rest": 0,
        "holidays": {"国庆节": 7},
        "make_up": (),
    }
    assert [day.kind for day in found.days] == ["start", *["holiday"] * 7, "working", "working"]


def test_a_working_weekend_counts_and_is_named():
    saturday = date(2026, 10, 10)
    rows = days(date(2026, 10, 9), saturday, working_weekends={saturday})

    found = explain(case(due_at=datetime(2026, 10, 10, 23, 59, 59)), rows, [])

    assert told(found, "counted")["make_up"] == (saturday,)
    assert found.days[-1].kind == "make_up"
    assert found.days[-1].counted == 1


def test_the_statutory_limit_caps_a_longer_promise():
    found = explain(case(promised_days=5, statutory_days=2), NATIONAL_DAY, [])

    assert told(found, "capped") == {"days": 2, "promised": 5}


@pytest.mark.parametrize("given", [{"promised_days": 0}, {"statutory_days": 0}])
def test_nothing_is_counted_when_the_same_day_is_promised(given):
    rows = days(date(2026, 9, 30), date(2026, 9, 30))

    found = explain(case(**given), rows, [])

    assert "same_day" in codes(found)
    assert "counted" not in codes(found)


def test_the_first_of_two_declared_deadlines_is_told_with_the_later_one():
    first, later = datetime(2026, 10, 9, 17), datetime(2026, 10, 20, 17)

    found = explain(
        case(due_origin="declared", due_at=first, due_at_declared=later, due_extended_at=later),
        NATIONAL_DAY,
        [PAUSE],
    )

    assert codes(found)[1:4] == ["declared_first", "due", "redeclared"]
    assert found.days == ()
    assert [pause.code for pause in found.pauses] == ["declared"]


def test_promised_hours_are_counted_by_the_clock_and_no_day_is_listed():
    found = explain(case(due_origin="promised_hours", promised_hours=4.0), NATIONAL_DAY[:1], [])

    assert told(found, "hours") == {"hours": 4.0}
    assert found.days == ()


@pytest.mark.parametrize(("statutory_days", "code"), [(20, "statutory_only"), (None, "none")])
def test_a_case_without_a_deadline_says_what_is_missing(statutory_days, code):
    found = explain(
        case(
            due_origin=None,
            due_at=None,
            due_extended_at=None,
            promised_days=None,
            statutory_days=statutory_days,
        ),
        [],
        [],
    )

    assert codes(found) == ["start_accepted", code, "source"]
    assert found.verdict.code == "no_deadline"


def test_without_acceptance_the_clock_starts_at_receipt():
    found = explain(case(accepted_at=None), NATIONAL_DAY, [])

    assert codes(found)[0] == "start_received"


def test_a_lawful_suspension_is_told_with_the_working_days_it_moved():
    rows = days(date(2026, 9, 30), date(2026, 10, 12), suspended={date(2026, 10, 9)})

    found = explain(case(due_at=datetime(2026, 10, 12, 23, 59, 59)), rows, [PAUSE])

    assert told(found, "suspended") == {"days": 1}
    assert [(pause.code, pause.moved) for pause in found.pauses] == [("counts", 1)]
    assert [day.date for day in found.days if day.kind == "suspended"] == [date(2026, 10, 9)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"legal_type": None}, "no_type"),
        ({"document_no": None}, "no_document"),
        ({"document_no": "  "}, "no_document"),
        ({"legal_type": None, "document_no": None}, "neither"),
        ({"started_at": datetime(2026, 11, 4)}, "future"),
        ({"started_at": datetime(2026, 10, 20), "ended_at": datetime(2026, 10, 22)}, "idle"),
        ({"ended_at": None}, "still"),
        ({"ended_at": datetime(2026, 11, 4)}, "still"),
    ],
)
def test_a_suspension_that_moves_nothing_says_why(given, code):
    found = explain(CASE, NATIONAL_DAY, [PAUSE | given])

    assert [(pause.code, pause.moved) for pause in found.pauses] == [(code, 0)]


@pytest.mark.parametrize(
    ("asked", "counted", "code"),
    [(3, 3, "extension"), (10, 10, "extension"), (15, 10, "extension_cut")],
)
def test_at_most_ten_working_days_of_an_extension_count(asked, counted, code):
    extended = datetime(2026, 10, 23, 23, 59, 59)

    found = explain(case(extension_days=asked, due_extended_at=extended), NATIONAL_DAY, [])

    assert told(found, code) == {
        "asked": asked,
        "counted": counted,
        "due_extended_at": extended,
    }


def test_a_provisional_or_floating_due_time_says_so():
    found = explain(case(is_provisional=True, is_floating=True), NATIONAL_DAY, [])

    assert {"provisional", "floating"} <= set(codes(found))


def test_closing_reopening_and_withdrawing_come_after_the_due_time():
    closed, reopened = datetime(2026, 10, 9, 10), datetime(2026, 10, 12, 10)

    found = explain(
        case(first_closed_at=closed, reopened_at=reopened, withdrawn_at=reopened), NATIONAL_DAY, []
    )

    assert codes(found)[-4:] == ["closed", "reopened", "withdrawn", "source"]


def test_the_steps_end_with_the_file_and_line():
    assert told(explain(CASE, NATIONAL_DAY, []), "source") == {
        "file_name": "办件.csv",
        "sheet_name": "",
        "line_number": 12,
        "version_count": 1,
    }


BEFORE, AFTER = datetime(2026, 10, 8), datetime(2026, 10, 20)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"first_closed_at": BEFORE, "is_on_time": True}, "on_time"),
        ({"first_closed_at": AFTER}, "late"),
        ({"withdrawn_at": BEFORE}, "withdrawn_before"),
        ({"withdrawn_at": AFTER}, "withdrawn_late"),
        ({"is_floating": True}, "floating"),
        ({}, "overdue"),
        ({"due_at": datetime(2026, 11, 4)}, "running"),
        ({"is_valid": False}, "invalid"),
    ],
)
def test_every_case_has_one_verdict(given, code):
    assert verdict(case(**given)).code == code
