"""A field too many shifts those before it, though the last of them is blank."""

import polars as pl
import pytest

from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder

HEADER = "统计周期,来源,指标,单位,对象类型,对象,数值,位次,总数,口径说明"
SOUND = "2026-03,自报,受理量,市医保局,,,100,3,12,"
SHIFTED = "2026-03,自报,受理量,市公安局,,,1,234,,,"


def load(tmp_path, *lines):
    folder, path = DataFolder(tmp_path / "data"), tmp_path / "a.csv"
    path.write_text("".join(f"{line}\n" for line in (HEADER, *lines)), encoding="utf-8")
    [result] = load_files(folder, [path])
    [record] = batches(folder)
    rejects = []
    if result.rejected:
        rejects = pl.read_parquet(rejects_path(folder, record)).select("row_number", "rule").rows()
    return pl.read_parquet(parquet_path(folder, record)), rejects


@pytest.mark.parametrize("quoted", ["", '2026-03,自报,办结量,市教育局,,,5,1,2,"他说"好""\n'])
@pytest.mark.parametrize("first", [True, False])
def test_a_blank_field_too_many_in_some_rows_is_a_fault(tmp_path, first, quoted):
    lines = [SHIFTED, SOUND] if first else [SOUND, SHIFTED]

    lake, rejects = load(tmp_path, *lines, *quoted.splitlines())

    assert lake.filter(pl.col("unit").is_in(["市医保局", "市公安局"]))["value"].to_list() == [100]
    assert (1 if first else 2, "too_many_fields") in rejects


def test_one_that_every_row_has_is_a_habit(tmp_path):
    lake, rejects = load(
        tmp_path, f"{SOUND},", "", f"{SOUND.replace('医保', '教育')},", "制表人：张三"
    )

    assert (lake["value"].to_list(), rejects) == ([100, 100], [])


def test_one_more_than_the_habit_is_a_fault(tmp_path):
    lake, rejects = load(tmp_path, f"{SOUND},", f"{SOUND.replace('医保', '教育')},,")

    assert lake.height == 0 or rejects == [(2, "too_many_fields")]
    assert (2, "too_many_fields") in rejects
