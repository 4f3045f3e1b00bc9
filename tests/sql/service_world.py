"""A city loaded from shuffled files beside what the oracle says of what befell its cases."""

import random
import shutil
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from analysis.warehouse import Release
from etl.load import load_files
from etl.warehouse.build import build
from tests.etl.tiny_city import drop
from tests.oracle.befallen import Case, World, totals_of
from tests.oracle.clock import judge, lawful, newest_lines, suspended_days
from tests.oracle.complaints import Complaint, complaint_totals, counted_once, plain
from tests.oracle.lines import in_order
from tests.oracle.ratings import (
    Closed,
    Rating,
    case_of,
    is_covered,
    rating_of,
    totals_of_no_case,
)
from tests.oracle.service import Facts, Place, rating_of_line
from tests.oracle.totals import Total
from tests.sql.clock_world import asked, calendar_of, city_folder, drawn
from tests.sql.exports_of_histories import load_exports, write_csv
from tests.sql.histories import History, Stage
from tests.sql.service_histories import (
    LEDGER,
    OUTLETS,
    UNITS,
    cells_of,
    cells_of_rating,
    draw_complaints,
    draw_facts,
    draw_ratings,
)

Totals = dict[tuple[str, date], Total]
SCOPES = ("city", "district", "industry", "unit", "outlet")
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class City:
    """A published build beside its cases and complaints as the oracle sees them.

    Attributes:
        path: the release.
        release: a copy of it, since the questions hold the build open in their own way.
        world: what is known beyond one case.
        cases: the cases by number.
        places: where they belong.
        complaints: every complaint that counts.
        loose: the ratings that belong to no case and name an outlet, with its place.
        period_start_day: the day on which a statistical month begins.
    """

    path: Path
    release: Release
    world: World
    cases: dict[str, Case]
    places: dict[str, Place]
    complaints: list[Complaint]
    loose: list[tuple[Rating, Place]]
    period_start_day: int


def make_city(
    root: Path, seed: int, as_of: datetime, period_start_day: int = 1, *, has_ratings: bool = False
) -> City:
    """Draw a city, load its files in a drawn order, build it, and ask the oracle."""
    rng = random.Random(seed)
    folder = city_folder(root, period_start_day)
    load_files(folder, [drop(folder.inbox, "单位台账.csv", UNITS)])
    load_files(folder, [drop(folder.inbox, "网点台账.csv", OUTLETS)])
    stage, histories = drawn(seed, 1500, as_of, calendar_of(root))
    kept = [history for history in histories if is_dated_by_itself(history)]
    stage = replace(stage, tickets=tuple(rng.sample(stage.tickets, len(stage.tickets))))
    said = {id(line): draw_facts(rng, line) for history in kept for line in history.versions}
    stage, dated = load_exports(folder, stage, kept, lambda line: cells_of(said[id(line)]))

    facts = {}
    for before, after in zip(kept, dated, strict=True):
        newest = in_order(list(after.versions))[-1]
        line = before.versions[after.versions.index(newest)]
        facts[newest.ticket_id] = said[id(line)]
    world = World(
        stage.days,
        stage.as_of,
        frozenset(f.matter for f in facts.values() if f.matter and f.case_type == "immediate"),
        any(f.person is not None for f in facts.values()),
    )
    cases = {case.newest.ticket_id: case for case in seen(dated, facts, stage)}
    places = {
        number: LEDGER.place(case.newest.outlet_id, case.facts.unit, case.facts.district)
        for number, case in cases.items()
    }
    loose: list[tuple[Rating, Place]] = []
    if has_ratings:
        closed = [
            Closed(number, c.newest.outlet_id, c.facts.window_no, c.judged.first_closed_at)
            for number, c in cases.items()
        ]
        ratings = draw_ratings(rng, closed, 900)
        matched = [(rating, case_of(rating, closed)) for rating in ratings]
        for number, case in cases.items():
            exported = rating_of(number, matched)
            if exported or is_covered(case.judged.first_closed_at, ratings):
                cases[number] = replace(case, rated=exported)
        loose = [
            (rating, LEDGER.place(rating.outlet, None, None))
            for rating, of_case in matched
            if of_case is None and rating.outlet
        ]
        lines = [cells_of_rating(rating) for rating in ratings]
        [result] = load_files(folder, [write_csv(folder.inbox / "好差评.csv", lines)])
        assert (result.source, result.rejected) == ("ratings", 0)
    grave = {n for n, case in cases.items() if case.facts.request_type == "complaint"}
    told = draw_complaints(rng, places, grave, stage.as_of, 250)
    older = [cells | {"升级至": "市级", "导出时间": "2020-01-01"} for _, cells in told[::3]]
    newer = [cells | {"导出时间": stage.as_of} for _, cells in told]
    for name, rows in (("投诉二.csv", newer), ("投诉一.csv", older)):
        [result] = load_files(folder, [write_csv(folder.inbox / name, rows)])
        assert (result.source, result.rejected) == ("complaints", 0)
    made = build(folder)
    return City(
        made.path,
        Release(made.build_id, Path(shutil.copy(made.path, root / "asked.duckdb"))),
        world,
        cases,
        places,
        every_complaint(cases, places, [one for one, _ in told]),
        loose,
        period_start_day,
    )


