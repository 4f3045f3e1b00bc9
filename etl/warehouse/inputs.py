"""The tables that a build finds before its first model: the lake, the references, itself.

`lake_*` are views over Parquet, never copies; `ref_*` are small frames made in Python, `office_*` what
people decided.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from etl import clock
from etl.cleaning.rejecting import REJECT_SCHEMA
from etl.lake.batch_table import batch_table
from etl.lake.corrections import corrected
from etl.lake.holding import held, held_frame
from etl.lake.snapshots import WITHDRAWN_SCHEMA, standing_batches, withdraw
from etl.office.names import aliases
from etl.paths import DataFolder
from etl.reference.city import read_city
from etl.reference.district_check import outlet_places
from etl.reference.references import boundaries, districts, references
from etl.sources import SOURCES
from etl.warehouse.version import code_version, lake_hash


def register(connection: duckdb.DuckDBPyConnection, folder: DataFolder, build_id: str) -> list[str]:
    """Give a connection every input of a build, as temporary views over Parquet.

    Args:
        connection: the build's connection.
        folder: the data folder; small files are written to its `staging`.
        build_id: the build being made.

    Returns:
        The names of the inputs.

    Raises:
        EtlError: a reference file is faulty.
    """
    waiting = held(folder)
    batches = batch_table(folder).filter(
        ~pl.col("batch_id").is_in([one.batch_id for one in waiting])
    )
    outlines, names = boundaries(folder, read_city(folder)), districts(folder)
    frames = {
        "lake_batch": batches,
        "lake_reject": pl.DataFrame(schema=REJECT_SCHEMA),
        **{f"lake_{name}": pl.DataFrame(schema=s.lake_schema) for name, s in SOURCES.items()},
        "ref_build": _build_frame(folder, build_id, batches),
        "ref_outlet_place": outlet_places(_newest_outlets(folder, batches), outlines, names),
        "lake_held": held_frame(waiting),
        "office_alias": _confirmed_names(folder),
        **references(folder),
    }
    files = {f"lake_{name}": _batch_files(folder, batches, name) for name in SOURCES}
    files["lake_reject"] = _reject_files(folder, batches)
    views: dict[str, duckdb.DuckDBPyRelation] = {}
    for name, frame in frames.items():
        # Parquet, since DuckDB would import pyarrow and pandas (2 s) to look into a frame. Of the
        # lake it is an empty file of the declared types: it makes the view where there is no batch
        # yet, and fills the columns that a source has gained since a batch was loaded.
        written = folder.staging / f"{name}.parquet"
        frame.write_parquet(written)
        paths = [str(path) for path in (written, *files.get(name, []))]
        rows = connection.read_parquet(paths, union_by_name=True)
        views[name] = _without_reading_nulls(rows, connection, files.get(name, []))
        connection.register(name, views[name])
    _register_frame(connection, folder, "lake_corrected", corrected(connection, batches))
    withdrawn = _withdraw_missing(connection, views, batches)
    _register_frame(connection, folder, "lake_withdrawn", withdrawn)
    return [*frames, "lake_corrected", "lake_withdrawn"]


def _register_frame(
    connection: duckdb.DuckDBPyConnection, folder: DataFolder, name: str, frame: pl.DataFrame
) -> None:
    written = folder.staging / f"{name}.parquet"
    frame.write_parquet(written)
    connection.register(name, connection.read_parquet(str(written)))


def _withdraw_missing(
    connection: duckdb.DuckDBPyConnection,
    views: Mapping[str, duckdb.DuckDBPyRelation],
    batches: pl.DataFrame,
) -> pl.DataFrame:
    """Narrow each source that has a full snapshot; return how many rows of which batch that withdrew."""
    withdrawn = [pl.DataFrame(schema=WITHDRAWN_SCHEMA)]
    for name, source in SOURCES.items():
        standing = standing_batches(batches, name)
        if standing is not None:
            rows, counts = withdraw(connection, source, views[f"lake_{name}"], standing)
            connection.register(f"lake_{name}", rows)
            withdrawn.append(counts)
    return pl.concat(withdrawn)


def _without_reading_nulls(
    rows: duckdb.DuckDBPyRelation, connection: duckdb.DuckDBPyConnection, files: Sequence[Path]
) -> duckdb.DuckDBPyRelation:
    """Return rows of the lake with a plain null for every column that none of their files fills.

    Exports have a third of the columns that they might have. Read, joined and moved like the
    others, the empty ones would cost as much as those that say something.
    """
    if not files:
        return rows
    # All written out: to take over a value from Python, DuckDB would import pandas (1 s).
    quoted = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    footers = connection.sql(f"from parquet_metadata([{quoted}])")
    filled = footers.filter("stats_null_count is distinct from num_values")
    is_filled = {str(name) for [name] in filled.select("path_in_schema").distinct().fetchall()}
    return rows.project(
        ", ".join(
            name if name in is_filled else f"cast(null as {dtype}) as {name}"
            for name, dtype in zip(rows.columns, rows.types, strict=True)
        )
    )


def _batch_files(folder: DataFolder, batches: pl.DataFrame, source: str) -> list[Path]:
    ids = batches.filter(pl.col("source") == source)["batch_id"]
    return [folder.lake / source / f"{batch_id}.parquet" for batch_id in ids]


def _reject_files(folder: DataFolder, batches: pl.DataFrame) -> list[Path]:
    batch_ids = batches.select("source", "batch_id").iter_rows()
    files = [folder.rejects / source / f"{batch_id}.parquet" for source, batch_id in batch_ids]
    return [file for file in files if file.exists()]


def _build_frame(folder: DataFolder, build_id: str, batches: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "build_id": [build_id],
            "built_at": [clock.now()],
            "code_version": [code_version(folder)],
            "lake_hash": [lake_hash(folder)],
            "is_sample": [_is_sample(folder, batches)],
        }
    )


def _confirmed_names(folder: DataFolder) -> pl.DataFrame:
    """Return the names that somebody confirmed, as the office's database has them now."""
    text = pl.String()
    schema = {"alias": text, "kind": text, "target_id": text, "valid_from": text, "valid_to": text}
    rows = [{name: getattr(one, name) for name in schema} for one in aliases(folder)]
    return pl.DataFrame(rows, schema=schema).with_columns(
        pl.col("valid_from", "valid_to").str.to_date()
    )


def _is_sample(folder: DataFolder, batches: pl.DataFrame) -> bool:
    """Return whether any batch came from a file that `etl demo` wrote."""
    marker = folder.root / "sample.json"
    if not marker.exists():
        return False
    invented = json.loads(marker.read_text(encoding="utf-8"))["files"]
    return not set(batches["file_sha256"]).isdisjoint(invented.values())


def _newest_outlets(folder: DataFolder, batches: pl.DataFrame) -> pl.DataFrame:
    """Return the newest row of every outlet, by the rule of sql/staging/stg_batch.sql."""
    wanted = ["outlet_id", "district", "lon_wgs84", "lat_wgs84", "batch_id", "row_number"]
    empty = pl.DataFrame(schema=SOURCES["outlets"].lake_schema).select(wanted)
    files = _batch_files(folder, batches, "outlets")
    return (
        pl.concat([empty, *(pl.read_parquet(path, columns=wanted) for path in files)])
        .join(batches.select("batch_id", "as_of"), on="batch_id", maintain_order="left")
        .sort("as_of", "batch_id", "row_number")
        .unique("outlet_id", keep="last", maintain_order=True)
    )
