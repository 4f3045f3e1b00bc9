"""What a look keeps of the rows it reads: the first ones, counts, and the words nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from etl.cleaning.cleaning import TableCleaner
from etl.cleaning.masking import HIDDEN
from etl.cleaning.rejecting import Checked
from etl.cleaning.wide import Wide
from etl.reading import TextTable
from etl.sources.matching import Recognised

# The rules of a cell that is none of a column's words; of each column so many words are told.
OF_WORDS, WORDS_TOLD = ("unknown_value", "not_yes_or_no"), 50
DETAILS = ("row_number", "line_number", "column_name", "rule", "original")


@dataclass
class Seen:
    """What has been seen of one table.

    Attributes:
        shown: how many rows and rejects to keep whole.
    """

    shown: int
    rows: list[pl.DataFrame] = field(default_factory=list)
    rejects: list[pl.DataFrame] = field(default_factory=list)
    rules: list[pl.DataFrame] = field(default_factory=list)
    words: list[pl.DataFrame] = field(default_factory=list)
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    is_whole: bool = False

    def add(self, part: pl.DataFrame, checked: Checked, rejects: pl.DataFrame) -> None:
        """Add one frame: its texts, what became of them, and its rejects."""
        self.read += part.height
        if self.accepted < self.shown:
            self.rows.append(checked.accepted.head(self.shown))
        if self.rejected < self.shown:
            self.rejects.append(rejects.select(DETAILS).head(self.shown))
        self.rejected += rejects.height
        self.accepted += part.height - rejects.height
        if rejects.height:
            self.rules.append(_counted(rejects, "column_name", "rule"))
            strange = checked.faults.rows.filter(pl.col("rule").is_in(OF_WORDS))
            # A word means the same under every item of a wide sheet.
            strange = strange.with_columns(pl.col("column_name").str.split(".").list.first())
            self.words.append(_counted(strange, "column_name", "original"))

    def first_rows(self, cleaner: TableCleaner) -> Iterator[dict[str, Any]]:
        """Yield the first accepted rows, who they are about hidden."""
        if not self.rows:
            return
        persons = [c.name for c in cleaner.source.with_role("person") if c.name in cleaner.present]
        for row in pl.concat(self.rows).head(self.shown).iter_rows(named=True):
            values = {name: _plain(row[name]) for name in cleaner.present if name in row}
            values |= {name: HIDDEN for name in persons if values.get(name) is not None}
            yield {
                "row_number": row["row_number"],
                "line_number": row["line_number"],
                "values": values,
            }

    def wrong(
        self, table: TextTable, recognised: Recognised, wide: Wide | None
    ) -> dict[str, list[dict[str, Any]]]:
        """Return counts by rule, the first rejects, and the words that nobody knows."""
        if not self.rules:
            return {"rejected_by_rule": [], "rejects": [], "unknown_words": []}
        titles = {name: table.header[i].strip() for name, i in recognised.columns.items()}
        items = wide.names if wide else {}
        titles |= {name: table.header[i].strip() for i, name in items.items()}
        shown = [
            {**row, "header": titles.get(row["column_name"])}
            for row in pl.concat(self.rejects).head(self.shown).to_dicts()
        ]
        return {
            "rejected_by_rule": _added(self.rules, "column_name", "rule").to_dicts(),
            "rejects": shown,
            "unknown_words": list(self._unknown_words(recognised)),
        }

    def _unknown_words(self, recognised: Recognised) -> Iterator[dict[str, Any]]:
        # A rating that is not understood is told by its scale, not word by word.
        ratings = {column.name for column in recognised.source.with_role("rating")}
        found = _added(self.words, "column_name", "original")
        for [name], words in found.group_by("column_name", maintain_order=True):
            if name not in ratings:
                told = words.head(WORDS_TOLD).select(pl.col("original").alias("word"), "rows")
                yield {"column_name": name, "words": told.to_dicts()}


def _counted(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return frame.group_by(*columns, maintain_order=True).len("rows")


def _added(parts: list[pl.DataFrame], *columns: str) -> pl.DataFrame:
    counts = pl.concat(parts).group_by(*columns, maintain_order=True).agg(pl.col("rows").sum())
    return counts.sort("rows", descending=True, maintain_order=True)


def _plain(value: object) -> object:
    return value.isoformat(sep=" ") if isinstance(value, datetime) else value
