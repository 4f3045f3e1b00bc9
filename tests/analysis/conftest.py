"""What tests of this folder share."""

import pytest

from analysis.warehouse import Release
from tests.analysis.evidence_city import built


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The sample city of the rows behind figures, built once."""
    return built(tmp_path_factory.mktemp("evidence") / "data")
