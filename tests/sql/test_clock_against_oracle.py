"""The clock of sql/core and the totals of sql/marts against the plain-Python oracle.

Two people wrote the rules of time down, one in SQL and one day by day in Python. Here both judge
thousands of invented tickets, and the first one on which they differ is shown whole.
"""

import random
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle.lines import Suspension, Version
from tests.sql.clock_world import (
    assert_agree,
    assert_scopes_add_up,
    assert_totals_agree,
    built,
    calendar_of,
    city_folder,
    drawn,
    facts,
    make_world,
)
from tests.sql.exports_of_histories import load_exports
from tests.sql.histories import History, Stage, numbered
from tests.sql.ticket_histories import draw_history, draw_stage

OVERRIDES = "date,is_workday,holiday_name\n2024-04-29,false,逢场日\n2024-05-04,true,加班\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clock")


@pytest.mark.parametrize(
    ("seed", "as_of", "period_start_day"),
    [
        (1, "2024-05-06 12:00:00", 1),  # the first working day after 五一
        (2, "2024-10-12 23:59:59", 26),  # a make-up Saturday
        (3, "2026-12-28 09:00:00", 1),  # promises run into a year that is not announced
        (4, "2027-02-01 00:00:00", 1),  # T itself lies in it
    ],
)
def test_sql_and_oracle_agree_on_thousands_of_tickets(root, seed, as_of, period_start_day):
    own = root / str(seed)
    stage, histories = drawn(seed, 2000, datetime.fromisoformat(as_of), calendar_of(own))

    world = make_world(own, stage, histories, period_start_day)

    assert_agree(world)
    assert_totals_agree(world)
    assert_scopes_add_up(world)


@pytest.fixture(scope="module")
def mixed(root):
    """Tickets of every origin: drawn, found by hypothesis, and suspended twice on the same days."""
    as_of = datetime(2025, 10, 11, 12)
    rng = random.Random(6)
    stage = draw_stage(rng, as_of, calendar_of(root / "mixed"))
    found: list[History] = []

    @settings(
        max_examples=400,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.randoms(use_true_random=False))
    def collect(rng: random.Random) -> None:
        found.append(draw_history(rng, f"h-{len(found)}", stage))

    collect()
    assert len(found) >= 400
    found += [draw_history(rng, f"6-{number}", stage) for number in range(500)]
    found += [twins(f"t-{number}", stage) for number in range(1000)]
    return stage, numbered(rng, found)


@pytest.fixture(scope="module")
def forwards(root, mixed):
    return make_world(root / "forwards", *mixed)


def test_sql_and_oracle_agree_on_what_hypothesis_finds_beside_what_is_drawn(forwards):
    assert_agree(forwards)
    assert_totals_agree(forwards)


def test_suspensions_of_the_same_days_stop_the_clock_once(forwards):
    told = {row["due_at"] for number, row in facts(forwards).items() if number[0] == "t"}

    # 28 April and 6 to 8 May are suspended, so 29 and 30 April, 9, 10 and 11 May are counted.
    assert told == {datetime(2024, 5, 11, 23, 59, 59)}


def test_the_order_in_which_files_are_loaded_changes_nothing(root, mixed, forwards):
    backwards = make_world(root / "backwards", *mixed, backwards=True)

    assert facts(forwards) == facts(backwards)


def twins(ticket_id: str, stage: Stage) -> History:
    """A case suspended twice from the same day to the same day, and once within."""
    batch, other = stage.tickets[-1], stage.suspensions[-1]
    version = Version(
        *(ticket_id, batch.batch_id, 0),
        batch_as_of=batch.as_of,
        accepted_at=datetime(2024, 4, 27, 9),
        promised_days=5,
    )
    lawful = {"legal_type": "testing", "document_no": "1"}
    spans = [
        ("04-30 09", "05-08"),
        ("04-30 10", "05-08"),
        ("05-02 09", "05-07"),
        ("04-27 09", "04-28"),
    ]
    intervals = [
        Suspension(
            *(ticket_id, other.batch_id, 0),
            datetime.fromisoformat(f"2024-{start}"),
            datetime.fromisoformat(f"2024-{end}"),
            **lawful,
        )
        for start, end in spans
    ]
    return History((version,), tuple(intervals))


def test_exports_that_the_loader_read_are_judged_by_the_citys_own_days_off_and_make_up_days(root):
    folder = city_folder(root / "loaded")
    overrides = folder.root / "reference" / "calendar_overrides.csv"
    overrides.write_text(OVERRIDES, encoding="utf-8")
    days = calendar_of(folder.root)
    drawn_stage, histories = drawn(8, 800, datetime(2024, 5, 9, 12), days)
    kept = [history for history in histories if is_dated_by_itself(history)]

    stage, dated = load_exports(folder, drawn_stage, kept)
    world = built(folder, stage, dated)

    assert not days.is_workday(date(2024, 4, 29))
    assert len(kept) > 500
    assert_agree(world)
    assert_totals_agree(world)


def is_dated_by_itself(history: History) -> bool:
    """Say whether the order of a ticket's lines inside a file does not hang on the file's as-of."""
    batches = {version.batch_id for version in history.versions}
    return len(batches) == len(history.versions) or (
        len(batches) == 1 and all(version.exported_at for version in history.versions)
    )
