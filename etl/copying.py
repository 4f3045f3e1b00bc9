"""Copies and digests of large files past the page cache, which costs more than the disk."""

import hashlib
import mmap
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

BLOCK_BYTES = 8 * 1024**2
PAGE_BYTES = 4096
COPIERS = 2


def copy(source: Path, target: Path) -> None:
    """Copy a file; the copy may be written.

    Args:
        source: the file.
        target: where the copy goes; it must not exist.
    """
    try:
        _copy_directly(source, target)
    except OSError:
        # A file system without direct access (tmpfs) copies like any other.
        target.unlink(missing_ok=True)
        shutil.copyfile(source, target)
    target.chmod(0o600)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    digest = hashlib.sha256()
    try:
        for block in _blocks(path):
            digest.update(block)
    except OSError:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return digest.hexdigest()


def _copy_directly(source: Path, target: Path) -> None:
    size = source.stat().st_size
    direct = getattr(os, "O_DIRECT", 0)
    read, write = os.open(source, os.O_RDONLY | direct), -1
    try:
        write = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | direct, 0o600)
        with ThreadPoolExecutor(COPIERS) as pool:
            list(pool.map(lambda first: _copy_part(read, write, first, size), range(COPIERS)))
        os.ftruncate(write, size)
    finally:
        os.close(read)
        if write >= 0:
            os.close(write)


def _copy_part(read: int, write: int, first: int, size: int) -> None:
    with mmap.mmap(-1, BLOCK_BYTES) as memory, memoryview(memory) as block:
        for at in range(first * BLOCK_BYTES, size, COPIERS * BLOCK_BYTES):
            held = os.preadv(read, [block], at)
            whole = -(-held // PAGE_BYTES) * PAGE_BYTES
            if (
                held != min(BLOCK_BYTES, size - at)
                or os.pwritev(write, [block[:whole]], at) != whole
            ):
                raise OSError(f"a part of the file at {at} was cut short")


def _blocks(path: Path) -> Iterator[memoryview]:
    """Yield a file's blocks, the next one being read while the last is looked at."""
    size = path.stat().st_size
    file = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECT", 0))
    memories = [mmap.mmap(-1, BLOCK_BYTES) for _ in range(2)]
    try:
        with ThreadPoolExecutor(1) as reader:
            coming = reader.submit(os.preadv, file, [memories[0]], 0)
            for number, at in enumerate(range(0, size, BLOCK_BYTES)):
                held = coming.result()
                if held != min(BLOCK_BYTES, size - at):
                    raise OSError(f"{path} was cut short at {at}")
                coming = reader.submit(
                    os.preadv, file, [memories[1 - number % 2]], at + BLOCK_BYTES
                )
                with memoryview(memories[number % 2]) as block, block[:held] as part:
                    yield part
    finally:
        os.close(file)
