"""督办单: one case on one sheet of A4, with room for an answer and signatures.

The number of the document, the limit and the dates of signing are left open: an office sets them.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import polars as pl
import xlsxwriter

from analysis.cells import plain

_A4 = 9
# Of official documents (GB/T 9704), in inches: left 28, right 26, top 37, bottom 35 mm.
_MARGINS = {"left": 28 / 25.4, "right": 26 / 25.4, "top": 37 / 25.4, "bottom": 35 / 25.4}
_BODY, _TITLE = "仿宋_GB2312", "方正小标宋简体"
_WIDTHS = (16, 54)
_LINE, _ROOM = 18.0, 80.0  # points of height of a printed line, and for what is written by hand


def to_slip(
    title: str,
    number: str,
    told: Sequence[tuple[str, str | int]],
    blank: Sequence[tuple[str, str]],
    note: str,
    created: datetime,
) -> bytes:
    """Write a supervision slip as XLSX.

    Args:
        title: What the sheet is called, on it and on its tab.
        number: The open number of the document.
        told: What is known of the case, label and text or number, in order.
        blank: What is written by hand: label and what stands in the field already.
        note: The line below: where the facts are from.
        created: The as-of, as the date of the file.

    Returns:
        The bytes of the file; equal for equal arguments.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": created})
    page = book.add_worksheet(title)
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 1)
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    cell = {"font_name": _BODY, "font_size": 12, "text_wrap": True, "valign": "vcenter"}
    framed = book.add_format(cell | {"border": 1, "align": "left"})
    bare = book.add_format(cell | {"text_wrap": False})
    headed = book.add_format({"font_name": _TITLE, "font_size": 22, "center_across": True})
    page.write_string(0, 0, title, headed)
    page.write_blank(0, 1, None, headed)
    page.write_string(1, 1, number, book.add_format(cell | {"align": "right"}))
    for row, (label, fact) in enumerate(told, start=2):
        page.write_string(row, 0, label, framed)
        if isinstance(fact, int):
            page.write_number(row, 1, fact, framed)
        else:
            text = plain(pl.DataFrame({"text": [fact]}))["text"][0]
            page.write_string(row, 1, text, framed)
            lines = sum(-(-_columns(line) // _WIDTHS[1]) for line in text.split("\n"))
            page.set_row(row, _LINE * max(1, lines))
    for row, (label, begun) in enumerate(blank, start=2 + len(told)):
        page.write_string(row, 0, label, framed)
        page.write_string(row, 1, begun, framed)
        page.set_row(row, _ROOM)
    page.write_string(2 + len(told) + len(blank), 0, note, bare)
    book.close()
    return target.getvalue()


def _columns(line: str) -> int:
    """How many columns of a sheet a line takes: a Chinese character takes two."""
    return sum(2 if ord(mark) > 0x2E7F else 1 for mark in line) or 1
