"""Words of the page 限时办结."""

WORDS: dict[str, tuple[str, str]] = {
    # the definitions
    "on_time.definition": ("口径", "Definition"),
    "on_time.K04": ("到期口径", "Due cohort"),
    "on_time.K04e": ("延期口径", "Extensions allowed"),
    "on_time.K05": ("办结口径", "Closed cases"),
    "on_time.due_K04": ("到期", "Due"),
    "on_time.due_K04e": ("延期后到期", "Due after extension"),
    "on_time.due_K05": ("办结(有时限)", "Closed, with a due time"),
    # the sentence
    "on_time.says_K04": (
        "{place}{period}到期{due}件，按时办结{on_time}件，按时办结率{rate}{target}{rest}。{few}",
        "{place}, {period}: {due} {due:case|cases} fell due and {on_time} {on_time:was|were} finished on time, {rate}{target}{rest}. {few}",
    ),
    "on_time.says_K04e": (
        "{place}{period}按延期后的时限到期{due}件，按时办结{on_time}件，按时办结率{rate}{target}{rest}。{few}",
        "{place}, {period}: by due times after extension {due} {due:case|cases} fell due and {on_time} {on_time:was|were} finished on time, {rate}{target}{rest}. {few}",
    ),
    "on_time.says_K05": (
        "{place}{period}办结有时限的办件{due}件，其中按时{on_time}件，占{rate}{target}{rest}。{few}",
        "{place}, {period}: of {due} {due:case|cases} closed with a due time {on_time} met it, {rate}{target}{rest}. {few}",
    ),
    "on_time.rest_none": ("，没有未按时的", "; none was late"),
    "on_time.rest_K04": (
        "；未按时的{late}件中，{rest}",
        "; of the {late} that {late:was|were} not, {rest}",
    ),
    "on_time.rest_unclosed": ("{count}件至今没有办结", "{count} {count:is|are} still open"),
    "on_time.rest_withdrawn": (
        "{count}件逾期后撤销",
        "{count} {count:was|were} withdrawn after {count:its|their} limit",
    ),
    "on_time.rest_closed": ("其余都已办结", "the others are finished by now"),
    "on_time.rest_K04_closed": (
        "；未按时的{late}件都已办结",
        "; the {late} that {late:was|were} not {late:is|are} finished by now",
    ),
    "on_time.rest_K04e": ("；未按时{late}件", "; {late} {late:was|were} not"),
    "on_time.rest_K05": (
        "；超期办结{late}件。本口径不含在办超期",
        "; {late} {late:was|were} closed late. Open overdue cases are not in this figure",
    ),
    "on_time.few": ("样本较少，仅供参考。", "Few cases: read it with care."),
    "on_time.running": (
        "本周期尚未结束，暂不作判断。",
        "The period is not over: no judgement yet.",
    ),
    "on_time.met": ("，达到{target}的目标", ", meeting the target of {target}"),
    "on_time.short": ("，低于目标{gap}", ", {gap} below target"),
    "on_time.says_nobody": (
        "{place}{period}没有到期的办件。",
        "{place}, {period}: no case fell due.",
    ),
    "on_time.says_few": (
        "{place}{period}只有{due}件到期，样本不足，不作判断。",
        "{place}, {period}: only {due} {due:case|cases}, too few to judge.",
    ),
    # by month
    "on_time.month_below": (
        "{month}{name}有所下降，低于正常波动范围{run}",
        "{month}: {name} declined below its usual range{run}",
    ),
    "on_time.month_above": (
        "{month}{name}有所提升，高于正常波动范围{run}",
        "{month}: {name} rose above its usual range{run}",
    ),
    "on_time.month_usual": (
        "{month}{name}基本持平，波动在正常范围{run}",
        "{month}: {name} is steady, within its usual range{run}",
    ),
    "on_time.month_unknown": ("{name}逐月走势{run}", "{name} by month{run}"),
    "on_time.run": ("，连续{count}个月未达到目标", "; {count} months in a row below target"),
    "on_time.month_of": (
        "近13个月，%；底色为正常波动范围，细线为均值，虚线为目标；纵轴不从零起",
        "Last 13 months, %; the shade is the usual range, the thin line the mean, dashes the target; the axis does not begin at zero",
    ),
    "on_time.month_of_plain": (
        "近13个月，%；底色为正常波动范围，细线为均值；纵轴不从零起",
        "Last 13 months, %; the shade is the usual range, the thin line the mean; the axis does not begin at zero",
    ),
    "on_time.month_partial": ("；{month}尚未结束", "; {month} is not over"),
    "on_time.by_month": ("分月按时办结率", "On-time completion by month"),
    # by members
    "on_time.by": ("按什么看", "Break down by"),
    "on_time.by_district": ("区(县、市)", "District"),
    "on_time.by_unit": ("承办单位", "Unit"),
    "on_time.by_industry": ("行业", "Industry"),
    "on_time.by_matter": ("事项", "Matter"),
    "on_time.by_outlet": ("窗口单位", "Service window"),
    "on_time.lowest": (
        "{name}最低：{rate}，未按时{late}",
        "{name} is lowest: {rate}, {late} not on time",
    ),
    "on_time.alike": (
        "各{level}差距不明显",
        "No clear difference between members: {level}",
    ),
    "on_time.lowest_of": (
        "{name}，{period}，%；由低到高，办件不少于30件的前{count}个；横线为合理波动范围",
        "{name}, {period}, %; lowest first, the first {count} with at least 30 cases; the line is the plausible range",
    ),
    "on_time.none_ranked": (
        "没有办件达到30件的{level}，不作排名。",
        "None has 30 cases, so none is ranked: {level}.",
    ),
    "on_time.one_ranked": (
        "只有{name}的办件达到30件，不作排名。",
        "Only {name} has 30 cases: there is nothing to rank.",
    ),
    "on_time.table_name": ("按时办结率_{level}", "On-time completion by {level}"),
    "on_time.done": ("按时", "On time"),
    "on_time.late": ("未按时", "Not on time"),
    "on_time.rate": ("按时办结率", "On-time completion"),
    "on_time.change": ("环比(百分点)", "Change (pp)"),
    "on_time.gap": ("距目标(百分点)", "From target (pp)"),
    "on_time.unit_rate": ("单位时限按时率", "On time, unit's clock"),
    "on_time.unit_on_time": ("按期反馈", "Answered in time"),
    "on_time.unit_due": ("到期派单", "Dispatches due"),
    "on_time.remark": ("备注", "Note"),
    "on_time.too_few": ("样本不足", "Too few"),
    "on_time.range": ("样本较少，范围{low}–{high}", "Few cases; range {low}–{high}"),
    "on_time.unplaced": ("未能归属", "Could not be attributed"),
    "on_time.by_hint": (
        "由低到高排列；办件少于30件的不排名，列在后面。点一行，下面的办件清单只列这一行的办件。",
        "Lowest first; those with fewer than 30 cases are not ranked and come last. Click a row to list its cases below.",
    ),
    "on_time.matter_unknown": ("未填事项", "No matter given"),
    # the gap
    "on_time.gap_head": ("口径差异从哪里来", "Where the definition gap comes from"),
    "on_time.gap_says": (
        "办结口径{closed}比到期口径{due}{side}{gap}。{why}",
        "Among closed cases {closed}, in the due cohort {due}: {gap} {side}. {why}",
    ),
    "on_time.gap_higher": ("高", "more"),
    "on_time.gap_lower": ("低", "less"),
    "on_time.gap_same": (
        "两个口径的结果相同，都是{due}。{why}",
        "Both definitions give {due}. {why}",
    ),
    "on_time.gap_none": (
        "本期没有可比的办件。",
        "There are no cases to compare in this period.",
    ),
    "on_time.gap_why": (
        "只在到期口径里的有{due_only}件，其中{unclosed}件到期至今没有办结、{withdrawn}件逾期后撤销；只在办结口径里的有{closed_only}件，其中{before}件是以前到期、本期才办结的超期件，{after}件是提前办结、以后才到期的。",
        "{due_only} {due_only:case is|cases are} in the due cohort only, {unclosed} of them still open and {withdrawn} withdrawn after {withdrawn:its|their} limit; {closed_only} {closed_only:is|are} among the closed only: {before} fell due earlier and {before:was|were} closed late, {after} {after:was|were} closed ahead and {after:falls|fall} due later.",
    ),
    "on_time.gap_hint": (
        "点一行，列出只被一个口径计入的这些办件。",
        "Click a row to list the cases that only one definition counts.",
    ),
    "on_time.cohort": ("这些办件", "These cases"),
    "on_time.cohort_both": ("本期到期、本期办结", "Due and closed in the period"),
    "on_time.cohort_unclosed": ("本期到期、至今没有办结", "Due in the period, still open"),
    "on_time.cohort_withdrawn": (
        "本期到期、逾期后撤销",
        "Due in the period, withdrawn after their limit",
    ),
    "on_time.cohort_closed_before": ("本期到期、此前已办结", "Due in the period, closed before it"),
    "on_time.cohort_closed_after": ("本期到期、此后才办结", "Due in the period, closed after it"),
    "on_time.cohort_due_before": (
        "此前到期、本期才办结",
        "Due before the period, closed in it",
    ),
    "on_time.cohort_due_after": (
        "本期办结、此后到期或不计到期",
        "Closed in the period, due later or not counted as due",
    ),
    "on_time.cases": ("件数", "Cases"),
    "on_time.in_due": ("计入到期口径", "In the due cohort"),
    "on_time.in_closed": ("计入办结口径", "Among the closed"),
    "on_time.yes": ("是", "Yes"),
    "on_time.no": ("—", "—"),
    # the lists
    "on_time.list_head": ("办件清单", "Cases"),
    "on_time.list": ("清单", "List"),
    "on_time.list_open_overdue": ("在办超期 {count}", "Open overdue {count}"),
    "on_time.list_due_soon": ("临期预警 {count}", "Due soon {count}"),
    "on_time.list_late": ("未按时 {count}", "Not on time {count}"),
    "on_time.list_done": ("按时 {count}", "On time {count}"),
    "on_time.list_all": ("全部{due} {count}", "{due}, all {count}"),
    "on_time.says_open_overdue": (
        "数据截至时仍在办、已过原时限的办件（存量，不随统计周期变化），超期最久的在前。",
        "Open at the as-of and past the original due time (a stock, whatever the period), the longest overdue first.",
    ),
    "on_time.says_due_soon": (
        "数据截至时在办、一个工作日内到期的办件（存量，不随统计周期变化）。",
        "Open at the as-of and due within one working day (a stock, whatever the period).",
    ),
    "on_time.says_late": (
        "{period}，{definition}中未按时的办件。",
        "{period}, {definition}: not on time.",
    ),
    "on_time.says_done": (
        "{period}，{definition}中按时的办件。",
        "{period}, {definition}: on time.",
    ),
    "on_time.says_all": (
        "{period}，{definition}的全部办件。",
        "{period}, {definition}: all cases.",
    ),
    "on_time.only": ("只列：{name}", "Only: {name}"),
    "on_time.file_open_overdue": ("在办超期办件", "Open overdue cases"),
    "on_time.file_due_soon": ("临期办件", "Cases due soon"),
    "on_time.file_late": ("未按时办件", "Cases not on time"),
    "on_time.file_done": ("按时办件", "Cases on time"),
    "on_time.file_all": ("全部到期办件", "All cases due"),
    "on_time.list_long": (
        "共{count}，数量较多，请下载查看；缩小统计周期或范围后可在页面上浏览。",
        "{count}: too many to browse here. Take the file, or narrow the period or place.",
    ),
    "on_time.list_csv": ("下载 CSV（{count}行）", "CSV ({count} {count:row|rows})"),
    "on_time.list_xlsx": ("下载 Excel（{count}行）", "Excel ({count} {count:row|rows})"),
    "on_time.list_hint": (
        "点一行，看这件的时限是怎么算出来的。",
        "Click a row to see how its due time came about.",
    ),
    "on_time.ticket_id": ("工单编号", "Case"),
    "on_time.matter": ("事项", "Matter"),
    "on_time.started_at": ("起算时间", "Clock started"),
    "on_time.due_at": ("原时限", "Due"),
    "on_time.due_extended_at": ("延期后时限", "Due after extension"),
    "on_time.first_closed_at": ("首次办结", "First closed"),
    "on_time.late_workdays": ("超期工作日", "Working days late"),
    "on_time.file_name": ("所在文件", "File"),
    "on_time.line_number": ("行号", "Line"),
    # beside
    "on_time.beside": ("口径说明", "What is counted"),
    "on_time.beside_no_deadline": (
        "本期受理的办件中，{count}没有任何时限，单列，不计入按时办结率。",
        "{count} accepted in the period {count:has|have} no deadline of any kind; {count:it stands|they stand} beside the rate, not in it.",
    ),
    "on_time.beside_no_deadline_none": (
        "本期受理的办件都有时限。",
        "Every case accepted in the period has a deadline.",
    ),
    "on_time.beside_withdrawn": (
        "本期到期的办件中，{count}在到期前撤销，不计入。",
        "{count} that would have fallen due in the period {count:was|were} withdrawn before; {count:it is|they are} not counted.",
    ),
    "on_time.beside_floating": (
        "{count}依法中止且尚未恢复，时限浮动，暂不计入。",
        "{count} {count:is|are} lawfully suspended and not resumed: {count:its|their} due time floats and {count:it is|they are} not counted yet.",
    ),
    "on_time.beside_excluded": (
        "本期受理的{count}为作废、测试、重复或剔除件，不计入。",
        "{count} accepted in the period {count:is|are} void, tests, duplicates or excluded; {count:it is|they are} not counted.",
    ),
    "on_time.beside_provisional": (
        "{count}的时限跨入尚未公布放假安排的年份，暂按无调休计算，公布后可能变化。",
        "{count} {count:falls|fall} due in a year whose holidays are not announced: computed without make-up days, and may change.",
    ),
    "on_time.beside_definition": ("{name}：{definition}", "{name}: {definition}"),
    "on_time.no_deadline_file": ("无时限办件", "Cases without a deadline"),
}
