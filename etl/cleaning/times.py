"""Dates and times of one column: the forms in which exports write them, as local wall clock."""

import re
from dataclasses import replace
from datetime import datetime

import polars as pl

from etl.cleaning.cells import Cells, read_rest

WALL_CLOCK = "Asia/Shanghai"
ISO = "%Y-%m-%d %H:%M:%S"
ZONE = re.compile("%[#:]?z")
LAST_SECOND = pl.duration(hours=23, minutes=59, seconds=59)
# 2024-3-5, 2024/03/05 14:05, 2024.3.5, 2024年3月5号 14时05分, with seconds, fractions, T, Z and +08:00; with the
# day of the week, 上午 or PM, or the hour alone where it is called one. 09:00-10:00 is no zone: one west of
# Greenwich has to follow seconds.
_WEEKDAY = r"(?: *\(? *(?:星期|周|礼拜)[一二三四五六日天] *\)?)?"
_HALF = "上午|下午|中午|晚上|早上|凌晨"
SEPARATED = (
    rf"^(?<y>\d{{4}})(?:[-/.]|年)(?<m>\d{{1,2}})(?:[-/.]|月)(?<d>\d{{1,2}})[日号]?{_WEEKDAY}"
    rf"(?:[ T]*(?<zh>{_HALF})? *(?<h>\d{{1,2}})(?:(?::|时|点)(?<n>\d{{1,2}})分?(?::?(?<s>\d{{1,2}})秒?(?:\.\d{{1,9}})?)?|[时点]整?)"
    r" *(?<en>[AaPp]\.?[Mm]\.?)?(?: ?(?<zone>Z|UTC|\+\d{2}:?\d{2}))?)?$"
)
WEST = r"(:\d{2}:\d{2}(?:\.\d{1,9})?) ?(-\d{2}:?\d{2})$"
MIDNIGHT_AFTER = "24"
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
NOON = 12
# Of the warehouse's own clock, and how far any other is from Greenwich.
LOCAL_MINUTES, MOST_MINUTES = 8 * 60, 14 * 60
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

    is_converted = False

    def slow(words: pl.Series) -> pl.Series:
        nonlocal is_converted
        read = _any_form(words, is_deadline)
        at, is_converted = read["at"], bool(read["is_converted"].any())
        if order is None:
            return at
        return at.zip_with(at.is_not_null(), read_year_last(words, order, is_deadline=is_deadline))

    return replace(read_rest(text, quick, slow), is_converted=is_converted)


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


def _any_form(words: pl.Series, is_deadline: bool) -> pl.DataFrame:
    """Read tidied words in any of the forms above.

    Returns:
        `at`, null where none fits or the day does not exist; `is_converted`: another zone's clock said it.
    """
    word = pl.col("w").str.replace(WEST, "$1")
    separated, compact = word.str.extract_groups(SEPARATED), pl.col("w").str.extract_groups(COMPACT)
    fields = {
        name: pl.coalesce(separated.struct.field(name), compact.struct.field(name)).str.zfill(2)
        for name in "ymdhns"
    }
    fields |= {name: separated.struct.field(name) for name in ("zh", "en", "zone")}
    fields["zone"] = pl.coalesce(pl.col("w").str.extract(WEST, 2), fields["zone"])
    serial = pl.when(pl.col("w").str.contains(SERIAL)).then(pl.col("w")).cast(pl.Float64)
    frame = words.to_frame("w").select(**fields, serial=serial)
    # 24:00 is the end of its day, no later minute is.
    is_end = (pl.col("h") == MIDNIGHT_AFTER) & (pl.concat_str("n", "s", ignore_nulls=True).str.strip_chars("0") == "")  # fmt: skip
    hour = (
        pl.when(is_end & pl.col("zh").is_null() & pl.col("en").is_null())
        .then(pl.lit("00"))
        .otherwise(_hour())
    )
    written = pl.format(
        "{}-{}-{} {}:{}:{}", "y", "m", "d",
        pl.when(pl.col("h").is_null()).then(pl.lit("00")).otherwise(hour),
        *(pl.col(name).fill_null("00") for name in "ns"),
    )  # fmt: skip
    counted = pl.lit(EXCEL_EPOCH) + pl.duration(seconds=(pl.col("serial") * 86_400).round())
    at = pl.coalesce(
        written.str.to_datetime(ISO, time_unit="us", strict=False), counted.cast(pl.Datetime("us"))
    )
    is_day = pl.col("h").is_null() & (pl.col("serial").is_null() | (pl.col("serial") % 1 == 0))
    late = LAST_SECOND if is_deadline else pl.duration(seconds=0)
    days = pl.when(is_end).then(pl.duration(days=1)).otherwise(pl.duration(days=0))
    moved = _minutes_moved()
    return frame.select(
        at=pl.when(is_day).then(at + late).otherwise(at + days + pl.duration(minutes=moved)),
        is_converted=moved != 0,
    )


def _minutes_moved() -> pl.Expr:
    """The minutes from a zone's clock to the warehouse's, null for what is no zone: +23:99."""
    zone = pl.col("zone").str.replace("Z|UTC", "+00:00").str.replace(":", "")
    sign = pl.when(zone.str.starts_with("-")).then(-1).otherwise(1)
    hours, minutes = zone.str.slice(1, 2).cast(pl.Int64), zone.str.slice(3, 2).cast(pl.Int64)
    offset = hours * 60 + minutes
    is_zone = (offset <= MOST_MINUTES) & (minutes < 60)  # noqa: PLR2004
    moved = pl.when(is_zone).then(LOCAL_MINUTES - sign * offset)
    return pl.when(zone.is_null()).then(0).otherwise(moved)


def _hour() -> pl.Expr:
    """The hour of the day, null where a half of the day does not have it: 下午 14 点 is 14, 上午 14 点 no hour."""
    hour, english = pl.col("h").cast(pl.Int64), pl.col("en").str.to_lowercase().str.head(1)
    told, half = pl.coalesce("zh", "en").is_not_null(), pl.col("zh")
    is_late = half.is_in(["下午", "晚上"]) | (english == "p")
    is_early = half.is_in(["上午", "早上", "凌晨"]) | (english == "a")
    # At noon and at night people say 12 of both days, and nobody's clock says which.
    value = (
        pl.when(~told).then(hour)
        .when(half.is_in(["晚上", "凌晨"]) & (hour == NOON)).then(None)
        .when(is_late & hour.is_between(1, 11)).then(hour + NOON)
        .when(is_late & hour.is_between(NOON, 23) & (half.is_not_null() | (hour == NOON))).then(hour)
        .when(is_early & hour.is_between(0, 11)).then(hour)
        .when((english == "a") & (hour == NOON)).then(0)
        .when((half == "中午") & hour.is_between(11, 13)).then(hour)
        .when((half == "中午") & (hour == 1)).then(hour + NOON)
    )  # fmt: skip
    return value.cast(pl.String).str.zfill(2)
