"""Each kind of row says what its figure is made of: calls, surveys, grids, visits, townships."""

import polars as pl
import pytest

from analysis import evidence_places, evidence_voices, kpi_questions
from analysis.evidence_questions import parts_of, question_of
from analysis.filters import Filters
from analysis.kpis import catalogue
from tests.analysis.evidence_city import WHOLE


def test_a_quantile_is_taken_of_the_rows_listed(release):
    waits = kpi_questions.kpi_values(release, WHOLE, ["H04p90", "H04"])["value"].to_list()
    calls = question_of("call_wait")(release, WHOLE, "call_wait", 1_000_000)["waited_seconds"]
    seconds = evidence_voices.call_rows(release, WHOLE, "waited_seconds")

    assert waits == [calls.mean(), calls.sort()[-(-calls.len() * 9 // 10) - 1]]
    assert (seconds["amount"] == seconds["waited_seconds"]).all()


def test_a_survey_stands_in_the_list_of_its_own_level_only(release):
    def surveyed(**place):
        chosen = Filters(WHOLE.start, WHOLE.end, **place)
        rows = evidence_voices.survey_rows(release, chosen, "survey_points_public")
        assert rows["amount"].to_list() == rows["score_100"].to_list()
        return set(rows.select("scope", "surveyed").iter_rows())

    assert surveyed() == {("city", "宁波市")}
    assert surveyed(district_id="330203") == {("district", "海曙区")}
    assert surveyed(industry_id="postal") == {("industry", "邮政")}
    assert surveyed(district_id="330203", industry_id="postal") == set()


def test_the_line_of_a_grid_visited_is_of_its_newest_visit_and_else_of_the_ledger(release):
    visited = evidence_places.visited_grid_rows(release, WHOLE, "grids_visited")
    listed = evidence_places.visited_grid_rows(release, WHOLE, "grids_to_visit")
    ledger = evidence_places.grid_rows(release, WHOLE, "grids")
    visits = evidence_places.visit_rows(release, WHOLE, "households_visited")

    newest = visits.join(
        visited, left_on=["grid_id", "visited_at"], right_on=["grid_id", "last_visited_at"]
    )
    assert newest.height == visited.height > 10
    assert (newest["line_number"] == newest["line_number_right"]).all()
    both = listed.join(ledger, on="grid_id", suffix="_of_ledger")
    assert both.height == ledger.height
    assert (both["line_number"] == both["line_number_of_ledger"]).all()


def test_a_township_without_an_open_outlet_stands_in_the_list_only(release):
    listed = evidence_places.township_rows(release, WHOLE, "townships")
    served = evidence_places.township_rows(release, WHOLE, "townships_served")

    open_outlets = evidence_places.outlet_rows(release, WHOLE, "outlets_open")
    assert set(served["township_name"]) == set(open_outlets["township_name"])
    assert 0 < listed.height - served.height == (listed["outlets_open"] == 0).sum()
    assert listed.filter(pl.col("outlets_open") == 0)["outlet_name"].is_null().any()


@pytest.mark.parametrize("level", ["township_id", "outlet_id", "unit_id"])
def test_the_rows_of_places_add_up_at_a_township_a_unit_and_an_outlet_too(release, level):
    followed = {
        kpi.id: parts_of(kpi)
        for kpi in catalogue().values()
        if kpi.id[0] in "GA" or kpi.id in ("D03", "H01", "S10.public")
    }
    measures = {measure for parts in followed.values() for measure in parts.values()}
    places = evidence_places.outlet_rows(release, WHOLE, "outlets_open")
    for one in places[level].unique().sort().to_list()[:4]:
        chosen = Filters(WHOLE.start, WHOLE.end, **{level: one})
        values = kpi_questions.kpi_values(release, chosen, list(followed)).rows_by_key(
            "kpi_id", named=True, unique=True
        )
        added = {
            measure: question_of(measure)(release, chosen, measure, 1_000_000)["amount"].sum()
            for measure in measures
        }
        assert values["G08"]["denominator"] > 0
        for kpi_id, parts in followed.items():
            for part, measure in parts.items():
                number = (values[kpi_id][part] if kpi_id in values else None) or 0
                assert added[measure] == pytest.approx(number), (kpi_id, part, one)
