"""Text that some program decoded wrongly and saved so: 鍔炰欢 for 办件, ä»¶ for 件, 锟斤拷 for what is lost.

Such a file is sound by every rule of its encoding, and every Chinese word in it is another. It shows by
the way back: encoded as it was wrongly read, it is text again. Genuine text never is.
"""

import re
from collections.abc import Iterable, Iterator

import polars as pl

LOST = ("\ufffd", "锟斤拷")
CHINESE = re.compile("[\u4e00-\u9fff]")
LOST_TO_ASCII = re.compile(r"\s*\?{3,}\s*")
LATIN_RUN = re.compile("[\u00a1-\u00ff]{4,}")
# Of the bytes of a cell, how many must make letters on the way back; an odd byte is often lost.
SHARE_OF_BYTES = 0.8
# Cells are looked at in so many rows of each block; a file is garbled throughout or not at all.
ROWS_LOOKED_AT = 50
# A cell or two that somebody pasted do not make a garbled file.
FEWEST, SHARE_OF_CELLS = 3, 0.02


def is_garbled(text: str) -> bool:
    """Say whether a text was decoded wrongly before it was saved."""
    if text.isascii():
        return False
    if any(mark in text for mark in LOST):
        return True
    return _was_read_as_chinese(text) or _was_read_as_latin(text)


def garbled_example(texts: Iterable[str]) -> str | None:
    """Return a garbled text when there are enough of them to distrust the rest.

    Args:
        texts: cells, each once.
    """
    foreign = [text for text in texts if not text.isascii()]
    garbled = [text for text in foreign if is_garbled(text)]
    return garbled[0] if len(garbled) >= max(FEWEST, SHARE_OF_CELLS * len(foreign)) else None


def garbled_column(frame: pl.DataFrame) -> str | None:
    """Return a garbled text of a column whose first rows are mostly such, or lost to question marks."""
    for column in frame.head(ROWS_LOOKED_AT).iter_columns():
        if column.name.startswith("c") and column.dtype == pl.String:
            filled = [text for text in column.drop_nulls() if text.strip()]
            if len(filled) >= FEWEST and (text := _most_garbled(filled)):
                return text
    return None


def _most_garbled(texts: list[str]) -> str | None:
    """Return the first garbled text where more than half of them are."""
    bad = {text for text in set(texts) if is_garbled(text) or LOST_TO_ASCII.fullmatch(text)}
    found = [text for text in texts if text in bad]
    return found[0] if len(found) * 2 > len(texts) else None


def cells_looked_at(frame: pl.DataFrame) -> Iterator[str]:
    """Yield the different cells of the first rows of a block."""
    for column in frame.head(ROWS_LOOKED_AT).iter_columns():
        if column.name.startswith("c") and column.dtype == pl.String:
            yield from column.drop_nulls().unique()


def _was_read_as_chinese(text: str) -> bool:
    """UTF-8 read as GBK: its bytes are UTF-8 again."""
    written = "".join(letter for letter in text if not letter.isascii()).encode("gb18030")
    back = written.decode("utf-8", errors="ignore")
    is_most = len(back.encode()) >= SHARE_OF_BYTES * len(written)
    return is_most and len(CHINESE.findall(back)) >= 2 and back != text


def _was_read_as_latin(text: str) -> bool:
    """UTF-8 or GBK read as Latin-1 or Windows-1252."""
    for codec in ("cp1252", "latin-1"):
        try:
            written = text.encode(codec)
        except UnicodeEncodeError:
            continue
        try:
            return not written.decode("utf-8").isascii()
        except UnicodeDecodeError:
            pass
    return any(_is_chinese(run.encode("latin-1")) for run in LATIN_RUN.findall(text))


def _is_chinese(written: bytes) -> bool:
    try:
        back = written.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return all(CHINESE.match(letter) for letter in back)
