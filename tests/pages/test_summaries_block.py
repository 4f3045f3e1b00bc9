"""The block 自报与上级通报: their figures beside ours, in both languages."""

import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop, drop_city

from ui.words import WORDS

# Ours in September: the city 93 of 100, 海曙区 36 of 40, 江北供水公司 57 of 60; August 40 of 40.
TOTALS = """统计周期,来源,指标,单位,对象类型,对象,分子,分母,数值,位次,总数,口径说明
2026-09,上级通报,按时办结率,,,,,,96.5%,3,11,含延期
2026-09,自报,K04,江北供水公司,,,98,100,,,,
2026-09,上级通报,K04,,区县,海曙区,,,88,,,
2026-08,上级通报,K04,,,,,,99%,,,
2026Q3,上级通报,K04,,,,,,95%,,,
2026-09,上级通报,市民点赞数,,,,,,1234.5,,,
2026-09,自报,C01,江北供水公司,,,9,100,,,,
2026-09,自报,K04,海曙区行政审批局,,,9,8,,,,
"""
JULY = """工单编号,来源渠道,事项名称,承办单位,承办网点,收件时间,承诺时限,办结时间,状态,导出时间
J1,窗口,户口迁移,U1,W1,2026-07-01 09:00,5个工作日,2026-07-02 10:00,办结,2026-10-15 18:00
"""


@pytest.fixture(scope="module")
def told_city(tmp_path_factory):
    root = tmp_path_factory.mktemp("told")
    drop_city(root / "inbox")
    drop(root / "inbox", "七月工单.csv", JULY)
    drop(root / "inbox", "汇总报表.csv", TOTALS)
    return build_city(root)


@pytest.fixture
def rows_of(told_city, data_folder):
    data_folder(told_city)

    def rows(**query):
        app = open_in_apptest("overview", **query)
        app.session_state["summaries"] = True
        app.run()
        assert not app.exception
        frame = app.dataframe[0].value
        return frame.to_dict("records")

    return rows


def test_theirs_stand_beside_ours_with_the_difference(rows_of):
    rows = {(row["name"], row["kpi"]): row for row in rows_of()}

    told = ("period", "publisher", "value", "own", "difference", "rank", "definition")
    assert [rows["宁波市", "按时办结率"][key] for key in told] == [
        "2026年9月", "上级通报", "96.50%", "93.00%", "+3.50个百分点", "3/11", "含延期",
    ]  # fmt: skip
    assert rows["宁波市", "按时办结率"]["line_number"] == 2
    assert rows["宁波市", "按时办结率"]["file_name"] == "汇总报表.csv"
    assert rows["海曙区", "按时办结率"]["value"] == "88.00%"
    assert rows["海曙区", "按时办结率"]["difference"] == "−2.00个百分点"
    company = rows["江北供水公司", "按时办结率"]
    assert (company["own_numerator"], company["own_denominator"]) == (57, 60)
    assert (company["value"], company["difference"]) == ("98.00%", "+3.00个百分点")
    assert rows["宁波市", "市民点赞数"]["value"] == "1,234.5"
    assert rows["宁波市", "市民点赞数"]["own"] == "—"
    assert rows["海曙区行政审批局", "按时办结率"]["doubt"] == "分子大于分母，不能是比率"
    assert rows["海曙区行政审批局", "按时办结率"]["value"] == "—"
    assert len(rows) == 6


def test_of_a_quarter_the_parts_are_summed_and_then_divided(rows_of):
    rows = {
        row["period"]: row
        for row in rows_of(period="2026Q3")
        if row["name"] == "宁波市" and row["kpi"] == "按时办结率"
    }

    # 1 of 1 in July, 40 of 40 in August and 93 of 100 in September: 134 of 141 are 95.04 %.
    assert list(rows) == ["2026年8月", "2026年9月", "2026年第3季度"]
    august, quarter = rows["2026年8月"], rows["2026年第3季度"]
    assert (august["own"], august["difference"]) == ("100.00%", "−1.00个百分点")
    assert (quarter["own_numerator"], quarter["own_denominator"]) == (134, 141)
    assert (quarter["value"], quarter["own"]) == ("95.00%", "95.04%")
    assert quarter["difference"] == "−0.04个百分点"


def test_a_district_has_its_own_and_its_units(rows_of):
    assert {row["name"] for row in rows_of(district="330203")} == {"海曙区", "海曙区行政审批局"}


def test_the_block_speaks_english(rows_of):
    [row] = [row for row in rows_of(lang="en") if row["rank"] == "3/11"]

    assert (row["period"], row["publisher"], row["difference"]) == (
        "Sep 2026", "the upper level", "+3.50 pp",
    )  # fmt: skip


def test_where_nothing_was_told_a_sentence_says_so(open_page):
    app = open_page("overview")
    app.session_state["summaries"] = True
    app.run()

    assert not app.exception and not app.dataframe
    assert WORDS["summaries.none"][0] in [one.value for one in app.caption]


def test_the_card_says_what_the_upper_level_published_of_the_place(told_city, data_folder):
    data_folder(told_city)

    for query, told in (({}, "上级通报 96.5%（3/11）"), ({"district": "330203"}, "上级通报 88.0%")):
        app = open_in_apptest("overview", period="2026-09", **query)
        said = [one.value.replace("\xa0", " ") for one in app.markdown]
        assert [text for text in said if "上级通报" in text and text.endswith(told)]
    # Of a level of outlets, and of another place, nothing was published.
    for query in ({"level": "county"}, {"district": "330205"}):
        app = open_in_apptest("overview", period="2026-09", **query)
        assert not [one.value for one in app.markdown if "上级通报" in one.value]
