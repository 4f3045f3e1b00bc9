"""The unit in a header's brackets: converted where that is exact, asked about where it is not."""

from fractions import Fraction

import polars as pl
import pytest

from etl.cleaning.units import unit_told
from etl.errors import FileRefused
from etl.lake.lake import batches, parquet_path
from etl.load import load_files
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.sources.matching import comparable
from etl.sources.recognition import read_header_book, recognise

TICKET = {"工单编号": "T1", "收件时间": "2026-10-01 09:00", "承办单位": "医保局"}
CALL = {"通话编号": "C1", "呼入时间": "2026-10-01 09:00"}
VISIT = {"走访编号": "V1", "网格编号": "G1", "走访时间": "2026-10-01 09:00"}
TASK = {"任务编号": "K1", "任务名称": "亮化"}


def load(tmp_path, row, mapping=None):
    folder, path = DataFolder(tmp_path / "data"), tmp_path / "a.csv"
    path.write_text(
        "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in (row, row.values())), "utf-8"
    )
    [result] = load_files(folder, [path], mapping=mapping)
    records = batches(folder)
    lake = pl.read_parquet(parquet_path(folder, records[0])) if records else None
    return result, lake, records


@pytest.mark.parametrize(
    ("row", "header", "cell", "column", "value"),
    [
        (TICKET, "承诺时限（小时）", "24", "promised_hours", 24),
        (TICKET, "承诺时限(分钟)", "90", "promised_hours", 1.5),
        (TICKET, "承诺小时(工作日)", "3", "promised_days", 3),
        (TICKET, "服务时长(秒)", "90", "handling_minutes", 1.5),
        (TICKET, "服务时长（单位：小时）", "1.5", "handling_minutes", 90),
        (TICKET, "服务时长(小时/件)", "1,000", "handling_minutes", 60_000),
        (CALL, "等待秒数(毫秒)", "25000", "wait_seconds", 25),
        (CALL, "等待秒数(分)", "2", "wait_seconds", 120),
        (VISIT, "走访时长[小时]", "0.5", "duration_min", 30),
        (VISIT, "走访户数(百户)", "1.1", "households_visited", 110),
        (VISIT, "走访户数（千）", "2", "households_visited", 2000),
        (TASK, "进度(%)", "60", "progress", 0.6),
        (TASK, "进度（％）", "60%", "progress", 0.6),
        (TASK, "进度(‰)", "600", "progress", 0.6),
    ],
)
def test_what_is_exact_is_converted_and_said(tmp_path, row, header, cell, column, value):
    result, lake, [record] = load(tmp_path, {**row, header: cell})

    assert (result.accepted, result.rejected) == (1, 0)
    assert lake[column].to_list() == [value]
    [note] = [note for note in record.notes if note.code == "units"]
    assert header in note.zh
    assert not [note for note in record.notes if note.code == "unknown_columns"]


def test_a_promise_in_hours_leaves_the_promise_in_days_empty(tmp_path):
    _, lake, _ = load(tmp_path, {**TICKET, "承诺时限（小时）": "24"})

    assert lake["promised_days"].to_list() == [None]


def test_days_and_hours_stand_side_by_side(tmp_path):
    _, lake, _ = load(tmp_path, {**TICKET, "承诺时限": "2", "承诺时限(小时)": "24"})

    assert lake.select("promised_days", "promised_hours").rows() == [(2, 24.0)]


def test_a_number_that_is_no_whole_one_once_converted_is_to_be_corrected(tmp_path):
    result, _, _ = load(tmp_path, {**VISIT, "走访户数(百户)": "1.234"})

    assert (result.accepted, result.rejected) == (0, 1)


@pytest.mark.parametrize(
    ("row", "header", "name"),
    [
        (TICKET, "法定时限(自然日)", "statutory_days"),
        (TICKET, "法定时限(小时)", "statutory_days"),
        (TICKET, "承诺时限(含周末，自然日)", "promised_days"),
        (TICKET, "承诺时限(周)", "promised_days"),
        (TICKET, "服务时长(天)", "handling_minutes"),
        (VISIT, "走访户数(%)", "households_visited"),
        (TASK, "进度(天)", "progress"),
    ],
)
def test_what_is_not_exact_is_a_question_that_a_mapping_answers(tmp_path, row, header, name):
    result, lake, _ = load(tmp_path, {**row, header: "1"})

    assert (result.status, lake) == ("refused", None)
    assert header in result.message.zh and f'{name}: "{header}"' in result.message.zh
    source = next(s for s in SOURCES.values() if s.by_name.get(name) and s.key[0] in {
        "工单编号": "ticket_id", "走访编号": "visit_id", "任务编号": "task_id",
    }[next(iter(row))])  # fmt: skip
    mapping = tmp_path / "m.yaml"
    mapping.write_text(f'source: {source.name}\ncolumns:\n  {name}: "{header}"\n', "utf-8")

    result, lake, _ = load(tmp_path, {**row, header: "1"}, mapping)

    assert (result.status, lake[name].to_list()) == ("loaded", [1])


def test_a_mapping_that_names_a_convertible_header_has_it_converted(tmp_path):
    mapping = tmp_path / "m.yaml"
    mapping.write_text('source: tickets\ncolumns:\n  handling_minutes: "服务时长(秒)"\n', "utf-8")

    _, lake, _ = load(tmp_path, {**TICKET, "服务时长(秒)": "90"}, mapping)

    assert lake["handling_minutes"].to_list() == [1.5]


@pytest.mark.parametrize(
    ("source", "column", "header"),
    [
        ("tickets", "promised_days", "承诺时限(必填，单位：工作日)"),
        ("tickets", "promised_days", "承诺时限(天)"),
        ("tickets", "promised_days", "承诺时限(工作日，非自然日)"),
        ("tickets", "promised_days", "承诺时限(不含补正)"),
        ("tickets", "handling_minutes", "服务时长(分钟/次)"),
        ("tickets", "handling_minutes", "服务时长(单次)"),
        ("tickets", "longitude", "经度(度)"),
        ("tickets", "visit_count", "到场次数(次/月)"),
        ("inspections", "value", "实测值(分钟)"),
        ("surveys", "score", "得分(10分制)"),
        ("outlets", "hall_area_m2", "大厅面积(㎡)"),
    ],
)
def test_brackets_that_only_explain_change_nothing(source, column, header):
    told = unit_told(source, column, comparable(header), frozenset(SOURCES[source].by_name))

    assert told is None or (told.factor, told.column) == (Fraction(1), column)


def test_every_header_of_ours_is_in_its_columns_own_unit(tmp_path):
    book = read_header_book(DataFolder(tmp_path))
    for source in SOURCES.values():
        read = recognise([column.header for column in source.columns], book, source=source.name)

        assert not read.factors


def test_a_header_that_a_city_declares_with_its_brackets_is_taken_as_it_stands(tmp_path):
    own = tmp_path / "reference" / "aliases.yaml"
    own.parent.mkdir()
    own.write_text("tickets: {statutory_days: ['法定时限(自然日)']}\n", encoding="utf-8")
    header = ["工单编号", "收件时间", "承办单位", "法定时限(自然日)"]

    assert recognise(header, read_header_book(DataFolder(tmp_path))).columns["statutory_days"] == 3
    with pytest.raises(FileRefused, match="自然日"):
        recognise(header, read_header_book(DataFolder(tmp_path / "other")))
