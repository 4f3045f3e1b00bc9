"""What the lake has of a number, asked by a page; and the words for its codes."""

import shutil

import pytest

from etl.commands.loading import LoadOptions, load
from etl.paths import DataFolder
from etl.sources import SOURCES
from tests.etl.tiny_city import drop, drop_city, tickets
from ui import traces
from ui.words import WORDS

CODES = [
    f"traced.value_{column.name}_{code}"
    for source in ("tickets", "suspensions", "dispatches")
    for column in SOURCES[source].columns
    if column.kind == "e"
    for code in column.choices
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("traced") / "data")
    drop_city(folder.inbox)
    load(folder, [], LoadOptions())
    return folder


@pytest.fixture
def folder(loaded, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_DATA", str(loaded.root))
    return loaded


def test_an_answer_is_asked_anew_when_the_lake_has_changed(loaded, tmp_path, monkeypatch):
    folder = DataFolder(shutil.copytree(loaded.root, tmp_path / "data"))
    monkeypatch.setenv("MINGCHUANG_DATA", str(folder.root))
    assert len(traces.trace("T0003").versions) == 1

    path = drop(folder.inbox, "再报.csv", tickets(3, 1, days=2))
    load(folder, [path], LoadOptions(is_building=False))

    older, newest = traces.trace("T0003").versions
    assert (older["file_name"], newest["file_name"]) == ("办件工单.csv", "再报.csv")
    assert newest["changed"] == {"closed_at": ["2026-08-07T10:00:00", "2026-08-08T10:00:00"]}


@pytest.mark.parametrize("number", ["T9999", "--help", "-x", "T0003' or 1=1", ""])
def test_a_number_that_no_row_bears_has_no_versions(folder, number):
    assert traces.trace(number) == traces.Trace()


@pytest.mark.parametrize("key", CODES)
def test_every_code_of_a_case_has_its_words(key):
    assert key in WORDS
