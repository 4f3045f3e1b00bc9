"""The units' own clock in the on-time table: a returned case counts for the unit it went to next."""

import pytest
from conftest import build_city, open_in_apptest
from literal_city import drop

UNITS = """单位编号,规范全称,单位类别,区县
U01,甲局,市直部门,海曙区
U03,丙局,市直部门,海曙区
"""
CASES = """工单编号,来源渠道,承办单位,收件时间,承诺时限,办结时间,状态,导出时间
A1,热线,甲局,2026-03-02 09:00,5个工作日,2026-03-06 10:00,办结,2026-03-31 18:00
A2,热线,甲局,2026-03-02 09:00,5个工作日,2026-03-06 11:00,办结,2026-03-31 18:00
"""
# A1 went back from 甲局, upheld, and on to 丙局, who answered in its time; A2 甲局 answered a day late.
DISPATCHES = """工单编号,承办单位,角色,派出时间,退回时间,退单成立,反馈时间,办理期限
A1,甲局,主办,2026-03-02 10:00,2026-03-03 09:00,是,,2026-03-05
A1,丙局,主办,2026-03-03 10:00,,,2026-03-06 09:00,2026-03-06
A2,甲局,主办,2026-03-02 10:00,,,2026-03-06 09:00,2026-03-05
A2,丙局,协办,2026-03-02 10:00,,,2026-03-04 09:00,2026-03-05
"""


@pytest.fixture(scope="module")
def sent_city(tmp_path_factory):
    root = tmp_path_factory.mktemp("sent")
    for name, text in (("单位", UNITS), ("工单", CASES), ("派单", DISPATCHES)):
        drop(root / "inbox", f"{name}.csv", text)
    return build_city(root)


def by_unit(app):
    """The table by unit: name to [on time, due, answered in time, dispatches due]."""
    assert not app.exception
    [table] = [one.value for one in app.dataframe if "unit_due" in one.value.columns]
    keys = ["numerator", "denominator", "unit_on_time", "unit_due"]
    return {row["name"]: [row[key] for key in keys] for row in table.to_dict("records")}


def test_the_units_clock_stands_beside_the_citys(sent_city, data_folder):
    data_folder(sent_city)

    app = open_in_apptest("on_time", by="unit")
    rows = by_unit(app)

    # On the city's clock 甲局 led both cases, closed in time; on its own it missed the one it kept.
    assert rows == {"甲局": [2, 2, 0, 1], "丙局": [0, 0, 1, 1]}
    (total,) = [one.value for one in app.markdown if "合计：" in one.value]
    assert total == "**合计：到期 2、未按时 0、按时 2、按期反馈 1、到期派单 2**"


def test_without_dispatches_the_table_has_no_such_column(open_page):
    app = open_page("on_time", by="unit")

    assert not app.exception
    assert app.dataframe
    assert not any("unit_due" in one.value.columns for one in app.dataframe)


def test_the_rows_behind_are_the_dispatches(sent_city, data_folder):
    data_folder(sent_city)

    app = open_in_apptest("overview", rows="K04c")

    assert not app.exception
    (row,) = app.dataframe[0].value.to_dict("records")
    assert row["amount"] == 1
    assert (row["ticket_id"], row["unit_name"], row["is_on_time"]) == ("A2", "丙局", "是")
    assert (row["file_name"], row["line_number"]) == ("派单.csv", 5)
