"""The lake: immutable batches, one Parquet file of accepted rows and one JSON record each.

The record is written last and is the commit mark: a Parquet file without it does not exist, and is
swept away by the next load.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

from etl.errors import EtlError, Said
from etl.paths import DataFolder
from etl.stages import reached

TEMPORARY = ".tmp"


class Sheet(BaseModel):
    """One table of a batch: its header, and what each header was taken for."""

    model_config = ConfigDict(frozen=True)

    sheet_name: str
    header_row: int
    headers: dict[str, str | None]


class BatchNote(BaseModel):
    """Something about a batch that a person should know, in both languages."""

    model_config = ConfigDict(frozen=True)

    code: str
    zh: str
    en: str


class BatchRecord(BaseModel):
    """What is known of one batch: the JSON beside its Parquet file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    batch_id: str
    source: str
    file_name: str
    member: str
    file_sha256: str
    file_bytes: int
    mapping_name: str
    mapping_sha256: str
    loaded_at: str
    as_of: str | None
    as_of_origin: Literal["declared", "exported_at", "event"] | None
    snapshot: bool
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    rejected_by_rule: dict[str, int]
    columns: dict[str, int]
    sheets: list[Sheet]
    notes: list[BatchNote]
    code_version: str
    # Numbers of rejected rows that accepted ones of this batch correct (etl/cleaning/links.py).
    corrects: list[str] = []
    # Of the rows beside it; empty in batches that were loaded before it was written down.
    parquet_sha256: str = ""


def batch_id(source: str, file_sha256: str, mapping_sha256: str) -> str:
    """Return the id of a batch: the same bytes read the same way are the same batch."""
    identity = "\0".join((source, file_sha256, mapping_sha256))
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def record_path(folder: DataFolder, source: str, batch: str) -> Path:
    """Return where the record of a batch lies."""
    return folder.lake / source / f"{batch}.json"


def parquet_path(folder: DataFolder, record: BatchRecord) -> Path:
    """Return where the accepted rows of a batch lie."""
    return folder.lake / record.source / f"{record.batch_id}.parquet"


def rejects_path(folder: DataFolder, record: BatchRecord) -> Path:
    """Return where the rejected rows of a batch lie; absent when there is none."""
    return folder.rejects / record.source / f"{record.batch_id}.parquet"


def read_record(folder: DataFolder, source: str, batch: str) -> BatchRecord | None:
    """Return the record of a batch, None when it is not in the lake."""
    path = record_path(folder, source, batch)
    return _record(path) if path.exists() else None


def _record(path: Path) -> BatchRecord:
    try:
        return BatchRecord.model_validate_json(path.read_bytes())
    except ValidationError as fault:
        raise EtlError(
            Said(
                f"批次记录 {path} 已损坏。请删除这个文件，再重新载入原来的导出文件；已发布的数据不受影响。",
                f"The record of a batch, {path}, is damaged. Remove that file and load its export again; "
                "what is published stays as it is.",
            )
        ) from fault


def batches(folder: DataFolder, source: str | None = None) -> list[BatchRecord]:
    """Return the records of all batches, oldest load first.

    Args:
        folder: the data folder.
        source: only batches of this source.
    """
    paths = folder.lake.glob(f"{source or '*'}/*.json")
    records = [_record(path) for path in paths]
    return sorted(records, key=lambda record: (record.loaded_at, record.batch_id))


def forget(folder: DataFolder, batch: str) -> BatchRecord:
    """Take a batch out of the lake; the next build is made without it.

    Args:
        folder: the data folder.
        batch: its id.

    Returns:
        The record it had.

    Raises:
        EtlError: there is no such batch.
    """
    record = next((r for r in batches(folder) if r.batch_id == batch), None)
    if record is None:
        raise EtlError(
            Said(
                f"没有编号为 {batch} 的批次。可用 batches 命令查看全部批次。",
                f"There is no batch {batch}. The command batches lists them all.",
            )
        )
    # The record first: without it the batch is gone, whatever happens next.
    record_path(folder, record.source, batch).unlink()
    reached("forget:record-removed")
    parquet_path(folder, record).unlink(missing_ok=True)
    rejects_path(folder, record).unlink(missing_ok=True)
    return record


def sweep(folder: DataFolder) -> None:
    """Remove what an interrupted load left: temporary files, and Parquet without a record."""
    for root in (folder.lake, folder.rejects):
        for path in root.glob(f"*/*{TEMPORARY}"):
            path.unlink()
        for path in root.glob("*/*.parquet"):
            if not record_path(folder, path.parent.name, path.stem).exists():
                path.unlink()


def settle_file(temporary: Path, final: Path) -> None:
    """Make a written file durable and give it its name, in one step that cannot be half done."""
    _sync(temporary)
    temporary.replace(final)
    _sync(final.parent)


def settle_and_hash(temporary: Path, final: Path) -> str:
    """Do the same and return the file's SHA-256, taken while the disk is still writing."""
    with temporary.open("rb") as content, ThreadPoolExecutor(1) as beside:
        digest = beside.submit(hashlib.file_digest, content, "sha256")
        settle_file(temporary, final)
        return digest.result().hexdigest()


def write_frame(frame: pl.DataFrame, final: Path) -> None:
    """Write a Parquet file by way of a temporary name."""
    final.parent.mkdir(parents=True, exist_ok=True)
    with _temporary(final) as temporary:
        frame.write_parquet(temporary, compression="zstd")
        settle_file(temporary, final)


def write_record(folder: DataFolder, record: BatchRecord) -> None:
    """Write the record of a batch: from now on the batch exists."""
    final = record_path(folder, record.source, record.batch_id)
    content: dict[str, Any] = record.model_dump(mode="json")
    with _temporary(final) as temporary:
        temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        settle_file(temporary, final)


@contextmanager
def _temporary(final: Path) -> Iterator[Path]:
    """Give a file a temporary name; where it cannot be written its space is given back."""
    temporary = final.with_name(final.name + TEMPORARY)
    try:
        yield temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
