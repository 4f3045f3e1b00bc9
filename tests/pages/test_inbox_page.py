"""Every file of the inbox stands on the data page with what became of it."""

import json
import os
import shutil
import zipfile

import pytest
from conftest import etl_command, open_in_apptest
from literal_city import drop

from ui.words import WORDS

MAPPING = "source: aliases\nmatch: '全量*.csv'\nas_of: {}\nsnapshot: true\n"
STRANGE = "甲,乙\n1,2\n"


def names(count):
    return "名称,对象类型,对应编号\n" + "".join(f"别名{n},单位,U1\n" for n in range(count))


@pytest.fixture(scope="module")
def loaded(city, tmp_path_factory):
    """The city with a snapshot, one that is held, and a file that was refused."""
    root = shutil.copytree(city, tmp_path_factory.mktemp("inbox") / "city")
    for name, count, as_of in (("全量一.csv", 40, "2026-09-30"), ("全量二.csv", 10, "2026-10-15")):
        path = drop(root / "inbox", name, names(count))
        mapping = root / f"{name}.yaml"
        mapping.write_text(MAPPING.format(as_of), encoding="utf-8")
        etl_command(root, "load", "--no-build", str(path), "--mapping", str(mapping))
    drop(root / "inbox" / "十月", "别的.csv", STRANGE)
    drop(root / "inbox", "无表.csv", "")
    etl_command(root, "load", str(root / "inbox" / "十月"), str(root / "inbox" / "单位台账.csv"))
    return root


@pytest.fixture
def root(loaded, tmp_path, data_folder):
    # Copied with the times of its files: by them a load knows a file again.
    root = shutil.copytree(loaded, tmp_path / "city")
    written = root / "warehouse" / "files.json"
    content = written.read_text(encoding="utf-8")
    written.write_text(content.replace(str(loaded), str(root)), encoding="utf-8")
    data_folder(root)
    return root


def listed():
    app = open_in_apptest("data_quality")
    app.session_state["inbox"] = True
    app.run()
    assert not app.exception and not app.error
    [rows] = [
        one.value for one in app.dataframe if list(one.value.columns)[:2] == ["name", "state"]
    ]
    said = " ".join(one.value for one in app.markdown)
    return {row["name"]: row for row in rows.to_dict("records")}, said


def word(state):
    return WORDS[f"inbox.state_{state}"][0]


def test_every_file_is_listed_with_its_state(root):
    rows, said = listed()

    assert {name: row["state"] for name, row in rows.items()} == {
        "全量一.csv": word("loaded"),
        "全量二.csv": word("held"),
        "办件工单.csv": word("loaded"),
        "十月/别的.csv": word("refused"),
        "单位台账.csv": word("loaded"),
        "投诉.csv": word("loaded"),
        "无表.csv": word("waiting"),
        "网点台账.csv": word("loaded"),
    }
    assert rows["全量一.csv"]["rows"] == 40 and rows["单位台账.csv"]["rows"] == 2
    assert rows["十月/别的.csv"]["message"]
    assert "有2个文件还没有导入：别的.csv、无表.csv" in said
    assert "其中1个上次没有接收" in said


def test_a_zip_that_was_loaded_in_part_is_never_told_as_loaded(root):
    path = root / "inbox" / "十月.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("别名.csv", names(3))
        archive.writestr("别的.csv", STRANGE)
    etl_command(root, "load", str(path))

    rows, said = listed()

    assert rows["十月.zip"]["state"] == word("partly") and rows["十月.zip"]["rows"] == 3
    assert "十月.zip/别的.csv" in rows["十月.zip"]["message"]
    assert "有1个压缩包只导入了一部分：十月.zip" in said and "有2个文件还没有导入" in said


def test_a_refused_file_that_was_mended_waits_and_is_asked_of_no_more(root):
    (root / "inbox" / "十月" / "别的.csv").write_text(STRANGE + "3,4\n", encoding="utf-8")

    rows, said = listed()

    assert rows["十月/别的.csv"]["state"] == word("waiting")
    assert "上次没有接收" not in said


def test_what_is_loaded_and_in_no_build_is_told_so(root):
    drop(root / "inbox", "补充.csv", names(5))
    mapping = root / "补充.yaml"
    mapping.write_text("source: aliases\nas_of: 2026-10-01\n", encoding="utf-8")
    path = root / "inbox" / "补充.csv"
    etl_command(root, "load", "--no-build", str(path), "--mapping", str(mapping))

    rows, _ = listed()

    assert rows["补充.csv"]["state"] == word("unbuilt") and rows["补充.csv"]["rows"] == 5


@pytest.mark.parametrize(
    ("process", "state"),
    [(os.getpid(), "loading"), (2**22 - 1, "waiting")],
    ids=["alive", "gone"],  # of every worker the same
)
def test_a_file_is_being_read_only_while_its_load_lives(root, process, state):
    written = root / "warehouse" / "files.json"
    content = json.loads(written.read_text(encoding="utf-8"))
    path = root / "inbox" / "无表.csv"
    about = path.stat()
    content["files"][str(path)] = {
        "name": path.name,
        "state": "loading",
        "rows": 3000,
        "version": f"{about.st_size}:{about.st_mtime_ns}",
    }
    written.write_text(json.dumps(content | {"process": process}), encoding="utf-8")

    rows, _ = listed()

    assert rows["无表.csv"]["state"] == word(state)
