"""A published build beside what the oracle says of the same tickets, and how the two compare."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.oracle.clock import Judged, judge
from tests.oracle.totals import COUNTS, RATIOS, Total, totals
from tests.oracle.working_days import WorkingDays, read_working_days
from tests.sql.histories import Batch, History, Stage, numbered
from tests.sql.lake_of_histories import write_lake
from tests.sql.ticket_histories import draw_history, draw_stage

FIELDS = [
    *("started_at", "first_closed_at", "due_at", "due_extended_at", "is_valid", "is_due"),
    *("is_on_time", "is_open", "is_overdue_open", "is_floating", "is_provisional", "net_workdays"),
]
CITY = "name: 测试市\nadcode: '330200'\ncrs: wgs84\nperiod_start_day: {}\n"


@dataclass(frozen=True)
class World:
    """A published build beside the histories that it was built from.

    Attributes:
        path: the release.
        histories: its tickets by id.
        judged: what the oracle says of them.
        period_start_day: the day on which a statistical month begins.
    """

    path: Path
    stage: Stage
    histories: dict[str, History]
    judged: dict[str, Judged]
    period_start_day: int


def make_world(
    root: Path,
    stage: Stage,
    histories: list[History],
    period_start_day: int = 1,
    *,
    backwards: bool = False,
) -> World:
    """Write the lake, build it, and ask the oracle."""
    folder = city_folder(root, period_start_day)
    turn = reversed if backwards else iter
    batches = {
        "tickets": turn(stage.tickets),
        "suspensions": turn(stage.suspensions),
        # Newer than T, which is none of its business.
        "complaints": [Batch("c" * 16, stage.as_of + timedelta(days=40))],
    }
    write_lake(folder, batches, histories)
    return built(folder, stage, histories, period_start_day)


def city_folder(root: Path, period_start_day: int = 1) -> DataFolder:
    """Return the data folder of a city whose statistical months begin on a day."""
    own = root / "reference"
    own.mkdir(parents=True, exist_ok=True)
    (own / "city.yaml").write_text(CITY.format(period_start_day), encoding="utf-8")
    return DataFolder(root)


def built(
    folder: DataFolder, stage: Stage, histories: list[History], period_start_day: int = 1
) -> World:
    """Build what lies in the lake, and ask the oracle about the same histories."""
    published = build(folder)
    judged = {}
    for history in histories:
        seen = judge(list(history.versions), list(history.suspensions), stage.days, stage.as_of)
        judged[seen.ticket_id] = seen
    by_id = {history.versions[0].ticket_id: history for history in histories}
    return World(published.path, stage, by_id, judged, period_start_day)


def calendar_of(root: Path) -> WorkingDays:
    folder = DataFolder(root)
    names = ("calendar.csv", "calendar_overrides.csv", "calendar_years.csv")
    return read_working_days(*(folder.reference(name) for name in names))


def drawn(seed: int, count: int, as_of: datetime, days: WorkingDays) -> tuple[Stage, list[History]]:
    rng = random.Random(seed)
    stage = draw_stage(rng, as_of, days)
    histories = [draw_history(rng, f"{seed}-{number}", stage) for number in range(count)]
    return stage, numbered(rng, histories)


def asked(path: Path, question: str) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(question).fetchall()


def facts(world: World) -> dict[str, dict[str, object]]:
    """Return the fields of fct_ticket by ticket."""
    rows = asked(world.path, f"select ticket_id, {', '.join(FIELDS)} from fct_ticket")
    return {row[0]: dict(zip(FIELDS, row[1:], strict=True)) for row in rows}


def differences(world: World) -> dict[str, dict[str, tuple[object, object]]]:
    """Return, by ticket, the fields on which SQL and the oracle differ: (SQL, oracle)."""
    found = {}
    of_sql = facts(world)
    for ticket_id, judged in world.judged.items():
        pairs = {name: (of_sql[ticket_id][name], getattr(judged, name)) for name in FIELDS}
        fields = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        # The documents do not say whether a case without any due time is "not provisional" or "neither".
        if judged.due_at is None and fields.get("is_provisional") == (None, False):
            del fields["is_provisional"]
        if fields:
            found[ticket_id] = fields
    return found


def told(world: World, ticket_id: str) -> str:
    history = world.histories[ticket_id]
    lines = [*history.versions, *history.suspensions, world.judged[ticket_id]]
    return "\n".join([f"T = {world.stage.as_of}", *(str(line) for line in lines)])


def assert_agree(world: World) -> None:
    assert facts(world).keys() == world.judged.keys()
    found = differences(world)
    if found:
        how_often = Counter(name for fields in found.values() for name in fields)
        # The shortest history explains the difference best.
        first = min(found, key=lambda ticket_id: len(told(world, ticket_id)))
        pytest.fail(
            f"{len(found)} of {len(world.judged)} tickets differ, by field {dict(how_often)}\n"
            f"{first}: (sql, oracle) = {found[first]}\n{told(world, first)}"
        )


def totals_of_sql(world: World, scope: str) -> dict[str, dict[tuple[str, date], Total]]:
    rows = asked(
        world.path,
        "select scope_id, kpi_id, month, numerator, denominator, value from mart_kpi_month"
        f" where scope = '{scope}' and kpi_id in {COUNTS + RATIOS}",
    )
    found: dict[str, dict[tuple[str, date], Total]] = defaultdict(dict)
    for scope_id, kpi_id, month, numerator, denominator, value in rows:
        total = Total(numerator or 0, denominator if kpi_id in RATIOS else None)
        assert value == pytest.approx(total.value), (scope_id, kpi_id, month)
        found[scope_id][kpi_id, month] = total
    return found


def counted(found: dict[tuple[str, date], Total]) -> dict[tuple[str, date], Total]:
    """Leave out the months in which there was nothing to count."""
    return {key: total for key, total in found.items() if total.numerator or total.denominator}


def totals_of_oracle(world: World, tickets: Iterable[Judged]) -> dict[tuple[str, date], Total]:
    stage = world.stage
    return totals(list(tickets), stage.days, stage.as_of, world.period_start_day)


def assert_totals_agree(world: World) -> None:
    by_outlet: dict[str, list[Judged]] = defaultdict(list)
    for ticket_id, history in world.histories.items():
        by_outlet[history.versions[0].outlet_id].append(world.judged[ticket_id])
    of_city = totals_of_oracle(world, world.judged.values())
    of_outlets = totals_of_sql(world, "outlet")

    assert counted(totals_of_sql(world, "city")["city"]) == counted(of_city)
    for outlet_id, tickets in by_outlet.items():
        of_outlet = totals_of_oracle(world, tickets)
        assert counted(of_outlets[outlet_id]) == counted(of_outlet), outlet_id


def assert_scopes_add_up(world: World) -> None:
    """Require that the districts, units, outlets … of every month sum to the city."""
    city = counted(totals_of_sql(world, "city")["city"])
    for scope in ("district", "township", "industry", "unit", "outlet"):
        sums: dict[tuple[str, date], Total] = {}
        for of_one in totals_of_sql(world, scope).values():
            for key, total in of_one.items():
                so_far = sums.get(key, Total(0, None if total.denominator is None else 0))
                sums[key] = so_far + total
        assert counted(sums) == city, scope
