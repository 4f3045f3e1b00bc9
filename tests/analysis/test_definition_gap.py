from datetime import date

import pytest

from analysis import kpi_questions, questions
from analysis.filters import Filters
from analysis.warehouse import current_release
from etl.commands.loading import LoadOptions, load
from etl.paths import DataFolder
from tests.etl.tiny_city import TICKET_HEADER, drop, drop_city

AUGUST = Filters(date(2026, 8, 1), date(2026, 8, 31))
# Received, promised working days, closed: one case or more of every cohort of August.
CASES = (
    ("2026-08-03", 5, "2026-08-06"),
    ("2026-08-03", 5, "2026-08-20"),
    ("2026-08-03", 5, ""),
    ("2026-07-27", 8, "2026-07-30"),
    ("2026-08-20", 3, "2026-09-04"),
    ("2026-07-06", 3, "2026-08-12"),
    ("2026-08-27", 9, "2026-08-28"),
    ("2026-08-27", 9, "2026-08-31"),
)

# Both fell due on 10 August; withdrawn after it, so they are due and never closed.
WITHDRAWN = """工单编号,来源渠道,事项名称,承办网点,收件时间,承诺时限,办结时间,状态,撤销时间,导出时间
V1,窗口,户口迁移,W1,2026-08-03 09:00,5个工作日,,撤销,2026-08-12 09:00,2026-10-31 18:00
V2,窗口,户口迁移,W1,2026-08-03 09:00,5个工作日,,撤销,2026-09-12 09:00,2026-10-31 18:00
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    root = tmp_path_factory.mktemp("gap")
    drop_city(root / "inbox")
    lines = [
        f"G{number},窗口,户口迁移,W1,{received} 09:00,{promised}个工作日,{closed},"
        f"{'办结' if closed else '在办'},2026-10-31 18:00\n"
        for number, (received, promised, closed) in enumerate(CASES)
    ]
    drop(root / "inbox", "口径.csv", TICKET_HEADER + "".join(lines))
    drop(root / "inbox", "撤销.csv", WITHDRAWN)
    load(DataFolder(root), [], LoadOptions())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGCHUANG_DATA", str(root))
        yield current_release()


@pytest.fixture
def cohorts(release):
    return {row["cohort"]: row for row in kpi_questions.definition_gap(release, AUGUST).to_dicts()}


def test_every_cohort_has_the_cases_that_belong_to_it(cohorts):
    del cohorts["both"]

    assert {name: row["cases"] for name, row in cohorts.items()} == {
        "unclosed": 1,
        "withdrawn": 2,
        "closed_before": 1,
        "closed_after": 1,
        "due_before": 1,
        "due_after": 2,
    }


@pytest.mark.parametrize(("kpi_id", "flag"), [("K04", "in_due"), ("K05", "in_closed")])
def test_the_cohorts_add_up_to_both_definitions(release, cohorts, kpi_id, flag):
    counted = [row for row in cohorts.values() if row[flag]]

    now = kpi_questions.kpi_values(release, AUGUST, (kpi_id,)).row(0, named=True)

    assert sum(row["cases"] for row in counted) == now["denominator"]
    assert sum(row["on_time"] for row in counted) == now["numerator"]


def test_each_cohort_lists_exactly_its_cases(release, cohorts):
    del cohorts["both"]

    listed = {
        name: questions.ticket_rows(release, AUGUST, f"gap_{name}").height for name in cohorts
    }

    assert listed == {name: row["cases"] for name, row in cohorts.items()}


@pytest.mark.parametrize(
    ("kpi_id", "measures"),
    [
        ("K04", ("due", "due_on_time", "due_late")),
        ("K04e", ("due_extended", "due_extended_on_time", "due_extended_late")),
        ("K05", ("closed_with_due", "closed_on_time", "closed_late")),
    ],
)
def test_every_definition_lists_as_many_cases_as_it_counts(release, kpi_id, measures):
    now = kpi_questions.kpi_values(release, AUGUST, (kpi_id,)).row(0, named=True)

    every, done, late = (
        questions.ticket_rows(release, AUGUST, measure).height for measure in measures
    )

    assert (every, done) == (now["denominator"], now["numerator"])
    assert late == every - done
