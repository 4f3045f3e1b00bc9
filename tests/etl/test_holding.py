"""A full snapshot that jumps in size waits for a person; nothing else ever does."""

import json
import random

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands.builds import build_now
from etl.lake import lake
from etl.lake.holding import held
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish

HEADER = "网点编号,网点名称,行业,区县\n"


def outlets(count, first=0):
    return HEADER + "".join(
        f"W{n},{n}号窗口,政务服务,海曙区\n" for n in range(first, first + count)
    )


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


def export(folder, name, as_of, text, *, snapshot=True):
    path = folder.root / "given" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    mapping = f"source: outlets\nas_of: {as_of}\nsnapshot: {str(snapshot).lower()}\n"
    path.with_suffix(".yaml").write_text(mapping)
    return path


def etl(folder, *arguments):
    environment = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": "zh"}
    ran = CliRunner().invoke(app, [*map(str, arguments), "--json"], env=environment)
    return ran.exit_code, json.loads(ran.stdout)


def load(folder, *export_of, builds=True):
    """Load one export; what is published is built only where the test then looks at it."""
    path = export(folder, *export_of)
    asked = ["load", path, "--mapping", path.with_suffix(".yaml")]
    _, said = etl(folder, *asked, *([] if builds else ["--no-build"]))
    [batch] = said["batches"]
    assert batch["status"] == "loaded"
    return batch


def registered(folder):
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        [count] = connection.sql("select count(*) from dim_outlet where is_registered").fetchone()
        left_out = connection.sql(
            "select file_name, rows_now, rows_before from mart_held"
        ).fetchall()
    return count, left_out


def waiting(folder):
    """What a build would leave out."""
    return [(one.file_name, one.rows_now, one.rows_before) for one in held(folder)]


@pytest.mark.parametrize(
    ("before", "now", "is_held"),
    [
        (100, 80, False),
        (100, 79, True),
        (100, 120, False),
        (100, 121, True),
        (20, 11, False),
        (20, 10, True),
        (30, 1, True),
    ],
)
def test_a_snapshot_waits_above_twenty_percent_and_ten_rows(folder, before, now, is_held):
    first = load(folder, "一月", "2026-01-31", outlets(before), builds=False)
    assert "暂不计入" not in first["message"]

    batch = load(folder, "二月", "2026-02-28", outlets(now), builds=False)

    assert ("暂不计入数据" in batch["message"]) is is_held
    assert batch["accepted"] == now
    assert waiting(folder) == ([("二月.csv", now, before)] if is_held else [])
    assert len(lake.batches(folder)) == 2


