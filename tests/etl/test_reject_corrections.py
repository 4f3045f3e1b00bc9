"""Rejected rows that load later leave the list: the workbook of `etl rejects --out`, mended and loaded."""

import shutil

import duckdb
import polars as pl
import pytest
import xlsxwriter
from test_commands import answer, etl
from tiny_city import OUTLETS, TICKET_HEADER, UNITS, drop

from analysis import data_questions
from analysis.warehouse import Release
from etl.cleaning import links
from etl.paths import DataFolder
from etl.warehouse import publish

FAULTY = "T9,窗口,户口迁移,W1,昨天,5个工作日,,在办,2026-10-31 18:00\n"
GOOD = "T9,窗口,户口迁移,W1,2026-10-30 09:00,5个工作日,,在办,{}\n"


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("faulty") / "data")
    drop(folder.inbox, "单位台账.csv", UNITS)
    drop(folder.inbox, "网点台账.csv", OUTLETS)
    drop(folder.inbox, "办件.csv", TICKET_HEADER + FAULTY + FAULTY.replace("T9", "T8"))
    etl(folder, "load")
    return folder


@pytest.fixture(scope="module")
def corrected(faulty, tmp_path_factory):
    """The same with a version of T9 that is as old as the faulty one, and can be read."""
    home = tmp_path_factory.mktemp("corrected")
    folder = DataFolder(shutil.copytree(faulty.root, home / "data"))
    good = drop(home, "补.csv", TICKET_HEADER + GOOD.format("2026-10-31 18:00"))
    [batch] = answer(folder, "load", good)["batches"]
    return folder, batch["batch_id"]


@pytest.fixture
def city(faulty, tmp_path):
    return DataFolder(shutil.copytree(faulty.root, tmp_path / "data"))


def ask(folder, question):
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        return connection.sql(question).fetchall()


def waiting(folder):
    return [row["row_key"] for row in answer(folder, "rejects")["rows"]]


def sheets(path):
    return pl.read_excel(path, sheet_id=0, infer_schema_length=0)


def mend(path, out, **cells):
    """Write values under headers into the first row of the first sheet, as a clerk would."""
    first, *others = sheets(path).items()
    changes = [
        pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value)).otherwise(header).alias(header)
        for header, value in cells.items()
    ]
    with xlsxwriter.Workbook(out) as book:
        for name, frame in [(first[0], first[1].with_columns(changes)), *others]:
            frame.write_excel(book, name)
    return out


def test_a_mended_workbook_loads_and_its_rows_leave_the_list(city, tmp_path):
    answer(city, "rejects", "--out", tmp_path / "待更正.xlsx")

    mended = mend(tmp_path / "待更正.xlsx", tmp_path / "改好.xlsx", 收件时间="2026-10-30 09:00")
    said = answer(city, "load", mended)

    [batch] = said["batches"]
    assert (batch["source"], batch["accepted"], batch["rejected"]) == ("tickets", 1, 1)
    assert ask(city, "select ticket_id from fct_ticket") == [("T9",)]
    history = "select row_key, corrected_by_batch_id from mart_reject order by 1, 2"
    # T8 was sent back as it was: it waits twice, once for each file it stands in.
    assert ask(city, history) == [("T8", None), ("T8", None), ("T9", batch["batch_id"])]
    assert sorted(waiting(city)) == ["T8", "T8"]
    assert answer(city, "status")["rows_to_correct"] == 2


def test_what_was_not_used_is_split_the_same_way_by_file_and_in_all(city, tmp_path):
    twice = GOOD.format("2026-11-01 18:00") + GOOD.format("2026-11-02 18:00")
    etl(city, "load", drop(tmp_path, "补.csv", TICKET_HEADER + twice))

    release = Release("000002", publish.current(city).path)
    [info] = data_questions.build_info(release).to_dicts()
    files = {row["file_name"]: row for row in data_questions.loads(release).to_dicts()}

    split = ("rows_to_correct", "rows_corrected", "rows_superseded")
    assert [files["办件.csv"][one] for one in split] == [1, 1, 0]
    assert [files["补.csv"][one] for one in split] == [0, 0, 1]
    assert [info[one] for one in split] == [1, 1, 1]
    for row in (info, *files.values()):
        assert row["rows_rejected"] == sum(row[one] for one in split)


def test_a_workbook_of_rows_to_correct_holds_no_row_that_loaded_since(corrected, tmp_path):
    folder, _ = corrected

    answer(folder, "rejects", "--out", tmp_path / "待更正.xlsx")

    first, *_ = sheets(tmp_path / "待更正.xlsx").values()
    assert first["工单编号"].to_list() == ["T8"]


def test_only_a_version_no_older_corrects(corrected, city, tmp_path):
    older = TICKET_HEADER + GOOD.format("2026-10-30 18:00")
    etl(city, "load", drop(tmp_path, "补.csv", older))

    assert sorted(waiting(city)) == ["T8", "T9"]
    assert sorted(waiting(corrected[0])) == ["T8"]


def test_a_ledger_without_dates_is_corrected_by_the_next_that_has_the_row(city, tmp_path):
    ledger = "网点编号,网点名称,行业,区县,窗口数\nW7,七号,政务服务,海曙区,{}\n"
    etl(city, "load", drop(tmp_path, "错.csv", ledger.format("许多")))
    assert "W7" in waiting(city)

    etl(city, "load", drop(tmp_path, "对.csv", ledger.format("3")))

    assert "W7" not in waiting(city)


def test_a_row_whose_number_cannot_be_read_stays_on_the_list(city, tmp_path):
    nameless = drop(tmp_path, "无号.csv", TICKET_HEADER + FAULTY.replace("T9", ""))
    good = drop(tmp_path, "补.csv", TICKET_HEADER + GOOD.format("2026-11-01 18:00"))
    etl(city, "load", nameless, good)

    assert set(waiting(city)) == {None, "T8"}


def test_forgetting_the_correction_puts_the_row_back(corrected, tmp_path):
    folder, batch_id = corrected
    assert sorted(waiting(folder)) == ["T8"]
    copy = DataFolder(shutil.copytree(folder.root, tmp_path / "data"))

    etl(copy, "forget", batch_id)

    assert sorted(waiting(copy)) == ["T8", "T9"]


def test_a_line_broken_in_shape_leaves_the_list_with_its_correction(city, tmp_path):
    good = GOOD.format("2026-11-01 18:00").replace("T9", "T5")
    broken = drop(tmp_path, "坏行.csv", TICKET_HEADER + good.replace("\n", ",多,出\n"))
    etl(city, "load", broken)
    assert sorted(waiting(city), key=str) == [None, "T8", "T9"]

    answer(city, "rejects", "--out", tmp_path / "待更正.xlsx")
    book = sheets(tmp_path / "待更正.xlsx").values()
    [sheet] = [one for one in book if "多出的单元格" in one.columns]
    assert sheet["多出的单元格"].to_list() == ["多 | 出"]
    sheet.write_excel(tmp_path / "改好.xlsx")
    etl(city, "load", tmp_path / "改好.xlsx")

    assert sorted(waiting(city)) == ["T8", "T9"]


def test_a_correction_that_did_not_load_hands_on_the_number_it_bears():
    first = links.number("a" * 16, 3, "", None)
    second = links.number("b" * 16, 1, "表 1", first)

    assert list(links.numbered(second)) == [("b" * 16, "表 1", 1), ("a" * 16, "", 3)]
    assert links.number("b" * 16, 1, "", "随手写的") == f"{'b' * 16}/1/"
    assert list(links.numbered("13800138000")) == []
