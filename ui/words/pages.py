"""The name of each page in the menu, and the question it answers."""

WORDS: dict[str, tuple[str, str]] = {
    "pages.overview": ("总览", "Overview"),
    "pages.overview_question": (
        "全市窗口服务运行得怎么样？",
        "How are the city's service windows doing?",
    ),
    "pages.outlet_map": ("网点地图", "Outlet map"),
    "pages.outlet_map_question": (
        "窗口单位在哪里，办得怎么样？",
        "Where are the windows, and how do they do?",
    ),
    "pages.grid_coverage": ("网格覆盖", "Grid coverage"),
    "pages.grid_coverage_question": (
        "哪些网格的群众走不到窗口？",
        "Which grids have no window within walking distance?",
    ),
    "pages.on_time": ("限时办结", "On-time completion"),
    "pages.on_time_question": (
        "办件按时办结了吗，超在哪里？",
        "Are cases finished on time, and where not?",
    ),
    "pages.awards": ("十佳评选", "Award candidates"),
    "pages.awards_question": ("哪些窗口单位可以建议推荐？", "Which windows can be recommended?"),
    "pages.data_quality": ("数据质量", "Data quality"),
    "pages.data_quality_question": (
        "收到了哪些数据，哪些待更正？",
        "What was received, and what needs correcting?",
    ),
}
