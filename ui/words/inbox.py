"""The files of the inbox and of a load that runs, one by one."""

WORDS: dict[str, tuple[str, str]] = {
    "inbox.head": ("逐个查看收件箱里的{count}个文件", "The {count} files of the inbox, one by one"),
    "inbox.name": ("收件箱文件", "Files of the inbox"),
    "inbox.state": ("状态", "State"),
    "inbox.loaded_at": ("导入时间", "Loaded at"),
    "inbox.state_waiting": ("等待导入", "waiting"),
    "inbox.state_loading": ("正在读取", "being read"),
    "inbox.state_loaded": ("已导入", "loaded"),
    "inbox.state_unchanged": ("没有变化", "unchanged"),
    "inbox.state_unbuilt": ("已导入，未生成", "loaded, not built"),
    "inbox.state_held": ("暂不计入", "held out"),
    "inbox.state_refused": ("未接收", "refused"),
    "inbox.state_partly": ("部分导入", "partly loaded"),
    "inbox.held_says": (
        "行数变化过大，核对后在下面放行或移除。",
        "Its number of rows jumped: let it in or remove it below.",
    ),
    "inbox.unbuilt_says": (
        "已保存，现在的数据版本还没有它；再点一次导入即可生成。",
        "It is kept, and this data version does not have it yet: load once more to build.",
    ),
    "inbox.refused": (
        "其中{count}个上次没有接收，原因见下面的列表；改正文件后再导入。",
        " Refused last time: {count}. The list below says why; mend the file and load again.",
    ),
    "inbox.partly": (
        "有{count}个压缩包只导入了一部分：{names}。没有接收的文件和原因见下面的列表。",
        " {count} {count:archive is|archives are} loaded in part only: {names}. The list below says which "
        "files were refused and why.",
    ),
    "inbox.look_runs": ("正在查看…{said}　已用{seconds}秒", "Looking… {said} {seconds} s"),
    "inbox.look_which": ("第{at}个，共{count}个：{name}", "File {at} of {count}: {name}."),
    "inbox.progress": ("已读完{done}个文件，共{count}个", "{done} of {count} files are read"),
    "inbox.rows": ("，{rows}行", ", {rows} {rows:row|rows}"),
}
