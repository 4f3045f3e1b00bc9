from pathlib import Path

import pytest

from etl.errors import FileRefused, MappingError
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.sources.matching import comparable
from etl.sources.recognition import read_header_book, recognise


@pytest.fixture
def book(tmp_path):
    return read_header_book(DataFolder(tmp_path))


@pytest.mark.parametrize("name", list(SOURCES))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_source_is_known_by_its_own_headers_in_any_order(book, name, language):
    columns = SOURCES[name].columns[::-1]
    header = [column.header if language == "zh" else column.name for column in columns]

    read = recognise(header, book)

    assert read.source.name == name
    assert read.columns == {column.name: i for i, column in enumerate(columns)}
    assert read.unknown == ()


@pytest.mark.parametrize("name", list(SOURCES))
def test_no_header_of_a_source_means_two_columns(name):
    seen = {}
    for column in SOURCES[name].columns:
        for header in (column.name, column.header, *column.also):
            assert seen.setdefault(comparable(header), column.name) == column.name, header


@pytest.mark.parametrize("name", list(SOURCES))
def test_the_least_file_of_each_source_is_recognised(book, name):
    source = SOURCES[name]
    least = [*source.required, *(group[-1] for group in source.any_of)]

    assert recognise([source.by_name[n].header for n in least], book).source.name == name


def test_headers_are_known_without_width_stars_spaces_and_units(book):
    header = [
        "＊工单 编号",
        "受理时间 ",
        "承办单位：",
        "承诺时限（工作日）",
        "Closed At",
        "流水备注",
    ]

    read = recognise(header, book)

    assert list(read.columns) == ["ticket_id", "accepted_at", "unit", "closed_at", "promised_days"]
    assert read.unknown == (5,)


def test_a_told_source_is_believed_and_told_what_it_lacks(book):
    with pytest.raises(FileRefused) as caught:
        recognise(["工单编号", "收件时间", "承办单位"], book, source="complaints")

    assert "投诉编号" in caught.value.said.zh
    assert "收件时间" in caught.value.said.zh


def test_strange_headers_are_shown(book):
    with pytest.raises(FileRefused) as caught:
        recognise(["甲", "乙"], book)

    assert caught.value.code == "unknown_table"
    assert "甲、乙" in caught.value.said.zh


def test_a_citys_own_words_come_from_aliases(tmp_path: Path):
    own = tmp_path / "reference" / "aliases.yaml"
    own.parent.mkdir()
    own.write_text("tickets: {ticket_id: [单子号]}\n", encoding="utf-8")

    read = recognise(["单子号", "收件时间", "承办单位"], read_header_book(DataFolder(tmp_path)))

    assert read.columns["ticket_id"] == 0


def test_an_alias_for_a_column_that_does_not_exist_is_an_error(tmp_path: Path):
    own = tmp_path / "reference" / "aliases.yaml"
    own.parent.mkdir()
    own.write_text("tickets: {ticket: [单子号]}\n", encoding="utf-8")

    with pytest.raises(MappingError, match="tickets.ticket"):
        read_header_book(DataFolder(tmp_path))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("序号 工单编号 承办单位 收件时间 派单时间", "tickets"),
        ("序号 工单编号 诉求类型 承办单位 派单时间 收件时间 办理期限 办结时间 退单成立", "tickets"),
        ("工单编号 派单时间 承办单位 签收时间 反馈时间 办理期限", "dispatches"),
        ("序号 工单编号 承办单位 派单时间", "dispatches"),
        ("办件编号 受理时间 承办网点 窗口号 工号 评价等级 评价时间", "tickets"),
        ("评价编号 办件编号 受理时间 承办网点 窗口号 工号 评价等级 评价时间", "ratings"),
        ("网格编号 网格名称 区县 网格员 户数 边界", "grids"),
        ("走访编号 网格编号 网格员 走访日期", "visits"),
        ("投诉编号 接收时间 来源渠道 是否满意", "complaints"),
        ("规范全称 单位类别 区县", "units"),
        ("申报编号 奖项 规范全称 推荐单位 类别", "nominations"),
        ("规范全称 申报编号 征求部门 结论", "opinions"),
        ("申报编号 征求部门 结论 日期", "opinions"),
        ("统计周期 来源 指标 单位 数值", "summaries"),
        ("检查编号 网点编号 检查时间 检查方式 检查项 得分", "inspections"),
        ("测评编号 测评周期 测评对象类型 测评对象 得分(百分制)", "surveys"),
    ],
)
def test_exports_that_share_headers_are_told_apart(book, header, name):
    assert recognise(header.split(), book).source.name == name
