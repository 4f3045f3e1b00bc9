from ui.figures import Figure, _judged
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
