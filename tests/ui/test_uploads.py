"""An upload is looked at by the reading itself, and leaves nothing unless it is accepted."""

import io
import zipfile

import pytest
from xlsxwriter import Workbook

from etl.lake import lake
from etl.paths import DataFolder
from tests.etl.tiny_city import OUTLETS, UNITS, tickets
from ui import uploads

BAD = "T9999,窗口,户口迁移,W1,2026-13-40 09:00,5个工作日,,在办,2026-10-31 18:00\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path))
    return DataFolder(tmp_path)


def quiet(said, seconds):
    """Say nothing."""


def kept():
    return uploads.keep(
        [
            ("办件.csv", (tickets(1, 30) + BAD).encode("gb18030")),
            ("../../网点台账.csv", OUTLETS.encode()),
            ("单位台账.csv", UNITS.encode()),
            ("别的.csv", "甲,乙\n1,2\n".encode()),
        ]
    )


def test_a_preview_loads_nothing_and_what_is_accepted_is_loaded_so_and_overwrites_no_file(folder):
    upload = kept()
    found = uploads.look(upload, quiet)
    by_name = {one.file_name: one for one in found}

    assert len(found) == 4
    cases = by_name["办件.csv"]
    assert (cases.source, cases.read, cases.accepted, cases.rejected) == ("tickets", 31, 30, 1)
    assert (
        cases.rules == {("received_at", "not_a_date"): 1}
        and cases.headers["工单编号"] == "ticket_id"
    )
    assert cases.rows["ticket_id"].to_list() == [f"T{n:04d}" for n in range(1, 21)]
    assert by_name["别的.csv"].is_refused and by_name["别的.csv"].message
    assert by_name["网点台账.csv"].accepted == 2
    assert lake.batches(folder) == [] and not folder.current.exists()
    assert not folder.inbox.exists()

    folder.inbox.mkdir()
    (folder.inbox / "办件.csv").write_text("of yesterday", encoding="utf-8")
    outcome = uploads.accept(upload, quiet)

    assert outcome.exit_code == 0 and not upload.folder.exists()
    loaded = {record.file_name: record for record in lake.batches(folder)}
    assert set(loaded) == {"办件-2.csv", "网点台账.csv", "单位台账.csv"}
    assert loaded["办件-2.csv"].rows_accepted == 30
    assert (folder.inbox / "办件.csv").read_text(encoding="utf-8") == "of yesterday"
    assert folder.current.exists()


def test_cancelling_leaves_nothing(folder):
    upload = uploads.keep([("../../网点台账.csv", OUTLETS.encode())])
    uploads.look(upload, quiet)
    uploads.cancel(upload)

    assert [path for path in folder.root.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("given", "kept_as"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\用户\\办件.xlsx", "办件.xlsx"),
        ("/root/办件.csv", "办件.csv"),
        ("办\x00件\n\x1b[31m.csv", "办件[31m.csv"),
        ("办件\u202exslx.exe", "办件xslx.exe"),
        ("长" * 300 + ".xlsx", "长" * 66 + ".xlsx"),
        (".~$办件.csv", "办件.csv"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_becomes_one_that_stays_in_its_folder(folder, given, kept_as):
    upload = uploads.keep([(given, b"1"), (given, b"2")])

    names = [path.name for path in upload.files]
    stem, _, kind = kept_as.partition(".")
    assert sorted(names) == sorted([kept_as, f"{stem}-2{'.' if kind else ''}{kind}"])
    assert {path.read_bytes() for path in upload.files} == {b"1", b"2"}
    assert all(path.resolve().is_relative_to(folder.root.resolve()) for path in upload.files)


def test_a_program_called_workbook_is_refused_and_the_rest_is_read(folder):
    files = [("办件.xlsx", b"MZ\x90\0" + b"\0" * 500), ("网点台账.csv", OUTLETS.encode())]
    found = uploads.look(uploads.keep(files), quiet)

    by_name = {one.file_name: one for one in found}
    assert by_name["办件.xlsx"].is_refused and "程序文件" in by_name["办件.xlsx"].message
    assert by_name["网点台账.csv"].accepted == 2


def test_a_sheet_that_is_no_export_is_left_out_as_by_a_load(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "单位.xlsx"
    with Workbook(path) as made:
        made.add_worksheet("说明").write_row(0, 0, ["本表为", "单位"])
        sheet = made.add_worksheet("台账")
        for number, line in enumerate(UNITS.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    upload = uploads.keep([("单位.xlsx", path.read_bytes())])

    [found] = uploads.look(upload, quiet)
    [batch] = uploads.accept(upload, quiet).batches

    assert (found.sheet_name, found.source, batch["source"]) == ("台账", "units", "units")
    assert (found.read, found.accepted) == (batch["read"], batch["accepted"])
    assert list(found.left_out) == ["说明"] and "缺少必需的列" in found.left_out["说明"]


def test_a_mapping_that_does_not_fit_or_is_broken_refuses_the_file_as_a_load_does(folder):
    mapping = folder.root / "mappings" / "m.yaml"
    mapping.parent.mkdir()
    for text, said in (
        ("columns: {ticket_id: 工单编号, unit: 部们}\n", "部们"),
        ("sauce: x\n", "sauce"),
    ):
        mapping.write_text("source: tickets\nmatch: '办件*'\n" + text, encoding="utf-8")
        upload = uploads.keep([("办件.csv", tickets(1, 3).encode())])

        [found] = uploads.look(upload, quiet)
        [batch] = uploads.accept(upload, quiet).batches
        (folder.inbox / "办件.csv").unlink()

        assert found.is_refused and batch["status"] == "refused"
        assert said in found.message
        assert found.message == batch["message"]


def test_a_zip_of_several_exports_is_looked_at_file_by_file(folder):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("十月/办件.csv", tickets(1, 30) + BAD)
        archive.writestr("网点台账.csv", OUTLETS)
        archive.writestr("说明.txt", "请查收")
    mapping = folder.root / "mappings" / "网点.yaml"
    mapping.parent.mkdir()
    mapping.write_text("source: outlets\nmatch: 网点*.csv\n", encoding="utf-8")
    upload = uploads.keep([("导出.zip", data.getvalue())])

    cases, outlets = uploads.look(upload, quiet)

    assert (cases.sheet_name, cases.accepted, cases.rejected) == ("十月/办件.csv", 30, 1)
    assert (outlets.sheet_name, outlets.accepted) == ("网点台账.csv", 2)
    assert (cases.mapping, outlets.mapping) == ("", "网点.yaml")
    assert list(cases.left_out) == ["说明.txt"] and "请查收" in cases.left_out["说明.txt"]
    assert {cases.file_name, outlets.file_name} == {"导出.zip"}
