"""Rows that are none of the data: averages, page numbers, sign-offs, the duties and numbers of columns."""

import pytest
from test_spoiled_cells import load
from tiny_city import TICKET_HEADER, drop, tickets

from etl.paths import DataFolder
from etl.reading import open_file
from etl.sources.recognition import read_header_book

HEADER, ROWS = TICKET_HEADER, tickets(1, 2).removeprefix(TICKET_HEADER)


def read(tmp_path, text):
    path = drop(tmp_path, "a.csv", text)
    [table] = open_file(path, read_header_book(DataFolder(tmp_path)).spellings)
    firsts = [row[0] for frame in table.frames for row in frame.rows()]
    return firsts, [note.code for note in table.notes]


@pytest.mark.parametrize(
    "tail",
    [
        "审核：王五\n",
        ",,,审核：王五,,,,,\n",
        "打印日期：2026-10-31,,,,,,,,\n注：以上为全部\n共4条记录\n第1页 共1页\n",
        "第 1 页\n",
        "平均,,,,,5,,,\n",
        "平均值,,,,,5.5天,,,\n审核：王五\n",
    ],
)
def test_what_stands_below_the_data_is_left_out_with_a_note(tmp_path, tail):
    firsts, notes = read(tmp_path, HEADER + ROWS + tail)

    assert firsts == ["T0001", "T0002"]
    assert "footer_rows" in notes


@pytest.mark.parametrize(
    "line",
    [
        "（必填）,（选填）,（必填）,,,,,,\n",
        "必填,选填,必填,必填,必填,选填,选填,选填,选填\n",
        "1,2,3,4,5,6,7,8,9\n",
        "（必填）,（选填）,（必填）,,,,,,\n(1),(2),(3),(4),(5),(6),(7),(8),(9)\n",
    ],
)
def test_what_stands_between_header_and_data_is_left_out_with_a_note(tmp_path, line):
    firsts, notes = read(tmp_path, HEADER + line + ROWS)

    assert firsts == ["T0001", "T0002"]
    assert "footer_rows" in notes


@pytest.mark.parametrize(
    "line",
    [
        "1,2,3,4,5,6,7,8,10\n",  # not the numbers of the columns
        "必填,窗口,户口迁移,W1,2026-08-04 09:00,5个工作日,,在办,2026-10-31 18:00\n",
        "平均,窗口,户口迁移,W1,2026-08-04 09:00,5个工作日,,在办,2026-10-31 18:00\n",
    ],
)
def test_rows_of_data_that_look_like_it_stay(tmp_path, line):
    firsts, _ = read(tmp_path, HEADER + line + ROWS)

    assert firsts == [line.partition(",")[0], "T0001", "T0002"]


def test_numbers_of_columns_below_the_first_rows_are_data(tmp_path):
    firsts, _ = read(tmp_path, HEADER + ROWS + "1,2,3,4,5,6,7,8,9\n")

    assert firsts == ["T0001", "T0002", "1"]


def test_three_cells_may_be_a_row_like_any_other(tmp_path):
    firsts, _ = read(tmp_path, "网格编号,人口,户数\n1,2,3\n")

    assert firsts == ["1"]


@pytest.mark.parametrize("mark", ["同上", "〃", "同前"])
def test_a_name_that_only_points_above_is_sent_back(tmp_path, mark):
    result, lake, rejects = load(
        tmp_path, "T1,2026-03-02,医保局,", f"T2,2026-03-02,{mark},", "T3,2026-03-02,同上海办事处,"
    )

    assert (result.accepted, result.rejected) == (2, 1)
    assert lake["unit"].to_list() == ["医保局", "同上海办事处"]
    assert rejects.select("column_name", "rule", "original").rows() == [("unit", "ditto", mark)]
