"""Ratings exported on their own: what they replace, and where one counts that belongs to no case."""

import duckdb
import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, UNITS, drop

CASE = "{},W1,2026-03-02 09:00,2026-03-{:02} 10:00,非常满意,否,2026-04-10 18:00\n"
CASES = "工单编号,承办网点,收件时间,办结时间,评价,默认评价,导出时间\n" + "".join(
    CASE.format(f"T{day}", day) for day in (4, 4, 9)
).replace("T4", "T5", 1)
HEADER = "评价编号,办件编号,网点编号,评价时间,评价等级,默认评价,差评成立\n"


def asked(root, ratings, scope="city", scope_id="city"):
    """Load cases and an export of ratings; return the parts of S02 to S05 of March."""
    folder = DataFolder(root / "data")
    files = {"单位台账.csv": UNITS, "网点台账.csv": OUTLETS, "办件.csv": CASES}
    files |= {"好差评.csv": HEADER + ratings}
    results = load_files(folder, [drop(folder.inbox, *file) for file in files.items()])
    assert [result.rejected for result in results] == [0] * len(files)
    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        rows = warehouse.execute(
            "select kpi_id, numerator, denominator from mart_kpi_month where kpi_id in"
            " ('S02', 'S03', 'S04', 'S05') and scope = ? and scope_id = ? and month = '2026-03-01'",
            [scope, scope_id],
        ).fetchall()
    return {kpi_id: (above, below) for kpi_id, above, below in rows}


@pytest.mark.parametrize(
    ("scope", "scope_id"),
    [("city", "city"), ("outlet", "W1"), ("unit", "U1"), ("district", "330203")],
)
def test_bad_ratings_at_a_named_outlet_count_and_other_ratings_stay(tmp_path, scope, scope_id):
    ratings = "R1,,W1,2026-03-04 10:00,1,否,\nR2,,W1,2026-03-05 10:00,1,否,\n"
    ratings += "R3,,W1,2026-03-06 10:00,5,否,\n"

    found = asked(tmp_path, ratings, scope, scope_id)

    # the case of the 9th keeps its rating; of the two of the 4th one was rated, nobody knows which
    assert found == {"S02": (2, 4), "S03": (1, 3), "S04": (2, 3), "S05": (2, 3)}


def test_a_rating_of_another_month_takes_no_case_its_rating(tmp_path):
    found = asked(tmp_path, "R1,,W2,2026-04-04 10:00,1,否,\n")

    assert found == {"S02": (3, 3), "S03": (0, 3), "S04": (3, 3), "S05": (0, 3)}


def test_no_more_cases_are_rated_than_were_closed(tmp_path):
    ratings = "".join(f"R{n},,W1,2026-03-04 1{n}:00,4,否,\n" for n in range(5))

    found = asked(tmp_path, ratings)

    assert found == {"S02": (6, 6), "S03": (0, 3), "S04": (3, 3), "S05": (0, 3)}


@pytest.mark.parametrize(
    "rating",
    [
        "R1,,W1,2026-03-04 10:00,1,是,",  # given by the system
        "R1,无此件,,2026-03-04 10:00,1,否,",  # of nobody known
    ],
)
def test_a_default_or_one_of_nobody_known_counts_nowhere(tmp_path, rating):
    found = asked(tmp_path, rating + "\n")

    assert found == {"S02": (1, 1), "S03": (2, 3), "S04": (1, 3), "S05": (0, 3)}


def test_a_bad_rating_found_unjustified_is_a_rating_and_no_bad_one(tmp_path):
    found = asked(tmp_path, "R1,无此件,W1,2026-03-04 10:00,1,否,否\n")

    assert found == {"S02": (1, 2), "S03": (1, 3), "S04": (2, 3), "S05": (0, 3)}
