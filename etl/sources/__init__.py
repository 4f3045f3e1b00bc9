"""The kinds of export the system knows, by name: see exports.md of the design for their meaning."""

from etl.sources.base import Column, RowRule, Source
from etl.sources.cases import COMPLAINTS, SUSPENSIONS, TICKETS
from etl.sources.checks import INSPECTIONS
from etl.sources.ledgers import ALIASES, GRIDS, OUTLETS, UNITS

__all__ = ["SOURCES", "Column", "RowRule", "Source"]

SOURCES: dict[str, Source] = {
    source.name: source
    for source in (UNITS, ALIASES, OUTLETS, GRIDS, TICKETS, SUSPENSIONS, COMPLAINTS, INSPECTIONS)
}
