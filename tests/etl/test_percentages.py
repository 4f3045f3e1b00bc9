"""Percentages where points are asked for, points beyond their maximum, benchmarks of another scale."""

import polars as pl
import pytest

from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder

SURVEY = "测评编号,测评周期,测评对象类型,测评来源,得分,分制,对标值"
INSPECTION = "检查编号,网点编号,检查时间,检查方式,检查项,得分,满分"


def load(tmp_path, header, *lines):
    folder, path = DataFolder(tmp_path / "data"), tmp_path / "a.csv"
    path.write_text("".join(f"{line}\n" for line in (header, *lines)), encoding="utf-8")
    [result] = load_files(folder, [path])
    [record] = batches(folder)
    rejects = []
    if result.rejected:
        kept = pl.read_parquet(rejects_path(folder, record))
        rejects = kept.select("column_name", "rule").rows()
    return pl.read_parquet(parquet_path(folder, record)), rejects


@pytest.mark.parametrize(
    ("score", "scale", "benchmark", "read"),
    [
        ("96%", "100", "95%", (96, 95)),
        ("88.79％", "百分制", "87.4", (88.79, 87.4)),
        ("96%", "", "95%", (96, 95)),
        ("4.6", "5", "4.5", (4.6, 4.5)),
        ("9.2", "10", "", (9.2, None)),
        ("0", "100", "3", (0, 3)),
    ],
)
def test_a_percentage_is_points_of_a_hundred(tmp_path, score, scale, benchmark, read):
    lake, rejects = load(tmp_path, SURVEY, f"S1,2026-03,全市,群众,{score},{scale},{benchmark}")

    assert rejects == []
    assert lake.select("score", "benchmark").rows() == [read]


@pytest.mark.parametrize(
    ("score", "scale", "benchmark", "fault"),
    [
        ("96%", "5", "", ("score", "not_a_number")),
        ("4%", "5", "", ("score", "not_a_number")),
        ("8%", "10", "", ("score", "not_a_number")),
        ("4.6", "5", "95%", ("benchmark", "not_a_number")),
        ("8%", "", "", ("scale", "scale_unknown")),
        ("6", "5", "", ("score", "score_beyond_scale")),
        ("-3", "5", "", ("score", "out_of_range")),
        ("4.6", "5", "95", ("benchmark", "benchmark_of_other_scale")),
        ("88.79", "100", "4.6", ("benchmark", "benchmark_of_other_scale")),
        ("88.79", "", "0.95", ("benchmark", "benchmark_of_other_scale")),
    ],
)
def test_what_cannot_be_of_the_scale_is_sent_back(tmp_path, score, scale, benchmark, fault):
    lake, rejects = load(tmp_path, SURVEY, f"S1,2026-03,全市,群众,{score},{scale},{benchmark}")

    assert (lake.height, rejects) == (0, [fault])


def test_the_scale_may_stand_in_the_header_of_the_score(tmp_path):
    header = "测评编号,测评周期,测评对象类型,测评来源,得分(%)"

    lake, rejects = load(tmp_path, header, "S1,2026-03,全市,群众,8", "S2,2026-03,全市,群众,96%")

    assert (lake.select("score", "scale").rows(), rejects) == ([(8, "100"), (96, "100")], [])


@pytest.mark.parametrize(
    ("points", "most", "fault"),
    [
        ("5", "5", None),
        ("0", "5", None),
        ("96%", "100", None),
        ("6", "5", ("points", "points_beyond_max")),
        ("-3", "5", ("points", "out_of_range")),
        ("96%", "5", ("points", "not_a_number")),
        ("96%", "", ("points", "not_a_number")),
    ],
)
def test_points_lie_between_none_and_all(tmp_path, points, most, fault):
    lake, rejects = load(tmp_path, INSPECTION, f"I1,W1,2026-03-02,明查,亮证,{points},{most}")

    assert rejects == ([fault] if fault else [])
    assert lake.height == (fault is None)
