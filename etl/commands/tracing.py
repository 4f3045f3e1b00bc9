"""`etl trace`: a case from the files that told of it to the KPIs that count it.

One of the places where etl asks analysis (docs/decisions): the days and the KPIs are those of the
pages; the versions come from the lake.
"""

from dataclasses import asdict
from typing import Any

from analysis import corrections, kpi_questions, questions
from analysis.explain import explain
from analysis.explain_counts import Count, counts
from analysis.kpis import catalogue
from analysis.warehouse import Release
from etl.answers import Answer, language, words
from etl.commands.history import history
from etl.commands.published import source_name
from etl.errors import EtlError, NothingToServe, Said
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse import publish

ORIGINS = {
    "declared": Said("导出文件写明", "declared by the export"),
    "promised_days": Said("按承诺工作日推算", "counted from the promised working days"),
    "promised_hours": Said("按承诺小时推算", "counted from the promised hours"),
}
STATES = {
    "current": Said("现行", "current"),
    "older": Said("旧版本", "older"),
    "withdrawn": Said("快照中已没有", "withdrawn"),
    "held": Said("暂不计入", "held"),
    "rejected": Said("待更正", "to be corrected"),
    "superseded": Said("同一文件内的旧版本", "older in its file"),
}
PARTS = {
    "both": Said("计入分子和分母", "numerator and denominator"),
    "numerator": Said("计入", "counted"),
    "denominator": Said("只计入分母", "denominator only"),
    "none": Said("不计", "not counted"),
}
WHY = {
    "invalid": Said("不是有效办件", "not a valid case"),
    "not_closed": Said("尚未办结", "not closed"),
    "no_deadline": Said("没有时限", "no deadline"),
    "not_yet_due": Said("数据截至时尚未到期", "not due by the as-of"),
    "floating": Said("依法挂起，未到期", "lawfully suspended, not due"),
    "withdrawn": Said("到期前已撤销", "withdrawn before it was due"),
    "not_open": Said("不在办", "not open"),
    "unknown": Said(
        "补正、退单、到场次数未知，或办结未满十五个工作日", "too recent or not recorded"
    ),
    "not_on_time": Said("未按时办结", "not finished on time"),
    "unrated": Said("没有主动评价", "not rated by a person"),
    "other": Said("不符合计数条件", "not what the figure counts"),
}


def trace(folder: DataFolder, number: str) -> Answer:
    """Return the history of a number across batches, its due date day by day, and its KPIs.

    Args:
        folder: the data folder.
        number: a case's; the number of a complaint, an inspection or a ledger has its history only.

    Raises:
        EtlError: neither the lake nor the published build knows it.
    """
    versions = history(folder, number)
    case = _case(folder, number)
    if not versions and case is None:
        raise EtlError(
            Said(
                f"数据中没有编号“{number}”。请核对编号，或用 rejects 命令查看待更正数据。",
                f'No row bears the number "{number}". Check it, or see the command rejects.',
            )
        )
    content = {"id": number, "versions": versions, "case": case}
    header = words("来源 截至 文件 行 状态 变化", "source as-of file line state changes").split()
    rows = [
        [source_name(v["source"]), v["version_at"] or words("未知", "unknown"), v["file_name"], v["line_number"],
         _worded(STATES[v["state"]]), _changes(v)]
        for v in versions
    ]  # fmt: skip
    return Answer(content, header, rows, _said(case) if case else ())


def _worded(said: Said) -> str:
    return words(said.zh, said.en)


def _changes(version: dict[str, Any]) -> str:
    if "rule" in version:
        column, original = version["column_name"], version["original"]
        reason = corrections.why(version["rule"], language())
        about = f"{_header(version['source'], column)}: " if column else ""
        return f"{about}{reason}" + (f" ({original})" if original is not None else "")
    empty = words("空", "empty")
    shown = (
        f"{_header(version['source'], name)}: {empty if old is None else old} → {empty if new is None else new}"
        for name, (old, new) in version["changed"].items()
    )
    return "; ".join(shown)


def _header(source: str, column: str) -> str:
    """Return what the templates call a column; in English its own name."""
    known = SOURCES[source].by_name.get(column)
    return words(known.header, column) if known else column


