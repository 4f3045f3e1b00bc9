"""A clerk uploads files in a real browser: looked at first, then loaded or thrown away."""

import shutil

import polars as pl
import pytest
from conftest import serving
from screen import said, settle, visit, watching

from etl.lake import lake
from etl.paths import DataFolder
from tests.etl.tiny_city import OUTLETS, UNITS, tickets

pytestmark = pytest.mark.browser

FILES = [
    {"name": "办件.csv", "mimeType": "text/csv", "buffer": tickets(5000, 12).encode("gb18030")},
    {"name": "网点.csv", "mimeType": "text/csv", "buffer": OUTLETS.encode()},
    {"name": "单位.csv", "mimeType": "text/csv", "buffer": UNITS.encode()},
]


@pytest.fixture
def root(city, tmp_path):
    return shutil.copytree(city, tmp_path / "city")


def choose(page, address):
    visit(page, f"{address}/data_quality")
    page.locator("input[type=file]").set_input_files(FILES)
    page.get_by_role("button", name="先看一看").click()
    page.get_by_role("button", name="导入这些文件").wait_for(timeout=60_000)
    settle(page)


def test_an_upload_is_shown_before_it_is_loaded_and_loaded_when_accepted(root, browser):
    folder = DataFolder(root)
    before = {record.batch_id for record in lake.batches(folder)}
    with serving(root) as address, watching(browser) as (page, complaints):
        choose(page, address)
        shown = said(page)
        assert "还没有导入任何数据" in shown and "读取12行，采用12行，未采用0行" in shown
        assert {record.batch_id for record in lake.batches(folder)} == before

        page.get_by_role("button", name="导入这些文件").click()
        page.get_by_text("已读完3个文件，共3个").wait_for(timeout=60_000)
        going = said(page)
        assert all(f"{name} 已导入" in going for name in ("单位.csv", "办件.csv", "网点.csv"))
        page.get_by_text("3批已导入").wait_for(timeout=60_000)
        settle(page)
        assert complaints == []

    new = [record for record in lake.batches(folder) if record.batch_id not in before]
    assert {record.file_name for record in new} >= {"办件.csv"} and len(new) == 3
    (cases,) = [record for record in new if record.source == "tickets"]
    rows = pl.read_parquet(lake.parquet_path(folder, cases))
    assert sorted(rows["ticket_id"]) == [f"T{number}" for number in range(5000, 5012)]


def test_a_cancelled_upload_leaves_nothing(root, browser):
    def files():
        return {path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock"}

    before = files()
    with serving(root) as address, watching(browser) as (page, _):
        choose(page, address)
        page.get_by_role("button", name="取消").click()
        page.locator("input[type=file]").wait_for(state="attached", timeout=60_000)
        settle(page)

    assert files() == before
