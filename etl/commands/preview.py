"""A look at a file before it is loaded: its first rows as they would be read. Nothing is stored.

`python -m etl preview FILE [--mapping F] [--source S] [--rows N] [--whole] --json` prints one object::

    {"file_name": "办件.csv", "file_bytes": 5120, "mapping": "x.yaml" | null,  # of several: the first
     "refused": null | {"code": "empty_file", "message": "…"},   # then "tables" is []; where the code
                             # is undecided_dates also "columns": those to decide by date_order
     "tables": [{                                    # of a zip: those of every file in it
       "part": "",                                   # which of several files of a zip
       "mapping": "x.yaml" | null,                   # the one that this table is read by
       "sheet_name": "", "member": "", "encoding": "gb18030", "header_row": 2,
       "refused": null | {"code": "missing_columns", "message": "…"},  # then source is null
       "source": "tickets" | null, "source_label": "办件工单",
       "headers": ["工单编号", …],                       # of the file, '' where blank
       "columns": [{"name": "ticket_id", "label": "工单编号", "kind": "s", "is_required": true,
                    "header": "工单编号" | null, "position": 0 | null,     # null: by the mapping
                    "choices": [{"code": "closed", "label": "办结"}]}],  # of one of few words
       "items": [{"name": "result.no_smoking", "header": "禁烟", "position": 5}],  # of a wide sheet
       "unknown_headers": ["备用"],                      # of which nothing is read
       "rows": [{"row_number": 1, "line_number": 3, "values": {"ticket_id": "GD1", …}}],
       "read": 20000, "accepted": 19990, "rejected": 10,  # of the rows looked at
       "is_whole": false,                               # whether all were looked at: --whole
       "rejected_by_rule": [{"column_name": "accepted_at", "rule": "not_a_date", "rows": 10}],
       "rejects": [{"row_number", "line_number", "column_name", "header", "rule", "original"}],
       "unknown_words": [{"column_name": "status", "words": [{"word": "Shut", "rows": 7}]}],
       "notes": [{"code": "title_rows", "message": "…"}]
     }]}

Sentences are in the language of the command line. Values are typed and masked as in the lake; who a
case is about is shown as `***`. Older versions of a row in the same file are known only by a load.
"""

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.answers import words
from etl.cleaning import far_ahead
from etl.cleaning.cleaning import TableCleaner
from etl.cleaning.contracts import make_contract
from etl.cleaning.date_order import DatesUndecided, OrderAsked
from etl.cleaning.deciding import DateOrders, decide_orders
from etl.cleaning.rejecting import rejected_rows
from etl.commands.preview_rows import Seen
from etl.errors import EtlError, FileRefused, MappingError, Said
from etl.mapping.mapping import Mapping, read_mapping
from etl.opening import (
    header_notes,
    mapping_for,
    open_tables,
    parts_of,
    recognise_table,
    unknown_headers,
)
from etl.outcomes import no_rows
from etl.paths import DataFolder, shown_name, shown_part, without_persons
from etl.reading import TextTable
from etl.sources import SOURCES, Column
from etl.sources.matching import Recognised
from etl.sources.recognition import HeaderBook, read_header_book, require_source

# A first block of a large file; what is wrong with an export shows in far fewer.
ROWS_LOOKED_AT = 20_000
# What keys the hashes of a look: nobody can try numbers against those it shows.
PASSING_SALT = secrets.token_bytes(32)


@dataclass(frozen=True)
class _Look:
    """What stays the same for all tables of a file."""

    book: HeaderBook
    mapping: Mapping | None
    source: str | None
    rows: int
    is_whole: bool
    file_name: str
    part: str = ""
    orders: DateOrders = field(default_factory=DateOrders)
    last_days: dict[str, date] = field(default_factory=dict)
    # source → rows by day, of the tables of which all rows were looked at
    days: dict[str, NDArray[np.int64]] = field(default_factory=dict)


