import pytest

from etl.reading import plain_header
from etl.reading.header import find_header

KNOWN = frozenset({"工单编号", "区县", "收件时间", "ticket_id"})


@pytest.mark.parametrize(
    "written",
    ["工单编号", " 工单 编号 ", "＊工单编号", "工单编号*", "工单\n编号（必填）", "\ufeff工单编号"],
)
def test_a_header_is_known_however_it_is_decorated(written):
    assert plain_header(written) == "工单编号"


def test_the_row_with_most_known_headers_is_the_header():
    rows = [["办件明细", ""], ["区县", "海曙区"], ["工单编号", "区县"], ["A1", "区县"]]

    header = find_header(rows, KNOWN)

    assert (header.first, header.recognised) == (2, 2)


def test_of_two_equal_rows_the_first_is_the_header():
    rows = [["工单编号", "区县"], ["工单编号", "区县"]]

    assert find_header(rows, KNOWN).first == 0


def test_one_header_said_twice_counts_once():
    rows = [["区县", "区县", "区县"], ["工单编号", "区县", "x"]]

    assert find_header(rows, KNOWN).first == 1


def test_without_known_headers_the_first_row_of_two_cells_is_taken():
    rows = [["", ""], ["title", None], ["a", "b"]]

    assert find_header(rows, KNOWN).first == 2
    assert find_header([["", ""], ["only"]], KNOWN).first == 1
    assert find_header([["", None]], KNOWN) is None


@pytest.mark.parametrize(
    "rows",
    [
        # One cell of the data is spelled like a header.
        [["case", "opened", "bureau", "remark"], ["A1", "3 March", "Roads", "区县"]],
        # Two of them are, beside a date; the header has a blank and one that is known.
        [["", "case", "区县", "a", "b"], ["1", "A1", "2026-03-02", "工单编号", "收件时间"]],
        # The row in question is no longer than its header.
        [["工单编号", "b", "c"], ["区县", "收件时间", "7"]],
    ],
)
def test_a_row_of_data_with_cells_like_headers_is_none(rows):
    assert find_header(rows, KNOWN).first == 0
    assert find_header([["办件明细", "单位：件"], [""], *rows], KNOWN).first == 2


@pytest.mark.parametrize(
    "rows",
    [
        # Titles are less than a row of names, dates above a header are part of a title.
        [["填报单位", "某局"], ["工单编号", "b", "c"]],
        [["统计期", "2026-03-01", "2026-03-31"], ["工单编号", "b", "c"]],
        # Names of another system above those that are known.
        [["F1", "F2", "F3"], ["工单编号", "区县", "c"]],
        # Names of months are names; nothing above is as wide.
        [["某区", "汇总"], ["区县", "收件时间", "2026年1月", "2026年2月"]],
    ],
)
def test_what_stands_above_a_header_stays_a_title(rows):
    assert find_header(rows, KNOWN).first == 1


def test_a_header_of_two_rows_counts_as_a_whole():
    known = frozenset({"收件时间", "收件单位", "办结时间", "单位"})
    rows = [
        ["收件", "收件", "办结", "办结"],
        ["时间", "单位", "时间", "单位"],
        ["1", "2", "3", "4"],
    ]

    header = find_header(rows, known)

    assert (header.first, header.last, header.recognised) == (0, 1, 4)
