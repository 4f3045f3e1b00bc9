"""Columns chosen by hand: proposed, looked at, and kept with the file once it is accepted."""

import polars as pl
import pytest
import yaml

from etl.lake import lake
from etl.load import load_files
from etl.paths import DataFolder
from ui import hand_mapping, uploads
from ui.data_mapping_formats import as_form
from ui.hand_mapping import Choice

NAME = "requests_2026-03.csv"
REQUESTS = (
    "case_id,opened_dt,department,Contact Phone\n"
    "A-1,03/04/2026 09:05,Roads,13800138000\nA-2,05/04/2026 09:05,Roads,13900139000\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("MINGCHUANG_DATA", str(tmp_path))
    return DataFolder(tmp_path)


def quiet(said, seconds):
    """Say nothing."""


def made(upload, *, source=None, order="dmy", is_kept=True):
    answer, error = hand_mapping.propose(upload.files[0], source, quiet)
    assert error == ""
    columns = {c["name"]: c["header"] for c in answer["columns"] if c["header"]}
    choice = Choice(columns, order, is_kept)
    hand_mapping.write(upload.mappings, NAME, answer["told"], choice)
    return answer


def loaded(folder, upload):
    """Take files into the lake as they are when accepted, without a build that nothing here reads."""
    folder.inbox.mkdir(exist_ok=True)
    paths = [path.rename(folder.inbox / path.name) for path in upload.files]
    for path in paths:
        hand_mapping.settle(upload.mappings, path.name, path.name)
    return load_files(folder, paths)


def test_a_file_nobody_recognises_is_looked_at_by_what_was_chosen_and_then_loaded(folder):
    upload = uploads.keep([(NAME, REQUESTS.encode())])
    [before] = uploads.look(upload, quiet)
    answer = made(upload)
    [after] = uploads.look(upload, quiet)

    assert before.is_refused
    assert (after.source, after.accepted, after.rejected) == ("tickets", 2, 0)
    assert after.headers["opened_dt"] == "accepted_at"
    assert str(after.rows["accepted_at"][0]) == "2026-04-03 09:05:00"
    assert "13800138000" not in str(answer)
    assert not (folder.root / "mappings").exists()
    assert lake.batches(folder) == []

    outcome = uploads.accept(upload, quiet)

    [record] = lake.batches(folder)
    assert outcome.exit_code == 0
    assert (record.mapping_name, record.rows_accepted) == ("0-requests_2026-03.yaml", 2)
    kept = yaml.safe_load((folder.root / "mappings" / record.mapping_name).read_text())
    assert (kept["match"], kept["date_order"]) == ("requests*.csv", "dmy")


def test_the_next_export_is_read_so_too_only_when_that_was_chosen(folder):
    upload = uploads.keep([(NAME, REQUESTS.encode())])
    told = made(upload)["told"]
    kept = hand_mapping.path_of(upload.mappings, NAME).read_text(encoding="utf-8")
    later = uploads.keep([("requests_2026-04.csv", REQUESTS.replace("A-", "B-").encode())])
    columns = yaml.safe_load(kept)["columns"]
    for is_kept in (True, False):
        hand_mapping.write(upload.mappings, NAME, told, Choice(columns, "dmy", is_kept))
        hand_mapping.settle(upload.mappings, NAME, NAME)
        [found] = uploads.look(later, quiet)
        for path in (folder.root / "mappings").iterdir():
            path.unlink()
        assert found.is_refused is not is_kept


def test_another_kind_of_export_may_be_told_and_what_was_chosen_may_be_left_again(folder):
    upload = uploads.keep([(NAME, REQUESTS.encode())])
    answer = made(upload, source="complaints")

    assert answer["source"] == "complaints"
    assert hand_mapping.is_made(upload.mappings, NAME)
    hand_mapping.forget(upload.mappings, NAME)
    assert not hand_mapping.is_made(upload.mappings, NAME)
    [found] = uploads.look(upload, quiet)
    assert found.is_refused


def test_a_mapping_of_the_city_that_fits_too_comes_second(folder):
    (folder.root / "mappings").mkdir()
    (folder.root / "mappings" / "a.yaml").write_text("source: calls\nmatch: '*.csv'\n")
    upload = uploads.keep([(NAME, REQUESTS.encode())])
    made(upload)

    [found] = uploads.look(upload, quiet)
    loaded(folder, upload)

    assert found.source == "tickets"
    [record] = lake.batches(folder)
    assert record.source == "tickets"
    assert pl.read_parquet(lake.parquet_path(folder, record))["ticket_id"].sort().to_list() == [
        "A-1",
        "A-2",
    ]


def test_what_cannot_be_looked_at_says_why(folder):
    upload = uploads.keep([("x.csv", b"<html><body>404")])
    answer, error = hand_mapping.propose(upload.files[0], None, quiet)

    assert answer == {}
    assert "网页" in error


CASES = (
    "工单编号,承办单位,受理时间,办件状态\nA-1,海曙区行政审批局,2026-04-03 09:05,In hand\n"
    "A-2,海曙区行政审批局,2026-04-03 09:05,no\nA-3,海曙区行政审批局,2026-04-03 09:05,在办\n"
)


def test_words_of_a_file_that_is_recognised_are_explained_and_kept_with_it(folder):
    upload = uploads.keep([("办件_2026-03.csv", CASES.encode())])
    [before] = uploads.look(upload, quiet)
    values = {"status": {"In hand": "open", "no": None}}
    hand_mapping.explain(upload.mappings, upload.files[0], before.source, values, is_kept=True)
    [after] = uploads.look(upload, quiet)

    assert before.unknown_words == {"status": {"In hand": 1, "no": 1}}
    assert ("open", "在办") in before.choices["status"]
    assert (before.accepted, after.accepted, after.unknown_words) == (1, 3, {})
    assert after.rows["status"].to_list() == ["open", None, "open"]

    loaded(folder, upload)
    [record] = lake.batches(folder)
    kept = yaml.safe_load((folder.root / "mappings" / record.mapping_name).read_text())
    assert record.rows_accepted == 3
    assert (kept["match"], kept["values"]) == ("办件*.csv", values)


def test_words_explained_stay_when_columns_are_chosen_anew(folder):
    text = REQUESTS.replace("department", "department,state").replace("Roads,", "Roads,In hand,")
    upload = uploads.keep([(NAME, text.encode())])
    answer = made(upload)
    hand_mapping.explain(
        upload.mappings, upload.files[0], "tickets", {"status": {"In hand": "open"}}, is_kept=False
    )
    [explained] = uploads.look(upload, quiet)
    columns = {c["name"]: c["header"] for c in answer["columns"] if c["header"]}
    hand_mapping.write(upload.mappings, NAME, answer["told"], Choice(columns, "dmy", True))
    [again] = uploads.look(upload, quiet)

    assert "status" in {c["name"] for c in answer["columns"] if c["header"]}
    assert explained.accepted == again.accepted == 2


def test_words_are_explained_on_top_of_what_a_mapping_of_the_city_says(folder):
    own = folder.root / "mappings"
    own.mkdir()
    city = "source: tickets\nmatch: '办件*.csv'\ncolumns: {ticket_id: 号}\nvalues: {status: {开: open}}\n"
    (own / "a.yaml").write_text(city, encoding="utf-8")
    text = CASES.replace("工单编号", "号").replace("在办", "开").encode()
    for is_kept, later in ((False, 1), (True, 3)):
        upload = uploads.keep([("办件_2026-03.csv", text)])
        [before] = uploads.look(upload, quiet)
        assert before.mapping == "a.yaml" and before.accepted == 1
        values = {"status": {"In hand": "open", "no": None}}
        hand_mapping.explain(
            upload.mappings,
            upload.files[0],
            before.source,
            values,
            is_kept=is_kept,
            mapping=before.mapping,
        )
        [after] = uploads.look(upload, quiet)
        assert (after.accepted, after.unknown_words) == (3, {})

        loaded(folder, upload)
        again = uploads.keep([("办件_2026-04.csv", text.replace(b"A-", b"B-"))])
        [found] = uploads.look(again, quiet)
        assert found.accepted == later
        assert (own / "a.yaml").read_text(encoding="utf-8") == city
        for path in [*own.glob("0-*"), *folder.inbox.iterdir()]:
            path.unlink()
        for record in lake.batches(folder):
            lake.forget(folder, record.batch_id)


def test_dates_are_read_in_the_form_chosen_and_others_are_to_be_corrected(folder):
    text = "工单编号,承办单位,受理时间\nA-1,市公安局,25-Nov-2026\nA-2,市公安局,2026-11-25\n"
    upload = uploads.keep([(NAME, text.encode())])
    answer, _ = hand_mapping.propose(upload.files[0], None, quiet)
    columns = {c["name"]: c["header"] for c in answer["columns"] if c["header"]}
    choice = Choice(columns, "", False, {"accepted_at": "%d-%b-%Y", "closed_at": "%y"})
    hand_mapping.write(upload.mappings, NAME, answer["told"], choice)
    [found] = uploads.look(upload, quiet)

    assert (found.accepted, found.rejected) == (1, 1)
    assert str(found.rows["accepted_at"][0]) == "2026-11-25 00:00:00"
    assert found.rules == {("accepted_at", "not_a_date"): 1}


@pytest.mark.parametrize(
    ("typed", "form"),
    [("DD.MM.YY HH:mm", "%d.%m.%y %H:%M"), ("YYYY/MM/DD hh:mm:ss AM", "%Y/%m/%d %I:%M:%S %p"), ("DD-MMM-YYYY", "%d-%b-%Y"), ("%d/%m/%Y", "%d/%m/%Y")],
)  # fmt: skip
def test_a_form_may_be_typed_in_the_letters_of_a_spreadsheet(typed, form):
    assert as_form(typed) == form


def test_a_wide_sheet_is_said_by_hand_and_its_words_stay_explained(folder):
    text = (
        "检查编号,网点编号,检查时间,检查方式,地面,禁烟标志\n"
        "J1,W1,2026-03-02,暗访,好,差\nJ2,W1,2026-03-03,暗访,好,\n"
    )
    upload = uploads.keep([("巡查.csv", text.encode())])
    answer, _ = hand_mapping.propose(upload.files[0], "inspections", quiet)
    columns = {c["name"]: c["header"] for c in answer["columns"] if c["header"]}
    items = {"of": "item_code", "fills": "result", "items": {"地面": "clean_floor", "禁烟标志": "no_smoking"}}  # fmt: skip
    choice = Choice(columns, "", True, {}, items)
    hand_mapping.write(upload.mappings, "巡查.csv", answer["told"], choice)
    [before] = uploads.look(upload, quiet)
    values = {"result": {"好": "pass", "差": "fail"}}
    hand_mapping.explain(upload.mappings, upload.files[0], before.source, values, is_kept=True)
    hand_mapping.write(upload.mappings, "巡查.csv", answer["told"], choice)
    [after] = uploads.look(upload, quiet)

    assert (before.accepted, before.unknown_words) == (0, {"result": {"好": 2, "差": 1}})
    assert before.headers["地面"] == "result.clean_floor"
    assert before.labels["result.clean_floor"] == "地面"
    assert (after.accepted, after.rejected) == (2, 0)
    assert after.rows.select("item_code", "result").rows() == [
        ("clean_floor", "pass"), ("no_smoking", "fail"), ("clean_floor", "pass"),
    ]  # fmt: skip