def _case(folder: DataFolder, number: str) -> dict[str, Any] | None:
    """Return what the published build makes of a case; None when it has no such case."""
    try:
        current = publish.current(folder)
    except NothingToServe:
        return None
    release = Release(current.build_id, current.path)
    found = questions.ticket(release, number)
    if found.is_empty():
        return None
    case = found.row(0, named=True)
    told = explain(
        case,
        questions.ticket_days(release, number).to_dicts(),
        questions.ticket_suspensions(release, number).to_dicts(),
    )
    collected = kpi_questions.kpis_collected(release).filter("is_collected")["kpi_id"].to_list()
    kpis = {kpi_id: kpi for kpi_id, kpi in catalogue().items() if kpi_id in collected}
    counted = counts(case, questions.ticket_measures(release, number).to_dicts(), kpis)
    return {
        "build_id": current.build_id,
        "facts": case,
        **asdict(told),
        "kpis": [asdict(count) for count in counted],
    }


def _said(case: dict[str, Any]) -> list[Said]:
    facts = case["facts"]
    begun, due, closed = (
        facts[name] or words("无", "none") for name in ("started_at", "due_at", "first_closed_at")
    )
    origin = ORIGINS.get(facts["due_origin"], Said("没有时限", "no deadline"))
    said = [
        Said(
            f"起算 {begun}，应办结 {due}（{origin.zh}），首次办结 {closed}",
            f"Begun {begun}, due {due} ({origin.en}), first closed {closed}",
        )
    ]
    said += [_day(day) for day in case["days"]]
    said += [_pause(pause) for pause in case["pauses"]]
    return said + [_kpi(Count(**count)) for count in case["kpis"]]


DAYS = {
    "start": Said("起算日，不计", "start, not counted"),
    "working": Said("工作日", "working day"),
    "make_up": Said("调休上班", "make-up day"),
    "suspended": Said("挂起", "suspended"),
    "holiday": Said("节假日", "holiday"),
    "rest": Said("休息日", "day off"),
}
PAUSES = {
    "counts": Said("计入，停算", "counts: the clock stopped for"),
    "still": Said("计入，尚未结束，停算", "counts, not ended: the clock stopped for"),
    "idle": Said(
        "合法，但其间没有承诺内的工作日，停算", "lawful, touches no working day: stopped for"
    ),
    "declared": Said(
        "时限不是按工作日承诺的，不影响，停算", "the limit is not in working days: stopped for"
    ),
    "future": Said("晚于数据截至时间，不计，停算", "after the as-of: stopped for"),
    "no_type": Said("没有法定类型，不计，停算", "no legal type, ignored: stopped for"),
    "no_document": Said("没有文书，不计，停算", "no document, ignored: stopped for"),
    "neither": Said(
        "没有法定类型和文书，不计，停算", "no type and no document, ignored: stopped for"
    ),
}


def _day(day: dict[str, Any]) -> Said:
    kind = DAYS[day["kind"]]
    named = " ".join(str(day[name]) for name in ("holiday_name", "document_no") if day[name])
    return Said(
        f"  {day['date']} {kind.zh} {named} 第 {day['counted']} 个工作日",
        f"  {day['date']} {kind.en} {named} working day {day['counted']}",
    )


def _pause(pause: dict[str, Any]) -> Said:
    record, effect = pause["record"], PAUSES[pause["code"]]
    kinds = SOURCES["suspensions"].by_name["legal_type"].choices
    kind = words(*(kinds.get(record["legal_type"], ("",))[0], record["legal_type"] or ""))
    until = record["ended_at"] or words("未结束", "not ended")
    about = " ".join(
        text for text in (f"{record['started_at']} – {until}", kind, record["document_no"]) if text
    )
    return Said(
        f"  挂起 {about}：{effect.zh} {pause['moved']} 个工作日",
        f"  Suspended {about}: {effect.en} {pause['moved']} working days",
    )


def _kpi(count: Count) -> Said:
    part, month = PARTS[count.part], count.month_name or ""
    named = catalogue()[count.kpi_id]
    zh, en = (f"（{WHY[count.why].zh}）", f" ({WHY[count.why].en})") if count.why else ("", "")
    return Said(
        f"  {count.kpi_id} {named.name_zh} {month} {part.zh}{zh}",
        f"  {count.kpi_id} {named.name_en} {month} {part.en}{en}",
    )
