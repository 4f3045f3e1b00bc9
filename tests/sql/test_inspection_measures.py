"""Items failed, issues that came back, announced against unannounced visits, counted by hand."""

import duckdb
import pytest

from analysis import kpi_questions
from analysis.kpis import catalogue
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, drop

# P9 is no window; 不适用 leaves both sides; 防疫用品 left the sheet at the end of 2022.
ITEMS = """检查编号,网点编号,点位编号,检查时间,检查方式,检查项,结果
i1,W1,,2026-05-10 09:00,明查,着装,不合格
i2,W2,,2026-05-11 09:00,明查,dress,合格
i3,W1,,2026-05-12 09:00,暗访,着装,不适用
i4,,P9,2026-05-13 09:00,明查,着装,不合格
i5,W1,,2026-06-01 09:00,明查,着装,合格
i1,W1,,2026-05-10 09:00,明查,防疫用品,不合格
i1,W1,,2026-05-10 09:00,明查,自定项,不合格
"""
# 16 November is 180 days after 20 May and 181 after 19 May; W2 fails too, which is another window.
# i1 fails on the morning of the day it is put right: it does not come back by itself.
FIXED = """检查编号,网点编号,检查时间,检查方式,检查项,结果,整改时间
i1,W1,2026-05-20 09:00,明查,着装,不合格,2026-05-20
i2,W1,2026-05-10 09:00,明查,用语,不合格,2026-05-19
i3,W2,2026-05-10 09:00,明查,工作牌,不合格,2026-05-20
i4,W2,2026-05-10 09:00,明查,用语,不合格,
i5,W1,2026-11-16 09:00,暗访,着装,不合格,
i5,W1,2026-11-16 09:00,暗访,用语,不合格,
i5,W1,2026-11-16 09:00,暗访,工作牌,不合格,
"""
# The mean of the year's announced visits of W1 is 85; W2 was announced the year before only.
VISITS = """检查编号,网点编号,检查时间,检查方式,检查项,得分,满分
vi1,W1,2024-03-01 09:00,明查,着装,90,100
vi2,W1,2024-12-01 09:00,明查,着装,80,100
vi3,W1,2024-05-01 09:00,暗访,着装,70,100
vi4,W1,2024-05-03 09:00,暗访,着装,81,100
vi5,W2,2024-05-05 09:00,暗访,着装,60,100
vi6,W2,2023-05-05 09:00,明查,着装,90,100
vi7,W1,2024-05-06 09:00,自查,着装,100,100
"""


# Nine windows open of eight is for somebody to correct.
WINDOWS = """检查编号,网点编号,检查时间,检查方式,检查项,结果,窗口数,开窗数
w1,W1,2025-05-10 09:00,暗访,禁烟标志,合格,8,9
w2,W1,2025-05-11 09:00,暗访,禁烟标志,合格,8,6
w3,W1,2025-05-12 09:00,暗访,禁烟标志,合格,,3
"""
# From June on the item is a must and 45 points: each day has its own line of the sheet.
SHEET = """item_code,name_zh,name_en,group,is_must_have,is_red_line,max_points,rule,low,high,valid_from,valid_to
dress,着装,Dress,conduct,false,false,5,yes_no,,,2015-01-01,2026-05-31
dress,着装,Dress,conduct,true,false,45,yes_no,,,2026-06-01,
"""
DRESS = """检查编号,网点编号,检查时间,检查方式,检查项,结果
i1,W1,2026-05-31 09:00,明查,着装,不合格
i2,W1,2026-06-01 09:00,明查,着装,不合格
"""


def loaded(root, *texts, checklist=None):
    folder = DataFolder(root)
    if checklist:
        (folder.root / "reference").mkdir(parents=True)
        (folder.root / "reference" / "checklist.csv").write_text(checklist, encoding="utf-8")
    paths = [drop(folder.inbox, f"检查{at}.csv", text) for at, text in enumerate(texts)]
    results = load_files(folder, [drop(folder.inbox, "网点台账.csv", OUTLETS), *paths])
    made = build(folder)
    return results[1:], Release(made.build_id, made.path)


@pytest.fixture(scope="module")
def three_years(tmp_path_factory):
    """Items, visits and windows, each of years of their own; nothing tells when it was put right."""
    return loaded(tmp_path_factory.mktemp("years"), ITEMS, VISITS, WINDOWS)


@pytest.fixture(scope="module")
def fixed(tmp_path_factory):
    return loaded(tmp_path_factory.mktemp("fixed"), FIXED)[1]


