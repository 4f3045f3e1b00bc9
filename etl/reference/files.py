"""One reference file as a table of declared columns."""

from collections.abc import Mapping

import polars as pl
from polars.datatypes import DataType

from etl.errors import EtlError, Said
from etl.paths import DataFolder


def read_table(folder: DataFolder, name: str, schema: Mapping[str, DataType]) -> pl.DataFrame:
    """Read a CSV of the reference folder.

    Args:
        folder: the data folder.
        name: the file, the city's own first.
        schema: its columns and their types; others are left out.

    Raises:
        EtlError: the file is missing or has other columns.
    """
    path = folder.reference(name)
    try:
        return pl.read_csv(path, schema_overrides=dict(schema)).select(schema.keys())
    except (OSError, pl.exceptions.PolarsError) as fault:
        raise EtlError(
            Said(
                f"参考文件 {path} 读不出来：应有列 {'、'.join(schema)}（{fault}）",
                f"The reference file {path} cannot be read: it needs {', '.join(schema)} ({fault})",
            )
        ) from fault
