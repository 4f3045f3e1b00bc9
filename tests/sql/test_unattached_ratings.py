"""Ratings exported on their own: what they replace, and where one counts that belongs to no case."""

import duckdb
import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, UNITS, drop

CASE = "MONTH-{},W1,MONTH-02 09:00,MONTH-{:02} 10:00,非常满意,否,2026-04-10 18:00\n"
CASES = CASE.format("T4", 4) + CASE.format("T5", 4) + CASE.format("T9", 9)
CASE_HEADER = "工单编号,承办网点,收件时间,办结时间,评价,默认评价,导出时间\n"
HEADER = "评价编号,办件编号,网点编号,评价时间,评价等级,默认评价,差评成立\n"

# Each export has a month with three cases for itself; after it comes a month without cases.
EXPORTS = {
    "2025-01": "MONTH-1,,W1,MONTH-04 10:00,1,否,\nMONTH-2,,W1,MONTH-05 10:00,1,否,\n"
    "MONTH-3,,W1,MONTH-06 10:00,5,否,\n",
    "2025-03": "MONTH-1,,W2,2025-04-04 10:00,1,否,\n",
    "2025-05": "".join(f"MONTH-{n},,W1,MONTH-04 1{n}:00,4,否,\n" for n in range(5)),
    "2025-07": "MONTH-1,,W1,MONTH-04 10:00,1,是,\n",
    "2025-09": "MONTH-1,无此件,,MONTH-04 10:00,1,否,\n",
    "2025-11": "MONTH-1,无此件,W1,MONTH-04 10:00,1,否,否\n",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Load the cases and every export of ratings; answer with the parts of S02 to S05 of a month."""
    folder = DataFolder(tmp_path_factory.mktemp("ratings") / "data")
    cases = "".join(CASES.replace("MONTH", month) for month in EXPORTS)
    files = {"单位台账.csv": UNITS, "网点台账.csv": OUTLETS, "办件.csv": CASE_HEADER + cases}
    for month, ratings in EXPORTS.items():
        files[f"好差评{month}.csv"] = HEADER + ratings.replace("MONTH", month)
    results = load_files(folder, [drop(folder.inbox, *file) for file in files.items()])
    assert [result.rejected for result in results] == [0] * len(files)

    def of_month(month, scope="city", scope_id="city"):
        rows = warehouse.execute(
            "select kpi_id, numerator, denominator from mart_kpi_month where kpi_id in"
            " ('S02', 'S03', 'S04', 'S05') and scope = ? and scope_id = ? and month = ?::date",
            [scope, scope_id, f"{month}-01"],
        ).fetchall()
        return {kpi_id: (above, below) for kpi_id, above, below in rows}

    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        yield of_month


@pytest.mark.parametrize(
    ("scope", "scope_id"),
    [("city", "city"), ("outlet", "W1"), ("unit", "U1"), ("district", "330203")],
)
def test_bad_ratings_at_a_named_outlet_count_and_other_ratings_stay(asked, scope, scope_id):
    found = asked("2025-01", scope, scope_id)

    # the case of the 9th keeps its rating; of the two of the 4th one was rated, nobody knows which
    assert found == {"S02": (2, 4), "S03": (1, 3), "S04": (2, 3), "S05": (2, 3)}


def test_a_rating_of_another_month_takes_no_case_its_rating(asked):
    assert asked("2025-03") == {"S02": (3, 3), "S03": (0, 3), "S04": (3, 3), "S05": (0, 3)}


def test_no_more_cases_are_rated_than_were_closed(asked):
    assert asked("2025-05") == {"S02": (6, 6), "S03": (0, 3), "S04": (3, 3), "S05": (0, 3)}


# One given by the system, and one of nobody known.
@pytest.mark.parametrize("month", ["2025-07", "2025-09"])
def test_a_default_or_one_of_nobody_known_counts_nowhere(asked, month):
    assert asked(month) == {"S02": (1, 1), "S03": (2, 3), "S04": (1, 3), "S05": (0, 3)}


def test_a_bad_rating_found_unjustified_is_a_rating_and_no_bad_one(asked):
    assert asked("2025-11") == {"S02": (1, 2), "S03": (1, 3), "S04": (2, 3), "S05": (0, 3)}
