import json

import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop, drop_city

# W1 stands at 121.549, 29.868 and W2 at 121.46, 29.98; a thousandth of a degree of latitude is 111 m.
PLACES = [
    ("G1", "月湖一网格", "海曙区", "月湖街道", 1000, 2, "W1", 121.549, 29.869),
    ("G2", "月湖二网格", "海曙区", "月湖街道", 600, 0, "", 121.549, 29.875),
    ("G3", "慈城一网格", "江北区", "慈城镇", 300, 1, "W2", 121.46, 29.9895),
    ("G4", "慈城二网格", "江北区", "慈城镇", 100, 1, "W2", 121.46, 30.05),
]


def grids():
    lines = ["网格编号,网格名称,区县,乡镇街道,人口,网格员数,责任网点,坐标系,边界"]
    for *facts, lon, lat in PLACES:
        w, e, s, n = lon - 0.001, lon + 0.001, lat - 0.001, lat + 0.001
        outline = f"POLYGON(({w} {s},{e} {s},{e} {n},{w} {n},{w} {s}))"
        lines.append(",".join(map(str, facts)) + f',wgs84,"{outline}"')
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def gridded(tmp_path_factory):
    root = tmp_path_factory.mktemp("gridded")
    drop_city(root / "inbox")
    drop(root / "inbox", "网格.csv", grids())
    return build_city(root)


@pytest.fixture
def open_grids(gridded, data_folder):
    data_folder(gridded)
    return lambda **query: open_in_apptest("grid_coverage", **query)


def texts(app):
    return [element.value for element in app.markdown]


def frames(app):
    return [element.value for element in app.dataframe]


def sentence(app):
    return next(text for text in texts(app) if text.startswith("### "))


def test_the_circle_covers_the_people_counted_by_hand_and_the_card_agrees(open_grids):
    app = open_grids()

    assert not app.exception
    # G1 111 m, G2 778 m; G3 1,056 m and G4 are beyond.
    assert sentence(app) == (
        "### 全市直线距离1,000米以内有窗口单位的群众占80.00%（1,600/2,000人）；"
        "4个网格中2个未覆盖，涉及400人，人口最多的是江北区慈城一网格（300人）。"
    )
    assert [metric.value for metric in app.metric][:2] == ["80.0%", "50.0%"]


def test_the_radius_moves_the_number_the_lists_and_the_address(open_grids):
    app = open_grids()

    app.select_slider(key="grids_radius").set_value("1100").run()

    assert "占95.00%（1,900/2,000人）" in sentence(app)
    assert app.query_params["radius"] == "1100"
    lists = app.segmented_control(key="grids_list").options
    assert lists == ["未覆盖（1）", "无网格员（1）", "无责任窗口单位（1）", "全部（4）"]


def test_uncovered_grids_stand_by_people_and_sum_to_what_the_sentence_says(open_grids):
    app = open_grids(radius="500")
    grids, places = frames(app)

    assert grids["grid_name"].tolist() == ["月湖二网格", "慈城一网格", "慈城二网格"]
    assert grids["population"].tolist() == [600, 300, 100]
    assert grids["distance_m"].tolist() == [779, 1057, 7784]
    assert sum(places["population"].tolist()) == 2000
    listed, summed = [one.value for one in app.markdown if "合计：" in one.value]
    assert "人口 1,000、" in listed
    assert "人口 2,000、" in summed and "无网格员 1、" in summed


def test_every_grid_is_drawn_and_says_its_people_and_nearest_window(open_grids):
    app = open_grids()

    (chart,) = app.get("deck_gl_json_chart")
    drawn = next(one for one in json.loads(chart.proto.json)["layers"] if one["id"] == "grids")
    assert len(drawn["data"]) == 4
    assert drawn["data"][0]["tip"] == (
        "月湖一网格\n海曙区 月湖街道\n人口 1,000人\n最近：海曙区政务服务中心 111米"
    )


def test_inside_a_district_the_sums_are_by_township(open_grids):
    app = open_grids(district="330203")

    assert frames(app)[-1]["place"].tolist() == ["月湖街道"]
    assert sentence(app) == (
        "### 海曙区直线距离1,000米以内有窗口单位的群众占100.00%（1,600/1,600人）；2个网格全部覆盖。"
    )


def test_a_filter_that_grids_do_not_know_is_said_and_changes_nothing(open_grids):
    app = open_grids(level="county")

    assert any("层级筛选在本页不起作用" in one.value for one in app.info)
    assert "（1,600/2,000人）" in sentence(app)


def test_without_grids_the_page_says_what_to_export(open_page):
    app = open_page("grid_coverage")

    assert not app.exception
    assert any("python -m etl load" in one.value for one in app.info)
    assert not app.get("deck_gl_json_chart")


def test_a_place_without_grids_says_so(open_grids):
    app = open_grids(district="330206")

    assert not app.exception
    assert any("没有网格" in one.value for one in app.info)
