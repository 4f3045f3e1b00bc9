"""Which encoding a text is in, decided strictly: its mark, else UTF-16, UTF-8 or GB18030.

A guess by frequency takes a mostly ASCII file with little Chinese for Central European; a strict
decoder either reads every byte or says where it cannot.
"""

import codecs
from collections.abc import Iterable, Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Every comma, digit and end of line of UTF-16 has a zero byte, on one side of its pairs; other texts have a stray one at most.
UTF16_BYTES = 4096
UTF16_LEAST_ZEROS = 4
UTF16_ZEROS = 0.02
UTF16_ONE_SIDE = 0.75

# Chinese in GB18030 is valid UTF-8 for a character or two by chance, never for this many.
CHARACTERS_TO_BE_SURE = 8


class EncodingError(ValueError):
    """Bytes that the encoding of the rest cannot hold.

    Attributes:
        line: physical line, 1-based, that holds the first of them.
        encoding: the encoding tried.
    """

    def __init__(self, line: int, encoding: str) -> None:
        super().__init__(f"line {line} is not {encoding}")
        self.line = line
        self.encoding = encoding


def find_encoding(chunks: Iterable[bytes]) -> str:
    """Return the codec of a text from as many of its bytes as are needed.

    Args:
        chunks: the file from its beginning; read up to the first that is not plain ASCII.

    Raises:
        EncodingError: the first bytes beyond ASCII are neither UTF-8 nor GB18030.
    """
    lines = 1
    for number, chunk in enumerate(chunks):
        if number == 0:
            for mark, encoding in _MARKS:
                if chunk.startswith(mark):
                    return encoding
            if encoding := _utf16_without_mark(chunk[:UTF16_BYTES]):
                return encoding
        if not chunk.isascii():
            return _first_that_decodes(chunk, lines)
        lines += chunk.count(b"\n")
    return "utf-8"


def _utf16_without_mark(start: bytes) -> str:
    """Return which UTF-16 a text is that does not say so; empty where it is none."""
    zeros = start.count(0)
    if zeros < max(UTF16_LEAST_ZEROS, UTF16_ZEROS * len(start)):
        return ""
    first = start[::2].count(0)
    encoding = "utf-16-be" if first * 2 > zeros else "utf-16-le"
    if max(first, zeros - first) < UTF16_ONE_SIDE * zeros:
        return ""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in text else encoding


def _first_that_decodes(chunk: bytes, line: int) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(chunk)
        except UnicodeDecodeError as error:
            failed = line + chunk.count(b"\n", 0, error.start)
            if encoding == "utf-8" and _is_surely_utf8(chunk[: error.start]):
                break
        else:
            return encoding
    raise EncodingError(failed, encoding)


def _is_surely_utf8(start: bytes) -> bool:
    """Tell whether text up to a broken byte is UTF-8: GB18030 passes for it no longer than that."""
    return sum(byte >= 0xC0 for byte in start) >= CHARACTERS_TO_BE_SURE


def as_utf8(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield the text as UTF-8 without a mark; UTF-8 itself passes through unlooked at.

    Args:
        chunks: the file from its beginning, cut anywhere.
        encoding: its codec.

    Raises:
        EncodingError: a byte that the codec does not know.
    """
    if encoding in ("utf-8", "utf-8-sig"):
        for number, chunk in enumerate(chunks):
            yield chunk.removeprefix(codecs.BOM_UTF8) if number == 0 else chunk
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    for number, (chunk, is_last) in enumerate(_marking_last(chunks)):
        try:
            text = decoder.decode(chunk, is_last)
        except UnicodeDecodeError as error:
            # The bytes held back from the chunk before shift the place by three at most.
            raise EncodingError(lines + chunk.count(b"\n", 0, error.start), encoding) from error
        lines += text.count("\n")
        yield (text.removeprefix("\ufeff") if number == 0 else text).encode()


def _marking_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    waiting: bytes | None = None
    for chunk in chunks:
        if waiting is not None:
            yield waiting, False
        waiting = chunk
    if waiting is not None:
        yield waiting, True
