"""Hundreds of complaints in files of any order: on-time share and channels against a count in plain Python."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from etl.load import load_files
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse.build import build
from tests.etl.tiny_city import OUTLETS, drop
from tests.oracle.complaint_clock import Told, judge
from tests.sql.clock_world import asked, calendar_of

EXPORTED = [datetime(2024, 9, 20, 18), datetime(2024, 10, 1, 18), datetime(2024, 10, 14, 12)]  # noqa: DTZ001
HEADER = "投诉编号,被投诉网点,投诉渠道,接收时间,承诺时限,应办结时间,办结时间,导出时间\n"
[CHANNEL] = [column for column in SOURCES["complaints"].columns if column.name == "channel"]


def _draw(dice):
    """What the exports said of one complaint, oldest first."""
    received = EXPORTED[-1] - timedelta(minutes=dice.randrange(60 * 24 * 60))
    channel = dice.choice((*CHANNEL.choices, None))
    versions = []
    for exported in EXPORTED:
        if exported < received or dice.random() < 0.3:
            continue
        promised = dice.choice((None, None, 0, 1, 3, 10))
        due = received + timedelta(hours=dice.randrange(400)) if dice.random() < 0.4 else None
        closed = received + timedelta(hours=dice.randrange(500)) if dice.random() < 0.6 else None
        closed = closed if closed and closed <= exported else None
        told = (due and due.replace(second=0), closed and closed.replace(second=0))
        versions.append(Told(exported, received.replace(second=0), channel, promised, *told))
    return versions


def _line(number, outlet, told):
    cells = (
        f"C{number}", outlet, told.channel and CHANNEL.choices[told.channel][0], told.received_at,
        told.promised_days, told.due_at, told.closed_at, told.exported_at,
    )  # fmt: skip
    return ",".join("" if cell is None else str(cell) for cell in cells) + "\n"


@pytest.fixture(scope="module", params=[1, 2])
def counted(request, tmp_path_factory):
    dice = random.Random(request.param)  # noqa: S311
    folder = DataFolder(tmp_path_factory.mktemp("complaints") / "data")
    drawn = [(dice.choice(("W1", "W2")), _draw(dice)) for _ in range(500)]
    files = [("网点台账.csv", OUTLETS)]
    for exported in EXPORTED:
        lines = [
            _line(number, outlet, told)
            for number, (outlet, versions) in enumerate(drawn)
            for told in versions
            if told.exported_at == exported
        ]
        dice.shuffle(lines)
        files.append((f"投诉{exported:%m%d}.csv", HEADER + "".join(lines)))
    dice.shuffle(files)
    for name, text in files:
        [result] = load_files(folder, [drop(folder.inbox, name, text)])
        assert result.rejected == 0
    days = calendar_of(folder.root)
    judged = [
        (outlet, judge(versions, days, EXPORTED[-1])) for outlet, versions in drawn if versions
    ]
    return build(folder).path, judged


@pytest.mark.parametrize(("scope", "places"), [("city", None), ("outlet", ("W1", "W2"))])
def test_every_month_is_as_the_oracle_counts(counted, scope, places):
    path, judged = counted
    above, below = Counter(), Counter()
    for outlet, one in judged:
        place = outlet if places else "city"
        if one.is_due:
            key = (f"{one.due_at:%Y-%m}", "C03", place)
            below[key] += 1
            above[key] += one.is_on_time
        if one.channel:
            for channel in CHANNEL.choices:
                key = (f"{one.received_at:%Y-%m}", f"C06.{channel}", place)
                below[key] += 1
                above[key] += one.channel == channel

    rows = asked(
        path,
        "select strftime(month, '%Y-%m'), kpi_id, scope_id, numerator, denominator from mart_kpi_month"
        f" where scope = '{scope}' and (kpi_id = 'C03' or kpi_id like 'C06%') and denominator > 0",
    )

    assert {row[:3]: row[3:] for row in rows} == {key: (above[key], below[key]) for key in below}
    assert {kpi_id for _, kpi_id, _ in below} == {"C03", *(f"C06.{c}" for c in CHANNEL.choices)}
