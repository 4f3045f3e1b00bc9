import pytest

from analysis.targets import reliability
from ui.figures import Figure, _judged, _lacking, behind, few, few_span
from ui.queries import kpi


def test_a_value_of_fewer_than_ten_cases_is_compared_with_nothing():
    rate = kpi("K04")

    assert _judged(rate, {"value": 0.5, "denominator": 9.0}) is None
    assert _judged(rate, {"value": 0.5, "denominator": 10.0}) == 0.5
    assert _judged(rate, None) is None
    assert _judged(kpi("K01"), {"value": 3.0, "denominator": None}) == 3.0


def test_a_census_is_never_withheld():
    assert not Figure(kpi("G08"), 0.5, 2.0, 4.0).is_withheld
    assert Figure(kpi("I06"), 1.0, 8.0, 8.0).is_withheld


def test_a_survey_is_told_though_it_is_one_and_a_quantile_by_how_many_stand_behind_it():
    assert not Figure(kpi("S10.public"), 88.79, 88.79, 1.0).is_withheld
    assert Figure(kpi("H04p90"), 20.0, None, 9.0).is_withheld
    assert not Figure(kpi("H04p90"), 20.0, None, 10.0).is_withheld


def test_what_stands_behind_a_value_is_named_for_what_it_is():
    assert behind(kpi("I02"), 450.0, 5.0) == "5次检查"
    assert behind(kpi("H04p90"), None, 1200.0) == "1,200通来电"
    assert behind(kpi("S10.public"), 88.79, 1.0) == "1次测评"
    assert behind(kpi("H01"), 90.0, 100.0) == "90/100"
    assert behind(kpi("G03"), 90.0, 100.0) == "90/100"
    assert behind(kpi("K04"), 90.0, 100.0) == "90/100件"


def test_ten_to_29_cases_bear_their_plausible_range_or_the_word_that_they_are_few():
    assert few(kpi("K04"), 13.0, 14.0) == "合理波动范围 68.53%–98.73%"
    assert few(kpi("C01"), 0.0, 29.0) == "合理波动范围 0.00件/万件–1,169.74件/万件"
    # Of a mean no spread is known.
    assert few(kpi("I02"), 990.0, 11.0) == "样本较少，仅供参考"
    # One inspection is shown for what it is, and no more.
    assert few(kpi("I02"), 91.0, 1.0) == "样本较少，仅供参考"
    assert few_span(kpi("I02")) == "1–29次检查"
    assert few_span(kpi("C04")) == "10–29件"
    for n in (9.0, 30.0):
        assert few(kpi("K04"), 9.0, n) == ""
    assert few(kpi("G08"), 13.0, 14.0) == few(kpi("S10.public"), 88.79, 12.0) == ""


@pytest.mark.parametrize(
    ("kpi_id", "n", "expected"),
    [
        ("K04", None, "withheld"),
        ("K04", 9, "withheld"),
        ("K04", 10, "grey"),
        ("K04", 29, "grey"),
        ("K04", 30, "plain"),
        ("I02", 0, "withheld"),
        ("I02", 1, "grey"),
        ("I02", 30, "plain"),
        ("S10.public", 1, "plain"),
        ("G08", 4, "plain"),
    ],
)
def test_few_cases_are_withheld_or_greyed(kpi_id, n, expected):
    assert reliability(kpi(kpi_id), n) == expected


def test_what_is_compared_with_nothing_says_why():
    rate, volume, complaints = kpi("K04"), kpi("K01"), kpi("C01")

    assert _lacking(rate, None, None) == "period"
    assert _lacking(rate, {}, None) == "rows"
    assert _lacking(rate, {}, {"value": 0.5, "denominator": 9.0}) == "few"
    assert _lacking(rate, {}, {"value": 0.0, "denominator": 10.0}) == ""
    assert _lacking(volume, {}, {"value": 0.0, "denominator": None}) == "zero"
    assert _lacking(complaints, {}, {"value": 0.0, "denominator": 500.0}) == "zero"
    assert _lacking(kpi("K05g"), {}, {"value": None, "denominator": None}) == "few"