def preview_file(
    folder: DataFolder,
    path: Path,
    *,
    mapping: Path | None,
    source: str | None,
    rows: int,
    is_whole: bool = False,
) -> dict[str, Any]:
    """Look at a file.

    Args:
        folder: the data folder, for its aliases and mappings.
        path: the file.
        mapping: the mapping to read it by; None takes the one of the data folder that fits.
        source: which export it is, when it is to be told.
        rows: how many rows and how many rejects to show of each table.
        is_whole: whether to look at all rows, and not at the first block of a large file only.

    Returns:
        The object described above.

    Raises:
        MappingError: the mapping is wrong, or there is no such source.
    """
    require_source(source)
    given = read_mapping(mapping) if mapping else None
    about: dict[str, Any] = {
        "file_name": shown_name(path),
        "file_bytes": path.stat().st_size,
        "mapping": given.name if given else None,
    }
    try:
        parts = parts_of(folder, path, given)
    except FileRefused as fault:
        return {**about, "refused": _refusal(fault), "tables": []}
    book, tables, refusals = read_header_book(folder), list[dict[str, Any]](), []
    for part in parts:
        own = given or mapping_for(folder, path, part)
        about["mapping"] = about["mapping"] or (own.name if own else None)
        look = _Look(book, own, source, rows, is_whole, shown_part(path, part), part)
        try:
            tables += _tables(look, path)
        except FileRefused as fault:
            refusals.append(_refusal(fault))
            tables.append(_left_out(part, refusals[-1]))
    if len(refusals) == len(parts):
        return {**about, "refused": refusals[0], "tables": []}
    return {**about, "refused": None, "tables": tables}


def _tables(look: _Look, path: Path) -> list[dict[str, Any]]:
    try:
        tables = [_table(look, table) for table in _opened(look, path)]
    except OrderAsked:
        orders = decide_orders(path, look.book, look.mapping, look.source, look.part)
        look = replace(look, orders=orders, days={})
        tables = [_table(look, table) for table in _opened(look, path)]
    last_days = far_ahead.last_days(look.days)
    if not last_days:
        return tables
    look = replace(look, last_days=last_days)
    return [_table(look, table) for table in _opened(look, path)]


def _opened(look: _Look, path: Path) -> list[TextTable]:
    return open_tables(path, look.book, look.mapping, look.part)


def _table(look: _Look, table: TextTable) -> dict[str, Any]:
    found: dict[str, Any] = {
        "part": look.part and without_persons(look.part),
        "mapping": look.mapping.name if look.mapping else None,
        "sheet_name": table.sheet_name,
        "member": without_persons(table.member),
        "encoding": table.encoding,
        "header_row": table.header_row,
        "headers": [title.strip() for title in table.header],
    }
    try:
        recognised = recognise_table(table, look.book, look.mapping, look.source)
    except (FileRefused, MappingError) as fault:
        return {**found, **_nothing(), "refused": _refusal(fault), "notes": _notes(table)}
    cleaner = TableCleaner(
        recognised, table.header, look.mapping, PASSING_SALT,
        counts_from_1904=table.counts_from_1904, orders=look.orders.of(recognised.source.name),
    )  # fmt: skip
    unknown = unknown_headers(table, recognised, look.mapping)
    seen = _seen(look, table, recognised, cleaner)
    if not seen.read:
        none = _refusal(no_rows(table.sheet_name or look.file_name))
        return {**found, **_nothing(), "refused": none, "notes": _notes(table)}
    label = recognised.source.label
    return {
        **found,
        "refused": None,
        "source": recognised.source.name,
        "source_label": words(*label),
        "columns": _columns(table, recognised, cleaner),
        "items": [
            {"name": name, "header": table.header[i].strip(), "position": i}
            for i, name in (cleaner.wide.names if cleaner.wide else {}).items()
        ],
        "unknown_headers": [table.header[i].strip() for i in unknown],
        "rows": list(seen.first_rows(cleaner)),
        "read": seen.read,
        "accepted": seen.accepted,
        "rejected": seen.rejected,
        "is_whole": seen.is_whole,
        **seen.wrong(table, recognised, cleaner.wide),
        "notes": _notes(table) + _of_batch(look, table, recognised, cleaner),
    }


