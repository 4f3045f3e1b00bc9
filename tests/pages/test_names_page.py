"""A clerk says whom a name means, in a real browser: proposed, confirmed, applied, and never asked again."""

import duckdb
import pytest
from conftest import build_city, serving
from literal_city import OUTLETS, UNITS, drop
from screen import PHONE, WIDE, said, settle, visit, watching

from etl.office.names import decided
from etl.paths import DataFolder
from etl.warehouse import publish

pytestmark = pytest.mark.browser

CASES = """工单编号,来源渠道,承办单位,收件时间,状态,导出时间
N1,热线,海曙行政审批局,2026-09-01 09:00,在办,2026-10-15 18:00
N2,热线,海曙行政审批局,2026-09-02 09:00,在办,2026-10-15 18:00
N3,热线,<b>外星人</b>接待处,2026-09-02 09:00,在办,2026-10-15 18:00
N4,热线,供水热线,2026-09-03 09:00,在办,2026-10-15 18:00
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Two ledgers and four cases: nothing else of a city matters here, and it builds in seconds."""
    root = tmp_path_factory.mktemp("names")
    drop(root / "inbox", "单位台账.csv", UNITS)
    drop(root / "inbox", "网点台账.csv", OUTLETS)
    drop(root / "inbox", "热线工单.csv", CASES)
    return build_city(root)


def units(root):
    with duckdb.connect(publish.current(DataFolder(root)).path, read_only=True) as warehouse:
        rows = warehouse.sql(
            "select ticket_id, unit_id::varchar from fct_ticket where ticket_id like 'N%'"
        )
        return dict(rows.fetchall())


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def fill(page, label, text):
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Enter")
    settle(page)


def test_names_are_confirmed_or_not_and_then_applied_together(root, browser):
    with serving(root) as address, watching(browser, viewport=PHONE) as (page, complaints):
        visit(page, f"{address}/data_quality")
        assert "3个名称与台账对不上，涉及4行" in said(page)
        for button in ("确认", "都不是"):
            edges = page.get_by_role("button", name=button, exact=True).bounding_box()
            assert edges["x"] >= 0 and edges["x"] + edges["width"] <= PHONE["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

        page.set_viewport_size(WIDE)
        decide(page, root)
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]

    assert units(root) == {"N1": "U1", "N2": "U1", "N3": "<b>外星人</b>接待处", "N4": "U2"}
    decisions = decided(DataFolder(root))
    assert [(one.decision, one.target_id, one.valid_from, one.valid_to) for one in decisions] == [
        ("confirm", "U1", None, None),
        ("reject", None, None, None),
        ("confirm", "U2", "2026-09-03", "2026-12-31"),
    ]


def decide(page, root):
    """Do what the clerk does: confirm, reject, mistype, confirm for some days, apply."""
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
    fill(page, "台账中的编号", "U9")
    press(page, "确认")
    assert "台账中没有编号 U9" in said(page)
    fill(page, "台账中的编号", "U2")
    fill(page, "从哪天起（可不填）", "上个月")
    press(page, "确认")
    assert "“上个月”不是日期" in said(page)
    fill(page, "从哪天起（可不填）", "2026年9月3日")
    fill(page, "到哪天止（可不填）", "2026-08-31")
    press(page, "确认")
    assert "起始日期晚于截止日期" in said(page)
    fill(page, "到哪天止（可不填）", "2026/12/31")
    press(page, "确认")

    page.get_by_role("button", name="应用到数据").click()
    page.get_by_role("heading", name="未对应的名称").wait_for(state="detached", timeout=90_000)
    settle(page)
