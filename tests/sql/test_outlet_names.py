"""An outlet by its name where an export gives no number: normalised, within its days, and only when one is meant."""

import duckdb
import pytest

from etl.commands.builds import build_now
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish
from tests.etl.tiny_city import drop

OUTLETS = """网点编号,网点名称,行业,区县,启用日期,停用日期
W1,宁波市邮政(月湖)支局,邮政,海曙区,,
W2,慈城税务所,税务,江北区,,2026-07-01
W3,慈城税务所,税务,江北区,2026-07-01,
W4,便民点,政务服务,海曙区,,
W5,便民点,政务服务,江北区,,
"""
ALIASES = """名称,对象类型,对应编号,生效日期,失效日期
老营业厅,网点,W1,,2026-06-30
老营业厅,网点,W4,2026-07-01,
"""
CASES = [
    ("W1", "2026-06-30", "W1"),
    ("宁波市邮政(月湖)支局", "2026-06-30", "W1"),
    ("市邮政（月湖）支局", "2026-06-30", "W1"),
    ("市邮政 月湖 支局", "2026-06-30", "W1"),
    ("慈城税务所", "2026-06-30", "W2"),
    ("慈城税务所", "2026-07-01", "W3"),
    ("慈城（税务所）", "2026-06-30", "W2"),
    ("慈城（税务所）", "2026-07-01", "W3"),
    ("便民点", "2026-07-01", "便民点"),
    ("老营业厅", "2026-06-30", "W1"),
    ("老营业厅", "2026-07-01", "W4"),
    ("月湖支局", "2026-07-01", "月湖支局"),
]
HEADS = {
    "fct_ticket": ("办件", "工单编号,来源渠道,承办网点,收件时间,状态\n", "{n},窗口,{text},{day} 09:00,在办\n"),
    "fct_complaint": ("投诉", "投诉编号,投诉渠道,被投诉网点,接收时间\n", "{n},来电,{text},{day} 09:00\n"),
    "fct_inspection": ("检查", "检查编号,网点编号,检查时间,检查方式,检查项,结果\n", "{n},{text},{day} 09:00,明查,barrier_free,合格\n"),
    "fct_rating": ("评价", "评价编号,网点编号,评价时间,评价等级\n", "{n},{text},{day} 09:00,5\n"),
}  # fmt: skip
GRID = 'G{n},网格{n},海曙区,{text},wgs84,"POLYGON((121.5 29.8,121.6 29.8,121.6 29.9,121.5 29.8))"\n'


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    home = tmp_path_factory.mktemp("outlets")
    files = {
        "网点": OUTLETS,
        "对照": ALIASES,
        "网格": "网格编号,网格名称,区县,责任网点,坐标系,边界\n",
        "走访": "走访编号,网格编号,走访时间\n",
    }
    for number, (text, day, _) in enumerate(CASES):
        files["网格"] += GRID.format(n=number, text=text)
        for name, head, line in HEADS.values():
            files.setdefault(name, head)
            files[name] += line.format(n=number, text=text, day=day)
        files["走访"] += f"{number},G{number},{day} 09:00\n"
    files["测评"] = (
        "测评编号,测评周期,测评对象类型,测评对象,测评来源,得分,分制\n"
        "S1,2026-06,网点,慈城税务所,群众评议,90,100\nS2,2026Q3,网点,慈城税务所,群众评议,90,100\n"
        "S3,2026H1,网点,老营业厅,群众评议,90,100\nS4,2026,网点,老营业厅,群众评议,90,100\n"
    )
    files["汇总"] = (
        "统计周期,来源,指标,对象类型,对象编号,数值\n"
        "2026Q2,自报,K04,网点,慈城税务所,0.9\n2026-07,自报,K04,网点,慈城（税务所）,0.9\n"
    )
    files["推荐"] = (
        "申报编号,奖项,申报对象编号,规范全称,推荐单位,日期\n"
        "N1,十佳,W2,别的名称,某局,2026-10-20\nN2,十佳,,慈城税务所,某局,2026-10-20\nN3,十佳,,便民点,某局,2026-10-20\n"
    )
    folder = DataFolder(home / "data")
    results = load_files(folder, [drop(home, f"{n}.csv", text) for n, text in files.items()])
    assert [
        result.message.zh for result in results if result.status != "loaded" or result.rejected
    ] == []
    build_now(folder)
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", HEADS)
def test_the_outlet_is_the_one_that_bears_the_name_on_the_day(warehouse, table):
    key = table.replace("fct_", "") + "_id"
    rows = warehouse.sql(f"select {key}::varchar, outlet_id::varchar from {table}")
    assert dict(rows.fetchall()) == {str(n): meant for n, (_, _, meant) in enumerate(CASES)}


def test_a_grid_belongs_to_the_outlet_that_bears_the_name_when_the_data_end(warehouse):
    at_the_end = {text: meant for text, _, meant in sorted(CASES, key=lambda case: case[1])}
    rows = warehouse.sql("select visit_id, outlet_id from fct_visit")
    assert dict(rows.fetchall()) == {str(n): at_the_end[text] for n, (text, *_) in enumerate(CASES)}


def test_a_survey_or_a_total_means_the_one_at_the_end_of_its_period(warehouse):
    surveys = warehouse.sql("select survey_id, outlet_id from fct_survey order by survey_id")
    assert surveys.fetchall() == [("S1", "W2"), ("S2", "W3"), ("S3", "W1"), ("S4", "W4")]
    totals = warehouse.sql("select period, scope_id from fct_summary order by period").fetchall()
    assert dict(totals) == {"2026Q2": "W2", "2026-07": "W3"}


def test_a_nominee_is_known_by_its_number_or_the_name_it_alone_bears(warehouse):
    rows = warehouse.sql(
        "select nomination_id, nominee_kind, outlet_id from fct_nomination order by 1"
    )
    assert rows.fetchall() == [
        ("N1", "outlet", "W2"),
        ("N2", "outlet", "W3"),
        ("N3", "unknown", "unknown"),
    ]


def test_what_means_nobody_is_listed_and_a_number_never_is(warehouse):
    rows = warehouse.sql(
        "select distinct name_text, source from mart_open_name where kind = 'outlet'"
    )
    sources = ("tickets", "complaints", "inspections", "ratings", "grids")
    assert set(rows.fetchall()) == {(name, s) for name in ("便民点", "月湖支局") for s in sources}