def _seen(look: _Look, table: TextTable, recognised: Recognised, cleaner: TableCleaner) -> Seen:
    as_of = look.mapping.declared_as_of if look.mapping else None
    source, columns = cleaner.source, recognised.by_position
    contract = make_contract(source, cleaner.present, as_of, look.last_days.get(source.name))
    seen, days = Seen(look.rows), far_ahead.no_days()
    with ThreadPoolExecutor(1) as pool:
        for frame in table.frames:
            part = frame if look.is_whole else frame.head(ROWS_LOOKED_AT - seen.read)
            checked = cleaner.check(part, contract, pool)
            rejects = rejected_rows(part, checked, table.header, columns, cleaner.salt)
            seen.add(part, checked, rejects)
            days += far_ahead.days_of(source, checked.accepted)
            if not look.is_whole and (part.height < frame.height or seen.read >= ROWS_LOOKED_AT):
                return seen
    seen.is_whole = True
    if as_of is None:
        look.days[source.name] = look.days.get(source.name, far_ahead.no_days()) + days
    return seen


def _columns(
    table: TextTable, recognised: Recognised, cleaner: TableCleaner
) -> list[dict[str, Any]]:
    found = []
    for name in cleaner.present:
        column, place = SOURCES[recognised.source.name].by_name[name], recognised.columns.get(name)
        found.append(
            {
                "name": name,
                "label": words(column.header, name),
                "kind": column.kind,
                "is_required": column.required,
                "header": None if place is None else table.header[place].strip(),
                "position": place,
                "choices": _choices(column),
            }
        )
    return found


def _choices(column: Column) -> list[dict[str, str]]:
    return [
        {"code": code, "label": words(texts[0] if texts else code, code)}
        for code, texts in column.choices.items()
    ]


def _left_out(part: str, refusal: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a file of a zip that cannot be read."""
    place: dict[str, Any] = {
        "mapping": None,
        "sheet_name": "",
        "encoding": "",
        "header_row": 0,
        "headers": [],
    }
    return {
        "part": without_persons(part),
        "member": without_persons(part),
        **place,
        **_nothing(),
        "refused": refusal,
        "notes": [],
    }


def _nothing() -> dict[str, Any]:
    """Return what a table has that is no export."""
    lists = (
        "columns",
        "items",
        "unknown_headers",
        "rows",
        "rejected_by_rule",
        "rejects",
        "unknown_words",
    )
    numbers = dict.fromkeys(("read", "accepted", "rejected"), 0)
    empty: dict[str, Any] = {name: [] for name in lists}
    return {"source": None, "source_label": "", "is_whole": False, **numbers, **empty}


def _refusal(fault: EtlError) -> dict[str, Any]:
    code = fault.code if isinstance(fault, FileRefused) else "mapping"
    asked = {"columns": list(fault.columns)} if isinstance(fault, DatesUndecided) else {}
    return {"code": code, "message": _said(fault.said), **asked}


def _notes(table: TextTable) -> list[dict[str, str]]:
    return [{"code": note.code, "message": _said(note.said)} for note in table.notes]


def _of_batch(
    look: _Look, table: TextTable, recognised: Recognised, cleaner: TableCleaner
) -> list[dict[str, str]]:
    notes = header_notes(table, recognised, cleaner.wide, cleaner.converted)
    notes += look.orders.notes(recognised.source.name)
    return [{"code": note.code, "message": words(note.zh, note.en)} for note in notes]


def _said(said: Said) -> str:
    return words(said.zh, said.en)
