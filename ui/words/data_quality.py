"""Words of the page 数据质量."""

WORDS: dict[str, tuple[str, str]] = {
    # the sentence
    "data_quality.says": (
        "收到{batches}批共{read}行，采用{accepted}行；待更正{wrong}行，占{share}。",
        "{batches} batches with {read} rows were received and {accepted} are used; {wrong} rows need correcting, {share}.",
    ),
    "data_quality.says_old": (
        "另有{old}行是同一编号的旧版本，由新的一行代替，不需要更正。",
        "{old} more rows are older versions of a row in the same file; nothing needs correcting in them.",
    ),
    "data_quality.says_most": (
        "待更正最多的是{source}的“{column}”：{reason}，{count}行。",
        "Most often: {source}, column “{column}”: {reason}, {count} rows.",
    ),
    "data_quality.says_clean": ("没有待更正数据。", "Nothing needs correcting."),
    # loading
    "data_quality.load_head": ("导入文件", "Load files"),
    "data_quality.load_new": (
        "收件箱（data/inbox）里有{count}个文件还没有导入：{names}。",
        "{count} files in the inbox (data/inbox) are not loaded yet: {names}.",
    ),
    "data_quality.load_none": (
        "收件箱（data/inbox）里的{count}个文件都已导入。把新的导出文件放进去，再点导入。",
        "All {count} files in the inbox (data/inbox) are loaded. Put new exports there, then load.",
    ),
    "data_quality.load_empty": (
        "收件箱（data/inbox）是空的。把导出文件放进去，再点导入。",
        "The inbox (data/inbox) is empty. Put exports there, then load.",
    ),
    "data_quality.load_more": ("等", " and others"),
    "data_quality.load_button": ("导入并更新数据", "Load and update"),
    "data_quality.load_runs": ("正在导入…已用{seconds}秒　{said}", "Loading… {seconds} s. {said}"),
    "data_quality.load_done": (
        "导入完成：{loaded}批已导入，{unchanged}批没有变化，{refused}个文件未接收。",
        "Done: {loaded} batches loaded, {unchanged} unchanged, {refused} files refused.",
    ),
    "data_quality.load_another": (
        "另一次导入正在进行，请等它结束后再试。",
        "Another load is running. Try again when it has finished.",
    ),
    "data_quality.load_checks": (
        "检查没有通过，新数据没有发布，页面仍显示上一版本。{error}",
        "The checks refused the new data; nothing was published and the pages show the version before. {error}",
    ),
    "data_quality.load_failed": (
        "导入没有完成：{error}",
        "The load did not finish: {error}",
    ),
    "data_quality.load_silent": (
        "导入意外中断，数据没有改变。请联系维护人员，并告知编号 {reference}。",
        "The load broke off; no data were changed. Tell the maintainer this number: {reference}.",
    ),
    "data_quality.result": ("本次导入结果", "What came of this load"),
    "data_quality.status": ("结果", "Result"),
    "data_quality.status_loaded": ("已导入", "Loaded"),
    "data_quality.status_unchanged": ("没有变化", "Unchanged"),
    "data_quality.status_refused": ("未接收", "Refused"),
    "data_quality.message": ("说明", "What happened"),
    # to correct
    "data_quality.wrong_head": ("待更正数据", "Rows to correct"),
    "data_quality.wrong_says": (
        "按原因排列，最多的在前。请在来源系统更正后重新导出；同一编号的新行会自动代替旧行。点一行，看具体是哪些行。",
        "By reason, most first. Correct them in the source system and export again: a newer row replaces the old one by its number. Click a row to see which rows it means.",
    ),
    "data_quality.wrong_download": (
        "下载全部待更正数据（Excel，{count}行）",
        "All rows to correct (Excel, {count} rows)",
    ),
    "data_quality.wrong_rows": ("{source}“{column}”{reason}", "{source}, {column}: {reason}"),
    "data_quality.wrong_first": (
        "只列前{count}行，全部见下载。",
        "The first {count} rows; the file has them all.",
    ),
    "data_quality.old_sheet": ("旧版本", "Older versions"),
    "data_quality.source": ("来源", "Source"),
    "data_quality.column": ("列", "Column"),
    "data_quality.reason": ("原因", "Reason"),
    "data_quality.fix": ("怎么改", "What to do"),
    "data_quality.rows": ("行数", "Rows"),
    "data_quality.example": ("例子", "Example"),
    "data_quality.empty_cell": ("（空）", "(empty)"),
    "data_quality.file": ("文件", "File"),
    "data_quality.sheet": ("工作表", "Sheet"),
    "data_quality.line": ("行号", "Line"),
    "data_quality.original": ("原文", "As it stands"),
    "data_quality.others": ("同一行的其他问题", "Other faults of the row"),
    "data_quality.whole": ("整行原文(已脱敏)", "The whole row (masked)"),
    "data_quality.whole_line": ("整行", "Whole row"),
    # sources
    "data_quality.sources_head": ("各来源数据到哪天", "How far each source reaches"),
    "data_quality.reaches": ("数据截至", "Data up to"),
    "data_quality.behind": ("落后天数", "Days behind"),
    "data_quality.behind_help": ("比最新的来源早多少天", "Days before the newest source"),
    "data_quality.batches": ("批次", "Batches"),
    "data_quality.read": ("读取", "Read"),
    "data_quality.accepted": ("采用", "Accepted"),
    "data_quality.rejected": ("未采用", "Not used"),
    "data_quality.old": ("其中旧版本", "Of them older"),
    "data_quality.wrong": ("其中待更正", "Of them to correct"),
    "data_quality.not_received": ("未收到", "not received"),
    "data_quality.received": ("已收到", "received"),
    "data_quality.state": ("状态", "State"),
    "data_quality.sources_note": (
        "台账没有时间列，“数据截至”为空。读取 = 采用 + 未采用，每个文件都核对。",
        "Ledgers have no time column, so they reach no date. Read = accepted + not used, checked for every file.",
    ),
    "data_quality.source_tickets": ("办件工单", "Cases"),
    "data_quality.source_suspensions": ("挂起记录", "Suspensions"),
    "data_quality.source_complaints": ("投诉", "Complaints"),
    "data_quality.source_inspections": ("检查", "Inspections"),
    "data_quality.source_units": ("单位台账", "Units ledger"),
    "data_quality.source_outlets": ("窗口单位台账", "Service windows ledger"),
    "data_quality.source_grids": ("网格", "Grids"),
    "data_quality.source_aliases": ("单位对照表", "Names of units"),
    # batches
    "data_quality.batches_head": ("收到的文件", "Files received"),
    "data_quality.batches_hint": (
        "点一行，看读取时的说明。",
        "Click a row for the notes taken while reading.",
    ),
    "data_quality.loaded_at": ("导入时间", "Loaded"),
    "data_quality.notes": ("说明", "Notes"),
    "data_quality.notes_of": ("“{file}”读取说明", "Notes on “{file}”"),
    "data_quality.notes_none": ("读取时没有需要说明的情况。", "There is nothing to note."),
    # completeness
    "data_quality.whole_head": ("完整与归属", "Completeness and attribution"),
    "data_quality.located": (
        "{share}的办件能归属到窗口单位，{unit}只到承办单位，{none}没有单位",
        "{share} of cases are placed at a window, {unit} only with a unit, {none} with neither",
    ),
    "data_quality.located_of": (
        "本期受理的有效办件，件，全市；只到承办单位的（如热线数据）不参与窗口单位排名",
        "Valid cases accepted in the period, whole city; those known by unit only (such as hotline cases) are in no ranking of windows",
    ),
    "data_quality.attribution": ("归属到", "Placed by"),
    "data_quality.at_window": ("窗口", "Window"),
    "data_quality.at_outlet": ("窗口单位", "Outlet"),
    "data_quality.at_unit": ("承办单位", "Unit"),
    "data_quality.at_township": ("街镇", "Township"),
    "data_quality.at_district": ("区(县、市)", "District"),
    "data_quality.at_none": ("未归属", "Not placed"),
    "data_quality.cases": ("件数", "Cases"),
    "data_quality.share": ("占比", "Share"),
    "data_quality.all_cases": ("办件", "Cases"),
    # ledgers
    "data_quality.ledger_head": ("台账与办件对得上吗", "Do ledgers and cases agree?"),
    "data_quality.ledger_units": (
        "{count}个承办单位名称不在单位台账，涉及{tickets}件办件。请补台账，或在单位对照表里写明对应。",
        "{count} unit names are not in the units ledger ({tickets} cases). Add them, or match them in the table of names.",
    ),
    "data_quality.ledger_outlets": (
        "{count}个窗口单位编号不在台账，涉及{tickets}件办件。请补台账。",
        "{count} outlet numbers are not in the ledger ({tickets} cases). Add them.",
    ),
    "data_quality.ledger_unplaced": (
        "{count}个窗口单位没有坐标，不能上图，也不计入步行可达。",
        "{count} outlets have no coordinates: they are on no map and in no walking distance.",
    ),
    "data_quality.ledger_outside": (
        "{count}个窗口单位的坐标落在所属区(县、市)之外，请核对。",
        "{count} outlets lie outside the district they are listed in; check their coordinates.",
    ),
    "data_quality.ledger_no_deadline": (
        "{count}件办件没有任何时限，不计入按时办结率。",
        "{count} cases have no deadline and are not in on-time completion.",
    ),
    "data_quality.ledger_provisional": (
        "{count}件办件的时限跨入尚未公布放假安排的年份，暂按无调休计算。",
        "{count} cases fall due in a year whose holidays are not announced; make-up days are not in it yet.",
    ),
    "data_quality.ledger_clean": ("台账与办件一致。", "Ledgers and cases agree."),
    "data_quality.unregistered": ("不在台账的名称", "Names in no ledger"),
    "data_quality.name": ("名称或编号", "Name or number"),
    "data_quality.kind": ("类别", "Kind"),
    "data_quality.kind_unit": ("承办单位", "Unit"),
    "data_quality.kind_outlet": ("窗口单位", "Outlet"),
    # not collected
    "data_quality.missing_head": ("尚不能计算的指标", "Figures that cannot be computed yet"),
    "data_quality.missing_none": (
        "目录中的{count}项指标所需的列都已提供。",
        "The exports supply every column that the {count} figures of the catalogue take.",
    ),
    "data_quality.missing_says": (
        "补上下列导出后自动出现；在此之前不显示为零。",
        "They appear once these exports are supplied; until then they are not shown as zero.",
    ),
    "data_quality.kpi": ("指标", "Figure"),
    "data_quality.needs": ("需要", "Takes"),
    "data_quality.or": ("或", " or "),
    "data_quality.of_source": ("{source}的{column}", "{column} of {source}"),
}
