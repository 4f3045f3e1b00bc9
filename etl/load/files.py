"""Files into the lake, one after the other: one that fails changes nothing and stops no other."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.cleaning.privacy import read_salt
from etl.errors import EtlError
from etl.lake.batch import Batch
from etl.lake.lake import sweep
from etl.load.following import following
from etl.load.tables import File, Loader, Progress, read_file, write
from etl.mapping.mapping import Mapping, read_mapping
from etl.opening import mapping_for, parts_of
from etl.outcomes import FileResult, loaded, refused, unchanged, unreadable
from etl.paths import DataFolder, shown_part
from etl.reference.city import read_city
from etl.sources.recognition import read_header_book, require_source
from etl.storage import storing
from etl.warehouse.version import code_version


def load_files(
    folder: DataFolder,
    paths: Sequence[Path],
    *,
    mapping: Path | None = None,
    source: str | None = None,
    max_rejects: float | None = None,
    progress: Progress | None = None,
) -> list[FileResult]:
    """Load files into the lake; a file that fails changes nothing and stops no other.

    The caller holds the data folder's lock.

    Args:
        folder: the data folder.
        paths: files, and folders of which every file is taken.
        mapping: a mapping for all of them; otherwise each is matched with the data folder's own.
        source: which export they are, when it is to be told.
        max_rejects: share of rejected rows, superseded ones left out, above which a file fails.
        progress: called with a file's name and its rows read so far.

    Returns:
        One result per batch, or per file refused, in the order of the paths.

    Raises:
        MappingError: the mapping given is wrong, or there is no such source.
    """
    require_source(source)
    sweep(folder)
    given = read_mapping(mapping) if mapping else None
    with storing(folder):
        salt = read_salt(folder)
    book, crs, version = read_header_book(folder), read_city(folder).crs, code_version(folder)
    files = list(_files(paths))
    with following(folder, files, progress) as (followed, told):
        loader = Loader(folder, book, salt, crs, version, source, max_rejects, told)
        return [
            result
            for path in followed.each(files)
            for result in followed.ended(_load_file(loader, path, given))
        ]


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.is_file())
            # sample.json says which files a demo wrote; it is none of them.
            ours = (p for p in found if p.name != "sample.json")
            yield from (p for p in ours if not p.name.startswith((".", "~$")))
        else:
            yield path


def _load_file(loader: Loader, path: Path, given: Mapping | None) -> list[FileResult]:
    try:
        parts = parts_of(loader.folder, path, given)
        with path.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    except (EtlError, OSError) as fault:
        return [_refused(path, "", fault)]
    return [result for part in parts for result in _load_part(loader, path, given, sha256, part)]


def _load_part(
    loader: Loader, path: Path, given: Mapping | None, sha256: str, part: str
) -> list[FileResult]:
    file: File | None = None
    try:
        mapping = given or mapping_for(loader.folder, path, part)
        file = File(path, mapping, sha256, part)
        read_file(loader, file)
        return [
            *(unchanged(record) for record in file.known.values()),
            *(loaded(write(loader, file, batch)) for batch in file.batches.values()),
        ]
    except (EtlError, OSError) as fault:
        batches = list(file.batches.values()) if file else []
        for batch in batches:
            batch.discard()
        told = batches[0] if len(batches) == 1 else None
        return [_refused(path, part, fault, told)]


def _refused(
    path: Path, part: str, fault: EtlError | OSError, told: Batch | None = None
) -> FileResult:
    name = shown_part(path, part)
    said = fault if isinstance(fault, EtlError) else unreadable(name, fault)
    return refused(name, said, told.source.name if told else "", told.rows_read if told else 0)
