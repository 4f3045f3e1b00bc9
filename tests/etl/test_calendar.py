from datetime import date

import polars as pl
import pytest

from etl.errors import EtlError
from etl.paths import DataFolder
from etl.reference import calendar
from etl.reference.city import read_city


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reference").mkdir()
    return DataFolder(tmp_path)


def write(folder, name, text):
    (folder.root / "reference" / name).write_text(text, encoding="utf-8")


def day(days, wanted):
    return days.row(by_predicate=pl.col("date") == wanted, named=True)


def test_the_committed_calendar_is_the_generated_one(folder):
    committed = pl.read_csv(folder.reference("calendar.csv"), schema=calendar.DAY_SCHEMA)

    assert committed.equals(calendar.generate())


def test_national_day_2026_rests_and_its_make_up_saturday_works(folder):
    days = calendar.dates(folder)

    assert day(days, date(2026, 10, 1))["holiday_name"] == "国庆节"
    assert not day(days, date(2026, 10, 7))["is_workday"]
    assert day(days, date(2026, 10, 10)) == {
        "date": date(2026, 10, 10),
        "is_workday": True,
        "workday_number": day(days, date(2026, 10, 9))["workday_number"] + 1,
        "holiday_name": "调休上班",
        "is_announced": True,
        "month": date(2026, 10, 1),
        "month_name": "2026-10",
    }


def test_workdays_are_counted_up_to_and_including_the_day(folder):
    days = calendar.dates(folder)

    assert days["workday_number"].to_list() == days["is_workday"].cum_sum().to_list()
    assert day(days, date(2005, 1, 3))["workday_number"] == 0
    assert day(days, date(2005, 1, 4))["workday_number"] == 1


def test_a_year_not_yet_announced_says_so(folder):
    days = calendar.dates(folder)

    assert day(days, date(2026, 12, 31))["is_announced"]
    assert not day(days, date(2027, 1, 1))["is_announced"]


def test_the_statistical_month_is_named_for_its_last_day(folder):
    write(folder, "city.yaml", "{name: 甲市, adcode: '990100', period_start_day: 26}")

    days = calendar.dates(folder)

    assert day(days, date(2026, 9, 25))["month_name"] == "2026-09"
    assert day(days, date(2026, 9, 26))["month_name"] == "2026-10"
    assert day(days, date(2026, 10, 25))["month"] == date(2026, 9, 26)
    assert day(days, date(2026, 12, 26))["month_name"] == "2027-01"
    assert day(days, date(2026, 3, 1))["month"] == date(2026, 2, 26)


def test_an_override_replaces_the_day_and_moves_the_count(folder):
    write(
        folder,
        "calendar_overrides.csv",
        "date,is_workday,holiday_name\n2026-07-15,false,台风停工\n2026-10-10,false,\n",
    )

    days = calendar.dates(folder)

    assert day(days, date(2026, 7, 15))["holiday_name"] == "台风停工"
    assert day(days, date(2026, 10, 10))["holiday_name"] is None
    before = day(days, date(2026, 7, 14))["workday_number"]
    assert day(days, date(2026, 7, 16))["workday_number"] == before + 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("calendar.csv", "date,is_workday,holiday_name\n2026-01-01,false,元旦\n2026-01-03,true,\n"),
        ("calendar.csv", "date,is_workday,holiday_name\n"),
        ("calendar_overrides.csv", "day\n2026-01-01\n"),
        ("calendar_overrides.csv", "date,is_workday,holiday_name\n5月1日,false,\n"),
        ("city.yaml", "{name: 甲市, period_start_day: 31}"),
        ("city.yaml", "{name: 甲市, crs: cgcs2000}"),
    ],
)
def test_a_faulty_reference_file_is_refused_by_name(folder, name, text):
    write(folder, name, text)

    with pytest.raises(EtlError) as refused:
        calendar.dates(folder)

    assert name in refused.value.said.zh
    assert name in refused.value.said.en


def test_the_project_is_about_ningbo_until_a_city_says_otherwise(folder):
    assert read_city(folder).name_en == "Ningbo"
