"""Files into the lake: read, recognised, cleaned, held to a contract, masked, kept."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from etl import clock
from etl.ahead import ahead, side_by_side
from etl.cleaning.cleaning import TableCleaner
from etl.cleaning.contracts import make_contract
from etl.cleaning.date_order import OrderAsked
from etl.cleaning.deciding import DateOrders, decide_orders
from etl.cleaning.placing import place_rows
from etl.cleaning.privacy import read_salt
from etl.cleaning.rejecting import rejected_rows
from etl.commands.following import following
from etl.errors import EtlError, FileRefused
from etl.lake.batch import Batch
from etl.lake.lake import BatchRecord, Sheet, batch_id, read_record, sweep
from etl.mapping.mapping import Mapping, read_mapping
from etl.opening import mapping_for, open_tables, recognise_table, unknown_headers
from etl.outcomes import (
    FileResult,
    batch_note,
    doubled_headers_note,
    loaded,
    no_rows,
    refused,
    skipped_table_note,
    unchanged,
    unknown_columns_note,
    unreadable,
)
from etl.paths import DataFolder, shown_name
from etl.reading import TextTable
from etl.reference.city import read_city
from etl.sources.recognition import HeaderBook, Recognised, read_header_book
from etl.stages import reached
from etl.storage import storing
from etl.warehouse.version import code_version

Progress = Callable[[str, int], None]
# Columns read side by side; more only wait for one another.
WORKERS = 2


@dataclass(frozen=True)
class Loader:
    """What stays the same for all files of one load.

    Attributes:
        folder: the data folder.
        book: the known headers.
        salt: what keys the hashes of persons.
        crs: the datum of coordinates that name none.
        source: the source's name when it is told.
        max_rejects: the share of rejected rows that is allowed.
        progress: told the file's name and the rows read so far.
    """

    folder: DataFolder
    book: HeaderBook
    salt: bytes
    crs: str
    version: str
    source: str | None = None
    max_rejects: float | None = None
    progress: Progress | None = None


@dataclass
class _File:
    """A file being loaded."""

    path: Path
    mapping: Mapping | None
    sha256: str
    batches: dict[str, Batch] = field(default_factory=dict)
    known: dict[str, BatchRecord] = field(default_factory=dict)
    orders: DateOrders = field(default_factory=DateOrders)

    @property
    def name(self) -> str:
        return shown_name(self.path)

    @property
    def mapping_sha256(self) -> str:
        return self.mapping.sha256 if self.mapping else ""


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
        MappingError: the mapping given is wrong.
    """
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
    file: _File | None = None
    try:
        mapping = given or mapping_for(loader.folder, path)
        with path.open("rb") as content:
            file = _File(path, mapping, hashlib.file_digest(content, "sha256").hexdigest())
        _read_file(loader, file)
        return [
            *(unchanged(record) for record in file.known.values()),
            *(loaded(_write(loader, file, batch)) for batch in file.batches.values()),
        ]
    except (EtlError, OSError) as fault:
        batches = list(file.batches.values()) if file else []
        for batch in batches:
            batch.discard()
        told = batches[0] if len(batches) == 1 else None
        said = fault if isinstance(fault, EtlError) else unreadable(shown_name(path), fault)
        return [
            refused(
                shown_name(path),
                said,
                told.source.name if told else "",
                told.rows_read if told else 0,
            )
        ]


def _read_file(loader: Loader, file: _File) -> None:
    """Read a file; once more when its dates first have to be looked at as a whole."""
    try:
        _read_tables(loader, file)
    except OrderAsked:
        for batch in file.batches.values():
            batch.discard()
        file.batches.clear()
        file.orders = decide_orders(file.path, loader.book, file.mapping, loader.source)
        _read_tables(loader, file)


