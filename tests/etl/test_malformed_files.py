"""120 malformed files of 60 families, loaded together: what becomes of each is stated beforehand."""

import re

import duckdb
import polars as pl
import pytest
from malformed_files import malformed

from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from ui.words import WORDS

FILES = {name: (family, data, expected) for family, (name, data, expected) in malformed()}
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    root = tmp_path_factory.mktemp("malformed")
    inbox = root / "files"
    inbox.mkdir()
    for name, (_, data, _) in FILES.items():
        (inbox / name).write_bytes(data)
    folder = DataFolder(root / "data")
    results = load_files(folder, [inbox])
    return folder, {result.file_name: result for result in results}, len(results)


def rejects_of(folder, result):
    path = folder.rejects / "tickets" / f"{result.batch_id}.parquet"
    return pl.read_parquet(path) if path.exists() else None


def test_there_are_enough_files_and_each_has_its_own_bytes():
    assert len(FILES) == len(malformed()) >= 60
    assert len({family for family, _, _ in FILES.values()}) >= 30
    assert len({data for _, data, _ in FILES.values()}) >= len(FILES) - 1  # two are empty


@pytest.mark.parametrize("name", FILES)
def test_a_file_ends_as_one_of_loaded_rejected_and_refused(loaded, name):
    folder, results, _ = loaded
    result, (outcome, read, rejected, said) = results[name], FILES[name][2]

    assert result.status == ("refused" if outcome == "refused" else "loaded")
    assert (result.read, result.rejected) == (read, rejected)
    if outcome == "refused":
        assert result.accepted == 0
        assert said in result.message.zh
        return
    assert result.read == result.accepted + result.rejected
    rejects = rejects_of(folder, result)
    if outcome == "loaded":
        assert rejects is None or rejects.is_empty()
        return
    assert rejects["rule"].unique().to_list() == [said]
    assert rejects.height == rejected
    assert (rejects["line_number"] > 1).all()
    assert {f"corrections.why_{said}", f"corrections.fix_{said}"} <= WORDS.keys()


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name][2][0] == "refused"])
def test_a_refusal_says_in_both_languages_what_is_wrong_and_what_to_do(loaded, name):
    message = loaded[1][name].message

    assert re.search("请|补上", message.zh)
    assert re.search(r"(Export|Save|Use|Add|Name|Check|Split|Unhide|Send)\b.*\.$", message.en)
    # Of the file's own words only its headers and garbled text stand in the English sentence.
    if not re.search("Headers found|garbled", message.en):
        assert not CHINESE.search(message.en)
    assert len(message.zh) < 2_000


def test_nothing_is_half_written(loaded):
    folder, results, count = loaded
    kept = {result.batch_id for result in results.values() if result.status == "loaded"}

    assert count == len(FILES)
    for place, suffixes in ((folder.lake, {".json", ".parquet"}), (folder.rejects, {".parquet"})):
        files = [path for path in place.rglob("*") if path.is_file()]
        assert {path.stem for path in files} <= kept
        assert {path.suffix for path in files} == suffixes
    assert {path.stem for path in folder.lake.rglob("*.json")} == kept
    assert not folder.staging.exists() or not list(folder.staging.iterdir())


def test_what_was_accepted_is_served_and_nothing_else(loaded):
    folder, results, _ = loaded
    lake = pl.concat(
        pl.read_parquet(p, columns=["ticket_id"]) for p in folder.lake.rglob("*.parquet")
    )

    with duckdb.connect(build(folder).path, read_only=True) as warehouse:
        [tickets] = warehouse.sql("select count(*) from fct_ticket").fetchone()
        [rejects] = warehouse.sql("select count(*) from mart_reject").fetchone()

    assert lake.height == sum(result.accepted for result in results.values())
    # The two files of a family may hold the same cases.
    assert tickets == lake["ticket_id"].n_unique() > 1_000
    assert rejects == sum(result.rejected for result in results.values())
