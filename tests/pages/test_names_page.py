"""A clerk says whom a name means, in a real browser: proposed, confirmed, applied, and never asked again."""

import shutil

import duckdb
import pytest
from conftest import etl_command, serving
from literal_city import drop
from screen import said, settle, visit, watching

from etl import publish
from etl.office.names import decided
from etl.paths import DataFolder

pytestmark = pytest.mark.browser

CASES = """工单编号,来源渠道,承办单位,收件时间,状态,导出时间
N1,热线,海曙行政审批局,2026-09-01 09:00,在办,2026-10-15 18:00
N2,热线,海曙行政审批局,2026-09-02 09:00,在办,2026-10-15 18:00
N3,热线,<b>外星人</b>接待处,2026-09-02 09:00,在办,2026-10-15 18:00
N4,热线,供水热线,2026-09-03 09:00,在办,2026-10-15 18:00
"""


@pytest.fixture
def root(city, tmp_path):
    root = shutil.copytree(city, tmp_path / "city")
    drop(root / "inbox", "热线工单.csv", CASES)
    etl_command(root, "load")
    return root


def units(root):
    with duckdb.connect(publish.current(DataFolder(root)).path, read_only=True) as warehouse:
        rows = warehouse.sql(
            "select ticket_id, unit_id::varchar from fct_ticket where ticket_id like 'N%'"
        )
        return dict(rows.fetchall())


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


@pytest.mark.parametrize(
    "viewport", [{"width": 1440, "height": 1000}, {"width": 375, "height": 812}]
)
def test_names_are_confirmed_or_not_and_then_applied_together(root, browser, viewport):
    with serving(root) as address, watching(browser, viewport=viewport) as (page, complaints):
        visit(page, f"{address}/data_quality")
        shown = said(page)
        assert "3个名称与台账对不上，涉及4行" in shown
        assert "海曙行政审批局 办件工单2行，2026年9月1日至2026年9月2日" in shown
        assert "海曙区行政审批局（U1），相似度" in shown

        press(page, "确认")
        assert "还没有计入数据" in said(page) and "2个名称与台账对不上" in said(page)
        assert units(root)["N1"] == "海曙行政审批局"
        press(page, "都不是")
        assert "1个名称与台账对不上" in said(page)

        press(page, "确认")
        assert "请先填台账中的编号" in said(page)
        page.get_by_label("台账中的编号").fill("U9")
        page.get_by_label("台账中的编号").press("Enter")
        settle(page)
        press(page, "确认")
        assert "台账中没有编号 U9" in said(page)
        page.get_by_label("台账中的编号").fill("U2")
        page.get_by_label("台账中的编号").press("Enter")
        settle(page)
        press(page, "确认")

        page.get_by_role("button", name="应用到数据").click()
        page.get_by_role("heading", name="未对应的名称").wait_for(state="detached", timeout=90_000)
        settle(page)
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

    assert units(root) == {"N1": "U1", "N2": "U1", "N3": "<b>外星人</b>接待处", "N4": "U2"}
    decisions = decided(DataFolder(root))
    assert [(one.decision, one.target_id) for one in decisions] == [
        ("confirm", "U1"),
        ("reject", None),
        ("confirm", "U2"),
    ]
