"""Invented suspensions: overlapping, open, late, ending after T, without a type or a document."""

import random
from collections.abc import Iterator
from datetime import datetime, time

from tests.oracle.lines import Suspension
from tests.oracle.working_days import ONE_DAY
from tests.sql.histories import Stage

TIMES_OF_DAY = [time(0), time(0, 0, 1), time(9), time(12, 30), time(17), time(23, 59, 59)]
LEGAL_TYPES = ["hearing", "tender", "testing", "expert_review", "applicant", "force_majeure"]


def draw_suspensions(
    rng: random.Random, ticket_id: str, start: datetime, due_at: datetime, stage: Stage
) -> Iterator[Suspension]:
    """Draw intervals around the case and T; some are first exported open and then with their end."""
    span = max((due_at.date() - start.date()).days, 0)
    begun: set[datetime] = set()
    for _ in range(rng.choice((0, 0, 0, 0, 1, 2, 3, 4))):
        day = rng.choice(
            (
                start.date() + rng.randint(-4, span + 3) * ONE_DAY,
                start.date() + rng.randint(0, span) * ONE_DAY,
                due_at.date() + rng.choice((-1, 0, 1)) * ONE_DAY,
                stage.as_of.date() + rng.choice((-3, -1, 0, 1)) * ONE_DAY,
                max(begun, default=start).date(),
            )
        )
        started_at = datetime.combine(day, rng.choice(TIMES_OF_DAY))
        if started_at in begun:
            continue
        begun.add(started_at)
        ends_on = rng.choice((day + rng.randint(0, 15) * ONE_DAY, stage.as_of.date(), None))
        if ends_on is not None:
            ends_on = max(ends_on + rng.choice((0, 0, 1)) * ONE_DAY, day)
        ended = ends_on and datetime.combine(ends_on, rng.choice((time(0), time(17))))
        batches = rng.sample(stage.suspensions, rng.choice((1, 1, 2)))
        for batch in batches:
            yield Suspension(
                ticket_id=ticket_id,
                batch_id=batch.batch_id,
                row_number=0,
                started_at=started_at,
                ended_at=ended if batch is batches[-1] else None,
                legal_type=rng.choice((*LEGAL_TYPES, None)),
                document_no=rng.choice(("甬文〔2024〕1号", "2", "3", "4", "5", None, " ")),
                batch_as_of=batch.as_of,
            )
