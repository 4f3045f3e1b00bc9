"""What is loaded and published: where, status, batches.

One of the places where etl asks analysis (docs/decisions), for what the published build says of itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import duckdb

from analysis import data_questions
from analysis.warehouse import Release, WarehouseError
from etl.answers import Answer, words
from etl.commands import checking
from etl.errors import EtlError, Said
from etl.lake import lake
from etl.lake.holding import held
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse import publish


class BuildDamagedError(EtlError):
    """The published build cannot be read."""


@contextmanager
def _readable(folder: DataFolder) -> Iterator[None]:
    """Say in a sentence that the published build is damaged, wherever a question meets it."""
    try:
        yield
    except (WarehouseError, duckdb.Error) as fault:
        build_id = publish.current(folder).build_id
        raise BuildDamagedError(checking.unreadable(build_id)) from fault


def where(folder: DataFolder) -> Answer:
    """Return where the published build lies: its path and nothing else."""
    release = publish.current(folder)
    path = str(release.path)
    return Answer({"build_id": release.build_id, "path": path}, said=[Said(path, path)])


def status(folder: DataFolder) -> Answer:
    """Return what is published, how far each source reaches, and which builds are kept."""
    current = publish.current(folder)
    with _readable(folder):
        release, info = open_published(folder)
        sources = data_questions.source_dates(release)
    content = {
        **info,
        "path": current.path,
        "sources": sources.to_dicts(),
        "releases": [known.build_id for known in publish.releases(folder)],
        "warning": words(current.warning.zh, current.warning.en) if current.warning else None,
    }
    reaches = Said(*(info["as_of"] or unknown for unknown in ("未知", "an unknown time")))
    said = [
        Said(
            f"数据版本 {info['build_id']}，数据截至 {reaches.zh}，待更正数据 {info['rows_to_correct']} 行",
            f"Build {info['build_id']}, data up to {reaches.en}, {info['rows_to_correct']} rows to correct",
        )
    ]
    if gone := info["rows_withdrawn"]:
        zh = f"全量快照没有的 {gone} 行已退出当前数据，数据湖中仍保留"
        en = f"{gone} rows that full snapshots lack are out of the numbers; the lake keeps them"
        said.append(Said(zh, en))
    try:
        waiting = held(folder)
    except EtlError as fault:
        # What is published does not need the lake: its damage is told beside.
        waiting = []
        said.append(fault.said)
    content["held"] = [asdict(one) for one in waiting]
    said += [
        Said(f"{one.file_name}：{one.said.zh}", f"{one.file_name}: {one.said.en}")
        for one in waiting
    ]
    if current.warning:
        said.insert(0, current.warning)
    header = words("来源 截至 批次 采用 未采用", "source as-of batches accepted rejected").split()
    return Answer(content, header, of_sources(sources.rows()), said)


def batches(folder: DataFolder) -> Answer:
    """Return the batches of the lake, oldest first."""
    records = lake.batches(folder)
    columns = (
        "source",
        "batch_id",
        "file_name",
        "loaded_at",
        "as_of",
        "rows_read",
        "rows_rejected",
    )
    rows = [[getattr(record, column) for column in columns] for record in records]
    header = words(
        "来源 批次 文件 载入时间 截至 读入 未采用", "source batch file loaded as-of read rejected"
    )
    content = {"batches": [record.model_dump() for record in records]}
    return Answer(content, header.split(), of_sources(rows))


def of_sources(rows: Iterable[Sequence[object]]) -> list[list[object]]:
    """Return rows whose first cell is a source's code with what the source is called."""
    return [[source_name(str(code)), *cells] for code, *cells in rows]


def source_name(code: str) -> str:
    """Return what a source is called in the language of the command line."""
    return words(*SOURCES[code].label) if code in SOURCES else code


def open_published(folder: DataFolder) -> tuple[Release, Mapping[str, Any]]:
    """Return the published build, to put questions to, and its row about itself."""
    current = publish.current(folder)
    release = Release(current.build_id, current.path)
    info = data_questions.build_info(release).row(0, named=True)
    return release, info
