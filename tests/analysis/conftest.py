"""What tests of this folder share."""

import fcntl
import os

import pytest

from analysis.warehouse import Release
from tests.analysis.evidence_city import built


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The sample city of the rows behind figures, built once; shared by workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "evidence_city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return built(shared / "evidence_city")
