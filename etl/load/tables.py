"""The tables of one file into batches: read, recognised, cleaned, held to a contract, masked, kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from etl import clock
from etl.cleaning import far_ahead, links
from etl.cleaning.cleaning import TableCleaner
from etl.cleaning.contracts import ROW, make_contract
from etl.cleaning.date_order import OrderAsked
from etl.cleaning.deciding import DateOrders, decide_orders
from etl.cleaning.placing import place_rows
from etl.cleaning.rejecting import rejected_rows
from etl.errors import FileRefused
from etl.lake.batch import Batch
from etl.lake.lake import BatchRecord, Sheet, batch_id, read_record
from etl.load.ahead import ahead, side_by_side
from etl.mapping.mapping import Mapping
from etl.opening import header_notes, open_tables, recognise_table, unknown_headers
from etl.outcomes import (
    batch_note,
    no_rows,
    skipped_table_note,
    unknown_columns_note,
)
from etl.paths import DataFolder, shown_part, without_persons
from etl.reading import TextTable
from etl.sources import Column
from etl.sources.matching import Recognised
from etl.sources.recognition import HeaderBook
from etl.stages import reached
from etl.storage import storing

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
        version: of the code that loads.
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
class File:
    """A file being loaded.

    Attributes:
        path: where it lies.
        mapping: what it is read by.
        sha256: of its bytes.
        part: which file of a zip it is, where several are loaded; '' otherwise.
        batches: source → the rows of it that are new.
        known: source → the batch that the lake has of these very bytes.
        orders: how the dates are written that do not say so themselves.
        last_days: source → the day after which its rows are dated only by a slip.
    """

    path: Path
    mapping: Mapping | None
    sha256: str
    part: str = ""
    batches: dict[str, Batch] = field(default_factory=dict)
    known: dict[str, BatchRecord] = field(default_factory=dict)
    orders: DateOrders = field(default_factory=DateOrders)
    last_days: dict[str, date] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name as it is shown."""
        return shown_part(self.path, self.part)

    @property
    def identity(self) -> str:
        """What its bytes are known by: those of a zip, and which file of it."""
        return f"{self.sha256}/{self.part}" if self.part else self.sha256

    @property
    def mapping_sha256(self) -> str:
        """Of the mapping's bytes; empty where there is none."""
        return self.mapping.sha256 if self.mapping else ""


def read_file(loader: Loader, file: File) -> None:
    """Read a file; once more when its dates first have to be looked at as a whole, or few lie far ahead."""
    try:
        _read_tables(loader, file)
    except OrderAsked:
        _begin_anew(file)
        file.orders = decide_orders(file.path, loader.book, file.mapping, loader.source, file.part)
        _read_tables(loader, file)
    undeclared = {name: one.days for name, one in file.batches.items() if one.as_of is None}
    file.last_days = far_ahead.last_days(undeclared)
    if file.last_days:
        _begin_anew(file)
        _read_tables(loader, file)


def _begin_anew(file: File) -> None:
    for batch in file.batches.values():
        batch.discard()
    file.batches.clear()


def _read_tables(loader: Loader, file: File) -> None:
    mapping = file.mapping
    tables = open_tables(file.path, loader.book, mapping, file.part)
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


def _read_table(loader: Loader, file: File, table: TextTable, recognised: Recognised) -> None:
    source, mapping = recognised.source, file.mapping
    identity = batch_id(source.name, file.identity, file.mapping_sha256)
    if record := file.known.get(source.name) or read_record(loader.folder, source.name, identity):
        file.known[source.name] = record
        return
    cleaner = TableCleaner(
        recognised, table.header, mapping, loader.salt,
        counts_from_1904=table.counts_from_1904, orders=file.orders.of(source.name),
    )  # fmt: skip
    batch = file.batches.setdefault(source.name, Batch(loader.folder, source, identity))
    batch.member = without_persons(table.member)
    batch.as_of = mapping.declared_as_of if mapping else None
    batch.whole_rows = bool(mapping and mapping.unpivot)
    batch.headers |= {name: name for name in cleaner.present if name not in batch.headers}
    batch.headers |= {name: table.header[i].strip() for name, i in recognised.columns.items()}
    reached("load:read")
    _read_frames(loader, file, table, recognised.by_position, cleaner, batch)
    batch.notes += [batch_note(note) for note in table.notes]
    if unknown := unknown_headers(table, recognised, mapping):
        batch.notes.append(unknown_columns_note(table, unknown))
    items = cleaner.wide.names if cleaner.wide else {}
    batch.notes += header_notes(table, recognised, cleaner.wide, cleaner.converted)
    taken = items | {i: name for name, i in recognised.columns.items()}
    headers = {title: taken.get(i) for i, title in enumerate(table.header) if title.strip()}
    batch.sheets.append(
        Sheet(sheet_name=table.sheet_name, header_row=table.header_row, headers=headers)
    )


def _read_frames(
    loader: Loader,
    file: File,
    table: TextTable,
    columns: dict[int, Column],
    cleaner: TableCleaner,
    batch: Batch,
) -> None:
    mapping, source = file.mapping, cleaner.source
    contract = make_contract(source, cleaner.present, batch.as_of, file.last_days.get(source.name))
    crs = (mapping.crs if mapping else None) or loader.crs
    numbers = [f"c{i}" for i, title in enumerate(table.header) if title.strip() == links.HEADER]
    with ThreadPoolExecutor(WORKERS) as pool:
        checks = side_by_side(
            ahead(table.frames),
            lambda frame: (frame, cleaner.check(frame, contract, pool)),
            WORKERS,
        )
        for frame, checked in checks:
            rejects = rejected_rows(frame, checked, table.header, columns, loader.salt)
            placed = place_rows(source, checked.accepted, crs)
            with storing(loader.folder):
                batch.add(placed, rejects, frame.height, table.sheet_name)
            for name in numbers:
                borne = frame[name].gather(checked.accepted[ROW].unique()).drop_nulls()
                batch.corrects += borne.filter(borne.str.contains(links.NUMBERS)).to_list()
            if loader.progress:
                loader.progress(file.name, batch.rows_read)


def write(loader: Loader, file: File, batch: Batch) -> BatchRecord:
    """Commit a batch of a file to the lake.

    Raises:
        EtlError: more of its rows are rejected than is allowed, or it cannot be stored.
    """
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
