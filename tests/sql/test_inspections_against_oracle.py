"""Hundreds of inspections in files of any order: every figure against a count in plain Python."""

import random
from datetime import date, timedelta

import duckdb
import pytest

from analysis import kpi_questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop
from tests.oracle import inspections as oracle
from tests.oracle.inspections import Item, Outlet, Visit

FIRST = date(2025, 3, 10)
DAYS = 500
DISTRICTS = {"海曙区": "330203", "江北区": "330205"}
# code: points, must-have, red line, facility
SHEET = {
    "barrier_free": (8, True, False, True),
    "nursing_room": (3, False, False, True),
    "dress": (5, False, False, False),
    "no_improper_charge": (4, False, True, False),
}
KINDS = {"明查": "announced", "暗访": "unannounced", "自查": "self", "市民督察团": "citizen_panel"}
HEADER = "检查编号,网点编号,点位编号,检查时间,检查方式,检查人,检查项,结果,得分,满分,整改时间\n"
MILD, STRICT = "甲组", "乙组"
INSPECTORS = (MILD, STRICT, "丙组", "丁组", "戊组")


def _outlets(dice):
    for number in range(24):
        opened = dice.choice((None, FIRST + timedelta(days=dice.randrange(DAYS))))
        closed = dice.choice((None, None, FIRST + timedelta(days=dice.randrange(DAYS))))
        if opened and closed and closed <= opened:
            closed = None
        yield dice.choice(tuple(DISTRICTS)), Outlet(f"W{number}", opened, closed)


def _visit(dice, number):
    # W24 and W25 are in no ledger, and a few points are no windows
    outlet = f"W{dice.randrange(26)}" if dice.random() < 0.95 else None
    day = FIRST + timedelta(days=dice.randrange(DAYS))
    inspector = dice.choice((*INSPECTORS, None))
    lean = {MILD: 0.25, STRICT: -0.3}.get(inspector, 0)
    items = []
    for code in dice.sample(sorted(SHEET), dice.randrange(1, 5)):
        most, must, red, facility = SHEET[code]
        passes = dice.random() < 0.7 + lean
        result = dice.choice(("pass" if passes else "fail",) * 9 + ("na",))
        half = dice.random() < 0.3 and result == "fail"
        fixed = day + timedelta(days=dice.randrange(60)) if dice.random() < 0.6 else None
        fixed = fixed if result == "fail" else None
        items.append(
            Item(code, result, most / 2 if half else None, most, must, red, facility, fixed)
        )
    return Visit(
        f"J{number:03d}", outlet, day, dice.choice(tuple(KINDS.values())), inspector, tuple(items)
    )


def _lines(visit):
    said = {"pass": "合格", "fail": "不合格", "na": "不适用"}
    kind = next(zh for zh, en in KINDS.items() if en == visit.kind)
    for item in visit.items:
        cells = (
            visit.inspection_id, visit.outlet, None if visit.outlet else "P1", f"{visit.day} 09:00", kind,
            visit.inspector, item.code, said[item.result], item.points, item.max_points, item.rectified_on,
        )  # fmt: skip
        yield ",".join("" if cell is None else str(cell) for cell in cells) + "\n"


def _wrong(line):
    """An older export of a line, corrected since."""
    return line.replace(",合格,", ",不适用,").replace(",不合格,", ",合格,")


