"""Which cases were suspended: by a lawful suspension that has begun, however short it has been."""

import pytest

from analysis import kpi_questions
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop

TICKETS = """工单编号,承办网点,收件时间,承诺时限,导出时间
T1,W1,2026-05-06 09:00,5,2026-05-20 18:00
T2,W1,2026-05-06 09:00,5,2026-05-20 18:00
"""


@pytest.mark.parametrize(
    ("started", "ended", "document", "suspended"),
    [
        ("2026-05-20 09:00", "", "甬批1号", 1),
        ("2026-05-08 09:00", "2026-05-08 17:00", "甬批1号", 1),
        ("2026-05-08", "2026-05-12", "甬批1号", 1),
        ("2026-05-20 09:00", "", "", 0),
        ("2026-05-21 09:00", "", "甬批1号", 0),
        ("2026-05-01", "2026-05-05", "甬批1号", 0),
    ],
)
def test_a_lawful_suspension_counts_from_the_day_it_begins(
    tmp_path, started, ended, document, suspended
):
    folder = DataFolder(tmp_path / "data")
    pauses = f"工单编号,挂起开始,挂起结束,挂起类型,文书编号\nT1,{started},{ended},听证,{document}\n"
    files = {"办件.csv": TICKETS, "挂起记录.csv": pauses}
    mapping = drop(folder.inbox, "m.yaml", "source: suspensions\nas_of: 2026-05-20 18:00\n")
    load_files(folder, [drop(folder.inbox, "办件.csv", files["办件.csv"])])
    load_files(folder, [drop(folder.inbox, "挂起记录.csv", pauses)], mapping=mapping)

    made = build(folder)
    [row] = kpi_questions.kpi_months(
        Release(made.build_id, made.path), "K15a", "city", "2026-05"
    ).to_dicts()

    assert (row["numerator"], row["denominator"]) == (suspended, 2)
