"""A dashboard that runs while builds come and break: nothing, a first, a newer one, a damaged one."""

import json
import shutil

import pytest
from conftest import build_city, serving
from literal_city import drop, drop_city, more_tickets
from screen import card, said, settle, until, visit, watching

pytestmark = pytest.mark.browser


def interact(page):
    """Do what any reader may do next."""
    page.get_by_text("English", exact=True).click()
    settle(page)
    page.get_by_text("中文", exact=True).click()
    settle(page)


def test_a_first_and_a_newer_build_appear_in_a_running_dashboard(tmp_path, browser):
    with serving(tmp_path) as base, watching(browser) as (page, complaints):
        visit(page, base)
        assert "python -m etl load" in said(page)

        drop_city(tmp_path / "inbox")
        build_city(tmp_path)
        interact(page)
        until(page, lambda: "数据版本 1" in said(page))
        assert "93.0%" in card(page, "按时办结率").splitlines()

        drop(tmp_path / "inbox", "补充工单.csv", more_tickets())
        build_city(tmp_path)
        interact(page)
        until(page, lambda: "数据版本 2" in said(page))
        # 93 on time of 100 due, and ten late ones more.
        assert {"84.5%", "93/110件"} <= set(card(page, "按时办结率").splitlines())

    assert complaints == []


def test_a_damaged_release_gives_way_to_the_one_before(city, tmp_path, browser):
    root = shutil.copytree(city, tmp_path / "city")
    drop(root / "inbox", "补充工单.csv", more_tickets())
    build_city(root)
    current = root / "warehouse" / "CURRENT"
    first, second = sorted((root / "warehouse" / "releases").iterdir())
    right = current.read_text(encoding="utf-8")

    with serving(root) as base, watching(browser) as (page, complaints):
        current.write_text("{", encoding="utf-8")
        visit(page, base)
        assert "数据版本 2" in said(page)
        assert "python -m etl build" in said(page)

        current.write_text(json.dumps(json.loads(right) | {"file": "releases/000009.duckdb"}))
        visit(page, base)
        assert "数据版本 2" in said(page)

        second.unlink()
        interact(page)
        until(page, lambda: "数据版本 1" in said(page))
        assert "python -m etl build" in said(page)
        assert "93.0%" in card(page, "按时办结率").splitlines()

        first.unlink()
        interact(page)
        until(page, lambda: "数据版本无法打开" in said(page))
    assert complaints == []
