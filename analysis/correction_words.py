"""Why a row was not used and how to correct it, and what the columns that figures take are called: Chinese, English.

Pages and commands say the same of a rule, so each sentence is written here once.
"""

Pair = tuple[str, str]

# rule → why the row was not used, what to do
RULES: dict[str, tuple[Pair, Pair]] = {
    "required": (
        ("必填项是空的", "a required cell is empty"),
        ("补填后重新导出。", "Fill it in and export again."),
    ),
    "not_a_date": (
        ("不是日期或时间", "is no date or time"),
        (
            "写成 2026-10-08 或 2026-10-08 09:30；核对月份、日期是否存在。",
            "Write 2026-10-08 or 2026-10-08 09:30; check that the month and day exist.",
        ),
    ),
    "not_an_integer": (
        ("不是整数", "is no whole number"),
        ("只写阿拉伯数字，如 5 或 5个工作日。", "Write digits only, such as 5."),
    ),
    "not_a_number": (
        ("不是数字", "is no number"),
        ("只写阿拉伯数字，如 12.5。", "Write digits only, such as 12.5."),
    ),
    "not_yes_or_no": (
        ("不是“是”或“否”", "is neither yes nor no"),
        ("写“是”或“否”；不知道就留空。", "Write yes or no; leave it empty when unknown."),
    ),
    "unknown_value": (
        ("不在允许的取值之内", "is no known value"),
        (
            "改用标准取值；确是新取值的，请在对照文件里写明对应。",
            "Use a standard value; if it is a new one, match it in the mapping.",
        ),
    ),
    "not_a_polygon": (
        ("不是面状边界", "is no polygon"),
        (
            "在地理信息系统里改成面后重新导出。",
            "Make it a polygon in the map system and export again.",
        ),
    ),
    "outline_beyond_earth": (
        ("边界的坐标不是经纬度", "has numbers that are no longitude and latitude"),
        (
            "经度在前、纬度在后，单位为度；以米为单位的投影坐标先换算。",
            "Write longitude before latitude, in degrees; convert projected metres first.",
        ),
    ),
    "outline_crosses_itself": (
        ("边界自相交", "has an outline that crosses itself"),
        (
            "在地理信息系统里把边界改成不自相交后重新导出。",
            "Mend the outline in the map system and export again.",
        ),
    ),
    "out_of_range": (
        ("超出合理范围", "is out of range"),
        (
            "核对数值和单位；时限、次数不能为负。",
            "Check the number and its unit; limits and counts are never negative.",
        ),
    ),
    "outside_calendar": (
        ("日期在工作日历之外（2005–2031年）", "the date is outside the calendar (2005 to 2031)"),
        ("核对年份。", "Check the year."),
    ),
    "after_as_of": (
        ("晚于本次导出的截止时间", "is later than the as-of of the export"),
        (
            "核对时间；确已发生的，请用新的截止时间重新导出。",
            "Check the time; if it did happen, export again with a later as-of.",
        ),
    ),
    "far_ahead": (
        (
            "比本文件其余各行都晚得多，多半是年份写错",
            "is dated long after all other rows of its file: most likely the year is wrong",
        ),
        (
            "核对年月后更正；确已发生的，用更正表原样重新导入即可。",
            "Check year and month; if it did happen, load the row again unchanged with the corrections.",
        ),
    ),
    "promise_beyond_calendar": (
        (
            "承诺时限到期日超出工作日历（2031年底）",
            "the promise ends beyond the working calendar (end of 2031)",
        ),
        ("核对承诺时限和起算时间。", "Check the promise and the time it starts from."),
    ),
    "needs_received_or_accepted": (
        ("收件时间和受理时间都是空的", "neither a received nor an accepted time is given"),
        ("至少补一个，否则无法起算。", "Give at least one, or the clock cannot start."),
    ),
    "needs_unit_outlet_or_window": (
        ("承办单位、窗口单位、窗口号都是空的", "neither unit, outlet nor window is given"),
        ("至少补一个，否则无法归属。", "Give at least one, or the case belongs to nobody."),
    ),
    "needs_outlet_or_point": (
        ("被检查网点和点位编号都是空的", "neither outlet nor point is given"),
        ("至少补一个。", "Give at least one."),
    ),
    "closed_without_time": (
        ("状态是办结，却没有办结时间", "the status is closed, but there is no closing time"),
        ("补办结时间，或更正状态。", "Give the closing time or correct the status."),
    ),
    "withdrawn_without_time": (
        ("状态是撤销，却没有撤销时间", "the status is withdrawn, but there is no time of it"),
        ("补撤销时间，或更正状态。", "Give the time or correct the status."),
    ),
    "ended_before_started": (
        ("结束早于开始", "it ends before it starts"),
        ("核对起止时间。", "Check both times."),
    ),
    "not_a_period": (
        ("不是周期", "is no period"),
        ("写成 2026-10、2026Q3、2026年上半年或 2026。", "Write 2026-10, 2026Q3, 2026H1 or 2026."),
    ),
    "needs_survey_object": (
        ("没有写明测评对象", "no object of the survey is given"),
        ("除全市外，补测评对象。", "Give the object, unless it is the whole city."),
    ),
    "scale_unknown": (
        ("看不出是几分制", "nothing tells the scale of the score"),
        ("补“分制”一列：5、10 或 100。", "Add the column of the scale: 5, 10 or 100."),
    ),
    "score_beyond_scale": (
        ("得分超过分制", "the score is beyond its scale"),
        ("核对得分和分制。", "Check the score and the scale."),
    ),
    "benchmark_of_other_scale": (
        ("对标值与得分不是同一分制", "the benchmark is of another scale than the score"),
        ("把对标值换算成得分的分制。", "Bring the benchmark to the scale of the score."),
    ),
    "points_beyond_max": (
        ("得分高于满分", "more points than there are"),
        ("核对得分和满分。", "Check the points and the full marks."),
    ),
    "returned_more_than_sent": (
        ("回收数多于发放数", "more came back than were sent"),
        ("核对两个数。", "Check both numbers."),
    ),
    "more_open_than_windows": (
        ("开窗数多于窗口数", "More windows open than there are"),
        ("核对两个数。", "Check both numbers."),
    ),
    "needs_value": (
        ("没有数值", "there is no value"),
        ("补数值，或补分子、分母。", "Give the value, or numerator and denominator."),
    ),
    "value_not_its_parts": (
        ("数值与分子、分母对不上", "the value is not the numerator over the denominator"),
        ("核对数值、分子和分母。", "Check the value, the numerator and the denominator."),
    ),
    "rank_beyond_total": (
        ("位次大于总数", "the rank is beyond the number ranked"),
        ("核对位次和总数。", "Check the rank and the total."),
    ),
    "needs_nominee": (
        ("没有写明申报对象", "no candidate is named"),
        ("补规范全称或申报编号。", "Give the full name or the nomination's number."),
    ),
    "too_many_fields": (
        ("这一行的列数比表头多", "the line has more cells than the header"),
        (
            "多半是内容里的逗号没有加引号；请用系统的 CSV 导出，不要手工改。",
            "Most likely a comma inside a text without quotes: export it as CSV from the system, not by hand.",
        ),
    ),
    "two_values": (
        ("同名的两列内容不同", "two columns of one name differ"),
        (
            "表头重复而内容不同：请只保留一列，或给另一列改名。",
            "A header stands twice and the cells differ: keep one column, or rename the other.",
        ),
    ),
    "too_few_fields": (
        ("这一行的列数比表头少", "the line has fewer cells than the header"),
        (
            "多半是内容里换了行或被截断；请重新导出。",
            "Most likely a line break inside a text, or it was cut off: export again.",
        ),
    ),
    "broken_quotes": (
        ("引号不配对", "its quotes do not match"),
        ("请重新导出，不要手工改。", "Export again, not by hand."),
    ),
    "broken_json": (
        ("这一行不是完整的 JSON 对象", "the line is no whole JSON object"),
        ("请重新导出，不要手工改。", "Export again, not by hand."),
    ),
    "error_cell": (
        ("表格公式出错，没有得出值", "a formula of the spreadsheet failed and gave no value"),
        (
            "改正公式，或填上值；确实没有值的清空单元格。写着 #CALC! 的是公式还没有计算：用 Excel 打开、保存后重新导入。",
            "Mend the formula or write the value; clear the cell where there is none. #CALC! is a formula never "
            "calculated: open the file in Excel, save it and load it again.",
        ),
    ),
    "rounded_number": (
        (
            "编号过长，被表格软件变成了科学计数，后几位已丢失",
            "a long number was rounded by a spreadsheet: its last digits are lost",
        ),
        (
            "把这一列的格式设为“文本”，从原系统重新导出。",
            "Format the column as text and export it again from its system.",
        ),
    ),
    "garbled_cell": (
        ("文字是乱码，原文已无法辨认", "the text is garbled and cannot be made out"),
        (
            "按原系统的写法更正，或从原系统重新导出。",
            "Write what the system says, or export again from it.",
        ),
    ),
    "ditto": (
        ("只写了“同上”一类的字样", "it only says the same as above"),
        ("写出完整的名称或编号。", "Write the whole name or number."),
    ),
    "superseded_in_file": (
        ("同一编号的旧版本", "an older version of the same number"),
        ("不需要更正，采用最新的一行。", "Nothing to correct: the newest row is used."),
    ),
    "other": (
        ("不符合规则 {rule}", "breaks the rule {rule}"),
        ("请核对这一行。", "Check this row."),
    ),
}

