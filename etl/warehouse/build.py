"""Lake to warehouse: a new DuckDB file per build, made by sql/, checked, then published.

A build is a pure function of the lake, the references and the code; it never touches an older
build. Whoever calls `build` holds the lock of the data folder (etl/lock.py).
"""

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from etl.errors import ChecksRefused, Said
from etl.lake.damage import damaged_batch
from etl.paths import DataFolder
from etl.stages import reached
from etl.storage import storage_failed, storing
from etl.warehouse import coding, inputs, publish
from etl.warehouse.models import LAYERS, SQL, Model, ModelError, in_order, read_models

Progress = Callable[[Said], None]

# load and build together stay below 2 GB at a million tickets: Python and Polars need the rest.
MEMORY_LIMIT = "1400MB"
THREADS = 2
# Below that, a second thread has nothing to do and costs a sixth of the processor's time.
SMALL_LAKE_BYTES = 100_000
SHOWN_ROWS = 5

LAYER_NAMES = {
    "staging": Said("整理明细", "Arranging the rows"),
    "core": Said("计算维度与事实", "Computing dimensions and facts"),
    "marts": Said("汇总指标", "Summing up"),
}


@dataclass(frozen=True)
class Build:
    """A published build.

    Attributes:
        build_id: six digits, counted up.
        path: its DuckDB file.
        as_of: how far its data reach; None when the lake is empty.
    """

    build_id: str
    path: Path
    as_of: datetime | None


def build(folder: DataFolder, progress: Progress | None = None, sql: Path = SQL) -> Build:
    """Build the warehouse from the lake and publish it.

    Args:
        folder: the data folder.
        progress: told each step.
        sql: the folder of models and checks.

    Returns:
        The published build.

    Raises:
        ChecksRefused: a check found rows; the published build stays as it was.
        StorageFailed: the disk is full.
        EtlError: a reference file or a model is faulty.
    """
    try:
        with storing(folder):
            return _build(folder, progress or (lambda said: None), sql)
    except ChecksRefused:
        # The build that was refused is kept aside, to be looked at.
        raise
    except Exception:
        shutil.rmtree(folder.staging, ignore_errors=True)
        raise


def _build(folder: DataFolder, tell: Progress, sql: Path) -> Build:
    reached("build:started")
    _clean(folder.staging)
    build_id = publish.next_build_id(folder)
    staged = folder.staging / f"{build_id}.duckdb"
    with ThreadPoolExecutor(1) as reader, _connect(staged, _threads(folder)) as connection:
        # A bit that turned over in the lake seldom stops a reader: it makes another number.
        damage = reader.submit(damaged_batch, folder)
        try:
            _run_models(connection, folder, build_id, tell, sql)
        except (ModelError, duckdb.Error, pl.exceptions.PolarsError, OSError) as fault:
            better = storage_failed(folder, fault) or damage.result()
            if better is None:
                raise
            raise better from fault
        connection.execute("checkpoint")
        reached("build:checkpointed")
        tell(Said("核对", "Checking"))
        _run_checks(connection, sql)
        reached("build:checks")
        if (damaged := damage.result()) is not None:
            raise damaged
        as_of = _as_of(connection)
    reached("build:closed")
    tell(Said("发布", "Publishing"))
    return Build(build_id, publish.publish(folder, build_id, staged), as_of)


def _clean(staging: Path) -> None:
    """Remove what a run that was cut off left behind."""
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(parents=True)


def _threads(folder: DataFolder) -> int:
    """Return how many threads the lake is worth."""
    size = sum(path.stat().st_size for path in folder.lake.rglob("*.parquet"))
    return 1 if size < SMALL_LAKE_BYTES else THREADS


def _connect(path: Path, threads: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        path,
        config={
            "threads": threads,
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(path.parent / "spill"),
            # A model that wants an order says so; all others may be written as they come.
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
        },
    )
    # Of what takes longer than two seconds it would draw one into the answer of --json.
    connection.execute("set enable_progress_bar = false")
    return connection


def _run_models(
    connection: duckdb.DuckDBPyConnection,
    folder: DataFolder,
    build_id: str,
    tell: Progress,
    sql: Path,
) -> None:
    names = inputs.register(connection, folder, build_id)
    models = in_order(read_models(sql), names)
    reached("build:inputs")
    for layer in LAYERS:
        tell(LAYER_NAMES[layer])
        for model in models:
            if model.layer == layer:
                _make(connection, model)
        reached(f"build:{layer}")


def _make(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    try:
        if model.is_coded:
            coding.make(connection, model)
        else:
            connection.execute(model.statement)
    except duckdb.Error as fault:
        raise ModelError(
            Said(
                f"生成表 {model.name} 失败，未发布：{fault}",
                f"The table {model.name} could not be made, nothing is published: {fault}",
            )
        ) from fault


def _run_checks(connection: duckdb.DuckDBPyConnection, sql: Path) -> None:
    zh, en = [], []
    for check in read_models(sql, ["checks"]):
        rows = connection.sql(check.sql)
        found = rows.limit(SHOWN_ROWS).fetchall()
        if found:
            shown = "\n".join(f"  {_told(rows.columns, row)}" for row in found)
            zh.append(f"核对项 {check.name} 未通过，例如：\n{shown}")
            en.append(f"The check {check.name} does not hold, for example:\n{shown}")
    if zh:
        zh.append(
            "本次数据未发布，页面仍显示上一版。多半是新导入的某个文件自相矛盾："
            "用 etl batches 看最近的批次，用 etl forget 批次号 移出，改正后重新导入。"
        )
        en.append(
            "Nothing was published: the pages still show the build before. Most likely a file just "
            "loaded contradicts itself: find its batch with etl batches, take it out with etl forget "
            "BATCH, put it right and load it again."
        )
        raise ChecksRefused(Said("\n".join(zh), "\n".join(en)))


def _told(names: Sequence[str], values: Sequence[object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True))


def _as_of(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    [(as_of,)] = connection.sql("select as_of from meta_build").fetchall()
    return as_of if isinstance(as_of, datetime) else None
