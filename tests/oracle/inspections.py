"""KPIs of inspections in plain Python, visit by visit and item by item (domain.md section 6.5).

Answers are (numerator, denominator) of the visits and outlets given, over whatever days they are asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import mean, stdev, variance

PASS_SCORE, RED_LINE_SCORE = 90, 60
COMES_BACK_WITHIN = timedelta(days=180)
NEW_FOR = timedelta(days=30)
Parts = tuple[float, float]


@dataclass(frozen=True)
class Item:
    """One item of a visit as it stands in the newest export, already judged pass, fail or na."""

    code: str
    result: str | None
    points: float | None
    max_points: float | None
    is_must: bool = False
    is_red: bool = False
    is_facility: bool = False
    rectified_on: date | None = None


@dataclass(frozen=True)
class Visit:
    """An inspection; of a point that is no window the outlet is None."""

    inspection_id: str
    outlet: str | None
    day: date
    kind: str
    inspector: str | None
    items: tuple[Item, ...]

    @property
    def worth(self) -> list[Item]:
        """The items that give points."""
        return [i for i in self.items if i.result in ("pass", "fail") and i.max_points is not None]

    @property
    def score(self) -> float | None:
        """Points earned over points applicable, capped by a red-line item."""
        applicable = sum(item.max_points or 0 for item in self.worth)
        if not applicable:
            return None
        score = 100 * sum(earned(item) for item in self.worth) / applicable
        fell = any(item.is_red and item.result == "fail" for item in self.items)
        return min(score, RED_LINE_SCORE) if fell else min(score, 100)

    @property
    def lacks_a_must(self) -> bool:
        """Whether a must-have failed."""
        return any(item.is_must and item.result == "fail" for item in self.items)


@dataclass(frozen=True)
class Outlet:
    """An outlet of the ledger."""

    outlet_id: str
    opened_on: date | None
    closed_on: date | None


def earned(item: Item) -> float:
    """Return the points of an item: those given, else all or none."""
    if item.points is not None:
        return item.points
    return (item.max_points or 0) if item.result == "pass" else 0


def coverage(
    visits: Sequence[Visit],
    outlets: Collection[Outlet],
    kind: str,
    months: Sequence[tuple[date, date]],
) -> Parts:
    """Count outlets to be inspected in any of the months, and those visited in one where they were."""
    due: set[str] = set()
    seen: set[str] = set()
    for first, last in months:
        for outlet in outlets:
            opened, closed = outlet.opened_on or date.min, outlet.closed_on or date.max
            if not (opened + NEW_FOR <= min(last, closed) and closed > first):
                continue
            due.add(outlet.outlet_id)
            if any(
                v.outlet == outlet.outlet_id and v.kind == kind and first <= v.day <= last
                for v in visits
            ):
                seen.add(outlet.outlet_id)
    return len(seen), len(due)


def up_to_standard(visits: Sequence[Visit]) -> Parts:
    """Count outlets with a score, and those whose mean is enough and who lacked no must."""
    by_outlet = defaultdict(list)
    for visit in visits:
        if visit.outlet and visit.score is not None:
            by_outlet[visit.outlet].append(visit)
    good = [
        outlet
        for outlet, theirs in by_outlet.items()
        if mean(v.score or 0 for v in theirs) >= PASS_SCORE - 1e-9
        and not any(v.lacks_a_must for v in theirs)
    ]
    return len(good), len(by_outlet)


def facilities(visits: Sequence[Visit]) -> Parts:
    """Count facility rules as last checked at each outlet, and those that were met."""
    newest: dict[tuple[str, str], bool] = {}
    for visit in sorted(visits, key=lambda v: (v.day, v.inspection_id)):
        for item in visit.items:
            if visit.outlet and item.is_facility and item.result in ("pass", "fail"):
                newest[visit.outlet, item.code] = item.result == "pass"
    return sum(newest.values()), len(newest)


def item_failures(visits: Sequence[Visit], code: str) -> Parts:
    """Count the checks of an item at windows, and those that failed."""
    results = [
        item.result
        for visit in visits
        for item in visit.items
        if visit.outlet and item.code == code and item.result in ("pass", "fail")
    ]
    return results.count("fail"), len(results)


def came_back(every: Sequence[Visit], places: Collection[str], first: date, last: date) -> Parts:
    """Count the issues of some outlets put right between two days, and those that came back."""
    fixed = again = 0
    for visit in every:
        for item in visit.items:
            day = item.rectified_on
            if visit.outlet not in places or item.result != "fail" or day is None:
                continue
            if first <= day <= last:
                fixed += 1
                again += any(
                    other.outlet == visit.outlet
                    and other.day > visit.day
                    and day < other.day <= day + COMES_BACK_WITHIN
                    and any(i.code == item.code and i.result == "fail" for i in other.items)
                    for other in every
                )
    return again, fixed


def announced_gap(visits: Sequence[Visit], every: Sequence[Visit]) -> Parts:
    """Sum what announced visits of the year and outlet scored above each unannounced one."""
    gaps = []
    for visit in visits:
        announced = [
            v.score
            for v in every
            if v.outlet == visit.outlet
            and v.day.year == visit.day.year
            and v.kind == "announced"
            and v.score is not None
        ]
        if visit.outlet and visit.kind == "unannounced" and visit.score is not None and announced:
            gaps.append(mean(announced) - visit.score)
    return sum(gaps), len(gaps)


def severities(every: Sequence[Visit]) -> dict[str, float]:
    """Return the random effect of each inspector, in points above the others at the same outlets."""
    known = [v for v in every if v.outlet and v.inspector and v.score is not None]
    shares: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for visit in known:
        for item in visit.worth:
            shares[visit.kind, item.code].append(item)
    usual = {
        key: sum(map(earned, items)) / sum(item.max_points or 0 for item in items)
        for key, items in shares.items()
    }

    def residual(visit: Visit) -> float:
        applicable = sum(item.max_points or 0 for item in visit.worth)
        more = sum(earned(i) - usual[visit.kind, i.code] * (i.max_points or 0) for i in visit.worth)
        return 100 * more / applicable

    above: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for visit in known:
        others = [
            residual(v)
            for v in known
            if v.outlet == visit.outlet and v.inspector != visit.inspector
        ]
        if others:
            above[str(visit.inspector)][str(visit.outlet)].append(residual(visit) - mean(others))
    windows = {who: [mean(d) for d in theirs.values()] for who, theirs in above.items()}
    several = [w for w in windows.values() if len(w) > 1]
    noise = sum(stdev(w) ** 2 * (len(w) - 1) for w in several) / sum(len(w) - 1 for w in several)
    errors = {who: sqrt(noise / len(w)) for who, w in windows.items()}
    spread = variance([mean(w) for w in windows.values()]) - mean(e * e for e in errors.values())
    true = max(spread, 0)
    return {who: mean(w) * true / (true + errors[who] ** 2) for who, w in windows.items()}
