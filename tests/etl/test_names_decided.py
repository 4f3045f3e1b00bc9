"""A confirmed name is used by the next build, on its days; it outlives every warehouse."""

import json
import shutil

import duckdb
import pytest
from tiny_city import drop
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands import builds, loading
from etl.lock import locked
from etl.office.names import confirmed, decide, decided
from etl.paths import DataFolder
from etl.warehouse import publish

UNITS = """单位编号,规范全称,单位类别,失效日期
L1,宁波市园林局,市直部门,
L2,宁波市林业局,市直部门,
L3,宁波市城管局,市直部门,2026-06-30
W1,与网点同号的单位,市直部门,
"""
OUTLETS = "网点编号,网点名称,行业,区县\nW1,月湖网点,邮政,海曙区\nW2,慈城网点,邮政,江北区\n"
TICKETS = """工单编号,来源渠道,承办单位,承办网点,收件时间,状态,导出时间
T1,热线,园林处,,2026-06-30 09:00,在办,2026-10-31 18:00
T2,热线,园林处,,2026-07-01 09:00,在办,2026-10-31 18:00
T3,窗口,,老网点,2026-07-01 09:00,在办,2026-10-31 18:00
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("names"))
    drop(folder.inbox, "单位.csv", UNITS)
    drop(folder.inbox, "网点.csv", OUTLETS)
    drop(folder.inbox, "办件.csv", TICKETS)
    loading.load(folder, [], loading.LoadOptions())
    return folder


@pytest.fixture
def folder(loaded, tmp_path):
    return DataFolder(shutil.copytree(loaded.root, tmp_path / "city"))


def names(folder, *arguments):
    environment = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": "zh"}
    ran = CliRunner().invoke(app, ["names", *arguments, "--json"], env=environment)
    return ran.exit_code, json.loads(ran.stdout)


def meant(folder):
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        rows = connection.sql(
            "select ticket_id, unit_id::varchar, outlet_id::varchar from fct_ticket"
        )
        return {ticket: (unit, outlet) for ticket, unit, outlet in rows.fetchall()}


@pytest.fixture(scope="module")
def confirmed_city(loaded, tmp_path_factory):
    """The city with one name confirmed, and what was answered."""
    folder = DataFolder(shutil.copytree(loaded.root, tmp_path_factory.mktemp("confirmed") / "city"))
    return folder, *names(folder, "--confirm", "园林处=L1", "--by", "张三")


def test_a_confirmed_name_is_used_at_once(confirmed_city):
    folder, exit_code, said = confirmed_city

    assert exit_code == 0
    [kept] = said["decisions"]
    assert (kept["alias"], kept["kind"], kept["target_id"], kept["decided_by"]) == (
        ("园林处", "unit", "L1", "张三")
    )
    assert said["build_id"] == "000002" == publish.current(folder).build_id
    assert meant(folder)["T1"][0] == meant(folder)["T2"][0] == "L1"


def test_confirmed_for_some_days_a_name_means_another_on_the_others_after_every_build(folder):
    names(folder, "--confirm", "园林处=L1", "--to", "2026-06-30", "--no-build")
    names(folder, "--confirm", "园林处=L2", "--from", "2026-07-01", "--no-build")
    exit_code, said = names(folder, "--confirm", "老网点=W2", "--no-build")
    shutil.rmtree(folder.warehouse)

    builds.build_now(folder)

    assert exit_code == 0 and said["decisions"][0]["kind"] == "outlet"
    assert [meant(folder)[ticket][0] for ticket in ("T1", "T2")] == ["L1", "L2"]
    assert meant(folder)["T3"][1] == "W2"


def test_without_a_build_it_waits_for_the_next_one(folder):
    _, said = names(folder, "--confirm", "园林处=L1", "--no-build")
    assert said["build_id"] == "000001"
    assert meant(folder)["T1"][0] == "园林处"
    assert not builds.is_up_to_date(folder)

    loading.load(folder, [], loading.LoadOptions())

    assert meant(folder)["T1"][0] == "L1"
    assert builds.is_up_to_date(folder)


def test_a_rejection_changes_no_number(folder):
    assert names(folder, "--reject", "园林处")[1]["build_id"] == "000001"


def test_a_rejection_takes_a_confirmation_back(confirmed_city, tmp_path):
    folder = DataFolder(shutil.copytree(confirmed_city[0].root, tmp_path / "city"))

    names(folder, "--reject", "园林处")

    assert meant(folder)["T1"][0] == "园林处"
    assert [one.decision for one in decided(folder)] == ["confirm", "reject"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--confirm", "园林处=L1"], []),
        (["--confirm", "园林处=L3"], ["“园林处”出现在 2026-06-30 – 2026-07-01，而 L3"]),
        (["--confirm", "园林处=L3", "--to", "2026-06-30"], []),
        (["--confirm", "宁波市林业局=L1"], ["“宁波市林业局”是 L2 的名称，确认以后改计入 L1"]),
        (["--reject", "宁波市林业局"], ["“宁波市林业局”是 L2 的名称，照旧计入 L2"]),
        (["--confirm", "园林出=L1"], ["没有“园林出”这个名称"]),
        (["--confirm", "月湖=L1"], ["“月湖”此前确认为 L2（李四"]),
    ],
)
def test_what_is_unusual_is_said_and_kept_all_the_same(loaded, arguments, says):
    folder = DataFolder(loaded.root)
    decide(folder, [confirmed("月湖", "unit", "L2", (None, None), "李四")])

    exit_code, said = names(folder, *arguments, "--no-build")

    folder.office.unlink()
    assert exit_code == 0 and len(said["decisions"]) == 1
    assert len(said["doubts"]) == len(says)
    assert all(part in told for part, told in zip(says, said["doubts"], strict=True))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--confirm", "园林处=X9"], "台账中没有编号 X9"),
        (["--confirm", "园林处"], "应写作"),
        (["--confirm", "=L1"], "应写作"),
        (["--confirm", "园林处=W1"], "--kind"),
        (["--confirm", "园林处=L1", "--kind", "outlet"], "台账中没有编号 L1"),
        (["--confirm", "园林处=L1", "--from", "2026-07-02", "--to", "2026-07-01"], "晚于"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_not_kept(folder, arguments, says):
    exit_code, said = names(folder, "--reject", "别的", *arguments)

    assert exit_code == 2 and says in said["error"]
    assert decided(folder) == []


def test_while_another_load_runs_the_decision_is_kept(folder):
    with locked(folder):
        exit_code, _ = names(folder, "--confirm", "园林处=L1")

    assert exit_code == 75
    assert [one.target_id for one in decided(folder)] == ["L1"]
