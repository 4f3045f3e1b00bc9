"""Reference files as a city's editors save them: read, or refused in one sentence with its place and remedy."""

import shutil

import pytest
from test_commands import etl
from tiny_city import drop, drop_city, tickets

from analysis import kpis
from etl.paths import PROJECT_REFERENCE, DataFolder
from etl.reference.references import references

HAND = ["aliases.yaml", "city.yaml", "kpis.yaml", "likely_headers.yaml"]
TABLES = [
    "calendar_overrides.csv",
    "calendar_years.csv",
    "checklist.csv",
    "districts.csv",
    "industries.csv",
    "kpi_weights.csv",
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "reference").mkdir()
    return DataFolder(tmp_path)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("loaded") / "city")
    drop_city(folder.inbox)
    assert etl(folder, "load", "--no-build").exit_code == 0
    return folder


@pytest.fixture
def city(loaded, tmp_path):
    """A city with one file to be loaded beside those that are."""
    folder = DataFolder(shutil.copytree(loaded.root, tmp_path / "city"))
    (folder.root / "reference").mkdir()
    drop(folder.inbox, "补报.csv", tickets(21, 5))
    return folder


def save(folder, name, text, encoding="utf-8"):
    path = folder.root / "reference" / name
    path.write_bytes(text.encode(encoding))
    return path


def project(name):
    return (PROJECT_REFERENCE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_every_file_reads_alike_in_whatever_encoding_it_is_saved(folder, encoding):
    plain = references(folder)
    drop_city(folder.inbox)
    for name in HAND + TABLES:
        save(folder, name, project(name), encoding)

    read = references(folder)

    assert [name for name in plain if not plain[name].equals(read[name])] == []
    assert kpis._read(folder.root) == kpis._read(folder.root / "has no reference of its own")
    # What was read alike is built alike: once is enough.
    said = etl(folder, "load", *([] if encoding == "gb18030" else ["--no-build"]))
    assert said.exit_code == 0, said.output


def test_what_excel_makes_of_a_table_means_the_same(folder):
    text = "date,is_workday,holiday_name\n2026/7/15,FALSE,台风停工\n,,\n"
    save(folder, "calendar_overrides.csv", text, "gb18030")

    days = references(folder)["ref_date"]

    [day] = days.filter(days["holiday_name"] == "台风停工").rows(named=True)
    assert (str(day["date"]), day["is_workday"]) == ("2026-07-15", False)


# file, what it says, where the fault is, what is said of it
FAULTS = [
    ("aliases.yaml", "units:\n\tphone: [电话]\n", "第2行", "缩进"),
    ("aliases.yaml", "units: [电话]\n", "units", "来源"),
    ("aliases.yaml", "units:\n  phone: {a: b}\n", "units.phone", "来源"),
    ("aliases.yaml", "只有一句话\n", "只有一句话", "来源"),
    ("city.yaml", "name: 甲市\nfoo: [\n", "第3行", "括号"),
    ("city.yaml", "name: 甲市\nperiod_start_day: abc\n", "abc", "1 至 28"),
    ("city.yaml", "甲市\n", "city.yaml", "键: 值"),
    ("kpis.yaml", "- {name: 甲}\n", "kpis.yaml", "id"),
    ("kpis.yaml", "- {id: K99, target: 很高}\n", "K99 target", "很高"),
    ("calendar_overrides.csv", "day\n2026-01-01\n", "date、is_workday、holiday_name", "缺少列"),
    (
        "calendar_overrides.csv",
        "date,is_workday,holiday_name\n5月1日,false,\n",
        "第2行",
        "2026-10-01",
    ),
    ("calendar_overrides.csv", "date,is_workday,holiday_name\n2026-05-01,,\n", "is_workday", "空着"),
    ("calendar_overrides.csv", "", "calendar_overrides.csv", "空文件"),
    ("calendar_years.csv", "year,announced\n今年,true\n", "第2行“year”列的“今年”", "整数"),
    ("districts.csv", "adcode,name\n330203,海曙区,多\n", "districts.csv", "多出"),
    ("industries.csv", "code,name_zh\nA,甲\n", "name_en", "缺少列"),
    ("checklist.csv", project("checklist.csv") + 'Z9,"甲', "checklist.csv", "引号"),
    ("kpi_weights.csv", "kpi_id,part_id,weight,valid_from,valid_to,note\nR04,R01,一半,,,\n", "第2行", "数字"),
    ("boundaries/330200.geojson", '{"features": [{}]}', "330200.geojson", "adcode"),
    ("boundaries/330200.geojson", "不是", "330200.geojson", "adcode"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place", "remedy"), FAULTS)
def test_a_faulty_file_ends_a_load_with_one_sentence(city, name, text, place, remedy):
    (city.root / "reference" / name).parent.mkdir(exist_ok=True)
    path = save(city, name, text)

    chinese, english = etl(city, "load"), etl(city, "load", language="en")

    assert (chinese.exit_code, english.exit_code) == (1, 1)
    [said] = [line for line in chinese.output.splitlines() if "参考文件" in line]
    assert str(path) in said
    assert place in said
    assert remedy in said
    assert not {"Traceback", "polars", "schema"} & set(chinese.output.split())
    assert str(path) in english.output
    assert type(chinese.exception) is SystemExit


@pytest.mark.parametrize("name", HAND + TABLES)
def test_bytes_that_are_no_text_are_refused_with_the_remedy(city, name):
    path = city.root / "reference" / name
    path.write_bytes("标题\n".encode() * 9 + b"\xff\xfe\xff")

    command = ["map", city.inbox / "单位台账.csv"] if name == "likely_headers.yaml" else ["load"]
    said = etl(city, *command)

    assert said.exit_code == 1
    assert f"参考文件 {path} 有误：第10行不是可辨认的文字，请另存为 UTF-8 编码" in said.output


@pytest.mark.parametrize("command", ["load", "preview", "map"])
def test_a_source_that_does_not_exist_is_said_with_those_that_do(folder, command):
    [*_, file] = drop_city(folder.inbox)

    said = etl(folder, command, "--source", "nosuch", file)

    assert said.exit_code == 1
    assert "没有名为“nosuch”的来源" in said.stderr
    assert "tickets" in said.stderr
    assert type(said.exception) is SystemExit
