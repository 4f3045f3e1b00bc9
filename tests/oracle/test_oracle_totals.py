"""The KPIs of a month, counted by hand."""

from datetime import date

import pytest

from tests.oracle.paper import DAYS, T, at, judged, version
from tests.oracle.totals import Total, is_due_soon, month_of, totals


@pytest.mark.parametrize(
    ("as_of", "is_soon"),
    [
        ("2024-04-30 09:00", False),  # 6 and 7 May to go
        ("2024-05-05 09:00", False),
        ("2024-05-06 00:00", True),
        ("2024-05-07 23:59:59", True),
        ("2024-05-08 00:00", False),  # overdue
    ],
)
def test_a_case_is_due_soon_from_one_working_day_before(as_of, is_soon):
    seen = judged(version(promised_days=5), as_of=as_of)

    assert is_due_soon(seen, DAYS, at(as_of)) is is_soon


def test_every_kpi_counts_in_the_month_of_its_own_event():
    tickets = [
        judged(version(promised_days=5, closed_at="2024-05-07 10:00")),
        judged(version(promised_days=5, extension_days=1, closed_at="2024-05-08 10:00")),
        judged(version(promised_days=1)),
        judged(version(closed_at="2024-06-03 10:00")),
    ]

    april, may, june = date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1)
    assert totals(tickets, DAYS, at(T)) == {
        ("K01", april): Total(4, None),
        ("K02", may): Total(2, None),
        ("K02", june): Total(1, None),
        ("K03", june): Total(1, None),
        ("K04", april): Total(0, 1),
        ("K04", may): Total(1, 2),
        ("K04e", april): Total(0, 1),
        ("K04e", may): Total(2, 2),
        ("K05", may): Total(1, 2),
        ("K07", april): Total(1, 1),
        ("K07", may): Total(1, 2),
        ("K08", june): Total(1, None),
        ("K08w", june): Total(0, None),
    }


@pytest.mark.parametrize(
    ("day", "month"), [("2024-03-25", "2024-02-26"), ("2024-03-26", "2024-03-26")]
)
def test_a_statistical_month_can_begin_on_the_26th(day, month):
    assert month_of(at(day), 26) == date.fromisoformat(month)
