"""待更正数据: the rows that were not used, by reason, in plain words with what to do; and as a file."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import polars as pl
import streamlit as st

from analysis import data_questions
from analysis.warehouse import Release
from analysis.workbook import Sheet, to_xlsx
from ui import correction_file, downloads, formats, queries
from ui.data_loading import source_name
from ui.said import said
from ui.tables import Column, table
from ui.words import WORDS, language, speaking, t

SUPERSEDED = "superseded_in_file"
_WHOLE = (
    "source", "file_name", "sheet_name", "line_number", "column", "reason", "fix", "original",
    "others", "row_json",
)  # fmt: skip
_HEADS = (
    "source", "file", "sheet", "line", "column", "reason", "fix", "original", "others", "whole",
)  # fmt: skip

Headers = Mapping[tuple[str, str], str]


def headers() -> Headers:
    """Return what the files themselves call a column.

    Returns:
        (batch, canonical name) → that file's header, and (source, canonical name) → the first one.
    """
    return _headers(queries.release())


@lru_cache(maxsize=8)
def _headers(opened: Release) -> Headers:
    found: dict[tuple[str, str], str] = {}
    for load in queries.ask(data_questions.loads).iter_rows(named=True):
        for sheet in json.loads(load["sheets"]):
            for header, name in sheet["headers"].items():
                if name:
                    found.setdefault((load["batch_id"], name), header)
                    found.setdefault((load["source"], name), header)
    return found


def counts() -> pl.DataFrame:
    """Return [source, column_name, rule, rejected_rows, example] of the rows to be corrected."""
    return queries.derived.of(queries.ask(data_questions.reject_counts), _to_correct)


def _to_correct(reasons: pl.DataFrame) -> pl.DataFrame:
    return reasons.filter(pl.col("rule") != SUPERSEDED)


def reason(rule: str) -> str:
    """Return why a rule refuses a row, in plain words."""
    return _rule("why", rule)


def column_name(heads: Headers, source: str, column: str | None, batch_id: str = "") -> str:
    """Return a column as the clerk sees it in the file; a fault of the line has none."""
    if column is None:
        return t("data_quality.whole_line")
    return heads.get((batch_id, column)) or heads.get((source, column), column)


def rejects() -> None:
    """Draw the reasons, most frequent first, the rows of the one clicked, and the file of all."""
    st.markdown(f"### {t('data_quality.wrong_head')}", anchors=False)
    found, heads = counts(), headers()
    if found.is_empty():
        st.markdown(f":green[:material/check:] {t('data_quality.says_clean')}")
        return
    st.caption(t("data_quality.wrong_says"))
    _file(int(found["rejected_rows"].sum()), heads)
    rows = queries.derived.of(found, _explained, language())
    columns = (
        Column("column", t("data_quality.column"), width=105),
        Column("rejected_rows", t("data_quality.rows"), "count", width=60),
        Column("reason", t("data_quality.reason"), width=190),
        Column("example", t("data_quality.example"), width=140),
        Column("fix", t("data_quality.fix"), width="large"),
        Column("source_name", t("data_quality.source")),
    )
    total = {"rejected_rows": int(found["rejected_rows"].sum())}
    name = t("data_quality.wrong_head")
    picked = table(rows, columns, "wrong_reasons", name=name, total=total, select=True)
    if picked:
        _picked(picked, heads)


def _explained(found: pl.DataFrame, lang: str) -> pl.DataFrame:
    """Reasons with what they mean and what to do about them."""
    return found.with_columns(
        said(found, "source", source_name, "source_name"),
        pl.Series("column", _columns(found, headers()), pl.String),
        said(found, "rule", reason, "reason"),
        said(found, "rule", _correction, "fix"),
        pl.col("example").replace("", None).fill_null(t("data_quality.empty_cell")),
    )


def _picked(picked: Mapping[str, Any], heads: Headers) -> None:
    """The very rows of one reason, each with its file and line."""
    answer = queries.ask(data_questions.rejects, picked["source"], picked["rule"])
    same = pl.col("column_name").eq_missing(pl.lit(picked["column_name"]))
    name = t(
        "data_quality.wrong_rows",
        source=picked["source_name"],
        column=picked["column"],
        reason=picked["reason"],
    )
    st.markdown(f"**{formats.escaped(name)}**")
    columns = (
        Column("line_number", t("data_quality.line"), "count", width=80),
        Column("original", t("data_quality.original")),
        Column("file_name", t("data_quality.file"), width="medium"),
        Column("sheet_name", t("data_quality.sheet")),
        Column("others", t("data_quality.others"), width="medium"),
        Column("row_json", t("data_quality.whole"), width="large"),
    )
    table(
        _worded(answer.filter(same), heads),
        columns,
        "wrong_rows",
        name=t("data_quality.wrong_head"),
    )


def _file(count: int, heads: Headers) -> None:
    release, created, lang = queries.release(), queries.build_info()["as_of"][0], language()
    name, about, about_sheet = (
        t("data_quality.wrong_head"), downloads.scope_notes()[-2:], t("common.about"),
    )  # fmt: skip

    def workbook() -> bytes:
        with speaking(lang):
            labels = {
                key: t(f"data_quality.{head}") for key, head in zip(_WHOLE, _HEADS, strict=True)
            }
            rows = _worded(data_questions.rejects(release), heads)
            is_old = pl.col("rule") == SUPERSEDED
            parts = {name: rows.filter(~is_old), t("data_quality.old_sheet"): rows.filter(is_old)}
            sheets = [Sheet(title, part.select(_WHOLE), labels) for title, part in parts.items()]
            return to_xlsx(sheets, created=created, title=name, notes=about, about=about_sheet)

    def to_correct() -> bytes:
        with speaking(lang):
            return correction_file.workbook()

    version, shown = f"v{int(release.build_id)}", formats.number(count)
    with st.container(horizontal=True):
        label = t("data_quality.wrong_download", count=shown)
        downloads.button(label, to_correct, f"{name}_{version}.xlsx", "wrong_to_correct")
        label, of_all = t("data_quality.wrong_list"), t("data_quality.wrong_list_name")
        downloads.button(label, workbook, f"{of_all}_{version}.xlsx", "wrong_all")


def _worded(rows: pl.DataFrame, heads: Headers) -> pl.DataFrame:
    """Rejected rows with their column, reason and correction in words."""
    return rows.with_columns(
        pl.Series("column", _columns(rows, heads), pl.String),
        said(rows, "rule", reason, "reason"),
        said(rows, "rule", _correction, "fix"),
        pl.Series(
            "others",
            [
                _others(row["source"], row["batch_id"], row["other_faults"], heads)
                for row in rows.iter_rows(named=True)
            ],
            pl.String,
        ),
        said(rows, "source", source_name),
    )


def _others(source: str, batch_id: str, text: str | None, heads: Headers) -> str:
    return formats.listed(
        [
            f"{column_name(heads, source, fault['column'], batch_id)}: {reason(fault['rule'])}"
            for fault in json.loads(text or "[]")
        ]
    )


def _columns(rows: pl.DataFrame, heads: Headers) -> list[str]:
    return [
        column_name(heads, row["source"], row["column_name"], row.get("batch_id", ""))
        for row in rows.iter_rows(named=True)
    ]


def _correction(rule: str) -> str:
    return _rule("fix", rule)


def _rule(part: str, rule: str) -> str:
    key = f"corrections.{part}_{rule}"
    return t(key) if key in WORDS else t(f"corrections.{part}_other", rule=rule)
