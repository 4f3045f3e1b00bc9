"""Writing that fails: what the libraries say of a full disk becomes one sentence with a way out."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from etl.errors import EtlError, Said
from etl.paths import DataFolder

CAUSES = {
    errno.ENOSPC: Said("磁盘空间已用完", "the disk is full"),
    errno.EDQUOT: Said("磁盘配额已用完", "the disk quota is used up"),
    errno.EFBIG: Said("文件超过允许的大小", "a file grew beyond what is allowed"),
    errno.EROFS: Said("磁盘是只读的", "the disk is read-only"),
    errno.EACCES: Said("没有写入权限", "writing is not permitted"),
    errno.EPERM: Said("没有写入权限", "writing is not permitted"),
    errno.EIO: Said("磁盘出错", "the disk reports a fault"),
}
OTHER = Said("磁盘没有写完", "the disk did not take all of it")
# DuckDB keeps to the space that is left, and says so in its own way.
_NO_ROOM_TO_SPILL = "max_temp_directory_size"
# What Polars and DuckDB say of a write that failed when they leave the system's words out.
_TELLING = ("transport error", "IO error", "os error", "Could not write", "Could not sync")


class StorageFailed(EtlError):  # noqa: N818  # its name says what happened, like those of etl/errors.py
    """Something could not be written; what was published stays, and nothing half-written is used."""


@contextmanager
def storing(folder: DataFolder) -> Iterator[None]:
    """Turn a failure to write, within the block, into `StorageFailed`; other failures pass.

    Args:
        folder: the data folder that is written to.

    Raises:
        StorageFailed: something could not be written.
    """
    try:
        yield
    except (OSError, pl.exceptions.PolarsError, duckdb.Error, EtlError) as fault:
        failed = storage_failed(folder, fault)
        if failed is None:
            raise
        raise failed from fault


def storage_failed(folder: DataFolder, fault: BaseException) -> StorageFailed | None:
    """Return the sentence for a failure to write; None when a fault is of another kind.

    Args:
        folder: the data folder that is written to.
        fault: what was raised; what it was raised from is looked at too.
    """
    if isinstance(fault, StorageFailed):
        return fault
    known: BaseException | None = fault
    while known is not None:
        cause = _cause(known)
        if cause is not None:
            return _failed(folder, cause)
        known = known.__cause__
    return None


def _cause(fault: BaseException) -> Said | None:
    if isinstance(fault, FileNotFoundError):
        return None
    if isinstance(fault, OSError):
        return CAUSES.get(fault.errno or 0) or _told(str(fault)) or OTHER
    if not isinstance(fault, pl.exceptions.PolarsError | duckdb.Error):
        return None
    text = str(fault)
    if _NO_ROOM_TO_SPILL in text:
        return CAUSES[errno.ENOSPC]
    return _told(text) or (OTHER if any(word in text for word in _TELLING) else None)


def _told(text: str) -> Said | None:
    """The cause that a text names, by the system's number or in the system's words."""
    if "No such file" in text:
        return None
    number = re.search(r"os error (\d+)", text)
    if number:
        return CAUSES.get(int(number[1]))
    return next((said for code, said in CAUSES.items() if os.strerror(code) in text), None)


def _failed(folder: DataFolder, cause: Said) -> StorageFailed:
    free_mb = shutil.disk_usage(_existing(folder)).free / 1_000_000
    free = f"{free_mb:,.0f} MB"
    if cause is OTHER and free_mb < 1:
        cause = CAUSES[errno.ENOSPC]
    return StorageFailed(
        Said(
            f"写入数据文件夹失败：{cause.zh}（剩余 {free}）。已发布的数据不受影响，页面仍显示上一版。"
            "请清理磁盘（旧版本可用 python -m etl prune --keep 2 删除），再重新运行。",
            f"The data folder could not be written: {cause.en} ({free} left). What is published stays as "
            "it is. Make room (python -m etl prune --keep 2 removes old builds), then run this again.",
        )
    )


def _existing(folder: DataFolder) -> str:
    found = next(path for path in (folder.root, *folder.root.parents) if path.exists())
    return str(found)
