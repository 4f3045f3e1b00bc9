"""A file opened with its mapping: tables, and what each of them is, for a load and for a look alike."""

from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, is_zipfile

import polars as pl

from etl.cleaning import links
from etl.cleaning.texts import given_by
from etl.cleaning.units import unit_said
from etl.cleaning.wide import Wide, wide_of
from etl.errors import FileRefused, MappingError, Said
from etl.lake.lake import BatchNote
from etl.mapping.choice import choose_mapping
from etl.mapping.mapping import Mapping
from etl.outcomes import doubled_headers_note, lesser_headers_note, units_note, zones_note
from etl.paths import DataFolder, legible_name, shown_name
from etl.reading import Hints, TextTable, members_of, open_file
from etl.reading.mojibake import cells_looked_at, garbled_column, garbled_example, is_garbled
from etl.reading.refusals import garbled
from etl.sources.matching import Recognised
from etl.sources.recognition import HeaderBook, position_of, recognise


def parts_of(folder: DataFolder, path: Path, given: Mapping | None) -> list[str]:
    """Return the files of a zip that are read one by one, each as if it lay there by itself.

    Args:
        folder: the data folder.
        path: the file.
        given: the mapping it is to be read by, when one is told.

    Returns:
        Their names; one empty name for any other file, for a zip of one, and where the mapping says
        by `member` which it is.

    Raises:
        FileRefused: the zip is encrypted, damaged or a bomb.
        MappingError: the mapping for the zip is broken.
        OSError: the computer does not hand the file over.
    """
    several = members_of(path)
    whole = given or (choose_mapping(folder, [legible_name(path)]) if several else None)
    return [""] if not several or (whole and whole.member) else several


def mapping_for(folder: DataFolder, path: Path, part: str = "") -> Mapping | None:
    """Return the mapping of the data folder whose `match` fits a file or a member of a zip.

    Args:
        folder: the data folder.
        path: the file.
        part: which of its files, as in `parts_of`.

    Raises:
        MappingError: it is broken, or may be the broken one (see `etl.mapping.choice`).
    """
    names = [legible_name(path)]
    if part:
        names.append(PurePosixPath(part).name)
    elif is_zipfile(path):
        with suppress(BadZipFile), ZipFile(path) as archive:
            names += [Path(member).name for member in archive.namelist()]
    return choose_mapping(folder, names)


def open_tables(
    path: Path, book: HeaderBook, mapping: Mapping | None, part: str = ""
) -> list[TextTable]:
    """Open a file as its mapping says, its header row found by every header that is known.

    Args:
        path: the file.
        book: the known headers.
        mapping: the mapping it is read by.
        part: which of its files, as in `parts_of`.

    Raises:
        FileRefused: it cannot be read.
    """
    spellings = book.spellings
    if mapping:
        items = mapping.unpivot.items if mapping.unpivot else {}
        spellings |= {*mapping.columns.values(), *items}
    hints = mapping.hints if mapping else Hints()
    tables = open_file(
        path, spellings, replace(hints, member=part, is_part=True) if part else hints
    )
    return [_legible(shown_name(path), table) for table in tables]


def _legible(name: str, table: TextTable) -> TextTable:
    """Return a table that is refused once its text turns out to be garbled."""
    for header in table.header:
        if is_garbled(header):
            raise garbled(name, header)
    return replace(table, frames=_legible_frames(name, table))


def _legible_frames(name: str, table: TextTable) -> Iterator[pl.DataFrame]:
    for frame in table.frames:
        if example := garbled_example(cells_looked_at(frame)) or garbled_column(frame):
            raise garbled(name, example[:20])
        yield frame


def recognise_table(
    table: TextTable, book: HeaderBook, mapping: Mapping | None, source: str | None
) -> Recognised:
    """Tell which source a table is; a mapping's word comes before `source`.

    Raises:
        FileRefused: none, or not one of the headers that the mapping names is there.
        MappingError: the mapping names a header that the table lacks.
    """
    if mapping:
        _hold_to(mapping, table.header)
    return recognise(
        table.header,
        book,
        source=mapping.source if mapping else source,
        named=mapping.columns if mapping else None,
        given=given_by(mapping),
    )


def _hold_to(mapping: Mapping, header: Sequence[str]) -> None:
    """Refuse a table that lacks headers which a mapping names."""
    named = mapping.headers
    absent = {place: text for place, text in named.items() if position_of(header, text) is None}
    if not absent:
        return
    found = [cell.strip() for cell in header if cell.strip()]
    said = mapping.absent_headers(absent, found)
    # A sheet that has none of them is another sheet; one that has some of them has changed.
    if len(absent) == len(named):
        raise FileRefused("not_of_mapping", said)
    raise MappingError(said)


def unknown_headers(
    table: TextTable, recognised: Recognised, mapping: Mapping | None
) -> tuple[int, ...]:
    """Return the positions of headers that nothing will be read from."""
    wide = wide_of(mapping, table.header)
    places = wide.names if wide else {}
    return tuple(
        i
        for i in recognised.unknown
        if i not in places and table.header[i].strip() not in links.OWN_HEADERS
    )


def header_notes(
    table: TextTable, recognised: Recognised, wide: Wide | None, converted: Set[str]
) -> list[BatchNote]:
    """Return the notes on headers of one column, on units other than a column's, and on times of other zones."""
    titles = [title.strip() for title in table.header]
    source, columns = recognised.source, recognised.columns
    notes = []
    twice = [(columns[name], *others) for name, others in recognised.doubled.items()]
    twice += wide.doubled if wide else []
    if twice:
        names = ["/".join(dict.fromkeys(titles[i] for i in places)) for places in twice]
        notes.append(doubled_headers_note(names))
    if recognised.lesser:
        best = [titles[columns[name]] for name in recognised.lesser]
        left_out = [[titles[i] for i in places] for places in recognised.lesser.values()]
        notes.append(lesser_headers_note(best, left_out))
    # A promise in hours is another column than its header says, converted or not.
    other = [name for name, told in recognised.units.items() if told.factor != 1 or told.is_other]
    if other:
        said = [
            (Said(source.by_name[name].header, name), unit_said(source.name, name))
            for name in other
        ]
        notes.append(units_note([titles[columns[name]] for name in other], said))
    if away := [titles[i] for name, i in columns.items() if name in converted]:
        notes.append(zones_note(away))
    return notes
