"""Words of the list of tasks."""

WORDS = {
    "tasks.head": (
        "创建任务清单（{count}项，完成{is_done}项，逾期{is_overdue}项）",
        "Tasks ({count}, {is_done} done, {is_overdue} overdue)",
    ),
    "tasks.of": (
        "各单位报送的任务清单，截至数据日期；只按区(县、市)筛选，不随统计周期变化。期限已过而未完成的为逾期。",
        "The list of tasks as reported, at the date of the data; narrowed by district only, whatever the period. Overdue: past its limit and not done.",
    ),
    "tasks.title": ("事项", "Task"),
    "tasks.state": ("状态", "State"),
    "tasks.unit": ("责任单位", "Who answers for it"),
    "tasks.due": ("期限", "Limit"),
    "tasks.progress": ("进度", "Progress"),
    "tasks.done_on": ("完成日期", "Done on"),
    "tasks.stage": ("阶段", "Stage"),
    "tasks.note": ("备注", "Note"),
    "tasks.task_id": ("任务编号", "Number"),
    "tasks.file": ("创建任务清单", "Tasks"),
    "tasks.done": ("完成", "done"),
    "tasks.overdue": ("逾期", "overdue"),
    "tasks.open": ("进行中", "under way"),
}
