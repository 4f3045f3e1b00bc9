"""What a reader chose to look at: one frozen object behind every number, picture, list and export."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Filters:
    """A period and a place.

    Attributes:
        start: first day of the first statistical month.
        end: last day of the last statistical month, inclusive.
        district_id: only this district; None for the whole city. Likewise the others.
        township_id: `district_id/name`.
        industry_id: code of an industry.
        entity_level: city, county, township or village: the level of the outlet.
        unit_id: only cases of this unit (a drill-down, not a shared filter).
        outlet_id: only this outlet (a drill-down, not a shared filter).
    """

    start: date
    end: date
    district_id: str | None = None
    township_id: str | None = None
    industry_id: str | None = None
    entity_level: str | None = None
    unit_id: str | None = None
    outlet_id: str | None = None

    def params(self) -> dict[str, object]:
        """Return the parameters that every filtered query of sql/queries takes."""
        return {
            "start": self.start,
            "end": self.end,
            "district_id": self.district_id,
            "township_id": self.township_id,
            "industry_id": self.industry_id,
            "entity_level": self.entity_level,
            "unit_id": self.unit_id,
            "outlet_id": self.outlet_id,
        }

    def place_params(self) -> dict[str, object]:
        """Return the parameters of a query about a stock, which has no period."""
        return {name: one for name, one in self.params().items() if name not in ("start", "end")}

    def during(self, start: date, end: date) -> "Filters":
        """Return the same place in another period."""
        return replace(self, start=start, end=end)
