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
