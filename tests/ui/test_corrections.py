import pytest

from analysis.kpis import catalogue
from etl.cleaning import UNREAD
from etl.contracts import RULE_NAMES
from etl.sources import SOURCES
from ui.data_views import SOURCES as SHOWN
from ui.words import WORDS

RULES = {
    *UNREAD.values(),
    *RULE_NAMES.values(),
    *(rule.name for source in SOURCES.values() for rule in source.rules),
    "not_a_date",
    "not_a_polygon",
    "outside_calendar",
    "after_as_of",
    "too_many_fields",
    "too_few_fields",
    "broken_quotes",
    "broken_json",
    "superseded_in_file",
}
REQUIRED = {
    part.strip().partition(".")[2]
    for kpi in catalogue().values()
    for line in kpi.requires
    for part in line.split("|")
}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_says_why_and_what_to_do(rule):
    assert {f"corrections.why_{rule}", f"corrections.fix_{rule}"} <= WORDS.keys()


@pytest.mark.parametrize("column", sorted(REQUIRED))
def test_every_column_that_a_figure_takes_has_a_name(column):
    assert f"corrections.column_{column}" in WORDS


def test_every_source_is_listed_and_named():
    assert set(SHOWN) == set(SOURCES)
    assert {f"data_quality.source_{name}" for name in SOURCES} <= WORDS.keys()
