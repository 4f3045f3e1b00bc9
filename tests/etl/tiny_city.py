"""A city of two outlets as a clerk would drop its files, for tests of whole runs."""

from datetime import date, timedelta
from pathlib import Path

UNITS = """单位编号,规范全称,单位类别,区县
U1,海曙区行政审批局,区(县、市),海曙区
"""
OUTLETS = """网点编号,网点名称,行业,区县,乡镇街道,上级单位,经度,纬度,坐标系
W1,海曙区政务服务中心,政务服务,海曙区,月湖街道,U1,121.549,29.868,wgs84
W2,江北区税务所,税务,江北区,慈城镇,,121.46,29.98,wgs84
"""
TICKET_HEADER = "工单编号,来源渠道,事项名称,承办网点,收件时间,承诺时限,办结时间,状态,导出时间\n"


def tickets(first: int, count: int, *, days: int = 1) -> str:
    """Return tickets number `first` to `first + count - 1`, one a day, closed after some days."""
    lines = []
    for number in range(first, first + count):
        received = date(2026, 8, 3) + timedelta(days=number % 28)
        closed = received + timedelta(days=days)
        lines.append(
            f"T{number:04d},窗口,户口迁移,W{number % 2 + 1},{received} 09:00,5个工作日,"
            f"{closed} 10:00,办结,2026-10-31 18:00\n"
        )
    return TICKET_HEADER + "".join(lines)


def drop(folder: Path, name: str, text: str) -> Path:
    """Write one file as the clerk's computer would: GB18030."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="gb18030")
    return path


def drop_city(folder: Path) -> list[Path]:
    """Write the ledgers and twenty tickets."""
    return [
        drop(folder, "单位台账.csv", UNITS),
        drop(folder, "网点台账.csv", OUTLETS),
        drop(folder, "办件工单.csv", tickets(1, 20)),
    ]
