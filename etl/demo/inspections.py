"""Inspections: rounds of announced and unannounced visits, item by item, and what was put right."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days, Workdays, at, day_number, kept, moment, office_seconds
from etl.demo.outlets import Outlets
from etl.demo.size import AS_OF
from etl.demo.words import worded
from etl.paths import PROJECT_REFERENCE

Flags = npt.NDArray[np.bool_]
NEVER = np.datetime64("NaT", "s")

ROUNDS = (
    ("2025年第2轮", date(2025, 5, 12), date(2025, 6, 27)),
    ("2025年第3轮", date(2025, 7, 7), date(2025, 9, 26)),
    ("2025年第4轮", date(2025, 10, 13), date(2025, 12, 19)),
    ("2026年第1轮", date(2026, 1, 12), date(2026, 3, 27)),
    ("2026年第2轮", date(2026, 4, 13), date(2026, 6, 26)),
    ("2026年第3轮", date(2026, 7, 6), date(2026, 9, 25)),
    ("2026年第4轮", date(2026, 10, 12), date(2026, 10, 30)),
)
KINDS, KIND_SHARES = ("明查", "暗访", "市民督察团"), [0.4, 0.43, 0.17]
VISITED = 0.78
INSPECTORS, MILD = 24, 3
WITHOUT_A_MUST = 0.07
REASONS = ("现场未见", "不规范", "内容过期", "摆放位置不醒目")
RECTIFY_DAYS = 15


@dataclass(frozen=True)
class Visits:
    """Who was visited when, how and by whom."""

    outlet: Days
    day: Days
    kind: Days
    inspector: Days
    round: Days


def inspections(rng: np.random.Generator, outlets: Outlets, work: Workdays) -> pl.DataFrame:
    """Return all inspections, one row per item looked at, in order of time.

    Args:
        rng: the generator of this part.
        outlets: who is inspected and how tidy each truly is.
        work: visits are on working days.

    Returns:
        The columns of the export; windows are counted once, on a visit's first row.
    """
    visits = _visits(rng, outlets, work)
    items = pl.read_csv(PROJECT_REFERENCE / "checklist.csv").filter(pl.col("valid_to").is_null())
    count, width = len(visits.day), items.height
    visit = np.repeat(np.arange(count), width)
    item = np.tile(np.arange(width), count)
    failed, value = _found(rng, visits, outlets, items, visit, item)
    absent = rng.random(len(visit)) < np.where(
        items["rule"].to_numpy()[item] == "yes_no", 0.06, 0.1
    )
    full = items["max_points"].to_numpy()[item].astype(float)
    part = np.where(rng.random(len(visit)) < 0.55, 0.0, 0.5)
    points = np.where(failed, np.floor(full * part), full)
    seen = rng.binomial(outlets.windows[visits.outlet], _open_share(rng, visits, outlets))
    first = item == 0
    result = np.where(absent, 2, failed.astype(int))
    measured = ~np.isnan(value) & ~absent
    # Half of the inspectors write the measurement and leave the judgement to the rule.
    unsaid = measured & (visits.inspector[visit] % 2 == 0)
    found = failed & ~absent
    frame = pl.DataFrame(
        {
            "inspection_id": pl.Series(visit + 1).cast(pl.String).str.zfill(6),
            "outlet_id": outlets.ledger["outlet_id"].gather(pl.Series(visits.outlet[visit])),
            "inspected_at": kept(moment(visits.day, office_seconds(rng, count)))[visit],
            "kind": worded(KINDS, visits.kind[visit]),
            "inspector": pl.Series(visits.inspector[visit] + 1).cast(pl.String).str.zfill(2),
            "item_code": items["item_code"].gather(pl.Series(item)),
            "item_name": items["name_zh"].gather(pl.Series(item)),
            "result": worded(("合格", "不合格", "不适用", None), np.where(unsaid, 3, result)),
            "value": pl.Series(np.where(measured, value, np.nan)).fill_nan(None),
            "points": pl.Series(np.where(absent, np.nan, points)).fill_nan(None),
            "max_points": pl.Series(np.where(absent, np.nan, full)).fill_nan(None),
            "deduction": pl.Series(np.where(found, full - points, np.nan)).fill_nan(None),
            "reason": worded((*REASONS, None), np.where(found, rng.integers(0, 4, len(visit)), 4)),
            "round": worded(tuple(name for name, *_ in ROUNDS), visits.round[visit]),
            "windows_total": pl.Series(outlets.windows[visits.outlet[visit]]).set(pl.Series(~first), None),
            "windows_open": pl.Series(seen[visit]).set(pl.Series(~first), None),
            **_rectified(rng, visits.day[visit], found, outlets.tidy[visits.outlet[visit]], work),
        }
    )  # fmt: skip
    return frame.with_columns(
        pl.format("JC{}", "inspection_id").alias("inspection_id"),
        pl.format("示例检查员{}", "inspector").alias("inspector"),
    )


def _visits(rng: np.random.Generator, outlets: Outlets, work: Workdays) -> Visits:
    outlet, day, place = [], [], []
    for number, (_, first, last) in enumerate(ROUNDS):
        days = np.arange(day_number(first), day_number(last) + 1)
        days = days[work.is_workday[days]]
        share = VISITED if number < len(ROUNDS) - 1 else 0.3
        chosen = np.flatnonzero(rng.random(len(outlets.volume)) < share)
        when = rng.choice(days, len(chosen))
        serving = (outlets.opened[chosen] <= when) & (outlets.closed[chosen] > when)
        outlet.append(chosen[serving])
        day.append(when[serving])
        place.append(np.full(int(serving.sum()), number))
    days, order = np.concatenate(day), np.argsort(np.concatenate(day), kind="stable")
    return Visits(
        np.concatenate(outlet)[order],
        days[order],
        rng.choice(3, len(days), p=KIND_SHARES),
        rng.integers(0, INSPECTORS, len(days)),
        np.concatenate(place)[order],
    )


def _found(
    rng: np.random.Generator,
    visits: Visits,
    outlets: Outlets,
    items: pl.DataFrame,
    visit: Days,
    item: Days,
) -> tuple[Flags, npt.NDArray[np.float64]]:
    """Return which items failed and what was measured (NaN where nothing is)."""
    outlet = visits.outlet[visit]
    must, red = items["is_must_have"].to_numpy()[item], items["is_red_line"].to_numpy()[item]
    kindness = 0.5 * (visits.kind[visit] == 0) + 0.9 * (visits.inspector[visit] < MILD)
    odds = -1.03 - 1.0 * outlets.tidy[outlet] - kindness
    fails = rng.random(len(visit)) < 1 / (1 + np.exp(-odds))
    fails = np.where(must, rng.random(len(visit)) < 0.003, fails)
    fails = np.where(red, rng.random(len(visit)) < 0.003, fails)
    lacking = rng.random(len(outlets.volume)) < WITHOUT_A_MUST * (outlets.tidy < 0.8) * 1.2
    which = rng.choice(np.flatnonzero(items["is_must_have"].to_numpy()), len(lacking))
    lacks = lacking[outlet] & (which[outlet] == item)
    fails = np.where(lacks, rng.random(len(visit)) < 0.6, fails)
    code = items["item_code"].to_numpy()[item]
    area = outlets.ledger["hall_area_m2"].to_numpy()[outlet]
    counter = np.round(rng.normal(84.5, 2.6, len(visit)), 0)
    waiting = np.round(rng.lognormal(2.35, 0.5, len(visit)), 0)
    value = np.full(len(visit), np.nan)
    for name, measure in (
        ("hall_area", area),
        ("counter_height", counter),
        ("waiting_minutes", waiting),
    ):
        value = np.where(code == name, measure, value)
    low = items["low"].cast(pl.Float64).fill_null(-np.inf).to_numpy()[item]
    high = items["high"].cast(pl.Float64).fill_null(np.inf).to_numpy()[item]
    return np.where(np.isnan(value), fails, (value < low) | (value > high)), value


def _open_share(
    rng: np.random.Generator, visits: Visits, outlets: Outlets
) -> npt.NDArray[np.float64]:
    tidy = outlets.tidy[visits.outlet] + 0.2 * (visits.kind == 0)
    odds = 1.4 + 0.5 * tidy + rng.normal(0, 0.4, len(tidy))
    return np.asarray(1 / (1 + np.exp(-odds)))


def _rectified(
    rng: np.random.Generator,
    day: Days,
    found: Flags,
    tidy: npt.NDArray[np.float64],
    work: Workdays,
) -> dict[str, object]:
    count = len(day)
    in_time = rng.random(count) < 1 / (1 + np.exp(-(2.15 + 0.8 * tidy)))
    later = np.where(in_time, rng.integers(2, RECTIFY_DAYS, count), rng.integers(17, 60, count))
    later = np.where(~in_time & (rng.random(count) < 0.35), 2_000, later)
    put_right = moment(np.minimum(day + later, len(work.number) - 1), 15 * 3600)
    put_right[~found | (put_right > at(AS_OF))] = NEVER
    due = moment(day + RECTIFY_DAYS, 0)
    due[~found] = NEVER
    checked = ~np.isnat(put_right) & (rng.random(count) < 0.97)
    who = np.where(checked, rng.integers(0, 6, count), 6)
    names = tuple(f"示例复核人{number:02d}" for number in range(1, 7))
    return {
        "rectify_due": pl.Series(kept(due)).cast(pl.Date),
        "rectified_at": kept(put_right),
        "verified_by": worded((*names, None), who),
    }
