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
    "data_mapping.formats": ("日期和评价的写法", "How dates and ratings are written"),
    "data_mapping.formats_says": (
        "通常自动识别，不必选。认不出的（如两位年份、英文月份）请选一种写法，也可输入，如 DD.MM.YY HH:mm；"
        "所选写法只用于该列，读不出的单元格列为待更正。",
        "Usually found without being told. Where it is not (years of two digits, names of months), choose how the "
        "dates are written or type it, such as DD.MM.YY HH:mm. It holds for that column only; cells that do not "
        "fit are to be corrected.",
    ),
    "data_mapping.format_found": ("自动识别", "Found by itself"),
    "data_mapping.scale": ("{scale}分制", "Out of {scale}"),
    "data_mapping.wide": (
        "宽表：一列一个检查项、指标或月份",
        "A wide sheet: a column per item, figure or month",
    ),
    "data_mapping.wide_says": (
        "一行里横着排多项的表，请逐个说明表头是哪一项；读取时一项成为一行，空格和“—”不算。"
        "不在清单里的可直接输入；月份写作 2026-03。",
        "Where a row holds several items side by side, say which item each header is. Each becomes a row of its "
        "own; blanks and dashes do not count. Type what is not in the list; write a month as 2026-03.",
    ),
    "data_mapping.wide_fills": ("表头是什么，格中填什么", "What headers and cells are"),
    "data_mapping.wide_pair": ("表头是{of}，格中填{fills}", "Headers: {of}; cells: {fills}"),
    "data_mapping.wide_none": ("不是其中一项", "Not an item"),
    "data_mapping.keep": (
        "以后文件名如“{pattern}”的文件也这样读取",
        "Read later files named like {pattern} in the same way",
    ),
    "data_mapping.look": ("按此再看一看", "Look again with these"),
}
