"""Words of the page 十佳评选."""

WORDS: dict[str, tuple[str, str]] = {
    # the sentence
    "awards.says": (
        "全市{eligible}个单位符合资格：{recommended}个建议推荐，{review}个提请评审。{close}",
        "City-wide {eligible} {eligible:outlet passes|outlets pass} the gates: {recommended} recommended, {review} for the panel. {close}",
    ),
    "awards.says_none_clear": (
        "全市{eligible}个单位符合资格；没有单位领先到可以直接建议推荐，{review}个提请评审。{close}",
        "City-wide {eligible} {eligible:outlet passes|outlets pass} the gates; none leads clearly enough to be recommended outright, {review} {review:is|are} for the panel. {close}",
    ),
    "awards.close": (
        "{count}个单位的名次范围跨过第{places}名，差距不明显，由评审会研究确定。",
        "The ranges of {count} {count:outlet|outlets} cross rank {places}: they are not clearly apart, and the panel decides.",
    ),
    "awards.proposed": (
        "差额名单列{listed}个：名额内{placed}个，备选{reserve}个。",
        " {listed} {listed:outlet is|outlets are} proposed: {placed} with a place, {reserve} in reserve.",
    ),
    "awards.small_proposed": (
        "小微网点另有名额，列{count}个。",
        " {count} small {count:outlet is|outlets are} proposed for places of their own.",
    ),
    "awards.no_list": ("未形成名单：{problem}", "No list: {problem}"),
    "awards.window": (
        "统计期{start}至{end}，{months}个完整统计月，不随周期筛选变化；名次为全市名次，地区、行业和级别筛选只影响显示哪些单位。",
        "Period {start} to {end}, {months} complete statistical months whatever period is chosen; ranks are city-wide, and the filters only narrow which outlets are shown.",
    ),
    # counts
    "awards.all": ("全部窗口单位", "All outlets"),
    "awards.eligible": ("符合资格", "Eligible"),
    "awards.small": ("小微网点", "Small outlets"),
    "awards.ineligible": ("不符合资格", "Not eligible"),
    "awards.small_help": (
        "办结不足{closed_cases}件、主动评价不足{active_ratings}条，样本太少，单列一组，在组内排名，名额另计。",
        "Fewer than {closed_cases} closed cases and {active_ratings} active ratings: a group of their own, ranked among themselves, with places of their own.",
    ),
    # the picture
    "awards.picture_leads": (
        "{name}居第1名，名次多在{low}–{high}名",
        "{name} ranks first; its rank mostly lies in {low}–{high}",
    ),
    "awards.picture_first": (
        "{name}居第1名，且名次稳定",
        "{name} ranks first, and stays there",
    ),
    "awards.picture_within": (
        "所选范围内{name}居前，全市第{rank}名",
        "{name} leads the selection, at rank {rank} of the city",
    ),
    "awards.picture_of": (
        "名次靠前的{count}个单位的名次，横线为合理波动范围（90%）。● 建议推荐　◆ 提请评审　■ 其他；空心为未列入名单",
        "Ranks of the {count} best-ranked outlets; the line is the plausible range (90%). ● recommended ◆ for the panel ■ other; hollow: not on the list",
    ),
    "awards.rank_axis": ("名次", "Rank"),
    "awards.first_places": ("前{places}名", "First {places}"),
    "awards.hover": (
        "第{rank}名，得分{score}<br>名次范围{low}–{high}<br>进入前{places}名的可能性{chance}",
        "Rank {rank}, score {score}<br>Range of ranks {low}–{high}<br>Chance of the first {places}: {chance}",
    ),
    # bands
    "awards.recommended": ("建议推荐", "Recommended"),
    "awards.review": ("提请评审", "For the panel"),
    "awards.other": ("其他", "Other"),
    # views of the table
    "awards.view": ("显示", "Show"),
    # short, since a phone cuts what does not fit
    "awards.view_list": ("建议名单", "List"),
    "awards.view_candidates": ("全部候选", "Candidates"),
    "awards.view_small": ("小微网点", "Small"),
    "awards.view_ineligible": ("不符合", "Not eligible"),
    "awards.rows_list": ("候选建议名单", "Suggested list"),
    "awards.rows_candidates": ("候选单位得分", "Scores of the candidates"),
    "awards.rows_small": ("小微网点名单", "Small outlets"),
    "awards.rows_ineligible": ("不符合资格单位", "Outlets not eligible"),
    "awards.download": ("下载评审材料（Excel，7张表）", "Material for the panel (Excel, 7 sheets)"),
    "awards.file": ("{name}候选建议", "{name} - suggested candidates"),
    # columns
    "awards.rank": ("名次", "Rank"),
    "awards.place": ("名额", "Place"),
    "awards.place_quota": ("名额内", "Has a place"),
    "awards.place_reserve": ("差额备选", "Reserve"),
    "awards.must_haves": ("设施必备项", "Must-haves"),
    "awards.score": ("得分", "Score"),
    "awards.score_help": (
        "1–100分。各指标先作样本量修正，再按固定上下限折算。",
        "1 to 100 points. Indicators are adjusted for sample size, then put between fixed goalposts.",
    ),
    "awards.range": ("名次范围", "Range of ranks"),
    "awards.range_of": ("{low}–{high}", "{low}–{high}"),
    "awards.chance": ("进入前{places}名的可能性", "Chance of the first {places}"),
    "awards.chance_help": (
        "仅供评审工作使用，不对外公示；未计行业名额。",
        "For the panel's work, never published; quotas are not part of it.",
    ),
    "awards.band": ("建议", "Suggestion"),
    "awards.quota": ("名额说明", "Quota note"),
    "awards.verify": ("待核实事项", "To verify"),
    "awards.reason": ("原因", "Reason"),
    "awards.closed_cases": ("办结量", "Closed cases"),
    "awards.active_ratings": ("主动评价数", "Active ratings"),
    "awards.inspections": ("检查次数", "Inspections"),
    "awards.unannounced": ("其中暗访", "Unannounced"),
    "awards.inspectors": ("检查人员", "Inspectors"),
    "awards.moves": (
        "名额调整：{count}个单位受行业名额影响",
        "Quotas: {count} {count:outlet stands elsewhere than its score puts it|outlets stand elsewhere than their score puts them}",
    ),
    "awards.move": ("第{rank}名 {name}：{why}", "Rank {rank}, {name}: {why}"),
    # evidence
    "awards.evidence": ("{name}：得分依据", "{name}: what the score rests on"),
    "awards.evidence_pick": (
        "点击上表中的一行，查看该单位的依据。",
        "Click a row above to see what that outlet's score rests on.",
    ),
    "awards.standing": (
        "第{rank}名（{low}–{high}） · 得分{score} · {pillars}",
        "Rank {rank} ({low}–{high}) · score {score} · {pillars}",
    ),
    "awards.peers": ("对照组（单位数）", "Peers (outlets)"),
    "awards.indicator": ("指标", "Indicator"),
    "awards.pillar": ("类别", "Pillar"),
    "awards.numerator": ("分子", "Numerator"),
    "awards.denominator": ("样本量", "Sample"),
    "awards.value": ("原值", "Raw value"),
    "awards.peer_mean": ("同组平均", "Mean of its peers"),
    "awards.estimate": ("样本量修正值", "Adjusted for sample size"),
    "awards.points": ("指标得分", "Points"),
    "awards.weight": ("权重", "Weight"),
    "awards.missing": (
        "缺少：{names}；其权重由同类别的其他指标承担。",
        "Missing: {names}; the other indicators of the pillar carry the weight.",
    ),
    # conditions
    "awards.conditions": (
        "资格条件与一票否决情形：{unmet}项不符合，{unknown}项待核实",
        "Conditions and veto matters: {unmet} not met, {unknown} to verify",
    ),
    "awards.conditions_file": ("{name}：资格条件", "{name}: conditions"),
    "awards.condition": ("条件", "Condition"),
    "awards.asked": ("要求", "Asked"),
    "awards.found": ("情况", "Found"),
    "awards.state": ("结论", "State"),
    "awards.kind": ("类别", "Kind"),
    "awards.kind_gate": ("资格条件", "Condition"),
    "awards.kind_veto": ("一票否决情形", "Veto matter"),
    "awards.state_met": ("符合", "Met"),
    "awards.state_unmet": ("不符合", "Not met"),
    "awards.state_unknown": ("待核实", "To verify"),
    # nominations
    "awards.nominations": ("申报推荐与征求意见", "Nomination and opinions"),
    "awards.not_nominated": ("没有申报推荐。", "Not nominated."),
    "awards.nomination": (
        "{award}（申报编号{nomination_id}）：{recommender}推荐，类别{category}，{date}；推荐意见：{opinion}",
        "{award} (nomination {nomination_id}): by {recommender}, category {category}, {date}; it says: {opinion}",
    ),
    "awards.opinions": ("征求意见", "Opinions"),
    "awards.opinions_are": (
        "征求意见：**{state}**。不影响得分。",
        "Opinions: **{state}**. They change no score.",
    ),
    "awards.opinions_lack": ("未回复：{names}。", " Not answered: {names}."),
    "awards.opinions_file": ("{name}：征求意见", "{name}: opinions"),
    "awards.department": ("征求部门", "Department"),
    "awards.conclusion": ("结论", "Conclusion"),
    "awards.answered_on": ("回复日期", "Answered"),
    "awards.letter_no": ("函号", "Letter"),
    "awards.note": ("备注", "Note"),
    "awards.conclusion_clear": ("无异议", "no objection"),
    "awards.conclusion_object": ("有异议", "objects"),
    "awards.conclusion_pending": ("未回复", "not answered"),
    # rules
    "awards.rules": ("评选规则（{version}）", "Rules ({version})"),
    "awards.low": ("1分起点", "Worth 1 point"),
    "awards.high": ("满分点", "Worth 100 points"),
    "awards.gates": (
        "资格：开业满{open_months}个月；办结不少于{closed_cases}件，或主动评价不少于{active_ratings}条；检查不少于{inspections}次，其中暗访不少于{unannounced}次，检查人员不少于{inspectors}人；有数据的指标权重不低于{weight_present}。{must_haves}",
        "Gates: open for {open_months} months; at least {closed_cases} closed cases or {active_ratings} active ratings; at least {inspections} inspections, {unannounced} of them unannounced, by {inspectors} inspectors; data for at least {weight_present} of the weight. {must_haves}",
    ),
    "awards.gates_must_haves": ("设施必备项须全部合格。", "All must-haves met."),
    "awards.quotas": (
        "名额{places}个，差额名单{fewest}–{longest}个；小微网点另列{small}个名额；每个行业{least}–{most}个。建议推荐：进入前{places}名的可能性不低于{recommended}；提请评审：{review}至{recommended}。同分由评审会确定。",
        "{places} places, {fewest}–{longest} proposed, {small} more for small outlets; {least}–{most} per industry. Recommended: a chance of at least {recommended} of the first {places}; for the panel: {review} to {recommended}. The panel decides ties.",
    ),
    "awards.method": ("方法说明", "Method"),
}
