"""How a clerk's software spells a table: Chinese headers, its own dates, and typing habits."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import polars as pl

from etl.sources import SOURCES

HALF, FULL = list("0123456789"), list("０１２３４５６７８９")
# How many cells are typed in another way that means the same.
QUIRK_SHARE = 0.012

DATE_FORMATS = {
    "iso": ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d"),
    "slash": ("%Y/%-m/%-d %H:%M", "%Y/%-m/%-d"),
    "chinese": ("%Y年%-m月%-d日 %H:%M", "%Y年%-m月%-d日"),
}


@dataclass(frozen=True)
class Style:
    """How one file is spelled.

    Attributes:
        dates: which of the three ways to write dates.
        headers: canonical name → header, where it is not the canonical Chinese one.
        days_suffix: what follows a number of working days.
        yes_no: the words for yes and no.
        missing: what stands in an empty cell.
        encoding: of the file.
        titles: lines above the header.
        has_total: whether a 合计 line ends the file.
        serials: column of date-times of which some are Excel serial numbers.
    """

    dates: Literal["iso", "slash", "chinese"] = "iso"
    headers: dict[str, str] = field(default_factory=dict)
    days_suffix: str = ""
    yes_no: tuple[str, str] = ("是", "否")
    missing: str = ""
    encoding: Literal["gb18030", "utf-8-sig", "utf-8"] = "utf-8-sig"
    titles: tuple[str, ...] = ()
    has_total: bool = False
    serials: str | None = None


def spelled(frame: pl.DataFrame, style: Style, rng: np.random.Generator) -> pl.DataFrame:
    """Return a frame as text, canonical column names kept.

    Args:
        frame: canonical columns, typed; `due_is_date` says where a deadline has no time of day.
        style: how to spell.
        rng: chooses the cells that are typed in another way.

    Returns:
        The same rows, all columns text, empty cells null or as the style has them.
    """
    moment, day = DATE_FORMATS[style.dates]
    words = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if isinstance(dtype, pl.Datetime):
            words.append(_moments(frame, name, moment, day, style, rng))
        elif dtype == pl.Date:
            words.append(column.dt.strftime(day))
        elif dtype == pl.Boolean:
            yes, no = style.yes_no
            words.append(
                pl.when(column).then(pl.lit(yes)).when(~column).then(pl.lit(no)).alias(name)
            )
        elif name.endswith("_days"):
            words.append(column.cast(pl.String) + pl.lit(style.days_suffix))
        else:
            words.append(column.cast(pl.String))
    text = frame.select(words).drop("due_is_date", strict=False)
    typed = _quirks(text, rng)
    return typed.with_columns(pl.all().fill_null(style.missing)) if style.missing else typed


def headed(text: pl.DataFrame, source: str, style: Style) -> pl.DataFrame:
    """Return the same frame under the headers of the export."""
    columns = SOURCES[source].by_name
    return text.rename(
        {name: style.headers.get(name, columns[name].header) for name in text.columns}
    )


def _moments(
    frame: pl.DataFrame, name: str, moment: str, day: str, style: Style, rng: np.random.Generator
) -> pl.Expr:
    written = pl.col(name).dt.strftime(moment)
    if name == "due_at" and "due_is_date" in frame.columns:
        written = pl.when("due_is_date").then(pl.col(name).dt.strftime(day)).otherwise(written)
    if name == style.serials:
        some = pl.Series(rng.random(frame.height) < QUIRK_SHARE)
        serial = pl.col(name).dt.epoch("s") / 86_400 + 25_569
        written = pl.when(some).then(serial.round(5).cast(pl.String)).otherwise(written)
    return written.alias(name)


def _quirks(text: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Type some numbers in full width, and put Excel's apostrophe before some."""
    changes = []
    for name, change in (
        ("promised_days", pl.col("promised_days").str.replace_many(HALF, FULL)),
        ("window_no", pl.col("window_no").str.replace_many(HALF, FULL)),
        ("visit_count", pl.col("visit_count").str.replace_many(HALF, FULL)),
        ("staff_id", "'" + pl.col("staff_id")),
        ("extension_days", pl.col("extension_days") + "个工作日"),
        ("unit", pl.col("unit") + " "),
    ):
        if name in text.columns:
            some = pl.Series(rng.random(text.height) < QUIRK_SHARE)
            changes.append(pl.when(some).then(change).otherwise(pl.col(name)).alias(name))
    return text.with_columns(changes)
