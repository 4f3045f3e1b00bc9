"""Complaints: some by way of the hotline, where they are tickets too, most by the window's own channels."""

from datetime import datetime, time, timedelta

import numpy as np
import polars as pl

from etl.demo.clock import Days, Times, Workdays, at, day_of, kept, moment, office_seconds
from etl.demo.drift import worsening
from etl.demo.names import INDUSTRIES
from etl.demo.outlets import Outlets
from etl.demo.size import AS_OF, FIRST_DAY
from etl.demo.words import drawn, phones, worded

NEVER = np.datetime64("NaT", "s")
# Complaints by their own channels per window case; with the hotline's, about 34 per 10,000.
PER_CASE = 0.0024
CARRIED = 0.7
OWN_CHANNELS = ("11185热线", "行风热线", "来信", "来电", "来访", "意见簿", "网上")
CATEGORIES = ("服务态度", "办事效率", "收费诚信", "业务技能", "环境设施", "其他")
CATEGORY_SHARES = [0.3, 0.34, 0.06, 0.14, 0.11, 0.05]
SAID = (
    "工作人员解释不耐烦",
    "等候时间过长",
    "对收费有疑问",
    "业务不熟多次往返",
    "大厅座椅不足",
    "对处理结果不满",
)


def complaints(
    rng: np.random.Generator,
    window_count: int,
    outlets: Outlets,
    hotline: pl.DataFrame,
    units: pl.DataFrame,
    work: Workdays,
) -> pl.DataFrame:
    """Return all complaints up to the last export.

    Args:
        rng: the generator of this part.
        window_count: window cases, to which the number of complaints is proportional.
        outlets: whom they are about.
        hotline: the hotline's tickets with the request type 投诉.
        units: the ledger of units.
        work: working days.
    """
    carried = hotline.filter(pl.Series(rng.random(hotline.height) < CARRIED))
    own = max(12, round(PER_CASE * window_count))
    received, blamed = _own(rng, own, outlets, work)
    told = carried["received_at"].to_numpy().astype("datetime64[s]")
    guessed = rng.choice(len(outlets.volume), carried.height, p=_blame(outlets))
    outlet = np.concatenate([blamed, guessed])
    frame = _frame(rng, np.concatenate([received, told]), outlet, outlets, work)
    names = dict(zip(units["unit_id"], units["unit_name"], strict=True))
    parent = outlets.ledger["parent_id"].replace_strict(names).gather(pl.Series(blamed))
    first = frame.head(own).with_columns(
        pl.lit(None, pl.String).alias("source_ticket_id"),
        _channels(rng, outlets, blamed).alias("channel"),
        parent.alias("unit"),
    )
    second = frame.tail(carried.height).with_columns(
        carried["ticket_id"].alias("source_ticket_id"),
        pl.lit("12345热线").alias("channel"),
        *carried.select("unit", "district", "person_key"),
        # The hotline seldom knows which window was meant.
        pl.when(pl.Series(rng.random(carried.height) < 0.45)).then("outlet_id").alias("outlet_id"),
    )
    made = pl.concat([first, second]).sort("received_at", maintain_order=True)
    numbers = pl.Series([f"TS{number:07d}" for number in range(1, made.height + 1)])
    return made.with_columns(numbers.alias("complaint_id"))


def _own(
    rng: np.random.Generator, count: int, outlets: Outlets, work: Workdays
) -> tuple[Times, Days]:
    """Return when and about whom people complain by the window's own channels."""
    begun = at(datetime.combine(FIRST_DAY, time()))
    span = int((at(AS_OF) - begun).astype(int))
    day = day_of(begun + rng.integers(0, span, count * 3).astype("timedelta64[s]"))
    outlet = rng.choice(len(outlets.volume), count * 3, p=_blame(outlets))
    serving = (day >= outlets.opened[outlet]) & (day <= outlets.closed[outlet])
    likely = np.exp(1.2 * worsening(outlets.district[outlet], day)) * serving
    likely = likely * np.where(work.is_workday[day], 1.0, 0.25)
    # Three times too many are drawn; the likeliest third is kept.
    order = np.argsort(rng.random(count * 3) / (likely + 1e-9))[:count]
    received = moment(day[order], office_seconds(rng, count))
    return np.minimum(received, at(AS_OF) - np.timedelta64(7_200, "s")), outlet[order]


