"""03/04/2024: day or month first is decided over a whole column, against a count in plain Python."""

import json
import re
from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tiny_city import drop
from typer.testing import CliRunner
from xlsxwriter import Workbook

from etl.__main__ import app
from etl.cleaning.times import read_times
from etl.lake.lake import batches
from etl.load import load_files
from etl.mapping.mapping import read_mapping
from etl.paths import DataFolder
from etl.reading import csv_text

HEADER = ["工单编号", "承办单位", "收件时间", "办结时间", "状态"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    return DataFolder(tmp_path / "data")


def csv_file(path, cells, closed=None):
    rows = [
        HEADER,
        *([f"T{i}", "U1", cell, (closed or {}).get(i, ""), ""] for i, cell in enumerate(cells)),
    ]
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def xlsx_file(path, cells):
    with Workbook(path) as made:
        sheet = made.add_worksheet("甲")
        sheet.write_row(0, 0, HEADER)
        for i, cell in enumerate(cells):
            sheet.write_row(i + 1, 0, [f"T{i}", "U1"])
            if isinstance(cell, datetime):
                sheet.write_datetime(
                    i + 1, 2, cell, made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
                )
            else:
                sheet.write_string(i + 1, 2, cell)
    return path


def load_one(folder, path, mapping=None):
    [result] = load_files(folder, [path], mapping=mapping)
    return result


def received(folder, batch_id):
    rows = pl.read_parquet(folder.lake / "tickets" / f"{batch_id}.parquet")
    return dict(rows.select("ticket_id", "received_at").iter_rows())


def a_mapping(path, text):
    path.write_text(f"source: tickets\n{text}\n", encoding="utf-8")
    return path


# The oracle: nothing of ours, one cell after another.
def oracle_cell(text, order):
    found = re.fullmatch(
        r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d\d)(?::(\d\d))?(?: ([AP]M))?)?", text
    )
    if not found:
        return None
    a, b, year, hour, minute, second, half = found.groups()
    day, month = (a, b) if order == "dmy" else (b, a)
    hour = int(hour or 0)
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    try:
        return datetime(int(year), int(month), int(day), hour, int(minute or 0), int(second or 0))
    except ValueError:
        return None


def oracle_order(texts):
    """Return dmy, mdy, or None where the column has to be asked about."""
    could = {order: [oracle_cell(t, order) for t in texts] for order in ("dmy", "mdy")}
    pairs = list(zip(could["dmy"], could["mdy"], strict=True))
    day_only = any(d and not m for d, m in pairs)
    month_only = any(m and not d for d, m in pairs)
    open_cells = any(d and m and d != m for d, m in pairs)
    if day_only != month_only:
        return "dmy" if day_only else "mdy"
    if day_only or open_cells:
        return None
    return "dmy"


@st.composite
def slash_cells(draw):
    a, b = draw(st.integers(0, 33)), draw(st.integers(0, 33))
    low = draw(st.booleans())
    if low:
        a, b = a % 12 + 1, b % 12 + 1
    wide = draw(st.booleans())
    day = f"{a:02d}/{b:02d}/2026" if wide else f"{a}/{b}/2026"
    clock = draw(
        st.sampled_from(["", " 09:05", " 9:05:07", " 12:00 AM", " 1:30 PM", " 13:30 PM", " 25:00"])
    )
    return day + clock


columns = st.lists(slash_cells(), min_size=1, max_size=8)


