"""Questions to the published warehouse end, one way or the other."""

import os
import subprocess
import sys
import time

import duckdb
import pytest

from analysis import warehouse


def test_a_question_that_takes_too_long_is_stopped(monkeypatch, tmp_path):
    file = tmp_path / "000001.duckdb"
    duckdb.connect(str(file)).close()
    (tmp_path / "slow.sql").write_text(
        "select sum(a.range * b.range * $one) as total from range(1000000) a, range(1000000) b"
    )
    monkeypatch.setattr(warehouse, "QUERIES", tmp_path)
    monkeypatch.setattr(warehouse, "LONGEST_S", 0.1)

    began = time.monotonic()
    with pytest.raises(warehouse.WarehouseError, match="too_long"):
        warehouse.ask(warehouse.Release("000001", file), "slow", one=1)
    assert time.monotonic() - began < 20


ASKING = """
import sys
from pathlib import Path
from analysis import warehouse
warehouse._connection(warehouse.Release("000001", Path(sys.argv[1]))).sql("select 1").fetchall()
"""


def test_a_process_that_asked_leaves_no_temporary_folder(tmp_path):
    file, temporary = tmp_path / "000001.duckdb", tmp_path / "temporary"
    duckdb.connect(str(file)).close()
    temporary.mkdir()

    told = {**os.environ, "TMPDIR": str(temporary)}
    subprocess.run([sys.executable, "-c", ASKING, file], env=told, check=True)

    assert list(temporary.iterdir()) == []
