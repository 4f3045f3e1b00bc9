"""The catalogue: texts in both languages, a name of its own for every KPI, read alike on both sides of the warehouse."""

from collections import Counter

import pytest
import yaml

from analysis.kpis import catalogue
from etl.paths import PROJECT_REFERENCE, DataFolder
from etl.reference.references import references

ENTRIES = yaml.load((PROJECT_REFERENCE / "kpis.yaml").read_bytes(), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_every_text_stands_whole_in_both_languages(entry):
    texts = [value for value in entry.values() if isinstance(value, dict)]

    # A comma in a text without quotes would end it and begin another key.
    assert all(set(text) == {"zh", "en"} and all(text.values()) for text in texts)


@pytest.mark.parametrize("language", ["name_zh", "name_en"])
def test_no_two_kpis_bear_one_name(language):
    names = Counter(getattr(kpi, language) for kpi in catalogue().values())

    assert [name for name, times in names.items() if times > 1] == []


def test_the_build_and_the_pages_read_the_same_catalogue(tmp_path):
    built = references(DataFolder(tmp_path))["ref_kpi"]

    assert {
        row["kpi_id"]: (row["name_zh"], row["name_en"], row["kind"], row["unit"], row["target"])
        for row in built.iter_rows(named=True)
    } == {
        kpi.id: (kpi.name_zh, kpi.name_en, kpi.kind, kpi.unit, kpi.target)
        for kpi in catalogue().values()
    }
