"""Places under quotas: the best total score that the quotas allow, and who was displaced by them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.awards.indicators import Array
from analysis.awards.rules import Quotas, Rules
from analysis.awards.scoring import ranks

CAPPED = "capped"  # the industry has all the places it may have
CROWDED_OUT = "crowded_out"  # another industry's least places were filled first
GUARANTEED = "guaranteed"  # chosen for its industry's least places
MOVED_UP = "moved_up"  # chosen for a place that a quota freed
TIED = "tied"  # the same score as the last one chosen: the panel decides

_SAME_SCORE = 1e-9


@dataclass(frozen=True)
class Displacement:
    """One outlet that stands elsewhere than its score alone would put it.

    Attributes:
        outlet: Its position among the candidates.
        reason: capped, crowded_out, guaranteed, moved_up or tied.
        against: The one it is compared with: for one left out the lowest chosen, for one taken
            in the highest left out.
        gap: Its score less the other's.
    """

    outlet: int
    reason: str
    against: int
    gap: float


@dataclass(frozen=True)
class Selection:
    """The places given.

    Attributes:
        chosen: Positions of the chosen, best score first; empty when the quotas cannot be met.
        displaced: Everyone whom a quota moved, best score first.
        problem_zh: Why the quotas cannot be met, empty when they can.
        problem_en: The same in English.
    """

    chosen: tuple[int, ...]
    displaced: tuple[Displacement, ...] = ()
    problem_zh: str = ""
    problem_en: str = ""


def select(scores: Array, industries: Sequence[str], places: int, quotas: Quotas) -> Selection:
    """Choose the places: max Σ S·y with Σ y = N and each industry within its quota.

    Args:
        scores: One score per candidate.
        industries: The industry of each.
        places: N.
        quotas: Least and most places per industry.

    Returns:
        The chosen and the displaced, or the reason why there is no choice.
    """
    names = sorted({*industries, *quotas.industries})
    member = np.array([[of == name for of in industries] for name in names], dtype=float)
    member = member.reshape(len(names), len(industries))
    least, most = (np.array([quotas.of(name)[at] for name in names], dtype=float) for at in (0, 1))
    problem = _problem(names, member, least, most, places)
    if problem:
        return Selection((), problem_zh=problem[0], problem_en=problem[1])
    rows = np.vstack([np.ones(len(scores)), member])
    found = milp(
        -scores,
        integrality=np.ones(len(scores), dtype=np.int8),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, np.append(places, least), np.append(places, most)),
        options={"mip_rel_gap": 0},
    )
    taken = np.flatnonzero(np.asarray(found.x) > 0.5)
    chosen = tuple(int(at) for at in sorted(taken, key=lambda at: (-scores[at], at)))
    return Selection(chosen, _displaced(scores, industries, chosen, quotas))


def reserve(
    scores: Array,
    bands: Sequence[str],
    industries: Sequence[str],
    chosen: Sequence[int],
    rules: Rules,
) -> tuple[int, ...]:
    """Propose whom the panel may take instead: everyone recommended, then the best for the panel.

    An industry may have more than its places here, by the ratio of the list: one who falls out is
    followed by the next of the same industry.

    Args:
        scores: One score per candidate.
        bands: The band of each.
        industries: The industry of each.
        chosen: Who has the places; without them there is no reserve.
        rules: The rules of the award.

    Returns:
        Positions, those recommended first, best score first.
    """
    _, most = rules.proposal.sizes(rules.places)
    taken = list(chosen)
    order = sorted(range(len(scores)), key=lambda at: (bands[at] != "recommended", -scores[at], at))
    for at in order:
        if not chosen or len(taken) >= most or at in chosen or bands[at] == "other":
            continue
        limit, _ = rules.proposal.sizes(rules.quotas.of(industries[at])[1])
        beside = sum(industries[other] == industries[at] for other in taken)
        if bands[at] == "recommended" or beside < limit:
            taken.append(at)
    return tuple(taken[len(chosen) :])


def _problem(
    names: Sequence[str], member: Array, least: Array, most: Array, places: int
) -> tuple[str, str] | None:
    """Why no choice exists; one partition of the candidates has no other obstacles than these."""
    sizes = member.sum(axis=1)
    candidates = int(sizes.sum())
    if candidates < places:
        return (
            f"符合资格的候选单位{candidates}个，不足{places}个名额。",
            f"{candidates} eligible candidates for {places} places.",
        )
    short = [name for name, size, low in zip(names, sizes, least, strict=True) if size < low]
    if short:
        return (
            f"下列行业的候选单位少于保底名额：{'、'.join(short)}。",
            f"Fewer candidates than guaranteed places in: {', '.join(short)}.",
        )
    if least.sum() > places:
        return (
            f"各行业保底名额合计{least.sum():g}个，超过{places}个名额。",
            f"The guaranteed places sum to {least.sum():g}, more than {places}.",
        )
    reachable = int(np.minimum(sizes, most).sum())
    if reachable < places:
        return (
            f"按行业名额上限最多可选{reachable}个，不足{places}个名额。",
            f"The quotas allow {reachable} at most, fewer than {places} places.",
        )
    return None


def _displaced(
    scores: Array, industries: Sequence[str], chosen: Sequence[int], quotas: Quotas
) -> tuple[Displacement, ...]:
    places = len(chosen)
    taken = set(chosen)
    filled = {name: sum(industries[at] == name for at in chosen) for name in set(industries)}
    last = chosen[-1]
    left_out = [at for at in range(len(scores)) if at not in taken and scores[at] > scores[last]]
    order = ranks(scores)
    moved = []
    for at in left_out:
        is_full = filled[industries[at]] >= quotas.of(industries[at])[1]
        reason = CAPPED if is_full else CROWDED_OUT
        moved.append(Displacement(at, reason, last, float(scores[at] - scores[last])))
    for at in range(len(scores)):
        if at not in taken and abs(scores[at] - scores[last]) <= _SAME_SCORE:
            moved.append(Displacement(at, TIED, last, 0.0))
    if left_out:
        best = max(left_out, key=lambda at: (scores[at], -at))
        for at in chosen:
            if order[at] > places:
                low = quotas.of(industries[at])[0]
                reason = GUARANTEED if 0 < filled[industries[at]] <= low else MOVED_UP
                moved.append(Displacement(at, reason, best, float(scores[at] - scores[best])))
    return tuple(sorted(moved, key=lambda one: (-scores[one.outlet], one.outlet)))
