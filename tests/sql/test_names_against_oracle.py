"""Names of invented units, renamed, merged and moved, asked by six sources on random days: as the oracle says."""

import random
from datetime import date, timedelta

import duckdb
import pytest

from etl.commands.builds import build_now
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish
from tests.etl.tiny_city import drop
from tests.oracle.bearers import Line, bearer, district

START, DAYS = date(2026, 1, 1), 300
DISTRICTS = ("海曙区", "江北区", "鄞州区")
STEMS = ("公安局", "林业局", "园林局", "城管局(执法队)", "市场监管局", "农业农村局")
SPELLED = (
    lambda text: text,
    lambda text: text.replace("(", "（").replace(")", "）"),
    lambda text: text.replace("宁波市", "市"),
    lambda text: text.replace("市", "市 ", 1),
    lambda text: text + "本部",
)


def some_day(rng):
    return START + timedelta(days=rng.randrange(DAYS))


def ledger(rng):
    """Twenty units of one to three times each, few names for all: many are borne by several."""
    lines = []
    for number in range(20):
        starts = [None, *sorted({some_day(rng) for _ in range(rng.randrange(3))})]
        for place, first in enumerate(starts):
            is_last = place == len(starts) - 1
            gone = is_last and rng.random() < 0.3
            stem = rng.choice(STEMS)
            lines.append(
                Line(
                    f"U{number}",
                    f"宁波市{rng.choice(DISTRICTS)}{stem}",
                    rng.choice(("", stem)),
                    rng.choice(DISTRICTS),
                    first,
                    (first or START) + timedelta(days=rng.randrange(200)) if gone else None,
                )
            )
    return lines


def text_of(day):
    return day.isoformat() if day else ""


def units_file(lines):
    head = "单位编号,规范全称,简称,单位类别,区县,生效日期,失效日期\n"
    return head + "".join(
        f"{one.unit_id},{one.name},{one.short},区县,{one.district},{text_of(one.first)},{text_of(one.last)}\n"
        for one in lines
    )


@pytest.fixture(scope="module", params=range(3))
def asked(request, tmp_path_factory):
    """What was asked (source, text, day), what the build says, and the oracle's ledger."""
    rng = random.Random(request.param)
    lines = ledger(rng)
    aliases = [
        (
            f"别称{n}",
            f"U{n % 7}",
            some_day(rng) if n % 2 else None,
            None if n % 3 else some_day(rng),
        )
        for n in range(12)
    ]
    aliases = [one for one in aliases if not (one[2] and one[3] and one[2] > one[3])]
    known = [one.name for one in lines] + [one.short for one in lines if one.short]
    known += [one[0] for one in aliases] + ["U3", "没有的单位"]
    questions = [(rng.choice(SPELLED)(rng.choice(known)), some_day(rng)) for _ in range(400)]
    home = tmp_path_factory.mktemp("names")
    rng.shuffle(lines)
    numbered = list(enumerate(questions))
    files = {
        "单位一": units_file(lines[::2]),
        "单位二": units_file(lines[1::2]),
        "对照": "名称,对象类型,对应编号,生效日期,失效日期\n"
        + "".join(f"{a},单位,{u},{text_of(f)},{text_of(t)}\n" for a, u, f, t in aliases),
        "办件": "工单编号,来源渠道,承办单位,收件时间,状态\n"
        + "".join(f"T{n},热线,{text},{day} 09:00,在办\n" for n, (text, day) in numbered),
        "投诉": "投诉编号,投诉渠道,接收时间,被投诉单位\n"
        + "".join(f"C{n},来电,{day} 09:00,{text}\n" for n, (text, day) in numbered),
        "派单": "工单编号,承办单位,派出时间\n"
        + "".join(f"X{n},{text},{day} 09:00\n" for n, (text, day) in numbered),
        "任务": "任务编号,任务名称,责任单位,完成日期\n"
        + "".join(f"K{n},某事,{text},{day}\n" for n, (text, day) in numbered),
        "汇总": "统计周期,来源,指标,单位,数值\n"
        + "".join(f"{day:%Y-%m},自报,{text}的指标,{text},{n}\n" for n, (text, day) in numbered),
    }
    paths = [drop(home, f"{name}.csv", content) for name, content in files.items()]
    folder = DataFolder(home / "data")
    results = load_files(folder, rng.sample(paths, len(paths)))
    assert {result.status for result in results} == {"loaded"}
    build_now(folder)
    with duckdb.connect(publish.current(folder).path, read_only=True) as warehouse:
        yield warehouse, questions, lines, aliases


def month_end(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("table", "key", "letter"),
    [
        ("fct_ticket", "ticket_id", "T"),
        ("fct_complaint", "complaint_id", "C"),
        ("fct_dispatch", "ticket_id", "X"),
        ("fct_task", "task_id", "K"),
    ],
)
def test_the_unit_and_its_district_are_those_of_the_day(asked, table, key, letter):
    warehouse, questions, lines, aliases = asked
    rows = warehouse.sql(f"select {key}, unit_id::varchar, district_id::varchar from {table}")
    names = dict(warehouse.sql("select district_id, district_name from dim_district").fetchall())
    found = {number: (unit, names[place]) for number, unit, place in rows.fetchall()}

    meant = 0
    for number, (text, day) in enumerate(questions):
        unit = bearer(text, day, lines, aliases)
        meant += unit is not None
        place = district(unit, day, lines) if unit else names["unknown"]
        assert found[f"{letter}{number}"] == (unit or text, place), (text, day)
    assert 100 < meant < 390


def test_a_total_means_the_unit_at_the_end_of_its_period(asked):
    warehouse, questions, lines, aliases = asked
    found = warehouse.sql("select period, unit, scope_id from fct_summary").fetchall()

    assert len(found) == len({(text, f"{day:%Y-%m}") for text, day in questions})
    for period, text, unit in found:
        end = month_end(date.fromisoformat(f"{period}-01"))
        assert unit == (bearer(text, end, lines, aliases) or text)


def test_the_open_names_are_those_that_mean_nobody_each_counted(asked):
    warehouse, questions, lines, aliases = asked
    open_days = {}
    for text, day in questions:
        if bearer(text, day, lines, aliases) is None:
            open_days.setdefault(text, []).append(day)
    expected = {
        ("unit", text, source, len(days), min(days), max(days))
        for text, days in open_days.items()
        for source in ("tickets", "complaints", "dispatches", "tasks")
    }
    found = warehouse.sql(
        "select kind, name_text, source, rows_named, first_day, last_day from mart_open_name "
        "where source <> 'summaries'"
    )
    assert set(found.fetchall()) == expected
    assert open_days


def test_a_unit_stands_once_in_the_dimension_as_it_is_today(asked):
    warehouse, _, lines, _ = asked
    [today] = warehouse.sql("select cast(max(as_of) as date) from meta_source").fetchone()
    found = dict(
        warehouse.sql(
            "select unit_id, district_name from dim_unit inner join dim_district using (district_id) where is_registered"
        ).fetchall()
    )
    assert found == {f"U{n}": district(f"U{n}", today, lines) for n in range(20)}
