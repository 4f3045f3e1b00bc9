"""The commands that publish another build, with other batches or an older one: build, release, forget, rollback, prune."""

from etl.answers import Answer, UsageError, tell
from etl.errors import NothingToServe, Said
from etl.lake import lake
from etl.lake.holding import held
from etl.lock import locked
from etl.office import releases
from etl.office.names import somebody
from etl.paths import DataFolder
from etl.warehouse import publish, retention
from etl.warehouse.build import build
from etl.warehouse.version import code_version, lake_hash


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
    return Answer({"released": parts, "build_id": build_id}, said=[said, published(build_id)])


def build_now(folder: DataFolder) -> Answer:
    """Build and publish, whether or not anything changed."""
    with locked(folder):
        built = build(folder, tell)
    return Answer(
        {"build_id": built.build_id, "path": built.path, "as_of": built.as_of},
        said=[published(built.build_id)],
    )


def forget(folder: DataFolder, batch_id: str) -> Answer:
    """Remove a batch from the lake and publish a build without it."""
    with locked(folder):
        lake.forget(folder, batch_id)
        built = build(folder, tell)
    return Answer(
        {"batch_id": batch_id, "build_id": built.build_id}, said=[published(built.build_id)]
    )


def rollback(folder: DataFolder, build_id: str | None) -> Answer:
    """Publish an older build again."""
    with locked(folder):
        release = retention.rollback(folder, build_id)
    return Answer(
        {"build_id": release.build_id, "path": release.path}, said=[published(release.build_id)]
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


def is_up_to_date(folder: DataFolder) -> bool:
    """Return whether a new build would say what the published one says."""
    try:
        current = publish.current(folder)
    except NothingToServe:
        return not lake.batches(folder)
    made_of = (code_version(folder), lake_hash(folder))
    return current.warning is None and publish.made_of(current.path) == made_of


def current_id(folder: DataFolder) -> str | None:
    """Return the id of the published build, None when there is none."""
    try:
        return publish.current(folder).build_id
    except NothingToServe:
        return None


def published(build_id: str | None) -> Said:
    """Return the sentence that says which build is published."""
    if build_id is None:
        return Said("尚未发布数据", "Nothing is published yet")
    return Said(f"当前数据版本 {build_id}", f"The published build is {build_id}")
