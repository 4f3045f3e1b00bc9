"""The sample city with what it lacks, for tests of the rows behind figures."""

from datetime import date
from pathlib import Path

from analysis.filters import Filters
from analysis.warehouse import Release
from etl import demo
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse.build import build
from tests.etl.tiny_city import drop

WHOLE = Filters(date(2025, 1, 1), date(2026, 12, 31))

# The sample of this size has a handful of complaints, of which none was escalated.
COMPLAINTS = """投诉编号,投诉渠道,接收时间,区县,升级至,是否属实,办结时间,联系电话
a1,来信,2026-03-02 09:00,海曙区,市级,是,2026-03-03 09:00,13800000001
a2,来信,2026-04-02 09:00,海曙区,,否,2026-04-02 10:00,13800000001
"""

MATTERS = """matter,entity_level,valid_from,valid_to
户口迁移,,,
居民身份证换领,,,
没有人办过的事项,,,
"""


def built(root: Path) -> Release:
    """Write, load and build the city in a folder, unless it is built there."""
    folder = DataFolder(root)
    for made in folder.releases.glob("[0-9]*.duckdb"):
        return Release(made.stem, made)
    demo.write(folder.inbox, "small", 7)
    own = folder.root / "reference"
    own.mkdir(parents=True)
    (own / "matters.csv").write_text(MATTERS, encoding="utf-8")
    files = [path for path in sorted(folder.inbox.rglob("*")) if path.is_file()]
    load_files(folder, [*files, drop(folder.inbox, "补充投诉.csv", COMPLAINTS)])
    made = build(folder)
    return Release(made.build_id, made.path)
