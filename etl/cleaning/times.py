"""Dates and times of one column: the forms in which exports write them, as local wall clock."""

import re
from datetime import datetime

import polars as pl

from etl.cleaning.cells import Cells, read_rest

WALL_CLOCK = "Asia/Shanghai"
ISO = "%Y-%m-%d %H:%M:%S"
ZONE = re.compile("%[#:]?z")
LAST_SECOND = pl.duration(hours=23, minutes=59, seconds=59)
# 2024-3-5, 2024/03/05 14:05, 2024.3.5, 2024年3月5日 14时05分, with seconds, fractions, T and +08:00.
SEPARATED = (
    r"^(?<y>\d{4})(?:[-/.]|年)(?<m>\d{1,2})(?:[-/.]|月)(?<d>\d{1,2})日?"
    r"(?:[ T]*(?<h>\d{1,2})(?::|时|点)(?<n>\d{1,2})分?(?::?(?<s>\d{1,2})秒?(?:\.\d{1,9})?)?"
    r"(?:\+08:?00)?)?$"
)
# 20240305, 202403051405, 20240305140530, 20240305 14:05:30
COMPACT = (
    r"^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})"
    r"(?:[ T]?(?<h>\d{2}):?(?<n>\d{2})(?::?(?<s>\d{2}))?)?$"
)
# Excel counts days from 1899-12-30; five digits are the years 1927 to 2173.
SERIAL = r"^[1-9]\d{4}(?:\.\d+)?$"
# 3/4/2024, 03-04-2024 14:05, 03/04/2024 02:05:30 PM: the day first or the month first.
YEAR_LAST = (
    r"^(?<a>\d{1,2})[/.\-](?<b>\d{1,2})[/.\-](?<y>\d{4})"
    r"(?:[ T,]+(?<h>\d{1,2}):(?<n>\d{2})(?::(?<s>\d{2})(?:\.\d{1,9})?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?)?$"
)
# The usual of them, which cost one pass; with fewer cells than that the pass is not worth it.
PLAIN_YEAR_LAST = {
    "dmy": ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M"),
    "mdy": ("%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M"),
}
FEW = 1000
# The same years, counted from 1904.
SERIAL_1904 = r"^(?:[89]\d{3}|[1-9]\d{4})(?:\.\d+)?$"
EXCEL_EPOCH = datetime(1899, 12, 30)
DAYS_TO_1904 = 1462


def counted_from_1900(text: pl.Series) -> pl.Series:
    """Return cells of a workbook that counts from 1904, its serial numbers as from 1900."""
    serial = pl.when(pl.col("w").str.contains(SERIAL_1904)).then(pl.col("w")).cast(pl.Float64)
    shifted = (serial + DAYS_TO_1904).cast(pl.String).str.strip_suffix(".0")
    return text.to_frame("w").select(w=pl.coalesce(shifted, "w"))["w"]


def read_times(
    text: pl.Series, *, is_deadline: bool = False, form: str | None = None, order: str | None = None
) -> Cells:
    """Read a column of times.

    Args:
        text: the cells.
        is_deadline: a date without a time is its last second instead of its first.
        form: the strptime format of a mapping; then no other form is tried.
        order: `dmy` or `mdy` where dates have their year at the end; None leaves those unread.

    Returns:
        Datetimes in microseconds; cells that are no time are unread.
    """
    if form is not None:

        def parsed(words: pl.Series) -> pl.Series:
            return parse_times(words, form, is_deadline=is_deadline)

        return read_rest(text, parsed(text), parsed)
    quick = text.str.to_datetime(ISO, time_unit="us", strict=False)
    for plain in PLAIN_YEAR_LAST.get(order or "", ()):
        quick = _or_plain(text, quick, plain)

    def slow(words: pl.Series) -> pl.Series:
        at = _any_form(words, is_deadline)
        if order is None:
            return at
        return at.zip_with(at.is_not_null(), read_year_last(words, order, is_deadline=is_deadline))

    return read_rest(text, quick, slow)


