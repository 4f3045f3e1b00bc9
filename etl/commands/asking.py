"""The commands that only look: status, batches, rejects, where, kpi, shortlist.

One of the places where etl asks analysis (docs/decisions): a number asked on the command line is the
number on the page.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from analysis import kpis, questions, workbook
from analysis.warehouse import Release, WarehouseError
from etl.answers import Answer, UsageError, language, words
from etl.commands import checking
from etl.commands.correction_sheets import correction_sheets
from etl.errors import EtlError, Said
from etl.lake import lake
from etl.lake.holding import held
from etl.paths import DataFolder
from etl.warehouse import publish

# What a terminal is shown of a long list; --json and --out have all of it.
SHOWN_ROWS = 50


class BuildDamagedError(EtlError):
    """The published build cannot be read."""


@contextmanager
def _readable(folder: DataFolder) -> Iterator[None]:
    """Say in a sentence that the published build is damaged, wherever a question meets it."""
    try:
        yield
    except (WarehouseError, duckdb.Error) as fault:
        build_id = publish.current(folder).build_id
        raise BuildDamagedError(checking.unreadable(build_id)) from fault


def where(folder: DataFolder) -> Answer:
    """Return where the published build lies: its path and nothing else."""
    release = publish.current(folder)
    path = str(release.path)
    return Answer({"build_id": release.build_id, "path": path}, said=[Said(path, path)])


def status(folder: DataFolder) -> Answer:
    """Return what is published, how far each source reaches, and which builds are kept."""
    current = publish.current(folder)
    with _readable(folder):
        release, info = _asked(folder)
        sources = questions.source_dates(release)
    content = {
        **info,
        "path": current.path,
        "sources": sources.to_dicts(),
        "releases": [known.build_id for known in publish.releases(folder)],
        "warning": words(current.warning.zh, current.warning.en) if current.warning else None,
    }
    said = [
        Said(
            f"数据版本 {info['build_id']}，数据截至 {info['as_of']}，待更正数据 {info['rows_to_correct']} 行",
            f"Build {info['build_id']}, data up to {info['as_of']}, {info['rows_to_correct']} rows to correct",
        )
    ]
    try:
        waiting = held(folder)
    except EtlError as fault:
        # What is published does not need the lake: its damage is told beside.
        waiting = []
        said.append(fault.said)
    content["held"] = [asdict(one) for one in waiting]
    said += [
        Said(f"{one.file_name}：{one.said.zh}", f"{one.file_name}: {one.said.en}")
        for one in waiting
    ]
    if current.warning:
        said.insert(0, current.warning)
    return Answer(content, sources.columns, sources.rows(), said)


def batches(folder: DataFolder) -> Answer:
    """Return the batches of the lake, oldest first."""
    records = lake.batches(folder)
    header = ("batch_id", "source", "file_name", "loaded_at", "as_of", "rows_read", "rows_rejected")
    rows = [[getattr(record, column) for column in header] for record in records]
    return Answer({"batches": [record.model_dump() for record in records]}, header, rows)


def rejects(folder: DataFolder, source: str | None, out: Path | None) -> Answer:
    """Return the rows still to be corrected, with the file, the line and the reason.

    An XLSX holds them under the headers of their files: mended, it is loaded like any export.
    """
    release, info = _asked(folder)
    rows = questions.rejects(release, source)
    content = {"build_id": release.build_id, "count": rows.height, "rows": rows.to_dicts()}
    shown = rows.select("source", "file_name", "line_number", "column_name", "rule", "original")
    if out is not None and out.suffix.lower() == ".xlsx":
        sheets = [
            workbook.Sheet(name, sheet)
            for name, sheet in correction_sheets(rows, questions.loads(release))
        ]
        made = workbook.to_xlsx(
            sheets, created=info["as_of"], title=out.stem, notes=_how_to_correct(release)
        )
        return _with_file(content, shown, rows, info, out, made)
    return _with_file(content, shown, rows, info, out)


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
    release, info = _asked(folder)
    entry = kpis.catalogue().get(kpi_id)
    if entry is None:
        known = ", ".join(kpis.catalogue())
        raise UsageError(
            Said(f"没有指标 {kpi_id}。现有：{known}", f"No KPI {kpi_id}. There are: {known}")
        )
    rows = questions.kpi_months(release, kpi_id, scope, month_name)
    needs = _needs(release, kpi_id)
    content = {
        "kpi_id": kpi_id,
        "build_id": release.build_id,
        "as_of": info["as_of"],
        "rows": rows.to_dicts(),
    }
    answer = _with_file(content, rows, rows, info, out)
    return answer if needs is None else replace(answer, said=[needs, *answer.said])


def _needs(release: Release, kpi_id: str) -> Said | None:
    """Return what a KPI that is not collected would need."""
    known = questions.kpis_collected(release).row(
        by_predicate=pl.col("kpi_id") == kpi_id, named=True
    )
    if known["is_collected"]:
        return None
    columns = ", ".join(known["requires"])
    return Said(
        f"{kpi_id} 未采集：导出文件中没有所需的列（{columns}；“|”表示其一即可）",
        f"{kpi_id} is not collected: the exports lack what it needs ({columns}; | means either)",
    )


def shortlist(folder: DataFolder, rules: Path | None, out: Path | None) -> Answer:
    """Return the suggested candidates; with `out` also the workbook for the panel.

    Raises:
        EtlError: the rules cannot be used, or no month is complete.
    """
    # Here, not above: scipy takes a second, which no other command should wait for.
    from analysis.awards import rules as award_rules
    from analysis.awards import shortlist as awards

    release, info = _asked(folder)
    try:
        drawn = awards.shortlist(release, rules)
    except (award_rules.RulesError, awards.NoCompleteMonthError) as fault:
        raise EtlError(Said(fault.zh, fault.en)) from fault
    columns = ["rank", "outlet_id", "outlet_name", "industry_name", "score", "chance", "band"]
    chosen = drawn.chosen.select(columns)
    said = [Said(zh, en) for zh, en in [*([drawn.problem] if drawn.problem else []), *drawn.notes]]
    content: dict[str, Any] = {
        "build_id": release.build_id,
        "as_of": info["as_of"],
        "rules": {"id": drawn.rules.id, "sha256": drawn.rules.sha256},
        "shortlist": chosen.to_dicts(),
        "notes": [words(note.zh, note.en) for note in said],
    }
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"{drawn.rules.id}_{release.build_id}.xlsx"
        path.write_bytes(drawn.to_workbook(language()))
        content["out"] = path
        said.append(Said(f"已写入 {path}", f"Written to {path}"))
    return Answer(content, columns if chosen.height else (), chosen.rows(), said)


def _asked(folder: DataFolder) -> tuple[Release, Mapping[str, Any]]:
    current = publish.current(folder)
    release = Release(current.build_id, current.path)
    info = questions.build_info(release).row(0, named=True)
    return release, info


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
