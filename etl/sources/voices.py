"""What people say of the service: ratings of single cases (好差评) and surveys (满意度测评)."""

import polars as pl

from etl.sources.base import YES_NO, Column, RowRule, Source
from etl.sources.tickets import RATING

RATINGS = Source(
    name="ratings",
    label=("好差评", "ratings"),
    key=("rating_id",),
    columns=(
        Column("rating_id", "评价编号", required=True, role="number", also=("评价ID", "评价流水号")),
        Column("ticket_id", "办件编号", role="number", also=("工单编号", "办件号", "工单号"), note="不填的，按窗口和日期挂到当天唯一的一件，挂不上的照样计入窗口单位。"),
        Column("outlet_id", "网点编号", role="id", also=("承办网点", "窗口单位编号")),
        Column("window_no", "窗口号", role="id", also=("窗口编号",)),
        Column("staff_id", "工号", role="id", also=("经办人工号", "被评价人工号")),
        Column("rated_at", "评价时间", "t", required=True, role="event", also=("评价日期",)),
        Column("rating", "评价等级", "e", required=True, role="rating", choices=RATING, also=("评价", "满意度", "评分")),
        Column("is_real_name", "实名", "b", choices=YES_NO, also=("是否实名", "实名评价")),
        Column("is_default_rating", "默认评价", "b", choices=YES_NO, also=("是否默认评价", "系统默认"), note="到期自动好评填“是”，不计入主动评价。"),
        Column("channel", "评价渠道", role="id", also=("渠道",)),
        Column("verified_at", "核实时间", "t", role="event", also=("差评核实时间",), note="差评核实的时间。"),
        Column("fixed_at", "整改时间", "t", role="event", also=("差评整改时间",), note="差评整改并告知的时间。"),
        Column(
            "is_upheld", "差评成立", "b", also=("差评是否成立",),
            note="经复核属误评、恶意的填“否”。",
            choices={"true": (*YES_NO["true"], "成立"), "false": (*YES_NO["false"], "不成立")},
        ),
        Column("content", "评价内容", role="text", also=("内容",)),
    ),
)  # fmt: skip

SCALES = {
    "5": ("5分制", "五分制", "5分", "5.0"),
    "10": ("10分制", "十分制", "10分", "10.0"),
    "100": ("100分制", "百分制", "100分", "100.0"),
}

SURVEYS = Source(
    name="surveys",
    label=("满意度测评", "surveys"),
    # One survey measures several objects, and several sources each.
    key=("survey_id", "period", "scope", "scope_id", "source"),
    columns=(
        Column("survey_id", "测评编号", required=True, role="number"),
        Column("period", "测评周期", "p", required=True, also=("测评期",)),
        Column(
            "scope", "测评对象类型", "e", required=True, also=("对象类型",),
            choices={
                "city": ("全市", "市"),
                "district": ("区县", "区(县、市)", "区县市"),
                "industry": ("行业",),
                "outlet": ("网点", "窗口单位"),
            },
        ),
        Column("scope_id", "测评对象", role="id", also=("测评对象编号", "测评对象名称"), note="全市不填；其余填名称或编号。"),
        Column(
            "source", "测评来源", "e", also=("评议来源", "来源"),
            note="不同来源分开显示，不合并。",
            choices={
                "public": ("群众评议", "群众"),
                "peers": ("党员互评", "互评"),
                "leader": ("领导点评", "领导"),
                "panel": ("督察团", "市民督察团"),
                "questionnaire": ("问卷", "问卷调查"),
            },
        ),
        Column("score", "得分", "f", required=True, low=0, high=100, percent_of="scale", also=("测评得分", "综合得分")),
        Column("scale", "分制", "e", choices=SCALES, scale_of="score", also=("满分分制",), note="不填的，看得分表头括号；都没有而得分不超过10分的，这一行不能导入。"),
        Column("sent", "发放数", "i", low=0, also=("发放份数",)),
        Column("returned", "回收数", "i", low=0, also=("回收份数",)),
        Column("benchmark", "对标值", "f", low=0, high=100, percent_of="scale", also=("上级平均",), note="与得分同一分制，如全省平均。"),
        Column("benchmark_name", "对标对象", role="id"),
    ),
    rules=(
        RowRule(
            "needs_survey_object", "scope_id", ("scope", "scope_id"),
            (pl.col("scope") == "city") | pl.col("scope_id").is_not_null(),
        ),
        # Without a scale 88.79 can only be of 100; 4.6 could be of any, and is not guessed.
        RowRule(
            "scale_unknown", "scale", ("score", "scale"),
            pl.col("scale").is_not_null() | (pl.col("score") > 10),  # noqa: PLR2004
        ),
        RowRule(
            "score_beyond_scale", "score", ("score", "scale"),
            pl.col("score") <= pl.col("scale").cast(pl.Float64, strict=False),
        ),
        # 4.6 beside 88.79 of 100 is of another scale, 95 of 5 of none.
        RowRule(
            "benchmark_of_other_scale", "benchmark", ("score", "scale", "benchmark"),
            (pl.col("benchmark") <= pl.col("scale").fill_null("100").cast(pl.Float64, strict=False))
            & ((pl.col("scale").fill_null("100") != "100") | (pl.col("score") <= 10) | (pl.col("benchmark") > 10)),
        ),
        RowRule(
            "returned_more_than_sent", "returned", ("sent", "returned"),
            pl.col("returned") <= pl.col("sent"),
        ),
    ),
)  # fmt: skip
