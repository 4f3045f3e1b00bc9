"""Invented ticket histories written as exports, for the loader to read like any clerk's file."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from etl.lake import lake
from etl.load import load_files
from etl.paths import DataFolder
from tests.oracle.lines import Suspension, Version
from tests.sql.histories import Batch, History, Stage

Line = TypeVar("Line", Version, Suspension)

TICKET_HEADERS = {
    "ticket_id": "工单编号",
    "outlet_id": "承办网点",
    "received_at": "收件时间",
    "accepted_at": "受理时间",
    "promised_days": "承诺时限",
    "promised_hours": "承诺小时",
    "statutory_days": "法定时限",
    "due_at": "应办结时间",
    "extension_days": "延期天数",
    "closed_at": "办结时间",
    "withdrawn_at": "撤销时间",
    "reopened_at": "重办时间",
    "status": "状态",
    "is_excluded": "是否剔除",
    "exported_at": "导出时间",
}
SUSPENSION_HEADERS = {
    "ticket_id": "工单编号",
    "started_at": "挂起开始",
    "ended_at": "挂起结束",
    "legal_type": "挂起类型",
    "document_no": "文书编号",
}
HEADERS = {"tickets": TICKET_HEADERS, "suspensions": SUSPENSION_HEADERS}
Cells = Callable[[Version], Mapping[str, object]]


def load_exports(
    folder: DataFolder,
    stage: Stage,
    histories: list[History],
    more: Cells = lambda _line: {},
) -> tuple[Stage, list[History]]:
    """Write every batch as a CSV, load it, and return the story as the loader dated it.

    Args:
        folder: the data folder.
        stage: the batches as they were drawn.
        histories: tickets whose lines are numbered.
        more: what the line of a ticket says beside its times, by header.

    Returns:
        The stage and the histories with the ids and the as-of that the batches got.
    """
    got: dict[str, Batch] = {}
    for source, batches in (("tickets", stage.tickets), ("suspensions", stage.suspensions)):
        for batch in batches:
            path = folder.inbox / f"{source}-{batch.batch_id}.csv"
            _write(path, source, _lines_of(batch.batch_id, histories), more)
            [result] = load_files(folder, [path], source=source)
            assert result.status == "loaded", result
            record = lake.read_record(folder, source, result.batch_id)
            assert record is not None
            as_of = record.as_of and datetime.fromisoformat(record.as_of)
            got[batch.batch_id] = Batch(result.batch_id, as_of or None)
    return _dated(stage, histories, got)


def _lines_of(batch_id: str, histories: list[History]) -> list[Version | Suspension]:
    return [
        line
        for history in histories
        for line in (*history.versions, *history.suspensions)
        if line.batch_id == batch_id
    ]


def _write(path: Path, source: str, lines: list[Version | Suspension], more: Cells) -> None:
    rows = []
    for line in sorted(lines, key=lambda line: line.row_number):
        cells = {header: getattr(line, name) for name, header in HEADERS[source].items()}
        rows.append(cells | (dict(more(line)) if isinstance(line, Version) else {}))
    write_csv(path, rows or [dict.fromkeys(HEADERS[source].values())])


def write_csv(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows under their headers, a missing value as a blank cell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows(["" if v is None else str(v) for v in row.values()] for row in rows)
    return path


def _dated(
    stage: Stage, histories: list[History], got: dict[str, Batch]
) -> tuple[Stage, list[History]]:
    tickets = tuple(got[batch.batch_id] for batch in stage.tickets)
    suspensions = tuple(got[batch.batch_id] for batch in stage.suspensions)
    as_of = max(batch.as_of for batch in (*tickets, *suspensions) if batch.as_of is not None)
    dated = [
        History(
            tuple(_dated_line(line, got) for line in history.versions),
            tuple(_dated_line(line, got) for line in history.suspensions),
        )
        for history in histories
    ]
    return Stage(as_of, tickets, suspensions, stage.days), dated


def _dated_line(line: Line, got: dict[str, Batch]) -> Line:
    batch = got[line.batch_id]
    return replace(line, batch_id=batch.batch_id, batch_as_of=batch.as_of)
