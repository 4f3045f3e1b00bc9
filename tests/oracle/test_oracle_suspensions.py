"""When the clock stands still, counted on a paper calendar."""

import pytest

from tests.oracle.paper import at, judged, suspension, version


@pytest.mark.parametrize(
    ("intervals", "due_at"),
    [
        # Without any: 28, 29, 30 April, 6, 7 May. The day a suspension begins still counts.
        ([("2024-04-28 09:00", "2024-04-30 17:00")], "2024-05-09 23:59:59"),
        ([("2024-04-28 00:00", "2024-04-28 23:00")], "2024-05-07 23:59:59"),
        # Overlapping and touching intervals stop the clock once: 29, 30 April and 6 May.
        (
            [("2024-04-28 09:00", "2024-04-30 17:00"), ("2024-04-29 09:00", "2024-05-06 09:00")],
            "2024-05-10 23:59:59",
        ),
        # Across the end of the month and over the holiday: 30 April, 6 May.
        ([("2024-04-29 09:00", "2024-05-06 00:00")], "2024-05-09 23:59:59"),
        # Begun before the case: only what lies after its first day stops the clock (28 April).
        ([("2024-04-20 09:00", "2024-04-28 09:00")], "2024-05-08 23:59:59"),
        # Begun after the due day, and before the case altogether: nothing.
        ([("2024-05-07 09:00", "2024-05-20 09:00")], "2024-05-07 23:59:59"),
        ([("2024-04-01 09:00", "2024-04-26 09:00")], "2024-05-07 23:59:59"),
        # An end before the start is no interval.
        ([("2024-04-30 09:00", "2024-04-28 09:00")], "2024-05-07 23:59:59"),
    ],
)
def test_suspended_days_are_not_counted(intervals, due_at):
    seen = judged(
        version(promised_days=5),
        suspensions=[suspension(start, end) for start, end in intervals],
    )

    assert seen.due_at == at(due_at)
    assert not seen.is_floating
    assert seen.is_due


@pytest.mark.parametrize(
    "fault", [{"legal_type": None}, {"document_no": None}, {"document_no": "  "}]
)
def test_a_suspension_without_type_or_document_leaves_the_clock_running(fault):
    seen = judged(version(promised_days=5), suspensions=[suspension("2024-04-28 09:00", **fault)])

    assert seen.due_at == at("2024-05-07 23:59:59")
    assert not seen.is_floating
    assert seen.is_overdue_open


def test_suspensions_do_not_move_a_declared_time_or_hours():
    running = [suspension("2024-04-28 09:00")]

    declared = judged(version(due_at="2024-04-30 12:00", promised_days=5), suspensions=running)
    hours = judged(version(promised_hours=72), suspensions=running)

    assert (declared.due_at, declared.is_floating) == (at("2024-04-30 12:00"), False)
    assert (hours.due_at, hours.is_floating) == (at("2024-04-29 10:00"), False)


def test_an_open_suspension_begun_by_the_due_day_makes_the_case_float():
    seen = judged(
        version(promised_days=5),
        suspensions=[suspension("2024-05-07 18:00")],
        as_of="2024-05-20 12:00",
    )

    assert seen.is_floating
    assert not seen.is_due
    assert not seen.is_overdue_open
    assert seen.is_on_time is None
    assert seen.due_at == at("2024-05-07 23:59:59")


def test_the_due_time_of_a_floating_case_is_estimated_as_if_the_suspension_ended_at_t():
    seen = judged(
        version(promised_days=5),
        suspensions=[suspension("2024-04-29 18:00", "2024-07-01 00:00")],
        as_of="2024-05-09 12:00",
    )

    # Counted: 28, 29 April, then 10, 11, 13 May.
    assert seen.is_floating
    assert seen.due_at == at("2024-05-13 23:59:59")


def test_an_open_suspension_begun_after_the_due_day_changes_nothing():
    seen = judged(version(promised_days=5), suspensions=[suspension("2024-05-08 00:00")])

    assert not seen.is_floating
    assert seen.is_due
    assert seen.is_overdue_open


def test_an_ended_suspension_can_bring_an_open_one_within_the_due_day():
    ended = suspension("2024-04-28 09:00", "2024-04-30 09:00")  # due 9 May with it
    running = suspension("2024-05-09 09:00")

    assert judged(version(promised_days=5), suspensions=[ended, running]).is_floating
    assert not judged(version(promised_days=5), suspensions=[running]).is_floating


@pytest.mark.parametrize(
    ("ended_at", "is_floating"), [("2024-05-20 18:00", False), ("2024-05-21 00:00", True)]
)
def test_a_suspension_that_ends_on_the_day_of_t_has_ended(ended_at, is_floating):
    seen = judged(
        version(promised_days=5),
        suspensions=[suspension("2024-04-28 09:00", ended_at)],
        as_of="2024-05-20 12:00",
    )

    assert seen.is_floating is is_floating


def test_a_suspension_that_begins_after_t_is_not_there_yet():
    seen = judged(
        version(promised_days=30),
        suspensions=[suspension("2024-05-07 00:00", "2024-05-20 00:00")],
        as_of="2024-05-06 23:00",
    )

    assert not seen.is_floating
    # 28, 29, 30 April; 6 to 11 May (6); 13 to 17, 20 to 24, 27 to 31 (15); 3 to 7 June (5); 11th.
    assert seen.due_at == at("2024-06-11 23:59:59")


def test_the_newest_row_of_a_suspension_says_when_it_ended():
    still_open = suspension("2024-04-28 09:00", batch_id="z", batch_as_of="2024-05-01 00:00")
    ended = suspension(
        "2024-04-28 09:00", "2024-04-30 09:00", batch_id="a", batch_as_of="2024-05-10 00:00"
    )

    for order in ([still_open, ended], [ended, still_open]):
        seen = judged(version(promised_days=5), suspensions=order)
        assert (seen.due_at, seen.is_floating) == (at("2024-05-09 23:59:59"), False)
