"""Older releases: going back to one, and removing those nobody needs."""

from etl.errors import NothingToServe, Said
from etl.paths import DataFolder
from etl.stages import reached
from etl.warehouse import publish
from etl.warehouse.publish import Release


def rollback(folder: DataFolder, build_id: str | None = None) -> Release:
    """Publish an older release again.

    Args:
        folder: the data folder.
        build_id: which; None means the one before the published one.

    Returns:
        The release that is published now.

    Raises:
        NothingToServe: there is no such release, or it does not open.
    """
    current = publish.current(folder)
    older = [
        release
        for release in publish.releases(folder)
        if (
            release.build_id == build_id
            if build_id
            else int(release.build_id) < int(current.build_id)
        )
    ]
    if not older or not publish.opens(older[-1].path):
        kept = [release.build_id for release in publish.releases(folder)]
        named = f" {build_id}" if build_id else ""
        raise NothingToServe(
            Said(
                f"没有可回退的数据版本{named}。现有版本：{'、'.join(kept)}",
                f"There is no build{named} to go back to. Kept: {', '.join(kept)}",
            )
        )
    publish.point_to(folder, older[-1])
    return older[-1]


def prune(folder: DataFolder, keep: int) -> list[str]:
    """Remove the oldest releases; the published one always stays.

    A reader that still has a removed file open goes on reading it.

    Args:
        folder: the data folder.
        keep: how many of the newest stay, at least one.

    Returns:
        The ids of the builds removed.
    """
    current = publish.current(folder)
    gone = [
        release
        for release in publish.releases(folder)[: -max(keep, 1)]
        if release.build_id != current.build_id
    ]
    for release in gone:
        release.path.unlink()
        reached("prune:removed")
    return [release.build_id for release in gone]
