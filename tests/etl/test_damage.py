"""What may happen to a data folder from outside: each ends with a sentence or in health, never in silence."""

import shutil

import polars as pl
import pytest
from test_commands import answer, etl
from test_kill import load_at_once
from tiny_city import drop_city

from etl.commands.builds import is_up_to_date
from etl.errors import NothingToServe
from etl.lake import lake
from etl.paths import DataFolder
from etl.warehouse import publish


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("healthy") / "data")
    drop_city(folder.inbox)
    etl(folder, "load")
    return folder


@pytest.fixture
def city(healthy, tmp_path):
    return DataFolder(shutil.copytree(healthy.root, tmp_path / "data"))


def test_a_lost_or_senseless_pointer_falls_back_to_the_newest_build_and_says_so(city):
    for content in (b"", b"\x00\xff" * 40, b"{}", b'{"build_id": "000009"}', None):
        city.current.unlink()
        if content is not None:
            city.current.write_bytes(content)

        assert publish.current(city).build_id == "000001"
        assert "已损坏" in etl(city, "status").output
        # What a load goes by.
        assert not is_up_to_date(city)

    assert answer(city, "load")["build_id"] == "000002"
    assert publish.current(city).warning is None


def test_a_damaged_build_without_an_older_one_is_called_damaged(city):
    path = publish.current(city).path
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[: 2 * 4096])

    with pytest.raises(NothingToServe) as nothing:
        publish.current(city)

    assert "已损坏" in nothing.value.said.zh
    assert "python -m etl build" in nothing.value.said.en


@pytest.mark.parametrize("damage", ["cut", "flipped", "missing"])
def test_a_damaged_batch_is_named_with_what_to_do_and_nothing_is_published(city, damage):
    [record] = [r for r in lake.batches(city) if r.source == "tickets"]
    path = lake.parquet_path(city, record)
    content = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        for place in range(20, 400):
            content[place] ^= 0xFF
        path.write_bytes(content)
    else:
        path.unlink()

    said = etl(city, "build")

    assert said.exit_code == 1
    assert record.batch_id in said.output
    assert record.file_name in said.output
    assert "forget" in said.output
    assert publish.current(city).build_id == "000001"


def test_a_bit_that_turned_over_unnoticed_by_any_reader_is_noticed_before_anything_is_published(
    city,
):
    [record] = [r for r in lake.batches(city) if r.source == "tickets"]
    path = lake.parquet_path(city, record)
    _turn_a_bit_that_makes_another_value(path)

    said = etl(city, "build")

    assert said.exit_code == 1
    assert record.batch_id in said.output
    assert publish.current(city).build_id == "000001"
    assert not list(city.staging.glob("*.duckdb"))


def _turn_a_bit_that_makes_another_value(path):
    whole, rows = path.read_bytes(), pl.read_parquet(path)
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            read = pl.read_parquet(path)
        except pl.exceptions.PolarsError:
            continue
        if read.schema == rows.schema and not read.equals(rows):
            return
    pytest.fail("every bit is noticed by the reader")


def test_a_forgotten_damaged_batch_is_loaded_anew(city):
    [record] = [r for r in lake.batches(city) if r.source == "tickets"]
    lake.parquet_path(city, record).write_bytes(b"PAR1")

    assert etl(city, "forget", record.batch_id).exit_code == 0
    assert answer(city, "load")["batches"][-1]["status"] in ("loaded", "unchanged")
    assert answer(city, "status")["tickets"] == 20


def test_of_six_loads_at_once_one_works_and_five_are_turned_away(tmp_path):
    folder = DataFolder(tmp_path)
    drop_city(folder.inbox)

    ended = load_at_once(folder, [tmp_path / f"{number}.json" for number in range(6)])

    assert [code for code, _ in ended] == [0, 75, 75, 75, 75, 75]
    assert all("另一次导入正在进行" in said["error"] for _, said in ended[1:])
    assert publish.current(folder).build_id == "000001"
