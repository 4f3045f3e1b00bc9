"""A snapshot that lost most of its rows waits on the data page until the clerk decides, in a real browser."""

import shutil

import duckdb
import pytest
from conftest import etl_command, serving
from literal_city import drop
from screen import said, settle, visit, watching

from etl.lake import lake
from etl.paths import DataFolder
from etl.warehouse import publish

pytestmark = pytest.mark.browser

MAPPING = "source: aliases\nmatch: '全量*.csv'\nas_of: {}\nsnapshot: true\n"


def names(count):
    lines = [f"别名{number},单位,U1\n" for number in range(count)]
    return "名称,对象类型,对应编号\n" + "".join(lines)


@pytest.fixture(scope="module")
def waiting(city, tmp_path_factory):
    """The literal city with a table of forty names, and then one of ten."""
    root = shutil.copytree(city, tmp_path_factory.mktemp("held") / "city")
    for name, count, as_of, builds in (
        ("全量九月.csv", 40, "2026-09-30", ["--no-build"]),
        ("全量十月.csv", 10, "2026-10-15", []),
    ):
        path = drop(root / "given", name, names(count))
        mapping = path.with_suffix(".yaml")
        mapping.write_text(MAPPING.format(as_of), encoding="utf-8")
        etl_command(root, "load", str(path), "--mapping", str(mapping), *builds)
    return root


@pytest.fixture
def root(waiting, tmp_path):
    return shutil.copytree(waiting, tmp_path / "city")


def known_names(root):
    with duckdb.connect(publish.current(DataFolder(root)).path, read_only=True) as warehouse:
        [count] = warehouse.sql("select count(*) from dim_name where origin = 'table'").fetchone()
        return count


@pytest.mark.parametrize(
    ("button", "names_after", "batches_after"), [("放行", 10, 2), ("移除", 40, 1)]
)
def test_it_waits_until_it_is_let_in_or_removed(root, browser, button, names_after, batches_after):
    assert known_names(root) == 40
    with serving(root) as address, watching(browser) as (page, complaints):
        visit(page, f"{address}/data_quality")
        shown = said(page)
        assert "全量十月.csv（单位对照表，全量截至2026年10月15日）行数由40变为10" in shown
        assert "暂不计入数据" in shown

        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_role("button", name=button, exact=True).wait_for(
            state="detached", timeout=90_000
        )
        settle(page)
        assert "暂不计入数据" not in said(page) and complaints == []

    assert known_names(root) == names_after
    assert len(lake.batches(DataFolder(root), "aliases")) == batches_after
