"""Whatever order files arrive in: the same lake, and every published table equal, value for value."""

import json
import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tiny_city import OUTLETS, TICKET_HEADER, UNITS, drop, tickets

from etl.commands.builds import build_now, forget
from etl.commands.loading import LoadOptions, load
from etl.lake import lake
from etl.load import load_files
from etl.paths import DataFolder
from etl.warehouse import publish

# What names the loading itself: when it was, which build, and under which name equal bytes came first.
OF_THE_LOADING = {
    "mart_load": ("loaded_at", "file_name"),
    "meta_build": ("build_id", "built_at"),
}
ORDERS = 20
# The templates' examples have nothing to do with one another: a few orders of them are enough.
WITH_EXAMPLES = 3
TEMPLATES = Path("data/templates")


def exports(home):
    """Late, repeated, corrected and older files of every source; the examples of each template too."""
    old = (
        TICKET_HEADER + "T0003,窗口,户口迁移,W1,2026-08-06 09:00,5个工作日,,在办,2026-08-10 18:00\n"
    )
    late = tickets(1, 6, days=9).replace("2026-10-31 18:00", "2026-11-05 18:00")
    wrong = TICKET_HEADER + "T0099,窗口,户口迁移,W1,昨天,5个工作日,,在办,2026-10-31 18:00\n"
    mended = wrong.replace("昨天", "2026-10-30 09:00")
    suspensions = "工单编号,挂起开始,挂起结束,挂起类型,文书编号\nT0004,2026-08-07,{},听证,甬批1号\n"
    complaint = "投诉编号,投诉渠道,接收时间,被投诉网点,投诉类别,办结时间,是否满意,导出时间\nC1,来电,2026-10-09 09:00,W1,服务态度,{}\n"
    items = "检查编号,网点编号,检查时间,检查方式,检查项,得分,满分\n{}"
    scores = [
        f"J{n},W{n % 2 + 1},2026-09-{n + 1:02} 10:00,明查,自定项{n},{n}.1,{n}.7\n"
        for n in range(1, 9)
    ]
    files = [
        drop(home, "单位.csv", UNITS),
        drop(home, "网点.csv", OUTLETS),
        drop(home, "网点改名.csv", OUTLETS.replace("江北区税务所", "江北区税务局")),
        drop(home, "办件.csv", tickets(1, 20)),
        drop(home, "办件迟到.csv", late),
        drop(home, "办件更早.csv", old),
        drop(home, "有误.csv", wrong),
        drop(home, "更正.csv", mended),
        drop(home, "挂起一.csv", suspensions.format("")),
        drop(home, "挂起二.csv", suspensions.format("2026-08-12")),
        drop(home, "投诉一.csv", complaint.format(",,2026-10-10 08:00")),
        drop(home, "投诉二.csv", complaint.format("2026-10-12 09:00,是,2026-10-20 08:00")),
        drop(home, "检查.csv", items.format("".join(scores))),
        drop(home, "检查补.csv", items.format("".join(reversed(scores[2:])).replace(".1,", ".3,"))),
    ]
    moved = "单位编号,规范全称,单位类别,区县,生效日期\nU1,海曙区审批服务局,区(县、市),江北区,{}\n"
    files += [
        drop(home, f"单位{day}.csv", moved.format(day)) for day in ("2026-08-10", "2026-08-20")
    ]
    for path in sorted(TEMPLATES.glob("*.xlsx")):
        example = pl.read_excel(path, sheet_id=1, infer_schema_length=0)
        files.append(drop(home, f"例_{path.stem}.csv", example.write_csv()))
    return [*files, Path(shutil.copy(files[3], home / "办件副本.csv"))]


