"""A clock that is set back changes no number, no order and no choice of build."""

import os
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from test_order_of_files import tables
from tiny_city import drop, drop_city, tickets

from etl.commands import builds, loading
from etl.commands.loading import LoadOptions
from etl.lake import lake
from etl.paths import DataFolder
from etl.warehouse import publish

READS_THE_CLOCK = re.compile(
    r"datetime\.(now|today|utcnow)\(|date\.today\(|\btime\.(time|localtime|gmtime)\("
    r"|\b(current_date|current_timestamp|localtimestamp)\b|(?<![.\w])(now|today|get_current_timestamp)\(\)",
    re.IGNORECASE,
)


def loaded(folder, years, *, is_built_daily):
    """Three days of exports, each loaded in its year; the second corrects the first."""
    drop_city(folder.root / "0")
    drop(folder.root / "1", "再报.csv", tickets(5, 10, days=9).replace("10-31", "11-02"))
    drop(folder.root / "2", "迟到.csv", tickets(5, 4, days=3).replace("10-31", "11-01"))
    for day, year in enumerate(years):
        options = LoadOptions(is_building=is_built_daily or year == years[-1])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("etl.clock.now", lambda year=year: datetime(year, 1, 2, 3, 4, 5))
            answer = loading.load(folder, [folder.root / str(day)], options)
        assert answer.exit_code == 0
    return folder


@pytest.fixture(scope="module")
def back(tmp_path_factory):
    """A folder whose clock was set back between its loads."""
    folder = DataFolder(tmp_path_factory.mktemp("back") / "data")
    return loaded(folder, (2026, 2001, 1999), is_built_daily=True)


def test_a_clock_set_back_between_loads_changes_no_number(back, tmp_path):
    straight = loaded(DataFolder(tmp_path), (2026, 2027, 2028), is_built_daily=False)

    assert tables(straight) == tables(back)
    assert publish.current(back).build_id == "000003"
    assert sorted(record.loaded_at[:4] for record in lake.batches(back)) == [
        "1999", "2001", "2026", "2026", "2026",
    ]  # fmt: skip


def test_builds_are_counted_and_kept_by_their_number_whatever_the_time(back, tmp_path):
    folder = DataFolder(shutil.copytree(back.root, tmp_path / "data"))
    # The files too may bear any time.
    for age, release in enumerate(publish.releases(folder)):
        os.utime(release.path, (1_900_000_000 - age * 10**8,) * 2)

    assert builds.rollback(folder, None).json["build_id"] == "000002"
    assert builds.build_now(folder).json["build_id"] == "000004"
    assert builds.prune(folder, 2).json["kept"] == ["000003", "000004"]
    assert publish.current(folder).build_id == "000004"


def test_the_clock_is_read_in_one_place():
    read = {
        path.as_posix()
        for pattern in ("etl/**/*.py", "analysis/**/*.py", "sql/**/*.sql")
        for path in Path().glob(pattern)
        if READS_THE_CLOCK.search(path.read_text(encoding="utf-8"))
    }

    assert read == {"etl/clock.py"}
