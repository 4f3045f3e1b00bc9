"""The unit clock of sql/ beside the one of tests/oracle, over some hundred invented dispatches."""

import random
from collections import defaultdict
from datetime import datetime, timedelta

import duckdb

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop
from tests.oracle.unit_clock import Case, Dispatch, judge, on_the_units_clock

AS_OF = datetime(2026, 10, 31, 18)
FIRST = datetime(2026, 9, 1, 8)
CASES = 400


def moment(draw: random.Random, after: datetime, days: float) -> datetime | None:
    """Return a minute within so many days, None in a third of the draws or past the as-of."""
    at = after + timedelta(minutes=draw.randrange(int(days * 1_440)))
    return at if draw.random() < 0.67 and at <= AS_OF else None


def invented(draw: random.Random) -> tuple[dict[str, Case], list[Dispatch]]:
    cases, sent = {}, []
    for number in range(CASES):
        ticket_id = f"T{number:04d}"
        received = FIRST + timedelta(minutes=draw.randrange(59 * 1_440))
        if draw.random() < 0.9:
            due = received + timedelta(days=draw.randrange(1, 12), minutes=draw.randrange(600))
            closed = moment(draw, received, 14)
            withdrawn = moment(draw, received, 14) if closed is None else None
            is_valid = draw.random() < 0.95
            cases[ticket_id] = Case(
                due if draw.random() < 0.8 else None,
                closed,
                is_valid=is_valid,
                withdrawn_at=withdrawn if is_valid else None,
            )
        at = received
        for turn in range(draw.randrange(1, 5)):
            at += timedelta(minutes=draw.randrange(1, 2_000))
            if at > AS_OF:
                break
            sent.append(
                Dispatch(
                    ticket_id,
                    f"单位{turn}",
                    draw.choice(["主办", "主办", "协办", None]),
                    at,
                    moment(draw, at, 4) if draw.random() < 0.5 else None,
                    draw.choice([True, False, None]),
                    moment(draw, at, 10),
                    at + timedelta(minutes=draw.randrange(1, 12_000))
                    if draw.random() < 0.7
                    else None,
                )
            )
    return cases, sent


def written(value: object) -> str:
    names = {None: "", True: "是", False: "否"}
    return (
        f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else names.get(value, str(value))
    )  # type: ignore[call-overload]


def export(cases: dict[str, Case], sent: list[Dispatch]) -> tuple[str, str]:
    tickets = ["工单编号,承办单位,收件时间,应办结时间,办结时间,撤销时间,状态,导出时间"]
    for ticket_id, case in cases.items():
        status = "" if case.is_valid else "重复"
        tickets.append(
            f"{ticket_id},单位0,{FIRST:%Y-%m-%d %H:%M},{written(case.due_at)},"
            f"{written(case.first_closed_at)},{written(case.withdrawn_at)},{status},{AS_OF:%Y-%m-%d %H:%M}"
        )
    rows = ["工单编号,承办单位,角色,派出时间,退回时间,退单成立,反馈时间,办理期限"]
    rows += [
        ",".join(
            map(
                written,
                (d.ticket_id, d.unit, d.role, d.dispatched_at, d.returned_at, d.is_return_upheld, d.answered_at, d.due_at),
            )
        )
        for d in sent
    ]  # fmt: skip
    return "\n".join(tickets) + "\n", "\n".join(rows) + "\n"


def test_every_dispatch_is_judged_as_by_hand(tmp_path):
    cases, sent = invented(random.Random(20261125))
    folder = DataFolder(tmp_path / "data")
    tickets, dispatches = export(cases, sent)
    results = load_files(
        folder,
        [drop(folder.inbox, "工单.csv", tickets), drop(folder.inbox, "派单.csv", dispatches)],
    )
    assert [(r.source, r.rejected) for r in results] == [("tickets", 0), ("dispatches", 0)]
    of_case = defaultdict(list)
    for one in sent:
        of_case[one.ticket_id].append(one)

    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        judged = warehouse.sql(
            "select ticket_id, unit, dispatched_at, is_return_confirmed, unit_answered_at,"
            " unit_due_at, is_unit_due, is_unit_on_time from fct_dispatch order by 1, 3, 2"
        ).fetchall()
        figures = warehouse.sql(
            "select kpi_id, strftime(month, '%Y-%m'), scope_id, numerator, denominator"
            " from mart_kpi_month where kpi_id in ('K04u', 'K04c') and scope = 'unit'"
        ).fetchall()

    by_hand = [
        (
            one.ticket_id,
            one.unit,
            one.dispatched_at,
            *vars(judge(one, of_case[one.ticket_id], cases.get(one.ticket_id), AS_OF)).values(),
        )
        for one in sorted(sent, key=lambda d: (d.ticket_id, d.dispatched_at, d.unit))
    ]
    assert len({(row[3], row[6], row[7]) for row in by_hand}) >= 8
    assert judged == by_hand
    counted = on_the_units_clock(sent, cases, AS_OF)
    assert {row[:3]: row[3:] for row in figures} == counted
    assert {kpi_id for kpi_id, _, _ in counted} == {"K04u", "K04c"}
    assert any(0 < met < due for met, due in counted.values())
