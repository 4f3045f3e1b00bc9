"""Words of the map of service windows."""

WORDS: dict[str, tuple[str, str]] = {
    # what is drawn
    "outlet_map.kpi": ("着色指标", "Colour shows"),
    "outlet_map.size": ("圆的大小", "Circle size shows"),
    "outlet_map.grids": ("显示网格界线", "Show grid outlines"),
    "outlet_map.to_table": ("↓ 跳过地图看数据表", "↓ Skip the map, go to the table"),
    # the answer
    "outlet_map.says": (
        "{place}{period}样本足够的{judged}家窗口单位中，{kpi}{split}{where}",
        "{place}, {period}: of {judged} {judged:window|windows} with enough cases for {kpi}, {split}{where}",
    ),
    "outlet_map.says_few": (
        "{place}{period}没有样本足够评价{kpi}的窗口单位；{few}家样本较少（{span}），仅供参考：{split}{where}",
        "{place}, {period}: no window has enough cases for {kpi} to be judged; of {few} with few ({span}), to be read with care, {split}{where}",
    ),
    "outlet_map.says_none": (
        "{place}{period}没有可评价{kpi}的窗口单位",
        "{place}, {period}: no window can be judged by {kpi}",
    ),
    "outlet_map.split": (
        "{met}家达标、{missed}家未达标",
        "{met} {met:meets|meet} the target and {missed} {missed:does|do} not",
    ),
    "outlet_map.split_about": (
        "{met}家不差于总体水平（{whole}）、{missed}家较差",
        "{met} {met:is|are} no worse than the whole ({whole}) and {missed} {missed:is|are} worse",
    ),
    "outlet_map.where": ("，以{names}最多（{count}家）", ", most of them in {names} ({count})"),
    "outlet_map.where_each": (
        "，以{names}最多（各{count}家）",
        ", most of them in {names} ({count} each)",
    ),
    "outlet_map.says_few_beside": (
        "；另有{few}家样本较少（{span}），仅供参考",
        "; {few} more {few:has|have} few ({span}), to be read with care",
    ),
    "outlet_map.says_unplaced": (
        "；{count}家没有坐标，不在图上",
        "; {count} {count:has|have} no coordinates and {count:is|are} not on the map",
    ),
    # the map's title
    "outlet_map.seen": (
        "{kpi}未达标{missed}家：{places}",
        "{kpi} below target, {missed}: {places}",
    ),
    "outlet_map.seen_worse": (
        "{kpi}差于总体{missed}家：{places}",
        "{kpi} worse than the whole, {missed}: {places}",
    ),
    "outlet_map.seen_place": ("{name}{count}家", "{name} {count}"),
    "outlet_map.seen_met": (
        "{kpi}没有未达标的窗口单位",
        "{kpi}: no window below target",
    ),
    "outlet_map.seen_met_worse": (
        "{kpi}没有差于总体的窗口单位",
        "{kpi}: no window worse than the whole",
    ),
    "outlet_map.seen_all": ("各窗口单位的{kpi}", "{kpi} of each window"),
    "outlet_map.seen_of": (
        "每个圆为一家窗口单位；颜色为{kpi}，面积与{size}成正比 · {window} · {place}",
        "One circle per service window; colour is {kpi}, area grows with {size} · {window} · {place}",
    ),
    "outlet_map.few_judged": (
        "多数窗口单位在本周期样本不足，可改选更长的统计周期。",
        "Most windows have too few cases in this period; choose a longer one.",
    ),
    # the legend
    "outlet_map.meets": ("达标", "on target"),
    "outlet_map.misses": ("未达标", "below target"),
    "outlet_map.not_worse": ("不差于总体", "not worse than overall"),
    "outlet_map.worse": ("差于总体", "worse than overall"),
    "outlet_map.at_least": ("{value}及以上", "{value} and above"),
    "outlet_map.at_most": ("{value}及以下", "{value} and below"),
    "outlet_map.above": ("高于{value}", "above {value}"),
    "outlet_map.below": ("低于{value}", "below {value}"),
    "outlet_map.between": ("{low}–{high}", "{low}–{high}"),
    "outlet_map.class": ("{label}　{word} · {count}家", "{label}　{word} · {count}"),
    "outlet_map.class_grey": (
        "空心：其中样本较少（{span}）· {count}家",
        "Ring: of these, few cases ({span}) · {count}",
    ),
    "outlet_map.class_few": (
        "灰色空心：样本不足（少于{least}）· {count}家",
        "Grey ring: too few to judge (under {least}) · {count}",
    ),
    "outlet_map.class_none": (
        "灰色空心：本周期没有数据 · {count}家",
        "Grey ring: no data in this period · {count}",
    ),
    "outlet_map.class_size": ("最大的圆：{volume}", "Largest circle: {volume}"),
    # the rows
    "outlet_map.tip_none": ("本周期没有数据", "no data in this period"),
    "outlet_map.tip_few": ("样本不足（{n}）", "too few to judge ({n})"),
    "outlet_map.list": ("名单", "List"),
    "outlet_map.list_all": ("全部（{count}）", "All ({count})"),
    "outlet_map.list_unplaced": ("无坐标（{count}）", "Without coordinates ({count})"),
    "outlet_map.list_elsewhere": (
        "坐标不在所属区(县、市)（{count}）",
        "Outside their own district ({count})",
    ),
    "outlet_map.about_all": (
        "含未归属到窗口单位的办件，合计等于全部。",
        "Cases not attributed to a window are a row of their own, so the total is everything.",
    ),
    "outlet_map.about_unplaced": (
        "台账没有经纬度，地图上看不到；请在窗口单位台账中补充经度、纬度。",
        "The ledger gives no coordinates, so the map cannot show them; add longitude and latitude to the outlet ledger.",
    ),
    "outlet_map.about_elsewhere": (
        "坐标落在台账所填区(县、市)之外：可能填错坐标、坐标系或区划，请核对。",
        "The point lies outside the district that the ledger names: the coordinates, their datum or the district may be wrong.",
    ),
    "outlet_map.unattributed": ("未归属到窗口单位", "Not attributed to a window"),
    "outlet_map.numerator": ("分子", "Numerator"),
    "outlet_map.denominator": ("样本数", "n"),
    "outlet_map.remark": ("备注", "Note"),
    "outlet_map.parts": ("分子/分母", "Parts"),
    "outlet_map.rows_name": ("窗口单位", "Service windows"),
    # states
    "outlet_map.no_coordinates": (
        "所选范围内的窗口单位都没有经纬度，无法画图；名单在下方。请在窗口单位台账导出中加入经度、纬度列，再运行 `python -m etl load`。",
        "No window in this selection has coordinates, so there is no map; the list is below. Add longitude and latitude to the outlet ledger and run `python -m etl load`.",
    ),
    "outlet_map.no_outlines": (
        "没有区划界线。请运行 `python -m etl boundaries --adcode 区划代码`，或导入 GeoJSON。",
        "There are no district outlines. Run `python -m etl boundaries --adcode N` or import a GeoJSON file.",
    ),
    "outlet_map.nobody": (
        "所选范围内没有窗口单位。请放宽筛选。",
        "No service window in this selection. Widen the filters.",
    ),
    # one outlet
    "outlet_map.choose": ("查看窗口单位", "Look at a window"),
    "outlet_map.choose_here": ("点击圆，或在此输入名称", "Click a circle, or type a name here"),
    "outlet_map.hint": (
        "点击地图上的圆，这里显示该窗口单位的各项指标、台账和超期在办件。",
        "Click a circle to see the window's figures, its ledger entry and its overdue cases here.",
    ),
    "outlet_map.figures_of": ("{name} 指标", "{name} figures"),
    "outlet_map.figure": ("指标", "Figure"),
    "outlet_map.value": ("数值", "Value"),
    "outlet_map.closed": ("已停业", "Closed"),
    "outlet_map.unregistered": ("不在台账", "Not in the ledger"),
    "outlet_map.standardised": ("规范化达标", "Standardised"),
    "outlet_map.not_standardised": ("规范化未达标", "Not standardised"),
    "outlet_map.address": ("地址：{value}", "Address: {value}"),
    "outlet_map.open_hours": ("开放时间：{value}", "Opening hours: {value}"),
    "outlet_map.windows": ("窗口：{value}", "Counters: {value}"),
    "outlet_map.staff": (
        "人员：专职{full}，兼职{part}",
        "Staff: {full} full-time, {part} part-time",
    ),
    "outlet_map.opened_on": ("启用：{value}", "Open since: {value}"),
    "outlet_map.unit_of": ("主管单位：{value}", "Unit: {value}"),
    "outlet_map.line_of": (
        "出处：{file} {sheet} 第{line}行",
        "Source: {file} {sheet} line {line}",
    ),
    "outlet_map.overdue": (
        "{name}：超期在办{count}",
        "{name}: {count} open past their due time",
    ),
    "outlet_map.no_overdue": ("{name}：没有超期在办件", "{name}: nothing is overdue"),
    "outlet_map.overdue_name": ("超期在办件", "Overdue cases"),
    "outlet_map.ticket": ("编号", "Case"),
    "outlet_map.matter": ("事项", "Matter"),
    "outlet_map.due": ("到期时间", "Due"),
    "outlet_map.late": ("已超期(工作日)", "Working days late"),
    "outlet_map.file": ("文件", "File"),
    "outlet_map.line": ("行", "Line"),
    # notes
    "outlet_map.notes": ("说明", "Notes"),
    "outlet_map.notes_text": (
        "坐标统一换算为 WGS-84。少于10件不显示百分比，10–29件画成空心；检查得分有1次检查即显示，少于30次画成空心、仅供参考。颜色以目标为界，两侧各至多两档；没有目标值的指标以所选范围总体水平为界。停业且本周期无办件的窗口单位不列。区划界线仅供示意。",
        "Coordinates are converted to WGS-84. Fewer than 10 cases give no rate; 10 to 29 are drawn as rings. Inspection scores show from one inspection on, as rings under 30. Colours part at the target, at most two classes on either side; a figure without a target is compared with the selection as a whole. Closed windows without cases in the period are left out. Outlines are for orientation only.",
    ),
}
