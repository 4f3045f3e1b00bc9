"""Who bears a name on a day, and where a unit belongs on it, in plain Python: the rules as a clerk would say them."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Line:
    """One line of the ledger of units: one of a unit's times."""

    unit_id: str
    name: str
    short: str
    district: str
    first: date | None
    last: date | None


def plain(text):
    for mark in "()（） 　":
        text = text.replace(mark, "")
    return text.replace("宁波市", "市")


def in_force(line, lines, day):
    """A line without an end ends the day before the unit's next one begins."""
    later = [one.first for one in lines if one.unit_id == line.unit_id and one.first]
    later = [first for first in later if line.first is None or first > line.first]
    last = line.last or (min(later) - timedelta(days=1) if later else date.max)
    return (line.first or date.min) <= day <= last


def bearer(text, day, lines, aliases):
    """The one unit that a text means on a day; None where none does or several do."""
    names = [
        (in_force(line, lines, day), rank, called, line.unit_id)
        for line in lines
        for rank, called in enumerate((line.unit_id, line.name, line.short))
        if called
    ]
    names += [
        (True, 3, alias, unit_id)
        for alias, unit_id, first, last in aliases
        if (first or date.min) <= day <= (last or date.max)
    ]
    exact = [(not now, rank, unit) for now, rank, called, unit in names if called == text]
    if exact:
        best = min(exact)[:2]
        meant = {unit for now, rank, unit in exact if (now, rank) == best}
    else:
        meant = {unit for now, _, called, unit in names if now and plain(called) == plain(text)}
    return meant.pop() if len(meant) == 1 else None


def district(unit_id, day, lines):
    """Where a unit belongs: by its newest line that had begun, else by its first one."""
    own = sorted(
        (one for one in lines if one.unit_id == unit_id), key=lambda x: x.first or date.min
    )
    begun = [one for one in own if (one.first or date.min) <= day]
    return (begun[-1] if begun else own[0]).district
