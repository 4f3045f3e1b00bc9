import re
from datetime import date, datetime
from pathlib import Path

import fastexcel
import pytest

from analysis.kpis import catalogue
from etl.cleaning.cleaning import unread_rule
from etl.cleaning.contracts import make_contract
from etl.cleaning.placing import AREA_FAULTS
from etl.cleaning.spoiled import CELL_FAULTS
from etl.load import load_files
from etl.paths import DataFolder
from etl.reading.tables import FIELD_FAULTS
from etl.sources import SOURCES
from etl.warehouse.build import build
from tests.etl.tiny_city import TICKET_HEADER, drop, drop_city
from ui import correction_file
from ui.data_views import SOURCES as SHOWN
from ui.words import WORDS

# A rule named where a reject is made, beside those of the contracts.
NAMED = re.compile(r'pl\.lit\("(\w+)"\)\.alias\("rule"\)|\brule=pl\.lit\("(\w+)"\)')


def rules_of_code():
    """Every rule by which a row can be rejected, as contracts, readers and code have them."""
    for source in SOURCES.values():
        columns = [column.name for column in source.columns]
        contract = make_contract(source, columns, datetime(2026, 10, 31), date(2026, 10, 31))
        yield from (rule for _, rule, _ in contract.columns.values())
        yield from (unread_rule(column) for column in source.columns)
    yield from (*FIELD_FAULTS, *CELL_FAULTS, *AREA_FAULTS)
    for path in Path("etl").rglob("*.py"):
        for found in NAMED.findall(path.read_text(encoding="utf-8")):
            yield from filter(None, found)


RULES = set(rules_of_code())
REQUIRED = {
    part.strip().partition(".")[2]
    for kpi in catalogue().values()
    for line in kpi.requires
    for part in line.split("|")
}


def test_the_rules_are_found_wherever_they_are_made():
    """One of each kind: of a bound, a column, a row, a cell, a line, an older version."""
    assert {
        "required", "out_of_range", "after_as_of", "outside_calendar", "closed_without_time",
        "not_a_date", "not_a_polygon", "unknown_value", "broken_quotes", "superseded_in_file",
    } <= RULES  # fmt: skip


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_says_why_and_what_to_do(rule):
    assert {f"corrections.why_{rule}", f"corrections.fix_{rule}"} <= WORDS.keys()


@pytest.mark.parametrize("column", sorted(REQUIRED))
def test_every_column_that_a_figure_takes_has_a_name(column):
    assert f"required_columns.{column}" in WORDS


def test_every_source_is_listed_and_named():
    assert set(SHOWN) == set(SOURCES)
    assert {f"data_quality.source_{name}" for name in SOURCES} <= WORDS.keys()


def test_the_workbook_of_the_page_has_the_columns_of_the_file_and_says_why_not(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path))
    folder = DataFolder(tmp_path)
    with pytest.raises(RuntimeError, match="没有已发布的数据"):
        correction_file.workbook()
    wrong = TICKET_HEADER + "T0099,窗口,户口迁移,W1,昨天,5个工作日,,在办,2026-10-31 18:00\n"
    load_files(folder, [*drop_city(folder.inbox), drop(folder.inbox, "有误.csv", wrong)])
    build(folder)

    book = fastexcel.read_excel(correction_file.workbook())

    rows = book.load_sheet(0).to_polars()
    assert rows.columns[:5] == TICKET_HEADER.split(",")[:5]
    assert rows["收件时间"].to_list() == ["昨天"]