def is_dated_by_itself(history: History) -> bool:
    """Say whether the order of a ticket's lines inside a file does not hang on the file's as-of."""
    batches = {version.batch_id for version in history.versions}
    return len(batches) == len(history.versions) or (
        len(batches) == 1 and all(version.exported_at for version in history.versions)
    )


def seen(histories: list[History], facts: Mapping[str, Facts], stage: Stage) -> Iterable[Case]:
    """Yield the cases as the oracle sees them, rated by their own lines."""
    for history in histories:
        versions, suspensions = list(history.versions), list(history.suspensions)
        judged = judge(versions, suspensions, stage.days, stage.as_of)
        legal = lawful(suspensions, stage.as_of)
        start, end = judged.started_at.date(), stage.as_of.date()
        line = facts[judged.ticket_id]
        yield Case(
            in_order(versions)[-1],
            line,
            judged,
            tuple(newest_lines(suspensions)),
            suspended_days(legal, start, end),
            rating_of_line(line),
        )


def every_complaint(
    cases: Mapping[str, Case],
    places: Mapping[str, Place],
    exported: list[Complaint],
) -> list[Complaint]:
    """Return the exported complaints, and the cases that are complaints and in no such export."""
    numbers = [one.complaint_id for one in exported]
    carried = {plain(n) for n in (*numbers, *(one.source_ticket_id or "" for one in exported))}
    grave = {n for n, case in cases.items() if case.facts.request_type == "complaint"}
    of_cases = [
        Complaint(
            number,
            case.newest.received_at or case.judged.started_at,
            places[number],
            person=case.facts.person,
            closed_at=case.judged.first_closed_at,
            first_reply_at=case.facts.first_contact_at,
        )
        for number, case in cases.items()
        if number in grave and case.judged.is_valid and plain(number) not in carried
    ]
    return counted_once(exported, grave) + of_cases


def id_of(place: Place, scope: str) -> str:
    """Return the id of a place at a scope."""
    return "city" if scope == "city" else str(getattr(place, scope))


def grouped(things: Iterable[tuple[Hashable, Thing]]) -> dict[Hashable, list[Thing]]:
    """Put things together by their key."""
    groups: dict[Hashable, list[Thing]] = defaultdict(list)
    for key, thing in things:
        groups[key].append(thing)
    return groups


def totals_of_oracle(city: City, scope: str) -> dict[tuple[str, str, date], Total]:
    """Return what the oracle counts by id, KPI and month."""
    cases = grouped((id_of(city.places[n], scope), case) for n, case in city.cases.items())
    complaints = grouped((id_of(one.place, scope), one) for one in city.complaints)
    loose = grouped((id_of(place, scope), (rating, place)) for rating, place in city.loose)
    placed = [(case, city.places[n]) for n, case in city.cases.items()]
    found: dict[tuple[str, str, date], Total] = {}
    for scope_id in cases.keys() | complaints.keys() | loose.keys():
        day = city.period_start_day
        of_one = totals_of(cases.get(scope_id, []), city.world, day) | complaint_totals(
            complaints.get(scope_id, []), city.complaints, day
        )
        if scope_id in loose:
            for key, total in totals_of_no_case(loose[scope_id], placed, day).items():
                of_one[key] = of_one.get(key, Total(0, 0)) + total
        found |= {(str(scope_id), *key): total for key, total in of_one.items()}
    return {key: total for key, total in found.items() if total.numerator or total.denominator}


def totals_of_sql(city: City, scope: str, kpi_ids: set[str]) -> dict[tuple[str, str, date], Total]:
    """Return what the warehouse counts by id, KPI and month; every value is its own quotient."""
    rows = asked(
        city.path,
        "select scope_id, kpi_id, month, numerator, denominator, value, scale from mart_kpi_month"
        f" inner join dim_kpi using (kpi_id) where scope = '{scope}' and kind <> 'gap'",
    )
    found = {}
    for scope_id, kpi_id, month, numerator, denominator, value, scale in rows:
        if kpi_id in kpi_ids and (numerator or denominator):
            total = Total(numerator, denominator)
            found[scope_id, kpi_id, month] = total
            expected = None if total.value is None else scale * total.value
            assert value == pytest.approx(expected), (scope_id, kpi_id, month)
    return found
