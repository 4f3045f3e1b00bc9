"""Promises, staff, matters taken over and the composite of three rates against the plain-Python oracle."""

from collections import defaultdict
from datetime import date, datetime, timedelta

import pytest

from analysis import kpi_questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop_city
from tests.oracle.offer import (
    Matter,
    Outlet,
    a_year_before,
    compression,
    months_of_work,
    taken_over,
)
from tests.oracle.service import Case
from tests.oracle.totals import month_of
from tests.sql.clock_world import asked
from tests.sql.service_world import City, id_of, make_city, totals_of_oracle

MATTERS_CSV = """matter,entity_level,valid_from,valid_to
户口迁移,,,
社保查询,township,2020-01-01,
施工许可,,,2024-12-31
老年证,,2025-01-01,2099-12-31
公证,county,,
"""
MATTERS = [
    Matter("户口迁移"),
    Matter("社保查询", "township", date(2020, 1, 1)),
    Matter("施工许可", valid_to=date(2024, 12, 31)),
    Matter("老年证", None, date(2025, 1, 1), date(2099, 12, 31)),
    Matter("公证", "county"),
]
WEIGHTS_CSV = """kpi_id,part_id,weight,valid_from,valid_to,note
R04,R01,0.1,,2025-06-25,
R04,R02,0.45,,2025-06-25,
R04,R03,0.45,,2025-06-25,
R04,R01,0.2,2025-06-26,,
R04,R02,0.5,2025-06-26,,
R04,R03,0.3,2025-06-26,,
"""
OLD, NEW = (0.1, 0.45, 0.45), (0.2, 0.5, 0.3)
OUTLETS = [
    Outlet("W1", "county", 5, 3),
    Outlet("W2", "township", None, 1, date(2025, 3, 1)),
    Outlet("W3", None, None, None),
]
COLUMNS = "select scope_id, month, numerator, denominator, value from mart_kpi_month"
FIRST_DAY = 26
START, END = date(2025, 3, 26), date(2025, 9, 25)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    root = tmp_path_factory.mktemp("offer")
    (root / "reference").mkdir()
    (root / "reference" / "matters.csv").write_text(MATTERS_CSV, encoding="utf-8")
    (root / "reference" / "kpi_weights.csv").write_text(WEIGHTS_CSV, encoding="utf-8")
    return make_city(root, 14, datetime(2025, 10, 11, 9), FIRST_DAY)


def by_place(city: City, scope: str) -> dict[str, list[Case]]:
    found = defaultdict(list)
    for number, case in city.cases.items():
        found[id_of(city.places[number], scope)].append(case)
    return found


def of_period(city: City, kpi_id: str, scope: str) -> dict[str, tuple]:
    answer = kpi_questions.kpi_by_level(
        city.release, Filters(start=START, end=END), [kpi_id], scope
    )
    return {row[0]: row[1:] for row in answer.select("scope_id", "numerator", "denominator").rows()}


@pytest.mark.parametrize("scope", ["city", "district", "industry", "unit"])
def test_promises_are_compressed_matter_by_matter(city, scope):
    rows = asked(city.path, f"{COLUMNS} where kpi_id = 'K09' and scope = '{scope}'")
    today = city.world.as_of.date()
    recent = {
        scope_id: [c for c in cases if c.judged.started_at.date() > a_year_before(today)]
        for scope_id, cases in by_place(city, scope).items()
    }
    expected = {scope_id: compression(cases) for scope_id, cases in recent.items()}

    assert {row[0]: row[2:4] for row in rows if row[3]} == {
        k: v for k, v in expected.items() if v[1]
    }
    assert all(row[4] == pytest.approx(row[2] / row[3]) for row in rows if row[3])
    assert {row[1] for row in rows} == {month_of(city.world.as_of, FIRST_DAY)}
    assert of_period(city, "K09", scope) == {row[0]: row[2:4] for row in rows}


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.outlet_id)
def test_what_each_worker_of_an_outlet_closed(city, outlet):
    cases = by_place(city, "outlet")[outlet.outlet_id]
    closes = [
        c.judged.first_closed_at for c in cases if c.judged.is_valid and c.judged.first_closed_at
    ]
    first = min(
        c.judged.first_closed_at
        for c in city.cases.values()
        if c.judged.is_valid and c.judged.first_closed_at
    )
    days = [first + timedelta(days=n) for n in range((city.world.as_of - first).days + 2)]
    firsts = sorted(
        {month_of(day, FIRST_DAY) for day in days if day.date() <= city.world.as_of.date()}
    )
    lasts = [following - timedelta(days=1) for following in firsts[1:]] + [city.world.as_of.date()]
    worked = months_of_work(outlet, zip(firsts, lasts, strict=True)) if outlet.workers else []
    rows = asked(
        city.path,
        f"{COLUMNS} where kpi_id = 'K20' and scope = 'outlet' and scope_id = '{outlet.outlet_id}'",
    )

    assert {row[1]: row[2:4] for row in rows} == {
        month: (sum(month_of(at, FIRST_DAY) == month for at in closes), outlet.workers)
        for month in worked
    }
    closed = sum(
        START <= month_of(at, FIRST_DAY) <= END and month_of(at, FIRST_DAY) in worked
        for at in closes
    )
    told = of_period(city, "K20", "outlet").get(outlet.outlet_id)
    assert told == ((closed, outlet.workers) if worked else None)


