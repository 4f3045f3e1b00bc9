"""Frames as files that a spreadsheet opens: CSV with a byte order mark, and XLSX.

Text from exports is text here and never a formula: in CSV a leading apostrophe keeps Excel
from reading it as one, in XLSX every text cell is written as a string (OWASP, CSV injection).
The same frames give the same bytes: the date of creation is the caller's, never the clock's.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import polars as pl
import xlsxwriter

from analysis.cells import neutralised, plain

MOST_ROWS = 1_048_575  # 1,048,576 rows of a sheet less its header
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767  # of one cell

PERCENT = "0.00%"
WHOLE = "#,##0"
DECIMAL = "#,##0.00"
DATE = "yyyy-mm-dd"
MOMENT = "yyyy-mm-dd hh:mm:ss"

_ABOUT = "说明"
_A4 = 9
_WRAPPED = {"text_wrap": True, "valign": "top"}
_PAGES = "&C&P / &N"
_WHOLE_IN_DOUBLE = 2**53  # past it a spreadsheet rounds the last digits of a number
_FIRST_DAY = date(1900, 3, 1)  # before it Excel's calendar is wrong


class TooLargeForExcelError(ValueError):
    """A frame that no spreadsheet can hold; says why in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Sheet:
    """One sheet of data: a header row and one row per row of the frame.

    Attributes:
        name: The name on the tab, at most 31 characters.
        frame: The rows. Numbers, dates and booleans stay what they are.
        headers: Column to the header shown; a column without one shows its own name.
        formats: Column to an Excel number format, such as `PERCENT` for a fraction.
        widths: Column to a width in characters, in which text wraps; without one the header decides.
    """

    name: str
    frame: pl.DataFrame
    headers: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    widths: Mapping[str, float] = field(default_factory=dict)


def to_csv(frame: pl.DataFrame, headers: Mapping[str, str] | None = None) -> bytes:
    """Write a frame as UTF-8 CSV with a byte order mark and formulas neutralised.

    Args:
        frame: The rows. Text cells that a spreadsheet would compute get a leading apostrophe.
        headers: Column to the header shown.

    Returns:
        The bytes of the file; missing values and NaN are empty.
    """
    text = pl.selectors.string()
    rows = plain(frame).with_columns(neutralised(text).name.keep())
    names = [(headers or {}).get(name, name) for name in frame.columns]
    header = plain(pl.DataFrame([names], orient="row")).select(neutralised(text).name.keep())
    return (
        b"\xef\xbb\xbf"
        + header.write_csv(include_header=False).encode()
        + rows.write_csv(include_header=False, datetime_format="%Y-%m-%d %H:%M:%S").encode()
    )


def to_xlsx(
    sheets: Sequence[Sheet],
    *,
    created: datetime,
    title: str = "",
    notes: Sequence[str] = (),
    about: str = _ABOUT,
    printed: tuple[str, str] = ("", _PAGES),
) -> bytes:
    """Write sheets as one XLSX: real numbers, bold frozen header, A4 landscape, one page wide.

    Args:
        sheets: The sheets of data, in order; none has merged cells or formulas.
        created: The date of creation kept in the file, from the data (an as-of), not the clock.
        title: Heading of the sheet of notes, which comes last and only when there is something.
        notes: Sentences for that sheet, one row each.
        about: The name of that sheet.
        printed: What stands at the head and at the foot of each printed page of data.

    Returns:
        The bytes of the file; equal for equal arguments.

    Raises:
        TooLargeForExcelError: A sheet with too many rows or columns, or a cell with too much text.
    """
    target = BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            # Rows go to disk as they are written, so a large sheet costs no memory.
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": created})
    for sheet in sheets:
        _write_sheet(book, sheet, *printed)
    if title or notes:
        _write_about(book, about, title, notes)
    book.close()
    return target.getvalue()


def _refuse_too_large(sheet: Sheet) -> None:
    rows, columns = sheet.frame.shape
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise TooLargeForExcelError(
            f"“{sheet.name}”有 {rows:,} 行 {columns:,} 列，超出 Excel 上限（{MOST_ROWS:,} 行、{MOST_COLUMNS:,} 列），请缩小筛选范围或下载 CSV。",
            f"“{sheet.name}” has {rows:,} rows and {columns:,} columns, more than Excel holds ({MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns); narrow the filters or take the CSV.",
        )
    longest = sheet.frame.select(pl.selectors.string().str.len_chars().max())
    for name in longest.columns:
        length = longest[name].item() or 0
        if length > MOST_CHARACTERS:
            raise TooLargeForExcelError(
                f"“{name}”列有 {length:,} 字的文本，超出 Excel 单元格上限 {MOST_CHARACTERS:,} 字，请下载 CSV。",
                f"Column “{name}” has a text of {length:,} characters, more than the {MOST_CHARACTERS:,} of an Excel cell; take the CSV.",
            )


def _write_sheet(book: Any, sheet: Sheet, head: str, foot: str) -> None:
    _refuse_too_large(sheet)
    page = book.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    page.set_header(head)
    page.set_footer(foot)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
    frame = plain(sheet.frame)
    writers = []
    for at, (name, kind) in enumerate(frame.schema.items()):
        shown = sheet.headers.get(name, name)
        page.set_column(at, at, sheet.widths.get(name, _width(shown, kind)))
        page.write_string(0, at, shown, bold)
        wrapped = book.add_format(_WRAPPED) if name in sheet.widths and kind == pl.String else None
        writers.append(_writer(book, page, kind, sheet.formats.get(name), wrapped))
    for row, values in enumerate(frame.iter_rows(), start=1):
        for at, value in enumerate(values):
            if value is not None:
                writers[at](row, at, value)


def _width(header: str, kind: pl.DataType) -> float:
    """A width that shows the header (a Chinese character takes two) and the usual value."""
    least = {pl.Date: 12.0, pl.Datetime: 20.0, pl.String: 14.0}.get(kind.base_type(), 10.0)
    return max(least, min(40.0, 2.0 + sum(2 if ord(mark) > 0x2E7F else 1 for mark in header)))


def _writer(
    book: Any, page: Any, kind: pl.DataType, number_format: str | None, wrapped: Any
) -> Callable[[int, int, Any], object]:
    """The one way the cells of a column are written."""
    if kind == pl.Boolean:
        return lambda row, at, value: page.write_boolean(row, at, value)
    if kind.is_numeric():
        style = book.add_format({"num_format": number_format}) if number_format else None

        def number(row: int, at: int, value: float) -> object:
            if isinstance(value, int) and abs(value) > _WHOLE_IN_DOUBLE:
                return page.write_string(row, at, str(value))
            return page.write_number(row, at, value, style)

        return number
    if kind in (pl.Date, pl.Datetime):
        usual = DATE if kind == pl.Date else MOMENT
        style = book.add_format({"num_format": number_format or usual})

        def moment(row: int, at: int, value: date) -> object:
            day = value.date() if isinstance(value, datetime) else value
            if day < _FIRST_DAY:
                return page.write_string(row, at, str(value))
            naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
            return page.write_datetime(row, at, naive, style)

        return moment
    return lambda row, at, value: page.write_string(
        row, at, value.isoformat() if isinstance(value, time) else str(value), wrapped
    )


def _write_about(book: Any, name: str, title: str, notes: Collection[str]) -> None:
    page = book.add_worksheet(name)
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 100)
    heading = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format(_WRAPPED)
    page.write_string(0, 0, title, heading)
    for row, note in enumerate(notes, start=2):
        page.write_string(row, 0, note, wrapped)
