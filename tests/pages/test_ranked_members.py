import pytest


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
    assert table["name"].to_list() == ["合计", "江北区慈城镇"]


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
