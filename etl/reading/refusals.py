"""The sentences with which a file is refused: what is wrong, where, and what to do."""

import re

from etl.errors import FileRefused, Said

# What libraries say of a broken file → what it means to whoever has to get another.
_CAUSES = {
    r"(?i)end-of-stream|unexpected (eof|end)|EOF|truncat|incomplete|too (short|small)|failed to fill": Said(
        "文件在中途断开，可能没有传完", "it is cut short"
    ),
    r"(?i)not a zip file|Cannot detect file format|invalid zip|zip archive|central directory|signature": Said(
        "不是完好的工作簿或压缩包", "it is no whole workbook or archive"
    ),
    r"(?i)xml|entity|malformed": Said(
        "工作簿内部的内容损坏", "what is inside the workbook is broken"
    ),
    r"(?i)crc|checksum|decompress|inflate|block type|invalid (code|distance|stored)|gzip|deflate": Said(
        "压缩的内容损坏", "what is compressed is broken"
    ),
    r"(?i)password|encrypt": Said("文件可能已加密", "it may be encrypted"),
    r"(?i)json|delimiter|Expecting|features": Said("不是完整的 JSON", "it is no whole JSON"),
}
_UNKNOWN = Said("内容无法读取", "its content cannot be read")
_KINDS = (
    ("object", "对象"),
    ("list", "列表"),
    ("array", "列表"),
    ("struct", "对象"),
    ("map", "对象"),
)


def empty_file(name: str) -> FileRefused:
    """Return the refusal of a file without a single row."""
    return FileRefused(
        "empty_file",
        Said(
            f"“{name}”是空文件，没有任何数据。请重新导出后再上传。",
            f'"{name}" is empty. Export it again.',
        ),
    )


def no_header_row(name: str, row: int, rows: int) -> FileRefused:
    """Return the refusal of a file shorter than the header row its mapping names."""
    return FileRefused(
        "no_header_row",
        Said(
            f"“{name}”没有第{row}行（对照文件 header_row 指定的表头行），只有{rows}行。请更正 header_row。",
            f'"{name}" has no row {row} (header_row of the mapping), only {rows}. Correct header_row.',
        ),
    )


def no_sheet(name: str) -> FileRefused:
    """Return the refusal of a workbook whose sheets are all hidden or blank."""
    return FileRefused(
        "no_sheet",
        Said(
            f"“{name}”没有可见且有数据的工作表。请取消隐藏或重新导出。",
            f'"{name}" has no visible sheet with data. Unhide the sheet or export it again.',
        ),
    )


def unknown_encoding(name: str, line: int, encoding: str) -> FileRefused:
    """Return the refusal of bytes that are no text in the encoding of the rest of the file."""
    return FileRefused(
        "unknown_encoding",
        Said(
            f"“{name}”第{line}行含有不能按 {encoding} 解读的字节（文件混用编码或被截断）。请另存为 UTF-8 编码的 CSV。",
            f'"{name}", line {line}: bytes that are not {encoding} (mixed encodings, or cut off). '
            "Save it as CSV in UTF-8.",
        ),
    )


def no_such_encoding(name: str, encoding: str) -> FileRefused:
    """Return the refusal of a codec that does not exist."""
    return FileRefused(
        "no_such_encoding",
        Said(
            f"“{name}”的对照文件指定的编码 {encoding} 不存在。常用的有 utf-8、gb18030。",
            f'The mapping of "{name}" names an encoding {encoding} that does not exist. '
            "Usual ones are utf-8 and gb18030.",
        ),
    )


def nul_byte(name: str, line: int) -> FileRefused:
    """Return the refusal of text with zero bytes, which no export means."""
    return FileRefused(
        "nul_byte",
        Said(
            f"“{name}”第{line}行含有空字节（NUL），不是完好的文本文件。请重新导出，另存为 UTF-8 编码的 CSV。",
            f'"{name}", line {line}: a NUL byte; this is not an intact text file. Export it again '
            "as CSV in UTF-8.",
        ),
    )