# column, or source.column where its own name differs
COLUMNS: dict[str, Pair] = {
    "first_reply_at": ("首次答复时间", "time of the first reply"),
    "channel": ("渠道", "channel"),
    "deduction": ("扣分", "deduction"),
    "inspector": ("检查人", "inspector"),
    "kind": ("检查方式", "manner of inspection"),
    "rectified_at": ("整改时间", "put right at"),
    "person_key": ("联系电话 / 证件号", "Person"),
    "is_upheld": ("是否属实", "Upheld"),
    "escalated_to": ("升级至", "Escalated to"),
    "bad_rating_fixed_at": ("差评整改时间", "Bad rating put right at"),
    "bad_rating_verified_at": ("差评核实时间", "Bad rating verified at"),
    "callback_result": ("回访结果", "Call-back result"),
    "fixed_at": ("整改时间", "Bad rating put right at"),
    "verified_at": ("核实时间", "Bad rating verified at"),
    "ratings.is_upheld": ("差评成立", "Bad rating upheld"),
    "case_type": ("办件类型", "Case type"),
    "citizen_says_resolved": ("群众认定解决", "Resolved as the person says"),
    "dispatched_at": ("派单时间", "Dispatched at"),
    "extension_days": ("延期天数", "Days of extension"),
    "first_contact_at": ("首次联系时间", "First contact at"),
    "is_bad_rating_upheld": ("差评成立", "Bad rating upheld"),
    "is_return_upheld": ("退单成立", "Return upheld"),
    "reopened_at": ("重办时间", "Reopened at"),
    "reported_on_time": ("上报是否按时", "On time by own report"),
    "started_at": ("挂起开始", "Suspension began"),
    "unit_says_resolved": ("单位认定解决", "Resolved as the unit says"),
    "accepted_at": ("受理时间", "acceptance time"),
    "received_at": ("收件（接收）时间", "time received"),
    "closed_at": ("办结时间", "closing time"),
    "due_at": ("应办结时间", "due time"),
    "promised_days": ("承诺时限", "promised days"),
    "promised_hours": ("承诺小时", "promised hours"),
    "status": ("状态", "status"),
    "is_excluded": ("是否剔除", "excluded or not"),
    "rating": ("评价", "rating"),
    "request_type": ("诉求类型", "kind of request"),
    "correction_count": ("补正次数", "corrections"),
    "return_count": ("退单次数", "returns"),
    "visit_count": ("到场次数", "visits"),
    "citizen_satisfied": ("群众满意", "satisfied or not"),
    "is_satisfied": ("是否满意", "satisfied or not"),
    "outlet_id": ("责任网点", "responsible outlet"),
    "outlets.outlet_id": ("网点编号", "outlet number"),
    "population": ("人口", "population"),
    "worker_count": ("网格员数", "number of grid workers"),
    "worker_name": ("网格员", "grid worker"),
    "points": ("得分", "points"),
    "value": ("实测值", "measured value"),
    "result": ("结果", "result"),
    "rectify_due": ("整改期限", "limit of rectification"),
    "windows_open": ("开窗数", "windows open"),
    "windows_total": ("窗口数", "windows"),
    "is_standardised": ("是否规范化", "standardised or not"),
    "longitude": ("经度", "longitude"),
    "township": ("乡镇街道", "township"),
    "district": ("区县", "district"),
    "matter": ("事项名称", "matter"),
    "matters": ("应承接事项清单（matters.csv）", "list of matters to take over (matters.csv)"),
    "staff_full": ("专职人数", "full-time staff"),
    "staff_part": ("兼职人数", "part-time staff"),
    "statutory_days": ("法定时限", "statutory days"),
    "grid_id": ("网格编号", "grid number"),
    "households": ("户数", "households"),
    "visited_at": ("走访时间", "time of the visit"),
    "households_visited": ("走访户数", "households visited"),
    "offered_at": ("呼入时间", "time of the call"),
    "wait_seconds": ("等待秒数", "seconds waited"),
    "is_answered": ("是否接通", "answered or not"),
    "is_first_call_resolved": ("首呼解决", "resolved at the first call"),
    "score": ("得分", "score"),
    "benchmark": ("对标值", "benchmark"),
    "sent": ("发放数", "forms sent"),
    "returned": ("回收数", "forms returned"),
    "answered_at": ("答复时间", "answered at"),
    "role": ("主办或协办", "lead or assisting"),
    "unit": ("承办单位", "responsible unit"),
}
