"""What the hotline keeps beside its cases: where each was sent (派单记录), and its calls (热线通话)."""

from etl.sources.base import YES_NO, Column, Source

DISPATCHES = Source(
    name="dispatches",
    label=("派单记录", "dispatches"),
    # A case may be sent to one unit twice, so the unit alone names no row.
    key=("ticket_id", "unit", "dispatched_at"),
    columns=(
        Column("ticket_id", "工单编号", required=True, role="number", also=("工单号",)),
        Column("seq", "序号", "i", low=0, is_telling=False, also=("派单序号",)),
        Column("level", "派单层级", "i", low=0, also=("层级",), note="1 为派到部门，2 为再派到科室或街镇，余类推。"),
        Column("unit", "承办单位", required=True, role="id", also=("接收单位", "派往单位"), note="每派到一个单位填一行。"),
        Column(
            "role", "角色", "e", also=("承办角色", "主协办"),
            note="不填的按主办；协办单独列示。",
            choices={"lead": ("主办", "主办单位", "牵头"), "co": ("协办", "协办单位", "会办", "配合")},
        ),
        Column("dispatched_at", "派出时间", "t", required=True, role="event", also=("派单时间", "派发时间")),
        Column("signed_at", "签收时间", "t", role="event", also=("接收时间",)),
        Column("returned_at", "退回时间", "t", role="event", also=("退单时间",)),
        Column("is_return_upheld", "退单成立", "b", choices=YES_NO, also=("退单是否成立",), note="退单是否被确认；确认退回的，该单位时钟停止。"),
        Column("answered_at", "反馈时间", "t", role="event", also=("答复时间", "反馈日期"), note="该单位反馈的时间。"),
        Column("due_at", "办理期限", "t", role="deadline", also=("反馈期限",), note="该单位自己的期限；不填的，按工单的期限。"),
    ),
)  # fmt: skip

CALLS = Source(
    name="calls",
    label=("热线通话", "hotline calls"),
    key=("call_id",),
    columns=(
        Column("call_id", "通话编号", required=True, role="number", also=("话单编号", "呼叫编号")),
        Column("queue", "队列", role="id", also=("技能组", "技能队列")),
        Column("offered_at", "呼入时间", "t", required=True, role="event", also=("来电时间", "进线时间")),
        Column("wait_seconds", "等待秒数", "f", low=0, also=("等待时长", "排队秒数"), note="进入人工队列以后的秒数。"),
        Column(
            "is_answered", "是否接通", "b", also=("接通",),
            choices={"true": (*YES_NO["true"], "接通", "已接通"), "false": (*YES_NO["false"], "未接通", "放弃")},
        ),
        Column("abandoned_after_seconds", "放弃秒数", "f", low=0, also=("放弃前等待秒数",), note="未接通的，几秒后挂断；五秒以内的不计入接通率。"),
        Column("agent_id", "坐席工号", role="id", also=("话务员工号",)),
        Column("is_first_call_resolved", "首呼解决", "b", choices=YES_NO, also=("是否首呼解决",), note="未统计的不填。"),
        Column(
            "qa_passed", "质检合格", "b", also=("质检是否合格", "质检结果"),
            note="未抽查的不填。",
            choices={"true": (*YES_NO["true"], "合格"), "false": (*YES_NO["false"], "不合格")},
        ),
    ),
)  # fmt: skip
