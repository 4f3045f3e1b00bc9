"""Which rejected rows have loaded since: the row of that key came in another file, no older than it was.

Or a row loaded that bears the number of the rejected one, from the workbook of rows to be corrected.
"""

import json
from collections.abc import Iterator

import duckdb
import polars as pl

from etl.cleaning.links import numbered
from etl.lake.snapshots import key_sql
from etl.sources import SOURCES, Source

CORRECTED_SCHEMA = {
    "batch_id": pl.String(),
    "sheet_name": pl.String(),
    "row_number": pl.Int64(),
    "corrected_by_batch_id": pl.String(),
}


def corrected(connection: duckdb.DuckDBPyConnection, batches: pl.DataFrame) -> pl.DataFrame:
    """Return the rejected rows that another batch holds accepted, and the first batch that does.

    A version without any time of its own, or of a batch that has none, is as new as any.

    Args:
        connection: the build's connection, with `lake_batch`, `lake_reject` and the lake.
        batches: one row per batch; a source of a single batch has nobody to correct it.

    Returns:
        [batch_id, sheet_name, row_number, corrected_by_batch_id].
    """
    several = batches.group_by("source").agg(pl.len(), pl.col("rows_rejected").sum())
    names = several.filter((pl.col("len") > 1) & (pl.col("rows_rejected") > 0))["source"].sort()
    found = [
        pl.DataFrame(
            connection.sql(_question(SOURCES[name])).fetchall(),
            schema=CORRECTED_SCHEMA,
            orient="row",
        )
        for name in names
    ]
    numbers = pl.DataFrame(list(_numbers(batches)), schema=CORRECTED_SCHEMA, orient="row")
    return pl.concat([pl.DataFrame(schema=CORRECTED_SCHEMA), *found, numbers]).unique(
        ["batch_id", "sheet_name", "row_number"], keep="first", maintain_order=True
    )


def _numbers(batches: pl.DataFrame) -> Iterator[tuple[str, str, int, str]]:
    """Yield the rejected rows that batches name by their numbers, the oldest batch first."""
    naming = batches.filter(pl.col("corrects") != "[]").sort("as_of", "batch_id", nulls_last=False)
    for by, texts in naming.select("batch_id", "corrects").iter_rows():
        for text in json.loads(texts):
            for batch_id, sheet_name, row_number in numbered(text):
                yield batch_id, sheet_name, row_number, by


def _question(source: Source) -> str:
    exported = [f"accepted.{column.name}" for column in source.with_role("exported")]
    version = f"coalesce({', '.join([*exported, 'theirs.as_of'])})"
    key = key_sql(source, "accepted")
    # Every name is one of a declaration: nothing of an export is in the text.
    return f"""
        select
            rejects.batch_id, rejects.sheet_name, rejects.row_number,
            arg_min(accepted.batch_id, (coalesce(theirs.as_of, timestamp '0001-01-01'), accepted.batch_id))
        from lake_{source.name} as accepted
        inner join lake_batch as theirs on accepted.batch_id = theirs.batch_id
        inner join lake_reject as rejects
            on {key} = rejects.row_key and accepted.batch_id <> rejects.batch_id
        inner join lake_batch as ours on rejects.batch_id = ours.batch_id
        where
            rejects.source = '{source.name}'
            and rejects.rule <> 'superseded_in_file'
            and coalesce({version} >= coalesce(rejects.row_at, ours.as_of), true)
        group by rejects.batch_id, rejects.sheet_name, rejects.row_number
        order by rejects.batch_id, rejects.sheet_name, rejects.row_number
    """  # noqa: S608
