"""How a file would be read: what `python -m etl preview` says of it, table by table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from ui import hand_mapping, loading
from ui.hand_mapping import Tell
from ui.words import t


@dataclass(frozen=True)
class Preview:
    """One table of a file that is an export, or a file that would be refused.

    Attributes:
        file_name: As uploaded.
        message: Why it would be refused.
        mapping: The mapping it is read by; empty for none.
        sheet_name: Which sheet of it, or which file of a zip; empty where there is but one.
        source: What it was recognised as; empty when it was not.
        read: Rows read; `accepted` and `rejected` add up to it.
        accepted: Rows that would be loaded.
        rejected: Rows that would have to be corrected.
        rules: (column, rule) → rows rejected by it.
        headers: Header of the file → the column it was taken for, None for none.
        labels: Column → what it is called.
        choices: Column of few words → (code, what it is called).
        unknown_words: Column → word that it does not know → rows.
        notes: What was left out or found.
        left_out: Sheet or file of a zip that is no export → why; told with the first table only.
        rows: The first rows as they would be loaded, by column.
    """

    file_name: str
    message: str = ""
    mapping: str = ""
    sheet_name: str = ""
    source: str = ""
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    rules: Mapping[tuple[str, str], int] = field(default_factory=dict)
    headers: Mapping[str, str | None] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    unknown_words: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    notes: Sequence[str] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    rows: pl.DataFrame = field(default_factory=pl.DataFrame)

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file would be loaded."""
        return not self.source


def look(path: Path, mappings: Path, tell: Tell) -> list[Preview]:
    """Look at a file.

    Args:
        path: The file.
        mappings: Where the mappings lie that were made by hand.
        tell: As in `loading.load`.

    Returns:
        Each table of it that is an export, or its refusal.
    """
    own = hand_mapping.path_of(mappings, path.name)
    told = [f"--mapping={own}"] if own.exists() else []
    outcome = loading.run(["preview", "--json", "--whole", *told, "--", str(path)], tell)
    if "tables" not in outcome.answer:
        silent = t("data_loading.look_silent", reference=outcome.reference)
        return [Preview(path.name, outcome.error or silent)]
    tables = outcome.answer["tables"]
    refusals = [one["refused"] for one in (outcome.answer, *tables) if one["refused"]]
    # A sheet that is no export is left out; one that its mapping does not fit refuses the file.
    unfit = {
        one["part"]: one["refused"]["message"]
        for one in tables
        if one["refused"] and one["refused"]["code"] == "mapping"
    }
    read = [one for one in tables if one["refused"] is None and one["part"] not in unfit]
    if not read:
        return [Preview(path.name, [*unfit.values(), refusals[0]["message"]][0])]
    first, *others = [_table(path.name, table) for table in read]
    left = {_place(one): one["refused"]["message"] for one in tables if one["refused"]}
    return [replace(first, left_out=left), *others]


def _table(file_name: str, table: Mapping[str, Any]) -> Preview:
    columns = table["columns"]
    at = {one["position"]: one["name"] for one in table["items"]}
    at |= {c["position"]: c["name"] for c in columns if c["position"] is not None}
    return Preview(
        file_name=file_name,
        mapping=table["mapping"] or "",
        sheet_name=_place(table),
        source=table["source"],
        read=table["read"],
        accepted=table["accepted"],
        rejected=table["rejected"],
        rules={(one["column_name"], one["rule"]): one["rows"] for one in table["rejected_by_rule"]},
        headers={
            header: at.get(i)
            for i, header in enumerate(table["headers"])
            if header and (i in at or header in table["unknown_headers"])
        },
        labels={one["name"]: one["header"] for one in table["items"]}
        | {column["name"]: column["label"] for column in columns},
        choices={
            c["name"]: [(one["code"], one["label"]) for one in c["choices"]]
            for c in columns
            if c["choices"]
        },
        unknown_words={
            one["column_name"]: {word["word"]: word["rows"] for word in one["words"]}
            for one in table["unknown_words"]
        },
        notes=[note["message"] for note in table["notes"]],
        rows=_rows(table),
    )


def _place(table: Mapping[str, Any]) -> str:
    return " · ".join(filter(None, (table["part"], table["sheet_name"])))


def _rows(table: Mapping[str, Any]) -> pl.DataFrame:
    values = [row["values"] for row in table["rows"]]
    names = [column["name"] for column in table["columns"]]
    frame = pl.DataFrame(
        {name: pl.Series([row.get(name) for row in values], strict=False) for name in names}
    )
    # A column without a value has no type, which a table cannot draw.
    return frame.with_columns(pl.col(pl.Null).cast(pl.String))
