"""Invented lines about cases beside their times, with ratings and complaints, aimed at the corners."""

import random
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta

from tests.oracle.complaints import Complaint
from tests.oracle.lines import Version
from tests.oracle.ratings import Closed, Rating
from tests.oracle.service import Facts, Ledger, Place

HOUR, SECOND, DAY = timedelta(hours=1), timedelta(seconds=1), timedelta(days=1)
DISTRICTS = {"海曙区": "330203", "江北区": "330205", "北仑区": "330206"}
UNITS = """单位编号,规范全称,简称,单位类别,区县
U1,海曙区行政审批局,海曙审批局,"区(县、市)",海曙区
U2,市人力资源局,人社局,市直部门,
U3,江北区税务局,,"区(县、市)",江北区
"""
OUTLETS = """网点编号,网点名称,行业,区县,上级单位,单位级别,专职人数,兼职人数,启用日期
W1,海曙区政务服务中心,政务服务,海曙区,U1,县区级,5,3,
W2,江北区税务所,税务,江北区,,乡镇街道级,,1,2025-03-01
W3,北仑就业大厅,政务服务,北仑区,人社局,,,,
"""
LEDGER = Ledger(
    outlets={
        "W1": Place("W1", "U1", "330203", "government_services"),
        "W2": Place("W2", "unknown", "330205", "taxation"),
        "W3": Place("W3", "U2", "330206", "government_services"),
    },
    unit_ids={
        "U1": "U1",
        "海曙区行政审批局": "U1",
        "海曙审批局": "U1",
        "U2": "U2",
        "市人力资源局": "U2",
        "人社局": "U2",
        "U3": "U3",
        "江北区税务局": "U3",
    },
    unit_districts={"U1": "330203", "U3": "330205"},
    district_ids=DISTRICTS,
)
PERSONS = [f"1380000000{n}" for n in range(6)]
HEADERS = {
    "matter": "事项名称",
    "case_type": "办件类型",
    "request_type": "诉求类型",
    "urgency": "紧急程度",
    "unit": "承办单位",
    "district": "区县",
    "dispatched_at": "派单时间",
    "first_contact_at": "首次联系时间",
    "correction_count": "补正次数",
    "return_count": "退单次数",
    "is_return_upheld": "退单成立",
    "callback_result": "回访结果",
    "unit_says_resolved": "单位认定解决",
    "citizen_says_resolved": "群众认定解决",
    "citizen_satisfied": "群众满意",
    "reported_on_time": "上报是否按时",
    "rating": "评价",
    "is_default_rating": "默认评价",
    "bad_rating_verified_at": "差评核实时间",
    "bad_rating_fixed_at": "差评整改时间",
    "is_bad_rating_upheld": "差评成立",
    "window_no": "窗口号",
    "person": "联系电话",
}
RATING_HEADERS = {
    "rating_id": "评价编号",
    "rated_at": "评价时间",
    "level": "评价等级",
    "ticket_id": "办件编号",
    "outlet": "网点编号",
    "window_no": "窗口号",
    "is_default": "默认评价",
    "verified_at": "核实时间",
    "fixed_at": "整改时间",
    "is_upheld": "差评成立",
}


def cells_of(facts: Facts) -> Mapping[str, object]:
    """Return the cells of a line, by header."""
    return {HEADERS[name]: value for name, value in asdict(facts).items()}


def cells_of_rating(rating: Rating) -> dict[str, object]:
    """Return the cells of a rating, by header."""
    return {RATING_HEADERS[name]: value for name, value in asdict(rating).items()}


def draw_facts(rng: random.Random, version: Version) -> Facts:
    """Draw what one line says beside the times of a case; older lines say something else."""
    first = version.received_at or version.accepted_at
    moment = version.exported_at or version.batch_as_of
    assert first is not None
    assert moment is not None
    after = version.closed_at or first
    maybe = (None, True, False)

    def known(at: datetime) -> datetime | None:
        return at if at <= moment and rng.random() < 0.8 else None

    sent = known(first + rng.choice((-1, 0, 1, 30)) * HOUR)
    if sent is not None and rng.random() < 0.1:
        sent = datetime.combine(sent.date(), time(0))
    waits = (HOUR, 2 * HOUR, 2 * HOUR + SECOND, 24 * HOUR, 24 * HOUR + SECOND, -HOUR, 3 * DAY)
    return Facts(
        matter=rng.choice(("户口迁移", "社保查询", "施工许可", None)),
        case_type=rng.choices(("promised", "proxy", None, "immediate"), (8, 4, 4, 3))[0],
        request_type=rng.choice((*("service",) * 6, "complaint", None)),
        urgency=rng.choice(("normal", "urgent", "emergency", None)),
        unit=rng.choice((None, None, *LEDGER.unit_ids, "街道办")),
        district=rng.choice((None, None, None, *DISTRICTS, "外地")),
        dispatched_at=sent,
        first_contact_at=known((sent or first) + rng.choice(waits)),
        correction_count=rng.choice((None, 0, 0, 1, 2, 3)),
        return_count=rng.choice((None, 0, 1, 2)),
        is_return_upheld=rng.choice((None, None, False, True)),
        callback_result=rng.choice((None, "reached", "reached", "unreached", "none")),
        unit_says_resolved=rng.choice(maybe),
        citizen_says_resolved=rng.choice(maybe),
        citizen_satisfied=rng.choice(maybe),
        reported_on_time=rng.choice(maybe),
        rating=rng.choice((None, None, 1, 1, 2, 2, 3, 4, 5)),
        is_default_rating=rng.choice((None, False, True)),
        bad_rating_verified_at=known(after + rng.choice((0, 1, 1, 2, 3, 8)) * DAY),
        bad_rating_fixed_at=known(after + rng.choice((1, 14, 19, 20, 21, 22, 24, 30)) * DAY),
        is_bad_rating_upheld=rng.choice((None, True, True, False)),
        window_no=rng.choice((None, "1", "2")),
        person=rng.choice((None, *PERSONS)),
    )


