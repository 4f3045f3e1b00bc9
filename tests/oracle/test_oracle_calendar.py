"""The oracle's calendar: what it reads, and what it refuses."""

from datetime import date
from pathlib import Path

import pytest

from tests.oracle.paper import DAYS, judged, version
from tests.oracle.working_days import OutsideCalendarError, read_working_days

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def test_the_paper_calendar_is_the_committed_one():
    committed = read_working_days(
        REFERENCE / "calendar.csv",
        REFERENCE / "calendar_overrides.csv",
        REFERENCE / "calendar_years.csv",
    )

    on_paper = DAYS.is_workday_by_date
    assert {day: committed.is_workday(day) for day in on_paper} == on_paper
    assert {2024, 2025, 2026} <= committed.announced_years
    assert 2027 not in committed.announced_years


def test_an_override_stands_above_the_calendar(tmp_path):
    (tmp_path / "c.csv").write_text("date,is_workday,holiday_name\n2024-03-04,true,\n")
    (tmp_path / "o.csv").write_text("date,is_workday,holiday_name\n2024-03-04,false,逢场\n")
    (tmp_path / "y.csv").write_text("year,announced\n2024,true\n2025,false\n")

    days = read_working_days(tmp_path / "c.csv", tmp_path / "o.csv", tmp_path / "y.csv")

    assert not days.is_workday(date(2024, 3, 4))
    assert days.announced_years == {2024}


def test_a_day_the_calendar_does_not_list_is_refused():
    with pytest.raises(OutsideCalendarError):
        judged(version(accepted_at="2027-01-04 09:00", promised_days=5))