def _read_tables(loader: Loader, file: _File) -> None:
    mapping = file.mapping
    tables = open_tables(file.path, loader.book, mapping)
    skipped: list[tuple[TextTable, FileRefused]] = []
    for table in tables:
        try:
            recognised = recognise_table(table, loader.book, mapping, loader.source)
        except FileRefused as fault:
            skipped.append((table, fault))
            continue
        _read_table(loader, file, table, recognised)
    if skipped and not file.batches and not file.known:
        raise skipped[0][1]
    file.batches = {name: batch for name, batch in file.batches.items() if batch.rows_read}
    if not file.batches and not file.known:
        raise no_rows(file.name)
    for batch in file.batches.values():
        batch.notes += [skipped_table_note(table, fault) for table, fault in skipped]
        batch.notes += file.orders.notes(batch.source.name)


def _read_table(loader: Loader, file: _File, table: TextTable, recognised: Recognised) -> None:
    source, mapping = recognised.source, file.mapping
    identity = batch_id(source.name, file.sha256, file.mapping_sha256)
    if record := file.known.get(source.name) or read_record(loader.folder, source.name, identity):
        file.known[source.name] = record
        return
    cleaner = TableCleaner(
        recognised, table.header, mapping, loader.salt,
        counts_from_1904=table.counts_from_1904, orders=file.orders.of(source.name),
    )  # fmt: skip
    batch = file.batches.setdefault(source.name, Batch(loader.folder, source, identity))
    batch.member = table.member
    batch.as_of = mapping.declared_as_of if mapping else None
    batch.whole_rows = bool(mapping and mapping.unpivot)
    batch.headers |= {name: name for name in cleaner.present if name not in batch.headers}
    batch.headers |= {name: table.header[i].strip() for name, i in recognised.columns.items()}
    reached("load:read")
    _read_frames(loader, file, table, cleaner, batch)
    batch.notes += [batch_note(note) for note in table.notes]
    if unknown := unknown_headers(table, recognised, mapping):
        batch.notes.append(unknown_columns_note(table, unknown))
    items = cleaner.wide.names if cleaner.wide else {}
    twice = [recognised.columns[name] for name in recognised.doubled]
    twice += [first for first, *_ in (cleaner.wide.doubled if cleaner.wide else [])]
    if twice:
        batch.notes.append(doubled_headers_note([table.header[i] for i in twice]))
    taken = items | {i: name for name, i in recognised.columns.items()}
    headers = {title: taken.get(i) for i, title in enumerate(table.header) if title.strip()}
    batch.sheets.append(
        Sheet(sheet_name=table.sheet_name, header_row=table.header_row, headers=headers)
    )


def _read_frames(
    loader: Loader, file: _File, table: TextTable, cleaner: TableCleaner, batch: Batch
) -> None:
    mapping, source = file.mapping, cleaner.source
    contract = make_contract(source, cleaner.present, batch.as_of)
    persons = {column.name for column in source.with_role("person")}
    hidden = frozenset(i for name, i in cleaner.columns.items() if name in persons)
    crs = (mapping.crs if mapping else None) or loader.crs
    with ThreadPoolExecutor(WORKERS) as pool:
        checks = side_by_side(
            ahead(table.frames),
            lambda frame: (frame, cleaner.check(frame, contract, pool)),
            WORKERS,
        )
        for frame, checked in checks:
            rejects = rejected_rows(frame, checked, table.header, hidden)
            placed = place_rows(source, checked.accepted, crs)
            with storing(loader.folder):
                batch.add(placed, rejects, frame.height, table.sheet_name)
            if loader.progress:
                loader.progress(file.name, batch.rows_read)


def _write(loader: Loader, file: _File, batch: Batch) -> BatchRecord:
    mapping = file.mapping
    with storing(loader.folder):
        return batch.write(
            loader.max_rejects,
            file_name=file.name,
            member=batch.member,
            file_sha256=file.sha256,
            file_bytes=file.path.stat().st_size,
            mapping_name=mapping.name if mapping else "",
            mapping_sha256=file.mapping_sha256,
            loaded_at=clock.now().isoformat(sep=" "),
            snapshot=bool(mapping and mapping.snapshot),
            code_version=loader.version,
        )