def _or_plain(text: pl.Series, quick: pl.Series, form: str) -> pl.Series:
    """Read by one form, in one pass over the whole column, what is not read yet."""
    if (quick.is_null() & text.is_not_null()).sum() < FEW:
        return quick
    more = text.str.to_datetime(form, time_unit="us", strict=False)
    # A year of two digits is no year here, whatever the form makes of it.
    return quick.zip_with(quick.is_not_null() | (more.dt.year() < 1000).fill_null(True), more)  # noqa: PLR2004


def written_year_last(words: pl.Series) -> pl.Series:
    """Tell which cells are dates with their year at the end, 03/04/2024: the day or the month first."""
    return words.str.contains(YEAR_LAST)


def read_year_last(words: pl.Series, order: str, *, is_deadline: bool = False) -> pl.Series:
    """Read tidied dates with their year at the end.

    Args:
        words: the cells.
        order: `dmy` for the day first, `mdy` for the month first.
        is_deadline: a date without a time is its last second instead of its first.

    Returns:
        Datetimes; null where there is no such day or time.
    """
    day, month = ("a", "b") if order == "dmy" else ("b", "a")
    hour, half = pl.col("h").cast(pl.Int64), pl.col("half").str.to_lowercase().str.head(1)
    afternoon = hour % 12 + pl.when(half == "p").then(12).otherwise(0)
    clock = pl.when(half.is_null()).then(hour).when(hour.is_between(1, 12)).then(afternoon)
    parts = words.to_frame("w").select(g=pl.col("w").str.extract_groups(YEAR_LAST)).unnest("g")
    is_day = pl.col("h").is_null()
    written = pl.format(
        "{}-{}-{} {}:{}:{}", "y", pl.col(month).str.zfill(2), pl.col(day).str.zfill(2),
        pl.when(is_day).then(0).otherwise(clock).cast(pl.String).str.zfill(2),
        pl.col("n").fill_null("00"), pl.col("s").fill_null("00"),
    )  # fmt: skip
    at = written.str.to_datetime(ISO, time_unit="us", strict=False)
    late = LAST_SECOND if is_deadline else pl.duration(seconds=0)
    return parts.select(at=pl.when(is_day).then(at + late).otherwise(at))["at"]


def parse_times(words: pl.Series, form: str, *, is_deadline: bool = False) -> pl.Series:
    """Read cells in one strptime form; a form with a zone is brought to the city's wall clock."""
    if ZONE.search(form):
        # Only this one reads Z and +08 beside +0800 and +08:00.
        any_zone = ZONE.sub("%#z", form)
        instants = words.str.to_datetime(any_zone, time_unit="us", strict=False)
        return instants.dt.convert_time_zone(WALL_CLOCK).dt.replace_time_zone(None)
    if any(code in form for code in ("%H", "%I", "%T", "%X", "%c", "%R", "%s")):
        return words.str.to_datetime(form, time_unit="us", strict=False)
    days = words.str.to_date(form, strict=False).cast(pl.Datetime("us"))
    return pl.select(days + LAST_SECOND).to_series() if is_deadline else days


def _any_form(words: pl.Series, is_deadline: bool) -> pl.Series:
    """Read tidied words in any of the forms above; null where none fits or the day does not exist."""
    parts = [pl.col("w").str.extract_groups(form) for form in (SEPARATED, COMPACT)]
    fields = {
        name: pl.coalesce([part.struct.field(name) for part in parts]).str.zfill(2)
        for name in "ymdhns"
    }
    serial = pl.when(pl.col("w").str.contains(SERIAL)).then(pl.col("w")).cast(pl.Float64)
    frame = words.to_frame("w").select(**fields, serial=serial)
    clock = [pl.col(name).fill_null("00") for name in "hns"]
    written = pl.format("{}-{}-{} {}:{}:{}", "y", "m", "d", *clock)
    counted = pl.lit(EXCEL_EPOCH) + pl.duration(seconds=(pl.col("serial") * 86_400).round())
    at = pl.coalesce(
        written.str.to_datetime(ISO, time_unit="us", strict=False), counted.cast(pl.Datetime("us"))
    )
    is_day = pl.col("h").is_null() & (pl.col("serial").is_null() | (pl.col("serial") % 1 == 0))
    late = LAST_SECOND if is_deadline else pl.duration(seconds=0)
    return frame.select(at=pl.when(is_day).then(at + late).otherwise(at))["at"]
