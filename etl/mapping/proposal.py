r"""A mapping proposed for an unknown file, to be edited and then loaded with.

`python -m etl map FILE [--source S] [--member GLOB] [--out F.yaml] --json` prints one object::

    {"file_name": "requests.csv", "sheet_name": "", "member": "", "encoding": "utf-8",
     "delimiter": ",", "header_row": 1, "headers": ["case_id", …],
     "samples": [["A-1", "A-2"], …],                   # of each header, numbers of persons masked
     "source": "tickets", "source_label": "办件工单",
     "sources": [{"name": "tickets", "label": "办件工单", "columns": 9, "missing": 0}],  # all of them
     "columns": [{"name": "ticket_id", "label": "工单编号", "kind": "s", "is_required": true,
                  "is_rating": false, "is_read": true,  # false: dates in a form to be told
                  "header": "case_id" | null, "position": 0 | null, "similarity": 99 | null}],
     "unmatched": [{"header": "queue", "position": 7, "samples": ["A"],
                    "nearest": [{"name": "unit", "label": "承办单位", "similarity": 63}]}],
     "missing": [["received_at", "accepted_at"]],      # of each group one is needed
     "wide": [{"of": "item_code", "label": "检查项", "fills": [{"name": "result", "label": "结果"}],
               "choices": [{"code": "no_smoking", "label": "禁烟标志"}]}],  # of what may be wide
     "items": [{"position": 5, "of": "item_code", "item": "no_smoking"}],  # headers that are items
     "told": {"source": "tickets", "match": "requests*.csv"},   # what it says beside its columns
     "yaml": "source: tickets\n…", "out": "requests.yaml" | null}
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from etl.answers import words
from etl.cleaning.masking import HIDDEN, MASKED
from etl.errors import FileRefused
from etl.mapping.proposing import Proposal, proposals, read_likely_headers
from etl.mapping.samples import Samples
from etl.mapping.wide_items import KnownItems
from etl.paths import DataFolder, shown_name
from etl.reading import Hints, TextTable, open_file
from etl.sources.recognition import HeaderBook, read_header_book, require_source

NO_ITEMS = KnownItems()
# Everything at the end of a name that will be another in the next export: dates, numbers, quarters.
CHANGING = re.compile(r"(?:[\d\s_\-.()（）第年季月日号度Qq]|至|到)+$")


@dataclass(frozen=True)
class Draft:
    """What is proposed for the table of a file that a source explains best.

    Attributes:
        file_name: the file.
        table: the table; its rows are used up.
        samples: cells of its first rows.
        best: the proposal.
        others: those of other sources, next best first.
        other_sheets: names of the file's other sheets.
        is_row_told: whether the header's row has to be told to be found again.
        known: what headers of wide sheets may stand for.
    """

    file_name: str
    table: TextTable
    samples: Samples
    best: Proposal
    others: list[Proposal]
    other_sheets: list[str]
    is_row_told: bool
    known: KnownItems


def draft_mapping(
    folder: DataFolder,
    path: Path,
    *,
    source: str | None = None,
    member: str | None = None,
    items: KnownItems = NO_ITEMS,
) -> Draft:
    """Propose a mapping for a file.

    Args:
        folder: the data folder, for its aliases.
        path: the file.
        source: which export it is; None takes the one that explains most of it.
        member: glob on the names inside a zip.
        items: what headers of wide sheets may stand for.

    Returns:
        The draft.

    Raises:
        FileRefused: the file cannot be read.
        MappingError: there is no such source.
    """
    require_source(source)
    book, likely = read_header_book(folder), read_likely_headers(folder)
    # Systems write case_id where people say case id; headers are looked for both ways.
    likely_texts = {text for found in likely.values() for texts in found.values() for text in texts}
    spellings = book.spellings | likely_texts | {text.replace(" ", "_") for text in likely_texts}
    spellings |= {name for code_and_name in items.named("item_code") for name in code_and_name}
    tables = open_file(path, spellings, Hints(member=member))
    drafts = []
    for table in tables:
        samples = Samples.of(table)
        found = proposals(table.header, samples, book, likely, items)
        if source is not None:
            found.sort(key=lambda proposal: proposal.source.name != source)
        drafts.append((found[0].weight, table, samples, found))
    _, table, samples, found = max(drafts, key=lambda draft: draft[0])
    others = [t.sheet_name for t in tables if t is not table]
    hints = Hints(header_row=table.header_row, member=member)
    is_row_told = not others and table.header_row > 1 and _is_found(path, book, table, hints)
    return Draft(shown_name(path), table, samples, found[0], found[1:], others, is_row_told, items)


def _is_found(path: Path, book: HeaderBook, table: TextTable, hints: Hints) -> bool:
    """Tell whether the row alone leads to the same header: one of two rows needs both."""
    try:
        return open_file(path, book.spellings, hints)[0].header == table.header
    except FileRefused:
        return False


def as_json(draft: Draft) -> dict[str, Any]:
    """Return the object described above, without `yaml` and `out`."""
    table, best = draft.table, draft.best
    return {
        "file_name": draft.file_name,
        "sheet_name": table.sheet_name,
        "member": table.member,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "header_row": table.header_row,
        "headers": [title.strip() for title in table.header],
        "samples": [shown(draft, i) for i in range(len(table.header))],
        "source": best.source.name,
        "source_label": words(*best.source.label),
        "sources": [_source(p) for p in (best, *draft.others)],
        "columns": [_column(draft, name) for name in best.source.by_name],
        "unmatched": [_unmatched(draft, i) for i in best.nearest],
        "missing": best.missing,
        "wide": [_wide(draft, of) for of in dict.fromkeys(of for of, _ in best.source.wide)],
        "items": [{"position": i, "of": best.of, "item": item} for i, item in best.items.items()],
        "told": told(draft),
    }


def _wide(draft: Draft, of: str) -> dict[str, Any]:
    """Return what a wide sheet of the source may be made of."""
    fills = [second for first, second in draft.best.source.wide if first == of]
    return {
        "of": of,
        "label": label(draft, of),
        "fills": [{"name": name, "label": label(draft, name)} for name in fills],
        "choices": [{"code": code, "label": name} for code, name in draft.known.named(of)],
    }


def shown(draft: Draft, position: int) -> list[str]:
    """Return cells of a header to be seen; of a column about persons none."""
    source = draft.best.source
    persons = {draft.best.columns.get(column.name) for column in source.with_role("person")}
    return [HIDDEN] if position in persons else draft.samples.shown(position)


def label(draft: Draft, name: str) -> str:
    """Return what people call a column."""
    return words(draft.best.source.by_name[name].header, name)


def named(draft: Draft, name: str) -> str:
    """Return a column as a mapping calls it, and as people do."""
    return words(f"{name} {label(draft, name)}", name)


def pattern(file_name: str) -> str:
    """Return a glob for this file and the exports after it."""
    path = PurePath(file_name)
    stem = CHANGING.sub("", path.stem) or path.stem
    # The name is shown without numbers of persons; the file still bears them.
    parts = [re.sub(r"([\[*?])", r"[\1]", part) for part in re.split(MASKED, stem)]
    return "*".join(parts) + "*" + path.suffix


def told(draft: Draft) -> dict[str, Any]:
    """Return what the mapping says beside its columns."""
    said: dict[str, Any] = {
        "source": draft.best.source.name, "match": pattern(draft.file_name)
    }  # fmt: skip
    if draft.table.member:
        said["member"] = PurePath(draft.table.member).name
    if draft.is_row_told:
        said["header_row"] = draft.table.header_row
    return said


def _source(proposal: Proposal) -> dict[str, Any]:
    return {
        "name": proposal.source.name,
        "label": words(*proposal.source.label),
        "columns": len(proposal.columns),
        "missing": len(proposal.missing),
    }


def _column(draft: Draft, name: str) -> dict[str, Any]:
    best = draft.best
    column, place = best.source.by_name[name], best.columns.get(name)
    return {
        "name": name,
        "label": label(draft, name),
        "kind": column.kind,
        "is_rating": column.role == "rating",
        "is_read": place is None or draft.samples.is_read(place, column),
        "is_required": column.required,
        "header": None if place is None else draft.table.header[place].strip(),
        "position": place,
        "similarity": best.similarity.get(name),
    }


def _unmatched(draft: Draft, position: int) -> Mapping[str, Any]:
    return {
        "header": draft.table.header[position].strip(),
        "position": position,
        "samples": shown(draft, position),
        "nearest": [
            {"name": name, "label": label(draft, name), "similarity": similarity}
            for name, similarity in draft.best.nearest[position]
        ],
    }
