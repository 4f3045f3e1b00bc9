"""What levels and columns of an answer are called at a terminal; `--json` keeps their codes."""

from collections.abc import Iterable, Mapping

from etl.answers import words

# The word shown first; the others are understood too.
SCOPES: Mapping[str, tuple[str, ...]] = {
    "city": ("全市", "市"),
    "district": ("区(县、市)", "区县", "区（县、市）"),
    "township": ("乡镇街道", "街镇", "乡镇(街道)"),
    "industry": ("行业",),
    "unit": ("单位", "责任单位", "部门"),
    "outlet": ("窗口单位", "窗口", "网点"),
}
_COLUMNS: Mapping[str, tuple[str, str]] = {
    "month": ("月份", "Month"),
    "scope": ("层级", "Level"),
    "scope_id": ("编号", "Id"),
    "name": ("名称", "Name"),
    "numerator": ("分子", "Numerator"),
    "denominator": ("分母", "Denominator"),
    "value": ("值", "Value"),
}


def headings(columns: Iterable[str]) -> dict[str, str]:
    """Return column to what it is called in the language of the command line."""
    return {column: words(*_COLUMNS[column]) for column in columns}


def scope_name(code: str) -> str:
    """Return what a level is called in the language of the command line."""
    return words(SCOPES[code][0], code)
