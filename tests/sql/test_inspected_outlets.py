"""Outlets inspected, up to standard and equipped, counted by hand: each once, by month and over two months."""

from datetime import date
from functools import cache

import pytest

from analysis import kpi_questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop

# W2 is new until 9 June, W3 closes in May, W4 closed in April; W9 is in no ledger.
LEDGER = """网点编号,网点名称,行业,区县,启用日期,停用日期
W1,甲,税务,海曙区,2020-01-01,
W2,乙,税务,江北区,2026-05-10,
W3,丙,税务,江北区,2020-01-01,2026-05-20
W4,丁,税务,江北区,2020-01-01,2026-04-15
"""
VISITS = """检查编号,网点编号,点位编号,检查时间,检查方式,检查项,结果
i1,W1,,2026-05-05 09:00,明查,着装,合格
i2,W1,,2026-05-06 09:00,暗访,着装,合格
i3,W3,,2026-05-07 09:00,自查,着装,合格
i4,W9,,2026-05-08 09:00,明查,着装,合格
i5,W1,,2026-06-01 09:00,明查,着装,合格
i6,W2,,2026-06-20 09:00,明查,着装,合格
i7,,P1,2026-05-09 09:00,暗访,着装,合格
"""
# W1 has a mean of 90 in May; W2 has 100 and then 70; W3 has 95 without its ramp, which is a must.
SCORES = """检查编号,网点编号,检查时间,检查方式,检查项,得分,满分
i1,W1,2026-05-05 09:00,明查,着装,85,100
i2,W1,2026-05-06 09:00,暗访,着装,95,100
i3,W2,2026-05-07 09:00,明查,着装,100,100
i4,W2,2026-06-07 09:00,明查,着装,70,100
i5,W3,2026-05-08 09:00,明查,着装,95,95
i5,W3,2026-05-08 09:00,明查,无障碍设施,0,5
"""
# Of another year than the scores. What is newest in the period counts; a counter of 95 cm is too high;
# clothes are no facility.
FACILITIES = """检查编号,网点编号,检查时间,检查方式,检查项,结果,实测值
fi1,W1,2025-05-05 09:00,明查,无障碍设施,不合格,
fi1,W1,2025-05-05 09:00,明查,大厅面积,,120
fi1,W1,2025-05-05 09:00,明查,着装,不合格,
fi1,W1,2025-05-05 09:00,明查,母婴室,不适用,
fi2,W1,2025-05-20 09:00,暗访,无障碍设施,合格,
fi3,W2,2025-05-06 09:00,明查,柜台高度,,95
fi4,W1,2025-06-06 09:00,明查,无障碍设施,不合格,
"""
FIRST, LAST = date(2026, 5, 1), date(2026, 6, 30)
LAKES = {"visits": (LEDGER, VISITS), "no ledger": ("说明\n无\n", VISITS)}
LAKES |= {"scores": (LEDGER, SCORES, FACILITIES)}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Load and build the exports of a name, once."""

    @cache
    def made(name):
        folder = DataFolder(tmp_path_factory.mktemp("inspected") / "data")
        ledger, *visits = LAKES[name]
        paths = [drop(folder.inbox, f"检查{at}.csv", text) for at, text in enumerate(visits)]
        load_files(folder, [drop(folder.inbox, "网点台账.csv", ledger), *paths])
        built = build(folder)
        return Release(built.build_id, built.path)

    return made


def counted(release, kpi_id, year=2026):
    """The parts of May, of June, and of both."""
    months = kpi_questions.kpi_months(release, kpi_id, "city").rows_by_key("month", named=True)
    spring = Filters(FIRST.replace(year=year), LAST.replace(year=year))
    whole = kpi_questions.kpi_values(release, spring, [kpi_id]).rows(named=True)
    rows = [*months.get(f"{year}-05", []), *months.get(f"{year}-06", []), *whole]
    return [(row["numerator"], row["denominator"]) for row in rows]


@pytest.mark.parametrize(
    ("kpi_id", "expected"),
    [("I01a", [(1, 2), (2, 2), (2, 3)]), ("I01u", [(1, 2), (0, 2), (1, 3)])],
)
def test_each_window_open_for_30_days_is_to_be_inspected_once(released, kpi_id, expected):
    assert counted(released("visits"), kpi_id) == expected


def test_coverage_is_not_collected_without_a_ledger_or_the_manner_of_visits(released):
    assert counted(released("no ledger"), "I01a") == []


def test_the_mean_over_the_period_decides_and_no_score_makes_good_a_must(released):
    assert counted(released("scores"), "I03") == [(2, 3), (0, 1), (1, 3)]


def test_a_facility_counts_as_it_was_last_seen(released):
    assert counted(released("scores"), "I08", year=2025) == [(2, 3), (0, 1), (1, 3)]


def test_each_window_has_its_own_figures_over_the_period(released):
    spring = Filters(FIRST, LAST)

    rows = kpi_questions.kpi_by_level(released("scores"), spring, ["I03", "I01a"], "outlet")

    assert {(row["kpi_id"], row["scope_id"]): row["value"] for row in rows.to_dicts()} == {
        ("I03", "W1"): 1, ("I03", "W2"): 0, ("I03", "W3"): 0,
        # the data end on 8 June, before W2 has been open for 30 days
        ("I01a", "W1"): 1, ("I01a", "W3"): 1,
    }  # fmt: skip
