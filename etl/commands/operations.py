"""The commands that change something: load, build, forget, rollback, prune."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.answers import Answer, UsageError, tell, tell_rows, words
from etl.errors import EtlError, NothingToServe, Said
from etl.lake import lake
from etl.lake.holding import held
from etl.lock import locked
from etl.office import releases
from etl.office.names import somebody
from etl.paths import DataFolder
from etl.warehouse import publish, retention
from etl.warehouse.build import build
from etl.warehouse.version import code_version, lake_hash

if TYPE_CHECKING:
    from etl.outcomes import FileResult

STATUS_WORDS = {
    "loaded": Said("已导入", "loaded"),
    "unchanged": Said("未变化", "unchanged"),
    "refused": Said("未接收", "refused"),
}


@dataclass(frozen=True)
class LoadOptions:
    """How `etl load` was asked to load.

    Attributes:
        mapping: the mapping that all files are read by.
        source: the kind of export that all files are.
        max_rejects: the share of rejected rows above which a file fails; None for no limit.
        is_building: whether a build follows.
    """

    mapping: Path | None = None
    source: str | None = None
    max_rejects: float | None = None
    is_building: bool = True


def load(folder: DataFolder, paths: Sequence[Path], options: LoadOptions) -> Answer:
    """Load exports into the lake, then build and publish, all under one lock.

    Args:
        folder: the data folder.
        paths: files and folders; none means everything in the inbox.
        options: how.

    Returns:
        `{batches: […], build_id}`, with `broken_mappings` where the data folder has some; exit code
        1 when every file was refused. When the build fails
        the batches stay in the lake, `error` says why and the exit code is the failure's.

    Raises:
        AnotherLoadRuns: another load holds the lock.
    """
    # A build alone reads no exports: the readers are imported where they are needed.
    from etl.mapping.choice import broken_mappings

    # A mapping that is given is the only one.
    broken = [] if options.mapping else broken_mappings(folder)
    for mapping in broken:
        tell(mapping.said)
    answer = _load(folder, paths, options)
    told = [
        {"file_name": mapping.name, "message": words(mapping.said.zh, mapping.said.en)}
        for mapping in broken
    ]
    return replace(answer, json={**answer.json, "broken_mappings": told}) if told else answer


def _load(folder: DataFolder, paths: Sequence[Path], options: LoadOptions) -> Answer:
    from etl.load import load_files

    with locked(folder):
        _keep_marker(folder, paths)
        results = load_files(
            folder,
            paths or [inbox for inbox in [folder.inbox] if inbox.exists()],
            mapping=options.mapping,
            source=options.source,
            max_rejects=options.max_rejects,
            progress=tell_rows,
        )
        waiting = {one.batch_id: one.said for one in held(folder)}
        results = [_with_held(result, waiting.get(result.batch_id or "")) for result in results]
        if results and all(result.status == "refused" for result in results):
            return _loaded(folder, results, _unfinished(results), exit_code=1)
        try:
            if options.is_building and not is_up_to_date(folder):
                build(folder, tell)
        except EtlError as fault:
            return _loaded(folder, results, fault, fault.exit_code)
        unfinished = _unfinished(results)
        return _loaded(folder, results, unfinished, exit_code=1 if unfinished else 0)


def _unfinished(results: "Sequence[FileResult]") -> EtlError | None:
    """Return why a file could not be stored though nothing is wrong with it."""
    return next((EtlError(result.message) for result in results if result.is_unfinished), None)


def _with_held(result: "FileResult", said: Said | None) -> "FileResult":
    """Return a result that also tells that its batch is held out of the numbers."""
    if said is None:
        return result
    message = Said(f"{result.message.zh}{said.zh}", f"{result.message.en} {said.en}")
    return replace(result, message=message)


def release(folder: DataFolder, batch_id: str, by: str | None, *, is_building: bool) -> Answer:
    """Let a batch that waits into the numbers, with the other parts of its snapshot.

    Args:
        folder: the data folder.
        batch_id: one of them.
        by: who decides; None is the user of the computer.
        is_building: whether a build follows.

    Returns:
        `{released: […], build_id}`.

    Raises:
        UsageError: no such batch waits.
        AnotherLoadRuns: another load holds the lock; the release is kept.
    """
    waiting = held(folder)
    asked = next((one for one in waiting if one.batch_id == batch_id), None)
    if asked is None:
        raise UsageError(
            Said(f"没有待放行的批次 {batch_id}", f"No batch {batch_id} waits for a release")
        )
    snapshot = (asked.source, asked.as_of)
    parts = [one.batch_id for one in waiting if (one.source, one.as_of) == snapshot]
    releases.release(folder, parts, by or somebody())
    if is_building and not is_up_to_date(folder):
        build_now(folder)
    said = Said(f"已放行 {', '.join(parts)}", f"Released: {', '.join(parts)}")
    build_id = current_id(folder)
    return Answer({"released": parts, "build_id": build_id}, said=[said, _published(build_id)])


def build_now(folder: DataFolder) -> Answer:
    """Build and publish, whether or not anything changed."""
    with locked(folder):
        built = build(folder, tell)
    return Answer(
        {"build_id": built.build_id, "path": built.path, "as_of": built.as_of},
        said=[_published(built.build_id)],
    )


def forget(folder: DataFolder, batch_id: str) -> Answer:
    """Remove a batch from the lake and publish a build without it."""
    with locked(folder):
        lake.forget(folder, batch_id)
        built = build(folder, tell)
    return Answer(
        {"batch_id": batch_id, "build_id": built.build_id}, said=[_published(built.build_id)]
    )


def rollback(folder: DataFolder, build_id: str | None) -> Answer:
    """Publish an older build again."""
    with locked(folder):
        release = retention.rollback(folder, build_id)
    return Answer(
        {"build_id": release.build_id, "path": release.path}, said=[_published(release.build_id)]
    )


def prune(folder: DataFolder, keep: int) -> Answer:
    """Remove all but the newest builds and the published one."""
    with locked(folder):
        removed = retention.prune(folder, keep)
    kept = [release.build_id for release in publish.releases(folder)]
    said = Said(
        f"删除 {len(removed)} 个数据版本，保留 {len(kept)} 个",
        f"{len(removed)} builds removed, {len(kept)} kept",
    )
    return Answer({"removed": removed, "kept": kept}, said=[said])


def _keep_marker(folder: DataFolder, paths: Sequence[Path]) -> None:
    """Remember which files are invented when a sample city is loaded from outside the inbox."""
    for path in paths:
        marker = path / "sample.json"
        if marker.is_file():
            folder.root.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(marker, folder.root / "sample.json")


def is_up_to_date(folder: DataFolder) -> bool:
    """Return whether a new build would say what the published one says."""
    try:
        current = publish.current(folder)
    except NothingToServe:
        return not lake.batches(folder)
    made_of = (code_version(folder), lake_hash(folder))
    return current.warning is None and publish.made_of(current.path) == made_of


def _loaded(
    folder: DataFolder,
    results: "Sequence[FileResult]",
    fault: EtlError | None = None,
    exit_code: int = 0,
) -> Answer:
    build_id = current_id(folder)
    batches = [_batch(result) for result in results]
    content: dict[str, object] = {"batches": batches, "build_id": build_id}
    said = [_published(build_id)]
    if not results:
        said.insert(0, Said("没有可导入的文件", "There was no file to load"))
    if fault is not None:
        said.insert(0, fault.said)
        content["error"] = words(fault.said.zh, fault.said.en)
    header = words(
        "批次 来源 文件 结果 读入 接收 待更正 说明",
        "batch source file result read accepted rejected message",
    )
    rows = [
        [*list(batch.values())[:3], _status(result), *list(batch.values())[4:]]
        for batch, result in zip(batches, results, strict=True)
    ]
    return Answer(content, header.split() if rows else (), rows, said, exit_code)


def _batch(result: "FileResult") -> dict[str, object]:
    return {
        "batch_id": result.batch_id,
        "source": result.source,
        "file_name": result.file_name,
        "status": result.status,
        "read": result.read,
        "accepted": result.accepted,
        "rejected": result.rejected,
        "message": words(result.message.zh, result.message.en),
    }


def _status(result: "FileResult") -> str:
    said = STATUS_WORDS[result.status]
    return words(said.zh, said.en)


def current_id(folder: DataFolder) -> str | None:
    """Return the id of the published build, None when there is none."""
    try:
        return publish.current(folder).build_id
    except NothingToServe:
        return None


def _published(build_id: str | None) -> Said:
    if build_id is None:
        return Said("尚未发布数据", "Nothing is published yet")
    return Said(f"当前数据版本 {build_id}", f"The published build is {build_id}")
