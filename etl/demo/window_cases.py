"""Window cases: what really happened to each, of one period at a time."""

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.demo.clock import Days, Times, Workdays, kept, moment, office_seconds
from etl.demo.drift import worsening
from etl.demo.matters import DECLINED, IMMEDIATE, PROMISED, PROXY, MatterTable
from etl.demo.names import INDUSTRIES
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
    count = len(due)
    outlet = cases.outlet
    clumsy = 1 / (1 + np.exp(2.98 + 0.8 * outlets.thorough[outlet]))
    correction = rng.binomial(2, clumsy * 0.55)
    visits = 1 + (rng.random(count) < clumsy * 0.9) + (rng.random(count) < 0.01)
    withdrawn_day = work.after(cases.start_day, np.where(cases.promised > 1, 1, 0))
    withdrawn_day = np.where(rng.random(count) < 0.2, work.after(due, 1), withdrawn_day)
    withdrawn = moment(withdrawn_day, 17.6 * 3600)
    gone = rng.random(count) < np.where(cases.promised > 0, 0.014, 0.001)
    withdrawn[~gone] = NEVER
    closed = np.where(gone, NEVER, closed)
    flagged = np.where(on_time, rng.random(count) < 0.994, rng.random(count) < 0.22)
    windows = rng.integers(1, outlets.windows[outlet] + 1)
    return pl.DataFrame(
        {
            "ticket_id": ids,
            "outlet": outlet,
            "channel": drawn(rng, ("窗口", "网上", "自助", "上门"), count, [0.83, 0.1, 0.05, 0.02]),
            "matter": worded(matters.names, cases.matter),
            "case_type": worded((IMMEDIATE, PROMISED, DECLINED, PROXY), cases.case_type),
            "category_1": worded(tuple(INDUSTRIES), outlets.industry[outlet]),
            "window_no": windows,
            "staff_id": 100_000 + outlet * 40 + (windows - 1) * 2 + rng.integers(0, 2, count),
            "received_at": kept(cases.received),
            "accepted_at": kept(cases.accepted),
            "promised_days": cases.promised,
            "statutory_days": matters.statutory_days[cases.matter],
            "due": kept(moment(due, 86_399)),
            "closed_at": kept(closed),
            "withdrawn_at": kept(withdrawn),
            "oddity": rng.choice(4, count, p=[0.9955, 0.0025, 0.001, 0.001]),
            "correction_count": correction,
            "return_count": (rng.random(count) < 0.004).astype(np.int64),
            "visit_count": visits,
            "reopens": rng.random(count) < clumsy * 0.12,
            "rating": _ratings(rng, outlets.pleasing[outlet], on_time, outlets.district[outlet], cases.start_day),
            "is_default_rating": rng.random(count) < 0.28,
            "is_rated": rng.random(count) < 0.5,
            "is_upheld": rng.random(count) < 0.7,
            "handling_minutes": np.round(rng.lognormal(2.5, 0.6, count), 1),
            "reported_on_time": flagged,
            "person_key": phones(rng, count),
        }
    )  # fmt: skip


def _ratings(
    rng: np.random.Generator,
    pleasing: npt.NDArray[np.float64],
    on_time: Flags,
    district: Days,
    day: Days,
) -> Days:
    """Return grades 1 to 5 that a person would give."""
    liking = 3.25 + 0.9 * pleasing - 1.5 * ~on_time - 0.8 * worsening(district, day)
    good = rng.random(len(day)) < 1 / (1 + np.exp(-liking))
    grade = np.where(
        good,
        rng.choice([5, 4, 3], len(day), p=[0.66, 0.24, 0.1]),
        rng.choice([2, 1], len(day), p=[0.75, 0.25]),
    )
    return grade.astype(np.int64)


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
