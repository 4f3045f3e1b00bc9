"""Words of the choice of columns on the data page."""

WORDS: dict[str, tuple[str, str]] = {
    "data_mapping.begin": ("逐列指定", "Choose the columns"),
    "data_mapping.forget": ("不用已指定的列", "Leave what was chosen"),
    "data_mapping.looks": ("正在看表头和前几行", "Looking at the headers and first rows"),
    "data_mapping.nothing": ("看不出任何列。", "No column can be made out."),
    "data_mapping.head": (
        "**哪个表头是哪一列**  \n已按相近的名称和内容选好，请逐一核对；不属于任何列的表头不导入。",
        "**Which header is which column**  \nNear names and contents are chosen already: check each. "
        "Headers without a column are not loaded.",
    ),
    "data_mapping.source": ("这是什么数据", "What these data are"),
    "data_mapping.more": ("其他列（{count}）", "Other columns ({count})"),
    "data_mapping.needs": ("还缺：{names}", "Still needed: {names}"),
    "data_mapping.needs_one": ("还缺其一：{names}", "One of these is still needed: {names}"),
    "data_mapping.no_header": ("文件中没有", "Not in the file"),
    "data_mapping.order": (
        "03/04/2026 这样的日期",
        "Dates such as 03/04/2026",
    ),
    "data_mapping.order_found": ("由整列判断", "Decided by the whole column"),
    "data_mapping.order_dmy": ("日在前（日/月/年）", "The day first (day/month/year)"),
    "data_mapping.order_mdy": ("月在前（月/日/年）", "The month first (month/day/year)"),
    "data_mapping.keep": (
        "以后文件名如“{pattern}”的文件也这样读取",
        "Read later files named like {pattern} in the same way",
    ),
    "data_mapping.look": ("按此再看一看", "Look again with these"),
}
