"""The number that a row to be corrected bears in its workbook, by which it is found again when it loads.

A line that is broken in shape has no key: what its correction replaces is known by this number alone.
"""

import re
from collections.abc import Iterator

HEADER = "待更正编号"
# What a workbook of rows to be corrected says beside the rows; nothing is read from it.
REASONS = {"column": "待更正列", "reason": "待更正原因", "fix": "怎样更正", "original": "待更正原文", "line_number": "原文件行号"}  # fmt: skip
SURPLUS = "多出的单元格"
OWN_HEADERS = frozenset({HEADER, SURPLUS, *REASONS.values()})
# A sheet's name has neither of the two marks.
NUMBER = r"[0-9a-f]{16}/[0-9]{1,18}/[^/:]*"
NUMBERS = f"^{NUMBER}(?::{NUMBER})*$"


def number(batch_id: str, row_number: int, sheet_name: str, before: str | None) -> str:
    """Return the number of a rejected row.

    Args:
        batch_id: its batch.
        row_number: its place there.
        sheet_name: the sheet it stands in.
        before: the number it bore itself, when it was a correction that did not load.
    """
    own = f"{batch_id}/{row_number}/{sheet_name}"
    return f"{own}:{before}" if before and re.match(NUMBERS, before) else own


def numbered(numbers: str) -> Iterator[tuple[str, str, int]]:
    """Yield batch, sheet and row of every rejected row that one cell of the column names."""
    if re.match(NUMBERS, numbers):
        for one in numbers.split(":"):
            batch_id, row, sheet_name = one.split("/")
            yield batch_id, sheet_name, int(row)
