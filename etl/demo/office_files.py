"""The office's own lists: visits in the grids, tasks, totals reported, nominations and opinions."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.clock import day_number, kept, moment, office_seconds
from etl.demo.files import write_workbook
from etl.demo.hotline_files import by_year
from etl.demo.plan import Grid
from etl.demo.size import AS_OF
from etl.demo.spelling import Style, headed

FIRST_VISIT = date(2025, 11, 1)
VISITS_PER_GRID = 16
TASKS = {
    "五个有": ("有统一标识", "有公示栏", "有意见簿", "有便民设施", "有无障碍通道"),
    "五个好": ("服务态度好", "业务技能好", "办事效率好", "环境秩序好", "群众口碑好"),
    "五个一": ("一次动员", "一次培训", "一次测评", "一次督查", "一次总结"),
    "总结表彰": ("申报推荐", "征求意见", "公示", "命名表彰"),
}
DEADLINES = (date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 31), date(2026, 12, 20))
ASKED = 5
CANDIDATES = 30

Row = dict[str, object]


def write_visits(rng: np.random.Generator, grids: list[Grid], out: Path) -> list[Path]:
    """Write a year of visits to households; one grid in twelve is hardly visited."""
    count = len(grids) * VISITS_PER_GRID
    weight = np.where(rng.random(len(grids)) < 1 / 12, 0.05, 1.0)
    grid = rng.choice(len(grids), count, p=weight / weight.sum())
    first, last = day_number(FIRST_VISIT), day_number(AS_OF.date())
    when = moment(rng.integers(first, last, count), office_seconds(rng, count))
    found = rng.binomial(3, 0.25, count)
    rows = pl.DataFrame(
        {
            "grid_id": [f"WG{place + 1:05d}" for place in grid],
            "visited_at": kept(when),
            "visitor": [f"示例网格员{place + 1:04d}" for place in grid],
            "households_visited": rng.integers(3, 28, count),
            "duration_min": rng.integers(20, 150, count),
            "issues_found": found,
            "issues_resolved": rng.binomial(found, 0.85),
        }
    ).sort("visited_at", "grid_id")
    numbered = rows.with_row_index("number", 1).with_columns(
        pl.format("ZF{}", pl.col("number").cast(pl.String).str.zfill(7)).alias("visit_id")
    )
    columns = (
        "visit_id", "grid_id", "visited_at", "visitor", "households_visited", "duration_min", "issues_found",
        "issues_resolved",
    )  # fmt: skip
    return by_year(rng, numbered, "visited_at", columns, "visits", out)


def write_tasks(rng: np.random.Generator, units: pl.DataFrame, out: Path) -> Path:
    """Write the task list of the award year: most are done, a few are late."""
    owners = units.filter(pl.col("kind").is_in(["市直部门", "区(县、市)"]))
    rows: list[Row] = []
    for (stage, titles), due in zip(TASKS.items(), DEADLINES, strict=True):
        for title in titles:
            for place in rng.choice(owners.height, 3, replace=False).tolist():
                is_done = due < AS_OF.date() and rng.random() < 0.85
                rows.append(
                    {
                        "task_id": f"RW{len(rows) + 1:03d}",
                        "title": title,
                        "owner": owners["unit_name"][place],
                        "district": owners["district"][place],
                        "stage": stage,
                        "due": due,
                        "progress": 1.0 if is_done else round(float(rng.uniform(0.1, 0.9)), 1),
                        "done_on": due - timedelta(days=int(rng.integers(0, 20)))
                        if is_done
                        else None,
                    }
                )
    return _book(rows, "tasks", "创建任务清单", out)


def write_summaries(rng: np.random.Generator, units: pl.DataFrame, out: Path) -> Path:
    """Write what departments report of themselves, and what the upper level publishes of the city."""
    owners = units.filter(pl.col("kind") == "市直部门").head(8)["unit_name"].to_list()
    rows: list[Row] = []
    for period in (f"2026-{month:02d}" for month in range(1, 11)):
        value = round(float(rng.normal(0.962, 0.006)), 4)
        rows.append(
            {"period": period, "publisher": "上级通报", "kpi_id": "按时办结率", "unit": None,
             "numerator": None, "denominator": None, "value": value, "rank": int(rng.integers(2, 7)),
             "rank_of": 11, "definition": "按办结口径，含延期"}
        )  # fmt: skip
        for owner in owners:
            below = int(rng.integers(200, 1_500))
            rows.append(
                {"period": period, "publisher": "自报", "kpi_id": "K04", "unit": owner,
                 "numerator": int(below * rng.uniform(0.985, 1)), "denominator": below, "value": None,
                 "rank": None, "rank_of": None, "definition": "单位自行统计"}
            )  # fmt: skip
    return _book(rows, "summaries", "汇总报表", out)


def write_nominations(
    rng: np.random.Generator, outlets: pl.DataFrame, units: pl.DataFrame, out: Path
) -> list[Path]:
    """Write who is nominated, and what the departments asked have answered so far."""
    chosen = np.sort(
        rng.choice(outlets.height, min(CANDIDATES, outlets.height // 2), replace=False)
    )
    names = dict(zip(units["unit_id"], units["unit_name"], strict=True))
    asked = units.filter(pl.col("kind") == "市直部门")["unit_name"].head(ASKED).to_list()
    nominations: list[Row] = []
    opinions: list[Row] = []
    for number, place in enumerate(chosen.tolist(), 1):
        outlet = outlets.row(place, named=True)
        nominations.append(
            {"nomination_id": f"SB{number:03d}", "award": "十佳服务窗口", "nominee_id": outlet["outlet_id"],
             "nominee_name": outlet["outlet_name"], "recommender": names[outlet["parent_id"]],
             "category": "服务窗口", "opinion": "同意推荐", "nominated_on": date(2026, 10, 12)}
        )  # fmt: skip
        for department in asked:
            conclusion = ("无异议", "未回复", "有异议")[rng.choice(3, p=[0.955, 0.035, 0.01])]
            answered = None if conclusion == "未回复" else date(2026, 10, int(rng.integers(20, 31)))
            opinions.append(
                {"nominee_name": outlet["outlet_name"], "nomination_id": f"SB{number:03d}",
                 "department": department, "letter_no": f"示例函〔2026〕{number}号",
                 "conclusion": conclusion, "answered_on": answered}
            )  # fmt: skip
    return [
        _book(nominations, "nominations", "申报推荐", out),
        _book(opinions, "opinions", "征求意见", out),
    ]


def _book(rows: list[Row], source: str, name: str, out: Path) -> Path:
    table = headed(pl.DataFrame(rows, infer_schema_length=None), source, Style())
    return write_workbook(table, out / f"{name}.xlsx", name)
