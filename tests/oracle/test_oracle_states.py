"""What a case is at T: due, on time, open, overdue, withdrawn, reopened, void."""

from dataclasses import replace

import pytest

from tests.oracle.paper import DAYS, T, at, judged, suspension, version
from tests.oracle.totals import totals


@pytest.mark.parametrize(
    ("closed_at", "is_on_time"),
    [
        ("2024-05-07 23:59:59", True),
        ("2024-05-08 00:00:00", False),
        ("2024-04-20 00:00:00", True),  # before the start: judged by its time like any other
        (None, False),
    ],
)
def test_a_due_case_is_on_time_when_closed_by_its_due_time(closed_at, is_on_time):
    seen = judged(version(promised_days=5, closed_at=closed_at))

    assert seen.is_due
    assert seen.is_on_time is is_on_time
    assert seen.is_open is seen.is_overdue_open is (closed_at is None)


def test_a_close_given_as_a_date_is_in_time_on_the_day_of_its_due_hour():
    seen = judged(version(due_at="2024-05-07 10:00", closed_at="2024-05-07 00:00"))

    assert seen.is_on_time


@pytest.mark.parametrize(
    ("as_of", "is_due"), [("2024-05-07 23:59:59", False), ("2024-05-08 00:00:00", True)]
)
def test_a_case_is_due_only_after_its_due_time_has_passed(as_of, is_due):
    seen = judged(version(promised_days=5), as_of=as_of)

    assert (seen.is_due, seen.is_overdue_open) == (is_due, is_due)
    assert seen.is_on_time is (False if is_due else None)


def test_a_case_closed_before_it_falls_due_is_on_time_but_not_due_yet():
    seen = judged(version(promised_days=5, closed_at="2024-04-28 09:00"), as_of="2024-04-30 00:00")

    assert (seen.is_on_time, seen.is_due, seen.is_open) == (True, False, False)


@pytest.mark.parametrize(
    ("withdrawn_at", "is_due", "is_on_time"),
    [
        ("2024-05-07 23:59:59", False, None),
        ("2024-05-08 00:00:00", True, False),
    ],
)
def test_a_withdrawal_lifts_the_duty_only_by_the_due_time(withdrawn_at, is_due, is_on_time):
    seen = judged(version(promised_days=5, withdrawn_at=withdrawn_at, status="withdrawn"))

    assert (seen.is_due, seen.is_on_time, seen.is_open) == (is_due, is_on_time, False)
    assert not seen.is_overdue_open


@pytest.mark.parametrize(
    ("closed_at", "is_due", "is_on_time"),
    [
        ("2024-04-28 09:00", True, True),  # closed, reopened, then withdrawn
        ("2024-05-01 09:00", False, True),  # withdrawn, then put on file
        ("2024-05-09 09:00", False, False),
    ],
)
def test_only_a_close_before_a_timely_withdrawal_keeps_the_case_due(closed_at, is_due, is_on_time):
    seen = judged(version(promised_days=5, closed_at=closed_at, withdrawn_at="2024-04-30 09:00"))

    assert (seen.is_due, seen.is_on_time, seen.is_open) == (is_due, is_on_time, False)


@pytest.mark.parametrize(
    ("withdrawn_at", "is_open"), [("2024-04-27 09:00", True), ("2024-04-30 09:00", False)]
)
def test_a_reopened_case_stays_open_unless_it_is_withdrawn_after_that(withdrawn_at, is_open):
    seen = judged(
        version(
            closed_at="2024-04-28 09:00",
            reopened_at="2024-04-29 09:00",
            withdrawn_at=withdrawn_at,
        )
    )

    assert seen.is_open is is_open


def test_a_withdrawn_case_that_was_never_closed_is_not_opened_by_reopening():
    seen = judged(version(withdrawn_at="2024-04-28 09:00", reopened_at="2024-04-29 09:00"))

    assert not seen.is_open


def test_a_reopened_case_is_open_and_keeps_its_first_close():
    first = version(promised_days=5, closed_at="2024-04-29 09:00", exported_at="2024-04-30 00:00")
    reopened = replace(
        first, reopened_at=at("2024-05-06 09:00"), exported_at=at("2024-05-07 00:00")
    )
    again = replace(reopened, closed_at=at("2024-05-09 09:00"), exported_at=at("2024-05-10 00:00"))

    seen = judged(first, reopened)
    assert (seen.is_open, seen.is_on_time) == (True, True)
    assert seen.first_closed_at == at("2024-04-29 09:00")

    seen = judged(again, first, reopened)
    assert (seen.is_open, seen.is_on_time) == (False, True)
    assert seen.first_closed_at == at("2024-04-29 09:00")


