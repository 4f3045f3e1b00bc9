"""Full snapshots: what the newest lacks is withdrawn; no order of loading, and no older one, changes that."""

import random
from datetime import date, timedelta

import duckdb
import pytest

from etl.commands.builds import build_now
from etl.commands.loading import LoadOptions, load
from etl.commands.published import status
from etl.lake import lake
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish

OUTLET_HEADER = "网点编号,网点名称,行业,区县\n"
TICKET_HEADER = "工单编号,承办网点,收件时间,承诺时限,办结时间\n"
SUSPENSION_HEADER = "工单编号,挂起开始,挂起类型,文书编号\n"
INSPECTION_HEADER = "检查编号,网点编号,检查时间,检查方式,检查项,结果\n"
COMPLAINT_HEADER = "投诉编号,接收时间,被投诉网点,投诉渠道,投诉类别\n"
UNIT_HEADER = "单位编号,规范全称,单位类别\n"
GRID_HEADER = "网格编号,网格名称,区县,边界\n"
AREA = '"POLYGON((121.5 29.8,121.6 29.8,121.6 29.9,121.5 29.8))"'


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


def put(folder, source, name, text, as_of, *, snapshot=False):
    """Load one file under a mapping that says how far it reaches."""
    path = folder.root / "given" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    mapping = path.with_suffix(".yaml")
    reach = f"as_of: {as_of}\n" if as_of else ""
    mapping.write_text(f"source: {source}\n{reach}snapshot: {str(snapshot).lower()}\n")
    [result] = load_files(folder, [path], mapping=mapping)
    assert result.status == "loaded", result.message
    return result


def ask(folder, question):
    build_now(folder)
    return asked(folder, question)


def asked(folder, question):
    """Ask what is published, without a new build."""
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        return connection.sql(question).fetchall()


def outlets(*ids):
    return OUTLET_HEADER + "".join(f"{i},{i}号窗口,政务服务,海曙区\n" for i in ids)


def registered(folder):
    rows = ask(folder, "select outlet_id from dim_outlet where is_registered order by 1")
    return [outlet_id for (outlet_id,) in rows]


def test_what_the_newest_snapshot_lacks_is_withdrawn_and_stays_in_the_lake(folder):
    put(folder, "outlets", "old", outlets("W1", "W2", "W3"), "2026-03-01")
    put(folder, "outlets", "all", outlets("W1", "W3"), "2026-04-01", snapshot=True)
    # A newer batch adds to it, and an older one undoes nothing.
    put(folder, "outlets", "new", outlets("W4"), "2026-05-01")
    put(folder, "outlets", "late", outlets("W2"), "2026-03-01")
    put(folder, "outlets", "before", outlets("W5"), "2026-02-01", snapshot=True)

    assert registered(folder) == ["W1", "W3", "W4"]
    withdrawn = "select file_name, rows_withdrawn, is_snapshot from mart_load order by 1"
    assert asked(folder, withdrawn) == [
        ("all.csv", 0, True),
        ("before.csv", 1, True),
        ("late.csv", 1, False),
        ("new.csv", 0, False),
        ("old.csv", 1, False),
    ]
    assert [record.rows_accepted for record in lake.batches(folder)].count(3) == 1


def test_two_snapshots_of_one_day_are_two_halves_of_one(folder):
    put(folder, "outlets", "old", outlets("W1", "W2", "W3", "W4"), "2026-03-01")
    put(folder, "outlets", "north", outlets("W1"), "2026-04-01", snapshot=True)
    put(folder, "outlets", "south", outlets("W3"), "2026-04-01", snapshot=True)

    assert registered(folder) == ["W1", "W3"]


def test_a_snapshot_that_reaches_nowhere_withdraws_nothing(folder):
    put(folder, "outlets", "old", outlets("W1", "W2"), None)
    put(folder, "outlets", "all", outlets("W1"), None, snapshot=True)

    assert registered(folder) == ["W1", "W2"]
    notes = [note.code for record in lake.batches(folder) for note in record.notes]
    assert notes.count("undated_snapshot") == 1


def test_a_row_of_the_snapshot_that_cannot_be_read_is_not_missing(folder):
    row = "{},W1,2026-03-02 09:00,5,{}\n"
    put(
        folder,
        "tickets",
        "old",
        TICKET_HEADER + row.format("T1", "") + row.format("T2", ""),
        "2026-03-03",
    )
    faulty = TICKET_HEADER + row.format("T1", "昨天")
    put(folder, "tickets", "all", faulty, "2026-04-01", snapshot=True)

    assert ask(folder, "select ticket_id from fct_ticket") == [("T1",)]


def cases(*ids):
    return TICKET_HEADER + "".join(f"{i},W1,2026-03-02 09:00,5,\n" for i in ids)


def test_what_the_snapshot_before_withdrew_stays_withdrawn(folder):
    put(folder, "tickets", "old", cases("T1", "T2", "T3"), "2026-03-03")
    put(folder, "tickets", "first", cases("T1", "T2"), "2026-03-10", snapshot=True)
    put(folder, "tickets", "all", cases("T1", "T4") + "T2,W1\n", "2026-04-01", snapshot=True)

    found = ask(folder, "select ticket_id from fct_ticket order by 1")
    assert found == [("T1",), ("T2",), ("T4",)]