def test_the_staff_of_a_city_counts_once_over_a_period(city):
    assert of_period(city, "K20", "city")["city"][1] == sum(outlet.workers for outlet in OUTLETS)


@pytest.mark.parametrize("scope", ["city", "outlet"])
def test_the_matters_that_were_taken_over(city, scope):
    rows = asked(city.path, f"{COLUMNS} where kpi_id = 'K21' and scope = '{scope}'")
    cases, today = by_place(city, "outlet"), city.world.as_of.date()
    if scope == "city":
        every = [case for some in cases.values() for case in some]
        expected = {"city": taken_over(MATTERS, OUTLETS, every, today)}
    else:
        expected = {
            o.outlet_id: taken_over(MATTERS, [o], cases[o.outlet_id], today) for o in OUTLETS
        }

    assert {row[0]: row[2:4] for row in rows} == expected
    assert {row[1] for row in rows} == {month_of(city.world.as_of, FIRST_DAY)}


@pytest.mark.parametrize("scope", ["city", "district", "unit", "outlet"])
def test_the_composite_weighs_the_rates_by_the_weights_in_force(city, scope):
    totals = totals_of_oracle(city, scope)
    rows = asked(city.path, f"{COLUMNS} where kpi_id = 'R04' and scope = '{scope}'")
    expected = {}
    for scope_id, _, month in totals:
        rates = [totals.get((scope_id, kpi_id, month)) for kpi_id in ("R01", "R02", "R03")]
        if all(rates):
            weights = OLD if month <= date(2025, 6, 25) else NEW
            weighed = 100 * sum(w * rate.value for w, rate in zip(weights, rates, strict=True))
            expected[scope_id, month] = (weighed, min(rate.denominator for rate in rates))

    assert {row[:2]: (row[4], row[3]) for row in rows if row[4] is not None} == {
        key: (pytest.approx(value), n) for key, (value, n) in expected.items()
    }
    assert any(row[4] is None for row in rows)


def test_the_composite_of_a_period_takes_the_weights_of_its_last_month(city):
    period = Filters(start=START, end=END)
    answer = kpi_questions.kpi_by_level(city.release, period, ["R01", "R02", "R03", "R04"], "city")
    *rates, composite = answer.sort("kpi_id")["value"].to_list()

    assert composite == pytest.approx(
        100 * sum(w * rate for w, rate in zip(NEW, rates, strict=True))
    )
    alone = kpi_questions.kpi_by_level(city.release, period, ["R04"], "city")
    assert alone["value"].to_list() == [composite]
    by_month = kpi_questions.kpi_by_level(city.release, period, ["R04"], "month")
    months = dict(
        asked(
            city.path,
            "select month, value from mart_kpi_month where kpi_id = 'R04' and scope = 'city'",
        )
    )
    assert {date.fromisoformat(i): v for i, v in by_month.select("scope_id", "value").rows()} == {
        month: pytest.approx(value) for month, value in months.items() if START <= month <= END
    }


def test_without_a_list_of_matters_nothing_is_said_of_them(tmp_path):
    folder = DataFolder(tmp_path)
    load_files(folder, drop_city(folder.inbox))
    made = build(folder)
    release = Release(made.build_id, made.path)

    known = dict(kpi_questions.kpis_collected(release).select("kpi_id", "is_collected").rows())
    assert not known["K21"]
    assert kpi_questions.kpi_months(release, "K21", "city").is_empty()