def test_a_reopening_before_the_first_close_opens_nothing():
    seen = judged(
        version(promised_days=5, reopened_at="2024-04-29 09:00", closed_at="2024-04-29 09:00")
    )

    assert not seen.is_open


def test_the_first_close_is_the_earliest_over_all_versions():
    seen = judged(
        version(exported_at="2024-05-30 00:00", closed_at="2024-05-29 09:00", promised_days=5),
        version(exported_at="2024-05-01 00:00", closed_at="2024-04-30 09:00", batch_id="b2"),
        version(exported_at="2024-05-02 00:00", closed_at="2024-05-02 09:00", batch_id="b3"),
    )

    assert seen.first_closed_at == at("2024-04-30 09:00")
    assert seen.is_on_time


def test_the_newest_row_goes_by_export_time_then_as_of_then_batch_then_row():
    may_1, may_2, may_3 = "2024-05-01 00:00", "2024-05-02 00:00", "2024-05-03 00:00"
    oldest_first = [
        version(promised_days=1, exported_at=may_1, batch_as_of=may_3, batch_id="z"),
        # A line without a time of its own is as old as its batch.
        version(promised_days=2, exported_at=None, batch_as_of=may_2, batch_id="y", row_number=9),
        version(promised_days=3, exported_at=may_2, batch_as_of=may_3, batch_id="a", row_number=9),
        version(promised_days=4, exported_at=may_2, batch_as_of=may_3, batch_id="b", row_number=1),
        version(promised_days=5, exported_at=may_2, batch_as_of=may_3, batch_id="b", row_number=2),
    ]

    dues = [judged(*reversed(oldest_first[:count])).due_at.day for count in range(1, 6)]

    assert dues == [28, 29, 30, 6, 7]


@pytest.mark.parametrize(
    "reason",
    [{"status": "void"}, {"status": "test"}, {"status": "duplicate"}, {"is_excluded": True}],
)
def test_void_and_excluded_cases_are_in_no_set(reason):
    seen = judged(version(promised_days=5, **reason))

    assert (seen.is_valid, seen.is_due, seen.is_open, seen.is_overdue_open) == (False,) * 4
    assert totals([seen], DAYS, at(T)) == {}


@pytest.mark.parametrize("status", ["returned", "suspended", "open", None])
def test_returned_and_suspended_cases_are_open(status):
    assert judged(version(status=status, is_excluded=False)).is_open


@pytest.mark.parametrize(
    ("limits", "is_provisional"),
    [
        ({"accepted_at": "2026-12-28 09:00", "promised_days": 4}, True),
        ({"accepted_at": "2026-12-25 09:00", "promised_days": 4}, False),
        ({"accepted_at": "2027-01-02 09:00", "promised_days": 0}, True),
        ({"accepted_at": "2026-12-31 09:00", "promised_hours": 48}, False),
        ({"accepted_at": "2026-12-31 09:00", "due_at": "2027-01-04 12:00"}, False),
        ({"accepted_at": "2027-01-01 09:00"}, False),
    ],
)
def test_days_counted_into_a_year_not_announced_are_provisional(limits, is_provisional):
    seen = judged(version(**limits), as_of="2027-01-05 12:00")

    assert seen.is_provisional is is_provisional


@pytest.mark.parametrize(
    ("given", "net_workdays"),
    [
        ({"closed_at": "2024-04-26 18:00"}, 0),
        ({"closed_at": "2024-05-07 08:00"}, 5),
        ({"closed_at": "2024-05-05 08:00"}, 3),
        ({"closed_at": "2024-04-01 08:00"}, 0),
        ({"withdrawn_at": "2024-05-07 08:00"}, 5),
        ({}, 6),
    ],
)
def test_net_working_days_run_to_the_first_close_the_withdrawal_or_t(given, net_workdays):
    seen = judged(version(promised_days=5, **given), as_of="2024-05-08 09:00")

    assert seen.net_workdays == net_workdays


def test_net_working_days_leave_suspended_days_out():
    seen = judged(
        version(promised_days=5, closed_at="2024-05-07 08:00"),
        suspensions=[suspension("2024-04-28 00:00", "2024-05-06 00:00")],
    )

    assert seen.net_workdays == 2
