"""Hundreds of calls, visits and surveys: every figure of the warehouse against a count in plain Python."""

import random
from datetime import datetime, timedelta

import duckdb
import pytest

from analysis import kpi_questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop, drop_city
from tests.oracle import voices
from tests.oracle.voices import Call, Grid, Survey, Visit

UNKNOWN = dict.fromkeys(voices.LEVELS, "unknown") | {"city": "city"}
HAISHU = UNKNOWN | {"district": "330203", "township": "330203/月湖街道"}
JIANGBEI = UNKNOWN | {"district": "330205", "township": "330205/慈城镇"}
QUEUES = {
    "市民": UNKNOWN,
    "": UNKNOWN,
    "海曙区行政审批局": UNKNOWN | {"district": "330203", "unit": "U1"},
    "海曙区政务服务中心": HAISHU
    | {"unit": "U1", "outlet": "W1", "industry": "government_services"},
    "W2": JIANGBEI | {"outlet": "W2", "industry": "taxation"},
    "江北区": UNKNOWN | {"district": "330205"},
}
OBJECTS = {
    ("全市", ""): ("city", "city"),
    ("区县", "海曙区"): ("district", "330203"),
    ("区县", "江北区"): ("district", "330205"),
    ("行业", "税务"): ("industry", "taxation"),
    ("网点", "海曙区政务服务中心"): ("outlet", "W1"),
}
SOURCES = {
    "群众评议": "public", "党员互评": "peers", "领导点评": "leader", "督察团": "panel",
    "问卷": "questionnaire", "": "",
}  # fmt: skip
PERIODS = (
    "2025-08",
    "2026-08",
    "2025Q3",
    "2026Q3",
    "2025H1",
    "2026H1",
    "2025",
    "2026",
    "2004",
    "2005",
)
FIRST = datetime(2026, 8, 1)  # noqa: DTZ001
POLYGON = '"POLYGON((121.5{0} 29.86,121.5{0}5 29.86,121.5{0}5 29.865,121.5{0} 29.86))"'


def _maybe(dice, value, chance=0.2):
    return None if dice.random() < chance else value


def _cell(value):
    return (
        ""
        if value is None
        else {True: "是", False: "否"}.get(value, value)
        if isinstance(value, bool)
        else value
    )


def _table(header, rows):
    return (
        header + "\n" + "".join(",".join(str(_cell(cell)) for cell in row) + "\n" for row in rows)
    )


def _calls(dice, count):
    for number in range(count):
        answered = dice.choice((True, True, True, False, False, None))
        wait = _maybe(dice, dice.choice((0, 4, 5, 6, 14, 15, 16, 20, 21, 60.5)))
        gone = None if answered else _maybe(dice, dice.choice((1, 4.9, 5, 5.1, 6, 40)), 0.4)
        solved = dice.choice((True, True, False, None))
        queue = dice.choice(tuple(QUEUES))
        at = FIRST + timedelta(seconds=dice.randrange(92 * 86_400))
        row = (f"C{number}", queue, at, wait, answered, gone, solved)
        yield row, Call(at, wait, answered, gone, solved, QUEUES[queue])


def _grids(dice, count):
    for number in range(count):
        place = dice.choice((HAISHU, JIANGBEI))
        homes = _maybe(dice, dice.choice((0, 40, 90)))
        district, township = ("海曙区", "月湖街道") if place is HAISHU else ("江北区", "慈城镇")
        row = (
            f"G{number}",
            f"第{number}网格",
            district,
            township,
            homes,
            POLYGON.format(number % 10),
            "wgs84",
        )
        yield row, Grid(f"G{number}", homes, place)


def _visits(dice, count, grids):
    for number in range(count):
        # the last two grids are of no ledger; some of the first are never seen
        grid_id = f"G{dice.randrange(grids // 4, grids + 2)}"
        at = FIRST + timedelta(seconds=dice.choice((0, 62)) * 86_400 + dice.randrange(30 * 86_400))
        homes, minutes = _maybe(dice, dice.randrange(30)), dice.choice((None, 0, 12.5))
        yield (f"V{number}", grid_id, at, homes, minutes), Visit(grid_id, at, homes, minutes)


