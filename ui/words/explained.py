"""Words of why a case was due when it was."""

WORDS: dict[str, tuple[str, str]] = {
    "explained.why_head": ("这件的时限是怎么算出来的", "How the due time of a case came about"),
    "explained.why_ask": ("工单编号", "Case number"),
    "explained.why_ask_help": (
        "输入工单编号，或在上面的清单中点一行。",
        "Type a case number, or click a row of the list above.",
    ),
    "explained.why_missing": (
        "当前数据版本里没有工单“{id}”。请核对编号，或确认所在文件已导入。",
        "There is no case “{id}” in this data version. Check the number, or whether its file was loaded.",
    ),
    "explained.verdict_on_time": (
        ":green[:material/check: 按时办结]：{first_closed_at}办结，时限{due_at}。",
        ":green[:material/check: On time]: closed {first_closed_at}, due {due_at}.",
    ),
    "explained.verdict_late": (
        ":red[▲ 超期办结]：{first_closed_at}办结，时限{due_at}，超期{late_workdays}个工作日。",
        ":red[▲ Closed late]: closed {first_closed_at}, due {due_at}, {late_workdays} working day(s) late.",
    ),
    "explained.verdict_overdue": (
        ":red[▲ 在办超期]：时限{due_at}，到{as_of}仍未办结，已超期{late_workdays}个工作日。",
        ":red[▲ Open and overdue]: due {due_at}, not closed by {as_of}, {late_workdays} working day(s) late.",
    ),
    "explained.verdict_running": (
        "● 在办：时限{due_at}，数据截至{as_of}。",
        "● Open: due {due_at}; data up to {as_of}.",
    ),
    "explained.verdict_floating": (
        "● 依法中止，时限浮动：中止到{as_of}尚未结束，现在不算到期。",
        "● Lawfully suspended, due time floating: the suspension has not ended by {as_of}, so it is not due.",
    ),
    "explained.verdict_withdrawn_before": (
        "● 到期前撤销：{withdrawn_at}撤销，时限{due_at}，不计入。",
        "● Withdrawn before it was due: {withdrawn_at}, due {due_at}; not counted.",
    ),
    "explained.verdict_withdrawn_late": (
        ":red[▲ 到期后撤销]：时限{due_at}，{withdrawn_at}才撤销，算未按时。",
        ":red[▲ Withdrawn after it was due]: due {due_at}, withdrawn {withdrawn_at}; counts as not on time.",
    ),
    "explained.verdict_no_deadline": (
        "● 没有任何时限，单列，不计入按时办结率。",
        "● No deadline of any kind: beside the rate, not in it.",
    ),
    "explained.verdict_invalid": (
        "● 作废、测试、重复或剔除件，不计入。",
        "● Void, test, duplicate or excluded: not counted.",
    ),
    "explained.counted_in": (
        "计入{month}的到期口径。",
        " Counted in the due cohort of {month}.",
    ),
    "explained.counted_out": (
        "不计入到期口径。",
        " Not counted in the due cohort.",
    ),
    "explained.step_start_accepted": (
        "{started_at}受理，从此起算。",
        "Accepted {started_at}: the clock starts.",
    ),
    "explained.step_start_received": (
        "没有受理时间，从收件时间{started_at}起算。",
        "No acceptance is recorded, so the clock starts when it was received, {started_at}.",
    ),
    "explained.step_declared": (
        "来源系统给出了办理期限：{due_at}，直接采用。",
        "The source gives a deadline, {due_at}; it is taken as it is.",
    ),
    "explained.step_declared_first": (
        "来源系统最早给出的办理期限是{due_at}，采用最早的；后来改成了{due_at_declared}。",
        "The first deadline the source ever gave is {due_at}, and the first counts; it later said {due_at_declared}.",
    ),
    "explained.step_promised": ("承诺{days}个工作日办结。", "{days} working day(s) are promised."),
    "explained.step_capped": (
        "承诺{promised}个工作日，超过法定的{days}个工作日，按法定计。",
        "{promised} working days are promised, more than the {days} the law allows, so the law's count.",
    ),
    "explained.step_hours": (
        "承诺{hours}小时办结，按钟点连续计算。",
        "{hours} hours are promised, counted by the clock.",
    ),
    "explained.step_statutory_only": (
        "只有法定时限{statutory_days}个工作日，没有承诺；法定时限不作按时办结的时限。",
        "There is only the statutory limit of {statutory_days} working days and no promise; it makes no due time.",
    ),
    "explained.step_none": (
        "导出中没有办理期限、承诺工作日或承诺小时。",
        "The export has no deadline, promised days or promised hours.",
    ),
    "explained.step_same_day": (
        "承诺当日办结，到当天24时止。",
        "The same day is promised, until midnight.",
    ),
    "explained.step_counted": (
        "起算当日不计（民法典第二百零一条），从{first}数起，满{counted}个工作日{off}。",
        "The first day is not counted (Civil Code art. 201). Counting {counted} working day(s) from {first}{off}.",
    ),
    "explained.step_counted_off": ("，其间{off}不计{make_up}", ", leaving out {off}{make_up}"),
    "explained.step_counted_rest": ("休息日{days}天", "{days} rest day(s)"),
    "explained.step_counted_holiday": ("{name}{days}天", "{name} ({days})"),
    "explained.step_counted_make_up": (
        "，调休上班的{dates}照计",
        "; working weekends count: {dates}",
    ),
    "explained.step_suspended": (
        "依法中止占去{days}个工作日，顺延。",
        "Lawful suspensions take {days} working day(s), which move the end.",
    ),
    "explained.step_due": ("所以时限是**{due_at}**。", "So it is due **{due_at}**."),
    "explained.step_provisional": (
        "时限跨入尚未公布放假安排的年份，暂按无调休计算。",
        "It falls in a year whose holidays are not announced, so make-up days are not in it yet.",
    ),
    "explained.step_floating": (
        "有依法中止尚未结束，时限随之后移。",
        "A lawful suspension has not ended, so the due time keeps moving.",
    ),
    "explained.step_extension": (
        "批准延期{asked}个工作日，延期后时限{due_extended_at}（只用于延期口径）。",
        "Extended by {asked} working day(s) to {due_extended_at} (for the extension definition only).",
    ),
    "explained.step_extension_cut": (
        "申报延期{asked}个工作日，最多计{counted}个（行政许可法第四十二条），延期后时限{due_extended_at}（只用于延期口径）。",
        "An extension of {asked} working days is recorded, of which at most {counted} count (Administrative Licensing Law art. 42): {due_extended_at}, for the extension definition only.",
    ),
    "explained.step_redeclared": (
        "来源系统后来把期限改到{due_extended_at}，只用于延期口径。",
        "The source later moved the deadline to {due_extended_at}, for the extension definition only.",
    ),
    "explained.step_closed": (
        "{first_closed_at}首次办结，净用{net_workdays}个工作日。",
        "First closed {first_closed_at}, after {net_workdays} net working day(s).",
    ),
    "explained.step_reopened": (
        "{reopened_at}重办；是否按时仍看首次办结。",
        "Reopened {reopened_at}; on time or not is still judged by the first close.",
    ),
    "explained.step_withdrawn": ("{withdrawn_at}撤销。", "Withdrawn {withdrawn_at}."),
    "explained.step_source": (
        "依据：文件“{file_name}”{sheet_name}第{line_number}行。",
        "It stands in file “{file_name}”{sheet_name}, line {line_number}.",
    ),
    "explained.step_source_versions": (
        "依据：文件“{file_name}”{sheet_name}第{line_number}行（历次导出共{version_count}次，以最新的为准）。",
        "It stands in file “{file_name}”{sheet_name}, line {line_number} (exported {version_count} times, the newest counts).",
    ),
    "explained.sheet": ("工作表“{name}”", ", sheet “{name}”"),
    "explained.pauses": ("挂起记录", "Suspensions"),
    "explained.pause": (
        "{start} – {end}，{type}，文书{document}：{effect}（{file}第{line}行）",
        "{start} – {end}, {type}, document {document}: {effect} ({file}, line {line})",
    ),
    "explained.pause_open_end": ("尚未结束", "not ended"),
    "explained.pause_no_type": ("没有法定类型，时钟照走", "no legal type, so the clock runs on"),
    "explained.pause_no_document": ("没有文书编号，时钟照走", "no document, so the clock runs on"),
    "explained.pause_neither": (
        "没有法定类型和文书编号，时钟照走",
        "neither legal type nor document, so the clock runs on",
    ),
    "explained.pause_counts": ("停{moved}个工作日", "stops {moved} working day(s)"),
    "explained.pause_still": (
        "已停{moved}个工作日，尚未结束",
        "has stopped {moved} working day(s) and goes on",
    ),
    "explained.pause_idle": (
        "不落在承诺期的工作日里，不影响时限",
        "covers no working day of the promise, so moves nothing",
    ),
    "explained.pause_declared": (
        "时限是来源系统直接给出的，中止不再顺延",
        "the source gives the deadline itself, so suspensions do not move it",
    ),
    "explained.pause_future": ("晚于数据截至时间", "is after the as-of"),
    "explained.legal_none": ("类型未填", "no type"),
    "explained.legal_hearing": ("听证", "hearing"),
    "explained.legal_tender": ("招标", "tender"),
    "explained.legal_auction": ("拍卖", "auction"),
    "explained.legal_inspection": ("检验", "inspection"),
    "explained.legal_testing": ("检测", "testing"),
    "explained.legal_quarantine": ("检疫", "quarantine"),
    "explained.legal_appraisal": ("鉴定", "appraisal"),
    "explained.legal_expert_review": ("专家评审", "expert review"),
    "explained.legal_notice": ("公告", "public notice"),
    "explained.legal_applicant": ("申请人原因", "applicant's reasons"),
    "explained.legal_force_majeure": ("不可抗力", "force majeure"),
    "explained.days": ("逐日计算", "Day by day"),
    "explained.day": ("日期", "Date"),
    "explained.weekday": ("星期", "Weekday"),
    "explained.day_is": ("这一天", "This day"),
    "explained.day_counted": ("累计工作日", "Working days"),
    "explained.day_start": ("起算当日，不计", "first day, not counted"),
    "explained.day_working": ("工作日", "working day"),
    "explained.day_make_up": ("{name}，工作日", "working weekend"),
    "explained.day_suspended": (
        "依法中止，不计（{document}）",
        "suspended, not counted ({document})",
    ),
    "explained.day_holiday": ("{name}，不计", "{name}, not counted"),
    "explained.day_rest": ("休息日，不计", "rest day, not counted"),
    "explained.day_due": ("{said}；到期", "{said}; due"),
    "explained.weekday_0": ("周一", "Mon"),
    "explained.weekday_1": ("周二", "Tue"),
    "explained.weekday_2": ("周三", "Wed"),
    "explained.weekday_3": ("周四", "Thu"),
    "explained.weekday_4": ("周五", "Fri"),
    "explained.weekday_5": ("周六", "Sat"),
    "explained.weekday_6": ("周日", "Sun"),
    "explained.holiday_元旦": ("元旦", "New Year"),
    "explained.holiday_春节": ("春节", "Spring Festival"),
    "explained.holiday_清明节": ("清明节", "Qingming"),
    "explained.holiday_劳动节": ("劳动节", "Labour Day"),
    "explained.holiday_端午节": ("端午节", "Dragon Boat Festival"),
    "explained.holiday_中秋节": ("中秋节", "Mid-Autumn Festival"),
    "explained.holiday_农历除夕": ("农历除夕", "Lunar New Year's Eve"),
    "explained.holiday_春节延长假期": ("春节延长假期", "extended Spring Festival"),
    "explained.holiday_国庆节": ("国庆节", "National Day"),
    "explained.holiday_休息日": ("调休休息日", "day off in lieu"),
}
