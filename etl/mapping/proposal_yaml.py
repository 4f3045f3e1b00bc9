"""A proposed mapping as YAML to edit: what is proposed as lines, what is open as comments."""

import json
import re
from collections.abc import Iterator
from pathlib import PurePath

import polars as pl

from etl.answers import words
from etl.cleaning.cells import MISSING, plain_word
from etl.mapping.proposal import Draft, label, named, pattern, shown
from etl.mapping.proposing import EXACT
from etl.sources import Column

WIDTH = 34
WORDS_LISTED = 12
PLAIN = re.compile(r"[^\W\d]\w*")


def as_yaml(draft: Draft) -> str:
    """Return the text of the mapping; as it stands it can be loaded with."""
    parts = (
        _head(draft), _columns(draft), _open(draft), _items(draft), _values(draft),
        _orders(draft), _formats(draft),
    )  # fmt: skip
    return "\n".join(_printable(line) for part in parts for line in part) + "\n"


def _head(draft: Draft) -> Iterator[str]:
    best, table = draft.best, draft.table
    yield "# " + words(
        f"由 etl map 根据“{draft.file_name}”拟定。请核对每一行，改好后用 etl load --mapping 载入。",
        f'Proposed by etl map from "{draft.file_name}". Check every line, then load with etl load --mapping.',
    )
    if others := [p for p in draft.others[:2] if p.columns]:
        names = "、".join(f"{p.source.name}（{words(*p.source.label)}）" for p in others)
        yield "# " + words(
            f"也可能是：{names}，用 --source 指定。", f"It may also be: {names}; --source says so."
        )
    if draft.other_sheets:
        names = "、".join(draft.other_sheets)
        yield "# " + words(f"另有工作表：{names}。", f"Other sheets: {names}.")
    yield _with_comment(f"source: {best.source.name}", words(*best.source.label))
    yield _with_comment(
        f"match: {_quoted(pattern(draft.file_name))}",
        words(
            "文件名的样子；放入 mappings 文件夹后按它自动选用",
            "in mappings/ it is found by the file's name",
        ),
    )
    if table.member:
        yield f"member: {_quoted(PurePath(table.member).name)}"
    yield from _as_detected(draft)


def _as_detected(draft: Draft) -> Iterator[str]:
    table = draft.table
    yield "# " + words(
        "以下自动识别；识别有误时去掉行首的 # 并改正。",
        "Detected anew for each file; uncomment to say it.",
    )
    if table.encoding:
        yield f"# encoding: {table.encoding}"
    if table.delimiter:
        yield f"# delimiter: {_quoted(table.delimiter)}"
    yield f"{'' if draft.is_row_told else '# '}header_row: {table.header_row}"


def _columns(draft: Draft) -> Iterator[str]:
    best = draft.best
    yield ""
    yield "# " + words("列名: 文件中的表头", "column: header in the file")
    yield "columns:" if best.columns else "columns: {}"
    for name in (n for n in best.source.by_name if n in best.columns):
        place = best.columns[name]
        near = best.similarity[name]
        sure = (
            ""
            if near == EXACT
            else words(f"，拟定（{near}%），请核对", f", proposed ({near}%): check")
        )
        line = f"  {name}: {_quoted(draft.table.header[place].strip())}"
        yield _with_comment(line, f"{label(draft, name)}{sure}{_samples(draft, place)}")
    for group in best.missing:
        either = words(" 或 ", " or ").join(named(draft, name) for name in group)
        yield "  # " + words(f"缺少必需的列：{either}", f"A required column is missing: {either}")
        for name in group:
            yield f"  # {name}:"


def _open(draft: Draft) -> Iterator[str]:
    best = draft.best
    if best.nearest:
        yield ""
        yield "# " + words("没有对应的表头（不会载入）：", "Headers without a column (left out):")
    for place, nearest in best.nearest.items():
        near = "、".join(f"{named(draft, name)} {score}%" for name, score in nearest)
        hint = words(f"，相近：{near}", f", near: {near}") if near else ""
        header = _quoted(draft.table.header[place].strip())
        yield f"#   {header}{_samples(draft, place)}{hint}"
    if free := [name for name in best.source.by_name if name not in best.columns]:
        yield "# " + words("尚无表头的列：", "Columns without a header:")
        for start in range(0, len(free), 6):
            yield "#   " + "、".join(named(draft, name) for name in free[start : start + 6])


