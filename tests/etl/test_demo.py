"""The sample city: what its files hold, and that nothing in it passes for a real office."""

import csv
import hashlib
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
import shapely
from shapely.geometry import shape

from etl.demo import AS_OF, write
from etl.demo.clock import Workdays, day_number
from etl.demo.plan import outlines
from etl.demo.size import PERIODS
from etl.sources import SOURCES

TITLES = ("示例市", "统计周期", "制表")


class City(NamedTuple):
    """The small sample city on disk."""

    folder: Path
    files: list[Path]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("data")
    return City(folder, write(folder / "inbox", "small"))


def read_rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    encoding = "utf-8-sig" if content[:3] == b"\xef\xbb\xbf" else "gb18030"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode(encoding)
    rows = list(csv.reader(io.StringIO(text)))
    while rows[0][0].startswith(TITLES):
        rows.pop(0)
    body = [row for row in rows[1:] if row[0] != "合计"]
    return [dict(zip(rows[0], row, strict=True)) for row in body]


def rows_of(city: City, start: str) -> list[dict[str, str]]:
    return [row for path in city.files if path.name.startswith(start) for row in read_rows(path)]


def book(city: City, name: str) -> pl.DataFrame:
    path = next(path for path in city.files if path.name == name)
    return pl.read_excel(path, engine="calamine", read_options={"header_row": 1})


