"""The data page tells of a mapping that cannot be read, and still shows what was loaded."""

import pytest
from streamlit.testing.v1 import AppTest

from etl.paths import DataFolder
from tests.etl.tiny_city import UNITS
from ui import loading
from ui.data_loading import KEPT


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path))
    return DataFolder(tmp_path)


def block():
    from ui import data_loading

    data_loading.block()


def test_a_broken_mapping_is_told_beside_what_was_loaded(folder):
    folder.inbox.mkdir()
    (folder.inbox / "单位台账.csv").write_text(UNITS, encoding="utf-8")
    (folder.root / "mappings").mkdir()
    broken = folder.root / "mappings" / "m.yaml"
    broken.write_text("source: tickets\nmatch: 'x*'\nsnapshoot: true\n", encoding="utf-8")

    outcome = loading.load(lambda _said, _seconds: None)
    app = AppTest.from_function(block, default_timeout=60)
    app.session_state[KEPT] = outcome
    app.run()

    assert not app.exception
    assert [one["status"] for one in outcome.batches] == ["loaded"]
    [warning] = app.warning
    assert "只有要用它的文件不导入" in warning.value
    assert "snapshoot" in warning.value and "snapshot" in warning.value
    assert any("1批已导入" in one.value for one in app.success)
