"""What a question costs once the cases are many: a case, an outlet, a district's month."""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from analysis import kpi_questions, questions
from analysis.filters import Filters
from analysis.warehouse import current_release

REPEAT = 20
MONTH = Filters(date(2026, 9, 1), date(2026, 9, 30))
BARE_KPI = """
    select district_id, sum(due_on_time) / sum(due)
    from mart_ticket_day where day between '2026-09-01' and '2026-09-30' group by district_id
"""


def ask(data: Path) -> dict[str, float]:
    """Ask a published warehouse, each question as often as REPEAT says.

    Args:
        data: the data folder.

    Returns:
        The median of each in milliseconds of the clock, warm.
    """
    # One process opens a file in one way only: the bare question comes first.
    [path] = (data / "warehouse" / "releases").glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True, config={"threads": 2}) as bare:
        [(case, outlet)] = bare.sql(
            "select ticket_id, outlet_id from fct_ticket order by ticket_id limit 1 offset 77777"
        ).fetchall()
        bare_ms = _median_ms(lambda: bare.sql(BARE_KPI).fetchall())
    os.environ["MINGCHUANG_DATA"] = str(data)
    release = current_release()
    assert release is not None, "nothing is published"
    profile = Filters(MONTH.start, MONTH.end, outlet_id=str(outlet))
    asked: dict[str, Callable[[], object]] = {
        "a case by its number": lambda: questions.ticket(release, str(case)),
        "an outlet's month: K01 K04 K12": lambda: kpi_questions.kpi_values(
            release, profile, ["K01", "K04", "K12"]
        ),
        "an outlet's late cases of a month": lambda: questions.ticket_rows(
            release, profile, "due_late"
        ),
        "K04 of every district in a month": lambda: kpi_questions.kpi_by_level(
            release, MONTH, ["K04"], "district"
        ),
    }
    measured = {name: _median_ms(question) for name, question in asked.items()}
    return {**measured, "the same, bare": bare_ms}


def _median_ms(question: Callable[[], object]) -> float:
    question()
    taken = []
    for _ in range(REPEAT):
        started = time.perf_counter()
        question()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)
