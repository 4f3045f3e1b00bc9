"""Tickets (办件工单), and the times their clock stood still (挂起记录)."""

import polars as pl

from etl.sources.base import CALENDAR_LAST, YES_NO, Column, RowRule, Source, any_present
from etl.sources.ledgers import CRS

CALLBACK = {
    "reached": ("已接通", "接通", "成功", "回访成功"),
    "unreached": ("未接通", "无人接听", "回访失败"),
    "none": ("未回访", "没有回访"),
}
# The words of each grade; numbers and other scales are read by etl.cleaning.cells.
RATING = {
    "5": ("非常满意", "很满意"),
    "4": ("满意", "较满意", "比较满意"),
    "3": ("基本满意", "一般"),
    "2": ("不满意", "较不满意", "比较不满意"),
    "1": ("非常不满意", "很不满意"),
}
# Ten years of working days: what is longer is a number in the wrong column.
DAYS_HIGH = 3650.0

TICKETS = Source(
    name="tickets",
    label=("办件工单", "tickets"),
    key=("ticket_id",),
    any_of=(("received_at", "accepted_at"), ("unit", "outlet_id", "window_no")),
    columns=(
        Column("ticket_id", "工单编号", required=True, role="number", also=("办件编号", "工单号", "办件号"), note="一件一个编号。"),
        Column(
            "channel", "来源渠道", "e", also=("渠道", "受理渠道", "来源"),
            choices={
                "window": ("窗口", "现场窗口", "窗口办理", "大厅窗口", "线下"),
                "hotline": ("热线", "12345热线", "电话", "12345"),
                "online": ("网上", "线上", "互联网", "网上办理", "网站", "app", "小程序", "微信"),
                "self_service": ("自助", "自助终端", "自助机", "self-service"),
                "visit": ("上门", "上门服务", "来访"),
                "grid": ("网格上报", "网格"),
                "letter": ("来信", "信件", "信函"),
                "other": ("其他", "其它"),
            },
        ),
        Column("matter", "事项名称", also=("事项", "办理事项")),
        Column(
            "case_type", "办件类型", "e",
            choices={
                "immediate": ("即办件", "即办"),
                "promised": ("承诺件", "承诺办件"),
                "declined": ("告知不能办", "不予受理"),
                "proxy": ("代办件", "代办"),
            },
        ),
        Column(
            "request_type", "诉求类型", "e",
            choices={
                "inquiry": ("咨询", "咨询类"),
                "help": ("求助", "求助类", "求决"),
                "complaint": ("投诉", "投诉类"),
                "report": ("举报", "举报类", "投诉举报"),
                "suggestion": ("建议", "意见建议", "建议类"),
                "praise": ("表扬", "表扬类", "感谢"),
                "service": ("办事", "办件", "申请"),
            },
        ),
        Column("category_1", "一级分类", also=("一级类别",)),
        Column("category_2", "二级分类", also=("二级类别",)),
        Column("category_3", "三级分类", also=("三级类别",)),
        Column(
            "urgency", "紧急程度", "e",
            choices={
                "normal": ("一般", "普通", "平件"),
                "urgent": ("紧急", "加急", "急件"),
                "emergency": ("特急", "突发", "特提"),
            },
        ),
        Column("unit", "承办单位", role="id", also=("主办单位", "实施主体", "办理单位"), note="主办单位的全称、简称或编号。"),
        Column("outlet_id", "承办网点", role="id", also=("网点编号", "承办网点编号", "窗口单位编号"), note="编号见网点台账。"),
        Column("window_no", "窗口号", role="id", also=("窗口编号", "受理窗口")),
        Column("is_direct_answer", "直接答复", "b", choices=YES_NO, also=("是否直接答复",)),
        Column("is_excluded", "是否剔除", "b", choices=YES_NO, also=("剔除",), note="来源系统考核剔除的，另列不计。"),
        Column("exclusion_reason", "剔除原因", role="text"),
        Column("staff_id", "经办人工号", role="id", also=("工号", "经办人编号"), note="只填工号，不填姓名。"),
        Column("district", "区县", role="id", also=("所属区县", "区(县、市)", "属地区县")),
        Column("township", "乡镇街道", role="id", also=("所属乡镇街道", "镇街", "街镇", "街道", "乡镇")),
        Column("grid_id", "网格编号", role="number"),
        Column("received_at", "收件时间", "t", role="event", also=("收件日期", "登记时间", "来电时间", "申请时间"), note="收件与受理都没有的一行不能导入。"),
        Column("accepted_at", "受理时间", "t", role="event", also=("受理日期",), note="时限从受理起算；没有受理时间的，从收件起算。"),
        Column("dispatched_at", "派单时间", "t"),
        Column("promised_days", "承诺时限", "i", low=0, high=DAYS_HIGH, also=("承诺工作日", "承诺期限", "承诺天数"), note="工作日数，当天不算。"),
        Column("promised_hours", "承诺小时", "f", low=0, high=24 * DAYS_HIGH, also=("承诺小时数",), note="自然小时数。"),
        Column("statutory_days", "法定时限", "i", low=0, high=DAYS_HIGH, also=("法定期限", "法定工作日"), note="承诺时限不得长于法定时限。"),
        Column("due_at", "应办结时间", "t", role="deadline", also=("办理期限", "办结期限", "到期时间", "应办结日期"), note="填了就以它为准；系统延期时改写的，以最早一次为准。"),
        Column("extension_days", "延期天数", "i", low=0, high=DAYS_HIGH, also=("延期工作日",), note="已批准的工作日数。"),
        Column("closed_at", "办结时间", "t", role="event", also=("办结日期",)),
        Column("withdrawn_at", "撤销时间", "t", role="event", also=("撤回时间", "撤件时间")),
        Column(
            "status", "状态", "e", also=("办件状态", "工单状态", "办理状态"),
            note="不填的，由办结和撤销时间推出。",
            choices={
                "open": ("在办", "办理中", "处理中", "未办结", "待办", "已受理"),
                "closed": ("办结", "已办结", "完成", "已完成", "结案", "已归档"),
                "withdrawn": ("撤销", "已撤销", "撤回", "已撤回", "撤件"),
                "suspended": ("挂起", "已挂起", "暂停"),
                "returned": ("退回", "已退回", "退单"),
                "void": ("作废", "已作废"),
                "test": ("测试", "测试件"),
                "duplicate": ("重复", "重复件"),
            },
        ),
        Column("correction_count", "补正次数", "i", low=0),
        Column("return_count", "退单次数", "i", low=0, also=("退回次数",)),
        Column("is_return_upheld", "退单成立", "b", choices=YES_NO, also=("退单是否成立",)),
        Column("visit_count", "到场次数", "i", low=0, also=("跑动次数",), note="办成一件到场几次。"),
        Column("reopened_at", "重办时间", "t", also=("重新办理时间",)),
        Column("first_contact_at", "首次联系时间", "t", also=("响应时间",), note="承办单位首次联系诉求人，用于响应率。"),
        Column("callback_result", "回访结果", "e", choices=CALLBACK, also=("回访情况",)),
        Column(
            "unit_says_resolved", "单位认定解决", "b", also=("单位认定是否解决",),
            choices={"true": (*YES_NO["true"], "已解决", "解决"), "false": (*YES_NO["false"], "未解决")},
        ),
        Column(
            "citizen_says_resolved", "群众认定解决", "b", also=("是否解决", "群众认定是否解决"),
            choices={"true": (*YES_NO["true"], "已解决", "解决"), "false": (*YES_NO["false"], "未解决")},
        ),
        Column(
            "citizen_satisfied", "群众满意", "b", also=("是否满意", "群众是否满意"),
            choices={"true": (*YES_NO["true"], "满意"), "false": (*YES_NO["false"], "不满意")},
        ),
        Column("rating", "评价", "e", role="rating", choices=RATING, also=("评价等级", "满意度", "评分")),
        Column("is_default_rating", "默认评价", "b", choices=YES_NO, also=("是否默认评价",)),
        Column("bad_rating_verified_at", "差评核实时间", "t"),
        Column("bad_rating_fixed_at", "差评整改时间", "t"),
        Column("is_bad_rating_upheld", "差评成立", "b", choices=YES_NO, also=("差评是否成立",)),
        Column("handling_minutes", "服务时长", "f", low=0),
        Column(
            "reported_on_time", "上报是否按时", "b", also=("是否按时", "是否按时办结", "按时办结"),
            note="只用于比对，不用于计算。",
            choices={"true": (*YES_NO["true"], "按时", "按期"), "false": (*YES_NO["false"], "超时", "逾期")},
        ),
        Column("longitude", "经度", "f", low=-180, high=180, also=("lng", "lon")),
        Column("latitude", "纬度", "f", low=-90, high=90, also=("lat",)),
        Column("crs", "坐标系", "e", choices=CRS, note="不填的，按本市默认坐标系。"),
        Column("person_key", "联系电话", role="person", also=("证件号", "证件号码", "手机号", "身份证号", "联系方式")),
        Column("content", "内容", role="text", also=("诉求内容", "工单内容", "办件内容")),
        Column("exported_at", "导出时间", "t", role="exported", also=("导出日期",)),
    ),
    rules=(
        RowRule(
            "needs_received_or_accepted", "received_at", ("received_at", "accepted_at"),
            any_present("received_at", "accepted_at"),
        ),
        RowRule(
            "needs_unit_outlet_or_window", "unit", ("unit", "outlet_id", "window_no"),
            any_present("unit", "outlet_id", "window_no"),
        ),
        RowRule(
            "closed_without_time", "closed_at", ("status", "closed_at"),
            (pl.col("status") != "closed") | pl.col("closed_at").is_not_null(),
        ),
        RowRule(
            "withdrawn_without_time", "withdrawn_at", ("status", "withdrawn_at"),
            (pl.col("status") != "withdrawn") | pl.col("withdrawn_at").is_not_null(),
        ),
        # Two calendar days a working day and a month for holidays are more than any promise takes.
        RowRule(
            "promise_beyond_calendar", "promised_days", ("promised_days", "received_at", "accepted_at"),
            pl.coalesce("accepted_at", "received_at")
            + pl.duration(days=2 * pl.col("promised_days") + 30)
            <= pl.lit(CALENDAR_LAST),
        ),
    ),
    extra={
        "first_due_at_in_file": pl.Datetime("us"),
        "first_due_exported_at_in_file": pl.Datetime("us"),
        "first_closed_at_in_file": pl.Datetime("us"),
        "lon_wgs84": pl.Float64(),
        "lat_wgs84": pl.Float64(),
    },
)  # fmt: skip

