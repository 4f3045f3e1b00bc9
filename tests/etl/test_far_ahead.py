"""A few rows dated long after all others of their file move neither the as-of nor any number."""

from datetime import date, datetime, timedelta

import duckdb
import numpy as np
import polars as pl
import pytest
from tiny_city import drop

from etl.cleaning import far_ahead
from etl.commands.loading import LoadOptions, load
from etl.commands.preview import preview_file
from etl.lake import lake
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish

HEADER = "工单编号,事项名称,承办网点,收件时间,应办结时间,办结时间\n"
FIRST = date(2026, 3, 2)
LAST_EVENT = datetime(2026, 9, 17, 10)


def counted(*days_and_rows):
    counts = far_ahead.no_days()
    for day, rows in days_and_rows:
        counts[(day - far_ahead.CALENDAR_FIRST).days] += rows
    return counts


def daily(days, rows, every=1):
    return [(FIRST + timedelta(days=every * n), rows) for n in range(days)]


@pytest.mark.parametrize(
    ("others", "ahead", "is_slip"),
    [
        (daily(200, 5), [(date(2027, 9, 1), 1)], True),
        (daily(200, 5), [(date(2027, 9, 1), 2), (date(2031, 1, 5), 3)], True),
        # a day in the past tells nothing of how densely the others lie
        ([(date(2006, 3, 2), 1), *daily(200, 5)], [(date(2027, 9, 1), 1)], True),
        # more than a slip
        (daily(200, 5), [(date(2027, 9, 1), 6)], False),
        # not far
        (daily(200, 5), [(FIRST + timedelta(days=230), 1)], False),
        # not farther than what lies between the others
        (daily(10, 25, every=14), [(FIRST + timedelta(days=9 * 14 + 130), 1)], False),
        # too few to say
        (daily(100, 1), [(date(2027, 9, 1), 1)], False),
        (daily(9, 100), [(date(2027, 9, 1), 1)], False),
    ],
)
def test_a_slip_is_rare_and_far_from_all_others(others, ahead, is_slip):
    found = far_ahead.last_day(counted(*others, *ahead))

    assert found == (others[-1][0] if is_slip else None)


def test_of_a_full_calendar_and_of_no_rows_nothing_is_concluded():
    assert far_ahead.last_day(np.ones_like(far_ahead.no_days())) is None
    assert far_ahead.last_day(far_ahead.no_days()) is None


def cases(*received):
    """400 cases, one or two a day, closed the day after; then those received as told, still open."""
    lines = []
    for n in range(400):
        day = FIRST + timedelta(days=n % 199)
        lines.append(f"T{n:03},户口迁移,W1,{day} 09:00,{day + timedelta(days=5)},")
        lines[-1] += f"{day + timedelta(days=1)} 10:00\n"
    lines += [f"X{n},户口迁移,W1,{time},,\n" for n, time in enumerate(received)]
    return HEADER + "".join(lines)


def test_a_wrong_year_is_a_row_to_correct_and_the_as_of_is_that_of_the_others(tmp_path):
    folder = DataFolder(tmp_path / "data")
    path = drop(folder.inbox, "办件.csv", cases("2026-09-16 15:00", "2027-09-16 15:00"))

    load(folder, [], LoadOptions())

    [record] = lake.batches(folder)
    [row] = pl.read_parquet(lake.rejects_path(folder, record)).to_dicts()
    assert (record.rows_read, record.rows_accepted, record.rows_rejected) == (402, 401, 1)
    assert record.as_of == str(LAST_EVENT)
    assert (row["rule"], row["column_name"], row["original"], row["line_number"]) == (
        "far_ahead", "received_at", "2027-09-16 15:00", len(path.read_text("gb18030").splitlines()),
    )  # fmt: skip
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        assert connection.sql("select as_of from meta_build").fetchall() == [(LAST_EVENT,)]


def test_the_row_corrected_and_the_row_insisted_on_are_both_taken(tmp_path):
    folder = DataFolder(tmp_path / "data")
    slips = ("2027-09-16 15:00", "2028-09-16 15:00")
    load_files(folder, [drop(tmp_path, "办件.csv", cases(*slips))])

    again = f"X0,户口迁移,W1,2026-09-16 15:00,,\nX1,户口迁移,W1,{slips[1]},,\n"
    [corrected] = load_files(folder, [drop(tmp_path, "更正.csv", HEADER + again)])

    assert (corrected.accepted, corrected.rejected) == (2, 0)


def test_a_look_foretells_what_a_load_rejects(tmp_path):
    path = drop(tmp_path, "办件.csv", cases("2027-09-16 15:00"))

    found = preview_file(DataFolder(tmp_path / "data"), path, mapping=None, source=None, rows=5)

    [table] = found["tables"]
    assert (table["is_whole"], table["read"], table["accepted"]) == (True, 401, 400)
    assert [row["rule"] for row in table["rejects"]] == ["far_ahead"]


def test_a_declared_as_of_is_taken_as_it_is(tmp_path):
    folder = DataFolder(tmp_path / "data")
    mapping = drop(tmp_path, "说明.yaml", "source: tickets\nas_of: 2027-12-31\n")

    [loaded] = load_files(
        folder, [drop(tmp_path, "办件.csv", cases("2027-09-16 15:00"))], mapping=mapping
    )

    assert (loaded.accepted, loaded.rejected) == (401, 0)
