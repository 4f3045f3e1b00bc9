"""The time that cases take, with open and withdrawn ones censored, against the plain-Python oracle."""

from collections import defaultdict
from datetime import date, datetime
from fractions import Fraction

import pytest

from analysis import kpi_questions, questions
from analysis.filters import Filters
from tests.oracle.durations import quantile
from tests.oracle.totals import month_of
from tests.sql.clock_world import asked
from tests.sql.service_world import SCOPES, City, id_of, make_city

SHARES = {"K13": Fraction(1, 2), "K13p90": Fraction(9, 10)}
Durations = list[tuple[int, bool]]


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    root = tmp_path_factory.mktemp("durations")
    return make_city(root, 13, datetime(2025, 10, 11, 9), 26)


def durations(city: City, scope: str) -> dict[tuple[str, date], Durations]:
    """Return how long the valid cases of every place and month were watched, and whether they closed."""
    found: dict[tuple[str, date], Durations] = defaultdict(list)
    for number, case in city.cases.items():
        judged = case.judged
        if judged.is_valid:
            month = month_of(judged.started_at, city.period_start_day)
            watched = (judged.net_workdays, judged.first_closed_at is not None)
            found[id_of(city.places[number], scope), month].append(watched)
    return found


@pytest.mark.parametrize("kpi_id", SHARES)
@pytest.mark.parametrize("scope", SCOPES)
def test_every_month_of_every_place_is_as_the_oracle_finds(city, scope, kpi_id):
    rows = asked(
        city.path,
        "select scope_id, month, value, denominator from mart_kpi_month"
        f" where kpi_id = '{kpi_id}' and scope = '{scope}'",
    )
    expected = {
        key: (quantile(watched, SHARES[kpi_id]), len(watched))
        for key, watched in durations(city, scope).items()
    }

    assert {(scope_id, month): (value, n) for scope_id, month, value, n in rows} == expected
    assert any(value is None for value, _ in expected.values()) or kpi_id == "K13"


@pytest.mark.parametrize("kpi_id", SHARES)
@pytest.mark.parametrize("scope", SCOPES)
def test_a_period_is_reckoned_from_all_its_cases(city, scope, kpi_id):
    start, end = date(2025, 3, 26), date(2025, 9, 25)
    together: dict[str, Durations] = defaultdict(list)
    for (scope_id, month), watched in durations(city, scope).items():
        if start <= month <= end:
            together[scope_id] += watched

    answer = kpi_questions.kpi_by_level(
        city.release, Filters(start=start, end=end), [kpi_id], scope
    )

    assert {row["scope_id"]: row["value"] for row in answer.to_dicts()} == {
        scope_id: quantile(watched, SHARES[kpi_id]) for scope_id, watched in together.items()
    }


def test_the_cases_behind_a_duration_are_as_many_as_it_rests_on(city):
    period = Filters(start=date(2025, 3, 26), end=date(2025, 9, 25))
    [row] = kpi_questions.kpi_by_level(city.release, period, ["K13"], "city").to_dicts()

    assert questions.ticket_rows(city.release, period, "case_days").height == row["denominator"]