@given(columns, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])
def test_a_column_is_read_as_plain_python_would_or_asked_about(tmp_path_factory, cells, random):
    tmp_path = tmp_path_factory.mktemp("orders")
    folder = DataFolder(tmp_path / "data")
    iso = "2026-01-02 03:04:05"
    mixed = [*cells, iso]
    random.shuffle(mixed)
    order = oracle_order(cells)

    result = load_one(folder, csv_file(tmp_path / "a.csv", mixed))

    if order is None:
        assert (result.status, result.read) == ("refused", 0)
        assert "date_order" in result.message.zh
        assert not list(folder.lake.rglob("*.parquet*"))
        return
    expected = {
        f"T{i}": datetime(2026, 1, 2, 3, 4, 5) if cell == iso else oracle_cell(cell, order)
        for i, cell in enumerate(mixed)
    }
    found = received(folder, result.batch_id)
    assert found == {number: at for number, at in expected.items() if at}
    assert result.read == result.accepted + result.rejected == len(mixed)


@pytest.mark.parametrize("order", ["dmy", "mdy"])
@given(cells=columns)
@settings(max_examples=80, deadline=None)
def test_every_cell_in_a_given_order(order, cells):
    read = read_times(pl.Series(cells), order=order)

    expected = [oracle_cell(cell, order) for cell in cells]
    assert read.values.to_list() == expected
    unread = read.unread.to_list() if read.unread is not None else [False] * len(cells)
    assert unread == [at is None for at in expected]


def test_one_cell_far_down_decides_for_those_above_in_csv_and_xlsx(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(csv_text, "BLOCK_BYTES", 4096)
    monkeypatch.setattr(csv_text, "SMALLEST_LAST_BLOCK", 64)
    monkeypatch.setattr(csv_text, "FRAME_ROWS", 100)
    early = datetime(2026, 4, 3, 9, 5)
    cells = ["03/04/2026 09:05"] * 600  # four blocks, six frames
    days, months = [*cells, "25/03/2026 09:05"], [*cells, "03/25/2026 09:05"]

    for order, texts in (("dmy", days), ("mdy", months)):
        for turned in (texts, texts[::-1]):
            for path in (
                csv_file(tmp_path / "a.csv", turned),
                xlsx_file(tmp_path / "a.xlsx", turned),
            ):
                result = load_one(folder, path)
                found = received(folder, result.batch_id)
                assert (result.read, result.rejected) == (601, 0)
                expected = early if order == "dmy" else datetime(2026, 3, 4, 9, 5)
                assert list(found.values()).count(expected) == 600
    note = next(n for n in batches(folder)[0].notes if n.code == "date_order")
    assert "收件时间" in note.zh
    assert "日/月/年" in note.zh + "".join(n.zh for b in batches(folder) for n in b.notes)


def test_the_days_of_a_sheet_that_are_days_stay_what_they_are(folder, tmp_path):
    cells = [datetime(2026, 3, 4), "03/04/2026", "25/03/2026", "2026-05-06"]

    result = load_one(folder, xlsx_file(tmp_path / "a.xlsx", cells))

    expected = [
        datetime(2026, 3, 4),
        datetime(2026, 4, 3),
        datetime(2026, 3, 25),
        datetime(2026, 5, 6),
    ]
    assert list(received(folder, result.batch_id).values()) == expected


def test_an_undecidable_column_is_asked_about_and_the_mapping_answers(folder, tmp_path):
    path = csv_file(
        tmp_path / "a.csv", ["2026-03-01", "03/04/2026", "05/06/2026"], {0: "25/03/2026"}
    )

    refused = load_one(folder, path)
    by_file = load_one(
        folder,
        path,
        a_mapping(
            tmp_path / "f.yaml",
            "date_order: mdy\ncolumns: {closed_at: 办结时间}\nformats: {closed_at: '%d/%m/%Y'}",
        ),
    )
    by_column = load_one(
        folder, path, a_mapping(tmp_path / "c.yaml", "date_order: {received_at: dmy}")
    )

    assert refused.status == "refused"
    assert refused.message.zh == (
        "“a.csv”未载入：“收件时间”列的日期可能是日在前，也可能是月在前，例如第 3 行的“03/04/2026”；"
        "“办结时间”列是日/月/年。请在对照文件中写明 date_order: dmy（日/月/年）或 date_order: mdy（月/日/年）；"
        "各列不同的，写作 date_order: {received_at: dmy}。"
    )
    assert 'such as "03/04/2026" in line 3' in refused.message.en
    assert received(folder, by_file.batch_id)["T1"] == datetime(2026, 3, 4)
    assert received(folder, by_column.batch_id)["T1"] == datetime(2026, 4, 3)
    assert by_column.rejected == by_file.rejected == 0


def test_a_column_written_in_two_ways_names_a_cell_of_each(folder, tmp_path):
    path = csv_file(tmp_path / "a.csv", ["03/04/2026", "25/03/2026", "03/26/2026", "45/45/2026"])

    refused = load_one(folder, path)
    told = load_one(folder, path, a_mapping(tmp_path / "m.yaml", "date_order: dmy"))

    assert (
        "第 3 行的“25/03/2026”只能是日在前，第 4 行的“03/26/2026”只能是月在前" in refused.message.zh
    )
    assert "written in two ways" in refused.message.en
    assert (told.accepted, told.rejected) == (2, 2)


def test_a_row_of_shifted_cells_proves_nothing(folder, tmp_path):
    path = csv_file(tmp_path / "a.csv", ["03/04/2026", "25/03/2026,x,y,z,w"])

    assert load_one(folder, path).status == "refused"


def test_sheets_of_one_export_are_one_column(folder, tmp_path):
    path = tmp_path / "a.xlsx"
    with Workbook(path) as made:
        for name, cell in (("一月", "03/04/2026"), ("二月", "25/03/2026")):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, [name, "U1", cell])

    result = load_one(folder, path)

    assert received(folder, result.batch_id) == {
        "一月": datetime(2026, 4, 3), "二月": datetime(2026, 3, 25),
    }  # fmt: skip


