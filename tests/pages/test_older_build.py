"""A build of an older program still serves: what it lacks is said where it would stand."""

import shutil

import duckdb
import pytest
from conftest import open_in_apptest

from ui.words import WORDS


@pytest.fixture
def without(city, tmp_path, data_folder):
    """Return what makes pages read a copy of the city whose build lacks some tables."""

    def take(*tables):
        root = shutil.copytree(city, tmp_path / "city")
        [release] = (root / "warehouse" / "releases").glob("*.duckdb")
        with duckdb.connect(release) as connection:
            for table in tables:
                connection.execute(f"drop table {table}")
        data_folder(root)

    return take


def told(app):
    assert not app.exception
    return [one.value for one in app.info]


def lacking(key):
    return WORDS["common.part_lacks"][0].format(part=WORDS[key][0])


def test_the_data_page_serves_without_the_parts_that_the_build_lacks(without, caplog):
    without("mart_held", "mart_open_name")

    app = open_in_apptest("data_quality")

    assert told(app) == [lacking("held.head"), lacking("names.head")]
    assert not app.error
    assert "个文件都已导入" in " ".join(one.value for one in app.markdown)
    heads = [one.value.removeprefix("### ") for one in app.markdown]
    for key in ("data_quality.wrong_head", "data_quality.sources_head", "data_gaps.whole_head"):
        assert WORDS[key][0] in heads
    assert len([one for one in caplog.records if one.name == "ui.frame"]) == 2
    caplog.clear()


@pytest.mark.parametrize("stem", ["overview", "data_quality"])
def test_a_page_that_stands_on_what_is_missing_names_the_way_out(without, caplog, stem):
    without("mart_item_month")

    app = open_in_apptest(stem)

    said = [one.value for one in app.error] + told(app)
    assert said and all("python -m etl build" in one for one in said)
    assert "mart_item_month" in caplog.text
    caplog.clear()
