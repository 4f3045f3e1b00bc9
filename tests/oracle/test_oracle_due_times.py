"""When a case is due, counted on a paper calendar."""

import pytest

from tests.oracle.paper import at, judged, version


@pytest.mark.parametrize(
    ("accepted_at", "promised_days", "due_at"),
    [
        # 28 April counts as worked, 1 to 5 May do not: 28, 29, 30, 6, 7.
        ("2024-04-26 10:00", 5, "2024-05-07 23:59:59"),
        ("2024-04-26 10:00", 1, "2024-04-28 23:59:59"),
        # 12 October is a make-up Saturday: 8, 9, 10, 11, 12.
        ("2024-09-30 23:59:59", 5, "2024-10-12 23:59:59"),
        ("2024-09-30 00:00:00", 1, "2024-10-08 23:59:59"),
        # Accepted in the holiday itself: the first day counted is the first worked one.
        ("2024-10-03 09:00", 1, "2024-10-08 23:59:59"),
        # 26 January 2025 is a make-up Sunday, 28 January to 4 February are free, 8 is worked.
        ("2025-01-24 09:00", 5, "2025-02-07 23:59:59"),
        ("2025-01-24 09:00", 6, "2025-02-08 23:59:59"),
        # Nothing to count: the day of acceptance, worked or not.
        ("2024-04-26 10:00", 0, "2024-04-26 23:59:59"),
        ("2024-05-04 10:00", 0, "2024-05-04 23:59:59"),
    ],
)
def test_promised_working_days_skip_the_first_day_and_every_day_off(
    accepted_at, promised_days, due_at
):
    seen = judged(
        version(accepted_at=accepted_at, promised_days=promised_days), as_of="2026-11-01 00:00"
    )

    assert seen.due_at == at(due_at)


def test_the_clock_starts_at_receipt_where_no_acceptance_is_recorded():
    seen = judged(version(accepted_at=None, received_at="2024-04-28 08:00", promised_days=1))

    assert seen.started_at == at("2024-04-28 08:00")
    assert seen.due_at == at("2024-04-29 23:59:59")


@pytest.mark.parametrize(
    ("limits", "due_at"),
    [
        ({"promised_days": 10, "statutory_days": 5}, "2024-05-07 23:59:59"),
        ({"promised_days": 5, "statutory_days": 10}, "2024-05-07 23:59:59"),
        ({"statutory_days": 5}, None),
        ({"promised_hours": 24.5}, "2024-04-27 10:30:00"),
        ({"promised_days": 5, "promised_hours": 2.0}, "2024-05-07 23:59:59"),
        ({"due_at": "2024-04-29 12:00", "promised_days": 5}, "2024-04-29 12:00"),
        ({}, None),
    ],
)
def test_a_declared_time_precedes_days_and_days_precede_hours(limits, due_at):
    assert judged(version(**limits)).due_at == at(due_at)


def test_the_first_declared_time_is_the_due_time_and_the_newest_the_extended_one():
    first = version(exported_at="2024-04-27 00:00", promised_days=5)
    second = version(exported_at="2024-04-28 00:00", due_at="2024-05-06 23:59:59", batch_id="b0")
    third = version(exported_at="2024-05-06 00:00", due_at="2024-05-09 17:00", batch_id="b9")

    seen = judged(third, first, second)

    assert seen.due_at == at("2024-05-06 23:59:59")
    assert seen.due_extended_at == at("2024-05-09 17:00")


def test_a_newest_row_without_a_declared_time_takes_none_back():
    lines = [
        version(exported_at="2024-05-01 00:00", due_at="2024-05-06 12:00"),
        version(exported_at="2024-05-02 00:00", due_at="2024-05-09 17:00", row_number=2),
        version(exported_at="2024-05-03 00:00", due_at=None, promised_days=30, row_number=3),
    ]

    seen = judged(*lines)

    assert seen.due_at == at("2024-05-06 12:00")
    assert seen.due_extended_at == at("2024-05-09 17:00")


def test_a_newest_declared_time_that_is_earlier_extends_nothing():
    seen = judged(
        version(exported_at="2024-05-01 00:00", due_at="2024-05-09 17:00"),
        version(exported_at="2024-05-02 00:00", due_at="2024-05-08 17:00", row_number=2),
    )

    assert seen.due_at == seen.due_extended_at == at("2024-05-09 17:00")


@pytest.mark.parametrize(
    ("limits", "due_extended_at"),
    [
        ({"promised_days": 5, "extension_days": 2}, "2024-05-09 23:59:59"),
        # 11 May is a make-up Saturday: 8, 9, 10, 11, 13, 14, 15, 16, 17, 20; never more than ten.
        ({"promised_days": 5, "extension_days": 30}, "2024-05-20 23:59:59"),
        ({"promised_days": 5, "extension_days": 0}, "2024-05-07 23:59:59"),
        # From Sunday 5 May, a day off, at its own time of day.
        ({"due_at": "2024-05-05 09:30", "extension_days": 1}, "2024-05-06 09:30"),
        ({"due_at": "2024-05-05 09:30", "extension_days": None}, "2024-05-05 09:30"),
        ({"promised_hours": 2, "extension_days": 1}, "2024-04-28 12:00"),
        ({"extension_days": 3}, None),
    ],
)
def test_an_extension_moves_any_due_time_by_at_most_ten_working_days(limits, due_extended_at):
    assert judged(version(**limits)).due_extended_at == at(due_extended_at)
