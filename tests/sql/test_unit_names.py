"""Who is meant by a unit's name on a day: literal lines, on both sides of a date and exactly on it."""

import duckdb
import pytest

from etl.commands import loading
from etl.paths import DataFolder
from etl.warehouse import publish
from tests.etl.tiny_city import drop

UNITS = """单位编号,规范全称,简称,单位类别,生效日期,失效日期
P1,宁波市公安局(交警支队),,市直部门,,
L1,宁波市园林局,园林,市直部门,,2026-06-30
L2,宁波市林业（园林）局,园林,市直部门,2026-07-01,
D1,城管中队,,街镇,,
D2,城管中队,,街镇,,
O1,旧城(改造)办,,市直部门,,2026-06-30
R1,宁波市城管局,,市直部门,,
R1,宁波市综合行政执法局,执法局,市直部门,2026-07-01,
"""
HEADER = "工单编号,来源渠道,承办单位,收件时间,状态,导出时间\n"
CASES = [
    ("宁波市公安局(交警支队)", "2026-07-01", "P1"),
    ("市公安局（交警支队）", "2026-07-01", "P1"),
    ("市公安局 交警支队", "2026-07-01", "P1"),
    ("园林", "2026-06-29", "L1"),
    ("园林", "2026-06-30", "L1"),
    ("园林", "2026-07-01", "L2"),
    ("市林业园林局", "2026-06-30", "市林业园林局"),
    ("市林业园林局", "2026-07-01", "L2"),
    ("旧城改造办", "2026-06-30", "O1"),
    ("旧城改造办", "2026-07-01", "旧城改造办"),
    ("城管中队", "2026-07-01", "城管中队"),
    ("市城管局", "2026-06-30", "R1"),
    ("市城管局", "2026-07-01", "市城管局"),
    ("宁波市城管局", "2026-07-01", "R1"),
    ("市综合行政执法局", "2026-06-30", "市综合行政执法局"),
    ("市综合行政执法局", "2026-07-01", "R1"),
    ("执法局", "2026-07-01", "R1"),
    ("市公安局交警大队", "2026-07-01", "市公安局交警大队"),
]


@pytest.fixture(scope="module")
def meant(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("names"))
    lines = [
        f"T{number},热线,{text},{day} 09:00,在办,2026-10-31 18:00\n"
        for number, (text, day, _) in enumerate(CASES)
    ]
    drop(folder.inbox, "单位台账.csv", UNITS)
    drop(folder.inbox, "办件工单.csv", HEADER + "".join(lines))
    loading.load(folder, [], loading.LoadOptions())
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        rows = connection.sql("select ticket_id, unit_id::varchar from fct_ticket").fetchall()
    return dict(rows)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_name_means_the_unit_that_bears_it_on_the_day(meant, number):
    assert meant[f"T{number}"] == CASES[number][2]
