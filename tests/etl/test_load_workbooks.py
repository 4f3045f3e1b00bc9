import os
import subprocess
import sys

import polars as pl
import pytest
import xlsxwriter

from etl.lake.lake import batches, parquet_path
from etl.load import load_files
from etl.paths import DataFolder

TICKETS = [
    ["2026年3月办件清单", "", "", "", ""],
    ["工单编号", "承办单位", "收件时间", "承诺时限", "内容"],
    ["GD1", "市公安局", "2026-03-02 09:00", "5个工作日", "致电13800138000"],
    ["", "", "", "", ""],
    ["GD2", "市公安局", "20260303", "3", ""],
    ["合计", "2", "", "", ""],
]
OUTLETS = [["网点编号", "网点名称", "行业", "区县"], ["W1", "甲窗口", "邮政", "海曙区"]]
STAGES = (
    "load:read",
    "load:checked",
    "load:parquet-written",
    "load:parquet-renamed",
    "load:rejects-written",
    "load:record-written",
)


def workbook(path, sheets):
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_every_sheet_of_a_workbook_goes_to_its_own_source(tmp_path):
    folder = DataFolder(tmp_path / "data")
    path = workbook(
        tmp_path / "m.xlsx",
        {"办件": TICKETS, "网点": OUTLETS, "说明": [["请", "看"], ["这", "里"]]},
    )

    results = load_files(folder, [path])

    assert {(r.source, r.status, r.read, r.accepted) for r in results} == {
        ("tickets", "loaded", 2, 2),
        ("outlets", "loaded", 1, 1),
    }
    [tickets] = batches(folder, "tickets")
    rows = pl.read_parquet(parquet_path(folder, tickets))
    assert rows.select("ticket_id", "sheet_name", "row_number", "line_number").rows() == [
        ("GD1", "办件", 1, 3),
        ("GD2", "办件", 3, 5),
    ]
    assert rows["promised_days"].to_list() == [5, 3]
    assert "skipped_sheet" in {note.code for note in tickets.notes}
    assert {r.status for r in load_files(folder, [path])} == {"unchanged"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_load_killed_at_any_stage_is_finished_by_the_next(tmp_path, stage):
    path = tmp_path / "办件.csv"
    path.write_text(
        "工单编号,承办单位,收件时间\nGD1,市公安局,2026-03-02\nGD2,市公安局,昨天\n", encoding="utf-8"
    )
    folder = DataFolder(tmp_path / "data")
    script = (
        "import sys; from pathlib import Path; from etl.load import load_files; "
        "from etl.paths import DataFolder; load_files(DataFolder(Path(sys.argv[1])), [Path(sys.argv[2])])"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(folder.root), str(path)],
        env={**os.environ, "MINGCHUANG_KILL_AT": stage},
    )

    [result] = load_files(folder, [path])

    assert killed.returncode == -9
    assert result.status == ("unchanged" if stage == "load:record-written" else "loaded")
    assert (result.read, result.accepted, result.rejected) == (2, 1, 1)
    [record] = batches(folder)
    assert sorted(p.name for p in (folder.lake / "tickets").iterdir()) == [
        f"{record.batch_id}.json",
        f"{record.batch_id}.parquet",
    ]
