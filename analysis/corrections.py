"""Rejected rows in the words of the clerk: the file's own header, why, and what to do."""

import json
from collections.abc import Mapping
from typing import Literal

import polars as pl

from analysis.correction_words import COLUMNS, RULES

Language = Literal["zh", "en"]
# (batch, canonical name) → what the file calls it
Headers = Mapping[tuple[str, str], str]
WHOLE_LINE = ("整行", "whole line")
OF = ("{source}的{column}", "{column} of {source}")
OTHER = (("不符合规则 {rule}", "breaks the rule {rule}"), ("请核对这一行。", "Check this row."))


def file_headers(loads: pl.DataFrame) -> Headers:
    """Return what the files themselves call a column.

    Args:
        loads: `batch_id` and `sheets` of the batches, as mart_load has them.
    """
    found: dict[tuple[str, str], str] = {}
    for batch_id, sheets in loads.select("batch_id", "sheets").iter_rows():
        for sheet in json.loads(sheets):
            for header, name in sheet["headers"].items():
                if name:
                    found.setdefault((batch_id, name), header)
    return found


def why(rule: str, language: Language) -> str:
    """Return why a rule refuses a row."""
    return _said(RULES.get(rule, OTHER)[0], language).format(rule=rule)


def fix(rule: str, language: Language) -> str:
    """Return what to do about a row that a rule refuses."""
    return _said(RULES.get(rule, OTHER)[1], language).format(rule=rule)


def worded(rejects: pl.DataFrame, loads: pl.DataFrame, language: Language) -> pl.DataFrame:
    """Return the rows of `questions.rejects` with `column`, `reason` and `fix` in words.

    Args:
        rejects: the rows.
        loads: the batches they are of.
        language: of the words; headers stay those of the files.
    """
    headers = file_headers(loads)
    columns = [
        _said(WHOLE_LINE, language)
        if column is None
        else headers.get((batch_id, column), column_word(column, language))
        for batch_id, column in rejects.select("batch_id", "column_name").iter_rows()
    ]
    return rejects.with_columns(
        pl.Series("column", columns, pl.String),
        pl.Series("reason", [why(rule, language) for rule in rejects["rule"]], pl.String),
        pl.Series("fix", [fix(rule, language) for rule in rejects["rule"]], pl.String),
    )


def column_word(path: str, language: Language) -> str:
    """Return what a column is called, of `column` or `source.column`; its own name where nothing is known."""
    column = path.rpartition(".")[2]
    pair = COLUMNS.get(path) or COLUMNS.get(column)
    return column if pair is None else _said(pair, language)


def needed(line: str, sources: Mapping[str, str], language: Language) -> str:
    """Return one line of a KPI's `requires`, such as `tickets.due_at | tickets.promised_days`, in words.

    Args:
        line: the columns, of which one is enough.
        sources: what each source is called in the language.
        language: of the words.
    """
    of = _said(OF, language)
    by_source: dict[str, list[str]] = {}
    for path in (part.strip() for part in line.split("|")):
        source = path.partition(".")[0]
        by_source.setdefault(source, []).append(column_word(path, language))
    either = ("或", " or ")[language == "en"]
    return either.join(
        of.format(source=sources.get(source, source), column=either.join(columns))
        for source, columns in by_source.items()
    )


def _said(pair: tuple[str, str], language: Language) -> str:
    return pair[language == "en"]