def _surveys(dice, count):
    for number in range(count):
        kind, name = dice.choice(tuple(OBJECTS))
        source, period = dice.choice(tuple(SOURCES)), dice.choice(PERIODS)
        scale = dice.choice((5, 10, 100))
        score = round(dice.uniform(0.6, 1) * scale, 2)
        ahead = _maybe(dice, round(dice.uniform(0.6, 1) * scale, 2), 0.5)
        sent = _maybe(dice, dice.randrange(50, 90))
        returned = _maybe(dice, dice.randrange(50))
        row = (f"S{number}", period, kind, name, source, score, scale, sent, returned, ahead)
        level, place_id = OBJECTS[kind, name]
        yield (
            row,
            Survey(period, level, place_id, SOURCES[source], score, scale, sent, returned, ahead),
        )


def _world(seed):
    dice = random.Random(seed)  # noqa: S311
    pairs = {
        "热线通话": list(_calls(dice, 400)), "网格台账": list(_grids(dice, 12)),
        "网格走访": list(_visits(dice, 60, 12)), "满意度测评": list(_surveys(dice, 250)),
    }  # fmt: skip
    return dice, {
        name: [list(part) for part in zip(*both, strict=True)] for name, both in pairs.items()
    }


HEADERS = {
    "热线通话": "通话编号,队列,呼入时间,等待秒数,是否接通,放弃秒数,首呼解决",
    "网格台账": "网格编号,网格名称,区县,乡镇街道,户数,边界,坐标系",
    "网格走访": "走访编号,网格编号,走访时间,走访户数,走访时长",
    "满意度测评": "测评编号,测评周期,测评对象类型,测评对象,测评来源,得分,分制,发放数,回收数,对标值",
}


@pytest.fixture(scope="module", params=[1, 2, 3])
def world(request, tmp_path_factory):
    dice, tables = _world(request.param)
    folder = DataFolder(tmp_path_factory.mktemp("voices") / "data")
    paths = drop_city(folder.inbox)
    for name, (rows, _) in tables.items():
        dice.shuffle(rows)
        parts = 1 if name == "网格台账" else 3
        for part in range(parts):
            # the third also tells again what the first two have told
            again = rows if part == 2 else rows[part::parts]  # noqa: PLR2004
            paths.append(drop(folder.inbox, f"{name}_{part}.csv", _table(HEADERS[name], again)))
    dice.shuffle(paths)
    for result in load_files(folder, paths):
        assert result.rejected == 0, result
    made = build(folder)
    facts = {name: facts for name, (_, facts) in tables.items()}
    return Release(made.build_id, made.path), _kpis(made.path), facts


def _kpis(path):
    """Every figure by KPI, month, level and place, asked for at once."""
    with duckdb.connect(str(path), read_only=True) as warehouse:
        rows = warehouse.sql(
            "select kpi_id, strftime(month, '%Y-%m'), scope, scope_id, numerator, denominator, value"
            " from mart_kpi_month"
        ).fetchall()
    found = {row[:4]: row[4:] for row in rows}
    assert len(found) == len(rows)
    return found


def _counted(facts):
    return (
        voices.of_calls(facts["热线通话"])
        | voices.of_visits(facts["网格台账"], facts["网格走访"])
        | voices.of_surveys(facts["满意度测评"])
    )


def _telling(answers):
    """Where nothing is counted, a row and no row say the same."""
    return {
        key: tuple(None if part is None else pytest.approx(part) for part in parts)
        for key, parts in answers.items()
        if (parts[0] if parts[1] is None else parts[1])
    }


def test_every_figure_of_every_month_and_place_is_the_one_counted_in_python(world):
    _, kpis, facts = world
    counted = _counted(facts)
    kpi_ids = {key[0] for key in counted}
    found = {key: parts for key, parts in kpis.items() if key[0] in kpi_ids}

    assert len(counted) > 500  # noqa: PLR2004
    assert _telling(found) == _telling(counted)


def test_a_period_is_counted_as_one_and_not_put_together_from_its_months(world):
    release, _, facts = world
    autumn = Filters(start=FIRST.date(), end=datetime(2026, 10, 31).date())  # noqa: DTZ001
    months = ["2026-08", "2026-09", "2026-10"]
    rows = kpi_questions.kpi_values(release, autumn, ["G03", "G04", "H04p90", "H01"]).rows()
    found = {row[0]: row[1:] for row in rows}

    expected = voices.over(facts["网格台账"], facts["网格走访"], months, lambda grid: True)
    as_one = [
        Call(FIRST, c.wait, c.is_answered, c.abandoned_after, c.is_resolved, c.place)
        for c in facts["热线通话"]
    ]
    whole = voices.of_calls(as_one)
    expected |= {kpi_id: whole[kpi_id, "2026-08", "city", "city"] for kpi_id in ("H04p90", "H01")}
    assert _telling(found) == _telling(expected)
