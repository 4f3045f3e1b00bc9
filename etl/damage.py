"""Which batch of the lake can no longer be read: asked only after a build has failed."""

import polars as pl

from etl import lake
from etl.errors import EtlError, Said
from etl.paths import DataFolder


class BatchDamagedError(EtlError):
    """The rows of a batch cannot be read; nothing is published."""


def damaged_batch(folder: DataFolder) -> BatchDamagedError | None:
    """Return what to do about the first batch whose rows cannot be read; None when all can."""
    for record in lake.batches(folder):
        try:
            rows = pl.read_parquet(lake.parquet_path(folder, record)).height
        except (OSError, pl.exceptions.PolarsError):
            rows = -1
        # Of a wide sheet one accepted row makes several of the lake.
        if rows < record.rows_accepted:
            return damaged(record)
    return None


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
