"""Rounds of inspection: who is visited when, how and by whom."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from etl.demo.clock import Days, Workdays, day_number
from etl.demo.outlets import Outlets

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


@dataclass(frozen=True)
class Visits:
    """Who was visited when, how and by whom."""

    outlet: Days
    day: Days
    kind: Days
    inspector: Days
    round: Days


def visited(rng: np.random.Generator, outlets: Outlets, work: Workdays) -> Visits:
    """Return the visits of all rounds in order of time, on working days of open outlets."""
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
