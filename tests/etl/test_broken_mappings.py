"""A broken mapping refuses the files that need it, is told, and lets all others load."""

import json

import pytest
from tiny_city import UNITS, drop
from typer.testing import CliRunner

from etl.__main__ import app
from etl.load import load_files
from etl.paths import DataFolder

FOREIGN = "case,opened,group\nA-1,2026-03-02 09:05,Roads\n"
SOUND = "source: tickets\nmatch: 'requests*.csv'\ncolumns: {ticket_id: case, accepted_at: opened, unit: group}\n"
UNKNOWN_KEY = "sauce: tickets\n"
NOT_YAML = "source: tickets\ncolumns: {unit: [\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "salt of the tests")
    (tmp_path / "data" / "mappings").mkdir(parents=True)
    return DataFolder(tmp_path / "data")


def write(folder, **texts):
    for name, text in texts.items():
        (folder.root / "mappings" / f"{name}.yaml").write_text(text, encoding="utf-8")


def statuses(folder, tmp_path):
    files = [drop(tmp_path, "requests_1.csv", FOREIGN), drop(tmp_path, "单位台账.csv", UNITS)]
    results = load_files(folder, files)
    return {result.file_name: result for result in results}


@pytest.mark.parametrize(
    "broken",
    [
        SOUND + UNKNOWN_KEY,
        NOT_YAML + "match: 'requests*.csv'\n",
        # Written twice, either may be meant; a list of globs is none but tells as much.
        "source: tickets\nmatch: 'requests*.csv'\nmatch: other.csv\n",
        "source: tickets\nmatch: ['other.csv', 'requests*.csv']\n",
    ],
)
def test_only_the_files_that_a_broken_mapping_names_are_refused(folder, tmp_path, broken):
    write(folder, m=broken, z=SOUND)

    found = statuses(folder, tmp_path)

    refused = found["requests_1.csv"]
    assert refused.status == "refused"
    assert "对照文件 m.yaml 有误" in refused.message.zh
    assert "“requests_1.csv”应按它读取" in refused.message.zh
    assert found["单位台账.csv"].status == "loaded"


@pytest.mark.parametrize("broken", [NOT_YAML, "mach: requests*.csv\nsource: tickets\n", "\x00\x01"])
def test_where_it_is_not_clear_which_files_it_means_only_those_with_another_mapping_load(
    folder, tmp_path, broken
):
    write(folder, m=broken, z=SOUND)

    found = statuses(folder, tmp_path)

    assert found["requests_1.csv"].status == "loaded"
    refused = found["单位台账.csv"]
    assert refused.status == "refused"
    assert "看不出它用于哪些文件" in refused.message.zh
    assert "m.yaml" in refused.message.en


def test_a_broken_mapping_without_match_is_needed_by_no_file(folder, tmp_path):
    write(folder, m="source: tickts\ncolumns: {ticket_id: case}\n")

    found = statuses(folder, tmp_path)

    assert found["单位台账.csv"].status == "loaded"
    assert "m.yaml" not in found["requests_1.csv"].message.zh


def test_a_sound_mapping_that_comes_first_is_read_by(folder, tmp_path):
    write(folder, a=SOUND, m=SOUND + UNKNOWN_KEY, n=NOT_YAML)

    assert statuses(folder, tmp_path)["requests_1.csv"].status == "loaded"


def test_a_mapping_that_cannot_be_read_is_no_fault_of_the_file(folder, tmp_path):
    (folder.root / "mappings" / "m.yaml").mkdir()

    refused = statuses(folder, tmp_path)["单位台账.csv"]

    assert "对照文件 m.yaml 有误：读不出来" in refused.message.zh


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "没有名为“sauce”的键"), ("en", 'no key "sauce"')]
)
def test_a_load_tells_of_broken_mappings_though_no_file_needs_them(
    folder, tmp_path, language, said
):
    write(folder, m="match: 'requests*'\nsauce: tickets\nsource: tickets\n", z=SOUND)
    units = drop(tmp_path, "单位台账.csv", UNITS)
    environment = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_LANG": language}

    def load(*more):
        arguments = ["load", "--no-build", "--json", *more, str(units)]
        return CliRunner().invoke(app, arguments, env=environment)

    answer = load()

    assert answer.exit_code == 0
    [told] = json.loads(answer.stdout)["broken_mappings"]
    assert told["file_name"] == "m.yaml"
    assert said in told["message"]
    assert said in answer.stderr
    given = load("--mapping", str(drop(tmp_path, "u.yaml", "source: units\n")))
    assert "broken_mappings" not in json.loads(given.stdout)
    assert "sauce" not in given.stderr
