"""Cases of the 12345 hotline: they name a unit, never an outlet, and carry their own deadline."""

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days, Times, Workdays, day_of, kept, moment, office_seconds
from etl.demo.drift import daily_share, worsening
from etl.demo.hotline_asked import answering, asked, spelled_unit
from etl.demo.plan import Township
from etl.demo.size import Period
from etl.demo.units import district_people
from etl.demo.words import TOPICS, drawn, worded

Flags = npt.NDArray[np.bool_]
NEVER = np.datetime64("NaT", "s")

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
    unit = answering(rng, topic, district, direct, units)
    quality = np.random.default_rng(len(units)).normal(0, 0.45, len(units))[unit]
    on_time, extension, closed = _closed(
        rng, day, received, due_day, direct, quality, district, work
    )
    names = (units[name].gather(pl.Series(unit)) for name in ("unit_name", "short_name"))
    numbers = pl.Series(np.arange(first_number, first_number + count)).cast(pl.String)
    return pl.DataFrame(
        {
            "ticket_id": "RX" + numbers.str.zfill(9),
            **asked(rng, topic, district, towns),
            "unit": spelled_unit(rng, *names),
            "is_direct_answer": direct,
            **_times(rng, received, closed),
            "due": kept(due),
            "due_is_date": as_date,
            "extension_days": extension,
            "extended_due": kept(moment(work.after(due_day, extension), 17.5 * 3600)),
            **_answers(rng, on_time, quality, district, day),
            **_oddities(rng, on_time),
        }
    )


def _times(rng: np.random.Generator, received: Times, closed: Times) -> dict[str, Times]:
    """Return what happened when; a hotline's case is never withdrawn."""
    count = len(received)
    sent = received + rng.integers(300, 9_000, count).astype("timedelta64[s]")
    called = received + rng.integers(900, 90_000, count).astype("timedelta64[s]")
    return {
        "received_at": kept(received),
        "dispatched_at": kept(sent),
        "first_contact_at": kept(called),
        "closed_at": kept(closed),
        "withdrawn_at": kept(np.full(count, NEVER)),
    }


def _oddities(rng: np.random.Generator, on_time: Flags) -> dict[str, pl.Series | Days | Flags]:
    """Return what goes wrong around a case, and what the system says of its own punctuality."""
    count = len(on_time)
    return {
        "oddity": rng.choice(4, count, p=[0.993, 0.001, 0.001, 0.005]),
        "return_count": rng.choice(3, count, p=[0.955, 0.038, 0.007]),
        "return_upheld": rng.random(count) < 0.4,
        "reopens": rng.random(count) < 0.006,
        "is_excluded": rng.random(count) < 0.013,
        "exclusion_reason": drawn(rng, REASONS, count),
        "reported_on_time": np.where(on_time, True, rng.random(count) < 0.3),
    }


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
