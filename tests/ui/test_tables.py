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


def test_a_rate_of_fewer_than_ten_cases_is_withheld_and_its_count_stays():
    shown = tables._withheld(ROWS, COLUMNS)

    assert shown["value"].to_list() == [0.98, None]
    assert shown["n"].to_list() == [100.0, 9.0]


def test_a_file_holds_whole_counts_fractions_and_points_as_headed():
    rows = tables._in_file(ROWS, COLUMNS)

    assert rows.row(0) == (1, "甲", 100, 0.98, 1.23)
    assert rows.height == ROWS.height


def test_a_csv_says_of_a_rate_that_it_is_a_fraction_and_a_workbook_shows_it_as_per_cent():
    dress = columns.dressed(COLUMNS, None, "zh")

    assert (dress.csv_heads["value"], dress.heads["value"]) == ("按时办结率（小数）", "按时办结率")
    assert (dress.csv_heads["change"], dress.file_formats["value"]) == ("环比", "0.00%")


def test_the_total_is_a_sentence_that_no_sorting_moves():
    (said,) = columns.said_total(COLUMNS, {"n": 109.0, "value": 0.9816, "change": -0.0022})

    assert said == "合计：应办结 109、按时办结率 98.16%、环比 −0.22"
    assert tables._shown(ROWS, COLUMNS)[0].num_rows == ROWS.height


def test_a_total_of_fewer_than_ten_cases_says_no_rate():
    assert columns.said_total(COLUMNS, {"n": 9.0, "value": 1.0, "change": None}) == [
        "合计：应办结 9"
    ]


def test_a_sheets_name_is_one_that_excel_takes():
    assert (
        downloads.sheet_name("区(县、市)/排名:[表]*?" + "长" * 40)
        == "区(县、市) 排名  表" + "  " + " " + "长" * 16
    )


def test_what_is_known_to_the_day_only_is_shown_as_that_day_and_stays_a_moment_in_the_file():
    column = Column("as_of", "数据截至", "reach")
    moments = [datetime(2026, 10, 30), datetime(2026, 11, 3, 18), None]
    rows = pl.DataFrame({"as_of": moments})

    shown, has_gaps = tables._shown(rows, (column,))

    assert shown.to_pydict() == {"as_of": ["2026-10-30", "2026-11-03 18:00", None]}
    assert has_gaps
    assert tables._in_file(rows, (column,))["as_of"].to_list() == moments
