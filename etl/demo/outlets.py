"""The service windows of the sample city, and how good each one truly is."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import day_number
from etl.demo.names import INDUSTRIES
from etl.demo.outlet_ledger import outlet_ledger
from etl.demo.plan import Township, outlines

Numbers = npt.NDArray[np.float64]

EXCELLENT, TINY_AND_GOOD, CLOSED, TEMPORARY = 0.03, 0.0125, 0.0125, 3
ALWAYS = 10_000


@dataclass(frozen=True)
class Outlets:
    """All outlets as a ledger and as arrays.

    Attributes:
        ledger: one row per outlet: what the ledger export says of it, true place in WGS-84.
        industry: position in `INDUSTRIES`.
        district: position in the districts by adcode.
        volume: relative number of cases.
        punctual, pleasing, thorough, tidy: true quality of on-time work, satisfaction, getting
            it done at once and inspections; zero is the city's middle, one is much better.
        opened, closed: first and last day of service, days from 2025-01-01.
        windows: installed windows.
        suspends: share of promised cases whose clock is stopped.
    """

    ledger: pl.DataFrame
    industry: npt.NDArray[np.int64]
    district: npt.NDArray[np.int64]
    volume: Numbers
    punctual: Numbers
    pleasing: Numbers
    thorough: Numbers
    tidy: Numbers
    opened: npt.NDArray[np.int64]
    closed: npt.NDArray[np.int64]
    windows: npt.NDArray[np.int64]
    suspends: Numbers


def outlets(
    rng: np.random.Generator, count: int, towns: list[Township], units: pl.DataFrame
) -> Outlets:
    """Found the outlets: where the people are, under their units, each with its true quality."""
    industry = np.sort(_shared_out(count))
    people = np.array([town.population for town in towns])
    town = rng.choice(len(towns), count, p=people / people.sum())
    level = rng.choice(4, count, p=[0.05, 0.33, 0.46, 0.16])
    quality = _quality(rng, count)
    windows = np.maximum(1, np.round(rng.lognormal(1.45 - 0.35 * level, 0.4))).astype(int)
    volume = np.array([weight for *_, weight in INDUSTRIES.values()])[industry]
    volume = volume * rng.lognormal(0, 0.55, count) * np.array([1.5, 1.25, 1.0, 0.45])[level]
    tiny = rng.permutation(count)[: max(1, round(TINY_AND_GOOD * count))]
    volume[tiny] *= 0.03
    quality[:, tiny] = 1.8
    opened, closed = _service_days(rng, count)
    ledger = outlet_ledger(rng, industry, town, level, windows, towns, units)
    adcodes = sorted(outlines())
    return Outlets(
        ledger,
        industry,
        np.array([adcodes.index(towns[t].adcode) for t in town]),
        volume,
        quality[0],
        quality[1],
        quality[2],
        quality[3],
        opened,
        closed,
        windows,
        _suspending(rng, ledger["parent_id"]),
    )


def _shared_out(count: int) -> npt.NDArray[np.int64]:
    shares = np.array([share for _, share, _ in INDUSTRIES.values()], float)
    exact = shares / shares.sum() * count
    kept = np.maximum(np.floor(exact), 1 if count >= 2 * len(shares) else 0).astype(int)
    order = np.argsort(kept - exact, kind="stable")
    kept[order[: max(0, count - kept.sum())]] += 1
    return np.repeat(np.arange(len(shares)), kept)[:count]


def _quality(rng: np.random.Generator, count: int) -> Numbers:
    common = rng.normal(0, 0.42, count)
    quality = 0.7 * common + rng.normal(0, 0.38, (4, count))
    excellent = rng.permutation(count)[: max(2, round(EXCELLENT * count))]
    quality[:, excellent] = 1.3 + rng.normal(0, 0.12, (4, len(excellent)))
    return quality


def _service_days(
    rng: np.random.Generator, count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    opened = -rng.integers(200, 5_500, count)
    closed = np.full(count, ALWAYS)
    some = rng.permutation(count)
    new, ended, brief = max(1, count // 50), max(1, round(CLOSED * count)), TEMPORARY
    opened[some[:new]] = day_number(date(2026, 2, 1)) + rng.integers(0, 200, new)
    ended_ones = some[new : new + ended]
    closed[ended_ones] = day_number(date(2025, 12, 1)) + rng.integers(0, 250, ended)
    brief_ones = some[new + ended : new + ended + brief]
    opened[brief_ones] = day_number(date(2026, 1, 20))
    closed[brief_ones] = day_number(date(2026, 3, 8))
    return opened, closed


def _suspending(rng: np.random.Generator, parents: pl.Series) -> Numbers:
    names = parents.unique(maintain_order=True)
    often = set(names.gather(rng.permutation(len(names))[:3]).to_list())
    return np.array([0.14 if parent in often else 0.018 for parent in parents])


def last_day(days: npt.NDArray[np.int64]) -> list[date | None]:
    """Return the dates of the days of closing, None for outlets that are open."""
    return [None if d >= ALWAYS else date(2025, 1, 1) + timedelta(days=int(d)) for d in days]