def test_an_export_that_is_no_snapshot_never_waits(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    path = export(folder, "补充", "2026-02-15", outlets(400, 100), snapshot=False)

    _, said = etl(folder, "load", path, "--mapping", path.with_suffix(".yaml"), "--no-build")

    assert [batch["accepted"] for batch in said["batches"]] == [400]
    assert "暂不计入" not in said["batches"][0]["message"]
    assert waiting(folder) == []


def test_a_release_lets_it_in_and_is_what_the_next_is_held_against(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    batch = load(folder, "二月", "2026-02-28", outlets(50))
    exit_code, said = etl(folder, "status")
    assert exit_code == 0 and [one["batch_id"] for one in said["held"]] == [batch["batch_id"]]

    exit_code, said = etl(folder, "release", batch["batch_id"], "--by", "张三")

    assert exit_code == 0 and said["released"] == [batch["batch_id"]]
    assert registered(folder) == (50, [])
    third = load(folder, "三月", "2026-03-31", outlets(55), builds=False)
    assert "暂不计入" not in third["message"]
    fourth = load(folder, "四月", "2026-04-30", outlets(100), builds=False)
    assert "暂不计入" in fourth["message"]


def test_the_next_one_is_compared_with_what_is_in_the_numbers(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    load(folder, "二月", "2026-02-28", outlets(3, 200), builds=False)

    assert "暂不计入" not in load(folder, "三月", "2026-03-31", outlets(101))["message"]

    assert registered(folder) == (101, [("二月.csv", 3, 100)])
    # What only the one that waits has is told as waiting.
    exit_code, said = etl(folder, "trace", "W201")
    assert exit_code == 0
    assert [(one["file_name"], one["state"]) for one in said["versions"]] == [("二月.csv", "held")]


def test_parts_of_one_snapshot_are_counted_together_and_released_together(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    north = load(folder, "北", "2026-02-28", outlets(30), builds=False)
    assert waiting(folder) == [("北.csv", 30, 100)]
    load(folder, "南", "2026-02-28", outlets(30, 30))
    count, parts = registered(folder)
    assert (count, len(parts)) == (100, 2)

    _, said = etl(folder, "release", north["batch_id"])

    assert len(said["released"]) == 2 and registered(folder) == (60, [])


def test_a_snapshot_that_becomes_whole_waits_no_more(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    load(folder, "北", "2026-02-28", outlets(60), builds=False)
    assert waiting(folder) == [("北.csv", 60, 100)]
    load(folder, "南", "2026-02-28", outlets(40, 60), builds=False)

    assert waiting(folder) == []


def test_a_forgotten_one_is_gone_and_without_a_build_a_release_waits(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    batch = load(folder, "二月", "2026-02-28", outlets(50), builds=False)
    etl(folder, "forget", batch["batch_id"])
    assert registered(folder) == (100, [])

    batch = load(folder, "三月", "2026-03-31", outlets(50), builds=False)
    etl(folder, "release", batch["batch_id"], "--no-build")
    assert registered(folder)[0] == 100
    etl(
        folder,
        "load",
        folder.root / "given" / "一月.csv",
        "--mapping",
        folder.root / "given" / "一月.yaml",
    )
    assert registered(folder) == (50, [])


def test_trace_marks_the_rows_of_a_held_batch_and_they_change_nothing(folder):
    load(folder, "一月", "2026-01-31", outlets(100), builds=False)
    renamed = outlets(40).replace("W0,0号窗口", "W0,新窗口").replace("\n", ",121.5,29.8\n")
    renamed = renamed.replace("区县,121.5,29.8", "区县,经度,纬度")
    broken = renamed.replace("W5,5号窗口,政务服务,海曙区,121.5", "W5,5号窗口,政务服务,海曙区,东边")
    batch = load(folder, "二月", "2026-02-28", broken, builds=False)
    load(folder, "三月", "2026-03-31", outlets(99).replace("W0,0号窗口", "W0,总窗口"))

    def traced(number):
        _, said = etl(folder, "trace", number)
        return [
            (one["file_name"], one["state"], one["changed"].get("outlet_name"))
            for one in said["versions"]
        ]

    assert traced("W0") == [
        ("一月.csv", "older", None),
        ("二月.csv", "held", ["0号窗口", "新窗口"]),
        ("三月.csv", "current", ["0号窗口", "总窗口"]),
    ]
    assert batch["rejected"] == 1 and traced("W5")[1][:2] == ("二月.csv", "held")
    assert traced("W99") == [("一月.csv", "withdrawn", None)]

    etl(folder, "release", batch["batch_id"])

    # The third is compared with the second now, and waits.
    assert traced("W0")[1:] == [
        ("二月.csv", "current", ["0号窗口", "新窗口"]),
        ("三月.csv", "held", ["新窗口", "总窗口"]),
    ]
    assert traced("W5")[1][:2] == ("二月.csv", "rejected")


def test_what_does_not_wait_cannot_be_released(folder):
    batch = load(folder, "一月", "2026-01-31", outlets(100), builds=False)

    for asked in (batch["batch_id"], "没有"):
        exit_code, said = etl(folder, "release", asked)
        assert exit_code == 2 and "没有待放行的批次" in said["error"]
    assert not folder.office.exists()


def test_no_order_of_loading_matters(tmp_path):
    sizes = {"01-31": 100, "02-28": 60, "03-31": 95, "04-30": 140, "05-31": 110}
    held_of_all = [("02-28.csv", 60, 100), ("04-30.csv", 140, 95)]
    for seed in range(4):
        folder = DataFolder(tmp_path / str(seed))
        for day in random.Random(seed).sample(sorted(sizes), len(sizes)):
            path = export(folder, day, f"2026-{day}", outlets(sizes[day]))
            load_files(folder, [path], mapping=path.with_suffix(".yaml"))
        assert waiting(folder) == held_of_all

    build_now(folder)
    assert registered(folder) == (110, held_of_all)
