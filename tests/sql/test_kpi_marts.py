"""The mart that a KPI of the catalogue names is the one that holds its numerator."""

import re

import pytest
import yaml

from etl.paths import PROJECT_REFERENCE
from etl.warehouse.models import read_models

ENTRIES = yaml.load((PROJECT_REFERENCE / "kpis.yaml").read_bytes(), Loader=yaml.CSafeLoader)
SUMMED = [entry for entry in ENTRIES if "numerator" in entry]
MODELS = {model.name: model for model in read_models(layers=["core", "marts"])}
# They say of each row to which measures it adds.
MARKS = {"complaint_mark", "inspection_mark", "survey_mark"}
LONG = {"mart_measure_month", "mart_item_month", "mart_spread_month"}


def measures(mart):
    """Names, or beginnings of names, of the measures that a mart holds as rows or as columns."""
    if mart in LONG:
        read = {MODELS[name] for name in MODELS[mart].reads}
        read |= {MODELS[name] for model in read for name in model.reads if name in MARKS}
        return {word for model in read for word in re.findall(r"'(\w+\.?)'", model.sql)}
    return set(re.findall(r"\w+", MODELS[mart].sql))


def test_most_of_the_catalogue_is_summed():
    assert len(SUMMED) > 70


@pytest.mark.parametrize("entry", SUMMED, ids=lambda entry: entry["id"])
def test_the_named_mart_holds_the_numerator(entry):
    held = measures(entry["mart"])
    numerator = entry["numerator"].split("{")[0]
    beginnings = {word for word in held if word.endswith(("_", ".")) and numerator.startswith(word)}

    assert numerator in held or beginnings
