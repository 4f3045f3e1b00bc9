import hmac
import stat

import polars as pl

from etl.cleaning.privacy import keyed_hashes, read_salt
from etl.paths import DataFolder


def test_hashes_equal_the_hmac_of_the_standard_library():
    persons = [f"1{n:010}" for n in range(3_000_000_000, 3_000_000_500)] + ["A123456(7)", "张三"]

    hashes = keyed_hashes(pl.Series([*persons, None]), b"salt")

    expected = [hmac.new(b"salt", p.encode(), "sha256").hexdigest()[:32] for p in persons]
    assert hashes.to_list() == [*expected, None]


def test_one_person_in_several_spellings_has_one_hash():
    spellings = ["13800138000", "138 0013 8000", "+86-13800138000", "１３８００１３８０００"]

    assert keyed_hashes(pl.Series(spellings), b"salt").n_unique() == 1


def test_the_salt_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("MINGCHUANG_SALT", raising=False)
    folder = DataFolder(tmp_path)

    first = read_salt(folder)

    assert read_salt(folder) == first
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret" / "salt").stat().st_mode) == 0o600


def test_a_salt_longer_than_a_block_is_hashed_as_hmac_does(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_SALT", "x" * 100)

    hashes = keyed_hashes(pl.Series(["13800138000"]), read_salt(DataFolder(tmp_path)))

    assert hashes[0] == hmac.new(b"x" * 100, b"13800138000", "sha256").hexdigest()[:32]
