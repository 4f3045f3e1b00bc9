"""Workbooks: every visible sheet as a table of text, parsed in a child that may die."""

from pathlib import Path
from typing import Any, BinaryIO

from etl.errors import Said
from etl.reading import refusals
from etl.reading.archive import Content, zip_entries
from etl.reading.child import Parsed, copied, parse_in_child
from etl.reading.csv_text import title_note
from etl.reading.header import ROWS_SEARCHED, find_header, header_at
from etl.reading.rows import place_frames
from etl.reading.tables import Hints, Note, TextTable

MOST_UNPACKED_BYTES = 1024**3
_CHILD = Path(__file__).with_name("excel_child.py")
_EXHAUSTED = Said(
    "读取所需内存超过2 GB（常见原因：很远的行或列中有多余的格式或字符）",
    "reading it takes more than 2 GB of memory (often a stray cell in a far row or column)",
)


def open_excel(content: Content, known_headers: frozenset[str], hints: Hints) -> list[TextTable]:
    """Open a workbook, old (XLS) or new (XLSX).

    Args:
        content: the file.
        known_headers: the headers of every source.
        hints: what a mapping says.

    Returns:
        One table per visible sheet with data.

    Raises:
        FileRefused: encrypted, damaged, too large, too slow, or nothing to be seen in it.
    """
    with copied(content) as workbook:
        _check(content, workbook)
        parsed = parse_in_child(content.name, workbook, _CHILD, _EXHAUSTED)
    notes = [
        *content.notes,
        *_hidden_note(parsed.found["hidden"]),
        *_pivot_note(parsed.found["pivots"]),
    ]
    sheets = parsed.found["sheets"]
    tables = [_table(content, parsed, sheet, known_headers, hints) for sheet in sheets]
    filled = [table for table in tables if table is not None]
    if not filled:
        raise refusals.no_sheet(content.name)
    for table in filled:
        table.notes[:0] = notes
    return filled


def _check(content: Content, workbook: BinaryIO) -> None:
    """Refuse what the reader should not even begin."""
    workbook.seek(0)
    if content.is_workbook_of_old():
        if "EncryptedPackage".encode("utf-16-le") in workbook.read():
            raise refusals.encrypted(content.name)
        return
    unpacked = sum(entry.file_size for entry in zip_entries(content.name, workbook).values())
    if unpacked > MOST_UNPACKED_BYTES:
        raise refusals.too_large(
            content.name, "工作簿解压后超过1 GB", "the workbook unpacks to more than 1 GB"
        )


def _table(
    content: Content, parsed: Parsed, sheet: dict[str, Any], known: frozenset[str], hints: Hints
) -> TextTable | None:
    first = next(parsed.frames(sheet["start"]))
    rows = first.head(max(ROWS_SEARCHED, hints.header_row or 0)).rows()
    if hints.header_row is None:
        header = find_header(rows, known)
    else:
        header = header_at(rows, hints.header_row - 1, known)
        if header is None:
            raise refusals.no_header_row(content.name, hints.header_row, len(rows))
    if header is None:
        return None
    titles = [" ".join(filter(None, row)).strip() for row in rows[: header.first]]
    shown = [title for title in titles if title]
    notes = [title_note(shown)] if shown else []
    notes += _merged_note(sheet["merged"])
    return TextTable(
        sheet_name=sheet["name"],
        member=content.member,
        header=header.cells,
        header_row=header.first + 1,
        frames=place_frames(parsed.frames(sheet["start"]), header.last + 1, notes),
        notes=notes,
        counts_from_1904=parsed.found["is_1904"],
    )


def _hidden_note(hidden: list[str]) -> list[Note]:
    if not hidden:
        return []
    names = "、".join(hidden)
    zh = f"隐藏的工作表未读取：{names}"
    return [Note("hidden_sheets", Said(zh, f"Hidden sheets were not read: {', '.join(hidden)}"))]


def _pivot_note(pivots: list[str]) -> list[Note]:
    if not pivots:
        return []
    names = "、".join(pivots)
    zh = f"数据透视表未读取，所在工作表：{names}"
    return [Note("pivot_tables", Said(zh, f"Pivot tables were not read: {', '.join(pivots)}"))]


def _merged_note(filled: int) -> list[Note]:
    if not filled:
        return []
    zh = f"竖向合并的单元格，其内容已填入所合并的每一行，共{filled}格。"
    en = f"Cells merged downwards were filled into each of their rows, {filled} cells in all."
    return [Note("merged_cells", Said(zh, en))]
