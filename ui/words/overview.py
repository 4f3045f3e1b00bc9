"""Words of the overview."""

WORDS: dict[str, tuple[str, str]] = {
    "overview.title": (
        "{place}窗口服务运行情况　{period}",
        "{place} service windows, {period}",
    ),
    "overview.span": ("统计期 {first}–{last}", "Covers {first} – {last}"),
    # the sentence
    "overview.mood_good": ("总体良好。", "All well. "),
    "overview.mood_steady": ("总体平稳。", "Steady overall. "),
    "overview.mood_concern": ("需要关注。", "Needs attention. "),
    "overview.targets": (
        "设有目标的{judged}项核心指标中{met}项达标",
        "{met} of the {judged} core {judged:figure that has|figures that have} a target {met:meets|meet} it",
    ),
    "overview.no_judgement": (
        "本期到期办件不足10件，暂不作判断",
        "Fewer than 10 cases fell due in this period: no judgement yet",
    ),
    "overview.no_headline_collected": (
        "未采集按时办结率，暂不作判断",
        "On-time completion is not collected: no judgement yet",
    ),
    "overview.few_judged": (
        "设有目标的{targets}项核心指标中仅{judged}项样本足够，暂不作判断",
        "Only {judged} of the {targets} core figures with a target {judged:has|have} enough cases: no judgement yet",
    ),
    "overview.running": (
        "本周期尚未结束，暂不作判断",
        "This period is not over: no judgement yet",
    ),
    "overview.headline_met": (
        "；按时办结率{value}，达到{target}的目标。",
        "; on-time completion is {value}, meeting its target of {target}.",
    ),
    "overview.headline_short": (
        "；按时办结率{value}，低于目标{gap}{drag}。",
        "; on-time completion is {value}, {gap} below target{drag}.",
    ),
    "overview.headline_plain": (
        "；按时办结率{value}。",
        "; on-time completion is {value}.",
    ),
    "overview.no_headline": ("。", "."),
    "overview.drag": (
        "，主要受{names}影响（占缺口的{share}）",
        ", mostly because of {names} ({share} of the shortfall)",
    ),
    "overview.drags": (
        "，主要受{names}影响（合占缺口的{share}）",
        ", mostly because of {names} (together {share} of the shortfall)",
    ),
    # blocks
    "overview.core": ("核心指标", "Core figures"),
    "overview.attention": ("需领导关注", "For a leader's attention"),
    "overview.attention_none": (
        "数据截至时没有在办超期办件。",
        "No case is open past its due time.",
    ),
    "overview.attention_of": (
        "数据截至时在办且已过承诺时限的办件，按承办单位；最多列三家。",
        "Cases open past their due time as the data stand, by unit; three at most.",
    ),
    "overview.attention_who": (
        "**{name}**：在办超期 **{count}**，最早自{since}起",
        "**{name}**: **{count}** open past due, the oldest since {since}",
    ),
    "overview.attention_where": ("集中在{parts}。", "Mostly {parts}. "),
    "overview.attention_part": ("{name}（{count}）", "{name} ({count})"),
    "overview.attention_rate": (
        "本期按时办结率{value}，距目标 {gap}。",
        "On-time completion this period {value}, {gap} from target. ",
    ),
    "overview.attention_act": (
        "责任单位：{name}{contact}；建议{date}前办结或说明原因。",
        "Responsible: {name}{contact}; suggested: finish or explain by {date}.",
    ),
    "overview.contact": ("（{contact}）", " ({contact})"),
    "overview.attention_rows": ("超期办件清单（{count}）", "Overdue cases ({count})"),
    "overview.overdue_file": ("超期办件清单", "Overdue cases"),
    "overview.overdue_heading": (
        "{name}在办超期办件（截至{moment}）",
        "Open overdue cases of {name} as of {moment}",
    ),
    "overview.matter_unknown": ("未填事项", "matter not given"),
    "overview.unnamed": ("未归属单位", "No unit named"),
    "overview.column_ticket_id": ("办件编号", "Case number"),
    "overview.column_matter": ("事项", "Matter"),
    "overview.column_unit_name": ("承办单位", "Unit"),
    "overview.column_outlet_name": ("窗口单位", "Service window"),
    "overview.column_district_name": ("区(县、市)", "District"),
    "overview.column_started_at": ("受理时间", "Started"),
    "overview.column_due_at": ("应办结时间", "Due"),
    "overview.column_late_workdays": ("已超工作日", "Working days late"),
    "overview.column_file_name": ("文件", "File"),
    "overview.column_line_number": ("行号", "Line"),
    # ranking
    "overview.rankings": ("按时办结排名", "Rankings by on-time completion"),
    "overview.ranking_district": ("{name}按时办结率最低", "{name} finishes least on time"),
    "overview.ranking_alike": (
        "各区(县、市)按时办结率差距不明显",
        "The districts hardly differ in on-time completion",
    ),
    "overview.ranking_alike_township": (
        "各街镇按时办结率差距不明显",
        "The townships hardly differ in on-time completion",
    ),
    "overview.ranking_alike_unit": (
        "各单位按时办结率差距不明显",
        "The units hardly differ in on-time completion",
    ),
    "overview.ranking_of": (
        "按时办结率（到期口径，%），{period}；横线为合理波动范围，刻度不从0起",
        "On-time completion (due cohort, %), {period}; bars are plausible ranges, the axis does not start at 0",
    ),
    "overview.group_district": ("区(县、市)", "Districts"),
    "overview.group_township": ("街镇", "Townships"),
    "overview.group_municipal": ("市直部门", "Municipal departments"),
    "overview.group_enterprise": ("公共服务企业", "Public service companies"),
    "overview.group_unit": ("承办单位", "Units"),
    "overview.top": ("靠前", "Highest"),
    "overview.bottom": ("靠后", "Lowest"),
    "overview.entry": ("第{rank}名　{name}　{value}", "No. {rank} {name} {value}"),
    "overview.entry_alone": ("{name}　{value}", "{name} {value}"),
    "overview.one_ranked": (
        "只有{name}达到30件，不作排名。",
        "Only {name} has 30 cases: there is nothing to rank.",
    ),
    "overview.alike": (
        "第{first}–{last}名差距不明显。",
        "Ranks {first}–{last} hardly differ.",
    ),
    "overview.too_few": (
        "另有{count}个不足30件，不参与排名。",
        "{count} more {count:has|have} fewer than 30 cases and {count:is|are} not ranked.",
    ),
    "overview.nobody": ("没有可排名的单位（均不足30件）。", "No one has the 30 cases it takes."),
    "overview.whole_table": ("{group}排名表", "{group}: the whole table"),
    "overview.rank": ("名次", "Rank"),
    "overview.rank_name": ("单位", "Name"),
    "overview.accepted": ("受理量", "Accepted"),
    "overview.due": ("应办结", "Due"),
    "overview.on_time": ("按时办结", "On time"),
    "overview.rate": ("按时办结率", "On-time completion"),
    "overview.previous": ("环比（百分点）", "vs previous (pp)"),
    "overview.gap": ("距目标（百分点）", "From target (pp)"),
    "overview.satisfied": ("主动评价好评率", "Positive ratings"),
    "overview.all_figures": ("全部指标", "All figures"),
    "overview.figure_id": ("编号", "Id"),
    "overview.figure_target": ("目标", "Target"),
    "overview.figure_definition": ("口径", "Definition"),
    # notes
    "overview.notes": ("数据说明", "About the data"),
    "overview.note_definition": (
        "按时办结率：{definition}目标来源：{source}。",
        "On-time completion: {definition} Target: {source}.",
    ),
    "overview.note_located": (
        "全市本期受理的有效办件中，{share}归属到窗口或窗口单位，{unit_share}仅到承办单位，{none_share}未能归属到单位；仅到承办单位的不参与窗口单位排名。",
        "Of the city's valid cases accepted in this period {share} are located at a window or outlet, {unit_share} at a unit only and {none_share} at no unit; those at a unit only take no part in rankings of outlets.",
    ),
    "overview.note_rejected": (
        "共读取{read}行，其中{rejected}行待更正（{share}），见“数据质量”。",
        "Of {read} {read:row|rows} read, {rejected} {rejected:is|are} to be corrected ({share}); see Data quality.",
    ),
    "overview.note_no_deadline": (
        "{count}没有任何时限，单独统计，不计入按时办结率。",
        "{count} {count:has|have} no deadline at all; {count:it is|they are} counted beside, not in on-time completion.",
    ),
    "overview.note_provisional": (
        "{count}的时限跨入尚未公布放假安排的年份，暂按无调休计算。",
        "{count} {count:has|have} a due date in a year whose holidays are not announced; make-up days are not in it yet.",
    ),
    "overview.note_self": (
        "办结、回访与整改由承办单位自行填报；检查得分来自检查记录。",
        "Closing, call-backs and rectification are reported by the units themselves; scores come from inspection records.",
    ),
    "overview.note_missing": ("未采集：{names}。", "Not collected: {names}."),
    "overview.note_rank": (
        "卡片上的名次是在同级的区(县、市)或街镇中的位次，不足30件的不排。",
        "The ranks on the cards are among the districts, or the townships of the district; those of fewer than 30 cases have none.",
    ),
    "overview.note_small": (
        "不足10件只列件数，10–29件以灰色列出并附合理波动范围。",
        "Fewer than 10 cases show their count only; 10 to 29 are greyed, with their plausible range.",
    ),
}
