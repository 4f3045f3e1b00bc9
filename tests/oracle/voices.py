"""KPIs of calls, grid visits and surveys in plain Python, row by row (domain.md sections 6.2, 6.3, 6.7).

Answers are (numerator, denominator, value) by (KPI, month, level, place); months are calendar months, "2026-08".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import ceil

Key = tuple[str, str, str, str]
Parts = tuple[float | None, float | None, float | None]
# Level to the place of that level that a row belongs to.
Place = Mapping[str, str]

LEVELS = ("city", "district", "township", "industry", "unit", "outlet")
SHORT_S = 5


@dataclass(frozen=True)
class Call:
    """A call as an export has it, and the place its queue is named for."""

    offered_at: datetime
    wait: float | None
    is_answered: bool | None
    abandoned_after: float | None
    is_resolved: bool | None
    place: Place

    @property
    def outcome(self) -> str:
        """Return answered, short, abandoned or unknown."""
        if self.is_answered:
            return "answered"
        if self.is_answered is None and self.abandoned_after is None:
            return "unknown"
        seconds = self.waited
        return "short" if seconds is not None and seconds <= SHORT_S else "abandoned"

    @property
    def waited(self) -> float | None:
        """Return the seconds until an agent answered or the person gave up."""
        if self.is_answered or self.abandoned_after is None:
            return self.wait
        return self.abandoned_after


@dataclass(frozen=True)
class Grid:
    """A grid of the ledger."""

    grid_id: str
    households: int | None
    place: Place


@dataclass(frozen=True)
class Visit:
    """A visit to a grid, which the ledger may lack."""

    grid_id: str
    visited_at: datetime
    households: int | None
    minutes: float | None


@dataclass(frozen=True)
class Survey:
    """One score of one source about one object."""

    period: str
    level: str
    place_id: str
    source: str
    score: float
    scale: int
    sent: int | None
    returned: int | None
    benchmark: float | None

    @property
    def of_100(self) -> float:
        """Return the score on the scale of 100."""
        return self.score / self.scale * 100


def of_calls(calls: Iterable[Call]) -> dict[Key, Parts]:
    """Return H00 to H07 of every month and place."""
    groups: dict[tuple[str, str, str], list[Call]] = defaultdict(list)
    for call in calls:
        for level in LEVELS:
            groups[f"{call.offered_at:%Y-%m}", level, call.place[level]].append(call)
    answers: dict[Key, Parts] = {}
    for (month, level, place_id), members in groups.items():
        for kpi_id, parts in _hotline(members).items():
            answers[kpi_id, month, level, place_id] = parts
    return answers


def _hotline(calls: list[Call]) -> dict[str, Parts]:
    answered = [call for call in calls if call.outcome == "answered"]
    lost = [call for call in calls if call.outcome == "abandoned"]
    known = [call for call in calls if call.outcome != "unknown"]
    asked = answered + lost
    timed = [call for call in answered if call.wait is not None]
    waits = sorted(call.waited for call in asked if call.waited is not None)
    told = [call for call in answered if call.is_resolved is not None]
    within = {
        limit: sum(call.wait <= limit for call in timed if call.wait is not None)
        for limit in (20, 15)
    }
    return {
        "H00": (len(calls), None, len(calls)),
        "H01": _share(len(answered), len(asked)),
        "H02": _share(within[20], len(timed) + len(lost)),
        "H03": _share(within[15], len(timed) + len(lost)),
        "H04": _share(sum(waits), len(waits)),
        "H04p90": (None, len(waits), waits[ceil(len(waits) * 9 / 10) - 1] if waits else None),
        "H05": _share(len(lost), len(known)),
        "H07": _share(sum(call.is_resolved is True for call in told), len(told)),
    }  # fmt: skip


def of_visits(grids: list[Grid], visits: list[Visit]) -> dict[Key, Parts]:
    """Return G03 and G04 of every month between the first visit and the last, and every place."""
    months = _months(visit.visited_at for visit in visits)
    return {
        (kpi_id, month, level, place_id): parts
        for month in months
        for level in ("city", "district", "township")
        for place_id in {grid.place[level] for grid in grids}
        for kpi_id, parts in over(grids, visits, [month], lambda g, at=(level, place_id): g.place[at[0]] == at[1]).items()
    }  # fmt: skip


def over(
    grids: list[Grid], visits: list[Visit], months: list[str], is_of: Callable[[Grid], bool]
) -> dict[str, Parts]:
    """Return G03 and G04 of some months together: a grid and its households count once."""
    own = {grid.grid_id: grid for grid in grids if is_of(grid)}
    made = [v for v in visits if f"{v.visited_at:%Y-%m}" in months and v.grid_id in own]
    reached = {visit.grid_id for visit in made if visit.minutes is None or visit.minutes > 0}
    homes = {grid_id: grid.households for grid_id, grid in own.items() if grid.households}
    met = sum(visit.households or 0 for visit in made if visit.grid_id in homes)
    return {
        "G03": _share(len(reached), len(own)),
        "G04": _share(met, sum(homes.values())),
    }


def of_surveys(surveys: list[Survey]) -> dict[Key, Parts]:
    """Return S10, S10y, S10u of each source, S11 and S11n, of every month and object."""
    lists: dict[Key, list[tuple[float, float]]] = defaultdict(list)
    for survey in surveys:
        where = (_last_month(survey.period), survey.level, survey.place_id)
        before = [
            other.of_100
            for other in surveys
            if other.period == f"{int(survey.period[:4]) - 1}{survey.period[4:]}"
            and (other.level, other.place_id) == (survey.level, survey.place_id)
            and other.source == survey.source
        ]
        part = survey.source or "unnamed"
        lists[f"S10.{part}", *where].append((survey.of_100, 1))
        if before:
            lists[f"S10y.{part}", *where].append((survey.of_100 - sum(before) / len(before), 1))
        if survey.benchmark is not None:
            ahead = survey.of_100 - survey.benchmark / survey.scale * 100
            lists[f"S10u.{part}", *where].append((ahead, 1))
        if survey.returned is not None and survey.sent is not None:
            lists["S11", *where].append((survey.returned, survey.sent))
        if survey.returned is not None:
            lists["S11n", *where].append((survey.returned, 0))
    answers: dict[Key, Parts] = {}
    for key, pairs in lists.items():
        top, bottom = (sum(pair[at] for pair in pairs) for at in (0, 1))
        answers[key] = (top, None, top) if key[0] == "S11n" else _share(top, bottom)
    return answers


def bound(values: Iterable[tuple[float, int, int]], share: float) -> float | None:
    """Return the value that a share of all does not exceed, by Kaplan and Meier, with fractions.

    Args:
        values: (value, how many ended there, how many were last seen there).
        share: such as 0.5.
    """
    rows = sorted(values)
    left = Fraction(1)
    for at, (value, ended, _) in enumerate(rows):
        watched = sum(over + under for _, over, under in rows[at:])
        left *= 1 - Fraction(ended, watched)
        if ended and left <= 1 - Fraction(str(share)):
            return value
    return None


def _share(top: float, bottom: float) -> Parts:
    return top, bottom, top / bottom if bottom else None


def _months(moments: Iterable[datetime]) -> list[str]:
    days = [moment.date().replace(day=1) for moment in moments]
    month, months = min(days), []
    while month <= max(days):
        months.append(f"{month:%Y-%m}")
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return months


def _last_month(period: str) -> str:
    year, rest = period[:4], period[4:]
    if rest.startswith("Q"):
        return f"{year}-{3 * int(rest[1]):02d}"
    return {"": f"{year}-12", "H1": f"{year}-06", "H2": f"{year}-12"}.get(rest, period)
