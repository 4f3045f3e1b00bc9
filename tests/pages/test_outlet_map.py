import json
import math

import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop_city
from screen import query, until, visit, watching


def frames(app):
    return [element.value for element in app.dataframe]


def texts(app):
    return [element.value for element in (*app.markdown, *app.caption, *app.info)]


def deck(app):
    (chart,) = app.get("deck_gl_json_chart")
    return json.loads(chart.proto.json)


def layer(app, id_):
    return next(one for one in deck(app)["layers"] if one["id"] == id_)


def test_every_outlet_with_a_place_is_a_circle_and_the_others_are_counted(open_page):
    app = open_page("outlet_map", period="2026-09")

    assert not app.exception
    assert sorted(row["id"] for row in layer(app, "outlets")["data"]) == ["W1", "W2"]
    labels = app.segmented_control(key="map_list").options
    assert labels == ["全部（3）", "无坐标（1）", "坐标不在所属区(县、市)（0）"]


def test_the_sentence_and_the_table_are_those_counted_by_hand(open_page):
    app = open_page("outlet_map", period="2026-09")

    # W1 36 of 40, W2 57 of 60: neither reaches 98 %; each lies in a district of its own.
    answer = "### 全市2026年9月样本足够的2家窗口单位中，按时办结率0家达标、2家未达标；1家没有坐标，不在图上。"
    assert answer in texts(app)
    assert "**按时办结率未达标2家：江北区1家、海曙区1家**" in texts(app)
    (rows,) = frames(app)
    assert rows["value"].tolist()[:2] == pytest.approx([95.0, 90.0])
    assert rows["denominator"].tolist()[:2] == [60, 40]
    (total,) = [text for text in [one.value for one in app.markdown] if "合计：" in text]
    assert "受理量 100、按时办结率 93.00%、" in total
    assert sum(rows["volume"].tolist()) == 100


def test_an_outlet_chosen_by_name_shows_its_figures_and_overdue_cases_and_stays_in_the_address(
    open_page,
):
    app = open_page("outlet_map", period="2026-09")

    app.selectbox(key="map_outlet").set_value("W1").run()

    assert not app.exception
    assert app.query_params["outlet"] == "W1"
    assert any(one.value == "海曙区政务服务中心：超期在办3件" for one in app.subheader)
    (figures,) = [text for text in texts(app) if text.startswith("| 指标")]
    assert "| 按时办结率 | ▼\N{NO-BREAK SPACE}90.00% | 36/40 |" in figures
    overdue = next(frame for frame in frames(app) if "ticket_id" in frame.columns)
    assert overdue["file_name"].tolist() == ["办件工单.csv"] * 3
    assert overdue["line_number"].tolist() == [39, 40, 41]
    assert layer(app, "chosen")["data"][0]["p"] == [121.549, 29.868]


def test_a_link_opens_the_same_outlet_and_size(open_page):
    app = open_page("outlet_map", period="2026-09", outlet="W2", size="K02")

    assert app.selectbox(key="map_outlet").value == "W2"
    assert app.segmented_control(key="map_size").value == "K02"


def test_an_outlet_that_does_not_exist_is_ignored(open_page):
    app = open_page("outlet_map", outlet="W999", kpi="X")

    assert not app.exception
    assert app.selectbox(key="map_outlet").value is None


def test_a_window_without_cases_is_a_grey_ring_without_a_rate(open_page):
    app = open_page("outlet_map", period="2026-10")

    assert not app.exception
    assert all(row["f"][3] == 0 for row in layer(app, "outlets")["data"])
    tips = [row["tip"].splitlines()[2] for row in layer(app, "outlets")["data"]]
    assert set(tips) == {"按时办结率 本周期没有数据"}


