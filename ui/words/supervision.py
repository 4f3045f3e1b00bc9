"""Words of the 督办单, the sheet that goes to the unit of an overdue case."""

WORDS: dict[str, tuple[str, str]] = {
    "supervision.button": (
        "督办单（Excel，可打印签字）",
        "Supervision slip (Excel, to print and sign)",
    ),
    "supervision.title": ("督办单", "Supervision slip"),
    "supervision.number": ("〔{year}〕　　号", "No. (    ) {year}"),
    "supervision.unit": ("责任单位", "Unit"),
    "supervision.contact": ("联系人及电话", "Contact"),
    "supervision.case": ("工单编号", "Case"),
    "supervision.matter": ("事项", "Matter"),
    "supervision.outlet": ("窗口单位", "Window"),
    "supervision.district": ("区(县、市)", "District"),
    "supervision.started": ("起算时间", "Clock starts"),
    "supervision.due": ("应办结时间", "Due"),
    "supervision.why": ("时限依据", "Why due then"),
    "supervision.state": ("办理状态", "State"),
    "supervision.late": ("超期工作日", "Working days late"),
    "supervision.source": ("数据来源", "Source"),
    "supervision.line": ("{file} 第{line}行", "{file}, line {line}"),
    "supervision.demand": ("督办要求", "Demand"),
    "supervision.demand_begun": (
        "请于收到之日起　　　个工作日内办结，并书面反馈办理情况和证明材料。",
        "Finish within ______ working days of receipt and answer in writing, with proof.",
    ),
    "supervision.answer": ("办理情况及证明材料", "Answer and proof"),
    "supervision.unit_signed": ("承办单位负责人", "Head of the unit"),
    "supervision.office_signed": ("督办人", "Supervisor"),
    "supervision.sign": (
        "签字：　　　　　　　　　　年　　月　　日",
        "Signed: ____________________  Date: ____________",
    ),
}
