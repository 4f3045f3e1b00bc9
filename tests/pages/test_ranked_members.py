import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop, drop_city

MORE_OUTLETS = """网点编号,网点名称,行业,单位级别,区县,乡镇街道,上级单位,经度,纬度,坐标系,规范化达标
W4,鄞州邮政所,邮政,乡镇街道级,鄞州区,东柳街道,U2,,,,否
W5,慈溪邮政所,邮政,乡镇街道级,慈溪市,浒山街道,U2,,,,否
"""
TICKETS = "工单编号,来源渠道,事项名称,承办单位,承办网点,收件时间,承诺时限,办结时间,状态,导出时间"


def said(app):
    return [element.value for element in (*app.markdown, *app.caption)]


@pytest.fixture
def on_time(open_page):
    return lambda **query: open_page("on_time", period="2026-09", **query)


def test_one_member_is_not_called_the_lowest(on_time):
    app = on_time(district="330205")

    assert not app.exception
    assert "只有江北区的办件达到30件，不作排名。" in said(app)
    assert not [text for text in said(app) if "最低" in text or "由低到高，" in text]


def test_a_township_is_not_called_by_the_name_of_its_district(on_time):
    app = on_time(township="330205/慈城镇")

    (table,) = [frame.value for frame in app.dataframe if {"name", "late"} <= {*frame.value}]
    assert table["name"].to_list() == ["江北区慈城镇"]


def test_one_place_of_a_ranking_has_no_rank(open_page):
    app = open_page("overview", period="2026-09", district="330205")

    assert not app.exception
    assert any("只有慈城镇达到30件，不作排名。" in text for text in said(app))
    assert not [text for text in said(app) if "第1名" in text or "最低" in text]


def test_of_several_members_the_lowest_is_named(on_time):
    assert "**海曙区最低：90.00%，未按时4件**" in said(on_time())


def test_what_became_of_late_cases_tells_open_ones_from_closed_ones(on_time):
    (sentence,) = [text for text in said(on_time()) if text.startswith("### ")][:1]

    assert "未按时的7件中，3件至今没有办结，其余都已办结。" in sentence


def test_the_whole_table_has_all_members_and_adds_up(tmp_path, data_folder):
    # To 40 of 海曙区 and 60 of 江北区 come 4 in 鄞州区, 12 in 慈溪市 and 3 of a unit that nobody knows.
    drop_city(tmp_path / "inbox")
    drop(tmp_path / "inbox", "更多网点.csv", MORE_OUTLETS)
    lines = [
        f"F-{at},窗口,户口迁移,{',W4' if at < 4 else ',W5' if at < 16 else '某局,'},2026-09-01 09:00,"
        "5个工作日,2026-09-03 10:00,办结,2026-10-15 18:00"
        for at in range(19)
    ]
    drop(tmp_path / "inbox", "更多工单.csv", "\n".join([TICKETS, *lines]) + "\n")
    data_folder(build_city(tmp_path))
    app = open_in_apptest("overview", period="2026-09")

    app.session_state["table_district"] = True
    app.run()

    assert not app.exception
    (table,) = [frame.value for frame in app.dataframe if "satisfied" in frame.value]
    rows = table.to_dict("records")
    (total,) = [one.value for one in app.markdown if "合计：" in one.value]
    assert "受理量 119、应办结 119、按时办结 112、" in total
    assert [row["name"] for row in rows] == ["江北区", "海曙区", "慈溪市", "鄞州区", "未归属"]
    for column, expected in (("accepted", 119), ("denominator", 119), ("numerator", 112)):
        assert sum(row[column] for row in rows) == expected
    assert [row["remark"] for row in rows] == [
        "", "", "样本较少，范围75.7%–100.0%", "样本不足", "未能归属",
    ]  # fmt: skip
    assert [row["rank"] == row["rank"] for row in rows] == [True, True, False, False, False]
    assert [row["value"] == row["value"] for row in rows[:4]] == [True, True, True, False]
