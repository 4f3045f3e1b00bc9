"""Files that a city writes by hand (reference files, mappings): any encoding, YAML or a table, faults with their line.

Editors save them as they like: Notepad as UTF-16 ("Unicode") or in the system's encoding, Excel with
dates as 2026/1/1 and truths as TRUE.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import yaml
from polars.datatypes import DataType

from etl.encodings import EncodingError, find_encoding
from etl.errors import EtlError, Said

FIRST_ROW = 2  # the header is line 1
TRUTHS = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}
FORMS = {
    pl.Date: Said("应为日期，如 2026-10-01", "must be a date such as 2026-10-01"),
    pl.Boolean: Said("应为 true 或 false", "must be true or false"),
    pl.Float64: Said("应为数字", "must be a number"),
    pl.Int32: Said("应为整数", "must be a whole number"),
}


def faulty(path: Path, reason: Said) -> EtlError:
    """Return the fault of a reference file: which, what is wrong, and that it is to be put right."""
    return EtlError(
        Said(
            f"参考文件 {path} 有误：{reason.zh}。请更正后再运行。",
            f"The reference file {path} is wrong: {reason.en}. Correct it and run this again.",
        )
    )


def read_text(path: Path) -> str:
    """Return the text of a reference file, whose encoding is found by strict decoding.

    Raises:
        EtlError: it cannot be read, or is no text.
    """
    try:
        data = path.read_bytes()
        return data.decode(find_encoding([data])).removeprefix("\ufeff")
    except FileNotFoundError:
        raise faulty(path, Said("没有这个文件", "there is no such file")) from None
    except (EncodingError, UnicodeDecodeError) as fault:
        line = getattr(fault, "line", 1)
        said = Said(
            f"第{line}行不是可辨认的文字，请另存为 UTF-8 编码",
            f"line {line} is no readable text; save it as UTF-8",
        )
        raise faulty(path, said) from None


def read_yaml(path: Path) -> Any:
    """Return what a reference file in YAML says; nothing at all is None.

    Raises:
        EtlError: it cannot be read, or is no YAML.
    """
    try:
        return yaml.load(read_text(path), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as fault:
        raise faulty(path, yaml_fault(fault)) from None


def yaml_fault(fault: yaml.YAMLError) -> Said:
    """Return where a text stops to be YAML, and what to look at."""
    mark = getattr(fault, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "not YAML"
    return Said(
        f"第{line}行第{column}列不合 YAML 的写法：请检查缩进（只用空格）、引号和括号是否成对、冒号后是否空一格",
        f"line {line}, column {column} is not YAML ({problem}): look at the indentation (blanks "
        "only), the quotes and brackets, and the blank after each colon",
    )


def read_table(path: Path, schema: Mapping[str, DataType]) -> pl.DataFrame:
    """Return a reference file in CSV as a table of declared columns; blank rows are left out.

    Args:
        path: the file.
        schema: its columns and their types; others are left out.

    Raises:
        EtlError: it cannot be read, lacks a column, or a cell is not of its column's type.
    """
    text = read_text(path)
    header = text.partition("\n")[0]
    separator = "\t" if "\t" in header and "," not in header else ","
    try:
        found = pl.read_csv(BytesIO(text.encode()), infer_schema=False, separator=separator)
    except pl.exceptions.NoDataError:
        raise faulty(path, Said("是空文件", "it is empty")) from None
    except pl.exceptions.PolarsError:
        said = Said(
            "有的行比表头多出单元格，或引号不成对；含逗号的内容要加双引号",
            "a row has more cells than the header, or its quotes do not match; put a text with a comma in double quotes",
        )
        raise faulty(path, said) from None
    found = found.rename({name: name.strip() for name in found.columns})
    if absent := [name for name in schema if name not in found.columns]:
        zh, en = "、".join(absent), ", ".join(absent)
        said = Said(
            f"缺少列 {zh}（应有列 {'、'.join(schema)}）",
            f"the columns {en} are missing (it needs {', '.join(schema)})",
        )
        raise faulty(path, said)
    cells = found.select(
        pl.int_range(FIRST_ROW, pl.len() + FIRST_ROW).alias("_line"), *map(pl.col, schema)
    ).filter(~pl.all_horizontal(pl.col(name).is_null() for name in schema))
    return pl.DataFrame(
        [_typed(path, cells["_line"], cells[name], kind) for name, kind in schema.items()]
    )


def _typed(path: Path, lines: pl.Series, texts: pl.Series, kind: DataType) -> pl.Series:
    if kind == pl.String:
        return texts
    plain = texts.str.strip_chars()
    if kind == pl.Date:
        read = plain.str.replace_all("/", "-", literal=True).str.to_date("%Y-%m-%d", strict=False)
    elif kind == pl.Boolean:
        read = plain.str.to_lowercase().replace_strict(
            TRUTHS, default=None, return_dtype=pl.Boolean
        )
    else:
        read = plain.cast(kind, strict=False)
    wrong = read.is_null() & texts.is_not_null() & (plain != "")
    if wrong.any():
        at = wrong.arg_true()[0]
        form, line = FORMS[kind.base_type()], lines[at]
        said = Said(
            f"第{line}行“{texts.name}”列的“{texts[at]}”{form.zh}",
            f'line {line}, column {texts.name}: "{texts[at]}" {form.en}',
        )
        raise faulty(path, said)
    return read
