"""What is a row of data and what is not: blank rows, totals and signatures are left out.

A row of totals is one whose first filled cell is a word for a total and whose other cells are
blank or numbers, wherever it stands. Lines of signatures and remarks are known only by standing
at the very end. A row with an ordinary id or any other text beside it is data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from etl.errors import Said
from etl.reading.tables import PLACE_COLUMNS, SURPLUS_COLUMN, Note

TAIL_ROWS = 30
_DUTY = r"(?i)^\s*[(（\[【]?\s*(必填项?|选填项?|非必填|可选|required|optional)\s*[)）\]】]?\s*[*＊]?\s*$"
_UNIT = r"(%|‰|件|条|个|人|元|户|分|次|宗|项|天|行)?"
_TOTAL = (
    r"(?i)^\s*[(（【]?\s*(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|全市合计|本页合计|本页小计|平\s*均[值数]?"
    rf"|total|grand total|subtotal|sum)\s*[)）】]?\s*[:：]?\s*[\d,.]*\s*{_UNIT}\s*$"
)
_NUMBER = rf"^\s*[-+]?[\d,，.]*\s*{_UNIT}\s*$|^\s*[-—–/*]+\s*$|^#CALC!$"
_SIGNED = (
    r"(?i)^\s*((制\s*表|填\s*表|审\s*核|复\s*核|填\s*报|统\s*计|打\s*印|导\s*出|负\s*责|经\s*办)"
    r"\s*(人|员|单位|部门|时间|日期)?\s*([:：]|$)|数据来源\s*[:：]|备\s*注\s*[:：]|说\s*明\s*[:：]|注\s*[:：]"
    r"|共\s*\d+\s*[条件行页]|第\s*\d+\s*页|(prepared|checked|approved) by\b|(source|notes?):)"
)


@dataclass
class RowTrim:
    """Leaves out the rows that are no data and counts them, frame after frame.

    Attributes:
        blank: rows without any text so far.
        footers: physical lines of the totals and signatures left out so far.
    """

    blank: int = 0
    footers: list[int] = field(default_factory=list)

    def keep_data(self, rows: pl.DataFrame, *, is_last: bool) -> pl.DataFrame:
        """Return the rows that are data.

        Args:
            rows: text columns, then the columns of PLACE_COLUMNS.
            is_last: these are the last rows of the table.
        """
        kept = self._without_blank(rows)
        kept = self._without(kept, _under_header(kept))
        kept = self._without(kept, _totals(kept))
        return self._without(kept, _signatures(kept)) if is_last else kept

    def notes(self) -> list[Note]:
        """Return what was left out, one note for each kind."""
        notes = []
        if self.blank:
            zh, en = f"跳过空行{self.blank}行。", f"{self.blank} blank rows left out."
            notes.append(Note("blank_rows", Said(zh, en)))
        if self.footers:
            lines = sorted(self.footers)
            zh = f"合计、平均、签名、页码、填表说明等{len(lines)}行不是数据，已跳过（第{'、'.join(map(str, lines[:10]))}行）。"
            en = (
                f"{len(lines)} lines of totals or signatures are no data and were left out "
                f"(lines {', '.join(map(str, lines[:10]))})."
            )
            notes.append(Note("footer_rows", Said(zh, en)))
        return notes

    def _without_blank(self, rows: pl.DataFrame) -> pl.DataFrame:
        first = pl.nth(0)
        # Most files have no row that begins blank: one column tells.
        begins_blank = rows.select(_is_blank(first)).to_series()
        if not begins_blank.any():
            return rows
        text = pl.nth(range(_text_width(rows)))
        blank = rows.select(begins_blank & pl.all_horizontal(_is_blank(text))).to_series()
        self.blank += int(blank.sum())
        return rows.filter(~blank)

    def _without(self, rows: pl.DataFrame, numbers: list[int]) -> pl.DataFrame:
        if not numbers:
            return rows
        is_footer = pl.col("row_number").is_in(numbers)
        self.footers += rows.filter(is_footer)["line_number"].to_list()
        return rows.filter(~is_footer)


def place_frames(
    frames: Iterator[pl.DataFrame], rows_above: int, notes: list[Note]
) -> Iterator[pl.DataFrame]:
    """Give the rows of a table without lines their places, and leave out what is no data.

    Args:
        frames: text columns only, from the first row of the table.
        rows_above: how many rows are header or stand above it; they are not yielded.
        notes: what was left out is added once all is read.
    """
    trim = RowTrim()
    line = 1
    upcoming = next(frames, None)
    while upcoming is not None:
        rows, upcoming = upcoming, next(frames, None)
        lines = pl.int_range(line, line + rows.height, dtype=pl.Int64)
        placed = rows.with_columns(
            (lines - rows_above).alias("row_number"),
            lines.alias("line_number"),
            pl.lit(None, dtype=pl.String).alias("field_fault"),
        ).filter(pl.col("row_number") > 0)
        line += rows.height
        yield trim.keep_data(placed, is_last=upcoming is None)
    notes += trim.notes()


def _text_width(rows: pl.DataFrame) -> int:
    return rows.width - len(PLACE_COLUMNS) - (SURPLUS_COLUMN in rows.columns)


def _is_blank(text: pl.Expr) -> pl.Expr:
    return text.is_null() | (text.str.strip_chars() == "")


def _under_header(rows: pl.DataFrame) -> list[int]:
    """Return the row numbers of lines that belong to the header: the columns' duties or their numbers.

    A row 1, 2, 3, 4 is a row of numbers of columns only where it is the first and has four at least.
    """
    numbers: list[int] = []
    for row in rows.head(2).iter_rows(named=True):
        cells = [row[name] for name in rows.columns[: _text_width(rows)]]
        filled = pl.Series([cell for cell in cells if cell and cell.strip()], dtype=pl.String)
        counted = [str(place + 1) for place in range(len(cells))]
        plain = [(cell or "").strip(" ()（）.") for cell in cells]
        is_counted = len(cells) > 3 and plain == counted
        if row["row_number"] > 2 or not (is_counted or filled.str.contains(_DUTY).all()):
            break
        numbers.append(row["row_number"])
    return numbers


def _totals(rows: pl.DataFrame) -> list[int]:
    """Return the row numbers of the rows of totals."""
    if rows.is_empty():
        return []
    # The first column alone spares most rows the rest.
    likely = rows.filter(pl.nth(0).is_null() | pl.nth(0).str.contains(rf"^\s*$|{_TOTAL}"))
    likely = likely.filter(_filled_first(likely).str.contains(_TOTAL))
    return [row["row_number"] for row in likely.iter_rows(named=True) if _all_numbers(likely, row)]


def _filled_first(rows: pl.DataFrame, most: int = 3) -> pl.Expr:
    """Return the first filled of the first cells: numbering columns are often left blank."""
    width = min(most, _text_width(rows))
    return pl.coalesce(
        pl.when(pl.nth(i).str.strip_chars() != "").then(pl.nth(i)) for i in range(width)
    )


def _all_numbers(rows: pl.DataFrame, row: dict[str, object]) -> bool:
    cells = pl.Series([row[name] for name in rows.columns[: _text_width(rows)]], dtype=pl.String)
    filled = cells.drop_nulls()
    filled = filled.filter(filled.str.strip_chars() != "")[1:]
    return bool(filled.str.contains(_NUMBER).all())


def _signatures(rows: pl.DataFrame) -> list[int]:
    """Return the row numbers of the lines of signatures and remarks that end a table."""
    tail = rows.tail(TAIL_ROWS)
    if tail.is_empty():
        return []
    texts = pl.nth(range(_text_width(tail)))
    seen = tail.select(
        "row_number",
        label=_filled_first(tail, _text_width(tail)).fill_null(""),
        filled=pl.sum_horizontal((~_is_blank(texts)).cast(pl.Int32)),
    )
    numbers: list[int] = []
    for row in seen.reverse().iter_rows(named=True):
        is_signed = pl.Series([row["label"]]).str.contains(_SIGNED).item()
        if not is_signed or row["filled"] > max(2, _text_width(tail) // 2):
            break
        numbers.append(row["row_number"])
    return numbers