def test_a_load_and_the_status_tell_what_a_snapshot_withdrew(folder):
    put(folder, "tickets", "old", cases("T1", "T2", "T3"), "2026-03-03")
    put(folder, "tickets", "all", cases("T1"), "2026-04-01", snapshot=True)

    loaded = load(folder, [], LoadOptions())

    [told] = [said for said in loaded.said if "全量快照" in said.zh]
    assert told.zh == "办件工单：全量快照没有的 2 行已退出当前数据，数据湖中仍保留"
    answer = status(folder)
    assert answer.json["rows_withdrawn"] == 2
    assert any("2 行已退出" in said.zh for said in answer.said)


def test_first_times_of_a_case_that_stands_are_those_of_all_its_versions(folder):
    old = TICKET_HEADER + "T1,W1,2026-03-02 09:00,5,2026-03-04 10:00\nT2,W1,2026-03-02 09:00,5,\n"
    put(folder, "tickets", "old", old, "2026-03-05")
    new = TICKET_HEADER + "T1,W1,2026-03-02 09:00,5,2026-03-20 10:00\n"
    put(folder, "tickets", "all", new, "2026-04-01", snapshot=True)

    [(ticket_id, closed)] = ask(folder, "select ticket_id, first_closed_at from fct_ticket")
    assert (ticket_id, str(closed)) == ("T1", "2026-03-04 10:00:00")


KEYED = {
    "units": (UNIT_HEADER, "{},{}单位,市直部门\n", "select unit_id from dim_unit where is_registered"),
    "outlets": (
        OUTLET_HEADER,
        "{},{}窗口,政务服务,海曙区\n",
        "select outlet_id from dim_outlet where is_registered",
    ),
    "grids": (GRID_HEADER, "{},{}网格,海曙区," + AREA + "\n", "select grid_id from dim_grid"),
    "tickets": (TICKET_HEADER, "{},W1,2026-01-05 09:00,5,\n", "select ticket_id from fct_ticket"),
    "suspensions": (
        SUSPENSION_HEADER,
        "{},2026-01-06 09:00,听证,甬批1号\n",
        "select ticket_id from fct_suspension",
    ),
    "complaints": (
        COMPLAINT_HEADER,
        "{},2026-01-05 09:00,W1,来电,服务态度\n",
        "select complaint_id from fct_complaint",
    ),
    "inspections": (
        INSPECTION_HEADER,
        "{},W1,2026-01-05 09:00,明查,无障碍设施,合格\n",
        "select inspection_id from fct_inspection",
    ),
}  # fmt: skip


def standing(batches):
    """The rule in plain words: keys of the newest snapshot and of all that is as new or newer."""
    newest = max((day for day, is_snapshot, _ in batches if is_snapshot), default=date.min)
    return sorted({key for day, _, keys in batches if day >= newest for key in keys})


@pytest.fixture(scope="module")
def keyed(tmp_path_factory):
    """A folder with seven batches of every source, built once; source → its batches."""
    folder, told = DataFolder(tmp_path_factory.mktemp("keyed")), {}
    for source, (header, row, _) in KEYED.items():
        rng = random.Random(source)
        told[source] = [
            (
                date(2026, 2, 1) + timedelta(days=rng.randrange(6)),
                rng.random() < 0.4,
                rng.sample([f"K{n}" for n in range(9)], 4),
            )
            for _ in range(7)
        ]
        for number, (day, is_snapshot, keys) in enumerate(told[source]):
            # The trailing note keeps files of the same keys apart: equal bytes are one batch.
            lines = "".join(f"{row.format(key, key).rstrip()},{number}\n" for key in keys)
            text = header.rstrip() + ",序\n" + lines
            put(folder, source, f"{source}{number}", text, day, snapshot=is_snapshot)
    build_now(folder)
    return folder, told


@pytest.mark.parametrize("source", KEYED)
def test_every_source_keeps_what_the_rule_in_plain_words_keeps(keyed, source):
    folder, told = keyed

    found = asked(folder, KEYED[source][2])

    assert sorted(key for (key,) in found) == standing(told[source])


def test_a_snapshot_with_a_row_that_could_be_any_withdraws_nothing_and_says_so(folder):
    """Of one source each, so that one build tells all: too many fields, too few, no number."""
    _, ticket, _ = KEYED["tickets"]
    _, inspection, _ = KEYED["inspections"]
    broken = {
        "tickets": ticket.format("K2").rstrip() + ",,,,多出,一列\n",
        "complaints": "K2,2026-01-05 09:00\n",
        "inspections": inspection.format(""),
    }
    for source, line in broken.items():
        header, row, _ = KEYED[source]
        rows = [row.format(key, key) for key in ("K1", "K2", "K3")]
        put(folder, source, f"{source}-old", header + "".join(rows), "2026-03-03")
        text = header + rows[0] + line
        result = put(folder, source, f"{source}-all", text, "2026-04-01", snapshot=True)

        assert (result.read, result.rejected) == (2, 1)
        assert "1 行读不出编号" in result.message.zh and "withdrew nothing" in result.message.en

    build_now(folder)
    for source in broken:
        found = asked(folder, KEYED[source][2])
        assert sorted(key for (key,) in found) == ["K1", "K2", "K3"], source


def test_a_city_without_snapshots_reads_its_lake_as_it_is(folder):
    put(folder, "outlets", "old", outlets("W1", "W2"), "2026-03-01")

    answer = load(folder, [], LoadOptions())

    assert answer.exit_code == 0
    found = asked(folder, "select outlet_id from dim_outlet where is_registered order by 1")
    assert found == [("W1",), ("W2",)]