def test_a_deadline_given_as_a_day_ends_with_it(folder, tmp_path):
    text = "工单编号,承办单位,收件时间,应办结时间\nT1,U1,2026-03-01,25/03/2026\nT2,U1,2026-03-01,25/03/2026 12:00\n"

    result = load_one(folder, drop(tmp_path, "a.csv", text))

    rows = pl.read_parquet(folder.lake / "tickets" / f"{result.batch_id}.parquet")
    day = datetime(2026, 3, 25)
    assert rows["due_at"].to_list() == [day + timedelta(hours=24, seconds=-1), day.replace(hour=12)]


def test_a_look_decides_over_the_whole_file_too(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.commands.preview.ROWS_LOOKED_AT", 2)
    open_file = csv_file(tmp_path / "a.csv", ["03/04/2026"] * 5)
    decided = csv_file(tmp_path / "b.csv", [*["03/04/2026"] * 5, "25/03/2026"])

    found = [
        json.loads(
            CliRunner()
            .invoke(
                app,
                ["preview", str(path), "--json"],
                env={"MINGCHUANG_DATA": str(tmp_path / "data")},
            )
            .stdout
        )
        for path in (open_file, decided)
    ]

    assert found[0]["refused"]["code"] == "undecided_dates"
    assert found[0]["refused"]["columns"] == ["received_at"]
    [table] = found[1]["tables"]
    assert table["rows"][0]["values"]["received_at"] == "2026-04-03 00:00:00"
    assert "date_order" in {note["code"] for note in table["notes"]}


def test_a_proposed_mapping_asks_where_the_file_leaves_it_open(tmp_path):
    path = csv_file(tmp_path / "a.csv", ["03/04/2026"])
    said = CliRunner().invoke(
        app, ["map", str(path)], env={"MINGCHUANG_DATA": str(tmp_path / "data")}
    )
    out = tmp_path / "m.yaml"

    out.write_text(
        said.stdout.replace("# date_order:", "date_order:").replace(
            "#   received_at: dmy", "  received_at: dmy"
        )
    )

    assert read_mapping(out).date_order == {"received_at": "dmy"}
