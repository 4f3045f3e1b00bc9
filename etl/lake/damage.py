"""Which batch of the lake is no longer as it was written: asked before anything made of it is published."""

import hashlib

import polars as pl

from etl.errors import EtlError, Said
from etl.lake import lake
from etl.paths import DataFolder


class BatchDamagedError(EtlError):
    """The rows of a batch cannot be read; nothing is published."""


def damaged_batch(folder: DataFolder) -> BatchDamagedError | None:
    """Return what to do about the first batch that is not as it was written; None when all are."""
    found = (one for one in lake.batches(folder) if not is_whole(folder, one))
    return next((damaged(record) for record in found), None)


def is_whole(folder: DataFolder, record: lake.BatchRecord) -> bool:
    """Return whether rows lie there as written; those of older batches have no SHA-256 to go by.

    Args:
        folder: the data folder.
        record: the batch.
    """
    path = lake.parquet_path(folder, record)
    try:
        if record.parquet_sha256:
            with path.open("rb") as content:
                return hashlib.file_digest(content, "sha256").hexdigest() == record.parquet_sha256
        # Of a wide sheet one accepted row makes several of the lake.
        return pl.read_parquet(path).height >= record.rows_accepted
    except (OSError, pl.exceptions.PolarsError):
        return False


def damaged(record: lake.BatchRecord) -> BatchDamagedError:
    """Return what to do about a batch whose rows are not as they were written."""
    batch, name = record.batch_id, record.file_name
    return BatchDamagedError(
        Said(
            f"批次 {batch}（文件“{name}”）在数据湖中的内容已损坏或缺失，未发布，页面仍显示上一版。"
            f"请运行 python -m etl forget {batch}，再重新载入该文件。",
            f'The rows of batch {batch} (file "{name}") are damaged or missing in the lake. Nothing is '
            f"published. Run python -m etl forget {batch}, then load that file again.",
        )
    )