def test_ten_to_29_cases_are_told_apart_greyed_and_with_their_range(open_page):
    # August: twenty of each window, all on time.
    app = open_page("outlet_map", period="2026-08", outlet="W1")

    answer = "全市2026年8月没有样本足够评价按时办结率的窗口单位；2家样本较少（10–29件），仅供参考：2家达标、0家未达标"
    assert any(answer in text for text in texts(app))
    (figures,) = [text for text in texts(app) if text.startswith("| 指标")]
    row = r"| 按时办结率 | :gray[100.00% 合理波动范围 83.89%–100.00%] | 20/20 |"
    assert row in figures
    tips = [row["tip"] for row in layer(app, "outlets")["data"]]
    assert all("（20/20件、合理波动范围 83.89%–100.00%）" in tip for tip in tips)


def test_names_from_exports_stay_text(tmp_path, data_folder):
    paths = drop_city(tmp_path / "inbox")
    evil = "<img src=x onerror=alert(1)>{tip}"
    paths[1].write_text(
        paths[1].read_text(encoding="gb18030").replace("海曙区政务服务中心", evil),
        encoding="gb18030",
    )
    data_folder(build_city(tmp_path))

    app = open_in_apptest("outlet_map", period="2026-09", outlet="W1")

    tips = {row["id"]: row["tip"] for row in layer(app, "outlets")["data"]}
    assert tips["W1"].startswith(evil)
    (chart,) = app.get("deck_gl_json_chart")
    assert "html" not in json.loads(chart.proto.tooltip)
    assert any(text.startswith(r"### \<img") for text in texts(app))


def test_without_any_coordinates_there_is_a_sentence_instead_of_a_map(tmp_path, data_folder):
    paths = drop_city(tmp_path / "inbox")
    ledger = paths[1].read_text(encoding="gb18030")
    for place in ("121.549,29.868", "121.46,29.98"):
        ledger = ledger.replace(place, ",")
    paths[1].write_text(ledger, encoding="gb18030")
    # A district with a case of its own and without any window.
    case = "B1,窗口,登记,U9,,2026-09-01 09:00,5个工作日,,办理中,2026-10-15 18:00"
    for path, line in ((paths[0], "U9,鄞州区示例局,市直部门,鄞州区,,"), (paths[3], case)):
        path.write_text(f"{path.read_text(encoding='gb18030')}{line}\n", encoding="gb18030")
    data_folder(build_city(tmp_path))

    app = open_in_apptest("outlet_map", district="330212", period="2026-09")
    assert [one.value for one in app.info] == ["所选范围内没有窗口单位。请放宽筛选。"]

    app = open_in_apptest("outlet_map")

    assert not app.exception
    assert not app.get("deck_gl_json_chart")
    assert any("经度、纬度" in one.value for one in app.info)
    assert app.segmented_control(key="map_list").options[1] == "无坐标（3）"


@pytest.mark.browser
def test_a_click_on_a_circle_opens_the_outlet_beside_the_map(open_page, server, browser):
    view = deck(open_page("outlet_map", period="2026-09", district="330203"))["initialViewState"]
    with watching(browser, {"width": 1440, "height": 1200}) as (page, complaints):
        visit(page, f"{server}/outlet_map?period=2026-09&district=330203")
        box = page.locator("[data-testid=stDeckGlJsonChart] canvas").first.bounding_box()
        scale = 512 * 2 ** view["zoom"] / 360
        down = math.degrees(mercator(view["latitude"]) - mercator(29.868)) * scale
        right = (121.549 - view["longitude"]) * scale
        x, y = box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down
        until(page, lambda: is_told_at(page, x, y))
        page.mouse.click(x, y)

        heading = page.get_by_role("heading", name="海曙区政务服务中心", exact=True)
        heading.wait_for(timeout=20_000)
        until(page, lambda: query(page).get("outlet") == "W1")
    assert complaints == []


def is_told_at(page, x, y):
    """Move to a place of the map and say whether its tooltip shows: circles come after their canvas."""
    page.mouse.move(x - 40, y - 40)
    page.mouse.move(x, y)
    return page.locator(".deck-tooltip").first.is_visible()


def mercator(latitude):
    return math.asinh(math.tan(math.radians(latitude)))
