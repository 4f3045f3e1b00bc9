"""Complaints (投诉)."""

from etl.sources.base import YES_NO, Column, Source
from etl.sources.tickets import CALLBACK, DAYS_HIGH

COMPLAINTS = Source(
    name="complaints",
    label=("投诉", "complaints"),
    key=("complaint_id",),
    columns=(
        Column("complaint_id", "投诉编号", required=True, role="number", also=("投诉单号",)),
        Column(
            "channel", "投诉渠道", "e", also=("渠道", "来源渠道"),
            choices={
                "hotline_11185": ("11185热线", "11185", "11183"),
                "hotline_12345": ("12345热线", "12345", "市长热线"),
                "government_line": ("行风热线",),
                "letter": ("来信", "信件", "信函"),
                "call": ("来电", "电话"),
                "visit": ("来访", "上访"),
                "opinion_book": ("意见簿", "意见箱"),
                "online": ("网上", "线上", "互联网", "网站", "app", "小程序", "微信"),
                "other": ("其他", "其它"),
            },
        ),
        Column("received_at", "接收时间", "t", required=True, role="event", also=("投诉时间", "接收日期")),
        Column("outlet_id", "被投诉网点", role="id", also=("网点编号", "被投诉网点编号")),
        Column("district", "区县", role="id", also=("所属区县", "区(县、市)")),
        Column("source_ticket_id", "来源工单", role="number", also=("来源工单编号",), note="12345 工单转来的填工单编号，同一件不重复计数。"),
        Column("unit", "被投诉单位", role="id"),
        Column(
            "category", "投诉类别", "e", also=("投诉类型",),
            choices={
                "attitude": ("服务态度", "态度"),
                "efficiency": ("办事效率", "效率"),
                "integrity": ("收费诚信", "乱收费", "诚信"),
                "skill": ("业务技能", "业务能力"),
                "facility": ("环境设施", "设施环境", "设施"),
                "other": ("其他", "其它"),
            },
        ),
        Column(
            "severity", "严重程度", "e",
            choices={"normal": ("一般", "普通", "轻微"), "major": ("重大", "严重")},
        ),
        Column("promised_days", "承诺时限", "i", low=0, high=DAYS_HIGH, also=("承诺工作日", "办理时限")),
        Column("due_at", "应办结时间", "t", role="deadline", also=("办理期限", "应办结日期")),
        Column("first_reply_at", "首次答复时间", "t"),
        Column("visited_at", "上门时间", "t"),
        Column("closed_at", "办结时间", "t", role="event", also=("办结日期",)),
        Column(
            "is_upheld", "是否属实", "b", also=("属实",),
            choices={"true": (*YES_NO["true"], "属实"), "false": (*YES_NO["false"], "不属实")},
        ),
        Column("callback_result", "回访结果", "e", choices=CALLBACK),
        Column(
            "is_resolved", "是否解决", "b", also=("解决",),
            choices={"true": (*YES_NO["true"], "已解决", "解决"), "false": (*YES_NO["false"], "未解决")},
        ),
        Column(
            "is_satisfied", "是否满意", "b", also=("满意",),
            choices={"true": (*YES_NO["true"], "满意"), "false": (*YES_NO["false"], "不满意")},
        ),
        Column("escalated_to", "升级至", role="id"),
        Column("person_key", "联系电话", role="person", also=("证件号", "手机号", "联系方式")),
        Column("content", "投诉内容", role="text", also=("内容",)),
        Column("exported_at", "导出时间", "t", role="exported", also=("导出日期",)),
    ),
)  # fmt: skip
