"""What the documents say of commands, columns and templates, held against the project itself."""

import re
import shlex
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command

from etl.__main__ import app
from etl.load import load_files
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse.build import build
from tests.etl.tiny_city import drop_city

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")
PAGES = (*READMES, "docs/foreign-exports.md", "docs/foreign-exports.zh.md")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def code(name):
    """Return the lines of the code blocks of a page and what stands in backticks."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [line for block in blocks for line in block.splitlines()] + spans


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("dictionary") / "data")
    load_files(folder, drop_city(folder.inbox))
    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        return set(
            warehouse.sql(
                # What a view shows is described with it, not again where it is stored.
                "select table_name, column_name from information_schema.columns"
                " where not ends_with(table_name, '_stored')"
            ).fetchall()
        )


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_that_a_page_names_exists(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    named = {m[1] for line in code(name) if (m := re.match(r"make ([a-z]+)", line))}

    assert {t for t in named if not re.search(rf"^{t}:", makefile, re.MULTILINE)} == set()
    assert name not in READMES or {"run", "test"} <= named


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_a_page_names_exists_with_its_options(name):
    commands = get_command(app).commands
    called = [m[1] for line in code(name) if (m := re.search(r"python -m etl ([a-z].*)", line))]

    for call in called:
        words = shlex.split(call.split("|")[0].split(")")[0].split("#")[0])
        command = commands[words[0]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known

    assert called


@pytest.mark.parametrize("name", READMES)
def test_the_mapping_that_a_readme_shows_reads_such_a_file(name, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    text = (ROOT / name).read_text(encoding="utf-8")
    [shown] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    mapping = tmp_path / "service_requests.yaml"
    mapping.write_text(shown, encoding="utf-8")
    export = tmp_path / "service_requests_2026.csv"
    export.write_text(
        "case_id,opened,finished,department,status\n7,5/3/2026 09:00,6/3/2026 10:30,Roads,Closed\n"
    )

    [result] = load_files(DataFolder(tmp_path / "data"), [export], mapping=mapping)

    assert (result.source, result.accepted, result.rejected) == ("tickets", 1, 0)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_links_to_exists(path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8"))

    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]

    assert missing == []


def test_the_data_dictionary_has_exactly_the_columns_of_a_published_build(columns):
    written = set()
    table = ""
    text = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("## "):
            table = line[3:].strip()
        elif cell := re.match(r"\| `(\w+)` \| [a-z/]+ \| .+ \| .+ \|$", line):
            written.add((table, cell[1]))

    assert sorted(columns - written) == []
    assert sorted(written - columns) == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_follows(path):
    text = path.read_text(encoding="utf-8")

    assert re.search(r"^# \d+\. ", text)
    assert text.splitlines()[0].split(".")[0] == f"# {int(path.stem[:4])}"
    assert re.search(r"^\d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_the_decisions_are_numbered_without_a_gap():
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_template(name):
    text = (ROOT / name).read_text(encoding="utf-8")

    assert [s.label[0] for s in SOURCES.values() if s.label[0] not in text] == []
