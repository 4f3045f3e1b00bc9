import polars as pl
import pytest

from etl.cleaning.periods import plain_period, read_periods


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2024-03", "2024-03"),
        ("2024年3月", "2024-03"),
        ("2024/3/1", "2024-03"),
        ("2024-03-01 00:00:00", "2024-03"),
        ("２０２４Ｑ1", "2024Q1"),
        ("2024-Q4", "2024Q4"),
        ("2024年第一季度", "2024Q1"),
        ("2024年3季度", "2024Q3"),
        ("2024年上半年", "2024H1"),
        ("2024H2", "2024H2"),
        ("2024", "2024"),
        ("2024年度", "2024"),
        ("2024-13", None),
        ("2024Q5", None),
        ("2024-03-02", None),
        ("20241", None),
        ("2024年1", None),
        ("24年3月", None),
        ("2024H3", None),
    ],
)
def test_a_period_is_read_in_any_of_its_forms_and_never_guessed(written, period):
    assert plain_period(written) == period


def test_what_is_no_period_is_unread_and_what_is_missing_is_not():
    read = read_periods(pl.Series(["2024Q1", "去年", "—", None]))

    assert read.values.to_list() == ["2024Q1", None, None, None]
    assert read.unread is not None
    assert read.unread.to_list() == [False, True, False, False]
