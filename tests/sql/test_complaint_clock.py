"""Complaints closed on time and their channels, counted by hand."""

from functools import cache

import pytest

from analysis import kpi_questions
from analysis.kpis import catalogue
from analysis.warehouse import Release
from etl.load import load_files
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, drop

# c1: five working days from Wednesday 29 April, past the holiday, end on Saturday 9 May, a make-up workday.
# c2: two days promised from 7 May end on 9 May. c3: a due time that is a date lasts until its end.
# c4 is open past due. c5 is promised for the day itself. c6 falls due after the data end, c7 was closed before.
COMPLAINTS = """投诉编号,投诉渠道,接收时间,被投诉网点,承诺时限,应办结时间,办结时间,导出时间
c1,11185热线,2026-04-29 10:00,W1,,,2026-05-09 18:00,2026-06-15 18:00
c2,意见簿,2026-05-07 09:00,W1,2,,2026-05-11 09:00,2026-06-15 18:00
c3,来信,2026-05-12 09:00,W1,1,2026-05-20,2026-05-20 22:00,2026-06-15 18:00
c4,来信,2026-05-12 09:00,W2,,2026-05-20 12:00,,2026-06-15 18:00
c5,来访,2026-05-12 09:00,W2,0,,2026-05-12 20:00,2026-06-15 18:00
c6,来访,2026-05-12 09:00,W2,,2026-06-30 12:00,,2026-06-15 18:00
c7,,2026-05-12 09:00,W2,,2026-06-30 12:00,2026-05-13 09:00,2026-06-15 18:00
"""
# The deadline of c8 was moved and its close entered again: the first of both counts.
FIRST = """投诉编号,接收时间,应办结时间,办结时间,导出时间
c8,2026-05-12 09:00,2026-05-20 12:00,,2026-05-15 18:00
c9,2026-05-12 09:00,2026-05-20 12:00,2026-05-19 09:00,2026-05-25 18:00
"""
SECOND = """投诉编号,接收时间,应办结时间,办结时间,导出时间
c8,2026-05-12 09:00,2026-05-25 12:00,2026-05-22 09:00,2026-06-15 18:00
c9,2026-05-12 09:00,2026-05-20 12:00,2026-05-29 09:00,2026-06-15 18:00
"""
# t1 is late by its promise of three days; t2 was withdrawn before; t3 promises nothing, and five days are over
TICKETS = """工单编号,来源渠道,诉求类型,承办单位,收件时间,承诺时限,办结时间,撤销时间,导出时间
t1,热线,投诉,行政审批局,2026-05-12 09:00,3个工作日,2026-05-18 09:00,,2026-06-15 18:00
t2,热线,投诉,行政审批局,2026-05-12 09:00,3个工作日,,2026-05-13 09:00,2026-06-15 18:00
t3,窗口,投诉,行政审批局,2026-05-12 09:00,,,,2026-06-15 18:00
t4,窗口,咨询,行政审批局,2026-05-12 09:00,3个工作日,2026-05-18 09:00,,2026-06-15 18:00
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Ask for a figure of May; the same files are built once, however much is asked of them."""

    @cache
    def release(files):
        folder = DataFolder(tmp_path_factory.mktemp("complaints") / "data")
        load_files(folder, [drop(folder.inbox, *file) for file in files])
        made = build(folder)
        return Release(made.build_id, made.path)

    def asked(files, kpi_id):
        built = release(tuple(files.items()))
        rows = kpi_questions.kpi_months(built, kpi_id, "city", "2026-05").to_dicts()
        return [(row["numerator"], row["denominator"]) for row in rows]

    return asked


def test_open_and_late_ones_count_against_it_and_the_first_deadline_stands(ask):
    files = {
        "网点台账.csv": OUTLETS,
        "投诉.csv": COMPLAINTS,
        "投诉a.csv": FIRST,
        "投诉b.csv": SECOND,
    }

    # c1, c3, c5, c9 of c1 to c5, c8, c9
    assert ask(files, "C03") == [(4, 7)]


def test_a_complaint_that_is_a_case_goes_by_the_cases_clock(ask):
    assert ask({"办件.csv": TICKETS}, "C03") == [(0, 2)]


@pytest.mark.parametrize(
    ("channel", "numerator"),
    [("hotline_11185", 1), ("opinion_book", 1), ("letter", 2), ("visit", 2), ("online", 0)],
)
def test_a_channel_is_a_share_of_those_known_and_a_silent_one_is_nought(ask, channel, numerator):
    april = COMPLAINTS.replace("2026-04-29 10:00", "2026-05-01 10:00")

    assert ask({"投诉.csv": april}, f"C06.{channel}") == [(numerator, 6)]


def test_a_case_told_at_a_window_is_no_visit_to_complain(ask):
    assert ask({"办件.csv": TICKETS}, "C06.other") == [(1, 3)]
    assert ask({"办件.csv": TICKETS}, "C06.hotline_12345") == [(2, 3)]


def test_without_a_channel_in_any_export_no_channel_is_collected(ask):
    bare = "投诉编号,接收时间,办结时间\nc1,2026-05-01 10:00,2026-05-03 10:00\n"

    assert ask({"投诉.csv": bare}, "C06.letter") == []


def test_every_channel_that_a_complaint_may_have_is_a_figure():
    [channel] = [column for column in SOURCES["complaints"].columns if column.name == "channel"]

    figures = [kpi_id for kpi_id in catalogue() if kpi_id.startswith("C06.")]

    assert figures == [f"C06.{code}" for code in channel.choices]