def draw_ratings(rng: random.Random, cases: Sequence[Closed], count: int) -> list[Rating]:
    """Draw ratings: with the number of a case, with window and day, with outlet and day, of nothing."""
    closed = [case for case in cases if case.closed_at is not None]
    ratings = []
    for number in range(count):
        case = rng.choice(closed)
        assert case.closed_at is not None
        has_number = rng.random() < 0.7
        later = rng.choice((0, 0, 1, 3, 4)) * DAY if has_number else timedelta(0)
        rated_at = datetime.combine(case.closed_at.date(), time(rng.randrange(24))) + later
        fixed = rng.choice((0, 1, 15, 20, 21, 22, 23, 40)) * DAY
        ratings.append(
            Rating(
                f"R{number:04d}",
                rated_at,
                rng.choice((1, 1, 2, 3, 5)),
                ticket_id=rng.choice((*(case.ticket_id,) * 9, "无此件")) if has_number else None,
                outlet=rng.choice((case.outlet, case.outlet, None)) if has_number else case.outlet,
                window_no=rng.choice((case.window_no, None)),
                is_default=rng.choice((None, False, True)),
                verified_at=rng.choice((None, rated_at + rng.choice((0, 1, 2, 3, 5)) * DAY)),
                fixed_at=rng.choice((None, rated_at + fixed)),
                is_upheld=rng.choice((None, True, True, False)),
            )
        )
    return ratings


def draw_complaints(
    rng: random.Random,
    places: Mapping[str, Place],
    complaint_tickets: Collection[str],
    as_of: datetime,
    count: int,
) -> list[tuple[Complaint, dict[str, object]]]:
    """Draw complaints, each with the cells that an export has for it; some are one case, oddly spelled."""
    drawn = []
    few = rng.sample([*places], 60)
    few += [n for n in complaint_tickets if n in places][:20]
    for number in range(count):
        received = as_of - timedelta(days=rng.randrange(300), hours=rng.randrange(9))
        outlet = rng.choice(("W1", "W1", "W2", "W4"))
        case = rng.choice(few) if rng.random() < 0.4 else None
        spelled = _spelled(rng, case) if case in complaint_tickets else case
        closed = received + rng.choice((0, 1, 5, 40)) * DAY if rng.random() < 0.7 else None
        bears_it = case is not None and rng.random() < 0.3
        names_it = case is not None and not (bears_it and rng.random() < 0.4)
        one = Complaint(
            spelled if spelled and bears_it else f"C{number:04d}",
            received,
            places[case] if case and names_it else LEDGER.place(outlet, None, None),
            rng.choice((None, "attitude", "efficiency")),
            rng.choice((None, *PERSONS[:3])),
            closed if closed is None or closed <= as_of else None,
            rng.choice((None, True, False)),
            rng.choice((None, None, "区级")),
            spelled if names_it else None,
            rng.choice((None, received, received, received + DAY)),
        )
        cells = {
            "投诉编号": one.complaint_id,
            "接收时间": received,
            "来源工单": one.source_ticket_id,
            "被投诉网点": None if names_it else outlet,
            "投诉类别": one.category,
            "联系电话": one.person,
            "办结时间": one.closed_at,
            "首次答复时间": one.first_reply_at,
            "是否属实": one.is_upheld,
            "升级至": one.escalated_to,
        }
        drawn.append((one, cells))
    # Full-width characters of an id are read as plain ones: two lines of one id would be two versions.
    plain = (unicodedata.normalize("NFKC", one.complaint_id) for one, _ in drawn)
    return list(dict(zip(plain, drawn, strict=True)).values())


def _spelled(rng: random.Random, number: str | None) -> str | None:
    """Return the number of a case as another hand would write it."""
    if number is None:
        return None
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in number)
    return rng.choice((number, number, number.lower(), f"{number[:1]} {number[1:]}", wide))
