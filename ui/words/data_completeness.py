"""Words of the months of each source on the page 数据质量."""

WORDS: dict[str, tuple[str, str]] = {
    "data_completeness.months_head": ("按月完整性", "Month by month"),
    "data_completeness.months_none": (
        "还没有带日期的数据。",
        "There are no dated rows yet.",
    ),
    "data_completeness.months_of": (
        "每月行数，近13个月，按各来源自己的业务时间；✕ 缺，▼ 不足平常一半，… 当月未满，— 该来源尚未开始",
        "Rows by month, the last 13 months, each source by its own time; ✕ none, ▼ less than half the usual, … month not over, — before the source began",
    ),
    "data_completeness.months_whole": (
        "各来源近13个月没有缺月",
        "No source lacks a month of the last 13",
    ),
    "data_completeness.months_few": (
        "没有缺月，{count}个月份的行数不足平常一半",
        "No month is missing; {count} {count:has|have} less than half their usual rows",
    ),
    "data_completeness.months_missing": (
        "缺{count}个月份的数据：{names}等，请补导出",
        "{count} {count:month is|months are} missing, such as {names}; export {count:it|them} again",
    ),
    "data_completeness.month_of": ("{source}{month}", "{source} {month}"),
    "data_completeness.month_name": ("月份", "Month"),
    "data_completeness.row_count": ("行数", "Rows"),
    "data_completeness.month_full": ("完整", "whole"),
    "data_completeness.month_partial": ("当月未满", "month not over"),
    "data_completeness.month_few": ("不足平常一半", "less than half the usual"),
    "data_completeness.month_none": ("没有；平常也很少", "none; there are few in any month"),
    "data_completeness.month_missing": ("缺", "missing"),
    "data_completeness.month_before": ("该来源尚未开始", "before the source began"),
    "data_completeness.cell_missing": ("✕ 缺", "✕ none"),
}
