import pytest

from analysis.kpis import catalogue
from ui.map_scales import LARGEST_PX, SMALLEST_PX, radius, scale
from ui.words import speaking

K04, C01, I06 = (catalogue()[kpi_id] for kpi_id in ("K04", "C01", "I06"))


@pytest.mark.parametrize(
    ("kpi", "values", "overall"),
    [
        (K04, [0.80, 0.93, 0.96, 0.979, 0.98, 0.985, 0.995, 1.0], 0.95),
        (C01, [0.0, 0.0, 12.5, 40.0, 90.0, 300.0], 36.3),
        (I06, [0.4, 0.7, 0.9, 1.0], 0.8),
    ],
)
def test_at_most_five_classes_and_none_straddles_the_target(kpi, values, overall):
    found = scale(kpi, values, overall)

    assert 2 <= len(found.bands) <= 5
    reference = kpi.target if kpi.target is not None else overall
    for value in values:
        band = found.bands[found.place(value)]
        no_worse = value <= reference if kpi.direction == "down" else value >= reference
        assert band.is_better == no_worse
    colours = [band.colour for band in found.bands]
    assert len(set(colours)) == len(colours)


def test_a_value_on_the_target_meets_it():
    found = scale(K04, [0.98, 0.5], None)

    assert found.bands[found.place(0.98)].is_better


def test_breaks_are_round_and_said_in_the_unit_of_the_figure():
    values = [0.80, 0.93, 0.96, 0.979, 0.98, 0.985, 0.99, 1.0]

    with speaking("zh"):
        found = scale(K04, values, None)

    assert [band.label for band in found.bands] == ["99%及以上", "98%–99%", "93%–98%", "低于93%"]


def test_where_less_is_better_the_classes_are_said_from_the_smaller_value():
    with speaking("en"):
        found = scale(C01, [0.0, 10.0, 60.0, 90.0, 300.0], 36.32)

    assert [band.label for band in found.bands[:2]] == ["0 per 10,000", "0–36.32 per 10,000"]
    assert found.bands[-1].label.startswith("above")
    assert found.bands[0].is_better and not found.bands[-1].is_better


def test_where_most_have_no_complaint_they_are_a_class_of_their_own_beside_round_breaks():
    with speaking("zh"):
        found = scale(C01, [0.0] * 6 + [20.0, 40.0, 160.0, 400.0, 900.0], 54.52)

    assert [band.label for band in found.bands] == [
        "0件/万件", "0–54.52件/万件", "54.52–400件/万件", "高于400件/万件",
    ]  # fmt: skip
    assert [found.place(value) for value in (0.0, 20.0, 54.52, 400.0, 401.0)] == [0, 1, 1, 2, 3]


def test_a_target_that_cannot_be_passed_is_a_class_of_its_own():
    with speaking("zh"):
        found = scale(I06, [0.4, 0.7, 0.9, 1.0], None)

    assert [band.label for band in found.bands][0] == "100%"


def test_nothing_to_judge_gives_no_classes():
    assert scale(K04, [], 0.9) is None
    assert scale(C01, [1.0], None) is None


def test_the_area_of_a_circle_grows_with_the_volume():
    whole, quarter = radius(1000, 1000), radius(250, 1000)

    assert whole == LARGEST_PX
    assert quarter == LARGEST_PX / 2
    assert radius(1, 1_000_000) == SMALLEST_PX
    assert radius(0, 0) > 0
