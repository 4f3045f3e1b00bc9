"""The templates of data/templates: a workbook per source, drawn from its declaration so that none can drift.

The first sheet has the headers and two example rows, the second explains every column.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from etl.sources import SOURCES, Column, Source
from etl.sources.examples import EXAMPLES

EXPLANATION = "填写说明"
EXPLAINED = ("列名", "是否必填", "类型", "允许的值", "说明")
KINDS = {
    "s": "文字", "i": "整数", "f": "数字", "b": "是或否", "d": "日期", "t": "时间", "e": "选项", "p": "周期",
}  # fmt: skip
FORMATS = {"d": "%Y-%m-%d", "t": "%Y-%m-%d %H:%M:%S"}
ROLES = {
    "text": "号码自动遮盖。",
    "person": "导入时换成不可还原的编码，号码本身不保存。",
    "event": "已发生的时间，不晚于数据截至时间。",
    "deadline": "只写日期的，当日24时前都算。",
    "exported": "这一行导出的时间；同一编号以最新一行为准。",
    "rating": "也可写5至1；十分制、百分制的，在表头的括号里写明，如“评价(百分制)”。",
    "geometry": "WKT 文字，POLYGON 或 MULTIPOLYGON；也可直接导入 GeoJSON。",
}
LONGEST_CHOICE_LIST = 255  # Excel refuses a longer one
# A workbook keeps when it was made; a fixed day keeps the bytes the same.
MADE = datetime(2026, 11, 25)


def write_templates(folder: Path) -> list[Path]:
    """Write the template of every source.

    Args:
        folder: where to; made when it is missing.

    Returns:
        The files, named by the Chinese name of their source.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(source, folder / f"{source.label[0]}.xlsx") for source in SOURCES.values()]


def headers(source: Source) -> list[str]:
    """Return the headers of a template, a star behind each that must be filled in."""
    return [column.header + "*" * column.required for column in source.columns]


def explanation(source: Source) -> list[Sequence[str]]:
    """Return the rows of the explanation, one per column.

    Args:
        source: the source.

    Returns:
        Header, duty, type, allowed values and note of each column.
    """
    return [
        (
            column.header,
            _duty(source, column),
            KINDS[column.kind],
            _allowed(column),
            _note(source, column),
        )
        for column in source.columns
    ]


def _duty(source: Source, column: Column) -> str:
    if column.required:
        return "必填"
    groups = [group for group in source.any_of if column.name in group]
    if not groups:
        return "选填"
    return f"{'、'.join(source.by_name[name].header for name in groups[0])}至少填一项"


def _allowed(column: Column) -> str:
    if column.kind == "b":
        return "是、否"
    if column.choices:
        return "、".join(words[0] for words in column.choices.values())
    bounds = {"不小于": column.low, "不大于": column.high}
    if column.kind == "p":
        return "2026-10、2026Q3、2026H1、2026"
    return "，".join(f"{word}{bound:g}" for word, bound in bounds.items() if bound is not None)


def _note(source: Source, column: Column) -> str:
    keys = [source.by_name[name].header for name in source.key]
    told = [column.note, ROLES.get(column.role, "")]
    if column.name == source.key[0]:
        told.append(f"同一{'、'.join(keys)}的，后导出的一行代替先前的。")
    if column.default_from:
        told.append(f"不填的，取“{source.by_name[column.default_from].header}”。")
    if column.also:
        told.append(f"表头也可写作：{'、'.join(column.also)}。")
    return "".join(told)


def _write(source: Source, path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": source.label[0], "created": MADE})
        _write_rows(book, source)
        _write_explanation(book, source)
    return path


def _write_rows(book: xlsxwriter.Workbook, source: Source) -> None:
    sheet = book.add_worksheet(source.label[0])
    bold = book.add_format({"bold": True})
    formats = {
        "d": book.add_format({"num_format": "yyyy-mm-dd"}),
        "t": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    sheet.write_row(0, 0, headers(source), bold)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(source.columns):
        sheet.set_column(place, place, 20 if column.kind in "ts" else 14)
        labels = _allowed(column).split("、")
        if column.kind in "be" and len(",".join(labels)) <= LONGEST_CHOICE_LIST:
            # a warning only: other words for the same are read as well
            sheet.data_validation(
                1,
                place,
                1000,
                place,
                {"validate": "list", "source": labels, "error_type": "information"},
            )
        for row, example in enumerate(EXAMPLES[source.name], 1):
            text = example.get(column.name)
            if text is not None and column.kind in formats:
                day = datetime.strptime(text, FORMATS["t" if ":" in text else "d"])
                sheet.write_datetime(row, place, day, formats["t" if ":" in text else "d"])
            elif text is not None:
                sheet.write_string(row, place, text)


def _write_explanation(book: xlsxwriter.Workbook, source: Source) -> None:
    sheet = book.add_worksheet(EXPLANATION)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, EXPLAINED, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for place, width in enumerate((16, 24, 10, 40, 60)):
        sheet.set_column(place, place, width)
    for row, cells in enumerate(explanation(source), 1):
        sheet.write_row(row, 0, cells, wrapped)
