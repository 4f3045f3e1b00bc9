"""Inspections: rounds of announced and unannounced visits, item by item, and what was put right."""

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days, Workdays, at, kept, moment, office_seconds
from etl.demo.outlets import Outlets
from etl.demo.size import AS_OF
from etl.demo.visits import KINDS, MILD, ROUNDS, Visits, visited
from etl.demo.words import worded
from etl.paths import PROJECT_REFERENCE

Flags = npt.NDArray[np.bool_]
NEVER = np.datetime64("NaT", "s")

WITHOUT_A_MUST = 0.07
REASONS = ("现场未见", "不规范", "内容过期", "摆放位置不醒目")
RECTIFY_DAYS = 15


def inspections(rng: np.random.Generator, outlets: Outlets, work: Workdays) -> pl.DataFrame:
    """Return all inspections, one row per item looked at, in order of time.

    Args:
        rng: the generator of this part.
        outlets: who is inspected and how tidy each truly is.
        work: visits are on working days.

    Returns:
        The columns of the export; windows are counted once, on a visit's first row.
    """
    visits = visited(rng, outlets, work)
    items = pl.read_csv(PROJECT_REFERENCE / "checklist.csv").filter(pl.col("valid_to").is_null())
    count, width = len(visits.day), items.height
    visit = np.repeat(np.arange(count), width)
    item = np.tile(np.arange(width), count)
    failed, value = _found(rng, visits, outlets, items, visit, item)
    measurable = items["rule"].to_numpy()[item] != "yes_no"
    absent = rng.random(len(visit)) < np.where(measurable, 0.1, 0.06)
    when = kept(moment(visits.day, office_seconds(rng, count)))
    seen = rng.binomial(outlets.windows[visits.outlet], _open_share(rng, visits, outlets))
    again = pl.Series(item > 0)
    found = failed & ~absent
    frame = pl.DataFrame(
        {
            "inspection_id": pl.Series(visit + 1).cast(pl.String).str.zfill(6),
            "outlet_id": outlets.ledger["outlet_id"].gather(pl.Series(visits.outlet[visit])),
            "inspected_at": when[visit],
            "kind": worded(KINDS, visits.kind[visit]),
            "inspector": pl.Series(visits.inspector[visit] + 1).cast(pl.String).str.zfill(2),
            "item_code": items["item_code"].gather(pl.Series(item)),
            "item_name": items["name_zh"].gather(pl.Series(item)),
            **_judged(rng, items["max_points"].to_numpy()[item], failed, absent, value, visit),
            "round": worded(tuple(name for name, *_ in ROUNDS), visits.round[visit]),
            "windows_total": pl.Series(outlets.windows[visits.outlet[visit]]).set(again, None),
            "windows_open": pl.Series(seen[visit]).set(again, None),
            **_rectified(rng, visits.day[visit], found, outlets.tidy[visits.outlet[visit]], work),
        }
    )
    return frame.with_columns(
        pl.format("JC{}", "inspection_id").alias("inspection_id"),
        pl.format("示例检查员{}", "inspector").alias("inspector"),
    )


def _judged(
    rng: np.random.Generator,
    full: Days,
    failed: Flags,
    absent: Flags,
    value: npt.NDArray[np.float64],
    visit: Days,
) -> dict[str, pl.Series]:
    """Return result, measurement and points of each item; what does not apply has none."""
    part = np.where(rng.random(len(full)) < 0.55, 0.0, 0.5)
    points = np.where(failed, np.floor(full * part), full)
    found = failed & ~absent
    # Every second visit leaves the judgement of a measurement to the rule.
    unsaid = ~np.isnan(value) & ~absent & (visit % 2 == 0)
    result = np.where(unsaid, 3, np.where(absent, 2, failed))
    reason = np.where(found, rng.integers(0, len(REASONS), len(full)), len(REASONS))
    return {
        "result": worded(("合格", "不合格", "不适用", None), result),
        "value": _numbers(value, ~absent),
        "points": _numbers(points, ~absent),
        "max_points": _numbers(full, ~absent),
        "deduction": _numbers(full - points, found),
        "reason": worded((*REASONS, None), reason),
    }


def _numbers(values: npt.NDArray[np.float64] | Days, given: Flags) -> pl.Series:
    return pl.Series(np.where(given, values, np.nan)).fill_nan(None)


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
