"""The kinds of export the system knows, by name: see exports.md of the design for their meaning."""

from etl.sources.base import Column, RowRule, Source
from etl.sources.checks import INSPECTIONS, VISITS
from etl.sources.complaints import COMPLAINTS
from etl.sources.hotline import CALLS, DISPATCHES
from etl.sources.ledgers import ALIASES, GRIDS, OUTLETS, UNITS
from etl.sources.office import NOMINATIONS, OPINIONS, SUMMARIES, TASKS
from etl.sources.tickets import SUSPENSIONS, TICKETS
from etl.sources.voices import RATINGS, SURVEYS

__all__ = ["SOURCES", "Column", "RowRule", "Source"]

SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        UNITS,
        ALIASES,
        OUTLETS,
        GRIDS,
        TICKETS,
        SUSPENSIONS,
        COMPLAINTS,
        INSPECTIONS,
        DISPATCHES,
        RATINGS,
        VISITS,
        SURVEYS,
        CALLS,
        TASKS,
        SUMMARIES,
        NOMINATIONS,
        OPINIONS,
    )
}
