"""Streams out of archives that stop when they give far more than they weigh."""

import zipfile
import zlib
from typing import Protocol

from etl.reading import refusals

MOST_EXPANSION = 100


class Closable(Protocol):
    """Whatever has to be closed."""

    def close(self) -> None:
        """Close it."""


class Readable(Closable, Protocol):
    """A stream of bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""


class BoundedReader:
    """A stream that refuses to give more than its weight allows, whatever its directory says."""

    def __init__(self, file: Readable, name: str, limit: int, *below: Closable) -> None:
        self._file = file
        self._below = below
        self._name = name
        self._left = limit

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes.

        Raises:
            FileRefused: the limit is passed, or the compressed data are damaged.
        """
        try:
            data = self._file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise refusals.damaged(self._name, str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise refusals.too_large(
                self._name,
                f"解压后超过压缩包大小的{MOST_EXPANSION}倍",
                f"it unpacks to more than {MOST_EXPANSION} times its size",
            )
        return data

    def close(self) -> None:
        """Close the stream and what it is read from."""
        for opened in (self._file, *self._below):
            opened.close()

    def __enter__(self) -> "BoundedReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
