"""What is looked at on the spot: inspections (检查), one row per item, and visits to households (网格走访).

A wide sheet of inspections is made long by its mapping.
"""

import polars as pl

from etl.sources.base import Column, RowRule, Source, any_present

INSPECTIONS = Source(
    name="inspections",
    label=("检查", "inspections"),
    key=("inspection_id", "item_code"),
    any_of=(("outlet_id", "point_id"),),
    wide=tuple(("item_code", name) for name in ("result", "value", "points", "deduction")),
    columns=(
        Column("inspection_id", "检查编号", required=True, role="number"),
        Column("outlet_id", "网点编号", role="id", also=("被检查网点", "检查网点"), note="编号见网点台账。"),
        Column("inspected_at", "检查时间", "t", required=True, role="event", also=("检查日期",)),
        Column(
            "kind", "检查方式", "e", required=True, also=("检查类型",),
            choices={
                "announced": ("明查", "明察", "检查"),
                "unannounced": ("暗访", "暗查"),
                "citizen_panel": ("市民督察团", "督察团", "市民督查团"),
                "self": ("自查", "自检"),
            },
        ),
        Column("inspector", "检查人", role="id", also=("检查人员",)),
        Column("item_code", "检查项", required=True, role="id", also=("检查项目", "检查项编码"), note="检查项的代码或名称，一项一行。"),
        Column(
            "result", "结果", "e", also=("检查结果",),
            choices={
                "pass": ("合格", "√", "✓", "✔", "达标", "通过", "符合", "是"),
                "fail": ("不合格", "×", "✗", "✘", "不达标", "不通过", "不符合", "否"),
                "na": ("不适用", "n/a"),
            },
        ),
        Column("value", "实测值", "f", note="测得的数，按检查项的规则判定。"),
        Column("points", "得分", "f", low=0, percent_of="max_points"),
        Column("max_points", "满分", "f", low=0, percent_of="max_points"),
        Column("deduction", "扣分", "f", percent_of="max_points"),
        Column("reason", "扣分原因", role="text", also=("存在问题",)),
        Column("round", "轮次", role="id", also=("检查轮次",)),
        Column("point_id", "点位编号", role="id"),
        Column("point_kind", "点位类型", role="id"),
        Column("unit", "责任单位", role="id"),
        Column("photo", "照片", role="id"),
        Column("windows_total", "窗口数", "i", low=0, also=("窗口总数",)),
        Column("windows_open", "开窗数", "i", low=0, also=("开放窗口数",)),
        Column("rectify_due", "整改期限", "d"),
        Column("rectified_at", "整改时间", "t", role="event", also=("整改完成时间",)),
        Column("verified_by", "复核人", role="id", note="由他人复核才算整改完成。"),
        Column("note", "备注", role="text"),
    ),
    rules=(
        RowRule(
            "needs_outlet_or_point", "outlet_id", ("outlet_id", "point_id"),
            any_present("outlet_id", "point_id"),
        ),
        RowRule(
            "points_beyond_max", "points", ("points", "max_points"),
            pl.col("points") <= pl.col("max_points"),
        ),
        RowRule(
            "more_open_than_windows", "windows_open", ("windows_open", "windows_total"),
            pl.col("windows_open") <= pl.col("windows_total"),
        ),
    ),
)  # fmt: skip

VISITS = Source(
    name="visits",
    label=("网格走访", "grid visits"),
    key=("visit_id",),
    columns=(
        Column("visit_id", "走访编号", required=True, role="number"),
        Column("grid_id", "网格编号", required=True, role="number", also=("网格代码",), note="编号见网格台账。"),
        Column("visited_at", "走访时间", "t", required=True, role="event", also=("走访日期",)),
        Column("visitor", "走访人", role="id", also=("网格员",)),
        Column("households_visited", "走访户数", "i", low=0, note="这一次走访到的户数。"),
        Column("duration_min", "走访时长", "f", low=0, also=("走访分钟",)),
        Column("issues_found", "发现问题数", "i", low=0),
        Column("issues_resolved", "解决问题数", "i", low=0),
    ),
)  # fmt: skip
