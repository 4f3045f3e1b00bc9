"""Lake to warehouse: a new DuckDB file per build, made by sql/, checked, then published.

A build is a pure function of the lake, the references and the code; it never touches an older
build. Whoever calls `build` holds the lock of the data folder (etl/lock.py).
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl import copying, inputs, publish, running
from etl.change import Change, change
from etl.errors import Said
from etl.increment import Increment
from etl.models import LAYERS, SQL, Model, in_order, read_models
from etl.paths import DataFolder
from etl.stages import reached

Progress = Callable[[Said], None]

# load and build together stay below 2 GB at a million tickets: Python and Polars need the rest.
MEMORY_LIMIT = "1400MB"
THREADS = 2

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
        why_full: why all was computed anew; None when it went on from the build before.
    """

    build_id: str
    path: Path
    as_of: datetime | None
    why_full: Said | None = None


def build(
    folder: DataFolder,
    progress: Progress | None = None,
    sql: Path = SQL,
    *,
    is_full: bool = False,
) -> Build:
    """Build the warehouse from the lake and publish it.

    Where the lake has only gained lines, the build goes on from the published one (etl/change.py).

    Args:
        folder: the data folder.
        progress: told each step.
        sql: the folder of models and checks.
        is_full: compute all anew, whatever changed.

    Returns:
        The published build.

    Raises:
        ChecksRefused: a check found rows; the published build stays as it was.
        EtlError: a reference file or a model is faulty.
    """
    tell = progress or (lambda said: None)
    reached("build:started")
    _clean(folder.staging)
    build_id = publish.next_build_id(folder)
    staged = folder.staging / f"{build_id}.duckdb"
    models = read_models(sql)
    found = Said("已要求全部重新计算", "it was asked for") if is_full else change(folder, models)
    if isinstance(found, Change):
        tell(Said("增量生成：接续当前版本", "Going on from the published build"))
        copying.copy(found.published, staged)
        reached("build:copied")
    else:
        tell(Said(f"全部重新生成：{found.zh}", f"Building from nothing: {found.en}"))
    with _connect(staged) as connection:
        steps = found.steps_since_full if isinstance(found, Change) else 0
        names = inputs.register(connection, folder, build_id, steps)
        ordered = in_order(models, names)
        reached("build:inputs")
        if isinstance(found, Change):
            increment = Increment(connection, folder, found, sql)
            increment.run(ordered)
            tell(Said("核对", "Checking"))
            running.refuse(increment.check())
        else:
            _run_models(connection, ordered, tell)
            connection.execute("checkpoint")
            reached("build:checkpointed")
            tell(Said("核对", "Checking"))
            checked = [running.check(connection, model) for model in read_models(sql, ["checks"])]
            running.refuse([said for said in checked if said is not None])
        reached("build:checks")
        as_of = _as_of(connection)
    reached("build:closed")
    tell(Said("发布", "Publishing"))
    why_full = found if isinstance(found, Said) else None
    return Build(build_id, publish.publish(folder, build_id, staged), as_of, why_full)


def _clean(staging: Path) -> None:
    """Remove what a run that was cut off left behind."""
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(parents=True)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        path,
        config={
            "threads": THREADS,
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": str(path.parent / "spill"),
            # A model that wants an order says so; all others may be written as they come.
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
        },
    )


def _run_models(
    connection: duckdb.DuckDBPyConnection, models: Sequence[Model], tell: Progress
) -> None:
    for layer in LAYERS:
        tell(LAYER_NAMES[layer])
        for model in models:
            if model.layer == layer:
                running.make(connection, model)
        reached(f"build:{layer}")


def _as_of(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    [(as_of,)] = connection.sql("select as_of from meta_build").fetchall()
    return as_of if isinstance(as_of, datetime) else None
