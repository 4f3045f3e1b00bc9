import re
import shutil

import fastexcel
import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop, drop_city, more_tickets, october_tickets


def texts(app):
    return [element.value for element in app.markdown]


def parts_of_cards(app):
    """What stands on cards below the values; spaces within a part do not break."""
    return [text.replace("\xa0", " ") for text in texts(app)]


def metrics(app):
    return [element.value for element in app.metric]


@pytest.fixture
def own_city(city, tmp_path):
    """A copy of the literal city, to be changed."""
    return shutil.copytree(city, tmp_path / "own")


def test_the_numbers_on_screen_are_those_counted_by_hand(open_page):
    app = open_page("overview")

    assert not app.exception
    assert app.title[0].value == "全市窗口服务运行情况　2026年9月"
    # Accepted, on time 93 of 100, no ratings, no visits known, one complaint of 97 closed, standardised 1 of 3.
    assert metrics(app)[:2] == ["100件", "93.0%"]
    (on_time,) = [text for text in parts_of_cards(app) if "距目标 −5.0个百分点" in text]
    assert "环比 −7.0个百分点" in on_time
    assert any("环比 +150.0%" in text for text in parts_of_cards(app))


def test_the_sentence_names_who_misses_most_cases(open_page):
    app = open_page("overview")

    # 海曙区 misses 3.2 cases of 98 %, 江北区 1.8.
    (sentence,) = [text for text in texts(app) if text.startswith("### 需要关注")]
    assert "按时办结率93.00%，低于目标5.00个百分点，主要受海曙区影响（占缺口的64%）" in sentence


def test_the_sentence_is_the_same_in_english(open_page):
    app = open_page("overview", lang="en")

    (sentence,) = [text for text in texts(app) if text.startswith("### Needs attention")]
    assert "on-time completion is 93.00%, 5.00 pp below target" in sentence
    assert app.title[0].value == "Whole city service windows, Sep 2026"


def test_a_leader_sees_who_has_open_overdue_cases_and_by_when(open_page):
    app = open_page("overview")

    (card,) = [text for text in texts(app) if "在办超期" in text]
    who, *_, act = card.split("  \n")
    assert who == "**海曙区行政审批局**：在办超期 **3件**，最早自2026年9月8日起"
    assert act.startswith("责任单位")
    # Five working days after Thursday 15 October.
    assert "示例联系人 0574\\-00000001" in act and "建议10月22日前" in act


def test_a_filter_moves_the_number(open_page):
    app = open_page("overview")

    app.selectbox(key="district").set_value("330205").run()

    assert metrics(app)[1] == "95.0%"
    assert app.query_params["district"] == "330205"
    assert app.title[0].value.startswith("江北区")


def test_a_period_without_due_cases_gives_no_rate(open_page):
    app = open_page("overview", period="2026-10")

    assert not app.exception
    assert metrics(app)[0] == "0件"


def test_nothing_is_well_on_the_strength_of_a_stock_alone(open_page):
    # In October nothing fell due; the share of standardised outlets stands in every period.
    sentence = next(
        text for text in texts(open_page("overview", period="2026-10")) if "### " in text
    )

    assert sentence == "### 本周期尚未结束，暂不作判断。"


def test_a_month_that_is_not_over_is_neither_judged_nor_compared(own_city, data_folder):
    drop(own_city / "inbox", "十月.csv", october_tickets())
    data_folder(build_city(own_city))

    app = open_in_apptest("overview", period="2026-10")

    assert "### 本周期尚未结束，暂不作判断；按时办结率75.00%。" in texts(app)
    assert ":gray[本周期尚未结束]" in texts(app)
    # What remains is of a stock: two of three outlets are not standardised.
    assert [text for text in parts_of_cards(app) if "环比" in text or "▼" in text] == [
        ":red[▼ 距目标 −66.7个百分点]"
    ]
    on_time = open_in_apptest("on_time", period="2026-10")
    (sentence,) = [text for text in texts(on_time) if "按时办结率75.00%" in text]
    assert "目标" not in sentence and sentence.endswith("本周期尚未结束，暂不作判断。")


