"""KPIs made of other KPIs, over parts written out by hand."""

from datetime import date

import polars as pl
import pytest

from analysis.composed import compose

ALWAYS = (date(1, 1, 1), date(9999, 12, 31))
OCTOBER = date(2026, 10, 1)


def made_of(*rows):
    names = ["kpi_id", "kind", "part_id", "weight", "scale", "valid_from", "valid_to"]
    parts = pl.DataFrame(rows, schema=names, orient="row")
    return parts.with_columns(pl.lit(OCTOBER).alias("last_month"))


def values(*rows):
    names = {
        "kpi_id": pl.String,
        "scope_id": pl.String,
        "denominator": pl.Float64,
        "value": pl.Float64,
    }
    told = pl.DataFrame(rows, schema=names, orient="row")
    return told.with_columns(
        pl.col("scope_id").alias("name"), pl.lit(None, pl.Float64).alias("numerator")
    )


GAP = made_of(("G", "gap", "A", 1.0, 1.0, *ALWAYS), ("G", "gap", "B", -1.0, 1.0, *ALWAYS))


def test_a_gap_is_one_kpi_less_the_other_where_both_stand():
    told = values(("A", "x", 10, 0.9), ("B", "x", 20, 0.75), ("A", "y", 5, 0.5))

    [row] = compose(GAP, told, "district").to_dicts()

    assert (row["kpi_id"], row["scope_id"], row["name"]) == ("G", "x", "x")
    assert row["value"] == pytest.approx(0.15)
    assert row["numerator"] is row["denominator"] is None


def test_a_gap_has_no_value_where_one_side_has_none():
    [row] = compose(GAP, values(("A", "x", 10, 0.9), ("B", "x", 0, None)), "district").to_dicts()

    assert row["value"] is None


def test_a_gap_is_withheld_when_either_side_is():
    told = values(
        *(("A", "x", 10, 0.9), ("B", "x", 9, 1.0)), *(("A", "y", 10, 0.9), ("B", "y", 10, 1.0))
    )

    rows = {row["scope_id"]: row for row in compose(GAP, told, "district", {"B": 10}).to_dicts()}

    assert rows["x"]["value"] is None
    assert rows["y"]["value"] == pytest.approx(-0.1)


def test_a_composite_is_the_weighted_sum_of_all_its_parts_or_nothing():
    parts = made_of(
        ("C", "composite", "A", 0.25, 100.0, *ALWAYS), ("C", "composite", "B", 0.75, 100.0, *ALWAYS)
    )
    told = values(("A", "x", 10, 0.8), ("B", "x", 4, 0.4), ("A", "y", 7, 0.8), ("B", "z", 0, None))

    rows = {row["scope_id"]: row for row in compose(parts, told, "unit").to_dicts()}

    assert rows["x"]["value"] == pytest.approx(50)
    assert rows["x"]["denominator"] == 4
    assert rows["y"]["value"] is None
    assert rows["z"]["value"] is None


@pytest.mark.parametrize(
    ("level", "scope", "expected"),
    [("month", "2026-08-01", 20), ("month", "2026-09-01", 80), ("city", "city", 80)],
)
def test_months_have_their_own_weights_and_all_else_those_of_the_last_month(level, scope, expected):
    old, new = (date(2026, 1, 1), date(2026, 8, 31)), (date(2026, 9, 1), date(2026, 12, 31))
    parts = made_of(
        ("C", "composite", "A", 1.0, 100.0, *old), ("C", "composite", "B", 1.0, 100.0, *new)
    )

    [row] = compose(parts, values(("A", scope, 1, 0.2), ("B", scope, 1, 0.8)), level).to_dicts()

    assert row["value"] == pytest.approx(expected)
