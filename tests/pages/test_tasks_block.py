"""The list of tasks on the overview, in both languages."""

import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop, drop_city

# The data reach 15 October 2026.
TASKS = """任务编号,任务名称,责任单位,区县,阶段,完成期限,进度,完成日期
K1,公开承诺,U1,,五个有,2026-09-30,100%,2026-09-28
K2,统一标识,海曙区行政审批局,,五个有,2026-09-30,60%,
K3,延时服务,江北供水公司,,五个好,2026-11-30,0.2,
K4,志愿服务,某某协会,,五个一,2026-10-14,,
"""


@pytest.fixture(scope="module")
def assigned_city(tmp_path_factory):
    root = tmp_path_factory.mktemp("assigned")
    drop_city(root / "inbox")
    drop(root / "inbox", "创建任务清单.csv", TASKS)
    return build_city(root)


@pytest.fixture
def opened(assigned_city, data_folder):
    data_folder(assigned_city)

    def rows(**query):
        app = open_in_apptest("overview", **query)
        app.session_state["tasks"] = True
        app.run()
        assert not app.exception
        return app, app.dataframe[0].value.to_dict("records")

    return rows


def test_overdue_tasks_come_first_then_those_under_way_then_those_done(opened):
    app, rows = opened()

    told = [(row["title"], row["state"], row["unit_name"], str(row["due"])[:10]) for row in rows]
    assert told == [
        ("统一标识", "逾期", "海曙区行政审批局", "2026-09-30"),
        ("志愿服务", "逾期", "某某协会", "2026-10-14"),
        ("延时服务", "进行中", "江北供水公司", "2026-11-30"),
        ("公开承诺", "完成", "海曙区行政审批局", "2026-09-30"),
    ]
    assert [row["progress"] for row in rows][0::2] == [60, 20]
    places = [row["district_name"] for row in rows]
    assert places[0::2] == ["海曙区", "江北区"] and places[3] == "海曙区"
    assert not isinstance(places[1], str)
    assert (rows[0]["file_name"], rows[0]["line_number"]) == ("创建任务清单.csv", 3)
    heads = [one.label for one in app.expander]
    assert "创建任务清单（4项，完成1项，逾期2项）" in heads


def test_a_district_shows_its_own(opened):
    _, rows = opened(district="330205")

    assert [row["title"] for row in rows] == ["延时服务"]


def test_the_list_speaks_english(opened):
    app, rows = opened(lang="en")

    assert rows[0]["state"] == "overdue"
    assert "Tasks (4, 1 done, 2 overdue)" in [one.label for one in app.expander]


def test_without_a_list_there_is_no_block(open_page):
    app = open_page("overview")

    assert not app.exception
    assert not [one.label for one in app.expander if "任务" in one.label]
