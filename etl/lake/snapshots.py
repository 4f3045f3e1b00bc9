"""Full snapshots: what the newest one lacks is withdrawn from the current state, never from the lake.

One rule for every source, applied where the lake becomes the inputs of a build, so that a lake
without a snapshot is read as if there were no such rule (docs/decisions, full snapshots).
"""

from collections.abc import Sequence

import duckdb
import polars as pl

from etl.outcomes import UNKEYED_SNAPSHOT
from etl.sources import Source

WITHDRAWN_SCHEMA = {"batch_id": pl.String(), "rows_withdrawn": pl.Int64()}
KEY_MARK = "|"


def standing_batches(batches: pl.DataFrame, source: str) -> list[str] | None:
    """Return the batches whose keys stand: those as new as the newest snapshot all of whose rows can be told.

    Args:
        batches: one row per batch of the lake.
        source: the source.

    Returns:
        Batch ids, oldest name first; None when no snapshot tells how far it reaches.
    """
    own = batches.filter(pl.col("source") == source)
    dated = own.filter(pl.col("snapshot") & pl.col("as_of").is_not_null())
    # A row without a key may be any that the snapshot seems to lack.
    has_unkeyed = pl.col("notes").str.contains(f'"{UNKEYED_SNAPSHOT}"', literal=True)
    newest = dated.filter(~has_unkeyed.any().over("as_of"))["as_of"].max()
    if newest is None:
        return None
    return own.filter(pl.col("as_of") >= newest)["batch_id"].sort().to_list()


def key_sql(source: Source, table: str) -> str:
    """Return the SQL of a row's key as one text, spelled as `row_key` of the rejects."""
    if len(source.key) == 1:
        return f"{table}.{source.key[0]}"
    parts = (f"coalesce(cast({table}.{name} as varchar), '')" for name in source.key)
    return f"concat_ws('{KEY_MARK}', {', '.join(parts)})"


def withdraw(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    rows: duckdb.DuckDBPyRelation,
    standing: Sequence[str],
) -> tuple[duckdb.DuckDBPyRelation, pl.DataFrame]:
    """Leave out the rows whose key no standing batch has, accepted or rejected.

    Args:
        connection: the build's connection, which has `lake_reject`.
        source: the source.
        rows: all rows of the source.
        standing: the batches whose keys stand.

    Returns:
        The rows of the current state, and how many rows of which batch are withdrawn.
    """
    every = f"all_{source.name}"
    connection.register(every, rows)
    key = key_sql(source, every)
    listed = ", ".join(f"'{batch_id}'" for batch_id in standing)
    # Every name is one of a declaration or an id of our own: nothing of an export is in the text.
    # A row that is in the snapshot and cannot be read is in the snapshot: it is not missing.
    kept = f"""
        select {key} as row_key from {every} where batch_id in ({listed}) and {key} is not null
        union
        select row_key from lake_reject where batch_id in ({listed}) and row_key is not null
    """  # noqa: S608
    rows_withdrawn = connection.view(every).filter(f"{key} not in ({kept})")
    gone = rows_withdrawn.aggregate("batch_id, count(*)").order("batch_id").fetchall()
    counts = pl.DataFrame(gone, schema=WITHDRAWN_SCHEMA, orient="row")
    return connection.view(every).filter(f"{key} in ({kept})"), counts