def other_format(name: str, zh: str, en: str) -> FileRefused:
    """Return the refusal of a kind of file that is not read.

    Args:
        name: the file.
        zh: what the file is, in Chinese.
        en: the same in English.
    """
    return FileRefused(
        "other_format",
        Said(
            f"“{name}”的内容是{zh}，目前不能读取。请导出或另存为 CSV、XLSX、Parquet、JSON Lines 或 GeoJSON。",
            f'"{name}" is {en}, which is not read. Export or save it as CSV, XLSX, Parquet, '
            "JSON lines or GeoJSON.",
        ),
    )


def nested(name: str) -> FileRefused:
    """Return the refusal of an archive inside an archive."""
    return FileRefused(
        "other_format",
        Said(
            f"“{name}”是压缩包中的压缩包，不会再打开。请解压后导入其中的文件。",
            f'"{name}" is an archive inside an archive, which is not opened. Save its files by themselves and load them.',
        ),
    )


def encrypted(name: str) -> FileRefused:
    """Return the refusal of a file that asks for a password."""
    return FileRefused(
        "encrypted",
        Said(
            f"“{name}”有密码保护，无法读取。请取消密码后重新保存。",
            f'"{name}" is protected by a password. Save it without one.',
        ),
    )


def damaged(name: str, detail: str) -> FileRefused:
    """Return the refusal of a file that is not intact.

    Args:
        name: the file.
        detail: what the reader said, in English.
    """
    cause = next((said for words, said in _CAUSES.items() if re.search(words, detail)), _UNKNOWN)
    return FileRefused(
        "damaged",
        Said(
            f"“{name}”已损坏或不完整：{cause.zh}。请重新导出。",
            f'"{name}" is damaged or incomplete: {cause.en} ({detail}). Export it again.',
        ),
    )


def no_plain_value(name: str, column: str, kind: str, line: int | None = None) -> FileRefused:
    """Return the refusal of a column that holds lists or objects where a cell is expected.

    Args:
        name: the file.
        column: the column.
        kind: what it holds, as its format calls it.
        line: where the first of them stands, when there are lines.
    """
    zh, en = (f"第{line}行", f", line {line}") if line else ("", "")
    kind_zh = next((word for start, word in _KINDS if kind.lower().startswith(start)), f" {kind}")
    return FileRefused(
        "no_plain_value",
        Said(
            f"“{name}”{zh}的“{column}”不是单一的值，而是{kind_zh}。请展开为文本、数字或日期后重新导出。",
            f'"{name}"{en}: "{column}" holds no plain value but {kind}. Export it again, flattened to '
            "text, numbers or dates.",
        ),
    )


def too_large(name: str, zh: str, en: str) -> FileRefused:
    """Return the refusal of a file that would take more room or time than allowed.

    Args:
        name: the file.
        zh: which limit is passed, in Chinese.
        en: the same in English.
    """
    return FileRefused(
        "too_large",
        Said(
            f"“{name}”过大：{zh}。请拆分，或只保留数据区域后另存。",
            f'"{name}" is too large: {en}. Split it, or save only the range that holds data.',
        ),
    )


def which_member(name: str, members: list[str]) -> FileRefused:
    """Return the refusal of a zip of which no single member can be chosen."""
    shown = "、".join(members[:8]) or "—"
    listed = ", ".join(members[:8]) or "none"
    return FileRefused(
        "which_member",
        Said(
            f"压缩包“{name}”中不能确定要读取哪一个文件（可读取的有：{shown}）。"
            "请在对照文件中用 member 指定其一，或解压后逐个导入。",
            f'It is not clear which file of "{name}" to read (readable: {listed}). '
            "Name one by `member` in a mapping, or unpack it and load them one by one.",
        ),
    )


def garbled(name: str, example: str) -> FileRefused:
    """Return the refusal of text that some program decoded wrongly and saved so.

    Args:
        name: the file.
        example: a header or cell as it stands there.
    """
    return FileRefused(
        "garbled",
        Said(
            f"“{name}”中的文字是乱码（例如“{example}”）：此前曾按错误的编码打开并保存，原文已无法辨认。"
            "请从原系统重新导出，不要用其他软件打开后再保存。",
            f'The text of "{name}" is garbled (such as "{example}"): it was opened in a wrong encoding and '
            "saved so. Export it again from its system, without opening it in between.",
        ),
    )
