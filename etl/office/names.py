"""Whom a name means, as somebody decided: confirmed for a unit or an outlet, or rejected."""

import getpass
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Literal

from etl import clock
from etl.office.database import office, writing
from etl.paths import DataFolder

NameKind = Literal["unit", "outlet"]
_COLUMNS = "alias, kind, decision, target_id, valid_from, valid_to, decided_by, decided_at"


@dataclass(frozen=True)
class NameDecision:
    """One decision on a name.

    Attributes:
        alias: the name as files write it.
        kind: what it names.
        decision: `reject`: none of those proposed is meant, do not propose again.
        target_id: whom a confirmed one means.
        valid_from, valid_to: the days on which it does, both included, as 2026-07-01; None is open.
        decided_by: who.
        decided_at: when, as 2026-11-25T09:30:00.
    """

    alias: str
    kind: NameKind
    decision: Literal["confirm", "reject"]
    target_id: str | None
    valid_from: str | None
    valid_to: str | None
    decided_by: str
    decided_at: str


def confirmed(
    alias: str, kind: NameKind, target_id: str, days: tuple[date | None, date | None], by: str
) -> NameDecision:
    """Return the decision that a name means a unit or an outlet, on some days or always."""
    first, last = (day.isoformat() if day else None for day in days)
    return NameDecision(alias, kind, "confirm", target_id, first, last, by, _now())


def rejected(alias: str, kind: NameKind, by: str) -> NameDecision:
    """Return the decision that a name means nobody of the ledgers; earlier ones end with it."""
    return NameDecision(alias, kind, "reject", None, None, None, by, _now())


def decide(folder: DataFolder, decisions: Sequence[NameDecision]) -> None:
    """Write decisions down, all or none.

    Args:
        folder: the data folder.
        decisions: in the order in which they were made.

    Raises:
        OfficeUnusable: the database cannot be written.
    """
    with office(folder) as connection, writing(connection):
        connection.executemany(
            f"insert into name_decision ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [astuple(decision) for decision in decisions],
        )


def decided(folder: DataFolder) -> list[NameDecision]:
    """Return every decision ever made, oldest first; none where nobody decided anything yet."""
    if not folder.office.exists():
        return []
    with office(folder) as connection:
        rows = connection.execute(f"select {_COLUMNS} from name_decision order by decision_id")  # noqa: S608
        return [NameDecision(*row) for row in rows]


def standing(decisions: Sequence[NameDecision]) -> list[NameDecision]:
    """Return the decisions in force.

    A rejection ends all that was said of its name before; a confirmation ends an earlier rejection,
    and replaces an earlier confirmation that begins on the same day.

    Args:
        decisions: oldest first.

    Returns:
        At most one per name, kind and first day, in that order.
    """
    kept: dict[tuple[str, str], dict[str, NameDecision]] = {}
    for one in decisions:
        of_name = kept.setdefault((one.alias, one.kind), {})
        if one.decision == "reject" or any(old.decision == "reject" for old in of_name.values()):
            of_name.clear()
        of_name[one.valid_from or ""] = one
    return [found for _, of_name in sorted(kept.items()) for _, found in sorted(of_name.items())]


def aliases(folder: DataFolder) -> list[NameDecision]:
    """Return the confirmed names in force: those that a build takes."""
    return [one for one in standing(decided(folder)) if one.decision == "confirm"]


def somebody() -> str:
    """Return who sits at the computer, for decisions that are not signed otherwise."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def _now() -> str:
    return clock.now().isoformat()