def _items(draft: Draft) -> Iterator[str]:
    """Yield how a sheet with one column per item is told, where there may be one."""
    if draft.best.items:
        yield from _unpivot(draft)
        return
    if draft.best.source.name != "inspections" or "item_code" in draft.best.columns:
        return
    yield ""
    yield "# " + words(
        "一列一个检查项的宽表：写明哪些表头是检查项，再去掉行首的 #",
        "A wide sheet, one column per item: say which headers are items and uncomment",
    )
    yield from ("# unpivot:", "#   items:")
    yield from (f"#     {_quoted(draft.table.header[i].strip())}:" for i in draft.best.nearest)
    yield '#   results: {"√": pass, "×": fail}'


def _unpivot(draft: Draft) -> Iterator[str]:
    """Yield the items of a wide sheet."""
    yield ""
    yield "# " + words(
        "宽表：这些表头各是一项，请核对；多余的删去，缺的补上",
        "A wide sheet: each of these headers is an item; check them, take out or add some",
    )
    yield from ("unpivot:", f"  of: {draft.best.of}", "  items:")
    for place, item in draft.best.items.items():
        line = f"    {_quoted(draft.table.header[place].strip())}: {_quoted(item)}"
        yield _with_comment(line, _samples(draft, place).lstrip("，, "))


def _values(draft: Draft) -> Iterator[str]:
    """Yield the words that enumerations do not know."""
    title = words(
        "不认识的取值：写明含义并去掉行首的 #（留空即视为无值）",
        "Words not known: say what they mean and uncomment (nothing means no value)",
    )
    for name, place in draft.best.columns.items():
        column = draft.best.source.by_name[name]
        strange = _strange(column, draft.samples.words(place))
        if not strange:
            continue
        if title:
            yield from ("", f"# {title}", "# values:")
            title = ""
        codes = "、".join(f"{code} {texts[0]}" for code, texts in column.choices.items())
        yield _with_comment(f"#   {name}:", codes)
        yield from (f"#     {_quoted(word)}:" for word in strange)


def _strange(column: Column, texts: pl.Series) -> list[str]:
    if column.kind not in ("e", "b") or column.role == "rating":
        return []
    known = column.known_words
    distinct = texts.unique(maintain_order=True).to_list()
    strange = [w for w in distinct if plain_word(w) not in known and plain_word(w) not in MISSING]
    return strange[:WORDS_LISTED]


def _orders(draft: Draft) -> Iterator[str]:
    """Yield the columns of which the first rows do not tell whether day or month comes first."""
    times = [n for n in draft.best.columns if draft.best.source.by_name[n].kind in ("d", "t")]
    cells = {name: draft.samples.order_open(draft.best.columns[name]) for name in times}
    if not any(cells.values()):
        return
    yield ""
    yield "# " + words(
        "日在前写 dmy，月在前写 mdy；整列能确定时由全部行决定，不必写",
        "dmy: the day first, mdy: the month first; not needed where the whole column tells",
    )
    yield "# date_order:"
    yield from (_with_comment(f"#   {name}: dmy", cell) for name, cell in cells.items() if cell)


def _formats(draft: Draft) -> Iterator[str]:
    """Yield the columns whose times are written in a form that has to be told."""
    columns, by_name = draft.best.columns, draft.best.source.by_name
    told = [n for n, place in columns.items() if not draft.samples.is_read(place, by_name[n])]
    if not told:
        return
    yield ""
    yield "# " + words(
        "这些日期要写明形式后去掉行首的 #，例如：",
        "Say how these dates are written and uncomment, such as:",
    )
    yield "# formats:"
    for name in told:
        yield _with_comment(
            f'#   {name}: "%d/%m/%Y %H:%M"', _samples(draft, columns[name]).lstrip("，, ")
        )


def _samples(draft: Draft, position: int) -> str:
    texts = shown(draft, position)
    return words("，样例：", ", such as ") + " | ".join(texts) if texts else ""


def _with_comment(line: str, comment: str) -> str:
    return f"{line:<{WIDTH}}  # {comment}" if comment else line


def _printable(line: str) -> str:
    """Return a line without what no YAML file may hold; headers have it escaped already."""
    return "".join(character if character.isprintable() else " " for character in line)


def _quoted(text: str) -> str:
    """Return a text as YAML has it: bare where nothing can be mistaken."""
    is_bare = PLAIN.fullmatch(text) and text.lower() != "null"
    if is_bare:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)
