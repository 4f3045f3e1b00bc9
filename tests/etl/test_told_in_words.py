"""What commands say to a clerk: words of the reader's language, whole sentences; codes only with --json."""

import re
import shutil

import polars as pl
import pytest
from test_commands import answer, etl
from tiny_city import OUTLETS, UNITS, drop

from analysis.corrections import needed
from etl.paths import DataFolder
from etl.sources import SOURCES

HEADER = "工单编号,来源渠道,事项名称,承办网点,收件时间,承诺时限,办结日期,状态,导出时间\n"
ROWS = (
    "T1,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,,在办,2026-10-31 18:00\n"
    "T5,窗口,户口迁移,某大厅,2026-09-30 09:00,5个工作日,,在办,2026-10-31 18:00\n"
    "T2,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,改天,在办,2026-10-31 18:00\n"
    "T3,窗口,户口迁移,,2026-09-30 09:00,5个工作日,,在办,2026-10-31 18:00\n"
    "T4,窗口,户口迁移,W1,2026-09-30 09:00,5个工作日,,在办,2026-10-31 18:00,多,出\n"
)
SUSPENSIONS = (
    "工单编号,挂起开始,挂起结束,挂起类型,文书编号\nT1,2026-10-08,2026-10-10,听证,甬听〔2026〕1号\n"
)
CODES = re.compile(r"\b[a-z]+_[a-z_]+\b|\bNone\b|\bnull\b|\b(?:tickets|suspensions|hearing)\b")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("words") / "data")
    drop(folder.inbox, "单位台账.csv", UNITS)
    drop(folder.inbox, "网点台账.csv", OUTLETS)
    drop(folder.inbox, "办件.csv", HEADER + ROWS)
    drop(folder.inbox, "挂起.csv", SUSPENSIONS)
    assert etl(folder, "load").exit_code == 0
    return folder


@pytest.fixture
def wide(monkeypatch):
    """A terminal in which no cell is folded."""
    monkeypatch.setattr("etl.answers.PIPED_WIDTH", 400)


COMMANDS = [["rejects"], ["status"], ["batches"], ["kpi", "--kpi", "K04"], ["trace", "T1"], ["trace", "T2"]]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_code_reaches_a_reader_of_chinese(city, wide, command):
    said = etl(city, *command)

    assert said.exit_code == 0
    assert CODES.findall(said.stdout) == []


def test_names_are_told_with_the_sources_that_name_them(city, wide, tmp_path):
    said = etl(DataFolder(shutil.copytree(city.root, tmp_path / "own")), "names")

    assert said.exit_code == 0
    assert CODES.findall(said.stdout) == []
    assert "办件工单 1" in said.stdout


def test_rejects_say_the_files_own_header_why_and_what_to_do(city, wide):
    said = etl(city, "rejects").stdout

    [line] = [line for line in said.splitlines() if "改天" in line]
    assert [cell.strip() for cell in line.strip("│ ").split("│")] == [
        "办件工单", "办件.csv", "4", "办结日期", "改天", "不是日期或时间",
        "写成 2026-10-08 或 2026-10-08 09:30；核对月份、日期是否存在。",
    ]  # fmt: skip
    assert {row["rule"] for row in answer(city, "rejects")["rows"]} == {
        "not_a_date", "needs_unit_outlet_or_window", "too_many_fields",
    }  # fmt: skip
    assert "is no date or time" in etl(city, "rejects", language="en").stdout


def test_the_workbook_of_rejects_says_what_to_do(city, tmp_path):
    etl(city, "rejects", "--out", tmp_path / "待更正.xlsx")

    [sheet] = [
        frame
        for frame in pl.read_excel(tmp_path / "待更正.xlsx", sheet_id=0).values()
        if "待更正原因" in frame.columns
    ]
    told = sheet.filter(pl.col("工单编号") == "T2").row(0, named=True)
    assert (told["待更正列"], told["待更正原因"]) == ("办结日期", "不是日期或时间")
    assert told["怎样更正"].startswith("写成 2026-10-08")


def test_a_file_with_too_many_wrong_rows_says_what_is_wrong_with_most_of_them(city, tmp_path):
    late = ROWS.splitlines()[2].replace("T2", "T6").replace("改天", "下周")
    path = drop(tmp_path, "办件二.csv", f"{HEADER}{ROWS}{late}\n")

    [said] = answer(city, "load", "--no-build", "--max-rejects", 0.1, path)["batches"]

    assert (said["status"], said["read"], said["rejected"]) == ("refused", 6, 4)
    assert "主要问题：“办结日期”列不是日期或时间 2 行（如第 4 行“改天”）；" in said["message"]
    assert "；这一行的列数比表头多 1 行（如第 6 行）。" in said["message"]


@pytest.mark.parametrize("width", ["60", "90", "160"])
def test_sentences_are_whole_at_every_width(city, tmp_path, monkeypatch, width):
    monkeypatch.setattr("etl.answers.PIPED_WIDTH", int(width))
    refused = drop(tmp_path, "名单.csv", "甲,乙\n1,2\n")

    said = etl(city, "load", "--no-build", refused).stdout

    assert "…" not in said
    cells = (line.strip("│ ").split("│")[-1].strip() for line in said.splitlines() if "│" in line)
    assert answer(city, "load", "--no-build", refused)["batches"][0]["message"] in "".join(cells)


def test_what_a_figure_needs_is_said_by_source_and_column():
    names = {code: source.label[0] for code, source in SOURCES.items()}

    assert (
        needed("tickets.received_at | tickets.accepted_at", names, "zh")
        == "办件工单的收件（接收）时间或受理时间"
    )
    assert "tickets." not in needed("tickets.due_at | complaints.due_at", names, "zh")


def test_a_figure_that_is_not_collected_says_so_in_words(city, wide):
    said = etl(city, "kpi", "--kpi", "S08").stdout

    assert "未采集" in said
    assert CODES.findall(said) == []


def test_a_trace_says_where_the_due_time_comes_from_and_what_is_missing(city, wide):
    said = etl(city, "trace", "T1").stdout

    assert "（按承诺工作日推算），首次办结 无" in said
    assert "听证 甬听〔2026〕1号" in said
    assert "to be corrected" in etl(city, "trace", "T2", language="en").stdout
