"""A clerk says in a real browser which header is which column, and looks before loading."""

import shutil

import polars as pl
import pytest
from conftest import serving
from screen import PHONE, WIDE, said, settle, table, visit, watching

from etl.lake import lake
from etl.paths import DataFolder

pytestmark = pytest.mark.browser

REQUESTS = (
    "case_id,opened_dt,bureau,remark\nA-1,03/04/2026 09:05,海曙区行政审批局,x\n"
    "A-2,05/04/2026 09:05,海曙区行政审批局,y\n"
)
FILE = {"name": "requests_2026-03.csv", "mimeType": "text/csv", "buffer": REQUESTS.encode()}


@pytest.fixture
def root(city, tmp_path):
    return shutil.copytree(city, tmp_path / "city")


def begin(page, address, file=FILE):
    visit(page, f"{address}/data_quality")
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("button", name="先看一看").click()
    page.get_by_role("button", name="逐列指定").wait_for(timeout=60_000)
    settle(page)
    page.get_by_role("button", name="逐列指定").click()
    page.get_by_role("button", name="按此再看一看").wait_for(timeout=60_000)
    settle(page)


def select(page, label, option):
    box = page.get_by_test_id("stMain").get_by_test_id("stSelectbox").filter(has_text=label)
    # A list that opens while the page still scrolls to it closes again.
    box.locator("input").first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box.locator("input").first.click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def test_columns_are_chosen_by_hand_where_they_fit_a_phone_seen_and_loaded(root, browser):
    folder = DataFolder(root)
    before = {record.batch_id for record in lake.batches(folder)}
    with serving(root) as address, watching(browser, viewport=PHONE) as (page, complaints):
        begin(page, address)
        wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        assert wide <= PHONE["width"]
        page.set_viewport_size(WIDE)
        settle(page)
        assert "不能导入" in said(page)
        assert "还缺其一：承办单位、承办网点、窗口号" in said(page)
        select(page, "承办单位", "bureau")
        page.get_by_test_id("stMain").get_by_text("日在前").click()
        settle(page)
        page.get_by_role("button", name="按此再看一看").click()
        page.get_by_text("读取2行，采用2行").wait_for(timeout=60_000)
        settle(page)
        assert {record.batch_id for record in lake.batches(folder)} == before

        page.get_by_role("button", name="导入这些文件").click()
        page.get_by_text("1批已导入").wait_for(timeout=60_000)
        settle(page)
        assert complaints == []

    (new,) = [record for record in lake.batches(folder) if record.batch_id not in before]
    rows = pl.read_parquet(lake.parquet_path(folder, new)).sort("ticket_id")
    assert rows["unit"].to_list() == ["海曙区行政审批局"] * 2
    assert [str(at) for at in rows["accepted_at"]] == ["2026-04-03 09:05:00", "2026-04-05 09:05:00"]
    assert new.mapping_name == "0-requests_2026-03.yaml"


def test_a_word_is_explained_by_hand(root, browser):
    text = (
        "工单编号,承办单位,受理时间,办件状态,是否按时\nA-1,海曙区行政审批局,2026-04-03 09:05,Active,√\n"
        "A-2,海曙区行政审批局,2026-04-03 09:05,在办,×\n"
    )
    file = {"name": "办件.csv", "mimeType": "text/csv", "buffer": text.encode()}
    with serving(root) as address, watching(browser) as (page, complaints):
        visit(page, f"{address}/data_quality")
        page.locator("input[type=file]").set_input_files([file])
        page.get_by_role("button", name="先看一看").click()
        page.get_by_text("读取2行，采用1行").wait_for(timeout=60_000)
        settle(page)
        page.get_by_text("说明不认识的取值").click()
        settle(page)
        select(page, "Active（1行）", "在办")
        page.get_by_role("button", name="按此再看一看").click()
        page.get_by_text("读取2行，采用2行").wait_for(timeout=60_000)
        settle(page)
        assert "说明不认识的取值" not in said(page)
        assert table(page.get_by_test_id("stDataFrame").filter(visible=True).first)[1:] == [
            ["A-1", "海曙区行政审批局", "2026-04-03 09:05:00", "在办", "是"],
            ["A-2", "海曙区行政审批局", "2026-04-03 09:05:00", "在办", "否"],
        ]
        assert complaints == []


WIDE_SHEET = (
    "检查编号,网点编号,检查时间,检查方式,无障碍设施,禁烟标志,地面\n"
    "J1,W1,25-Nov-2026,暗访,√,×,√\nJ2,W1,26-Nov-2026,暗访,√,—,\n"
)


def test_a_wide_sheet_and_the_form_of_its_dates_are_said_by_hand(root, browser):
    file = {"name": "巡查.csv", "mimeType": "text/csv", "buffer": WIDE_SHEET.encode()}
    with serving(root) as address, watching(browser) as (page, complaints):
        begin(page, address, file)
        assert "还缺" not in said(page)
        select(page, "地面 · √", "地面")
        select(page, "检查时间 · 25-Nov-2026", "25-Nov-2026")
        page.get_by_role("button", name="按此再看一看").click()
        page.get_by_text("读取2行，采用2行").wait_for(timeout=60_000)
        settle(page)
        shown = table(page.get_by_test_id("stDataFrame").filter(visible=True).first)
        items = ["无障碍设施", "禁烟标志", "地面", "无障碍设施"]
        assert [row[0] for row in shown[1:]] == ["J1", "J1", "J1", "J2"]
        assert [row[2][:10] for row in shown[1:]] == ["2026-11-25"] * 3 + ["2026-11-26"]
        at = next(i for i, head in enumerate(shown[0]) if head.startswith("检查项"))
        codes = {"无障碍设施": "barrier_free", "禁烟标志": "no_smoking", "地面": "地面"}
        assert [row[at] for row in shown[1:]] == [codes[item] for item in items]
        assert complaints == []
