"""Window cases: what really happened to each, of one period at a time."""

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days, Times, Workdays, kept, moment, office_seconds
from etl.demo.drift import worsening
from etl.demo.matters import DECLINED, IMMEDIATE, PROMISED, PROXY, MatterTable
from etl.demo.outlets import Outlets
from etl.demo.size import Period
from etl.demo.window_starts import (
    LEGAL_TYPES,
    NEVER,
    Flags,
    Started,
    Stopped,
    started,
    stopped,
)
from etl.demo.words import drawn, phones, worded


def window_cases(
    rng: np.random.Generator,
    count: int,
    period: Period,
    outlets: Outlets,
    work: Workdays,
    matters: MatterTable,
    first_number: int,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the cases of a period as they truly went, and their suspensions.

    Args:
        rng: the generator of this period.
        count: cases received in it.
        period: its days.
        outlets: where they are received.
        work: working days.
        matters: what they are about.
        first_number: the running number of the first case.

    Returns:
        Cases (truth: nothing is hidden by the date of an export) and suspensions.
    """
    begun = started(rng, count, period, outlets, work, matters)
    halted = stopped(rng, begun, outlets, work)
    due = work.after(begun.start_day, begun.promised)
    lawful = halted.has_document
    due[halted.case[lawful]] = work.after(
        due[halted.case[lawful]], work.between(halted.start[lawful], halted.end[lawful])
    )
    on_time, closed = _closed(rng, begun, halted, due, outlets, work)
    numbers = pl.Series(np.arange(first_number, first_number + count)).cast(pl.String)
    ids = "SL" + numbers.str.zfill(9)
    cases = _frame(rng, begun, outlets, matters, ids, due, on_time, closed, work)
    return cases, _suspension_frame(rng, halted, ids)


def _closed(
    rng: np.random.Generator,
    cases: Started,
    halted: Stopped,
    due: Days,
    outlets: Outlets,
    work: Workdays,
) -> tuple[Flags, Times]:
    count = len(due)
    punctual = outlets.punctual[cases.outlet]
    worse = worsening(outlets.district[cases.outlet], cases.start_day)
    base = np.where(cases.promised == 0, 4.6, 3.3 - 0.02 * cases.promised)
    on_time = rng.random(count) < 1 / (1 + np.exp(-(base + 0.9 * punctual - worse)))
    undocumented = halted.case[~halted.has_document]
    on_time[undocumented] &= rng.random(len(undocumented)) < 0.45
    span = work.between(cases.start_day, due)
    used = np.minimum(np.ceil(rng.beta(2.0, 1.9, count) * span), span).astype(np.int64)
    day = work.after(cases.start_day, np.maximum(used, cases.promised > 0))
    late = work.after(due, 1 + rng.exponential(3.5, count).astype(np.int64))
    day = np.where(on_time, day, late)
    # Nobody closes a case while its clock stands still.
    case, over = halted.case, work.after(halted.end, 1)
    last = np.maximum(day[case], over)
    day[case] = np.where(on_time[case], np.minimum(last, due[case]), last)
    closed = moment(day, office_seconds(rng, count))
    begun = np.where(np.isnat(cases.accepted), cases.received, cases.accepted)
    quick = begun + (rng.lognormal(6.6, 0.7, count).clip(60, 6 * 3600)).astype("timedelta64[s]")
    same_day = on_time & (day <= cases.start_day)
    closed[same_day] = np.minimum(quick, moment(cases.start_day, 86_399))[same_day]
    closed[rng.random(count) < 0.0012] = NEVER
    return on_time, closed


def _frame(
    rng: np.random.Generator,
    cases: Started,
    outlets: Outlets,
    matters: MatterTable,
    ids: pl.Series,
    due: Days,
    on_time: Flags,
    closed: Times,
    work: Workdays,
) -> pl.DataFrame:
    count, outlet = len(due), cases.outlet
    withdrawn = _withdrawn(rng, cases, due, work)
    flagged = np.where(on_time, rng.random(count) < 0.994, rng.random(count) < 0.22)
    windows = rng.integers(1, outlets.windows[outlet] + 1)
    places = ("窗口", "网上", "自助", "上门")
    return pl.DataFrame(
        {
            "ticket_id": ids,
            "outlet": outlet,
            "channel": drawn(rng, places, count, [0.83, 0.1, 0.05, 0.02]),
            "matter": worded(matters.names, cases.matter),
            "case_type": worded((IMMEDIATE, PROMISED, DECLINED, PROXY), cases.case_type),
            "window_no": windows,
            "staff_id": 100_000 + outlet * 40 + (windows - 1) * 2 + rng.integers(0, 2, count),
            "received_at": kept(cases.received),
            "accepted_at": kept(cases.accepted),
            "promised_days": cases.promised,
            "statutory_days": matters.statutory_days[cases.matter],
            "due": kept(moment(due, 86_399)),
            "closed_at": kept(np.where(np.isnat(withdrawn), closed, NEVER)),
            "withdrawn_at": kept(withdrawn),
            "oddity": rng.choice(4, count, p=[0.9955, 0.0025, 0.001, 0.001]),
            **_trouble(rng, outlets.thorough[outlet]),
            **_ratings(rng, cases, outlets, on_time),
            "handling_minutes": np.round(rng.lognormal(2.5, 0.6, count), 1),
            "reported_on_time": flagged,
            "person_key": phones(rng, count),
        }
    )


def _withdrawn(rng: np.random.Generator, cases: Started, due: Days, work: Workdays) -> Times:
    """Return when a few withdrew, most before their case was due, one in five after."""
    count = len(due)
    day = work.after(cases.start_day, np.where(cases.promised > 1, 1, 0))
    day = np.where(rng.random(count) < 0.2, work.after(due, 1), day)
    gone = rng.random(count) < np.where(cases.promised > 0, 0.014, 0.001)
    return np.where(gone, moment(day, 17.6 * 3600), NEVER)


def _trouble(
    rng: np.random.Generator, thorough: npt.NDArray[np.float64]
) -> dict[str, Days | Flags]:
    """Return corrections, returns, visits and reopenings: what keeps a case from being done at once."""
    count = len(thorough)
    clumsy = 1 / (1 + np.exp(2.98 + 0.8 * thorough))
    return {
        "correction_count": rng.binomial(2, clumsy * 0.55),
        "return_count": rng.binomial(1, 0.004, count),
        "visit_count": 1 + rng.binomial(1, clumsy * 0.9) + rng.binomial(1, 0.01, count),
        "reopens": rng.random(count) < clumsy * 0.12,
    }


def _ratings(
    rng: np.random.Generator, cases: Started, outlets: Outlets, on_time: Flags
) -> dict[str, Days | Flags]:
    """Return grades 1 to 5 that a person would give, and who gives one."""
    count, district = len(on_time), outlets.district[cases.outlet]
    worse = worsening(district, cases.start_day)
    liking = 3.25 + 0.9 * outlets.pleasing[cases.outlet] - 1.5 * ~on_time - 0.8 * worse
    good = rng.random(count) < 1 / (1 + np.exp(-liking))
    pleased = rng.choice([5, 4, 3], count, p=[0.66, 0.24, 0.1])
    angry = rng.choice([2, 1], count, p=[0.75, 0.25])
    return {
        "rating": np.where(good, pleased, angry),
        "is_default_rating": rng.random(count) < 0.28,
        "is_rated": rng.random(count) < 0.5,
        "is_upheld": rng.random(count) < 0.7,
    }


def _suspension_frame(rng: np.random.Generator, halted: Stopped, ids: pl.Series) -> pl.DataFrame:
    count = len(halted.case)
    numbers = pl.Series(rng.integers(100, 9_999, count)).cast(pl.String)
    frame = pl.DataFrame(
        {
            "ticket_id": ids.gather(pl.Series(halted.case)),
            "started_at": kept(moment(halted.start, 0)),
            "ended_at": kept(moment(halted.end, 0)),
            "legal_type": worded(LEGAL_TYPES, halted.legal_type),
            "document_no": numbers,
        }
    )
    year = pl.col("started_at").dt.year()
    papers = pl.format("示例特程〔{}〕{}号", year, "document_no")
    has = pl.Series("has_document", halted.has_document)
    return frame.with_columns(
        pl.when(has).then(papers).alias("document_no"),
        pl.when(has).then(pl.lit("示例审批人")).alias("approver"),
    )
