"""Names that mean nobody of the ledgers, and whom they may mean."""

WORDS: dict[str, tuple[str, str]] = {
    "names.head": ("未对应的名称", "Names to match"),
    "names.says": (
        "{count}个名称与台账对不上，涉及{rows}行；这些行照样计数，只是没有归到台账中的单位。点一行，确认它指的是谁。",
        "{count} {count:name matches|names match} nobody of the ledgers, in {rows} {rows:row|rows}. The rows count, but belong to no unit of a ledger. Choose a name and say whom it means.",
    ),
    "names.name": ("文件中的名称", "Name in the files"),
    "names.rows": ("行数", "Rows"),
    "names.kind": ("类别", "Kind"),
    "names.kind_unit": ("单位", "unit"),
    "names.kind_outlet": ("窗口单位", "outlet"),
    "names.likely": ("可能是", "It may be"),
    "names.named_by": ("{sources}，{first}至{last}", "{sources}, {first} to {last}"),
    "names.source": ("{source}{rows}行", "{source} {rows} {rows:row|rows}"),
    "names.means": ("指的是", "It means"),
    "names.proposal": ("{name}（{number}），相似度{score}", "{name} ({number}), {score} alike"),
    "names.valid_from": ("，{day}起", ", from {day}"),
    "names.valid_to": ("，至{day}", ", to {day}"),
    "names.other": ("另填编号", "another number"),
    "names.number": ("台账中的编号", "Number in the ledger"),
    "names.number_missing": ("请先填台账中的编号。", "Give the number in the ledger first."),
    "names.from": ("从哪天起（可不填）", "From day (may be empty)"),
    "names.to": ("到哪天止（可不填）", "Until day (may be empty)"),
    "names.from_open": ("一直以来；如 2026-07-01", "always; as 2026-07-01"),
    "names.to_open": ("一直有效；如 2026-12-31", "ever after; as 2026-12-31"),
    "names.no_day": (
        "“{typed}”不是日期。请写成 2026-07-01 这样，或留空。",
        "“{typed}” is no day. Write it as 2026-07-01, or leave it empty.",
    ),
    "names.confirm": ("确认", "Confirm"),
    "names.reject": ("都不是", "None of these"),
    "names.reject_says": (
        "台账里没有这个单位：保留原名，不再提示。以后可用 etl names 重新确认。",
        "No ledger has it: it keeps its own words and is asked no more. etl names can confirm it later.",
    ),
    "names.waiting": (
        "有确认过的名称还没有计入数据。可以接着确认，最后一起应用。",
        "Confirmed names are kept and do not count yet. Confirm more, then apply all at once.",
    ),
    "names.apply": ("应用到数据", "Apply to the numbers"),
    "names.applying": (
        "正在重新生成…已用{seconds}秒　{said}",
        "Building anew… {seconds} s. {said}",
    ),
    "names.failed": ("没有完成：{error}", "Not done: {error}"),
    "names.silent": (
        "名称查询意外中断，数据没有改变。请联系维护人员，并告知编号 {reference}。",
        "The names gave no answer; no data were changed. Tell the maintainer this number: {reference}.",
    ),
}
