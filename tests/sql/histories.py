"""What one lake holds of invented tickets: batches, lines of them, and what folding loses."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tests.oracle.lines import Suspension, Version, in_order
from tests.oracle.working_days import WorkingDays


@dataclass(frozen=True)
class Batch:
    """One file that was loaded."""

    batch_id: str
    as_of: datetime | None


@dataclass(frozen=True)
class Stage:
    """What all tickets of one lake share.

    Attributes:
        as_of: T.
        tickets: the batches of tickets, each with an as-of.
        suspensions: the batches of suspensions, some without one.
        days: the working calendar.
    """

    as_of: datetime
    tickets: tuple[Batch, ...]
    suspensions: tuple[Batch, ...]
    days: WorkingDays


@dataclass(frozen=True)
class History:
    """Everything the exports say about one ticket."""

    versions: tuple[Version, ...]
    suspensions: tuple[Suspension, ...]


def numbered(rng: random.Random, histories: Iterable[History]) -> list[History]:
    """Shuffle the lines of every batch and number them as a file would.

    A ticket whose lines the lake could not keep apart is left with its first one.
    """
    kept = list(histories)
    lines = [line for history in kept for line in (*history.versions, *history.suspensions)]
    rng.shuffle(lines)
    last: dict[str, int] = defaultdict(int)
    by_line: dict[int, int] = {}
    for line in lines:
        last[line.batch_id] += rng.choice((1, 1, 1, 2))
        by_line[id(line)] = last[line.batch_id]
    return [
        History(
            _told(tuple(replace(line, row_number=by_line[id(line)]) for line in history.versions)),
            tuple(replace(line, row_number=by_line[id(line)]) for line in history.suspensions),
        )
        for history in kept
    ]


def _told(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    return versions if is_told_by_the_lake(versions) else versions[:1]


def newest_per_batch(versions: Iterable[Version]) -> dict[str, list[Version]]:
    """Group the versions of one ticket by batch, each group from the oldest to the newest."""
    by_batch: dict[str, list[Version]] = defaultdict(list)
    for version in in_order(list(versions)):
        by_batch[version.batch_id].append(version)
    return by_batch


def is_told_by_the_lake(versions: tuple[Version, ...]) -> bool:
    """Say whether the one row per file that the lake keeps still tells the whole story.

    Of the versions of a ticket inside one file the lake keeps the newest, the first due time with the
    moment that said it and the first close; not what only a line between them told.
    """
    groups = newest_per_batch(versions)
    kept = [groups[version.batch_id] for version in in_order([g[-1] for g in groups.values()])]
    dues = [version.due_at for version in in_order(list(versions)) if version.due_at]
    newest_dues = [group[-1].due_at for group in kept if group[-1].due_at]
    closes = [version.closed_at for version in versions if version.closed_at]
    newest_closes = [group[-1].closed_at for group in kept if group[-1].closed_at]
    return (
        len(groups) == len(versions)
        or dues[-1:] == newest_dues[-1:]
        and max(closes, default=None) == max(newest_closes, default=None)
    )
