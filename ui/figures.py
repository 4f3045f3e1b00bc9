"""What a card says of one KPI: its value, what it is compared with, thirteen months."""

from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from analysis import periods, signals
from analysis.filters import Filters
from analysis.kpis import Kpi
from analysis.periods import Period
from analysis.targets import is_withheld, meets, reliability
from ui import filters, formats, queries
from ui.upper import Upper, uppers
from ui.words import t

_Row = dict[str, float | None]
_HISTORY = 13  # months: the same month of last year and the twelve since


@dataclass(frozen=True)
class Figure:
    """What a card says of one KPI; None where nothing is known.

    Attributes:
        kpi: The catalogue's entry.
        value: In the KPI's unit.
        numerator: The upper part of a rate.
        denominator: The lower part: the cases behind the rate.
        previous: The value of as many months before.
        last_year: The value of the same months a year earlier.
        lacks: Why there is no previous value and none of last year, as words of `common.lacks_`;
            empty where there is one.
        upper: What the level above has of it.
        history: Thirteen monthly values, oldest first; of months that are over.
        is_running: Whether the period is a month that is not over: nothing is judged or compared.
        is_one_month: Whether the newest month of the history is the whole period.
    """

    kpi: Kpi
    value: float | None
    numerator: float | None
    denominator: float | None
    previous: float | None = None
    last_year: float | None = None
    lacks: tuple[str, str] = ("", "")
    upper: Upper | None = None
    history: tuple[float | None, ...] = ()
    is_running: bool = False
    is_one_month: bool = True

    @property
    def is_withheld(self) -> bool:
        """Whether fewer than ten cases stand behind a rate; a census of things has no such limit."""
        return is_withheld(self.kpi, self.denominator)

    @property
    def meets_target(self) -> bool | None:
        """Whether the target is met; None without a target or a value that may be judged."""
        if self.is_running:
            return None
        return meets(self.kpi, self.value, self.denominator)


def figures(kpi_ids: tuple[str, ...]) -> dict[str, Figure]:
    """Return what the cards of the current selection say; a KPI not collected is left out."""
    file = str(queries.release().path)
    return _figures(file, filters.current(), filters.period(), kpi_ids)


@lru_cache(maxsize=500)
def _figures(
    file: str, selection: Filters, chosen: Period, kpi_ids: tuple[str, ...]
) -> dict[str, Figure]:
    months = filters.months()
    now = _by_id(chosen, kpi_ids)
    earlier = [
        _by_id(then, kpi_ids) if then else None
        for then in (periods.before(chosen, months), periods.year_before(chosen, months))
    ]
    series = queries.kpi_series(selection, kpi_ids, _HISTORY).partition_by("kpi_id", as_dict=True)
    above = {} if chosen.is_running else uppers(selection, kpi_ids)
    return {
        kpi_id: replace(
            _figure(kpi_id, now, earlier, series.get((kpi_id,))), upper=above.get(kpi_id)
        )
        for kpi_id in kpi_ids
        if queries.is_collected(kpi_id)
    }


def _figure(
    kpi_id: str,
    now: dict[str, _Row],
    earlier: list[dict[str, _Row] | None],
    series: pl.DataFrame | None,
) -> Figure:
    kpi = queries.kpi(kpi_id)
    # A selection without any row counts nothing; a rate over nothing is unknown.
    nothing: _Row = {
        "value": 0.0 if kpi.kind == "count" else None,
        "numerator": 0.0,
        "denominator": 0.0,
    }
    row = now.get(kpi_id, nothing)
    figure = Figure(kpi, row["value"], row["numerator"], row["denominator"])
    period = filters.period()
    # A stock has no earlier value, and an unfinished volume is no fair comparison.
    if kpi.is_stock:
        return figure
    if not (kpi.is_ratio or period.is_complete):
        return replace(figure, is_running=period.is_running, lacks=("open", "open"))
    figure = replace(
        figure,
        history=_history(kpi, series),
        is_running=period.is_running,
        is_one_month=len(period.months) == 1,
    )
    if period.is_running:
        return figure
    rows = [None if then is None else then.get(kpi_id) for then in earlier]
    previous, last_year = (_judged(kpi, row) for row in rows)
    why = [_lacking(kpi, then, row) for then, row in zip(earlier, rows, strict=True)]
    return replace(figure, previous=previous, last_year=last_year, lacks=(why[0], why[1]))


