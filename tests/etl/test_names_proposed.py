"""Open names are listed with whom they may mean; nothing counts before somebody confirms it."""

import json
import shutil
from datetime import date

import duckdb
import polars as pl
import pytest
from tiny_city import drop
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands import loading
from etl.names.proposals import Asked, likeliest
from etl.paths import DataFolder
from etl.warehouse import publish

LEDGER = {
    "P1": "市公安局交警支队",
    "H1": "市人力资源和社会保障局",
    "M1": "市鄞州区市场监督管理局",
    "M2": "市江北区市场监督管理局",
    "W1": "市供水公司",
    "F1": "市林业局",
}
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)
UNITS = """单位编号,规范全称,简称,单位类别,生效日期,失效日期
P1,宁波市公安局交警支队,,市直部门,,
H1,宁波市人力资源和社会保障局,,市直部门,,
L1,宁波市园林管理局,,市直部门,,2026-06-30
L2,宁波市园林绿化局,,市直部门,2026-07-01,
D1,城管中队,,街镇,,
D2,城管中队,,街镇,,
"""
OUTLETS = "网点编号,网点名称,行业,区县\nW1,宁波市邮政月湖支局,邮政,海曙区\n"
TICKETS = """工单编号,来源渠道,承办单位,承办网点,收件时间,状态
T1,热线,宁波市交警支队,,2026-07-05 09:00,在办
T2,热线,宁波市交警支队,,2026-07-01 09:00,在办
T3,热线,城管中队,,2026-07-01 09:00,在办
T4,窗口,,月湖邮政支局,2026-07-01 09:00,在办
T5,热线,市园林局,,2026-07-01 09:00,在办
T6,热线,外星人接待处,,2026-07-01 09:00,在办
T7,热线,P1,W1,2026-07-01 09:00,在办
"""
COMPLAINTS = "投诉编号,投诉渠道,接收时间,被投诉单位\nC1,来电,2026-06-20 09:00,宁波市交警支队\n"


def proposed(text, first=JUNE, last=JULY):
    always = (date.min, date.max)
    rows = [(name, name, target, name, *always) for target, name in LEDGER.items()]
    columns = ("name_text", "plain_text", "target_id", "target_name", "valid_from", "valid_to")
    [found] = likeliest([Asked(text, first, last)], pl.DataFrame(rows, columns, orient="row"))
    return [one.target_id for one in found]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("市公安局交警大队", "P1"),
        ("交警支队", "P1"),
        ("人社局", "H1"),
        ("鄞州区市场监管局", "M1"),
        ("江北区市场监管局", "M2"),
        ("市林业园林局", "F1"),
    ],
)
def test_the_likeliest_comes_first(text, first):
    assert proposed(text)[0] == first


@pytest.mark.parametrize("text", ["外星人接待处", "W9", "局", ""])
def test_nobody_is_proposed_for_what_is_like_nothing(text):
    assert proposed(text) == []


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("names"))
    files = {"单位": UNITS, "网点": OUTLETS, "办件": TICKETS, "投诉": COMPLAINTS}
    for name, text in files.items():
        drop(folder.inbox, f"{name}.csv", text)
    loading.load(folder, [], loading.LoadOptions())
    return folder


@pytest.fixture
def folder(loaded, tmp_path):
    return DataFolder(shutil.copytree(loaded.root, tmp_path / "city"))


def run(folder, *arguments):
    environment = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": "zh"}
    return CliRunner().invoke(app, ["names", *arguments], env=environment)


def listed(folder, *arguments):
    said = json.loads(run(folder, *arguments, "--json").stdout)
    return said, {(one["kind"], one["name"]): one for one in said["names"]}


def test_every_open_name_is_listed_with_its_rows_and_proposals(folder):
    said, names = listed(folder)

    assert said["count"] == 5 and said["is_applied"] is True
    first = said["names"][0]
    assert (first["name"], first["rows"]) == ("宁波市交警支队", 3)
    assert first["sources"] == {"complaints": 1, "tickets": 2}
    assert (first["first_day"], first["last_day"]) == ("2026-06-20", "2026-07-05")
    [likely] = first["proposals"]
    assert (likely["target_id"], likely["target_name"]) == ("P1", "宁波市公安局交警支队")
    assert 60 <= likely["score"] < 100
    assert likely["valid_from"] is None and likely["valid_to"] is None
    assert [p["target_id"] for p in names["outlet", "月湖邮政支局"]["proposals"]] == ["W1"]
    assert names["unit", "外星人接待处"]["proposals"] == []


def test_only_those_in_force_on_a_day_of_the_rows_are_proposed(folder):
    _, names = listed(folder)

    [likely] = names["unit", "市园林局"]["proposals"]
    assert (likely["target_id"], likely["valid_from"]) == ("L2", "2026-07-01")


def test_a_proposal_counts_for_nothing_until_it_is_confirmed(folder):
    question = "select ticket_id, unit_id::varchar from fct_ticket where ticket_id in ('T1', 'T3')"

    def meant():
        with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
            return dict(connection.sql(question).fetchall())

    assert meant() == {"T1": "宁波市交警支队", "T3": "城管中队"}
    run(folder, "--confirm", "宁波市交警支队=P1", "--confirm", "城管中队=D2")
    assert meant() == {"T1": "P1", "T3": "D2"}
    assert listed(folder)[0]["count"] == 3


def test_both_bearers_of_one_name_are_proposed(folder):
    _, names = listed(folder, "--kind", "unit")

    likely = names["unit", "城管中队"]["proposals"]
    assert [(p["target_id"], p["score"]) for p in likely] == [("D1", 100), ("D2", 100)]
    assert all(kind == "unit" for kind, _ in names)


def test_rejected_names_and_those_that_wait_for_a_build_are_listed_no_more(folder):
    run(folder, "--reject", "外星人接待处")
    assert listed(folder)[0]["count"] == 4
    run(folder, "--confirm", "城管中队=D1", "--no-build")

    said, names = listed(folder)

    assert said["count"] == 3 and said["is_applied"] is False
    assert ("unit", "城管中队") not in names and ("unit", "外星人接待处") not in names


def test_a_list_for_people_names_the_likeliest_and_the_next_step(folder):
    shown = run(folder, "--limit", "1").stdout

    assert "P1 宁波市公安局交警支队" in shown and "外星人" not in shown
    assert "5 个名称没有对应到台账" in shown and "--confirm" in shown


def test_without_anything_published_it_says_so(tmp_path):
    ran = run(DataFolder(tmp_path / "none"), "--json")

    assert ran.exit_code == 1 and "error" in json.loads(ran.stdout)


def test_a_build_of_an_older_program_is_said_to_be_one(folder):
    with duckdb.connect(publish.current(folder).path) as connection:
        connection.execute("drop table mart_open_name")

    ran = run(folder, "--json")

    assert ran.exit_code == 1 and "旧版本" in json.loads(ran.stdout)["error"]
