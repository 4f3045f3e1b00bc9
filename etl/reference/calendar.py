"""The calendar of working days: days, holidays, make-up workdays, statistical months.

Three reference files make it: `calendar.csv` (date, is_workday, holiday_name; generated once a
year and committed), `calendar_overrides.csv` (the same columns; what a city adds or corrects by
hand) and `calendar_years.csv` (year, announced: whether the State Council has announced the
year's holidays; until then its make-up workdays are missing).

Once the holidays of a year are announced (late October or November), update the `holidays`
package, run `.venv/bin/python -m etl.reference.calendar` and set the year in `calendar_years.csv`.
"""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
from polars.datatypes import DataType

from etl.errors import Said
from etl.handwritten import faulty, read_table
from etl.paths import PROJECT_REFERENCE, DataFolder
from etl.reference.city import read_city

FIRST, LAST = date(2005, 1, 1), date(2031, 12, 31)
MAKE_UP_WORKDAY = "调休上班"

DAY_SCHEMA: dict[str, DataType] = {
    "date": pl.Date(),
    "is_workday": pl.Boolean(),
    "holiday_name": pl.String(),
}
YEAR_SCHEMA: dict[str, DataType] = {"year": pl.Int32(), "announced": pl.Boolean()}


def dates(folder: DataFolder) -> pl.DataFrame:
    """Return every day of the calendar, overrides applied.

    Args:
        folder: the data folder.

    Returns:
        One row per day in order: date, is_workday, workday_number (working days from the first
        day of the calendar up to and including this one), holiday_name, is_announced, month
        (first day of the statistical month), month_name (`2026-10`, after the month's last day).

    Raises:
        EtlError: a file is unreadable, or a day is missing or twice in `calendar.csv`.
    """
    days = _read(folder.reference("calendar.csv"), DAY_SCHEMA)
    overrides = _read(folder.reference("calendar_overrides.csv"), DAY_SCHEMA)
    years = _read(folder.reference("calendar_years.csv"), YEAR_SCHEMA)
    _require_every_day(days["date"], folder.reference("calendar.csv"))
    start_day = read_city(folder).period_start_day
    return (
        days.update(overrides, on="date", how="left", include_nulls=True, maintain_order="left")
        .with_columns(pl.col("date").dt.year().alias("year"))
        .join(years, on="year", how="left", maintain_order="left")
        .with_columns(_month(start_day))
        .select(
            "date",
            "is_workday",
            pl.col("is_workday").cast(pl.Int64).cum_sum().alias("workday_number"),
            "holiday_name",
            pl.col("announced").fill_null(False).alias("is_announced"),
            "month",
            pl.col("month")
            .dt.offset_by("1mo")
            .dt.offset_by("-1d")
            .dt.strftime("%Y-%m")
            .alias("month_name"),
        )
    )


def _month(start_day: int) -> pl.Expr:
    """Return the first day of the statistical month a date belongs to."""
    day = pl.col("date")
    return (
        day.dt.offset_by(f"-{start_day - 1}d")
        .dt.month_start()
        .dt.offset_by(f"{start_day - 1}d")
        .alias("month")
    )


def _read(path: Path, schema: dict[str, DataType]) -> pl.DataFrame:
    read = read_table(path, schema)
    for name in schema:
        if name != "holiday_name" and read[name].null_count():
            raise faulty(
                path, Said(f"“{name}”列有空着的单元格", f"the column {name} has empty cells")
            )
    return read


def _require_every_day(days: pl.Series, path: Path) -> None:
    if days.is_empty() or not days.diff().drop_nulls().eq(timedelta(days=1)).all():
        raise faulty(
            path,
            Said("应逐日连续，每天一行", "it must hold every day once, in order"),
        )


def generate(first: date = FIRST, last: date = LAST) -> pl.DataFrame:
    """Make the calendar anew from the `holidays` package (a development dependency).

    Args:
        first: its first day.
        last: its last day.

    Returns:
        One row per day: date, is_workday, holiday_name (a make-up workday is called 调休上班).
    """
    import holidays

    # One year more on both sides: the make-up day of a New Year can lie in the old year.
    years = range(first.year - 1, last.year + 2)
    china = holidays.country_holidays("CN", years=years, language="zh_CN")
    days = pl.date_range(first, last, eager=True).alias("date")
    return pl.DataFrame(
        {
            "date": days,
            "is_workday": [china.is_working_day(day) for day in days],
            "holiday_name": [
                MAKE_UP_WORKDAY if day in china.weekend_workdays else china.get(day) for day in days
            ],
        },
        schema=DAY_SCHEMA,
    )


if __name__ == "__main__":
    generate().write_csv(PROJECT_REFERENCE / "calendar.csv")