def _lacking(kpi: Kpi, then: dict[str, _Row] | None, row: _Row | None) -> str:
    """Why a value is compared with none: no such period, nothing in it, too little of it, or zero."""
    if then is None:
        return "period"
    if row is None or (kpi.is_ratio and not row["denominator"]):
        return "rows"
    if row["value"] is None or is_withheld(kpi, row["denominator"]):
        return "few"
    return "zero" if row["value"] == 0 and kpi.unit not in ("%", "百分点") else ""


def _judged(kpi: Kpi, row: _Row | None) -> float | None:
    """A value that may be compared: not one of fewer than ten cases."""
    if row is None or is_withheld(kpi, row["denominator"]):
        return None
    return row["value"]


def _history(kpi: Kpi, series: pl.DataFrame | None) -> tuple[float | None, ...]:
    """Month by month up to the chosen period's last; a month without a row leaves a gap."""
    rows = {} if series is None else {row["month_name"]: row for row in series.to_dicts()}
    end = filters.period().end
    ended = [month.name for month in filters.months() if month.is_complete and month.end <= end]
    return tuple(_judged(kpi, rows.get(name)) for name in ended[-_HISTORY:])


def limits(figure: Figure) -> signals.Limits | None:
    """Return the usual band of a card's series."""
    ceiling = 1.0 if figure.kpi.unit == "%" else None
    return signals.limits(figure.history, floor=0.0, ceiling=ceiling)


_SCALES = {"%": 1.0, "/万": 10_000.0}


def few(
    kpi: Kpi, numerator: float | None, denominator: float | None, decimals: int | None = None
) -> str:
    """Return the plausible range of a share of few cases; of other figures, that these are few."""
    if reliability(kpi, denominator) != "grey":
        return ""
    scale, n = _SCALES.get(kpi.unit), denominator or 0
    if scale is None or numerator is None or numerator > n:
        return t("common.few")
    interval = signals.wilson(numerator, n) or ()
    low, high = (formats.kpi(end * scale, kpi.unit, decimals) for end in interval)
    return t("common.interval", low=low, high=high)


_COUNTED = {"I": "common.inspections", "H": "common.calls", "S": "common.surveys"}


def counted(kpi: Kpi) -> str:
    """Return the unit of what a KPI's denominator counts: cases, or things that need no unit."""
    return "件" if kpi.id[0] in "KRSCD" and not kpi.id.startswith(("S10", "S11")) else ""


def behind(kpi: Kpi, numerator: float | None, denominator: float | None) -> str:
    """Return what stands behind a value: the parts of a share, the number of a mean or a median."""
    if kpi.kind not in ("mean", "median"):
        return formats.parts(numerator, denominator, counted(kpi))
    if word := _COUNTED.get(kpi.id[0]):
        return t(word, count=formats.number(denominator))
    return formats.count(denominator, counted(kpi))


def few_span(kpi: Kpi) -> str:
    """Return how many are few: enough to be shown, not to be judged."""
    last = kpi.sure_n - 1
    if kpi.kind in ("mean", "median") and (word := _COUNTED.get(kpi.id[0])):
        return t(word, count=f"{kpi.least_n}–{last}")
    return f"{kpi.least_n}–{formats.count(last, counted(kpi))}"


def _by_id(chosen: Period, kpi_ids: tuple[str, ...]) -> dict[str, _Row]:
    rows = queries.kpi_values(filters.within(chosen), kpi_ids).iter_rows(named=True)
    return {row["kpi_id"]: row for row in rows}