def tables(folder):
    """Table → its rows as text, sorted, without what names the loading."""
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        names = [
            n
            for (n,) in connection.sql(
                "select table_name from information_schema.tables"
            ).fetchall()
        ]
        content = {}
        for name in names:
            rows = connection.table(name)
            left_out = OF_THE_LOADING.get(name, ())
            shown = ", ".join(f'"{c}"' for c in rows.columns if c not in left_out)
            digests = connection.sql(f"select md5(row({shown})::varchar) as d from {name}")
            content[name] = sorted(d for (d,) in digests.fetchall())
    return content


def lake_content(folder):
    """Batch → its accepted and rejected rows and its record, without what names the loading."""
    content = {}
    for record in lake.batches(folder):
        rejected = lake.rejects_path(folder, record)
        about = record.model_dump(exclude={"loaded_at", "file_name", "file_bytes"})
        content[record.batch_id] = (
            pl.read_parquet(lake.parquet_path(folder, record)).rows(),
            pl.read_parquet(rejected).rows() if rejected.exists() else [],
            json.dumps(about, sort_keys=True),
        )
    return content


@pytest.fixture(scope="module", autouse=True)
def one_salt():
    """Every folder makes a salt of its own; persons are compared under one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINGCHUANG_SALT", "salt of the tests")
        yield


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return exports(tmp_path_factory.mktemp("exports"))


def put(folder, files):
    """Load the files; the batches they gave."""
    loaded = [result.batch_id for result in load_files(folder, files)]
    # The clock is set back a day before each load: nothing may go by it.
    for record in folder.lake.rglob("*.json"):
        about = json.loads(record.read_text())
        moment = datetime(2026, 11, 25, 8) - timedelta(days=loaded.index(record.stem))
        record.write_text(json.dumps(about | {"loaded_at": str(moment)}))
    return set(loaded)


@pytest.fixture(scope="module")
def first(files, tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("first"))
    put(folder, files)
    build_now(folder)
    return folder


@pytest.fixture(scope="module")
def content(first):
    """What the first order gave: the lake and the tables."""
    return lake_content(first), tables(first)


@pytest.fixture(scope="module")
def entangled(files, tmp_path_factory):
    """The files of this test alone, and what their first order gave."""
    own = [file for file in files if "例_" not in file.name]
    folder = DataFolder(tmp_path_factory.mktemp("entangled"))
    put(folder, own)
    build_now(folder)
    return own, (lake_content(folder), tables(folder))


def test_the_files_are_of_many_sources_and_fill_the_facts(first, content):
    assert len({record.source for record in lake.batches(first)}) >= 8
    _, content = content
    for name in ("fct_ticket", "fct_complaint", "fct_inspection", "fct_suspension", "mart_reject"):
        assert content[name]


def in_order(seed, files):
    """Return the files shuffled; first of all turned round, so that every two change places."""
    return files[::-1] if seed == 0 else random.Random(seed).sample(files, len(files))


def assert_equal_after_loading(files, folder, expected):
    put(folder, files)
    build_now(folder)

    lake_expected, tables_expected = expected
    assert lake_content(folder) == lake_expected
    found = tables(folder)
    assert found.keys() == tables_expected.keys()
    assert [name for name in found if found[name] != tables_expected[name]] == []


@pytest.mark.parametrize("seed", range(WITH_EXAMPLES))
def test_any_order_of_all_files_gives_the_same_lake_and_the_same_tables(
    content, files, tmp_path, seed
):
    assert_equal_after_loading(in_order(seed, files), DataFolder(tmp_path), content)


@pytest.mark.parametrize("seed", range(WITH_EXAMPLES, ORDERS))
def test_any_order_of_files_that_touch_each_other_gives_the_same_lake_and_the_same_tables(
    entangled, tmp_path, seed
):
    files, expected = entangled
    assert_equal_after_loading(in_order(seed, files), DataFolder(tmp_path), expected)


def test_five_loads_of_the_same_files_change_nothing(first, files, tmp_path):
    folder = DataFolder(shutil.copytree(first.root, tmp_path / "again"))
    before = publish.current(folder).build_id

    for _ in range(5):
        assert load(folder, files[:14], LoadOptions()).exit_code == 0

    assert publish.current(folder).build_id == before


def stored(folder):
    """All that is kept of the batches: path → bytes."""
    kept = [*folder.lake.rglob("*.*"), *folder.rejects.rglob("*.*")]
    return {str(path.relative_to(folder.root)): path.read_bytes() for path in kept}


def without(folder, batch_id, home):
    """Put up a folder that never had a batch's file."""
    for name, content in stored(folder).items():
        if batch_id not in name:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(content)
    return DataFolder(home)