SUSPENSIONS = Source(
    name="suspensions",
    label=("挂起记录", "suspensions"),
    key=("ticket_id", "started_at"),
    columns=(
        Column("ticket_id", "工单编号", required=True, role="number", also=("办件编号", "工单号", "办件号")),
        Column("started_at", "挂起开始", "t", required=True, also=("挂起开始时间", "挂起开始日期", "挂起时间")),
        Column("ended_at", "挂起结束", "t", also=("挂起结束时间", "挂起结束日期", "恢复时间")),
        Column(
            "legal_type", "挂起类型", "e", also=("特别程序类型", "特别程序"),
            note="没有类型或文书的，时钟照走，另列为有争议。",
            choices={
                "hearing": ("听证",),
                "tender": ("招标",),
                "auction": ("拍卖",),
                "inspection": ("检验",),
                "testing": ("检测",),
                "quarantine": ("检疫",),
                "appraisal": ("鉴定",),
                "expert_review": ("专家评审",),
                "notice": ("公告", "公示"),
                "applicant": ("申请人原因", "申请人补正"),
                "force_majeure": ("不可抗力",),
            },
        ),
        Column("document_no", "文书编号", role="id", also=("文号",), note="批准文书的编号。"),
        Column("approver", "审批人", role="id"),
    ),
    rules=(
        RowRule(
            "ended_before_started", "ended_at", ("started_at", "ended_at"),
            pl.col("ended_at").dt.date() >= pl.col("started_at").dt.date(),
        ),
    ),
)  # fmt: skip
