"""What has changed in the lake since the published build, and whether the build can go on from it.

Only lines that were added to sources by whose keys a fact can be computed anew are a change; all
else (other code or references, a batch forgotten, a new ledger) needs a build from nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import lake, publish
from etl.errors import NothingToServe, Said
from etl.models import Model
from etl.paths import DataFolder
from etl.version import code_version

# Below this a build from nothing takes hardly longer than Python to start.
LEAST_ROWS = 200_000
# Rows computed anew go to the end of their table: now and then it is laid out afresh.
MOST_STEPS = 30


@dataclass(frozen=True)
class Change:
    """What a build adds to the published one.

    Attributes:
        published: the file of the published build.
        batches: ids of the new batches by source.
        steps_since_full: builds since the last from nothing, the coming one included.
    """

    published: Path
    batches: Mapping[str, frozenset[str]]
    steps_since_full: int


def change(folder: DataFolder, models: Collection[Model]) -> Change | Said:
    """Return what changed since the published build, or why a build from nothing is needed.

    Args:
        folder: the data folder.
        models: the models of the coming build.
    """
    try:
        release = publish.current(folder)
    except NothingToServe:
        return Said("还没有已发布的数据", "nothing is published yet")
    if release.warning is not None:
        return release.warning
    made_of = publish.made_of(release.path)
    if made_of is None or made_of[0] != code_version(folder):
        return Said("程序或参考文件有变化", "the program or a reference file has changed")
    try:
        steps, known = _content(release.path)
    except duckdb.Error:
        return Said("当前版本读不出来历", "the published build does not say what it was made of")
    records = lake.batches(folder)
    if known - {record.batch_id for record in records}:
        return Said("有批次被移除", "a batch was removed")
    if sum(record.rows_accepted for record in records) < LEAST_ROWS:
        return Said("数据量小，全部重新计算更快", "with so few rows, to compute all is quicker")
    if steps >= MOST_STEPS:
        return Said(f"已连续增量生成 {steps} 次", f"{steps} builds have only added to it")
    added = [record for record in records if record.batch_id not in known]
    if not added:
        return Said("没有新批次", "there is no new batch")
    sources = {record.source for record in added}
    if reason := _reaching_further(models, sources, {record.source for record in records}):
        return reason
    # What a snapshot lacks is withdrawn: which keys stand, only the whole lake says.
    if any(record.snapshot for record in records):
        return Said("有全量快照", "the lake holds a full snapshot")
    batches: dict[str, set[str]] = defaultdict(set)
    for record in added:
        batches[record.source].add(record.batch_id)
    by_source = {source: frozenset(ids) for source, ids in batches.items()}
    return Change(release.path, by_source, steps + 1)


def _content(path: Path) -> tuple[int, set[str]]:
    """Return how often a release was added to, and the batches that it holds."""
    with duckdb.connect(path, read_only=True) as connection:
        [(steps,)] = connection.sql("select steps_since_full from meta_build").fetchall()
        rows = connection.sql("select batch_id from mart_load").fetchall()
    return int(steps), {str(row[0]) for row in rows}


def _reaching_further(
    models: Collection[Model], sources: Collection[str], present: Collection[str]
) -> Said | None:
    """Say which batches, new or present, change a fact beyond the keys that they hold."""
    known = {model.name: model for model in models}
    facts = [model for model in models if model.again]
    if len(facts) != 1:
        return Said("没有可以增量计算的表", "no table can be gone on from")
    [fact] = facts
    by_key = fact.again[1] if fact.again else ()
    reached = upstream(fact.name, known)
    matched = {s for s in present if f"lake_{s}" in fact.whole}
    beyond = matched | {s for s in sources if f"lake_{s}" in reached and f"lake_{s}" not in by_key}
    if not beyond:
        return None
    names = "、".join(sorted(beyond))
    return Said(f"批次（{names}）关系到全部办件", f"batches of {names} concern every case")


def upstream(name: str, known: Mapping[str, Model], stop: Collection[str] = ()) -> set[str]:
    """Return all that a model reads, directly or through others, inputs included.

    Args:
        name: of the model.
        known: models by name.
        stop: names that are not looked behind.
    """
    found: set[str] = set()
    waiting = [name]
    while waiting:
        model = known.get(waiting.pop())
        if model is None or (model.name in stop and model.name != name):
            continue
        fresh = model.needs - found
        found |= fresh
        waiting += fresh
    return found
