"""Words that every page shares: units, comparisons, states, downloads, the freshness line."""

WORDS: dict[str, tuple[str, str]] = {
    # the shell
    "common.city_windows": ("{city}窗口服务", "{city} service windows"),
    "common.menu": ("栏目", "Pages"),
    "common.sample": (
        "示例数据：区划界线为真实轮廓，单位、人员与数字均为虚构。",
        "Sample data: district outlines are real; units, people and figures are invented.",
    ),
    "common.sample_mark": ("示例数据", "Sample data"),
    "common.as_of": ("数据截至{moment}", "Data up to {moment}"),
    "common.as_of_help": ("各来源数据截至：{sources}", "Each source is up to: {sources}"),
    "common.checks_passed": ("检查全部通过", "All checks passed"),
    "common.build": ("数据版本 {number}", "Data version {number}"),
    "common.older_release": (
        "最新数据版本无法打开，现显示上一版本（{number}）。请数据管理员运行 `python -m etl build`。",
        "The newest data version cannot be opened; this is the one before it ({number}). The data clerk should run `python -m etl build`.",
    ),
    "common.nothing_loaded": (
        "还没有数据。请把导出文件放入 data/inbox 后运行 `python -m etl load`；只想先看样子，请运行 `make run`。",
        "No data yet. Put exports into data/inbox and run `python -m etl load`; for a sample city run `make run`.",
    ),
    "common.cannot_open": (
        "数据版本无法打开。请数据管理员运行 `python -m etl build` 重新生成；原始导出不受影响。",
        "No data version can be opened. The data clerk should run `python -m etl build` to make it again; the exports are untouched.",
    ),
    "common.trouble_unexpected": (
        "本页出错，未能显示完整。请刷新重试；如再次出现，请把编号 {reference} 告诉数据管理员。",
        "This page failed and is not complete. Reload it; if it happens again, give the data clerk the reference {reference}.",
    ),
    "common.trouble_unreadable": (
        "数据版本 {build} 损坏，无法读取。请数据管理员运行 `python -m etl build` 重新生成，或 `python -m etl rollback` 回到上一版本。",
        "Data version {build} is damaged and cannot be read. The data clerk should run `python -m etl build` to make it again, or `python -m etl rollback` for the one before.",
    ),
    "common.trouble_too_long": (
        "查询超过30秒已停止（数据版本 {build}）。请缩小筛选范围后重试。",
        "The query ran past 30 s and was stopped (data version {build}). Narrow the filters and try again.",
    ),
    "common.trouble_lacks": (
        "数据版本 {build} 与程序不一致，没有本页要用的数据，多半是旧版程序生成的。请数据管理员运行 `python -m etl build` 重新生成。",
        "Data version {build} does not match the program and lacks what this page needs: most likely an older program made it. The data clerk should run `python -m etl build` to make it again.",
    ),
    "common.part_lacks": (
        "现在的数据版本没有“{part}”，多半是旧版程序生成的。请数据管理员运行 `python -m etl build` 重新生成，之后这里才有内容。",
        "This data version has no “{part}”: most likely an older program made it. It stands here once the data clerk has run `python -m etl build`.",
    ),
    "common.nothing_here": (
        "所选范围内没有数据；数据自{first}至{last}。请放宽筛选。",
        "Nothing in this selection; data run from {first} to {last}. Widen the filters.",
    ),
    "common.nothing_here_plain": (
        "所选范围内没有数据。请放宽筛选。",
        "Nothing in this selection. Widen the filters.",
    ),
    # comparisons
    "common.meets": ("达标", "On target"),
    "common.distance": ("距目标 {gap}", "{gap} from target"),
    "common.no_target": ("无目标值", "No target"),
    "common.target": ("目标 {value}", "Target {value}"),
    "common.against_previous": ("环比", "vs previous"),
    "common.against_year": ("同比", "vs a year ago"),
    "common.within_range": ("基本持平", "Steady"),
    "common.within_range_note": (
        "基本持平指波动在正常范围内：近13个月均值±2.66×平均移动极差。",
        "Steady means within the usual range: the mean of 13 months ± 2.66 × the mean moving range.",
    ),
    "common.above_when_up": ("有所提升", "Improved"),
    "common.below_when_up": ("有所下降", "Declined"),
    "common.above_when_down": ("有所增加", "Increased"),
    "common.below_when_down": ("有所减少", "Reduced"),
    "common.above_range": ("高于正常波动范围", "Above the usual range"),
    "common.below_range": ("低于正常波动范围", "Below the usual range"),
    "common.inspections": ("{count}次检查", "{count} {count:inspection|inspections}"),
    "common.calls": ("{count}通来电", "{count} {count:call|calls}"),
    "common.surveys": ("{count}次测评", "{count} {count:survey|surveys}"),
    "common.small_n": ("样本不足（{n}）", "Too few to judge ({n})"),
    "common.small_n_short": ("样本不足", "Too few"),
    "common.interval": ("合理波动范围 {low}–{high}", "Plausible range {low}–{high}"),
    "common.few": ("样本较少，仅供参考", "Few cases: read it with care"),
    "common.gap_few": ("所比的两项中有样本不足的", "Too few cases on a side to compare"),
    "common.not_collected": ("未采集", "Not collected"),
    "common.not_collected_needs": (
        "本市导出中没有所需的列：{columns}。提供后自动显示。",
        "The exports lack what this needs: {columns}. It appears once they are supplied.",
    ),
    "common.provisional": (
        "部分时限跨入尚未公布放假安排的年份，暂按无调休计算。",
        "Some due dates fall in a year whose holidays are not announced; they are computed without make-up days.",
    ),
    "common.incomplete": ("本周期尚未结束", "This period is not over"),
    "common.stock_note": ("数据截至时的存量", "As things stood at the as-of"),
    "common.thirteen_months": (
        "近13个月走势，底色为正常波动范围",
        "The last 13 months; the shade is the usual range",
    ),
    # tables and downloads
    "common.total": ("合计", "Total"),
    "common.rows": ("共{count}行", "{count} {count:row|rows}"),
    "common.download_csv": ("下载 CSV（{count}行）", "CSV ({count} {count:row|rows})"),
    "common.download_xlsx": ("下载 Excel（{count}行）", "Excel ({count} {count:row|rows})"),
    "common.too_many_rows": (
        "共{count}行，超过 Excel 上限 1,048,575 行，请缩小筛选范围。",
        "{count} rows are more than the 1,048,575 a sheet holds; narrow the filters.",
    ),
    "common.page_of": ("第{first}–{last}行，共{count}行", "Rows {first}–{last} of {count}"),
    "common.as_fraction": ("{name}（小数）", "{name} (fraction)"),
    "common.unit_of": ("计量单位", "Unit"),
    "common.html_lang": ("zh-CN", "en"),
    "common.about": ("说明", "Notes"),
    "common.rows_behind": ("看数据", "See the rows"),
    "common.whole_table": ("看全部", "See all"),
    "common.below_small": (
        "“—”表示没有数据或样本不足10件。",
        "“—” marks no data or fewer than 10 cases.",
    ),
    # places
    "common.city": ("全市", "Whole city"),
    "common.unknown": ("未归属", "Unknown"),
    "common.name": ("名称", "Name"),
    "common.district": ("区(县、市)", "District"),
    "common.township": ("街镇", "Township"),
    "common.industry": ("行业", "Industry"),
    "common.unit": ("承办单位", "Unit"),
    "common.outlet": ("窗口单位", "Service window"),
    "common.month": ("月份", "Month"),
}
