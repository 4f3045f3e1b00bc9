"""Who a case is about: personal keys become keyed hashes, by a salt that stays on this machine."""

import hashlib
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

import polars as pl

from etl.paths import DataFolder

SALT_VARIABLE = "MINGCHUANG_SALT"
KEY_LENGTH = 32
BLOCK = 64  # bytes that SHA-256 takes in at once, to which HMAC pads its key (RFC 2104)


def read_salt(folder: DataFolder) -> bytes:
    """Return the salt: of the environment, else of the data folder, where it is made once.

    Args:
        folder: the data folder; the salt lies in `secret/salt`, mode 600.

    Returns:
        The bytes that key every hash. Another salt would make strangers of known persons.
    """
    given = os.environ.get(SALT_VARIABLE)
    if given:
        return _key(given.encode())
    path = folder.root / "secret" / "salt"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    return _key(path.read_text().strip().encode())


def _make(path: Path) -> None:
    descriptor, fresh = tempfile.mkstemp(".tmp", "salt.", path.parent)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        # A link fails when another load was first; then its salt is the salt.
        with suppress(FileExistsError):
            path.hardlink_to(fresh)
    finally:
        Path(fresh).unlink()


def _key(salt: bytes) -> bytes:
    """HMAC hashes a key longer than a block first (RFC 2104)."""
    return hashlib.sha256(salt).digest() if len(salt) > BLOCK else salt


def plain_key(values: pl.Series) -> pl.Series:
    """Return phone and card numbers in one spelling, so that a person has one hash.

    Half width, no spaces or dashes, without +86 before a mobile number, an X in upper case.
    """
    odd = values.str.contains(r"[^0-9]|^(?:00)?86").fill_null(value=False)
    if not odd.any():
        return values
    plain = values.str.normalize("NFKC").str.replace_all(r"[\s\-]", "").str.to_uppercase()
    return plain.str.replace(r"^(?:\+|00)?86(1[3-9]\d{9})$", "${1}")


def keyed_hashes(values: pl.Series, salt: bytes) -> pl.Series:
    """Return the first 32 hex digits of HMAC-SHA256 of each value, computed once per person.

    HMAC is H(K ^ opad, H(K ^ ipad, m)). The two padded keys fill a block each and are taken in
    once; every person then costs the two remaining blocks (1.0 s a million; DuckDB's sha256, which
    must take in all four, 2.6 s of processor and the import of pandas).

    Args:
        values: personal keys; nulls stay null.
        salt: the key K, at most 64 bytes.

    Returns:
        The hashes, in the order of the values.
    """
    padded = salt.ljust(BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(b ^ pad for b in padded)).copy for pad in (0x36, 0x5C))

    def keyed(person: bytes) -> str:
        first, second = inner(), outer()
        first.update(person)
        second.update(first.digest())
        return second.hexdigest()[:KEY_LENGTH]

    plain = plain_key(values).cast(pl.Binary)
    persons = plain.unique().drop_nulls()
    hashes = pl.Series([keyed(person) for person in persons], dtype=pl.String)
    return plain.replace_strict(persons, hashes, default=None, return_dtype=pl.String)
