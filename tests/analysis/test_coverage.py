import polars as pl
import pytest

from analysis.coverage import LACKS, judged, totals, walking_minutes

GRIDS = pl.DataFrame(
    {
        "grid_id": ["G1", "G2", "G3", "G4", "G5"],
        "place": ["甲", "甲", "乙", "乙", "丙"],
        "population": [1000, 300, 600, None, 0],
        "nearest_distance_m": [499.0, 1000.0, 1000.1, 100.0, None],
        "worker_count": [2, 0, None, None, 1],
        "worker_name": ["示例", None, "示例", None, "示例"],
        "outlet_id": ["W1", None, "W2", None, "W1"],
    }
)


def test_the_edge_of_the_circle_is_covered_and_an_unknown_place_is_not():
    assert judged(GRIDS, 1_000)["is_covered"].to_list() == [True, True, False, True, False]


def test_people_within_the_circle_over_all_people():
    row = totals(judged(GRIDS, 1_000)).row(0, named=True)

    assert (row["population_covered"], row["population"]) == (1300, 1900)
    assert row["coverage"] == pytest.approx(1300 / 1900)
    assert row["grids"] == 5 and row["grids_covered"] == 3


def test_a_smaller_circle_covers_fewer():
    assert totals(judged(GRIDS, 499))["population_covered"][0] == 1000


def test_a_grid_lacks_a_worker_when_the_count_is_zero_or_no_one_is_named():
    frame = judged(GRIDS, 1_000)

    assert frame.filter("is_unstaffed")["grid_id"].to_list() == ["G2", "G4"]
    assert frame.filter("is_unlinked")["grid_id"].to_list() == ["G2", "G4"]


def test_places_add_up_to_the_whole():
    frame = judged(GRIDS, 1_000)
    places, whole = totals(frame, "place"), totals(frame)

    for column in ("grids", "grids_covered", "population", "population_covered", *LACKS[1:]):
        assert places[column].sum() == whole[column][0]


def test_where_nobody_lives_there_is_no_coverage():
    nobody = totals(judged(GRIDS, 1_000), "place").filter(place="丙")

    assert nobody["coverage"].to_list() == [None]


def test_a_kilometre_is_a_quarter_of_an_hour():
    assert walking_minutes(1_000) == 15
