"""Why a row was not used, and how to correct it: one pair of sentences per rule of etl's contracts."""

WORDS: dict[str, tuple[str, str]] = {
    "corrections.why_required": ("必填项是空的", "a required cell is empty"),
    "corrections.fix_required": ("补填后重新导出。", "Fill it in and export again."),
    "corrections.why_not_a_date": ("不是日期或时间", "is no date or time"),
    "corrections.fix_not_a_date": (
        "写成 2026-10-08 或 2026-10-08 09:30；核对月份、日期是否存在。",
        "Write 2026-10-08 or 2026-10-08 09:30; check that the month and day exist.",
    ),
    "corrections.why_not_an_integer": ("不是整数", "is no whole number"),
    "corrections.fix_not_an_integer": (
        "只写阿拉伯数字，如 5 或 5个工作日。",
        "Write digits only, such as 5.",
    ),
    "corrections.why_not_a_number": ("不是数字", "is no number"),
    "corrections.fix_not_a_number": (
        "只写阿拉伯数字，如 12.5。",
        "Write digits only, such as 12.5.",
    ),
    "corrections.why_not_yes_or_no": ("不是“是”或“否”", "is neither yes nor no"),
    "corrections.fix_not_yes_or_no": (
        "写“是”或“否”；不知道就留空。",
        "Write yes or no; leave it empty when unknown.",
    ),
    "corrections.why_unknown_value": ("不在允许的取值之内", "is no known value"),
    "corrections.fix_unknown_value": (
        "改用标准取值；确是新取值的，请在对照文件里写明对应。",
        "Use a standard value; if it is a new one, match it in the mapping.",
    ),
    "corrections.why_not_a_polygon": ("不是面状边界", "is no polygon"),
    "corrections.fix_not_a_polygon": (
        "在地理信息系统里改成面后重新导出。",
        "Make it a polygon in the map system and export again.",
    ),
    "corrections.why_out_of_range": ("超出合理范围", "is out of range"),
    "corrections.fix_out_of_range": (
        "核对数值和单位；时限、次数不能为负。",
        "Check the number and its unit; limits and counts are never negative.",
    ),
    "corrections.why_outside_calendar": (
        "日期在工作日历之外（2005–2031年）",
        "the date is outside the calendar (2005 to 2031)",
    ),
    "corrections.fix_outside_calendar": ("核对年份。", "Check the year."),
    "corrections.why_after_as_of": (
        "晚于本次导出的截止时间",
        "is later than the as-of of the export",
    ),
    "corrections.fix_after_as_of": (
        "核对时间；确已发生的，请用新的截止时间重新导出。",
        "Check the time; if it did happen, export again with a later as-of.",
    ),
    "corrections.why_promise_beyond_calendar": (
        "承诺时限到期日超出工作日历（2031年底）",
        "the promise ends beyond the working calendar (end of 2031)",
    ),
    "corrections.fix_promise_beyond_calendar": (
        "核对承诺时限和起算时间。",
        "Check the promise and the time it starts from.",
    ),
    "corrections.why_needs_received_or_accepted": (
        "收件时间和受理时间都是空的",
        "neither a received nor an accepted time is given",
    ),
    "corrections.fix_needs_received_or_accepted": (
        "至少补一个，否则无法起算。",
        "Give at least one, or the clock cannot start.",
    ),
    "corrections.why_needs_unit_outlet_or_window": (
        "承办单位、窗口单位、窗口号都是空的",
        "neither unit, outlet nor window is given",
    ),
    "corrections.fix_needs_unit_outlet_or_window": (
        "至少补一个，否则无法归属。",
        "Give at least one, or the case belongs to nobody.",
    ),
    "corrections.why_needs_outlet_or_point": (
        "被检查网点和点位编号都是空的",
        "neither outlet nor point is given",
    ),
    "corrections.fix_needs_outlet_or_point": ("至少补一个。", "Give at least one."),
    "corrections.why_closed_without_time": (
        "状态是办结，却没有办结时间",
        "the status is closed, but there is no closing time",
    ),
    "corrections.fix_closed_without_time": (
        "补办结时间，或更正状态。",
        "Give the closing time or correct the status.",
    ),
    "corrections.why_withdrawn_without_time": (
        "状态是撤销，却没有撤销时间",
        "the status is withdrawn, but there is no time of it",
    ),
    "corrections.fix_withdrawn_without_time": (
        "补撤销时间，或更正状态。",
        "Give the time or correct the status.",
    ),
    "corrections.why_ended_before_started": ("结束早于开始", "it ends before it starts"),
    "corrections.fix_ended_before_started": ("核对起止时间。", "Check both times."),
    "corrections.why_not_a_period": ("不是周期", "is no period"),
    "corrections.fix_not_a_period": (
        "写成 2026-10、2026Q3、2026年上半年或 2026。",
        "Write 2026-10, 2026Q3, 2026H1 or 2026.",
    ),
    "corrections.why_needs_survey_object": ("没有写明测评对象", "no object of the survey is given"),
    "corrections.fix_needs_survey_object": (
        "除全市外，补测评对象。",
        "Give the object, unless it is the whole city.",
    ),
    "corrections.why_scale_unknown": (
        "看不出是几分制",
        "nothing tells the scale of the score",
    ),
    "corrections.fix_scale_unknown": (
        "补“分制”一列：5、10 或 100。",
        "Add the column of the scale: 5, 10 or 100.",
    ),
    "corrections.why_score_beyond_scale": ("得分超过分制", "the score is beyond its scale"),
    "corrections.fix_score_beyond_scale": ("核对得分和分制。", "Check the score and the scale."),
    "corrections.why_benchmark_of_other_scale": (
        "对标值与得分不是同一分制",
        "the benchmark is of another scale than the score",
    ),
    "corrections.fix_benchmark_of_other_scale": (
        "把对标值换算成得分的分制。",
        "Bring the benchmark to the scale of the score.",
    ),
    "corrections.why_points_beyond_max": ("得分高于满分", "more points than there are"),
    "corrections.fix_points_beyond_max": (
        "核对得分和满分。",
        "Check the points and the full marks.",
    ),
    "corrections.why_returned_more_than_sent": (
        "回收数多于发放数",
        "more came back than were sent",
    ),
    "corrections.why_more_open_than_windows": (
        "开窗数多于窗口数",
        "More windows open than there are",
    ),
    "corrections.fix_more_open_than_windows": ("核对两个数。", "Check both numbers."),
    "corrections.fix_returned_more_than_sent": ("核对两个数。", "Check both numbers."),
    "corrections.why_needs_value": ("没有数值", "there is no value"),
    "corrections.fix_needs_value": (
        "补数值，或补分子、分母。",
        "Give the value, or numerator and denominator.",
    ),
    "corrections.why_value_not_its_parts": (
        "数值与分子、分母对不上",
        "the value is not the numerator over the denominator",
    ),
    "corrections.fix_value_not_its_parts": (
        "核对数值、分子和分母。",
        "Check the value, the numerator and the denominator.",
    ),
    "corrections.why_rank_beyond_total": ("位次大于总数", "the rank is beyond the number ranked"),
    "corrections.fix_rank_beyond_total": ("核对位次和总数。", "Check the rank and the total."),
    "corrections.why_needs_nominee": ("没有写明申报对象", "no candidate is named"),
    "corrections.fix_needs_nominee": (
        "补规范全称或申报编号。",
        "Give the full name or the nomination's number.",
    ),
    "corrections.why_too_many_fields": (
        "这一行的列数比表头多",
        "the line has more cells than the header",
    ),
    "corrections.fix_too_many_fields": (
        "多半是内容里的逗号没有加引号；请用系统的 CSV 导出，不要手工改。",
        "Most likely a comma inside a text without quotes: export it as CSV from the system, not by hand.",
    ),
    "corrections.why_two_values": (
        "同名的两列内容不同",
        "two columns of one name differ",
    ),
    "corrections.fix_two_values": (
        "表头重复而内容不同：请只保留一列，或给另一列改名。",
        "A header stands twice and the cells differ: keep one column, or rename the other.",
    ),
    "corrections.why_too_few_fields": (
        "这一行的列数比表头少",
        "the line has fewer cells than the header",
    ),
    "corrections.fix_too_few_fields": (
        "多半是内容里换了行或被截断；请重新导出。",
        "Most likely a line break inside a text, or it was cut off: export again.",
    ),
    "corrections.why_broken_quotes": ("引号不配对", "its quotes do not match"),
    "corrections.fix_broken_quotes": ("请重新导出，不要手工改。", "Export again, not by hand."),
    "corrections.why_broken_json": (
        "这一行不是完整的 JSON 对象",
        "the line is no whole JSON object",
    ),
    "corrections.fix_broken_json": ("请重新导出，不要手工改。", "Export again, not by hand."),
    "corrections.why_error_cell": (
        "表格公式出错，没有得出值",
        "a formula of the spreadsheet failed and gave no value",
    ),
    "corrections.fix_error_cell": (
        "改正公式，或填上值；确实没有值的清空单元格。",
        "Mend the formula or write the value; clear the cell where there is none.",
    ),
    "corrections.why_rounded_number": (
        "编号过长，被表格软件变成了科学计数，后几位已丢失",
        "a long number was rounded by a spreadsheet: its last digits are lost",
    ),
    "corrections.fix_rounded_number": (
        "把这一列的格式设为“文本”，从原系统重新导出。",
        "Format the column as text and export it again from its system.",
    ),
    "corrections.why_garbled_cell": (
        "文字是乱码，原文已无法辨认",
        "the text is garbled and cannot be made out",
    ),
    "corrections.fix_garbled_cell": (
        "按原系统的写法更正，或从原系统重新导出。",
        "Write what the system says, or export again from it.",
    ),
    "corrections.why_superseded_in_file": (
        "同一编号的旧版本",
        "an older version of the same number",
    ),
    "corrections.fix_superseded_in_file": (
        "不需要更正，采用最新的一行。",
        "Nothing to correct: the newest row is used.",
    ),
    "corrections.why_other": ("不符合规则 {rule}", "breaks the rule {rule}"),
    "corrections.fix_other": ("请核对这一行。", "Check this row."),
}
