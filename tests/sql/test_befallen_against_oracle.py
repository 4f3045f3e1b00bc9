"""The KPIs of what befell cases and complaints against the plain-Python oracle.

Every month of the city, of each district, unit and outlet is counted twice: by sql/ from files loaded
in a drawn order, and case by case in Python.
"""

from collections import Counter
from datetime import datetime
from functools import cache, partial

import pytest

from tests.sql.clock_world import asked
from tests.sql.service_world import SCOPES, make_city, totals_of_oracle, totals_of_sql

KPIS = {
    *("K10", "K11", "K14", "K14b", "K15a", "K15b", "K16", "K17", "K17b", "K18", "K19", "K19b"),
    *("K04r", "R01", "R02", "R02u", "R03", "S02", "S03", "S04", "S05", "S06", "S07", "S08", "S09"),
    *("D02", "D04", "D06", "D07", "C02", "C05", "C07", "C08"),
}


@pytest.fixture(
    scope="module",
    params=[
        (11, "2024-05-12 12:00:00", 1, False),  # a Sunday after a worked Saturday
        (12, "2026-10-09 18:00:00", 26, True),  # the second day after the holidays; ratings apart
    ],
    ids=["ratings in cases", "ratings apart"],
)
def city(request, tmp_path_factory):
    seed, as_of, period_start_day, has_ratings = request.param
    root = tmp_path_factory.mktemp("befallen")
    moment = datetime.fromisoformat(as_of)
    return make_city(root, seed, moment, period_start_day, has_ratings=has_ratings)


@pytest.fixture(scope="module")
def told(city):
    """What the oracle says of a scope, asked once."""
    return cache(partial(totals_of_oracle, city))


@pytest.mark.parametrize("scope", SCOPES)
def test_every_month_of_every_place_is_as_the_oracle_counts(city, told, scope):
    expected = told(scope)
    found = totals_of_sql(city, scope, KPIS)

    assert {kpi_id for _, kpi_id, _ in expected} == KPIS
    wrong = {
        key: (found.get(key), expected.get(key))
        for key in found.keys() | expected.keys()
        if found.get(key) != expected.get(key)
    }
    by_kpi = dict(Counter(kpi_id for _, kpi_id, _ in wrong))
    assert not wrong, (
        f"{by_kpi} of {len(expected)} differ; (sql, oracle): {dict(list(wrong.items())[:5])}"
    )


@pytest.mark.parametrize("scope", SCOPES)
def test_the_claim_gap_is_the_difference_of_the_oracles_shares(city, told, scope):
    totals = told(scope)
    rows = asked(
        city.path,
        "select scope_id, month, value from mart_kpi_month"
        f" where kpi_id = 'R02g' and scope = '{scope}' and value is not null",
    )
    expected = {
        (scope_id, month): total.value - totals[scope_id, "R02", month].value
        for (scope_id, kpi_id, month), total in totals.items()
        if kpi_id == "R02u" and (scope_id, "R02", month) in totals
    }

    assert {row[:2]: row[2] for row in rows} == pytest.approx(expected)
