"""The data page tells of a mapping that cannot be read, and still loads what does not need it."""

import shutil

from conftest import ROOT
from streamlit.testing.v1 import AppTest

from tests.etl.tiny_city import UNITS
from ui import loading
from ui.data_loading import KEPT


def test_a_broken_mapping_is_told_beside_what_was_loaded(city, tmp_path, data_folder):
    root = shutil.copytree(city, tmp_path / "city")
    added = root / "inbox" / "单位二.csv"
    added.write_text(UNITS + "U9,九局,区(县、市),海曙区\n", encoding="utf-8")
    (root / "mappings").mkdir()
    broken = root / "mappings" / "m.yaml"
    broken.write_text("source: tickets\nmatch: 'x*'\nsnapshoot: true\n", encoding="utf-8")
    data_folder(root)

    outcome = loading.load(lambda _said, _seconds: None, [added])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.session_state[KEPT] = outcome
    app.run()
    app.switch_page("pages/data_quality.py").run()

    assert not app.exception
    assert [one["status"] for one in outcome.batches] == ["loaded"]
    [told] = [one.value for one in app.warning if "m.yaml" in one.value]
    assert "只有要用它的文件不导入" in told
    assert "是否为“snapshot”" in told
    assert any("1批已导入" in one.value for one in app.success)
