"""Cells of the data that are spelled like headers do not make their row the header of a load."""

import polars as pl
import pytest
from tiny_city import drop
from xlsxwriter import Workbook

from etl.load import load_files
from etl.paths import DataFolder

ROWS = [
    ["case", "opened", "group", "last", "memo"],
    ["A-1", "2026-03-02 09:05", "x", "y", "满意"],
    ["A-2", "2026-03-03 09:05", "x", "y", "满意"],
]
MAPPING = """source: tickets
match: "*"
columns: {ticket_id: case, accepted_at: opened}
constants: {unit: 海曙区行政审批局}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    return DataFolder(tmp_path / "data")


def csv(tmp_path, rows):
    return drop(tmp_path, "requests.csv", "".join(",".join(row) + "\n" for row in rows))


def workbook(tmp_path, rows):
    path = tmp_path / "requests.xlsx"
    with Workbook(path) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


@pytest.mark.parametrize("made", [csv, workbook])
@pytest.mark.parametrize("titles", [[], [["诉求清单", "", "", "", "2026年3月"], [""]]])
def test_a_mapping_loads_every_row_below_the_header(folder, tmp_path, made, titles):
    mapping = drop(tmp_path, "m.yaml", MAPPING)

    [result] = load_files(folder, [made(tmp_path, titles + ROWS)], mapping=mapping)

    assert (result.status, result.read, result.accepted) == ("loaded", 2, 2)
    [path] = (folder.lake / "tickets").glob("*.parquet")
    assert pl.read_parquet(path)["ticket_id"].sort().to_list() == ["A-1", "A-2"]


@pytest.mark.parametrize("made", [csv, workbook])
def test_a_file_nobody_knows_is_refused_with_its_headers_and_not_with_its_data(
    folder, tmp_path, made
):
    [result] = load_files(folder, [made(tmp_path, ROWS)])

    assert result.status == "refused"
    assert "case、opened、group、last、memo" in result.message.zh
    assert "A-1" not in result.message.zh
