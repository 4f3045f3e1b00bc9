"""The commands that ask the published build: rejects, kpi, shortlist.

One of the places where etl asks analysis (docs/decisions): a number asked on the command line is the
number on the page.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from analysis import corrections, data_questions, kpi_questions, kpis, workbook
from analysis.warehouse import Release
from etl.answers import Answer, UsageError, language, words
from etl.commands.asking_words import SCOPES, headings, scope_name
from etl.commands.correction_sheets import correction_sheets
from etl.commands.published import open_published, source_name
from etl.errors import EtlError, Said
from etl.paths import DataFolder
from etl.sources import SOURCES

# What a terminal is shown of a long list; --json and --out have all of it.
SHOWN_ROWS = 50


def rejects(folder: DataFolder, source: str | None, out: Path | None) -> Answer:
    """Return the rows still to be corrected, with the file, the line and the reason.

    An XLSX holds them under the headers of their files: mended, it is loaded like any export.
    """
    release, info = open_published(folder)
    rows = data_questions.rejects(release, source)
    content = {"build_id": release.build_id, "count": rows.height, "rows": rows.to_dicts()}
    loads = data_questions.loads(release)
    told = corrections.worded(rows, loads, language())
    shown = _in_words(told)
    if out is not None and out.suffix.lower() == ".xlsx":
        sheets = [workbook.Sheet(name, sheet) for name, sheet in correction_sheets(told, loads)]
        made = workbook.to_xlsx(
            sheets, created=info["as_of"], title=out.stem, notes=_how_to_correct(release)
        )
        return _with_file(content, shown, rows, info, out, made)
    return _with_file(content, shown, told, info, out)


def _in_words(told: pl.DataFrame) -> pl.DataFrame:
    """Return the rows to be corrected as a terminal shows them."""
    cells = told.select("source", "file_name", "line_number", "column", "original", "reason", "fix")
    titles = words(
        "来源 文件 行 列 原文 原因 怎样更正", "source file line column text reason correction"
    )
    names = pl.Series("source", [source_name(code) for code in cells["source"]], pl.String)
    return cells.with_columns(names).rename(dict(zip(cells.columns, titles.split(), strict=True)))


def _how_to_correct(release: Release) -> list[str]:
    return [
        words(f"数据版本 {release.build_id}", f"Build {release.build_id}"),
        words(
            "逐行改正后保存，用 etl load 或“数据质量”页载入本文件；载入成功的行自动退出待更正数据。",
            "Mend the rows, save, and load this file with etl load or on the data quality page: "
            "rows that load leave the list by themselves.",
        ),
        words(
            "原文件用了对照文件的，载入时用同一对照文件。联系电话等个人号码不保存，需要时请补填。",
            "Where the file had a mapping, load this one with it too. Numbers of persons are not "
            "kept: fill them in again where they matter.",
        ),
    ]


def kpi(
    folder: DataFolder, kpi_id: str, scope: str, month_name: str | None, out: Path | None
) -> Answer:
    """Return one KPI by month at one scope, as mart_kpi_month has it.

    A KPI whose columns no export of the city has is said to be not collected: no rows, and no zero.

    Raises:
        UsageError: the catalogue has no such KPI, or `out` is neither CSV nor XLSX.
    """
    release, info = open_published(folder)
    entry = kpis.catalogue().get(kpi_id)
    if entry is None:
        known = ", ".join(kpis.catalogue())
        raise UsageError(
            Said(f"没有指标 {kpi_id}。现有：{known}", f"No KPI {kpi_id}. There are: {known}")
        )
    rows = kpi_questions.kpi_months(release, kpi_id, scope, month_name)
    needs = _needs(release, kpi_id)
    content = {
        "kpi_id": kpi_id,
        "build_id": release.build_id,
        "as_of": info["as_of"],
        "rows": rows.to_dicts(),
    }
    scopes = {code: scope_name(code) for code in SCOPES}
    shown = rows.with_columns(pl.col("scope").replace(scopes)).rename(headings(rows.columns))
    answer = _with_file(content, shown, rows, info, out)
    return answer if needs is None else replace(answer, said=[needs, *answer.said])


def _needs(release: Release, kpi_id: str) -> Said | None:
    """Return what a KPI that is not collected would need."""
    known = kpi_questions.kpis_collected(release).row(
        by_predicate=pl.col("kpi_id") == kpi_id, named=True
    )
    if known["is_collected"]:
        return None
    names_zh, names_en = (
        {code: source.label[at] for code, source in SOURCES.items()} for at in (0, 1)
    )
    zh = "、".join(corrections.needed(line, names_zh, "zh") for line in known["requires"])
    en = ", ".join(corrections.needed(line, names_en, "en") for line in known["requires"])
    return Said(
        f"{kpi_id} 未采集：导出文件中没有所需的列（{zh}）",
        f"{kpi_id} is not collected: the exports lack what it needs ({en})",
    )


def shortlist(folder: DataFolder, rules: Path | None, out: Path | None) -> Answer:
    """Return the suggested candidates; with `out` also the workbook for the panel.

    Raises:
        EtlError: the rules cannot be used, or no month is complete.
    """
    # Here, not above: scipy takes a second, which no other command should wait for.
    from analysis.awards import labels
    from analysis.awards import rules as award_rules
    from analysis.awards import shortlist as awards

    release, info = open_published(folder)
    try:
        drawn = awards.shortlist(release, rules)
    except (award_rules.RulesError, awards.NoCompleteMonthError) as fault:
        raise EtlError(Said(fault.zh, fault.en)) from fault
    columns = ["place", "rank", "outlet_id", "outlet_name", "industry_name", "score", "chance"]
    columns.append("band")
    said = [Said(zh, en) for zh, en in [*([drawn.problem] if drawn.problem else []), *drawn.notes]]
    content: dict[str, Any] = {
        "build_id": release.build_id,
        "as_of": info["as_of"],
        "rules": {"id": drawn.rules.id, "sha256": drawn.rules.sha256},
        "shortlist": drawn.proposed.select(columns).to_dicts(),
        "small_outlets": drawn.small_proposed.select(columns).to_dicts(),
        "notes": [words(note.zh, note.en) for note in said],
    }
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"{drawn.rules.id}_{release.build_id}.xlsx"
        path.write_bytes(drawn.to_workbook(language()))
        content["out"] = path
        said.append(Said(f"已写入 {path}", f"Written to {path}"))
    both = pl.concat([drawn.proposed, drawn.small_proposed])
    headings, rows = labels.for_terminal(both, language())
    return Answer(content, headings if rows else (), rows, said)


def _with_file(
    content: Mapping[str, Any],
    shown: pl.DataFrame,
    rows: pl.DataFrame,
    info: Mapping[str, Any],
    out: Path | None,
    made: bytes | None = None,
) -> Answer:
    """Return an answer with a table of its first rows; write all of them to a file if asked."""
    said = [Said(f"共 {rows.height} 行", f"{rows.height} rows in all")]
    if out is not None:
        out.write_bytes(made or _file(rows, info, out))
        content = {**content, "out": out}
        said.append(Said(f"已写入 {out}", f"Written to {out}"))
    return Answer(content, shown.columns, shown.head(SHOWN_ROWS).rows(), said)


def _file(rows: pl.DataFrame, info: Mapping[str, Any], out: Path) -> bytes:
    if out.suffix.lower() == ".csv":
        return workbook.to_csv(rows)
    if out.suffix.lower() == ".xlsx":
        notes = [words(f"数据版本 {info['build_id']}", f"Build {info['build_id']}")]
        sheet = workbook.Sheet(out.stem[:31], rows)
        return workbook.to_xlsx([sheet], created=info["as_of"], title=out.stem, notes=notes)
    raise UsageError(Said(f"{out} 的扩展名应为 .csv 或 .xlsx", f"{out} must end in .csv or .xlsx"))