@pytest.fixture(scope="module", params=[1, 2, 3])
def city(request, tmp_path_factory):
    dice = random.Random(request.param)  # noqa: S311
    ledger = list(_outlets(dice))
    visits = [_visit(dice, number) for number in range(400)]
    end = FIRST + timedelta(days=DAYS + 70)
    visits.append(Visit("J999", "W1", end, "announced", None, (Item("dress", "pass", None, 5),)))
    lines = [line for visit in visits for line in _lines(visit)]
    early = [line for line in lines if line.split(",")[3] < "2025-10"]
    dice.shuffle(lines)
    rows = "".join(
        f"{one.outlet_id},窗口{one.outlet_id},税务,{district},{one.opened_on or ''},{one.closed_on or ''}\n"
        for district, one in ledger
    )
    files = [
        ("网点台账.csv", "网点编号,网点名称,行业,区县,启用日期,停用日期\n" + rows),
        ("检查甲.csv", HEADER + "".join(map(_wrong, dice.sample(early, len(early) // 2)))),
        ("检查乙.csv", HEADER + "".join(lines)),
    ]
    dice.shuffle(files)
    folder = DataFolder(tmp_path_factory.mktemp("inspected") / "data")
    results = load_files(folder, [drop(folder.inbox, *file) for file in files])
    assert {result.rejected for result in results} == {0}
    made = build(folder)
    with duckdb.connect(made.path, read_only=True) as warehouse:
        judged = warehouse.sql(
            "select inspector, severity, is_flagged from dim_inspector"
        ).fetchall()
    return Release(made.build_id, made.path), ledger, visits, end, judged


def _months(first, last):
    months, day = [], first.replace(day=1)
    while day <= last:
        after = (day + timedelta(days=32)).replace(day=1)
        months.append((day, min(after - timedelta(days=1), last)))
        day = after
    return months


def _expected(ledger, every, end, first, last, place):
    """What the oracle says of the days from `first` to `last` at a district or in the city."""
    here = {one.outlet_id for district, one in ledger if place in ("city", DISTRICTS[district])}
    if place == "city":
        here |= {"W24", "W25"}
    known = {one.outlet_id for _, one in ledger}
    visits = [v for v in every if first <= v.day <= last and (v.outlet in here or v.outlet is None)]
    began = min(v.day for v in every)
    months = _months(max(first, began.replace(day=1)), min(last, end))
    outlets = [one for _, one in ledger if one.outlet_id in here & known]
    severity = oracle.severities(every)
    judged = [
        severity[v.inspector]
        for v in visits
        if v.outlet and v.score is not None and v.inspector in severity
    ]
    return {
        "I01a": oracle.coverage(visits, outlets, "announced", months),
        "I01u": oracle.coverage(visits, outlets, "unannounced", months),
        "I03": oracle.up_to_standard(visits),
        "I07": oracle.came_back(every, here, first, last),
        "I08": oracle.facilities(visits),
        "I09": (sum(judged), len(judged)),
        "I10": oracle.announced_gap(visits, every),
        **{f"I05.{code}": oracle.item_failures(visits, code) for code in SHEET},
    }


PERIODS = [
    (date(2025, 3, 1), date(2025, 3, 31)),
    (date(2025, 9, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2026, 3, 31)),
    (date(2025, 1, 1), date(2026, 12, 31)),
]


@pytest.mark.parametrize(("first", "last"), PERIODS)
@pytest.mark.parametrize("place", ["city", "330203", "330205"])
def test_every_figure_of_any_period_is_as_the_oracle_counts(city, first, last, place):
    release, ledger, visits, end, _ = city
    expected = _expected(ledger, visits, end, first, last, place)
    level = "city" if place == "city" else "district"

    rows = kpi_questions.kpi_by_level(release, Filters(first, last), list(expected), level)
    found = {
        row["kpi_id"]: (row["numerator"], row["denominator"])
        for row in rows.to_dicts()
        if row["scope_id"] == place
    }

    assert found == {
        kpi_id: pytest.approx(parts, abs=1e-3) for kpi_id, parts in expected.items() if parts[1]
    }


def test_the_months_of_the_mart_are_those_of_the_question(city):
    release, *_ = city
    for kpi_id in ("I01a", "I03", "I05.dress", "I08", "I10"):
        stored = kpi_questions.kpi_months(release, kpi_id, "district")
        for first, last in PERIODS[:2]:
            rows = kpi_questions.kpi_by_level(release, Filters(first, last), [kpi_id], "district")
            of_month = stored.filter(month=f"{first:%Y-%m}")
            columns = ("scope_id", "numerator", "denominator")
            assert of_month.select(columns).rows() == rows.select(columns).rows()


def test_the_mild_and_the_strict_are_found_out_and_nobody_else(city):
    _, _, visits, _, judged = city

    found = {inspector: severity for inspector, severity, _ in judged if severity is not None}

    assert found == pytest.approx(oracle.severities(visits), abs=1e-4)
    assert found[MILD] > 5 > -5 > found[STRICT]
    assert {inspector for inspector, _, is_flagged in judged if is_flagged} >= {MILD, STRICT}
