"""Full snapshots that wait for the clerk's decision."""

WORDS: dict[str, tuple[str, str]] = {
    "held.head": ("暂不计入的全量导出", "Snapshots held out of the numbers"),
    "held.says": (
        "**{file}**（{source}，全量截至{as_of}）行数由{before}变为{now}，变化{change}，暂不计入数据。核对无误就放行；有误就移除，再导入正确的文件。",
        "**{file}** ({source}, everything up to {as_of}): {before} {before:row|rows} became {now}, {change}. It is held out of the numbers. If that is right, let it in; if not, remove it and load the right file.",
    ),
    "held.release": ("放行", "Let it in"),
    "held.forget": ("移除", "Remove it"),
    "held.runs": (
        "正在重新生成…已用{seconds}秒　{said}",
        "Building anew… {seconds} s. {said}",
    ),
    "held.failed": ("没有完成：{error}", "Not done: {error}"),
}
