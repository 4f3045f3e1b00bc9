from conftest import open_in_apptest


def chosen(app, key):
    return app.selectbox(key=key).value


def notices(app):
    return [element.value for element in app.info]


def test_the_last_complete_month_is_shown_unasked(open_page):
    app = open_page("overview")

    assert chosen(app, "period") == "2026-09"
    assert app.query_params == {}


def test_a_deep_link_sets_every_filter_by_id(open_page):
    asked = {"period": "2026-08", "district": "330205", "township": "330205/慈城镇", "lang": "en"}

    app = open_page("overview", **asked)

    assert {key: chosen(app, key) for key in ("period", "district", "township")} == {
        key: asked[key] for key in ("period", "district", "township")
    }
    assert app.query_params == asked
    assert app.title[0].value == "江北区 · 慈城镇 service windows, Aug 2026"


def test_a_township_alone_brings_its_district(open_page):
    app = open_page("overview", township="330205/慈城镇")

    assert chosen(app, "district") == "330205"
    assert notices(app) == []


def test_a_township_never_outlives_its_district(open_page):
    app = open_page("overview", district="330205", township="330205/慈城镇")

    app.selectbox(key="district").set_value("330203").run()

    assert chosen(app, "township") == ""
    assert any("慈城镇" in notice for notice in notices(app))
    assert app.query_params == {"district": "330203"}
    app.run()
    assert notices(app) == []


def test_what_the_address_names_in_vain_is_dropped_and_said(open_page):
    app = open_page("overview", district="' or 1=1 --", period="2019-01", level="province")

    assert not app.exception
    assert [chosen(app, key) for key in ("period", "district", "level")] == ["2026-09", "", ""]
    assert any("统计周期、区(县、市)、层级" in notice for notice in notices(app))
    assert app.query_params == {}


def test_a_chip_clears_its_filter(open_page):
    app = open_page("overview", district="330205", township="330205/慈城镇")

    app.button(key="clear_district").click().run()

    assert (chosen(app, "district"), chosen(app, "township")) == ("", "")
    assert app.query_params == {}


def test_an_address_changed_by_the_reader_is_taken_over(open_page):
    app = open_page("overview", district="330205")

    app.query_params["district"] = "330203"
    app.run()

    assert chosen(app, "district") == "330203"


def test_a_filter_changes_and_the_language_stays(open_page):
    app = open_page("overview", district="330205", lang="en")

    app.selectbox(key="period").set_value("2026-08").run()

    assert app.query_params == {"district": "330205", "period": "2026-08", "lang": "en"}
    assert app.title[0].value == "江北区 service windows, Aug 2026"


def test_each_session_has_its_own_filters(open_page):
    one = open_page("overview", district="330205")

    other = open_in_apptest("overview")

    assert chosen(other, "district") == ""
    assert chosen(one.run(), "district") == "330205"
