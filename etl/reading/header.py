"""Which row of a table is its header: the one that names the most columns we know.

A cell of the data may be spelled like a header (`x`, `满意`, `单位`). A row with one such cell only, or
with numbers or dates beside them, is no header where a row above it names its columns as well.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Title, unit, period and a two-storey header fit well; a header further down was never seen.
ROWS_SEARCHED = 20
# A row above that fills three quarters as many cells is more than a title with its unit.
AS_WIDE = 0.75
UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\ufeff]")
NUMBER_OR_DATE = re.compile(r"(?=.*\d)[\d\s.,:/%+\-年月日时分秒]+")

Row = Sequence[str | None]


@dataclass(frozen=True)
class Header:
    """A header found among the first rows.

    Attributes:
        cells: its texts as found, '' where blank.
        first: index of its first row; rows before it are titles.
        last: index of its last row (a header of merged cells has two); data follow.
        recognised: how many of its cells are known headers.
    """

    cells: list[str]
    first: int
    last: int
    recognised: int


def plain_header(text: str | None) -> str:
    """Return a header as it is compared: width, case, spaces and the mark of duty taken off.

    `＊工单 编号` and `工单编号*` and `工单编号（必填）` are all `工单编号`.
    """
    seen = UNSEEN.sub("", unicodedata.normalize("NFKC", text or ""))
    plain = "".join(seen.split()).strip("*'").lower()
    for mark in ("(必填)", "(选填)", "(required)", "(optional)"):
        plain = plain.removesuffix(mark)
    return plain.strip("*")


def find_header(rows: Sequence[Row], known_headers: frozenset[str]) -> Header | None:
    """Choose the header among the first rows of a table.

    Args:
        rows: the first physical rows, cells as text.
        known_headers: headers of every source, in any spelling that `plain_header` unifies.

    Returns:
        The first of the rows with the most recognised cells, or one above it that is more likely;
        when none is recognised, the first row with two filled cells, or the first filled row;
        None when all rows are blank.
    """
    known = _plain_names(known_headers)
    scores = [_recognised(row, known) for row in rows[:ROWS_SEARCHED]]
    if max(scores, default=0) > 0:
        most = _with_neighbour(rows, scores.index(max(scores)), known)
        above = _more_likely(rows[: most.first], scores, most)
        return most if above is None else _with_neighbour(rows, above, known)
    for filled in (2, 1):
        for index, row in enumerate(rows[:ROWS_SEARCHED]):
            if _filled(row) >= filled:
                return Header([cell or "" for cell in row], index, index, 0)
    return None


def header_at(rows: Sequence[Row], index: int, known_headers: frozenset[str]) -> Header | None:
    """Return the row that a mapping says is the header, None when there is no such row."""
    if not 0 <= index < len(rows):
        return None
    recognised = _recognised(rows[index], _plain_names(known_headers))
    return Header([cell or "" for cell in rows[index]], index, index, recognised)


def _more_likely(above: Sequence[Row], scores: Sequence[int], most: Header) -> int | None:
    """Return the row above that is the header, where the one with most known cells may be data."""
    if most.recognised > 1 and not _holds_data(most.cells):
        return None
    wide = AS_WIDE * max(2, _filled(most.cells))
    likely = [i for i, row in enumerate(above) if _filled(row) >= wide and not _holds_data(row)]
    return max(likely, key=lambda i: scores[i], default=None)


def _filled(row: Row) -> int:
    return sum(bool(plain_header(cell)) for cell in row)


def _holds_data(row: Row) -> bool:
    return any(NUMBER_OR_DATE.fullmatch(plain_header(cell)) for cell in row)


# A file asks several times, with the same hundreds of names as every other file.
@lru_cache(maxsize=8)
def _plain_names(known_headers: frozenset[str]) -> frozenset[str]:
    return frozenset(plain_header(name) for name in known_headers) - {""}


def _recognised(row: Row, known: frozenset[str]) -> int:
    return len({plain_header(cell) for cell in row} & known)


def _with_neighbour(rows: Sequence[Row], index: int, known: frozenset[str]) -> Header:
    """Join a header of two rows: a group above its columns, or cells merged downwards."""
    cells = [cell or "" for cell in rows[index]]
    best = Header(cells, index, index, _recognised(cells, known))
    for first, last in ((index - 1, index), (index, index + 1)):
        if first < 0 or last >= len(rows):
            continue
        joined = _joined(rows[first], rows[last], known)
        # A row below must be all header: a row of data holds something that is none. Rows above
        # the header are never data.
        below = zip(joined, rows[last], strict=False) if last > index else ()
        is_header = all(not cell or plain_header(name) in known for name, cell in below)
        recognised = _recognised(joined, known)
        if is_header and recognised > best.recognised:
            best = Header(joined, first, last, recognised)
    return best


def _joined(upper: Row, lower: Row, known: frozenset[str]) -> list[str]:
    """Return a header of two rows: `受理` under `时间` is `受理时间`, when such a header is known."""
    width = max(len(upper), len(lower))
    above = [cell or "" for cell in [*upper, *[None] * (width - len(upper))]]
    below = [cell or "" for cell in [*lower, *[None] * (width - len(lower))]]
    names, group = [], ""
    for over, under in zip(above, below, strict=True):
        # A merged group leaves its name in its first column only.
        group = over or group
        choices = (f"{group}{under}", f"{under}{group}") if group and under else ()
        whole = next((choice for choice in choices if plain_header(choice) in known), None)
        names.append(whole or under or over)
    return names
