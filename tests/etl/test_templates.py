"""The templates: as committed, as declared, and readable as any export is."""

from pathlib import Path

import fastexcel
import polars as pl
import pytest

from etl.commands.templates import EXPLANATION, write_templates
from etl.load import load_files
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.sources.examples import EXAMPLES

COMMITTED = Path(__file__).parents[2] / "data" / "templates"
ALL = pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.name)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("templates")
    return {path.stem: path for path in write_templates(folder)}


def cells(path: Path) -> dict[str, list[tuple[str | None, ...]]]:
    book = fastexcel.read_excel(path)
    return {
        name: book.load_sheet(name, header_row=None, dtypes="string").to_polars().rows()
        for name in book.sheet_names
    }


@ALL
def test_the_committed_template_is_the_declared_one_cell_by_cell(source, written):
    name = source.label[0]

    assert cells(COMMITTED / f"{name}.xlsx") == cells(written[name])


def test_no_template_is_left_of_a_source_that_is_gone():
    assert {path.name for path in COMMITTED.iterdir()} == {
        f"{source.label[0]}.xlsx" for source in SOURCES.values()
    }


@ALL
def test_a_template_has_a_star_on_what_is_required_and_explains_every_column(source, written):
    rows, explained = cells(written[source.label[0]]).values()

    assert rows[0] == tuple(c.header + "*" * c.required for c in source.columns)
    assert len(rows) == 3
    assert [row[0] for row in explained[1:]] == [column.header for column in source.columns]
    assert all(row[1] and row[2] for row in explained)


@ALL
def test_a_template_is_read_like_any_export_and_its_explanation_skipped_with_a_note(
    source, written, tmp_path, monkeypatch
):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    folder = DataFolder(tmp_path / "data")

    [result] = load_files(folder, [written[source.label[0]]])

    assert (result.source, result.read, result.accepted) == (source.name, 2, 2)
    [batch] = list((folder.lake / source.name).glob("*.json"))
    notes = batch.read_text(encoding="utf-8")
    assert "skipped_sheet" in notes and EXPLANATION in notes
    [rows] = list((folder.lake / source.name).glob("*.parquet"))
    lake = pl.read_parquet(rows)
    filled = {name for example in EXAMPLES[source.name] for name in example} - {"geometry"}
    assert [name for name in sorted(filled) if lake[name].null_count() == lake.height] == []
