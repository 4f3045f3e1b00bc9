"""The rules of an award: a versioned YAML file, checked before anything is computed from it."""

import hashlib
from collections.abc import Sequence
from math import ceil, floor
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
Aggregator = Literal["geometric", "arithmetic"]


class RulesError(ValueError):
    """A rules file that cannot be used; says where and why in Chinese and in English."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The award rules {path} cannot be used: {reason}")
        self.zh = f"评选规则文件 {path} 无法使用：{reason}"
        self.en = str(self)


class _Part(BaseModel):
    # A misspelt key must not silently leave a default in force.
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pair(_Part):
    """One name in the two languages."""

    zh: str
    en: str


class Indicator(_Part):
    """One KPI in a score.

    Attributes:
        kpi_id: The KPI of the catalogue.
        model: What is shrunk: a rate of cases, a count per exposure, a mean of scores.
        per: The exposure a count is told for (10,000 cases).
        low: The goalpost worth 1 point; above `high` where less is better.
        high: The goalpost worth 100 points.
    """

    kpi_id: str
    model: Literal["rate", "count", "mean"]
    per: Annotated[float, Field(gt=0)] = 1.0
    low: float
    high: float

    @model_validator(mode="after")
    def _goalposts_differ(self) -> Self:
        if self.low == self.high:
            raise ValueError(f"both goalposts of {self.kpi_id} are {self.low}")
        return self


class Pillar(_Part):
    """A pillar of the score; its indicators share its weight equally."""

    id: str
    name: Pair
    weight: Annotated[float, Field(gt=0)]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class Gates(_Part):
    """Who may be a candidate at all (domain.md section 7, step 1).

    Enough closed cases or enough active ratings: either lets an outlet in. With `must_haves` an outlet
    known to lack a must-have of the check sheet is out; what nobody checked is to be verified.
    """

    open_months: Count
    closed_cases: Count
    active_ratings: Count
    inspections: Count
    unannounced: Count
    inspectors: Count
    weight_present: Share
    entity_levels: tuple[str, ...] = ()
    must_haves: bool = False


class Quotas(_Part):
    """Places per industry, at least and at most, with exceptions by industry code."""

    least: Count = 0
    most: Count
    industries: dict[str, tuple[Count, Count]] = Field(default_factory=dict)

    def of(self, industry_id: str) -> tuple[int, int]:
        """Return the least and the most places of one industry."""
        return self.industries.get(industry_id, (self.least, self.most))

    @model_validator(mode="after")
    def _least_before_most(self) -> Self:
        pairs = [(self.least, self.most), *self.industries.values()]
        if any(least > most for least, most in pairs):
            raise ValueError("a quota asks for more places than it allows")
        return self


class Proposal(_Part):
    """How many are proposed for N places, as multiples of N (差额, domain.md section 7, step 9)."""

    least: Annotated[float, Field(ge=1)] = 1.3
    most: Annotated[float, Field(ge=1)] = 1.5

    def sizes(self, places: int) -> tuple[int, int]:
        """Return the fewest and the most proposed for so many places."""
        # Rounded first, since 1.1 times 10 is a little more than 11.
        least = ceil(round(self.least * places, 9))
        return least, max(least, floor(round(self.most * places, 9)))

    @model_validator(mode="after")
    def _least_before_most(self) -> Self:
        if self.least > self.most:
            raise ValueError("the proposal asks for more at least than at most")
        return self


class SmallOutlets(_Part):
    """The group of small outlets (小微网点) and the places of its own; 0: listed, not ranked."""

    places: Count = 0


class Uncertainty(_Part):
    """What one draw varies (domain.md section 7, step 7)."""

    draws: Annotated[int, Field(ge=1, le=100_000)]
    seed: Count
    weight_noise: Annotated[float, Field(ge=0, lt=1)]
    goalpost_noise: Annotated[float, Field(ge=0, lt=0.5)]
    aggregators: Annotated[tuple[Aggregator, ...], Field(min_length=1)]
    drop_inspection: Share


class Bands(_Part):
    """The chances of a place among the first N that part the bands."""

    recommended: Share
    review: Share


class Rules(_Part):
    """All that a shortlist depends on besides the data."""

    id: str
    version: str
    name: Pair
    places: Annotated[int, Field(ge=1)]
    months: Annotated[int, Field(ge=1)]
    eligibility: Gates
    peer_group_least: Annotated[int, Field(ge=2)]
    pillars: Annotated[tuple[Pillar, ...], Field(min_length=1)]
    quotas: Quotas
    proposal: Proposal = Proposal()
    small_outlets: SmallOutlets = SmallOutlets()
    uncertainty: Uncertainty
    bands: Bands

    @model_validator(mode="after")
    def _weights_and_indicators(self) -> Self:
        total = sum(pillar.weight for pillar in self.pillars)
        if abs(total - 100) > 1e-9:
            raise ValueError(f"the weights of the pillars sum to {total:g}, not to 100")
        ids = [indicator.kpi_id for indicator in self.indicators]
        if len(ids) != len(set(ids)):
            raise ValueError("an indicator stands twice")
        if self.bands.review > self.bands.recommended:
            raise ValueError("the band of review lies above the band of recommendation")
        return self

    @property
    def indicators(self) -> Sequence[Indicator]:
        """All indicators in the order of the pillars."""
        return [indicator for pillar in self.pillars for indicator in pillar.indicators]

    @property
    def weights(self) -> list[float]:
        """The weight of each indicator as a fraction, in the order of `indicators`; sums to 1."""
        return [
            pillar.weight / 100 / len(pillar.indicators)
            for pillar in self.pillars
            for _ in pillar.indicators
        ]

    @property
    def pillar_of(self) -> list[int]:
        """The position of each indicator's pillar, in the order of `indicators`."""
        return [at for at, pillar in enumerate(self.pillars) for _ in pillar.indicators]

    def of_small(self) -> "Rules":
        """Return the rules of the small outlets' own group: its places, and no guaranteed ones."""
        most = {name: (0, most) for name, (_, most) in self.quotas.industries.items()}
        quotas = Quotas(least=0, most=self.quotas.most, industries=most)
        return self.model_copy(update={"places": self.small_outlets.places, "quotas": quotas})

    @property
    def sha256(self) -> str:
        """A hash of what the rules say; comments and layout of the file do not change it."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def load_rules(path: Path) -> Rules:
    """Read and check a rules file.

    Args:
        path: A YAML file as data/reference/award_rules/shijia.yaml.

    Returns:
        The rules.

    Raises:
        RulesError: The file is missing, is not YAML, or breaks a rule about rules.
    """
    try:
        return Rules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise RulesError(path, str(fault)) from fault
    except ValidationError as fault:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in error['loc']) or 'file'}: {error['msg']}"
            for error in fault.errors()
        )
        raise RulesError(path, faults) from fault
