"""Words of what is not there on the page 数据质量: attribution, ledgers that cases do not find, figures without their exports."""

WORDS: dict[str, tuple[str, str]] = {
    # completeness
    "data_gaps.whole_head": ("完整与归属", "Completeness and attribution"),
    "data_gaps.located": (
        "{share}的办件能归属到窗口单位，{unit}只到承办单位，{none}没有单位",
        "{share} of cases are placed at a window, {unit} only with a unit, {none} with neither",
    ),
    "data_gaps.located_of": (
        "本期受理的有效办件，件，全市；只到承办单位的（如热线数据）不参与窗口单位排名",
        "Valid cases accepted in the period, whole city; those known by unit only (such as hotline cases) are in no ranking of windows",
    ),
    "data_gaps.attribution": ("归属到", "Placed by"),
    "data_gaps.at_window": ("窗口", "Window"),
    "data_gaps.at_outlet": ("窗口单位", "Outlet"),
    "data_gaps.at_unit": ("承办单位", "Unit"),
    "data_gaps.at_township": ("街镇", "Township"),
    "data_gaps.at_district": ("区(县、市)", "District"),
    "data_gaps.at_none": ("未归属", "Not placed"),
    "data_gaps.cases": ("件数", "Cases"),
    "data_gaps.share": ("占比", "Share"),
    "data_gaps.all_cases": ("办件", "Cases"),
    # ledgers
    "data_gaps.ledger_head": ("台账与办件对得上吗", "Do ledgers and cases agree?"),
    "data_gaps.ledger_units": (
        "{count}个承办单位名称不在单位台账，涉及{tickets}件办件。请补台账，或在单位对照表里写明对应。",
        "{count} unit {count:name is|names are} not in the units ledger ({tickets} {tickets:case|cases}). Add {count:it|them}, or match {count:it|them} in the table of names.",
    ),
    "data_gaps.ledger_outlets": (
        "{count}个窗口单位编号不在台账，涉及{tickets}件办件。请补台账。",
        "{count} outlet {count:number is|numbers are} not in the ledger ({tickets} {tickets:case|cases}). Add {count:it|them}.",
    ),
    "data_gaps.ledger_unplaced": (
        "{count}个窗口单位没有坐标，不能上图，也不计入步行可达。",
        "{count} {count:outlet has|outlets have} no coordinates: {count:it is|they are} on no map and in no walking distance.",
    ),
    "data_gaps.ledger_outside": (
        "{count}个窗口单位的坐标落在所属区(县、市)之外，请核对。",
        "{count} {count:outlet lies|outlets lie} outside the district {count:it is|they are} listed in; check {count:its|their} coordinates.",
    ),
    "data_gaps.ledger_no_deadline": (
        "{count}件办件没有任何时限，不计入按时办结率。",
        "{count} {count:case has|cases have} no deadline and {count:is|are} not in on-time completion.",
    ),
    "data_gaps.ledger_provisional": (
        "{count}件办件的时限跨入尚未公布放假安排的年份，暂按无调休计算。",
        "{count} {count:case falls|cases fall} due in a year whose holidays are not announced; make-up days are not in it yet.",
    ),
    "data_gaps.ledger_ratings": (
        "{count}条好差评中，{of_cases}条（{share}）挂到了办件；{of_outlets}条挂不上而写明窗口单位，计入该单位；"
        "{of_nobody}条两样都没有，不计入。",
        "Of {count} exported ratings {of_cases} ({share}) belong to a case; {of_outlets} to no case but to an outlet, "
        "where they count; {of_nobody} to neither: they count nowhere.",
    ),
    "data_gaps.ledger_clean": ("台账与办件一致。", "Ledgers and cases agree."),
    # not collected
    "data_gaps.missing_head": ("尚不能计算的指标", "Figures that cannot be computed yet"),
    "data_gaps.missing_none": (
        "目录中的{count}项指标所需的列都已提供。",
        "The exports supply every column that the {count} figures of the catalogue take.",
    ),
    "data_gaps.missing_folded": (
        "{count}项指标与所缺的导出",
        "{count} {count:figure and the exports it lacks|figures and the exports they lack}",
    ),
    "data_gaps.missing_says": (
        "补上下列导出后自动出现；在此之前不显示为零。",
        "They appear once these exports are supplied; until then they are not shown as zero.",
    ),
    "data_gaps.kpi": ("指标", "Figure"),
    "data_gaps.needs": ("需要", "Takes"),
    "data_gaps.or": ("或", " or "),
    "data_gaps.of_source": ("{source}的{column}", "{column} of {source}"),
}