def test_every_batch_is_forgotten_as_if_it_had_never_been_there(first, tmp_path):
    folder = without(first, "none of them", tmp_path)
    left = stored(folder)
    assert left == stored(first)
    for record in lake.batches(first):
        lake.forget(folder, record.batch_id)

        left = {name: content for name, content in left.items() if record.batch_id not in name}
        assert stored(folder) == left
    assert left == {}


def test_what_is_built_without_a_forgotten_batch_is_built_as_if_it_had_never_been_there(
    first, tmp_path
):
    """The late export is taken out: its cases are again as the exports before it tell them."""
    [record] = [one for one in lake.batches(first) if one.file_name == "办件迟到.csv"]
    folder = DataFolder(shutil.copytree(first.root, tmp_path / "had"))
    never = without(first, record.batch_id, tmp_path / "never")

    forget(folder, record.batch_id)
    build_now(never)

    assert tables(folder) == tables(never)


def oracle(versions):
    """Newest row by export time; the first due time seen and the first close of all. No SQL."""
    told = {}
    for key in {version["key"] for version in versions}:
        own = sorted((v for v in versions if v["key"] == key), key=lambda v: v["exported"])
        closes = [v["closed"] for v in own if v["closed"]]
        told[key] = (
            own[-1]["matter"],
            own[0]["due"],
            min(closes) if closes else None,
            len(own),
        )
    return told


def test_500_cases_in_3_versions_shuffled_are_as_twenty_lines_of_python_say(tmp_path):
    rng, start = random.Random(500), datetime(2026, 3, 2, 9)
    versions = []
    for n in range(500):
        for v, month in enumerate((4, 5, 6)):
            closed = start + timedelta(days=rng.randint(1, 25), hours=n % 9)
            versions.append(
                {
                    "key": f"T{n:03}",
                    "matter": f"事项{rng.randint(1, 4)}",
                    "due": datetime(2026, 3, rng.randint(4, 28), 17, 0),
                    "closed": closed if rng.random() < 0.5 else None,
                    "exported": datetime(2026, month, 1, 8)
                    + timedelta(minutes=rng.randint(0, 600)),
                    "file": rng.randrange(6) if v else rng.randrange(3),
                }
            )
    rng.shuffle(versions)
    # One file must not hold two versions of a case: that is another rule (superseded_in_file).
    seen = set()
    for version in versions:
        while (version["key"], version["file"]) in seen:
            version["file"] = (version["file"] + 1) % 6
        seen.add((version["key"], version["file"]))
    folder = DataFolder(tmp_path / "data")
    for number in rng.sample(range(6), 6):
        rows = "".join(
            f"{v['key']},{v['matter']},W1,{start},{v['due']},{v['closed'] or ''},{v['exported']}\n"
            for v in versions
            if v["file"] == number
        )
        header = "工单编号,事项名称,承办网点,收件时间,应办结时间,办结时间,导出时间\n"
        load_files(folder, [drop(tmp_path, f"{number}.csv", header + rows)])
    build_now(folder)

    question = "select ticket_id, matter, due_at, first_closed_at, version_count from fct_ticket"
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        found = {key: rest for key, *rest in connection.sql(question).fetchall()}
    assert {key: tuple(rest) for key, rest in found.items()} == oracle(versions)
