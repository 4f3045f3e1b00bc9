"""A city small enough to be counted by hand; its figures stand in the tests of pages.

September 2026, due cohort: 海曙区 40 due, 36 on time; 江北区 60 due, 57 on time; so 93 of 100.
Four cases of 海曙区 and three of 江北区 are late, and three of the former are still open.
August: 40 of 40. One row (no received time) is to be corrected.
"""

from pathlib import Path

UNITS = """单位编号,规范全称,单位类别,区县,联系人,联系电话
U1,海曙区行政审批局,市直部门,海曙区,示例联系人,0574-00000001
U2,江北供水公司,公共服务企业,江北区,,
"""
OUTLETS = """网点编号,网点名称,行业,单位级别,区县,乡镇街道,上级单位,经度,纬度,坐标系,规范化达标
W1,海曙区政务服务中心,政务服务,县区级,海曙区,月湖街道,U1,121.549,29.868,wgs84,是
W2,江北供水营业厅,供水,乡镇街道级,江北区,慈城镇,U2,121.46,29.98,wgs84,否
W3,江北邮政所,邮政,乡镇街道级,江北区,庄桥街道,U2,,,,否
"""
COMPLAINTS = """投诉编号,受诉网点,接收时间,投诉渠道
C1,W1,2026-09-12 09:00,窗口
"""
_HEADER = "工单编号,来源渠道,事项名称,承办单位,承办网点,收件时间,承诺时限,办结时间,状态,导出时间"
_ON_TIME, _LATE = "2026-09-03 10:00", "2026-09-10 10:00"


def tickets() -> str:
    """Return the tickets and the one row to be corrected."""
    closed = {
        "W1": [_ON_TIME] * 36 + [_LATE] + [""] * 3,
        "W2": [_ON_TIME] * 57 + [_LATE] * 3,
    }
    lines = [_HEADER]
    for outlet, times in closed.items():
        for number, time in enumerate(times):
            lines.append(_line(f"{outlet}-{number:03d}", outlet, "2026-09-01 09:00", time))
    for number in range(40):
        outlet = f"W{number % 2 + 1}"
        lines.append(_line(f"A-{number:03d}", outlet, "2026-08-03 09:00", "2026-08-05 10:00"))
    lines.append(_line("BAD", "W1", "", ""))
    return "\n".join(lines) + "\n"


def more_tickets() -> str:
    """Return ten more of September, all closed late."""
    lines = [_line(f"M-{number}", "W1", "2026-09-01 09:00", _LATE) for number in range(10)]
    return "\n".join([_HEADER, *lines]) + "\n"


def october_tickets() -> str:
    """Return twenty of October, which is not over: fifteen on time, five closed late."""
    return (
        "\n".join(
            [
                _HEADER,
                *(
                    _line(
                        f"O-{number}",
                        "W1",
                        "2026-10-02 09:00",
                        f"2026-10-{3 if number < 15 else 14} 10:00",
                    )
                    for number in range(20)
                ),
            ]
        )
        + "\n"
    )


def _line(ticket: str, outlet: str, received: str, closed: str) -> str:
    unit = {"W1": "U1", "W2": "U2"}[outlet]
    status = "办结" if closed else "办理中"
    return f"{ticket},窗口,户口迁移,{unit},{outlet},{received},5个工作日,{closed},{status},2026-10-15 18:00"


def drop(folder: Path, name: str, text: str) -> Path:
    """Write one file as the clerk's computer would: GB18030."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="gb18030")
    return path


def drop_city(folder: Path) -> list[Path]:
    """Write every file of the city."""
    return [
        drop(folder, "单位台账.csv", UNITS),
        drop(folder, "网点台账.csv", OUTLETS),
        drop(folder, "投诉.csv", COMPLAINTS),
        drop(folder, "办件工单.csv", tickets()),
    ]
