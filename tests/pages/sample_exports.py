"""The sample city's case files read with nothing but csv, for the oracle to judge and count.

It knows just the spellings of these files (etl/demo), and none of the code that loads them.
"""

import csv
import io
import re
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import fastexcel

from tests.oracle.clock import judge
from tests.oracle.lines import Suspension, Version
from tests.oracle.totals import Total, totals
from tests.oracle.working_days import read_working_days

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
SAME = {
    "办件编号": "工单编号",
    "登记时间": "收件时间",
    "办理期限": "应办结时间",
    "承诺工作日": "承诺时限",
    "办件状态": "状态",
    "评价等级": "评价",
}
TIMES = {
    "收件时间": "received_at",
    "受理时间": "accepted_at",
    "应办结时间": "due_at",
    "办结时间": "closed_at",
    "撤销时间": "withdrawn_at",
    "重办时间": "reopened_at",
    "导出时间": "exported_at",
}
DAYS = {"承诺时限": "promised_days", "法定时限": "statutory_days", "延期天数": "extension_days"}
STATES = {"作废": "void", "测试": "test", "重复": "duplicate"}
CHOICES = {
    "来源渠道": {"窗口", "热线", "网上", "自助", "上门"},
    "诉求类型": {"办事", "求助", "咨询", "举报", "建议", "表扬", "投诉"},
    "办件类型": {"即办件", "承诺件", "告知不能办", "代办件"},
    "紧急程度": {"一般", "紧急", "特急"},
    "状态": {"办结", "在办", "撤销", *STATES},
    "回访结果": {"已接通", "未回访", "未接通"},
    "评价": {"非常满意", "满意", "基本满意", "不满意", "非常不满意"},
    "上报是否按时": {"是", "否", "Y", "N"},
}
NUMBERS = ("退单次数", "补正次数", "到场次数", "服务时长", "经度", "纬度")
NOTHING = {"", "—"}
_TIME = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def counted_by_hand(inbox: Path) -> tuple[datetime, dict[tuple[str, object], Total]]:
    """Return T and the city's totals by KPI and first day of the month."""
    tickets, suspensions = defaultdict(list), defaultdict(list)
    batches = [*inbox.glob("窗口办件*.csv"), *inbox.glob("12345工单*.csv")]
    for path in batches:
        lines = _lines(path)
        as_of = max((line.exported_at for line in lines), default=None)
        for line in lines:
            tickets[line.ticket_id].append(Version(**vars(line) | {"batch_as_of": as_of}))
    for suspension in _suspensions(inbox / "挂起记录.xlsx"):
        suspensions[suspension.ticket_id].append(suspension)
    days = read_working_days(
        REFERENCE / "calendar.csv",
        REFERENCE / "calendar_overrides.csv",
        REFERENCE / "calendar_years.csv",
    )
    as_of = max(line.exported_at for versions in tickets.values() for line in versions)
    judged = [judge(versions, suspensions[id_], days, as_of) for id_, versions in tickets.items()]
    return as_of, totals(judged, days, as_of)


def _lines(path: Path) -> list[Version]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    rows = list(csv.reader(io.StringIO(text)))
    head = next(at for at, row in enumerate(rows) if "来源渠道" in row)
    names = [SAME.get(name, name) for name in rows[head]]
    lines = []
    for number, row in enumerate(rows[head + 1 :], 1):
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=True)}
        if cells["工单编号"] == "合计":
            break
        try:
            lines.append(_version(cells, path.name, number))
        except ValueError:
            continue
    return lines


def _version(cells: dict[str, str], batch_id: str, number: int) -> Version:
    """Read a row, or raise ValueError where a clerk would have to correct it."""
    given = {name: _time(cells.get(header, ""), name) for header, name in TIMES.items()}
    given |= {name: _days(cells.get(header, "")) for header, name in DAYS.items()}
    for header in NUMBERS:
        if (cell := cells.get(header, "")) not in NOTHING:
            float(cell)
    for header, choices in CHOICES.items():
        if (cell := cells.get(header, "")) not in NOTHING | choices:
            raise ValueError(cell)
    who = cells.get("承办网点") or cells.get("网点编号") or cells.get("承办单位")
    if not (cells["工单编号"] and who and (given["received_at"] or given["accepted_at"])):
        raise ValueError("nothing to count")
    return Version(
        ticket_id=cells["工单编号"],
        batch_id=batch_id,
        row_number=number,
        status=STATES.get(cells["状态"]),
        is_excluded=cells.get("是否剔除") == "是",
        **given,
    )


def _time(cell: str, name: str) -> datetime | None:
    if cell in NOTHING:
        return None
    if re.fullmatch(r"\d{5}\.\d+", cell):  # days of Excel
        return datetime(1899, 12, 30) + timedelta(seconds=round(float(cell) * 86_400))
    found = _TIME.fullmatch(cell)
    if found is None:
        raise ValueError(cell)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    if found.group(4) is None and name == "due_at":
        hour, minute, second = 23, 59, 59
    return datetime(year, month, day, hour, minute, second)


def _days(cell: str) -> int | None:
    if cell in NOTHING:
        return None
    if (days := int(cell.removesuffix("个工作日"))) < 0:
        raise ValueError(cell)
    return days


def _suspensions(path: Path) -> list[Suspension]:
    sheet = fastexcel.read_excel(path.read_bytes()).load_sheet(
        0, header_row=None, dtypes="string", skip_rows=2
    )
    return [
        Suspension(
            ticket_id=ticket,
            batch_id=path.name,
            row_number=number,
            started_at=_time(start[:10], "started_at"),
            ended_at=_time((end or "")[:10], "ended_at"),
            legal_type=kind,
            document_no=document,
        )
        for number, (ticket, start, end, kind, document, _) in enumerate(
            sheet.to_polars().rows(), 1
        )
    ]
