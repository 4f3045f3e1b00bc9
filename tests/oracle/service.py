"""Cases with all that their KPIs need: the newest line, the clock, the rating, the place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tests.oracle.clock import Judged
from tests.oracle.lines import Suspension, Version
from tests.oracle.working_days import WorkingDays

Count = tuple[str, datetime, int, int | None]


@dataclass(frozen=True)
class Facts:
    """One line of an export about a case; None is a cell left blank."""

    matter: str | None = None
    case_type: str | None = None
    request_type: str | None = None
    urgency: str | None = None
    unit: str | None = None
    district: str | None = None
    dispatched_at: datetime | None = None
    first_contact_at: datetime | None = None
    correction_count: int | None = None
    return_count: int | None = None
    is_return_upheld: bool | None = None
    callback_result: str | None = None
    unit_says_resolved: bool | None = None
    citizen_says_resolved: bool | None = None
    citizen_satisfied: bool | None = None
    reported_on_time: bool | None = None
    rating: int | None = None
    is_default_rating: bool | None = None
    bad_rating_verified_at: datetime | None = None
    bad_rating_fixed_at: datetime | None = None
    is_bad_rating_upheld: bool | None = None
    window_no: str | None = None
    person: str | None = None


@dataclass(frozen=True)
class Rated:
    """The rating that counts for a case."""

    level: int
    is_default: bool = False
    verified_at: datetime | None = None
    fixed_at: datetime | None = None
    is_upheld: bool | None = None
    rated_at: datetime | None = None

    @property
    def is_active(self) -> bool:
        """Whether a person gave it."""
        return not self.is_default

    @property
    def is_bad(self) -> bool:
        """Whether a person gave one of the two lowest levels."""
        return self.is_active and self.level <= 2


def rating_of_line(facts: Facts) -> Rated | None:
    """Return the rating that the line of a case carries itself."""
    if facts.rating is None:
        return None
    return Rated(
        facts.rating,
        facts.is_default_rating is True,
        facts.bad_rating_verified_at,
        facts.bad_rating_fixed_at,
        facts.is_bad_rating_upheld,
    )


@dataclass(frozen=True)
class Place:
    """Who answers, and where."""

    outlet: str = "unknown"
    unit: str = "unknown"
    district: str = "unknown"
    industry: str = "unknown"


@dataclass(frozen=True)
class Ledger:
    """The ledgers, as far as places need them.

    Attributes:
        outlets: the place of every registered outlet.
        unit_ids: number and names of every registered unit → its number.
        unit_districts: the district of every registered unit that has one.
        district_ids: names of districts → their adcodes.
    """

    outlets: Mapping[str, Place]
    unit_ids: Mapping[str, str]
    unit_districts: Mapping[str, str]
    district_ids: Mapping[str, str]

    def place(self, outlet: str, unit: str | None, district: str | None) -> Place:
        """Place a case: its own word first, then its outlet's, then its unit's."""
        of_outlet = self.outlets.get(outlet, Place(outlet))
        industry = of_outlet.industry
        unit_id = of_outlet.unit if unit is None else self.unit_ids.get(unit, unit)
        if district is not None:
            return Place(outlet, unit_id, self.district_ids.get(district, district), industry)
        if of_outlet.district != "unknown":
            return Place(outlet, unit_id, of_outlet.district, industry)
        return Place(outlet, unit_id, self.unit_districts.get(unit_id, "unknown"), industry)


@dataclass(frozen=True)
class World:
    """What is known beyond one case.

    Attributes:
        days: the working calendar.
        as_of: T.
        matters_on_the_spot: matters of which at least one case was done on the spot.
        are_persons_told: whether any case says who asked.
    """

    days: WorkingDays
    as_of: datetime
    matters_on_the_spot: frozenset[str]
    are_persons_told: bool


@dataclass(frozen=True)
class Case:
    """A case with all that its KPIs need.

    Attributes:
        newest: the newest line's times.
        facts: the newest line's other columns.
        judged: what the clock makes of the case.
        suspensions: the newest line of every suspension, lawful or not.
        stopped: the days on which the clock stood, up to T.
        rated: the rating that counts.
    """

    newest: Version
    facts: Facts
    judged: Judged
    suspensions: tuple[Suspension, ...]
    stopped: frozenset[date]
    rated: Rated | None
