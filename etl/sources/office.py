"""The office's own lists: tasks (创建任务清单), totals (汇总报表), nominations (申报推荐), opinions (征求意见)."""

import polars as pl

from etl.sources.base import Column, RowRule, Source, any_present


def _is_its_parts() -> pl.Expr:
    """True where a total is its numerator over its denominator: as such, in per cent or per 10,000.

    Rounded values are no contradiction: half a point of a share, half a day of a mean.
    """
    ratio = pl.col("numerator") / pl.when(pl.col("denominator") > 0).then("denominator")
    return pl.any_horizontal(
        (pl.col("value") - scale * ratio).abs()
        <= scale * pl.when(ratio.abs() > 1).then(0.5).otherwise(0.005)
        for scale in (1, 100, 10_000)
    )


TASKS = Source(
    name="tasks",
    label=("创建任务清单", "tasks"),
    key=("task_id",),
    columns=(
        Column("task_id", "任务编号", required=True, role="number"),
        Column("title", "任务名称", required=True, also=("工作任务", "任务内容")),
        Column("owner", "责任单位", role="id", also=("牵头单位", "责任部门")),
        Column("district", "区县", role="id", also=("所属区县", "区(县、市)")),
        Column("stage", "阶段", role="id", also=("工作阶段",), note="五个有、五个好、五个一、总结表彰，或自定。"),
        Column("due", "完成期限", "d", also=("完成时限",)),
        Column("progress", "进度", "f", low=0, high=1, also=("完成进度",), note="60% 或 0.6。"),
        Column("done_on", "完成日期", "d", role="event", also=("实际完成日期",), note="填了就是已完成。"),
        Column("note", "备注", role="text"),
    ),
)  # fmt: skip

SUMMARIES = Source(
    name="summaries",
    label=("汇总报表", "summaries"),
    key=("period", "publisher", "kpi_id", "unit", "scope", "scope_id"),
    wide=(("kpi_id", "value"), ("period", "value"), ("kpi_id", "numerator"), ("period", "numerator")),
    columns=(
        Column("period", "统计周期", "p", required=True, also=("统计期",)),
        Column(
            "publisher", "来源", "e", required=True, also=("数据来源", "报送来源"),
            note="自报与上级通报分开显示，从不与明细相加。",
            choices={
                "self": ("自报", "单位自报", "自行上报"),
                "upper": ("上级通报", "省通报", "全省通报", "通报"),
            },
        ),
        Column("kpi_id", "指标", required=True, role="id", also=("指标编号", "指标名称"), note="指标编号或中文名称。"),
        Column("unit", "单位", role="id", also=("报送单位",), note="不填单位也不填对象的，即全市。"),
        Column(
            "scope", "对象类型", "e", also=("层级",),
            choices={
                "city": ("全市", "市"),
                "district": ("区县", "区(县、市)", "区县市"),
                "township": ("乡镇街道", "镇街"),
                "industry": ("行业",),
                "unit": ("单位", "承办单位"),
                "outlet": ("网点", "窗口单位"),
            },
        ),
        Column("scope_id", "对象", role="id", also=("对象编号", "对象名称")),
        Column("numerator", "分子", "f"),
        Column("denominator", "分母", "f", low=0),
        Column("value", "数值", "f", also=("指标值",), note="数值与分子至少填一项；百分数写 96.5% 或 0.965。"),
        Column("rank", "位次", "i", low=1, also=("排名",)),
        Column("rank_of", "总数", "i", low=1, also=("排名总数", "参评总数")),
        Column("definition", "口径说明", role="text", also=("口径",), note="与本系统口径不同的，在此说明。"),
    ),
    rules=(
        RowRule(
            "needs_value", "value", ("value", "numerator"), any_present("value", "numerator"),
        ),
        RowRule("value_not_its_parts", "value", ("value", "numerator", "denominator"), _is_its_parts()),
        RowRule("rank_beyond_total", "rank", ("rank", "rank_of"), pl.col("rank") <= pl.col("rank_of")),
    ),
)  # fmt: skip

NOMINATIONS = Source(
    name="nominations",
    label=("申报推荐", "nominations"),
    key=("nomination_id",),
    columns=(
        Column("nomination_id", "申报编号", required=True, role="number", also=("推荐编号",)),
        Column("award", "奖项", required=True, role="id", also=("申报奖项", "奖项名称")),
        Column("nominee_id", "申报对象编号", role="id", also=("申报对象代码",), note="窗口单位编号或单位编号。"),
        Column("nominee_name", "规范全称", required=True, role="id", also=("申报对象", "申报对象名称"), note="与印章一致的全称。"),
        Column("recommender", "推荐单位", required=True, role="id"),
        Column("category", "类别", role="id", also=("申报类别",)),
        Column("opinion", "推荐意见", role="text"),
        Column("nominated_on", "日期", "d", role="event", also=("申报日期", "推荐日期")),
    ),
)  # fmt: skip

OPINIONS = Source(
    name="opinions",
    label=("征求意见", "opinions"),
    key=("nominee_name", "nomination_id", "department"),
    any_of=(("nomination_id", "nominee_name"),),
    columns=(
        Column("nominee_name", "规范全称", role="id", also=("申报对象", "申报对象名称")),
        Column("nomination_id", "申报编号", role="number", also=("推荐编号",)),
        Column("department", "征求部门", required=True, role="id", also=("被征求部门",), note="每征求一个部门填一行。"),
        Column("letter_no", "函号", role="id", also=("征求意见函号",)),
        Column(
            "conclusion", "结论", "e", required=True, also=("回复意见", "反馈结论"),
            note="未回复的也要列出，据此看是否征求齐全。",
            choices={
                "clear": ("无异议", "无意见", "同意"),
                "object": ("有异议", "不同意"),
                "pending": ("未回复", "待回复"),
            },
        ),
        Column("answered_on", "日期", "d", role="event", also=("回复日期", "答复日期")),
        Column("note", "备注", role="text"),
    ),
    rules=(
        RowRule(
            "needs_nominee", "nominee_name", ("nominee_name", "nomination_id"),
            any_present("nominee_name", "nomination_id"),
        ),
    ),
)  # fmt: skip
