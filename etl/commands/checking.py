"""`etl status --check`: every byte that is kept against what was written down of it."""

from collections.abc import Iterator

import polars as pl

from etl.answers import Answer, words
from etl.errors import NothingToServe, Said
from etl.lake import lake
from etl.lake.damage import damaged, is_whole
from etl.paths import DataFolder
from etl.warehouse import publish


def check(folder: DataFolder) -> Answer:
    """Read the published build and the whole lake, and say what is damaged.

    Args:
        folder: the data folder.

    Returns:
        `{checked, damages: [{what, id, message}]}`; exit code 1 when anything is damaged.
    """
    records = lake.batches(folder)
    damages = [*_release(folder), *_batches(folder, records)]
    rows = [[what, name] for what, name, _ in damages]
    said = [message for *_, message in damages]
    count = len(records) + 1
    if not said:
        said = [Said(f"已核对 {count} 项，全部完好", f"{count} things checked, all are whole")]
    content = {
        "checked": count,
        "damages": [
            {"what": what, "id": name, "message": words(message.zh, message.en)}
            for what, name, message in damages
        ],
    }
    header = words("类别 编号", "what id").split() if rows else ()
    return Answer(content, header, rows, said, exit_code=1 if damages else 0)


Damage = tuple[str, str, Said]


def _release(folder: DataFolder) -> Iterator[Damage]:
    try:
        current = publish.current(folder)
    except NothingToServe as nothing:
        yield "release", "", nothing.said
        return
    if current.warning is not None:
        yield "release", current.build_id, current.warning
    elif not publish.is_as_published(folder):
        yield "release", current.build_id, unreadable(current.build_id)


def unreadable(build_id: str) -> Said:
    """Return what to do about a published build whose bytes have changed."""
    return Said(
        f"数据版本 {build_id} 的文件已损坏。请运行 python -m etl build 重新生成，"
        "或用 python -m etl rollback 回到上一版本。",
        f"The file of build {build_id} is damaged. Run python -m etl build to make it again, "
        "or python -m etl rollback for the one before.",
    )


def _batches(folder: DataFolder, records: list[lake.BatchRecord]) -> Iterator[Damage]:
    for record in records:
        if not is_whole(folder, record) or not _has_rejects(folder, record):
            yield "batch", record.batch_id, damaged(record).said


def _has_rejects(folder: DataFolder, record: lake.BatchRecord) -> bool:
    if not record.rows_rejected:
        return True
    try:
        return pl.read_parquet(lake.rejects_path(folder, record)).height == record.rows_rejected
    except (OSError, pl.exceptions.PolarsError):
        return False
