"""A case on its page: which figures count it, and its row in every export it stood in."""

import pytest
from conftest import build_city, serving
from literal_city import OUTLETS, UNITS, drop
from screen import said, settle, table, visit, watching

pytestmark = pytest.mark.browser

HEADER = "工单编号,来源渠道,事项名称,承办网点,收件时间,承诺时限,办结时间,状态,联系电话,导出时间\n"
OPEN = "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,,在办,13800138000,2026-10-02 18:00\n"
BROKEN = "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,改天,在办,13800138000,2026-10-10 18:00\n"
CLOSED = "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,2026-10-20 10:00,办结,13900139000,2026-10-31 18:00\n"
ONLY_BROKEN = "T7,窗口,户口迁移,W1,昨天,5个工作日,,在办,,2026-10-31 18:00\n"
WORDS = {
    "zh": ("计入哪些指标", "历次导出与变化"),
    "en": ("Which figures count it", "Its row in every export"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("traced")
    drop(root / "inbox", "单位台账.csv", UNITS)
    drop(root / "inbox", "网点台账.csv", OUTLETS)
    drop(root / "inbox", "一.csv", HEADER + OPEN)
    drop(root / "inbox", "二.csv", HEADER + BROKEN)
    drop(root / "inbox", "三.csv", HEADER + CLOSED + ONLY_BROKEN)
    return build_city(root)


@pytest.fixture(scope="module")
def address(root):
    with serving(root) as address:
        yield address


def opened(page, name, key):
    """Open one of the two folded parts and return its table."""
    page.locator("summary").filter(has_text=name).click()
    rows = page.locator(f".st-key-{key}").get_by_test_id("stDataFrame")
    rows.wait_for(timeout=60_000)
    settle(page)
    return table(rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_export_of_a_case_is_told_with_its_file_its_line_and_what_changed(
    address, browser, lang
):
    with watching(browser) as (page, complaints):
        visit(page, f"{address}/on_time?ticket=T1&lang={lang}")
        _, first, refused, newest = opened(page, WORDS[lang][1], "traced_versions")
        assert complaints == []

    changes = {
        "zh": ["首次出现", "办结时间：“改天”不是日期或时间", "状态：在办 → 办结；办结时间：— → 2026年10月20日10时"],
        "en": ["first seen", "办结时间: “改天” is no date or time", "状态: open → closed; 办结时间: — → 20 Oct 2026, 10:00"],
    }  # fmt: skip
    for row, change, file in zip(
        (first, refused, newest), changes[lang], ("一.csv", "二.csv", "三.csv"), strict=True
    ):
        assert row[2:5] == [change, file, "2"]
        # Neither the numbers of persons nor what became of them leave the lake.
        assert not any("1380013" in cell or "1390013" in cell for cell in row)
    states = {
        "zh": ["旧版本", "待更正", "现行"],
        "en": ["older", "to be corrected", "current"],
    }
    assert [row[1] for row in (first, refused, newest)] == states[lang]


def test_each_figure_says_on_which_side_and_in_which_month_it_counts_a_case(address, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{address}/on_time?ticket=T1")
        rows = opened(page, WORDS["zh"][0], "traced_kpis")
        words = said(page)
        assert complaints == []

    # Open no more: only the figures of open cases leave it out for that.
    assert [row[0].split()[0] for row in rows[1:] if row[3] == "不是在办件"] == [
        "K03",
        "K08",
        "K08w",
    ]
    told = {row[0].split()[0]: row[1:4] for row in rows[1:]}
    # Due on 13 October, five working days after 30 September; closed on the 20th, so late.
    assert told["K04"] == ["只计入分母", "2026年10月", "未按时办结"]
    assert told["K01"][:2] == ["计数", "2026年9月"]
    assert "计入" in words and "项指标：分子和分母" in words


def test_a_number_that_was_only_ever_refused_is_found_in_its_file(address, browser):
    with watching(browser) as (page, complaints):
        visit(page, f"{address}/on_time?ticket=T7")
        [_, refused] = opened(page, WORDS["zh"][1], "traced_versions")
        assert complaints == []

    assert refused[1:5] == ["待更正", "收件时间：“昨天”不是日期或时间", "三.csv", "3"]


def test_a_number_of_no_export_is_told_so(address, browser):
    with watching(browser) as (page, _):
        visit(page, f"{address}/on_time?ticket=--help")
        page.locator("summary").filter(has_text=WORDS["zh"][1]).click()
        page.get_by_text("历次导出中都没有这个编号").wait_for(timeout=60_000)
