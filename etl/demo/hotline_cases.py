"""Cases of the 12345 hotline: they name a unit, never an outlet, and carry their own deadline."""

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days, Times, Workdays, day_of, kept, moment, office_seconds
from etl.demo.drift import daily_share, worsening
from etl.demo.names import HOTLINE_CENTRE
from etl.demo.plan import Township
from etl.demo.size import Period
from etl.demo.units import district_people, office_of
from etl.demo.words import TOPICS, contents, drawn, phones, worded

Flags = npt.NDArray[np.bool_]
NEVER = np.datetime64("NaT", "s")

REQUESTS = ("咨询", "求助", "投诉", "举报", "建议", "表扬")
# Few are called 投诉: it means a complaint about a window here, and each becomes a complaint.
REQUEST_SHARES = [0.34, 0.47, 0.008, 0.092, 0.07, 0.02]
REASONS = ("诉求不属实", "不可抗力", "超出职责范围", "恶意重复诉求")


def hotline_cases(
    rng: np.random.Generator,
    count: int,
    period: Period,
    towns: list[Township],
    units: pl.DataFrame,
    work: Workdays,
    first_number: int,
) -> pl.DataFrame:
    """Return the hotline's cases of a period as they truly went.

    Args:
        rng: the generator of this period.
        count: cases received in it.
        period: its days.
        towns: where they come from.
        units: who answers; its order gives each unit its quality.
        work: working days.
        first_number: the running number of the first case.
    """
    days, share = daily_share(period, work, weekend=0.5, holiday=0.42)
    day = np.sort(rng.choice(days, count, p=share))
    received = np.sort(moment(day, np.clip(rng.normal(14, 3.4, count), 7, 22.5) * 3600))
    day = day_of(received)
    topic = rng.choice(len(TOPICS), count)
    district = rng.choice(10, count, p=district_people())
    direct = rng.random(count) < 0.3
    limit = np.where(direct, 1, np.array([topic.days for topic in TOPICS])[topic])
    due_day = work.after(day, limit)
    as_date = rng.random(count) < 0.25
    due = np.where(as_date, moment(due_day, 86_399), moment(due_day, 17.5 * 3600))
    unit = _units(rng, topic, district, direct, units)
    quality = np.random.default_rng(len(units)).normal(0, 0.45, len(units))[unit]
    on_time, extension, closed = _closed(
        rng, day, received, due_day, direct, quality, district, work
    )
    names = units["unit_name"].gather(pl.Series(unit))
    said = _answers(rng, on_time, quality, district, day)
    callers = phones(rng, count)
    numbers = pl.Series(np.arange(first_number, first_number + count)).cast(pl.String)
    town = _towns(rng, district, towns)
    return pl.DataFrame(
        {
            "ticket_id": "RX" + numbers.str.zfill(9),
            "request_type": drawn(rng, REQUESTS, count, REQUEST_SHARES),
            "category_1": worded(tuple(t.category_1 for t in TOPICS), topic),
            "category_2": worded(tuple(t.category_2 for t in TOPICS), topic),
            "category_3": worded(tuple(t.category_3 for t in TOPICS), topic),
            "urgency": drawn(rng, ("一般", "紧急", "特急"), count, [0.92, 0.07, 0.01]),
            "unit": _spelled(rng, names, units["short_name"].gather(pl.Series(unit))),
            "industry": worded(tuple(t.industry or None for t in TOPICS), topic),
            "district": pl.Series([t.district for t in towns]).gather(pl.Series(town)),
            "township": worded((*(t.name for t in towns), None), _some(rng, town, 0.6, len(towns))),
            "town": town,
            "is_direct_answer": direct,
            "received_at": kept(received),
            "dispatched_at": kept(received + rng.integers(300, 9_000, count).astype("timedelta64[s]")),
            "first_contact_at": kept(received + rng.integers(900, 90_000, count).astype("timedelta64[s]")),
            "due": kept(due),
            "due_is_date": as_date,
            "extension_days": extension,
            "extended_due": kept(moment(work.after(due_day, extension), 17.5 * 3600)),
            "closed_at": kept(closed),
            "withdrawn_at": kept(np.where(rng.random(count) < 0, received, NEVER)),
            "oddity": rng.choice(4, count, p=[0.993, 0.001, 0.001, 0.005]),
            "return_count": rng.choice(3, count, p=[0.955, 0.038, 0.007]),
            "return_upheld": rng.random(count) < 0.4,
            "reopens": rng.random(count) < 0.006,
            **said,
            "is_excluded": rng.random(count) < 0.013,
            "exclusion_reason": drawn(rng, REASONS, count),
            "reported_on_time": np.where(on_time, True, rng.random(count) < 0.3),
            "person_key": callers,
            "content": contents(rng, topic, callers),
        }
    )  # fmt: skip