@pytest.fixture(scope="module")
def own_sheet(tmp_path_factory):
    root = tmp_path_factory.mktemp("sheet")
    return root, loaded(root, DRESS, checklist=SHEET)[1].path


def ask(release, kpi_id, month="2026-05"):
    rows = kpi_questions.kpi_months(release, kpi_id, "city", month).to_dicts()
    return [(row["numerator"], row["denominator"]) for row in rows]


def test_an_item_failed_over_the_times_it_was_judged_at_windows(three_years):
    assert ask(three_years[1], "I05.dress") == [(1, 2)]


@pytest.mark.parametrize("code", ["language", "epidemic_supplies"])
def test_an_item_that_nobody_looked_at_or_that_left_the_sheet_has_no_figure(three_years, code):
    assert ask(three_years[1], f"I05.{code}") == []


def test_an_issue_comes_back_within_180_days_of_being_put_right(fixed):
    assert ask(fixed, "I07") == [(1, 3)]


def test_without_a_time_of_putting_right_nothing_is_said_of_coming_back(three_years):
    assert ask(three_years[1], "I07") == []


def test_a_visit_is_held_against_the_announced_ones_of_its_window_and_year(three_years):
    assert ask(three_years[1], "I10", "2024-05") == [(15 + 4, 2)]


def test_an_item_is_judged_by_the_line_of_the_sheet_in_force_on_the_day(own_sheet):
    with duckdb.connect(own_sheet[1], read_only=True) as warehouse:
        scored = warehouse.sql(
            "select inspection_id, applicable_points, has_all_must_haves from fct_inspection order by 1"
        ).fetchall()
        failed = warehouse.sql(
            "select month_name, numerator, denominator from mart_kpi_month natural join"
            " (select distinct month, month_name from dim_date)"
            " where kpi_id = 'I05.dress' and scope = 'city' order by 1"
        ).fetchall()

    assert scored == [("i1", 5, True), ("i2", 45, False)]
    assert failed == [("2026-05", 1, 1), ("2026-06", 1, 1)]


def test_the_build_and_the_pages_know_the_same_figures_of_a_citys_own_sheet(own_sheet, monkeypatch):
    root, path = own_sheet
    monkeypatch.setenv("MINGCHUANG_DATA", str(root))
    with duckdb.connect(path, read_only=True) as warehouse:
        built = warehouse.sql(
            "select kpi_id, name_zh, name_en, definition_zh, numerator_measure, denominator_measure"
            " from dim_kpi"
        ).fetchall()

    known = [
        (kpi.id, kpi.name_zh, kpi.name_en, kpi.definition_zh, kpi.numerator, kpi.denominator)
        for kpi in catalogue().values()
    ]

    assert sorted(built) == sorted(known)
    assert [kpi_id for kpi_id in catalogue() if kpi_id.startswith("I05")] == ["I05.dress"]
    assert not any("{" in text for entry in known for text in entry[:4])


def test_more_windows_open_than_there_are_is_a_row_to_correct_and_stops_no_build(three_years):
    [*_, result], release = three_years

    assert (result.read, result.accepted, result.rejected) == (3, 2, 1)
    [value] = kpi_questions.kpi_months(release, "I04", "city", "2025-05")["value"]
    assert value == 6 / 8


def test_points_are_added_without_the_error_of_floating_numbers(tmp_path):
    """Else the last bit depends on which thread adds first, and no two builds are alike."""
    outlets = OUTLETS + "".join(f"V{n},窗口{n},税务,海曙区,,U1,,,\n" for n in range(10))
    visits = VISITS.splitlines()[0] + "\n"
    visits += "".join(f"v{n},V{n},2024-05-05 09:00,暗访,着装,90.1,100\n" for n in range(10))
    visits += "".join(f"u{n},W1,2024-05-05 09:00,暗访,着装,90.1,100\n" for n in range(10))
    folder = DataFolder(tmp_path)
    load_files(folder, [drop(tmp_path, "网点.csv", outlets), drop(tmp_path, "检查.csv", visits)])
    made = build(folder)

    with duckdb.connect(made.path, read_only=True) as connection:
        [(of_months,)] = connection.sql(
            "select numerator from mart_kpi_month where kpi_id = 'I02' and scope = 'city'"
        ).fetchall()
        days = connection.sql(
            "select inspection_score_points from mart_inspection_day where outlet_id = 'W1'"
        ).fetchall()
    assert of_months == 1802
    assert days == [(901,)]
    assert ask(Release(made.build_id, made.path), "I02", "2024-05") == [(1802, 20)]
