import calendar
from datetime import date

from analysis import periods
from analysis.periods import Month


def months(first: tuple[int, int], count: int, incomplete: int = 0) -> list[Month]:
    found = []
    for at in range(count):
        year, month = divmod(first[0] * 12 + first[1] - 1 + at, 12)
        month += 1
        end = date(year, month, calendar.monthrange(year, month)[1])
        found.append(
            Month(f"{year}-{month:02d}", date(year, month, 1), end, at < count - incomplete)
        )
    return found


def test_the_usual_period_is_the_last_complete_month():
    assert periods.usual(months((2025, 9), 15, incomplete=1)) == "2026-10"
    assert periods.usual([]) is None


def test_months_quarters_years_and_running_periods_are_offered():
    offered = periods.offered(months((2025, 11), 12, incomplete=1))

    assert list(offered)[:4] == ["2026-10", "last3", "2026-09", "2026-08"]
    assert "2025Q4" not in offered  # it lacks October
    assert [month.name for month in offered["2026Q3"].months] == ["2026-07", "2026-08", "2026-09"]
    assert not offered["2026"].is_complete
    assert offered["last3"].end == date(2026, 9, 30)
    assert "last12" not in offered


def test_a_period_is_compared_with_as_many_months_before_and_a_year_earlier():
    known = months((2025, 7), 16)
    offered = periods.offered(known)

    assert periods.before(offered["2026-10"], known).start == date(2026, 9, 1)
    assert periods.before(offered["2026Q3"], known).start == date(2026, 4, 1)
    assert periods.year_before(offered["2026Q3"], known).end == date(2025, 9, 30)
    assert periods.before(offered["2025-07"], known) is None
    assert periods.year_before(offered["2026"], known) is None
