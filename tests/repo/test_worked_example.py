"""The README follows one number back to a line of a file; here the same steps are gone again."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from analysis import kpi_questions, questions
from analysis.filters import Filters
from analysis.warehouse import Release
from etl.demo import write
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build

ROOT = Path(__file__).parents[2]
# What is due in October was received from the end of August on; no other export says when a case is due.
NEEDED = (
    "*台账.xlsx",
    "单位对照表.csv",
    "挂起记录.xlsx",
    "*2026年第3季度.csv",
    "*2026年10-11月.csv",
    "*更新至*.csv",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("example") / "data")
    write(folder.inbox, "city")
    paths = [path for pattern in NEEDED for path in sorted(folder.inbox.glob(pattern))]
    assert len(paths) == 10
    load_files(folder, paths)
    build(folder)
    return folder


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_number_the_cases_and_the_line_are_those_of_the_sample_city(folder, name):
    text = (ROOT / name).read_text(encoding="utf-8")
    release = Release("000001", folder.releases / "000001.duckdb")
    districts = re.findall(r"│ 2026-10 │ district │ (\d+) +│ \S+ │ ([\d.]+) +│ ([\d.]+)", text)
    count, times = re.search(r"^(\d+) (\[\(datetime.*\)\])$", text, re.MULTILINE).groups()
    [(file_name, line)] = ast.literal_eval(re.search(r"^\[\('.+', \d+\)\]$", text, re.MULTILINE)[0])

    kpis = {
        row["scope_id"]: row
        for row in kpi_questions.kpi_months(release, "K04", "district", "2026-10").to_dicts()
    }
    october = Filters(date(2026, 10, 1), date(2026, 10, 31), district_id="330282")
    late = questions.ticket_rows(release, october, "due_late")
    [case] = [row for row in late.to_dicts() if row["ticket_id"] == "SL000088157"]

    assert [(kpis[d]["numerator"], kpis[d]["denominator"]) for d, _, _ in districts] == [
        (float(closed), float(due)) for _, closed, due in districts
    ]
    assert late.height == int(count)
    named = ("started_at", "promised_days", "due_at", "first_closed_at")
    assert repr([tuple(case[column] for column in named)]) == times
    assert (case["file_name"], case["line_number"]) == (file_name, line)
    export = (folder.inbox / file_name).read_text(encoding="utf-8-sig").splitlines()
    assert export[line - 1] in text
