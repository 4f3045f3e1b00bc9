"""How window cases begin: where and when they come, their limit, and clocks that are stopped."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.demo.clock import Days, Times, Workdays, at, day_of, moment, office_seconds
from etl.demo.drift import daily_share
from etl.demo.matters import MatterTable
from etl.demo.outlets import Outlets
from etl.demo.size import AS_OF, Period

Flags = npt.NDArray[np.bool_]
NEVER = np.datetime64("NaT", "s")
LEGAL_TYPES = ("检测", "检验", "鉴定", "专家评审", "公告", "听证", "申请人原因")
# What a unit writes that stops clocks too often.
APPLICANT = LEGAL_TYPES.index("申请人原因")


@dataclass(frozen=True)
class Started:
    """Cases up to the moment their clock starts, with the limit that binds them."""

    outlet: Days
    matter: Days
    case_type: Days
    received: Times
    accepted: Times
    start_day: Days
    promised: Days


@dataclass(frozen=True)
class Stopped:
    """Suspensions of cases: which, from when to when, and whether the law covers them."""

    case: Days
    start: Days
    end: Days
    legal_type: Days
    has_document: Flags


def started(
    rng: np.random.Generator,
    count: int,
    period: Period,
    outlets: Outlets,
    work: Workdays,
    matters: MatterTable,
) -> Started:
    """Return the cases that a period receives: more on Mondays, hardly any on holidays."""
    days, share = daily_share(period, work, weekend=0.05, holiday=0.012)
    day = np.sort(rng.choice(days, count, p=share))
    outlet = rng.choice(len(outlets.volume), count, p=outlets.volume / outlets.volume.sum())
    lasting = (outlets.opened < 0) & (outlets.closed > days[-1])
    weight = outlets.volume * lasting
    shut = (day < outlets.opened[outlet]) | (day > outlets.closed[outlet])
    outlet[shut] = rng.choice(len(weight), int(shut.sum()), p=weight / weight.sum())
    matter = matters.drawn(rng, outlets.industry[outlet])
    promised = matters.promised_days[matter]
    case_type = np.where(promised == 0, 0, 1)
    luck = rng.random(count)
    case_type[luck < 0.025] = 2
    case_type[(luck > 0.93) & (promised >= 2)] = 3
    promised = np.where(case_type == 2, 0, promised)
    received = np.sort(moment(day, office_seconds(rng, count)))
    day = day_of(received)
    accepted = received + rng.integers(20, 900, count).astype("timedelta64[s]")
    later = (rng.random(count) < 0.07) & (promised >= 2)
    next_day = work.after(day, rng.integers(1, 3, count))
    accepted[later] = moment(next_day, office_seconds(rng, count))[later]
    accepted[rng.random(count) < 0.03] = NEVER
    accepted[accepted > at(AS_OF)] = NEVER
    start = np.where(np.isnat(accepted), received, accepted)
    return Started(outlet, matter, case_type, received, accepted, day_of(start), promised)


def stopped(rng: np.random.Generator, cases: Started, outlets: Outlets, work: Workdays) -> Stopped:
    """Return the suspensions of promised cases, many at the units that suspend too often."""
    share = outlets.suspends[cases.outlet] * (cases.promised >= 3)
    case = np.flatnonzero(rng.random(len(share)) < share)
    often = outlets.suspends[cases.outlet[case]] > 0.1
    begun = rng.integers(0, cases.promised[case])
    start = work.after(cases.start_day[case], begun)
    end = start + np.ceil(rng.lognormal(2.0, 0.6, len(case))).astype(np.int64)
    return Stopped(
        case,
        start,
        end,
        np.where(often, APPLICANT, rng.integers(0, len(LEGAL_TYPES), len(case))),
        rng.random(len(case)) > np.where(often, 0.35, 0.1),
    )
