"""Medians of hundreds of random lists, some of them still under way, against plain Python with fractions."""

import random

import duckdb
import pytest

from etl.warehouse.models import SQL
from tests.oracle.voices import bound

SHARES = {"M50": 0.5, "M90": 0.9}
ROWS = "month date, measure varchar, spread_value double, outlet_id varchar, unit_id varchar, district_id varchar,"


@pytest.fixture(scope="module")
def lists():
    dice = random.Random(11)  # noqa: S311
    lists = {}
    for number in range(300):
        size, values = dice.randrange(1, 30), (0, 0.5, 1, 2, 3, 5, 8, 13)
        kinds = ((1, 0), (1, 0), (3, 0), (0, 1), (2, 2)) if number % 2 else ((1, 0), (2, 0))
        lists[f"U{number}"] = [(dice.choice(values), *dice.choice(kinds)) for _ in range(size)]
    return lists


@pytest.fixture(scope="module")
def warehouse(lists):
    with duckdb.connect() as connection:
        connection.execute(
            f"create table mart_spread_month ({ROWS} township_id varchar, industry_id varchar,"
            " observed bigint, censored bigint)"
        )
        rows = [
            (f"2026-0{1 + at % 3}-01", unit, value, ended, seen)
            for unit, values in lists.items()
            for at, (value, ended, seen) in enumerate(values)
        ]
        connection.executemany(
            "insert into mart_spread_month values ($1, 'days', $3, 'O', $2, 'D', 'T', 'I', $4, $5)",
            rows,
        )
        connection.execute(
            "create table dim_kpi as select * from (values"
            " ('M50', 'median', 'days', 0.5, true, ['unit', 'city']),"
            " ('M90', 'median', 'days', 0.9, true, ['unit', 'city']),"
            " ('K01', 'count', 'days', 0.5, true, ['unit', 'city']),"
            " ('M00', 'median', 'days', 0.5, false, ['unit', 'city'])"
            ") as kpis (kpi_id, kind, numerator_measure, quantile, is_collected, scopes)"
        )
        connection.execute(
            "create table dim_scope (scope varchar, scope_id varchar, scope_name varchar)"
        )
        connection.execute("create table dim_outlet (outlet_id varchar, entity_level varchar)")
        yield connection


def _grouped(values):
    """Values that occur more than once stand together."""
    totals = {}
    for value, ended, seen in values:
        before = totals.get(value, (0, 0))
        totals[value] = (before[0] + ended, before[1] + seen)
    return [(value, *counts) for value, counts in totals.items()]


def _expected(lists):
    return {
        (kpi_id, unit): (
            sum(ended + seen for _, ended, seen in values),
            bound(_grouped(values), share),
        )
        for unit, values in lists.items()
        for kpi_id, share in SHARES.items()
    }


def test_over_all_months_at_once_every_list_has_the_bound_counted_in_python(warehouse, lists):
    question = (SQL / "queries" / "kpi_median_by_level.sql").read_text(encoding="utf-8")
    nowhere = dict.fromkeys(
        ("district_id", "township_id", "industry_id", "entity_level", "unit_id", "outlet_id")
    )
    asked = {
        "kpi_ids": ["M50", "M90", "K01", "M00"],
        "level": "unit",
        "start": "2026-01-01",
        "end": "2026-12-31",
    }

    rows = warehouse.execute(question, asked | nowhere).fetchall()

    expected = _expected(lists)
    assert {(row[0], row[1]): row[4:] for row in rows} == expected
    assert None in {value for _, value in expected.values()}


def test_every_month_has_its_own(warehouse, lists):
    model = (SQL / "marts" / "kpi_median.sql").read_text(encoding="utf-8")

    rows = warehouse.execute(f"select * from ({model}) where scope = 'unit'").fetchall()

    for month in range(3):
        own = {unit: values[month::3] for unit, values in lists.items() if values[month::3]}
        found = {(row[0], row[3]): row[5:] for row in rows if row[1].month == month + 1}
        assert found == _expected(own)
