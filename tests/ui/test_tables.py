from datetime import datetime

import polars as pl

from ui import columns, downloads, tables
from ui.tables import Column

COLUMNS = (
    Column("rank", "名次", "count"),
    Column("name", "单位"),
    Column("n", "应办结", "count"),
    Column("value", "按时办结率", "rate", n="n"),
    Column("change", "环比", "points", n="n"),
)
ROWS = pl.DataFrame(
    {
        "rank": [1.0, 2.0],
        "name": ["甲", "乙"],
        "n": [100.0, 9.0],
        "value": [0.98, 1.0],
        "change": [0.0123, 0.5],
    }
)


def test_the_total_stands_on_top_and_is_the_one_passed_in():
    shown = tables._with_total(ROWS, COLUMNS, {"n": 109.0, "value": 0.9816, "other": 1})

    assert shown.row(0) == (None, "合计", 109.0, 0.9816, None)
    assert shown.height == 3


def test_a_rate_of_fewer_than_ten_cases_is_withheld_and_its_count_stays():
    shown = tables._withheld(ROWS, COLUMNS)

    assert shown["value"].to_list() == [0.98, None]
    assert shown["n"].to_list() == [100.0, 9.0]


def test_a_file_holds_whole_counts_fractions_and_points_as_headed():
    rows = tables._in_file(ROWS, COLUMNS)

    assert rows.row(0) == (1, "甲", 100, 0.98, 1.23)
    assert rows.height == ROWS.height


def test_the_total_is_a_sentence_in_the_files_notes():
    (said,) = columns.said_total(COLUMNS, {"n": 109.0, "value": 0.9816})

    assert said == "合计: 应办结 109、按时办结率 98.16%"


def test_a_sheets_name_is_one_that_excel_takes():
    assert (
        downloads.sheet_name("区(县、市)/排名:[表]*?" + "长" * 40)
        == "区(县、市) 排名  表" + "  " + " " + "长" * 16
    )


def test_what_is_known_to_the_day_only_is_shown_as_that_day_and_stays_a_moment_in_the_file():
    column = Column("as_of", "数据截至", "reach")
    moments = [datetime(2026, 10, 30), datetime(2026, 11, 3, 18), None]
    rows = pl.DataFrame({"as_of": moments})

    shown, has_gaps = tables._shown(rows, (column,), None, "zh")

    assert shown.to_pydict() == {"as_of": ["2026-10-30", "2026-11-03 18:00", None]}
    assert has_gaps
    assert tables._in_file(rows, (column,))["as_of"].to_list() == moments
