"""A city whose outlets, units, matters and grids bear names that attack a page or a spreadsheet.

Thirteen outlets with a unit each. Every one has 210 cases from March to August 2026, of which
the n-th finished 2n late, and two that are open past due; so that each name stands in rankings, in lists
and among the candidates.
"""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

from literal_city import drop

HTML = (
    "<img src=x onerror=\"window.__xss='img'\">",
    "<svg onload=\"window.__xss='svg'\"></svg>",
    "<iframe srcdoc=\"<script>parent.__xss='frame'</script>\"></iframe>",
    "<script>window.__xss='script'</script>",
    "<a href=\"javascript:window.__xss='link'\">点我</a>",
    "[点我](javascript:window.__xss='markdown')",
    "![图](http://evil.example/a.png)",
    "<style>body{display:none}</style>",
    '<form action="http://evil.example/"><input autofocus onfocus="window.__xss=1"></form>',
    '"><details open ontoggle="window.__xss=1">{tip}</details>',
)
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(1,1)")
NAMES = (*HTML, *FORMULAS)
CASES = 210
_TICKETS = ["工单编号", "来源渠道", "事项名称", "承办单位", "承办网点", "收件时间", "承诺时限"]
_TICKETS += ["办结时间", "状态", "补正次数", "退单次数", "到场次数", "评价", "默认评价", "导出时间"]
_OUTLETS = ["网点编号", "网点名称", "行业", "单位级别", "区县", "乡镇街道", "上级单位", "经度"]
_OUTLETS += ["纬度", "坐标系", "启用日期", "规范化达标", "地址"]


def drop_hostile_city(inbox: Path) -> None:
    """Write every file of the city."""
    at = range(len(NAMES))
    kinds = ("市直部门", "公共服务企业")
    units = [[f"U{n}", NAMES[n], kinds[n % 2], "海曙区", NAMES[n]] for n in at]
    outlets = [
        [f"W{n}", NAMES[n], "政务服务", "县区级", "海曙区", f"{n}号<b>街道</b>", f"U{n}"]
        + [f"{121.50 + n / 200:.4f}", "29.86", "wgs84", "2020-01-01", "是", NAMES[n]]
        for n in at
    ]
    seen = [
        [f"I{n}{kind}", f"W{n}", f"2026-0{4 + at}-08 10:00", kind, who, "便民设施", "合格"]
        + ["9", "10", "10", "8"]
        for n in range(len(NAMES))
        for at, (kind, who) in enumerate((("明查", NAMES[n]), ("暗访", "乙")))
    ]
    heads = ["检查编号", "网点编号", "检查时间", "检查方式", "检查人", "检查项", "结果"]
    heads += ["得分", "满分", "窗口数", "开窗数"]
    unit_heads = ["单位编号", "规范全称", "单位类别", "区县", "联系人"]
    drop(inbox, "单位台账.csv", _csv(unit_heads, units))
    drop(inbox, "网点台账.csv", _csv(_OUTLETS, outlets))
    drop(inbox, "明查暗访.csv", _csv(heads, seen))
    # Before the period of the award: complaints are collected, and there was none.
    drop(inbox, "投诉.csv", "投诉编号,受诉网点,接收时间,投诉渠道\nC1,W0,2025-08-01 09:00,来访\n")
    drop(inbox, "办件工单.csv", _csv(_TICKETS, [*_cases(), ["", *["="] * 14]]))
    (inbox / "网格.geojson").write_text(json.dumps(_grids(), ensure_ascii=False), encoding="utf-8")


def _cases() -> list[list[str]]:
    rows = []
    for n in range(len(NAMES)):
        for number in range(CASES + 2):
            received = date(2026, 3, 2) + timedelta(days=number % 150)
            closed = received + timedelta(days=40 if number < 2 * n else 1)
            start = [f"{n}-{number:03d}", "窗口", NAMES[n], f"U{n}", f"W{n}", f"{received} 09:00"]
            end = ["", "在办"] if number >= CASES else [f"{closed} 10:00", "办结"]
            rows.append([*start, "10", *end, "0", "0", "1", "5", "否", "2026-09-30 18:00"])
    return rows


def _grids() -> dict[str, object]:
    features = []
    for n, name in enumerate(NAMES):
        west, south = 121.49 + n / 200, 29.80
        ring = [[west, south], [west + 0.005, south], [west + 0.005, south + 0.09], [west, south]]
        properties = {"网格编号": f"G{n}", "网格名称": name, "区县": "海曙区", "人口": 3000}
        properties |= {"网格员": name, "坐标系": "wgs84"}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}


def _csv(heads: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([heads, *rows])
    return text.getvalue()
