"""Tables with something wrong in their cells, each written as CSV and as a workbook.

Every family says what becomes of its file: `(outcome, rows read, rows rejected, said)`, where
`said` is the rule of the rejected rows, or a part of the sentence with which the file is refused.
"""

from collections.abc import Callable

Row = list[str]
Expected = tuple[str, int, int, str]

HEADER = ["工单编号", "承办单位", "收件时间", "办结时间", "承诺时限", "状态", "内容"]
COUNT = 20
LOADED: Expected = ("loaded", COUNT, 0, "")


def plain(family: str) -> list[Row]:
    """Return a table with nothing wrong, its numbers those of the family."""
    return [
        HEADER,
        *(
            [f"{family}-{i:02d}", "市公安局", f"2026-03-{i:02d} 09:00", f"2026-03-{i:02d} 16:30", "5", "办结", f"第{i}件"]
            for i in range(1, COUNT + 1)
        ),
    ]  # fmt: skip


def with_cell(column: int, text: str, row: int = 7) -> Callable[[list[Row]], list[Row]]:
    """Return what writes a text into one cell of a table."""

    def change(rows: list[Row]) -> list[Row]:
        rows[row][column] = text
        return rows

    return change


def with_header(column: int, text: str) -> Callable[[list[Row]], list[Row]]:
    """Return what gives one column another header."""
    return lambda rows: [[*HEADER[:column], text, *HEADER[column + 1 :]], *rows[1:]]


def rejected(rule: str, rows: int = 1) -> Expected:
    """Return the outcome of a table of which some rows are rejected."""
    return ("rejected", COUNT, rows, rule)


def refused(said: str, read: int = 0) -> Expected:
    """Return the outcome of a file that is refused."""
    return ("refused", read, 0, said)


def spaced(rows: list[Row]) -> list[Row]:
    """Put blank rows between the rows and a blank column before them."""
    blank = [""] * (len(HEADER) + 1)
    return [line for row in rows for line in (["", *row], blank)]


def two_lines(rows: list[Row]) -> list[Row]:
    """Split the header into groups and what stands below them."""
    upper = ["工单编号", "承办单位", "时间", "时间", "承诺时限", "状态", "内容"]
    lower = ["", "", "收件", "办结", "", "", ""]
    return [upper, lower, *rows[1:]]


def reordered(rows: list[Row]) -> list[Row]:
    """Turn the columns round."""
    return [row[::-1] for row in rows]


def repeated_header(rows: list[Row]) -> list[Row]:
    """Put the header between the rows again, as pages that were joined have it."""
    return [*rows[:11], HEADER, *rows[11:]]


CELLS: dict[str, tuple[Callable[[list[Row]], list[Row]], Expected]] = {
    "clean": (lambda rows: rows, LOADED),
    "titles": (lambda rows: [["2026年3月办件清单"], ["单位：件"], *rows], LOADED),
    "footer": (
        lambda rows: [*rows, ["合计", "", "", "", "100", "", ""], ["制表人：张三", "", "审核：李四", "", "", "", ""]],
        LOADED,
    ),
    "blank-rows-and-columns": (spaced, LOADED),
    "two-line-header": (two_lines, LOADED),
    "reordered": (reordered, LOADED),
    "unknown-column": (lambda rows: [[*row, "x"] for row in rows], LOADED),
    "repeated-header-column": (lambda rows: [[*row, row[5]] for row in rows], LOADED),
    "no-optional-columns": (lambda rows: [row[:3] for row in rows], LOADED),
    "renamed-key": (with_header(0, "甲号"), refused("缺少必需的列：工单编号")),
    "no-header": (lambda rows: rows[1:], refused("无法识别")),
    "header-only": (lambda rows: rows[:1], refused("只有表头")),
    "repeated-header-row": (repeated_header, ("rejected", COUNT + 1, 1, "not_a_date")),
    "date-that-is-none": (with_cell(2, "昨天"), rejected("not_a_date")),
    "day-that-does-not-exist": (with_cell(2, "2026-02-30 09:00"), rejected("not_a_date")),
    "year-9999": (with_cell(3, "9999-12-31"), rejected("outside_calendar")),
    "type-changes-late": (with_cell(3, "待定", COUNT), rejected("not_a_date")),
    "number-in-words": (with_cell(4, "五天"), rejected("not_an_integer")),
    "number-beyond-all": (with_cell(4, "1e400"), rejected("not_an_integer")),
    "number-with-separators": (with_cell(4, "1,000"), LOADED),
    "negative-limit": (with_cell(4, "-5"), rejected("out_of_range")),
    "unknown-status": (with_cell(5, "飞了"), rejected("unknown_value")),
    "closed-without-time": (with_cell(3, ""), rejected("closed_without_time")),
    "no-key": (with_cell(0, ""), rejected("required")),
    "same-key-twice": (lambda rows: [*rows[:-1], rows[-2]], rejected("superseded_in_file")),
    "failed-formula": (with_cell(1, "#REF!"), rejected("error_cell")),
    "full-width": (with_cell(2, "２０２６－０３－０７　０９：００"), LOADED),
    "outer-spaces": (lambda rows: [[f" {cell}\u3000" for cell in row] for row in rows], LOADED),
    "line-break-in-cell": (with_cell(6, "第一行\n第二行"), LOADED),
    "long-text": (with_cell(6, "长" * 30_000), LOADED),
    "control-characters": (with_cell(6, "响\x07铃\x0b格"), LOADED),
    "formula-as-text": (with_cell(6, "=HYPERLINK(\"http://evil\")"), LOADED),
    "markup-as-text": (with_cell(6, "<script>alert(1)</script>"), LOADED),
    "garbled-text": (
        lambda rows: [[cell.encode().decode("gb18030", errors="replace") for cell in row] for row in rows],
        refused("乱码"),
    ),
    "every-row-wrong": (
        lambda rows: [HEADER, *([*row[:2], "昨天", *row[3:]] for row in rows[1:])],
        rejected("not_a_date", COUNT),
    ),
}  # fmt: skip
