"""Headers that change from one export to the next: what is read, what is noted, what is refused."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from etl.lake.lake import batches
from etl.load import load_files
from etl.paths import DataFolder

VALUES = {
    "工单编号": "GD1",
    "承办单位": "市公安局",
    "收件时间": "2026-03-02 09:00",
    "办结时间": "2026-03-03 10:00",
    "承诺时限": "5",
    "状态": "办结",
}
KEPT = ("GD1", "市公安局", "2026-03-02 09:00:00", "2026-03-03 10:00:00", 5, "closed")
COLUMNS = ("ticket_id", "unit", "received_at", "closed_at", "promised_days", "status")
STANDARD = list(VALUES)


def renamed(**names: str) -> list[str]:
    return [names.get(header, header) for header in STANDARD]


# header, the standard column under each, columns that stay empty, codes of the notes.
READ: dict[str, tuple[list[str], list[str], set[str], set[str]]] = {
    "standard": (STANDARD, STANDARD, set(), set()),
    "reordered": (STANDARD[::-1], STANDARD[::-1], set(), set()),
    "english": (list(COLUMNS), STANDARD, set(), set()),
    "english-words": (["Ticket ID", "Unit", "Received At", "CLOSED_AT", "promised days", "Status"], STANDARD, set(), set()),
    "other-words": (renamed(工单编号="办件编号", 承办单位="主办单位", 收件时间="登记时间", 办结时间="办结日期"), STANDARD, set(), set()),
    "units": (renamed(承诺时限="承诺时限（工作日）"), STANDARD, set(), set()),
    "decorated": (["＊工单 编号", "承办单位*", "收件时间（必填）", " 办结时间 ", "承诺时限：", "状\n态"], STANDARD, set(), set()),
    "full-width": (["ｔｉｃｋｅｔ＿ｉｄ", *STANDARD[1:]], STANDARD, set(), set()),
    "column-added": ([*STANDARD, "新系统流水"], [*STANDARD, ""], set(), {"unknown_columns"}),
    "column-without-header": ([*STANDARD[:2], "", *STANDARD[2:]], [*STANDARD[:2], "", *STANDARD[2:]], set(), set()),
    "optional-missing": (STANDARD[:3], STANDARD[:3], {"closed_at", "promised_days", "status"}, set()),
    "header-twice": ([*STANDARD, "工单编号"], [*STANDARD, "工单编号"], set(), {"doubled_headers"}),
    "one-of-two-times": ([h for h in STANDARD if h != "收件时间"] + ["受理时间"], [h for h in STANDARD if h != "收件时间"] + ["收件时间"], {"received_at"}, set()),
}  # fmt: skip
# header, what the sentence names.
REFUSED = {
    "key-missing": (STANDARD[1:], "工单编号"),
    "key-renamed": (renamed(工单编号="甲号"), "甲号"),
    "times-missing": (["工单编号", "承办单位", "状态", "承诺时限"], "收件时间或受理时间"),
    "nobody-named": (["工单编号", "收件时间", "状态", "承诺时限"], "承办单位或承办网点或窗口号"),
    "nothing-known": (["甲", "乙", "丙"], "甲、乙、丙"),
}


def write(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    else:
        quoted = (",".join(f'"{cell}"' for cell in row) for row in rows)
        path.write_text("\n".join(quoted), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("variant", READ)
def test_a_variant_is_read_as_the_standard_is(tmp_path, variant, suffix):
    header, meant, empty, codes = READ[variant]
    row = [VALUES.get(name, "?!") for name in meant]
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [write(tmp_path / f"办件{suffix}", [header, row])])

    assert (result.status, result.read, result.accepted) == ("loaded", 1, 1)
    [batch] = batches(folder)
    rows = pl.read_parquet(folder.lake / "tickets" / f"{batch.batch_id}.parquet")
    wanted = [None if name in empty else value for name, value in zip(COLUMNS, KEPT, strict=True)]
    found = rows.select(pl.col(COLUMNS).cast(pl.String).str.strip_suffix(".000000"))
    assert found.rows() == [tuple(None if v is None else str(v) for v in wanted)]
    assert {note.code for note in batch.notes} - {"encoding"} == codes


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("variant", REFUSED)
def test_a_variant_without_what_is_required_is_refused_by_name(tmp_path, variant, suffix):
    header, named = REFUSED[variant]
    rows = [header, [VALUES.get(name, "值") for name in header]]
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [write(tmp_path / f"办件{suffix}", rows)])

    assert result.status == "refused"
    assert named in result.message.zh
    assert all(name in result.message.zh for name in header)
    assert batches(folder) == []


def test_a_column_that_comes_later_is_empty_before_and_filled_after(tmp_path):
    folder = DataFolder(tmp_path / "data")
    old = write(tmp_path / "一月.csv", [STANDARD[:3], ["GD0", "市公安局", "2026-01-05"]])
    new = write(tmp_path / "二月.csv", [STANDARD, list(VALUES.values())])

    load_files(folder, [old, new])

    kept = pl.concat(
        pl.read_parquet(path) for path in (folder.lake / "tickets").glob("*.parquet")
    ).sort("ticket_id")
    assert kept.select("ticket_id", "promised_days").rows() == [("GD0", None), ("GD1", 5)]
