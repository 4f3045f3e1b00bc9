"""The rows behind complaints and inspections add up to every number that can be followed to them."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from analysis import evidence, questions
from analysis.filters import Filters
from analysis.kpis import catalogue
from analysis.warehouse import Release, ask
from etl import demo
from etl.build import build
from etl.load import load_files
from etl.paths import DataFolder
from tests.etl.tiny_city import drop

FOLLOWED = {kpi.id: evidence.parts_of(kpi) for kpi in catalogue().values()}
FOLLOWED = {kpi_id: parts for kpi_id, parts in FOLLOWED.items() if parts}
WHOLE = Filters(date(2025, 1, 1), date(2026, 12, 31))


# The sample of this size has a handful of complaints, of which none was escalated.
COMPLAINTS = """投诉编号,投诉渠道,接收时间,区县,升级至,是否属实,办结时间,联系电话
a1,来信,2026-03-02 09:00,海曙区,市级,是,2026-03-03 09:00,13800000001
a2,来信,2026-04-02 09:00,海曙区,,否,2026-04-02 10:00,13800000001
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = DataFolder(tmp_path_factory.mktemp("evidence") / "data")
    demo.write(folder.inbox, "small", 7)
    wanted = ("台账", "投诉", "检查", "暗访", "12345")
    files = [path for path in sorted(folder.inbox.rglob("*")) if _is_wanted(path, wanted)]
    load_files(folder, [*files, drop(folder.inbox, "补充投诉.csv", COMPLAINTS)])
    made = build(folder)
    return Release(made.build_id, made.path)


def _is_wanted(path: Path, wanted: tuple[str, ...]) -> bool:
    return path.is_file() and any(word in path.name for word in wanted)


@pytest.mark.parametrize(
    "chosen",
    [
        WHOLE,
        Filters(date(2026, 3, 1), date(2026, 8, 31), district_id="330203"),
        Filters(date(2025, 7, 1), date(2026, 6, 30), industry_id="postal"),
        Filters(date(2026, 9, 1), date(2026, 9, 30), entity_level="township"),
    ],
    ids=["everything", "a district", "an industry", "a month of one level"],
)
def test_the_rows_add_up_to_every_part_of_every_figure(release, chosen):
    values = questions.kpi_values(release, chosen, list(FOLLOWED)).rows_by_key(
        "kpi_id", named=True, unique=True
    )
    collected = set(questions.kpis_collected(release).filter("is_collected")["kpi_id"])
    assert collected >= FOLLOWED.keys()
    for kpi_id, parts in FOLLOWED.items():
        for part, measure in parts.items():
            rows = evidence.question_of(measure)(release, chosen, measure)
            number = values[kpi_id][part] if kpi_id in values else 0
            assert rows["amount"].sum() == pytest.approx(number, abs=1e-6), (kpi_id, part)


def test_every_figure_of_complaints_and_inspections_is_followed_and_has_rows(release):
    known = {kpi_id for kpi_id in catalogue() if kpi_id[:2] in ("C0", "I0", "I1")}
    assert known == FOLLOWED.keys()
    # of C01 the cases closed are listed elsewhere
    assert FOLLOWED["C01"] == {"numerator": "complaints"}

    empty = {
        kpi_id
        for kpi_id, parts in FOLLOWED.items()
        if evidence.question_of(list(parts.values())[-1])(
            release, WHOLE, list(parts.values())[-1]
        ).is_empty()
    }

    # left the sheet in 2022
    assert empty == {"I05.epidemic_supplies"}


@pytest.mark.parametrize(
    "measure",
    [
        *("complaints_due", "issues_limit_passed", "inspections_scored", "outlets_to_inspect"),
        *("outlets_announced", "outlets_unannounced", "outlets_standard", "facility_rules"),
    ],
)
def test_each_row_says_where_it_stands_in_an_export(release, measure):
    rows = evidence.question_of(measure)(release, WHOLE, measure)

    assert not rows.is_empty()
    assert rows.select("file_name", "line_number", "batch_id").null_count().row(0) == (0, 0, 0)


def test_the_line_of_an_outlet_is_of_the_newest_visit_that_counts(release):
    visits = ask(release, "inspection_rows", **WHOLE.params(), measure="inspections", max_rows=9999)
    for measure, kind in (
        ("outlets_announced", "announced"),
        ("outlets_unannounced", "unannounced"),
    ):
        rows = evidence.inspected_outlet_rows(release, WHOLE, measure)
        newest = (
            visits.filter(pl.col("kind") == kind)
            .sort("inspected_at", "inspection_id")
            .group_by("outlet_id", maintain_order=True)
            .last()
        )
        both = rows.join(newest, on="outlet_id", suffix="_of_visit")
        assert both.height == rows.height
        assert both["line_number"].to_list() == both["line_number_of_visit"].to_list()
        assert both["file_name"].to_list() == both["file_name_of_visit"].to_list()


def test_a_list_can_be_cut(release):
    assert evidence.complaint_rows(release, WHOLE, "complaints", max_rows=2).height == 2
    assert evidence.inspection_rows(release, WHOLE, "inspections", max_rows=2).height == 2
    rows = evidence.inspected_outlet_rows(release, WHOLE, "outlets_scored", max_rows=2)
    assert rows.height == 2


def test_a_measure_of_cases_has_its_rows_elsewhere():
    assert evidence.question_of("due_on_time") is None
    assert evidence.question_of(None) is None
