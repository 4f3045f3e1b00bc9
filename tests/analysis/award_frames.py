"""Literal rows for the tests of the awards: one good row each, with what a test overrides."""

from datetime import date, datetime
from pathlib import Path

import polars as pl

from analysis.awards.rules import Rules, load_rules
from analysis.awards.shortlist import Basis
from analysis.awards.standings import Standings, rank_candidates

RULES_FILE = Path(__file__).parents[2] / "data/reference/award_rules/shijia.yaml"
PERIOD = (date(2025, 10, 26), date(2026, 10, 25))
BASIS = Basis("000001", datetime(2026, 11, 3, 18), *PERIOD, 12)
NAMES = {"K04": ("按时办结率", "On-time completion")}

OUTLET_SCHEMA = {
    "outlet_id": pl.String,
    "outlet_name": pl.String,
    "industry_id": pl.String,
    "industry_name": pl.String,
    "entity_level": pl.String,
    "district_name": pl.String,
    "opened_on": pl.Date,
    "closed_on": pl.Date,
    "is_registered": pl.Boolean,
    "closed_cases": pl.Int64,
    "active_ratings": pl.Int64,
    "inspections": pl.Int64,
    "unannounced": pl.Int64,
    "inspectors": pl.Int64,
    "severe_overdue": pl.Int64,
    "must_haves": pl.Int64,
    "must_haves_checked": pl.Int64,
    "must_haves_failed": pl.String,
    "must_haves_failed_en": pl.String,
}
INDICATOR_SCHEMA = {
    "outlet_id": pl.String,
    "kpi_id": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "sum_of_squares": pl.Float64,
}
# numerator, denominator, sum of squares of an ordinary outlet
ORDINARY = {
    "K04": (470.0, 500.0, None),
    "K12": (420.0, 480.0, None),
    "S02": (190.0, 200.0, None),
    "C01": (8.0, 5000.0, None),
    "C04": (18.0, 20.0, None),
    "I02": (176.0, 2.0, 15490.0),  # 87 and 89
    "I04": (16.0, 20.0, None),
    "I06": (9.0, 10.0, None),
}


def rules(**changes) -> Rules:
    """The city's rules, few draws unless told, with some top-level keys changed."""
    known = load_rules(RULES_FILE).model_dump()
    known["uncertainty"]["draws"] = 400
    return Rules.model_validate(known | changes)


def outlet(outlet_id: str, **changes) -> dict:
    return {
        "outlet_id": outlet_id,
        "outlet_name": f"窗口{outlet_id}",
        "industry_id": "postal",
        "industry_name": "邮政",
        "entity_level": "township",
        "district_name": "慈溪市",
        "opened_on": date(2010, 1, 1),
        "closed_on": None,
        "is_registered": True,
        "closed_cases": 500,
        "active_ratings": 0,
        "inspections": 2,
        "unannounced": 1,
        "inspectors": 2,
        "severe_overdue": 0,
        "must_haves": 5,
        "must_haves_checked": 5,
        "must_haves_failed": None,
        "must_haves_failed_en": None,
    } | changes


def outlets(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=OUTLET_SCHEMA)


def indicators(by_outlet: dict[str, dict]) -> pl.DataFrame:
    """Rows per outlet: the ordinary figures with the ones given instead; None leaves one out."""
    rows = [
        (outlet_id, kpi_id, *figures)
        for outlet_id, changes in by_outlet.items()
        for kpi_id, figures in (ORDINARY | changes).items()
        if figures is not None
    ]
    return pl.DataFrame(rows, schema=INDICATOR_SCHEMA, orient="row")


def city(size: int = 24) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Outlets over three industries whose true quality falls with their number."""
    names = [f"{at:03d}" for at in range(size)]
    industries = ("postal", "banking", "taxation")
    frame = outlets(
        *(
            outlet(name, industry_id=industries[at % 3], industry_name=industries[at % 3])
            for at, name in enumerate(names)
        )
    )
    by_outlet = {}
    for at, name in enumerate(names):
        quality = 1 - 0.2 * at / size
        mean = 80 + 18 * quality
        by_outlet[name] = {
            "K04": (round(500 * quality), 500.0, None),
            "K12": (round(480 * quality), 480.0, None),
            "S02": (round(200 * quality), 200.0, None),
            "C01": (at, 5000.0, None),
            "I02": (2 * mean, 2.0, (mean - 1) ** 2 + (mean + 1) ** 2),
        }
    return frame, indicators(by_outlet)


def ranked(frame: pl.DataFrame, figures: pl.DataFrame, given: Rules) -> Standings:
    """Standings of outlets that are all candidates."""
    standings = rank_candidates(frame.with_columns(is_candidate=True), figures, given)
    assert standings is not None
    return standings
