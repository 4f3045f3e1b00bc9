"""Words of loading on the page 数据质量: the inbox, and files uploaded and looked at first."""

WORDS: dict[str, tuple[str, str]] = {
    # loading
    "data_loading.load_head": ("导入文件", "Load files"),
    "data_loading.load_new": (
        "收件箱（data/inbox）里有{count}个文件还没有导入：{names}。",
        "{count} {count:file|files} in the inbox (data/inbox) {count:is|are} not loaded yet: {names}.",
    ),
    "data_loading.load_none": (
        "收件箱（data/inbox）里的{count}个文件都已导入。把新的导出文件放进去，再点导入。",
        "All {count} files in the inbox (data/inbox) are loaded. Put new exports there, then load.",
    ),
    "data_loading.load_empty": (
        "收件箱（data/inbox）是空的。把导出文件放进去，再点导入。",
        "The inbox (data/inbox) is empty. Put exports there, then load.",
    ),
    "data_loading.load_more": ("等", " and others"),
    "data_loading.load_button": ("导入并更新数据", "Load and update"),
    "data_loading.load_runs": ("正在导入…已用{seconds}秒　{said}", "Loading… {seconds} s. {said}"),
    "data_loading.load_done": (
        "导入完成：{loaded}批已导入，{unchanged}批没有变化，{refused}个文件未接收。",
        "Done: {loaded} {loaded:batch|batches} loaded, {unchanged} unchanged, {refused} {refused:file|files} refused.",
    ),
    "data_loading.load_another": (
        "另一次导入正在进行，请等它结束后再试。",
        "Another load is running. Try again when it has finished.",
    ),
    "data_loading.load_checks": (
        "检查没有通过，新数据没有发布，页面仍显示上一版本。{error}",
        "The checks refused the new data; nothing was published and the pages show the version before. {error}",
    ),
    "data_loading.load_failed": (
        "导入没有完成：{error}",
        "The load did not finish: {error}",
    ),
    "data_loading.load_silent": (
        "导入意外中断，数据没有改变。请联系维护人员，并告知编号 {reference}。",
        "The load broke off; no data were changed. Tell the maintainer this number: {reference}.",
    ),
    "data_loading.result": ("本次导入结果", "What came of this load"),
    "data_loading.message": ("说明", "What happened"),
    # uploads
    "data_loading.upload": ("选择要导入的文件（可多选）", "Choose files to load, several at once"),
    "data_loading.broken_mappings": (
        "mappings 文件夹里有对照文件读不懂；只有要用它的文件不导入，其余照常。请更正：",
        "Mappings in mappings/ cannot be read. Only files that need them are left out. To be corrected:",
    ),
    "data_loading.look_silent": (
        "查看意外中断。请联系维护人员，并告知编号 {reference}。",
        "The look broke off. Tell the maintainer this number: {reference}.",
    ),
    "data_loading.upload_left_out": (
        "“{sheet}”不导入：{why}",
        "{sheet} is left out: {why}",
    ),
    "data_loading.upload_choose": ("选择文件", "Choose files"),
    "data_loading.upload_drop": ("或把文件拖到这里", "or drop files here"),
    "data_loading.upload_look": ("先看一看", "Look at them first"),
    "data_loading.upload_accept": ("导入这些文件", "Load these files"),
    "data_loading.upload_cancel": ("取消", "Cancel"),
    "data_loading.upload_not_yet": (
        "以下是读取的样子，还没有导入任何数据。",
        "This is how the files would be read. Nothing is loaded yet.",
    ),
    "data_loading.upload_reads": (
        "{source}：读取{read}行，采用{accepted}行，未采用{rejected}行。",
        "{source}: {read} {read:row|rows} read, {accepted} used, {rejected} not used.",
    ),
    "data_loading.upload_unmatched": ("没有对应的列：{names}", "Columns not recognised: {names}"),
    "data_loading.upload_matched": ("识别的列：{names}", "Columns recognised: {names}"),
    "data_loading.upload_wrong": ("未采用的原因：{names}", "Why rows are not used: {names}"),
    "data_loading.upload_reason": (
        "{column} {reason} {count}行",
        "{column} {reason}: {count} {count:row|rows}",
    ),
    "data_loading.upload_file": ("看哪个文件", "Which file"),
    "data_loading.upload_refused": ("不能导入：{message}", "Cannot be loaded: {message}"),
    "data_loading.upload_rows": (
        "前{count}行，按读取后的样子",
        "The first {count} {count:row as it|rows as they} would be read",
    ),
    "data_loading.upload_none": ("没有一个文件能导入。", "None of the files can be loaded."),
}
