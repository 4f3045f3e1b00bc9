"""Which cases were suspended: by a lawful suspension that has begun, however short it has been."""

import pytest

from analysis import kpi_questions
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop

HEADER = "工单编号,承办网点,收件时间,承诺时限,导出时间\n"
CASE = "{0}-{1},{0},2026-05-06 09:00,5,2026-05-20 18:00\n"
# Each outlet has two cases, of which one is suspended: start, end, document, and how many count.
SUSPENSIONS = {
    "W1": ("2026-05-20 09:00", "", "甬批1号", 1),
    "W2": ("2026-05-08 09:00", "2026-05-08 17:00", "甬批1号", 1),
    "W3": ("2026-05-08", "2026-05-12", "甬批1号", 1),
    "W4": ("2026-05-20 09:00", "", "", 0),
    "W5": ("2026-05-21 09:00", "", "甬批1号", 0),
    "W6": ("2026-05-01", "2026-05-05", "甬批1号", 0),
}


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """The parts of K15a of May by outlet."""
    folder = DataFolder(tmp_path_factory.mktemp("suspended") / "data")
    cases = "".join(CASE.format(outlet, number) for outlet in SUSPENSIONS for number in (1, 2))
    pauses = "工单编号,挂起开始,挂起结束,挂起类型,文书编号\n" + "".join(
        f"{outlet}-1,{started},{ended},听证,{document}\n"
        for outlet, (started, ended, document, _) in SUSPENSIONS.items()
    )
    mapping = drop(folder.inbox, "m.yaml", "source: suspensions\nas_of: 2026-05-20 18:00\n")
    load_files(folder, [drop(folder.inbox, "办件.csv", HEADER + cases)])
    load_files(folder, [drop(folder.inbox, "挂起记录.csv", pauses)], mapping=mapping)
    made = build(folder)
    rows = kpi_questions.kpi_months(
        Release(made.build_id, made.path), "K15a", "outlet", "2026-05"
    ).to_dicts()
    return {row["scope_id"]: (row["numerator"], row["denominator"]) for row in rows}


@pytest.mark.parametrize("outlet", SUSPENSIONS)
def test_a_lawful_suspension_counts_from_the_day_it_begins(parts, outlet):
    assert parts[outlet] == (SUSPENSIONS[outlet][3], 2)
