"""Dates with their year at the end: 03/04/2024 is the third of April or the fourth of March.

Which of the two is a question to a whole column of a file, never to a cell: one 25/03/2024 answers
it for all. Where nothing answers it, or two cells contradict each other, the file is refused with
the question, and a mapping answers with `date_order`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from etl.cleaning.cells import amend, tidy
from etl.cleaning.times import read_year_last, written_year_last
from etl.errors import FileRefused, Said

Order = Literal["dmy", "mdy"]
ORDERS: tuple[Order, ...] = ("dmy", "mdy")
WRITTEN = {"dmy": Said("日/月/年", "day/month/year"), "mdy": Said("月/日/年", "month/day/year")}
COLUMNS_ASKED = 6
DATE = r"^(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})"
SOUND = DATE + r"(?:[ T,]+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?$"


class OrderAsked(Exception):  # noqa: N818
    """A column holds a date that the day or the month could begin, and nobody has said which."""


class DatesUndecided(FileRefused):
    """A column of dates may be read in two ways, or is written in both.

    Attributes:
        columns: the canonical names of the columns that somebody has to decide.
    """

    def __init__(self, columns: Sequence[str], said: Said) -> None:
        super().__init__("undecided_dates", said)
        self.columns = tuple(columns)


@dataclass(frozen=True)
class Cell:
    """One cell as it is shown to a person."""

    sheet_name: str
    line_number: int
    text: str

    @property
    def said(self) -> Said:
        """Where it stands and what it says."""
        sheet = (f"工作表“{self.sheet_name}”", f' of sheet "{self.sheet_name}"')
        zh, en = sheet if self.sheet_name else ("", "")
        return Said(
            f"{zh}第 {self.line_number} 行的“{self.text}”",
            f'"{self.text}" in line {self.line_number}{en}',
        )


@dataclass
class Evidence:
    """What the cells of one column of a file say of its order.

    Attributes:
        header: the column's header in the file.
        day_first, month_first: the first cell that can only be read so.
        either: the first cell that could be two different days.
    """

    header: str
    day_first: Cell | None = None
    month_first: Cell | None = None
    either: Cell | None = None

    def add(self, words: pl.Series, lines: pl.Series, sheet_name: str) -> None:
        """Take in tidied cells with their year at the end, in the order of the file."""
        telling = _telling(words)
        words, lines = words.gather(telling), lines.gather(telling)
        days, months = (read_year_last(words, order) for order in ORDERS)
        both = days.is_not_null() & months.is_not_null()
        for name, marks in (
            ("day_first", days.is_not_null() & months.is_null()),
            ("month_first", months.is_not_null() & days.is_null()),
            ("either", both & (days != months)),
        ):
            if getattr(self, name) is None and marks.any():
                place = int(marks.arg_true()[0])
                setattr(self, name, Cell(sheet_name, int(lines[place]), words[place]))

    @property
    def order(self) -> Order | None:
        """The order of the column; None where somebody has to say it."""
        if self.day_first and self.month_first:
            return None
        if self.day_first:
            return "dmy"
        # Where every day is its own month both orders say the same.
        return "mdy" if self.month_first else None if self.either else "dmy"

    @property
    def proof(self) -> Cell | None:
        """The cell that decided."""
        return self.day_first or self.month_first

    @property
    def question(self) -> Said:
        """What cannot be decided."""
        if self.day_first and self.month_first:
            day, month = self.day_first.said, self.month_first.said
            return Said(
                f"“{self.header}”列的日期写法不一：{day.zh}只能是日在前，{month.zh}只能是月在前",
                f'the dates of "{self.header}" are written in two ways: {day.en} must begin with the '
                f"day, {month.en} with the month",
            )
        cell = self.either.said if self.either else Said("", "")
        return Said(
            f"“{self.header}”列的日期可能是日在前，也可能是月在前，例如{cell.zh}",
            f'the dates of "{self.header}" may begin with the day or the month, such as {cell.en}',
        )


def _telling(words: pl.Series) -> pl.Series:
    """Return the places of the first of each date, and of every cell whose clock may be none."""
    is_sound = words.str.contains(SOUND)
    places = is_sound.arg_true()
    firsts = places.gather(words.gather(places).str.extract(DATE).arg_unique())
    return pl.concat([firsts, (~is_sound).arg_true()]).sort()


def year_last_cells(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the cells of a column with their year at the end, tidied, and where they stand."""
    is_one = written_year_last(text).fill_null(value=False)
    # Full width and the like hide one; a year in front does not become a year at the end.
    is_other = (~is_one & ~text.str.contains(r"^\d{4}")).fill_null(value=False)
    text = amend(text, is_other, tidy)
    is_one = is_one | (is_other & written_year_last(text)).fill_null(value=False)
    return text.filter(is_one), is_one.arg_true()


def undecided(
    file_name: str, asked: Mapping[str, Evidence], known: list[Evidence]
) -> DatesUndecided:
    """Return the refusal of a file with the question that a mapping has to answer.

    Args:
        file_name: the file.
        asked: canonical name → evidence, of the columns that nothing decides.
        known: the columns that are decided: what they are is worth knowing for the others.
    """
    shown = list(asked.values())[:COLUMNS_ASKED]
    zh = "；".join(evidence.question.zh for evidence in shown)
    en = "; ".join(evidence.question.en for evidence in shown)
    hints = [(evidence.header, WRITTEN[evidence.order]) for evidence in known if evidence.order]
    zh += "".join(f"；“{header}”列是{order.zh}" for header, order in hints)
    en += "".join(f'; "{header}" is {order.en}' for header, order in hints)
    answer = ", ".join(f"{name}: dmy" for name in list(asked)[:COLUMNS_ASKED])
    return DatesUndecided(
        list(asked),
        Said(
            f"“{file_name}”未载入：{zh}。请在对照文件中写明 date_order: dmy（日/月/年）或 "
            f"date_order: mdy（月/日/年）；各列不同的，写作 date_order: {{{answer}}}。",
            f'"{file_name}" was not loaded: {en}. Say in a mapping date_order: dmy (day/month/year) '
            f"or date_order: mdy (month/day/year); column by column: date_order: {{{answer}}}.",
        ),
    )
