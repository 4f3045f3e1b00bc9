"""Rows of a batch go to the same file whether they wait in memory or are written as they come."""

from pathlib import Path

import polars as pl
import pytest

from etl.lake import batch_rows
from etl.lake.writing import ParquetWriter
from etl.load import load_files
from etl.paths import DataFolder

HEADER = "工单编号,承办网点,受理时间,办结时间,应办结时间,承诺时限,状态,内容,导出时间\n"


def _export(path: Path, rows: int) -> Path:
    """Every seventh case stands twice: reopened, with a later due time and another text."""
    lines = [HEADER]
    for number in range(rows):
        day = f"2026-05-{number % 28 + 1:02d}"
        case = f"T{number:06d},W1,{day} 09:00:00,"
        lines.append(f"{case}{day} 10:00:00,{day} 18:00:00,3,办结,第一次,2026-06-01 08:00:00\n")
        if number % 7 == 0:
            lines.append(f"{case}{day} 11:00:00,{day} 20:00:00,3,办结,第二次,2026-06-02 08:00:00\n")
    lines.append("T,W1,不是时间,,,,办结,,2026-06-02 08:00:00\n")
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _loaded(root: Path, export: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    folder = DataFolder(root)
    [result] = load_files(folder, [export])
    assert (result.status, result.read) == ("loaded", result.accepted + result.rejected)
    assert not list(folder.lake.glob("*/*.tmp"))
    accepted = pl.read_parquet(folder.lake / "tickets" / f"{result.batch_id}.parquet")
    return accepted, pl.read_parquet(folder.rejects / "tickets" / f"{result.batch_id}.parquet")


@pytest.fixture
def folders(tmp_path):
    # One salt, so that the keys of persons agree.
    for name in ("held", "streamed"):
        (tmp_path / name).mkdir()
    return tmp_path / "held", tmp_path / "streamed"


def test_a_batch_written_as_it_is_read_equals_one_that_waited(folders, tmp_path, monkeypatch):
    export = _export(tmp_path / "tickets.csv", 3000)
    held = _loaded(folders[0], export)
    monkeypatch.setattr(batch_rows, "HELD_BYTES", 0)

    streamed = _loaded(folders[1], export)

    assert streamed[0].equals(held[0])
    assert streamed[1].equals(held[1])
    assert held[0].height == 3000
    firsts = held[0].filter(pl.col("content") == "第二次")
    assert firsts.height == 429
    assert (firsts["first_closed_at_in_file"] < firsts["closed_at"]).all()


def test_a_batch_without_repeated_keys_is_not_written_twice(folders, tmp_path, monkeypatch):
    export = tmp_path / "tickets.csv"
    rows = [f"T{n},W1,2026-05-06 09:00:00,,,3,在办,,2026-06-01 08:00:00\n" for n in range(50)]
    export.write_text(HEADER + "".join(rows), encoding="utf-8")
    monkeypatch.setattr(batch_rows, "HELD_BYTES", 0)
    folder = DataFolder(folders[0])

    [result] = load_files(folder, [export])

    written = pl.read_parquet(folder.lake / "tickets" / f"{result.batch_id}.parquet")
    assert written["ticket_id"].to_list() == [f"T{n}" for n in range(50)]


def test_what_the_writer_cannot_write_is_raised_to_who_hands_it_rows(tmp_path):
    rows = pl.DataFrame({"number": range(10)})
    (tmp_path / "nowhere").write_text("a file, not a folder")
    writer = ParquetWriter(tmp_path / "nowhere" / "rows.parquet", dict(rows.schema))

    with pytest.raises(OSError, match="Not a directory"):  # noqa: PT012
        for _ in range(100):
            writer.add(rows)
        writer.close()


def test_a_writer_that_is_given_up_ends(tmp_path):
    rows = pl.DataFrame({"number": range(10)})
    writer = ParquetWriter(tmp_path / "rows.parquet", dict(rows.schema))
    writer.add(rows)

    writer.abandon()

    assert not writer._thread.is_alive()
