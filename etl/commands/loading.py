"""`etl load`: exports into the lake, then a build, under one lock."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from etl.answers import Answer, tell, tell_rows, words
from etl.commands.builds import current_id, is_up_to_date, published
from etl.errors import EtlError, Said
from etl.lake.holding import held
from etl.lock import locked
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse import publish
from etl.warehouse.build import build

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
        results = [_with_reasons(result) for result in results]
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


def _with_reasons(result: "FileResult") -> "FileResult":
    """Return a result that also tells what is wrong with most of its rows, where they refuse the file."""
    if not result.reasons:
        return result
    from analysis.corrections import why

    zh, en = [], []
    for one in result.reasons:
        text = one.original or ""
        head = (f"“{one.header}”列", f'"{one.header}" ') if one.header else ("", "")
        like = (f"“{text}”", f' "{text}"') if text else ("", "")
        zh.append(f"{head[0]}{why(one.rule, 'zh')} {one.rows} 行（如第 {one.line} 行{like[0]}）")
        en.append(f"{head[1]}{why(one.rule, 'en')}: {one.rows} rows (line {one.line}{like[1]})")
    message = Said(
        f"{result.message.zh}主要问题：{'；'.join(zh)}。",
        f"{result.message.en} Most of them: {'; '.join(en)}.",
    )
    return replace(result, message=message)


def _keep_marker(folder: DataFolder, paths: Sequence[Path]) -> None:
    """Remember which files are invented when a sample city is loaded from outside the inbox."""
    for path in paths:
        marker = path / "sample.json"
        if marker.is_file():
            folder.root.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(marker, folder.root / "sample.json")


def _loaded(
    folder: DataFolder,
    results: "Sequence[FileResult]",
    fault: EtlError | None = None,
    exit_code: int = 0,
) -> Answer:
    build_id = current_id(folder)
    batches = [_batch(result) for result in results]
    content: dict[str, object] = {"batches": batches, "build_id": build_id}
    said = [published(build_id), *_withdrawn(folder, build_id)]
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


def _withdrawn(folder: DataFolder, build_id: str | None) -> list[Said]:
    """Say of each source how many rows its full snapshot keeps out of the published build."""
    if build_id is None:
        return []
    return [
        Said(
            f"{SOURCES[source].label[0]}：全量快照没有的 {count} 行已退出当前数据，数据湖中仍保留",
            f"{SOURCES[source].label[1].capitalize()}: {count} rows that the full snapshot lacks are out of the "
            "numbers; the lake keeps them",
        )
        for source, count in publish.withdrawn(publish.current(folder).path).items()
    ]


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