def test_the_same_seed_writes_the_same_bytes(city: City, tmp_path: Path) -> None:
    again = write(tmp_path / "inbox", "small")

    assert [path.name for path in again] == [path.name for path in city.files]
    for first, second in zip(city.files, again, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_another_seed_writes_another_city(city: City, tmp_path: Path) -> None:
    other = write(tmp_path / "inbox", "small", seed=2)

    assert other[3].read_bytes() != city.files[3].read_bytes()


def test_the_marker_names_every_file_by_its_hash(city: City) -> None:
    marker = json.loads((city.folder / "sample.json").read_text(encoding="utf-8"))

    assert marker["note"] == "示例数据"
    assert marker["files"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in city.files
    }


def test_outside_an_inbox_the_marker_lies_with_the_files(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", "small")

    assert (tmp_path / "elsewhere" / "sample.json").exists()
    assert not (tmp_path / "sample.json").exists()


def test_every_name_of_an_office_says_that_it_is_invented(city: City) -> None:
    units, outlets = book(city, "单位台账.xlsx"), book(city, "窗口单位台账.xlsx")
    grids = json.loads((city.folder / "inbox" / "网格.geojson").read_text(encoding="utf-8"))
    properties = [feature["properties"] for feature in grids["features"]]

    assert units["规范全称"].str.contains("示例").all()
    assert units["简称"].str.contains("示例").all()
    assert outlets["网点名称"].str.contains("示例").all()
    assert all("示例" in p["网格名称"] + p["乡镇街道"] for p in properties)
    assert units["联系电话"].str.contains(r"^0574-0000\d{4}$").all()


def test_people_have_telephone_numbers_of_an_example(city: City) -> None:
    said = [row["内容"] for row in rows_of(city, "12345工单")]
    numbers = {row["联系电话"] for row in rows_of(city, "窗口办件")}

    assert all(re.fullmatch(r"13800\d{6}", number) for number in numbers)
    assert any(re.search(r"13800\d{6}", content) for content in said)


def test_every_header_is_one_that_the_source_knows(city: City) -> None:
    for start, source in (
        ("窗口办件", "tickets"),
        ("12345工单", "tickets"),
        ("窗口投诉", "complaints"),
        ("明查暗访", "inspections"),
        ("单位对照表", "aliases"),
        ("派单记录", "dispatches"),
        ("热线通话", "calls"),
        ("好差评", "ratings"),
        ("网格走访", "visits"),
    ):
        headers = {header for row in rows_of(city, start) for header in row}
        assert headers <= set(SOURCES[source].known_headers)
    for name, source in (
        ("单位台账", "units"),
        ("窗口单位台账", "outlets"),
        ("挂起记录", "suspensions"),
        ("满意度测评", "surveys"),
        ("创建任务清单", "tasks"),
        ("汇总报表", "summaries"),
        ("申报推荐", "nominations"),
        ("征求意见", "opinions"),
    ):
        assert set(book(city, f"{name}.xlsx").columns) <= set(SOURCES[source].known_headers)


def test_the_hotline_names_units_and_knows_no_outlet(city: City) -> None:
    rows = rows_of(city, "12345工单")
    headers = {SOURCES["tickets"].known_headers[header] for header in rows[0]}
    names = set(book(city, "单位台账.xlsx")["规范全称"])

    assert "outlet_id" not in headers
    assert {"unit", "due_at", "is_excluded"} <= headers
    assert sum(row["承办单位"] in names for row in rows) > 0.85 * len(rows)


def test_an_export_knows_nothing_later_than_itself(city: City) -> None:
    for period in PERIODS:
        for row in rows_of(city, f"窗口办件_{period.name}"):
            for header in ("收件时间", "受理时间", "办结时间", "撤销时间"):
                moment = parsed(row[header])
                assert moment is None or moment <= period.exported_at


def test_a_later_export_restates_earlier_cases(city: City) -> None:
    for start in ("窗口办件", "12345工单"):
        key = "办件编号" if start == "窗口办件" else "工单编号"
        late = rows_of(city, f"{start}_更新")
        earlier = [
            row.get(key) or row.get("工单编号", "")
            for period in PERIODS
            for row in rows_of(city, f"{start}_{period.name}")
        ]
        restated = {row[key] for row in late} & set(earlier)

        assert 0.005 * len(earlier) < len(restated) < 0.06 * len(earlier)
        assert len({row[key] for row in late} - set(earlier)) <= 3
        assert {parsed(row["导出时间"]) for row in late} == {AS_OF}


def test_some_extended_cases_have_a_second_deadline_in_the_same_file(city: City) -> None:
    path = next(p for p in city.files if p.name.startswith("12345工单_2026年第1季度"))
    deadlines: dict[str, set[str]] = {}
    for row in read_rows(path):
        deadlines.setdefault(row["工单编号"], set()).add(row["办理期限"])

    assert any(len(found) == 2 for ticket, found in deadlines.items() if ticket)


def test_few_come_on_days_off() -> None:
    work = Workdays.of_project()

    assert not work.is_workday[day_number(datetime(2026, 10, 1).date())]
    assert work.is_workday[day_number(datetime(2026, 2, 14).date())]
    assert work.after(np.array([day_number(datetime(2026, 9, 30).date())]), 1)[0] == day_number(
        datetime(2026, 10, 8).date()
    )


def test_window_cases_come_on_working_days(city: City) -> None:
    work = Workdays.of_project()
    moments = [parsed(row["收件时间"]) for row in rows_of(city, "窗口办件_2025年第4季度")]
    days = [day_number(moment.date()) for moment in moments if moment]

    assert work.is_workday[np.array(days)].mean() > 0.95


def test_complaints_of_the_hotline_point_to_its_tickets(city: City) -> None:
    asked = {row["工单编号"]: row["诉求类型"] for row in rows_of(city, "12345工单")}
    carried = [row["来源工单"] for row in rows_of(city, "窗口投诉") if row["来源工单"]]

    assert carried
    assert len(carried) == len(set(carried))
    assert sum(asked.get(ticket) == "投诉" for ticket in carried) >= len(carried) - 1


def test_windows_are_counted_once_per_inspection(city: City) -> None:
    counted: dict[str, int] = {}
    for row in rows_of(city, "明查暗访"):
        has = row["窗口数"] not in ("", "/")
        counted[row["检查编号"]] = counted.get(row["检查编号"], 0) + has

    assert set(counted.values()) == {1}


def test_grids_cover_the_districts_without_overlap(city: City) -> None:
    path = city.folder / "inbox" / "网格.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    areas = [shape(feature["geometry"]) for feature in features]
    ground = shapely.union_all([area for _, area in outlines().values()])

    assert all(area.is_valid for area in areas)
    assert sum(area.area for area in areas) == pytest.approx(ground.area, rel=1e-3)
    assert sum(f["properties"]["人口"] for f in features) == pytest.approx(9_400_000, rel=0.001)


def test_some_outlets_are_hard_to_place(city: City) -> None:
    outlets = book(city, "窗口单位台账.xlsx")

    assert outlets["经度"].null_count() >= 1
    assert set(outlets["坐标系"].drop_nulls()) == {"WGS84", "GCJ02"}
    assert (outlets["海岛"] == "是").sum() == 2
    assert outlets["停用日期"].is_not_null().sum() >= 3


def test_some_ratings_do_not_know_their_case(city: City) -> None:
    rows = rows_of(city, "好差评")
    cases = {row["办件编号"] for row in rows_of(city, "窗口办件") if "办件编号" in row}
    blank = [row for row in rows if not row["办件编号"]]

    assert 0.04 < len(blank) / len(rows) < 0.13
    assert {row["办件编号"] for row in rows} & cases


def test_what_the_city_says_of_itself_is_measured_every_quarter_on_every_scale(city: City) -> None:
    surveys = book(city, "满意度测评.xlsx")
    public = surveys.filter((pl.col("测评对象类型") == "全市") & (pl.col("测评来源") == "群众评议"))

    assert set(surveys["分制"].cast(pl.Int64)) == {5, 10, 100}
    assert (surveys["得分"] <= surveys["分制"]).all()
    assert public.select("测评周期", "得分", "对标值").rows()[1::4] == [
        ("2025Q3", 87.4, 86.1),
        ("2026Q3", 88.79, 86.79),
    ]


def test_a_case_is_sent_to_a_lead_and_some_come_back(city: City) -> None:
    rows = rows_of(city, "派单记录")
    led = {row["工单编号"] for row in rows if row["角色"] == "主办"}

    assert led == {row["工单编号"] for row in rows}
    assert {row["退单成立"] for row in rows} == {"是", "否", ""}
    assert any(row["角色"] == "协办" for row in rows)


@pytest.mark.slow
def test_the_city_has_the_size_it_is_said_to_have(tmp_path: Path) -> None:
    made = City(tmp_path, write(tmp_path / "inbox", "city"))
    headers = SOURCES["tickets"].known_headers
    ids = {
        row[header]
        for start in ("窗口办件", "12345工单")
        for row in rows_of(made, start)
        for header in list(row)[:1]
        if headers[header] == "ticket_id"
    }
    outlets = book(made, "窗口单位台账.xlsx")

    assert 119_000 < len(ids) <= 120_001
    assert outlets.height == 402
    assert outlets["行业"].n_unique() == 26


def parsed(text: str) -> datetime | None:
    """Return the time of a cell, None when it is empty or one of the planted faults."""
    for pattern in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M"):
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    return None
