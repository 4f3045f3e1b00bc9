"""A CSV cut into blocks of whole records, so that a file of any size is read in little memory.

A quote may open only where a field begins and close only where one ends, or be doubled (RFC 4180).
Where that holds throughout a block, a fast parser reads it exactly; where it does not, the fast
parser would join or split rows without a word, so the block is marked for the careful one.
GB18030 would be safe to cut as well: its trail bytes are never quote, comma or newline.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.intp]

NEWLINE, RETURN, QUOTE = 10, 13, 34
# A quoted text longer than this was never closed; the longest complaint seen has 20 kB.
LONGEST_RECORD_BYTES = 1_000_000


@dataclass(frozen=True)
class Block:
    """Some records of a CSV in UTF-8.

    Attributes:
        data: the bytes; records are whole when `is_well_quoted`.
        quotes: positions of all quotes in them.
        is_well_quoted: every quote stands where RFC 4180 allows it.
        is_last: nothing follows.
    """

    data: bytes
    quotes: Positions
    is_well_quoted: bool
    is_last: bool


class BlockCutter:
    """Cuts a stream of bytes at the ends of records.

    The reader of a block that is not well quoted finds its records itself and gives back
    what it could not finish with `put_back`.
    """

    def __init__(self, chunks: Iterator[bytes], delimiter: str) -> None:
        self._chunks = chunks
        self._delimiter = ord(delimiter)
        self._carried = b""

    def put_back(self, rest: bytes) -> None:
        """Return the unfinished end of the last block, to begin the next."""
        self._carried = rest

    def __iter__(self) -> Iterator[Block]:
        """Yield the blocks in order; every one but an empty file's has data."""
        upcoming = next(self._chunks, None)
        while upcoming is not None:
            data, upcoming = self._carried + upcoming, next(self._chunks, None)
            self._carried = b""
            is_last = upcoming is None
            block = self._cut(data, is_last)
            if block.data:
                yield block

    def _cut(self, data: bytes, is_last: bool) -> Block:
        quotes = quote_positions(data)
        end = len(data) if is_last else record_end(data, quotes)
        if end < 0 or len(data) - end > LONGEST_RECORD_BYTES:
            return Block(data, quotes, is_well_quoted=False, is_last=is_last)
        inside = quotes[: np.searchsorted(quotes, end)]
        cut = Block(data[:end], inside, self._is_well_quoted(data, inside), is_last)
        if not cut.is_well_quoted:
            # The cut itself rests on the quotes and may be wrong.
            return Block(data, quotes, is_well_quoted=False, is_last=is_last)
        self._carried = data[end:]
        return cut

    def _is_well_quoted(self, data: bytes, quotes: Positions) -> bool:
        if quotes.size % 2:
            return False
        if not quotes.size:
            return True
        code = np.frombuffer(data, dtype=np.uint8)
        opening, closing = quotes[0::2], quotes[1::2]
        before = code[np.maximum(opening - 1, 0)]
        opens = _is_one_of(before, self._delimiter, NEWLINE) | (opening == 0)
        opens[1:] |= opening[1:] == closing[:-1] + 1
        after = code[np.minimum(closing + 1, len(data) - 1)]
        closes = _is_one_of(after, self._delimiter, NEWLINE, RETURN) | (closing == len(data) - 1)
        closes[:-1] |= opening[1:] == closing[:-1] + 1
        return bool(opens.all() and closes.all())


def quote_positions(data: bytes) -> Positions:
    """Return where the quotes of some bytes are."""
    return positions(data, QUOTE) if b'"' in data else np.empty(0, dtype=np.intp)


def positions(data: bytes, code: int) -> Positions:
    """Return where one byte value occurs."""
    return np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == code)


def outside(places: Positions, quotes: Positions) -> Positions:
    """Return the places that are not inside a quoted field."""
    return places[np.searchsorted(quotes, places) % 2 == 0] if quotes.size else places


def record_end(data: bytes, quotes: Positions) -> int:
    """Return the position after the last newline outside quotes, -1 when there is none."""
    end = len(data)
    for count in range(quotes.size, -1, -1):
        start = int(quotes[count - 1]) + 1 if count else 0
        if count % 2 == 0:
            newline = data.rfind(b"\n", start, end)
            if newline >= 0:
                return newline + 1
        end = start
    return -1


def _is_one_of(code: NDArray[np.uint8], *values: int) -> NDArray[np.bool_]:
    return np.isin(code, values)