def test_a_signal_of_one_month_does_not_stand_on_a_card_of_several(sample_city, data_folder):
    data_folder(sample_city)
    signals = ("基本持平", "有所下降", "有所提升")

    told = {
        period: [text for text in texts(open_in_apptest("overview", period=period)) if text.startswith(":") and any(word in text for word in signals)]
        for period in ("2026-09", "last3")
    }  # fmt: skip

    assert told["2026-09"] and not told["last3"]


def test_what_the_exports_lack_is_said_with_the_columns_it_takes(open_page):
    app = open_page("overview")

    captions = [element.value for element in app.caption]
    assert any("办件工单的评价" in caption for caption in captions)
    assert any(caption.startswith("- ") and "未采集" in caption for caption in captions)


def test_a_new_build_is_shown_at_the_next_interaction(own_city, data_folder):
    data_folder(own_city)
    app = open_in_apptest("overview")
    assert metrics(app)[1] == "93.0%"

    drop(own_city / "inbox", "补充工单.csv", more_tickets())
    build_city(own_city)
    app.run()

    assert metrics(app)[1] == "84.5%"  # 93 of 110
    assert any("数据版本 2" in text for text in texts(app))


def test_without_a_warehouse_the_page_says_how_to_load(tmp_path, data_folder):
    data_folder(tmp_path)

    app = open_in_apptest("overview")

    assert not app.exception
    assert "python -m etl load" in app.info[0].value


@pytest.mark.parametrize("damage", ["current", "release"])
def test_a_damaged_release_is_a_sentence_and_never_a_trace(own_city, data_folder, damage):
    if damage == "current":
        (own_city / "warehouse/CURRENT").write_text("{")
    else:
        (release,) = (own_city / "warehouse/releases").iterdir()
        release.unlink()
        release.write_bytes(b"junk")
    data_folder(own_city)

    app = open_in_apptest("overview")

    assert not app.exception
    said = [element.value for element in (*app.warning, *app.error)]
    assert len(said) == 1 and "python -m etl build" in said[0]


def test_names_from_exports_stay_text(tmp_path, data_folder):
    paths = drop_city(tmp_path / "inbox")
    evil = "![x](http://evil.example/a.png)<iframe srcdoc='<script>'>"
    paths[0].write_text(
        paths[0].read_text(encoding="gb18030").replace("海曙区行政审批局", evil), encoding="gb18030"
    )
    data_folder(build_city(tmp_path))

    app = open_in_apptest("overview")

    (who,) = [text for text in texts(app) if "在办超期" in text]
    assert r"\!\[x\]\(http\:" in who
    assert r"\<iframe" in who


def test_the_list_behind_a_count_has_as_many_rows_and_says_whose_it_is(open_page, monkeypatch):
    made = {}
    keep = lambda label, make, file, key: made.update({key: (label, file, make)})  # noqa: E731
    monkeypatch.setattr("ui.downloads.button", keep)

    open_page("overview")

    label, file, make = made["overdue_U1"]
    assert label == "超期办件清单（3件）"
    assert re.fullmatch(r"超期办件清单_海曙区行政审批局_2026-10-15_v\d+\.xlsx", file)
    book = fastexcel.read_excel(make())
    (heading,) = book.load_sheet("说明", header_row=0, n_rows=0).to_polars().columns
    assert heading == "海曙区行政审批局在办超期办件（截至2026年10月15日18时）"
    about = book.load_sheet("说明").to_polars().to_series().to_list()
    assert "数据截至时的存量" in about and not [note for note in about if note and "–" in note]


def test_an_overdue_case_has_a_slip_with_its_unit_its_reason_and_room_to_sign(
    open_page, monkeypatch
):
    made = {}
    keep = lambda label, make, file, key, *_, **__: made.update({key: (file, make)})  # noqa: E731
    monkeypatch.setattr("ui.downloads.button", keep)
    open_page("overview")
    rows = fastexcel.read_excel(made["overdue_U1"][1]()).load_sheet(0).to_polars()
    case, line = rows["办件编号"][0], int(rows["行号"][0])

    open_page("on_time", ticket=case)

    file, make = made["supervision_slip"]
    assert file.startswith(f"督办单_{case}_2026-10-15_v")
    sheet = fastexcel.read_excel(make()).load_sheet(0, header_row=None, dtypes="string")
    told = dict(sheet.to_polars().rows())
    assert (told["责任单位"], told["工单编号"]) == ("海曙区行政审批局", case)
    assert int(told["超期工作日"]) > 0 and told["数据来源"].endswith(f"第{line}行")
    assert told["时限依据"].startswith("1. ") and "仍未办结" in told["办理状态"]
    assert not set("*[]") & set(told["办理状态"] + told["时限依据"])
    assert "签字" in told["承办单位负责人"] and "个工作日内办结" in told["督办要求"]


