"""Words of the page on grids and walking circles."""

WORDS: dict[str, tuple[str, str]] = {
    "grid_coverage.radius": ("步行圈半径（米）", "Radius of the walking circle (m)"),
    "grid_coverage.circles": ("显示窗口单位和步行圈", "Show windows and walking circles"),
    "grid_coverage.to_table": ("↓ 跳过地图看数据表", "↓ Skip the map, go to the table"),
    "grid_coverage.no_industry": (
        "网格覆盖按全部窗口单位计算，行业和层级筛选在本页不起作用。",
        "Coverage counts every service window; the filters for industry and level do nothing on this page.",
    ),
    # the sentence and the picture
    "grid_coverage.sentence": (
        "{place}直线距离{radius}米以内有窗口单位的群众占{coverage}（{covered}/{people}人）",
        "{place}: {coverage} of people ({covered} of {people}) live within {radius} m of a window (straight line)",
    ),
    "grid_coverage.sentence_grids": (
        "{place}网格没有人口数，不算人口覆盖率",
        "{place}: the grids tell no population, so there is no share of people",
    ),
    "grid_coverage.rest": (
        "；{all}个网格中{grids}个未覆盖，涉及{uncovered}",
        "; of {all} {all:grid|grids} {grids} {grids:is|are} not covered, with {uncovered}",
    ),
    "grid_coverage.rest_none": (
        "；{all}个网格全部覆盖",
        "; all {all} {all:grid|grids} are covered",
    ),
    "grid_coverage.largest": (
        "，人口最多的是{place}{name}（{people}）",
        ", the largest being {name} in {place} ({people})",
    ),
    "grid_coverage.seen": (
        "{name}未覆盖人口最多，{people}",
        "{name} has the most people not covered: {people}",
    ),
    "grid_coverage.seen_one": (
        "{name}未覆盖人口{people}",
        "{name}: {people} not covered",
    ),
    "grid_coverage.seen_all": (
        "所选范围内的网格全部覆盖",
        "Every grid in this selection is covered",
    ),
    "grid_coverage.seen_of": (
        "网格到最近营业窗口单位的直线距离 · 数据截至时的存量 · {place}",
        "Straight line from each grid to the nearest open window · as things stood at the as-of · {place}",
    ),
    "grid_coverage.class": (
        "{label}　{word} · {grids}个 · {people}",
        "{label}　{word} · {grids} {grids:grid|grids} · {people}",
    ),
    "grid_coverage.within": ("{high}米以内", "within {high} m"),
    "grid_coverage.between": ("{low}–{high}米", "{low}–{high} m"),
    "grid_coverage.beyond_dense": (
        "人口密集（≥{density}人/平方公里）",
        "densely peopled (≥ {density} per km²)",
    ),
    "grid_coverage.beyond_sparse": ("人口稀疏", "thinly peopled"),
    "grid_coverage.unplaced": ("位置或窗口未知", "place unknown"),
    "grid_coverage.covered": ("已覆盖", "covered"),
    "grid_coverage.uncovered": ("未覆盖", "not covered"),
    "grid_coverage.class_outlet": ("营业的窗口单位 · {count}家", "Open service windows · {count}"),
    "grid_coverage.class_island": (
        "海岛窗口单位（不计入直线覆盖）· {count}家",
        "Windows on islands (not reached in a straight line) · {count}",
    ),
    "grid_coverage.assumptions": (
        "按直线距离；网格以代表点承载全部人口；海岛窗口单位不计；位置未知的网格计为未覆盖。步行按每分钟{speed}米、绕行系数{detour}估算，{radius}米约走{minutes}分钟；15分钟圈取1000米，10分钟圈取500米（更从严）。",
        "Straight lines; a grid's representative point carries all its people; windows on islands do not count; a grid without a place is not covered. Walking at {speed} m a minute with a detour factor of {detour}, {radius} m takes about {minutes} minutes; the 15-minute circle is 1,000 m, the 10-minute circle 500 m (stricter).",
    ),
    "grid_coverage.tip": (
        "{name}\n{place}\n人口 {people}\n最近：{nearest} {distance}",
        "{name}\n{place}\n{people}\nNearest: {nearest} {distance}",
    ),
    # tables
    "grid_coverage.list": ("网格名单", "Grids"),
    "grid_coverage.list_is_uncovered": ("未覆盖（{count}）", "Not covered ({count})"),
    "grid_coverage.list_is_unstaffed": ("无网格员（{count}）", "No grid worker ({count})"),
    "grid_coverage.list_is_unlinked": (
        "无责任窗口单位（{count}）",
        "No responsible window ({count})",
    ),
    "grid_coverage.list_all": ("全部（{count}）", "All ({count})"),
    "grid_coverage.staffing_unknown": (
        "导出中没有网格员列，无法判断配备情况。",
        "The exports have no column for grid workers, so staffing is unknown.",
    ),
    "grid_coverage.grid": ("网格", "Grid"),
    "grid_coverage.community": ("社区(村)", "Community"),
    "grid_coverage.population": ("人口", "People"),
    "grid_coverage.nearest": ("最近窗口单位", "Nearest window"),
    "grid_coverage.distance": ("直线距离(米)", "Straight line (m)"),
    "grid_coverage.workers": ("网格员", "Workers"),
    "grid_coverage.responsible": ("责任窗口单位", "Responsible window"),
    "grid_coverage.by_district": ("各区(县、市)覆盖与配备", "Coverage and staffing by district"),
    "grid_coverage.by_township": ("各街镇覆盖与配备", "Coverage and staffing by township"),
    "grid_coverage.grids": ("网格数", "Grids"),
    "grid_coverage.grids_covered": ("已覆盖网格", "Grids covered"),
    "grid_coverage.population_covered": ("已覆盖人口", "People covered"),
    "grid_coverage.coverage": ("覆盖率", "Coverage"),
    "grid_coverage.unstaffed": ("无网格员", "No worker"),
    "grid_coverage.unlinked": ("无责任窗口", "No window"),
    # states
    "grid_coverage.none_exported": (
        "还没有网格数据。请把网格导出（GeoJSON，或带“边界”列的表格）放入 data/inbox 后运行 `python -m etl load`。",
        "There are no grids yet. Put a grid export (GeoJSON, or a table with outlines) into data/inbox and run `python -m etl load`.",
    ),
    "grid_coverage.none_here": (
        "所选区(县、市)或街镇没有网格数据。请放宽筛选。",
        "No grids in this district or township. Widen the filters.",
    ),
}
