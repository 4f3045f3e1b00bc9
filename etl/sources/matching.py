"""Which header of a table is which column of a source, and in what its numbers are counted.

Of several headers of one column the Chinese name comes first, then the English one, then any further
name; each of them plain before it has brackets. Headers of equal standing are all read: rows in which they
differ are nobody's guess.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter

from etl.cleaning.units import BRACKETED, Told, unit_told
from etl.reading import plain_header
from etl.sources import Column, Source


@dataclass(frozen=True)
class Recognised:
    """A table's header understood.

    Attributes:
        source: what the table is.
        columns: canonical name → position in the header.
        unknown: positions of headers that no column has, blank ones left out.
        doubled: canonical name → further positions whose header has the same standing.
        lesser: canonical name → positions of other headers of the column, of which nothing is read.
        units: canonical name → what its header says that its numbers are counted in.
    """

    source: Source
    columns: dict[str, int]
    unknown: tuple[int, ...]
    doubled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    lesser: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    units: Mapping[str, Told] = field(default_factory=dict)

    @property
    def factors(self) -> dict[str, Fraction]:
        """What the numbers of each column are multiplied by, where that is not one."""
        told = {name: unit.factor for name, unit in self.units.items()}
        return {name: factor for name, factor in told.items() if factor not in (None, 1)}

    @property
    def by_position(self) -> dict[int, Column]:
        """Which column the header at a position is, whether it is read or not."""
        further = [*self.doubled.items(), *self.lesser.items()]
        places = [(name, i) for name, each in further for i in each]
        return {i: self.source.by_name[name] for name, i in (*places, *self.columns.items())}


@dataclass(frozen=True)
class _Claim:
    """A header that a column could be read from."""

    name: str
    position: int
    is_bracketed: bool
    rank: int
    told: Told | None

    @property
    def standing(self) -> tuple[bool, int, bool, bool, Fraction]:
        """The lowest is read; a unit that cannot be converted comes last, the column's own first."""
        factor = self.told.factor if self.told else Fraction(1)
        other = factor or Fraction(0)
        return factor is None, self.rank, self.is_bracketed, other != 1, other

    @property
    def order(self) -> tuple[object, ...]:
        return (*self.standing, self.position)


@lru_cache(maxsize=4096)
def comparable(header: str) -> str:
    """Return a header as headers are compared, brackets kept."""
    return re.sub(r"[\s_\-:：]", "", plain_header(header))


def match(
    header: Sequence[str], known: Mapping[str, str], source: Source, named: Mapping[str, int]
) -> Recognised:
    """Match the headers of a table with the columns of a source.

    Args:
        header: the header cells as found.
        known: comparable header → canonical name.
        source: the source.
        named: canonical name → position, as a mapping says.
    """
    plain = [comparable(cell) for cell in header]
    claims = [
        claim for i, text in enumerate(plain) if (claim := _claim(i, text, known, source, named))
    ]
    free = [claim for claim in claims if claim.position not in named.values()]
    chosen = {claim.name: claim for claim in sorted(free, key=attrgetter("order"), reverse=True)}
    chosen = {name: claim for name, claim in chosen.items() if name not in named}
    in_order = sorted(chosen.values(), key=lambda claim: (claim.is_bracketed, claim.position))
    columns = {**named, **{claim.name: claim.position for claim in in_order}}
    taken = set(columns.values())
    doubled: dict[str, tuple[int, ...]] = {}
    lesser: dict[str, tuple[int, ...]] = {}
    for name, at in columns.items():
        others = [claim for claim in free if claim.name == name and claim.position != at]
        best = chosen.get(name)
        same = {c.position for c in others if best and c.standing == best.standing}
        same |= {i for i, text in enumerate(plain) if text == plain[at] and i not in taken}
        same -= taken
        rest = {c.position for c in others} - same - taken
        doubled |= {name: tuple(sorted(same))} if same else {}
        lesser |= {name: tuple(sorted(rest))} if rest else {}
    taken.update(*doubled.values(), *lesser.values())
    return Recognised(
        source,
        columns,
        tuple(i for i, text in enumerate(plain) if text and i not in taken),
        doubled,
        lesser,
        {claim.name: claim.told for claim in in_order if claim.told}
        | _units_of_named(plain, source, named),
    )


def _claim(
    position: int, text: str, known: Mapping[str, str], source: Source, named: Mapping[str, int]
) -> _Claim | None:
    spelled = text if text in known else BRACKETED.sub("", text)
    name = known.get(spelled)
    if not name:
        return None
    told = None if spelled == text else _told(source, name, text)
    if told and told.column != name:
        return _Claim(told.column, position, is_bracketed=True, rank=2, told=told)
    column = source.by_name[name]
    ranks = {comparable(column.name): 1, comparable(column.header): 0}
    return _Claim(name, position, spelled != text, ranks.get(spelled, 2), told)


def _told(source: Source, name: str, text: str) -> Told | None:
    column = source.by_name[name]
    if column.kind not in ("i", "f"):
        return None
    return unit_told(source.name, name, text, frozenset(source.by_name))


def _units_of_named(
    plain: Sequence[str], source: Source, named: Mapping[str, int]
) -> dict[str, Told]:
    """Return the units of headers that a mapping names: who names one has answered what it counts."""
    told = {name: _told(source, name, plain[i]) for name, i in named.items()}
    return {name: t for name, t in told.items() if t and t.factor and t.column == name}
