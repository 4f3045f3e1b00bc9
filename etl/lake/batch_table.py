"""The batches of the lake as a table, one row per record."""

import json
from datetime import datetime

import polars as pl
from polars.datatypes import DataType

from etl.lake import lake
from etl.paths import DataFolder

BATCH_SCHEMA: dict[str, DataType] = {
    "batch_id": pl.String(),
    "source": pl.String(),
    "file_name": pl.String(),
    "member": pl.String(),
    "file_sha256": pl.String(),
    "file_bytes": pl.Int64(),
    "mapping_name": pl.String(),
    "mapping_sha256": pl.String(),
    "loaded_at": pl.Datetime("us"),
    "as_of": pl.Datetime("us"),
    "as_of_origin": pl.String(),
    "snapshot": pl.Boolean(),
    "rows_read": pl.Int64(),
    "rows_accepted": pl.Int64(),
    "rows_rejected": pl.Int64(),
    "rejected_by_rule": pl.String(),
    "columns": pl.String(),
    "sheets": pl.String(),
    "notes": pl.String(),
    "code_version": pl.String(),
    "corrects": pl.String(),
}


def batch_table(folder: DataFolder) -> pl.DataFrame:
    """Return one row per committed batch of the lake, in order of batch_id.

    Args:
        folder: the data folder.

    Returns:
        The columns of the batch's JSON record; its lists and objects as JSON text.
    """
    rows = [
        {
            **{column: _text(value) for column, value in record.model_dump().items()},
            "loaded_at": datetime.fromisoformat(record.loaded_at),
            "as_of": datetime.fromisoformat(record.as_of) if record.as_of else None,
        }
        for record in lake.batches(folder)
    ]
    return pl.DataFrame(rows, schema=BATCH_SCHEMA).sort("batch_id")


def _text(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