def test_what_fails_unexpectedly_is_a_sentence_with_a_reference(open_page, monkeypatch, caplog):
    app = open_page("overview")
    monkeypatch.setattr("ui.overview.sentence", lambda: 1 / 0)

    app.run()

    (said,) = [element.value for element in app.error]
    assert "ZeroDivision" not in said and "编号" in said
    (logged,) = [entry for entry in caplog.records if entry.name == "ui.frame"]
    assert logged.getMessage().split()[-1] in said
    caplog.clear()


def listed_figures(app):
    """Open the list of all figures and read it page after page."""
    app.session_state["all_figures"] = True
    rows = {}
    for page in (1, 2, 3):
        app.session_state["all_figures_page"] = page
        app.run()
        assert not app.exception
        rows |= {row["id"]: row for row in app.dataframe[0].value.to_dict("records")}
    return rows


def test_every_figure_is_listed_with_its_parts(sample_city, tmp_path, data_folder):
    # a copy: other tests open the sample city's build in their own way
    data_folder(shutil.copytree(sample_city, tmp_path / "city"))
    app = open_in_apptest("overview", period="2026-09")
    assert not app.dataframe

    rows = listed_figures(app)

    assert {"K04", "H02", "H04p90", "G03", "S10.public", "S11"} <= rows.keys()
    assert rows["S10.public"]["value"] == "88.79分"
    assert (rows["S10y.public"]["value"], rows["S10u.public"]["value"]) == ("1.39分", "2.00分")
    assert rows["H04p90"]["value"].endswith("秒")
    # the public was asked in the quarter that ended, but nobody of a source not named
    assert "S10.unnamed" not in rows


def test_what_a_city_does_not_collect_is_not_listed_among_its_figures(open_page):
    rows = listed_figures(open_page("overview"))

    assert rows["K04"]["value"] == "93.00%"
    assert not {id_ for id_ in rows if id_.startswith(("H", "S10", "S11"))}


def test_a_district_s_card_says_what_the_city_has_and_which_place_it_holds(open_page):
    # 江北区 57 of 60 on time, 海曙区 36 of 40, the city 93 of 100.
    app = open_page("overview", district="330205")

    (on_time,) = [text for text in parts_of_cards(app) if "全市 93.0%" in text]
    assert "位次 1/2" in on_time
    # Of a volume nobody is ranked.
    (accepted,) = [text for text in parts_of_cards(app) if "全市 100件" in text]
    assert "位次" not in accepted


def test_a_township_is_beside_its_district(open_page):
    app = open_page("overview", district="330205", township="330205/慈城镇")

    assert any("江北区 95.0%" in text for text in parts_of_cards(app))
    # It is the only one of its district that has cases.
    assert not [text for text in parts_of_cards(app) if "位次" in text]


def test_a_dash_in_place_of_a_change_says_why(open_page):
    said = parts_of_cards(open_page("overview"))
    assert any("同比 —（无上年同期数据）" in text for text in said)
    english = parts_of_cards(open_page("overview", lang="en"))
    assert any("vs a year ago — (no data of a year ago)" in text for text in english)
    for text in (*said, *english):
        assert not text.endswith("—") and "—  " not in text


def test_the_ends_of_districts_and_townships_are_told_with_their_rates(open_page):
    app = open_page("overview")

    (districts,) = [text for text in texts(app) if "第1名　江北区　95.00%" in text]
    assert "第2名　海曙区　90.00%" in districts
    (townships,) = [text for text in texts(app) if text.startswith("**街镇**")]
    assert "第1名　江北区慈城镇　95.00%" in townships
    assert "table_township" in app.session_state

    of_district = open_page("overview", district="330205")
    assert not [text for text in texts(of_district) if text.startswith("**街镇**")]


def test_no_method_stands_among_the_words_of_the_page(open_page):
    for lang in ("zh", "en"):
        app = open_page("overview", lang=lang)
        assert not [one for one in (*app.caption, *app.markdown) if "2.66" in one.value]
        assert [one for one in app.caption if "2.66" in one.help]