def _units(
    rng: np.random.Generator, topic: Days, district: Days, direct: Flags, units: pl.DataFrame
) -> Days:
    """Return the position of the unit that answers each case."""
    by_name = {name: place for place, name in enumerate(units["unit_name"])}
    districts = sorted({d for d in units["district"] if d}, key=list(units["district"]).index)
    offices = np.array([by_name[office_of(name)] for name in districts])
    owner = dict(zip(units["industry"].reverse(), range(len(units) - 1, -1, -1), strict=True))
    central = np.array([owner[t.industry] if t.industry else -1 for t in TOPICS])[topic]
    local = np.where(rng.random(len(topic)) < 0.55, offices[district], offices[district] + 1)
    unit = np.where((central < 0) | (rng.random(len(topic)) < 0.25), local, central)
    return np.where(direct, by_name[HOTLINE_CENTRE], unit).astype(np.int64)


def _closed(
    rng: np.random.Generator,
    day: Days,
    received: Times,
    due_day: Days,
    direct: Flags,
    quality: npt.NDArray[np.float64],
    district: Days,
    work: Workdays,
) -> tuple[Flags, Days, Times]:
    count = len(day)
    odds = 3.05 + quality - worsening(district, day)
    on_time = direct | (rng.random(count) < 1 / (1 + np.exp(-odds)))
    extended = ~on_time & (rng.random(count) < 0.4) | (rng.random(count) < 0.004)
    extension = np.where(extended, rng.choice([3, 5, 10], count, p=[0.3, 0.5, 0.2]), 0)
    span = work.between(day, due_day)
    early = work.after(day, np.minimum(np.ceil(rng.beta(2, 1.7, count) * span), span).astype(int))
    past = np.where(
        extended, 1 + rng.integers(0, 4, count), 1 + rng.exponential(4, count).astype(int)
    )
    last = np.where(on_time, early, work.after(due_day, past))
    seconds = np.minimum(office_seconds(rng, count), 17.4 * 3600)
    closed = moment(last, seconds)
    talk = received + rng.integers(120, 1_500, count).astype("timedelta64[s]")
    closed = np.where(direct, talk, np.maximum(closed, received + np.timedelta64(1_800, "s")))
    closed[~direct & (rng.random(count) < 0.002)] = NEVER
    return on_time, extension.astype(np.int64), closed


def _answers(
    rng: np.random.Generator,
    on_time: Flags,
    quality: npt.NDArray[np.float64],
    district: Days,
    day: Days,
) -> dict[str, pl.Series]:
    """Return what unit and caller say after the close."""
    count = len(day)
    reached = rng.choice(3, count, p=[0.58, 0.12, 0.30])
    mood = quality - 0.7 * worsening(district, day) - 1.0 * ~on_time
    resolved = rng.random(count) < 1 / (1 + np.exp(-(2.2 + mood)))
    satisfied = rng.random(count) < 1 / (1 + np.exp(-(2.6 + mood)))
    yes_no = ("是", "否", None)
    return {
        "callback_result": worded(("已接通", "未接通", "未回访"), reached),
        "unit_says_resolved": worded(yes_no, (rng.random(count) < 0.03).astype(np.int64)),
        "citizen_says_resolved": worded(yes_no, np.where(reached == 0, 1 - resolved, 2)),
        "citizen_satisfied": worded(yes_no, np.where(reached == 0, 1 - satisfied, 2)),
    }


def _spelled(rng: np.random.Generator, full: pl.Series, short: pl.Series) -> pl.Series:
    """Return unit names as clerks type them: full, short, or with a part of the unit added."""
    how = pl.Series(rng.choice(3, len(full), p=[0.91, 0.075, 0.015]))
    names = pl.DataFrame({"full": full, "short": short, "how": how})
    return names.select(
        pl.when(pl.col("how") == 0)
        .then("full")
        .when(pl.col("how") == 1)
        .then("short")
        .otherwise(pl.format("{}(服务科)", "full"))
        .alias("unit")
    ).to_series()


def _towns(rng: np.random.Generator, district: Days, towns: list[Township]) -> Days:
    adcodes = sorted({town.adcode for town in towns})
    people = np.array([town.population for town in towns])
    where = np.array([adcodes.index(town.adcode) for town in towns])
    ends = np.concatenate([[0.0], np.cumsum(people)])
    first = np.searchsorted(where, district)
    last = np.searchsorted(where, district, side="right")
    mark = ends[first] + rng.random(len(district)) * (ends[last] - ends[first])
    place = np.searchsorted(ends, mark, side="right") - 1
    return np.asarray(np.clip(place, first, last - 1), np.int64)


def _some(rng: np.random.Generator, places: Days, share: float, none: int) -> Days:
    return np.asarray(np.where(rng.random(len(places)) < share, places, none), np.int64)
