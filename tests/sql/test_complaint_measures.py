"""Repeated, escalated and upheld complaints, counted by hand."""

import pytest

from analysis import kpi_questions
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, drop

# c2 repeats c1 after 30 days; c3 comes 91 days after c2, c4 is about something else, c5 is anonymous
COMPLAINTS = """投诉编号,接收时间,被投诉网点,投诉类别,办结时间,是否属实,升级至,联系电话
c1,2026-05-01 09:00,W1,服务态度,2026-05-02 09:00,是,,13800000001
c2,2026-05-31 09:00,W1,服务态度,2026-05-31 10:00,否,区级,13800000001
c3,2026-08-30 09:00,W1,服务态度,,,,13800000001
c4,2026-05-31 11:00,W1,办事效率,2026-05-31 12:00,,,13800000001
c5,2026-05-31 11:00,W1,服务态度,,,,
"""
# d1 was closed and answered on the day; of d2 nobody says when, d3 was answered the day after, d4 is open
ANSWERS = """投诉编号,接收时间,被投诉网点,首次答复时间,办结时间
d1,2026-05-06 09:00,W1,2026-05-06 10:00,2026-05-06 11:00
d2,2026-05-06 09:00,W1,,2026-05-06 11:00
d3,2026-05-06 09:00,W1,2026-05-07 10:00,2026-05-06 11:00
d4,2026-05-06 09:00,W1,2026-05-06 10:00,
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return made(tmp_path_factory.mktemp("complaints"), COMPLAINTS)


def made(root, complaints):
    """Load and build complaints."""
    folder = DataFolder(root / "data")
    files = {"网点台账.csv": OUTLETS, "窗口投诉.csv": complaints}
    load_files(folder, [drop(folder.inbox, *file) for file in files.items()])
    one = build(folder)
    return Release(one.build_id, one.path)


@pytest.mark.parametrize(
    ("kpi_id", "numerator", "denominator"), [("C05", 1, 3), ("C07", 1, 4), ("C08", 1, 2)]
)
def test_complaints_of_may(release, kpi_id, numerator, denominator):
    [row] = kpi_questions.kpi_months(release, kpi_id, "city", "2026-05").to_dicts()

    assert (row["numerator"], row["denominator"]) == (numerator, denominator)


def test_a_complaint_is_answered_on_the_day_only_where_somebody_says_so(tmp_path):
    answered = made(tmp_path, ANSWERS)

    [row] = kpi_questions.kpi_months(answered, "C02", "city", "2026-05").to_dicts()

    assert (row["numerator"], row["denominator"]) == (1, 4)


def test_without_any_time_of_a_reply_the_answers_of_the_day_are_not_collected(release):
    assert kpi_questions.kpi_months(release, "C02", "city", "2026-05").is_empty()