def _blame(outlets: Outlets) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weight = outlets.volume * np.exp(-0.9 * outlets.pleasing) * (outlets.opened < 0)
    share: np.ndarray[tuple[int], np.dtype[np.float64]] = weight / weight.sum()
    return share


def _channels(rng: np.random.Generator, outlets: Outlets, outlet: Days) -> pl.Series:
    postal = np.isin(outlets.industry[outlet], [list(INDUSTRIES).index("postal")])
    place = np.where(
        postal & (rng.random(len(outlet)) < 0.6),
        0,
        rng.choice(np.arange(1, 7), len(outlet), p=[0.15, 0.06, 0.34, 0.13, 0.16, 0.16]),
    )
    return worded(OWN_CHANNELS, place)


def _frame(
    rng: np.random.Generator, received: Times, outlet: Days, outlets: Outlets, work: Workdays
) -> pl.DataFrame:
    count = len(received)
    day = day_of(received)
    reply = received + rng.lognormal(8.6, 1.1, count).clip(300, 5 * 86_400).astype("timedelta64[s]")
    late = rng.random(count) < 0.07
    last = work.after(day, np.where(late, rng.integers(6, 14, count), rng.integers(1, 6, count)))
    closed = np.maximum(moment(last, office_seconds(rng, count)), reply)
    # Most are answered and settled at once, as 当天处理 当天答复 asks.
    at_once = (day_of(reply) == day) & (rng.random(count) < 0.82)
    closed = np.where(
        at_once, np.minimum(reply + np.timedelta64(2_400, "s"), moment(day, 86_399)), closed
    )
    closed[(closed > at(AS_OF)) | (rng.random(count) < 0.015)] = NEVER
    reply = np.where(reply > at(AS_OF), NEVER, reply)
    done = ~np.isnat(closed)
    reached = np.where(done, rng.choice(3, count, p=[0.75, 0.1, 0.15]), 2)
    mood = 2.4 + 0.8 * outlets.pleasing[outlet] - 0.7 * worsening(outlets.district[outlet], day)
    glad = rng.random(count) < 1 / (1 + np.exp(-mood))
    solved = glad | (rng.random(count) < 0.5)
    category = rng.choice(6, count, p=CATEGORY_SHARES)
    visited = np.where(
        done & (rng.random(count) < 0.35), closed - np.timedelta64(5_400, "s"), NEVER
    )
    yes_no = ("是", "否", None)
    ledger = outlets.ledger[pl.Series(outlet)]
    return pl.DataFrame(
        {
            "received_at": kept(received),
            "outlet_id": ledger["outlet_id"],
            "district": ledger["district"],
            "category": worded(CATEGORIES, category),
            "severity": drawn(rng, ("一般", "重大"), count, [0.97, 0.03]),
            "promised_days": np.full(count, 5),
            "due_at": kept(moment(work.after(day, 5), 86_399)),
            "first_reply_at": kept(reply),
            "visited_at": kept(visited),
            "closed_at": kept(closed),
            "is_upheld": worded(yes_no, np.where(done, (rng.random(count) < 0.62).astype(int), 2)),
            "callback_result": worded(("已接通", "未接通", "未回访"), reached),
            "is_resolved": worded(yes_no, np.where(reached == 0, 1 - solved, 2)),
            "is_satisfied": worded(yes_no, np.where(reached == 0, 1 - glad, 2)),
            "escalated_to": drawn(rng, (None, "区(县、市)", "市级"), count, [0.93, 0.05, 0.02]),
            "person_key": phones(rng, count),
            "content": worded(SAID, category),
            "exported_at": [AS_OF - timedelta(hours=1)] * count,
        }
    )  # fmt: skip
