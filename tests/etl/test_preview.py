import json
import zipfile

from tiny_city import drop, tickets
from typer.testing import CliRunner

from etl.__main__ import app
from etl.lake.lake import batches
from etl.load import load_files
from etl.paths import DataFolder

HEADER = "工单编号,承办单位,收件时间,联系电话,内容,备用\n"


def preview(tmp_path, path, *more, language="zh"):
    environment = {"MINGCHUANG_DATA": str(tmp_path / "data"), "MINGCHUANG_LANG": language}
    said = CliRunner().invoke(app, ["preview", str(path), "--json", *more], env=environment)
    return said.exit_code, json.loads(said.stdout)


def test_a_wide_sheet_is_shown_long_and_a_refused_cell_under_its_own_header(tmp_path):
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "source: inspections\nunpivot: {items: {禁烟: no_smoking, 意见箱: opinion_box}}\n",
        encoding="utf-8",
    )
    text = (
        "检查编号,网点编号,检查时间,检查方式,禁烟,意见箱,备用\n"
        "J1,W1,2026-03-02,暗访,√,×,x\nJ2,W1,2026-03-02,暗访,好,好,x\n"
    )
    _, found = preview(tmp_path, drop(tmp_path, "巡查.csv", text), f"--mapping={mapping}")

    [table] = found["tables"]
    assert (table["read"], table["accepted"], table["rejected"]) == (2, 1, 1)
    assert [(r["values"]["item_code"], r["values"]["result"]) for r in table["rows"]] == [
        ("no_smoking", "pass"), ("opinion_box", "fail"),
    ]  # fmt: skip
    assert table["items"] == [
        {"name": "result.no_smoking", "header": "禁烟", "position": 4},
        {"name": "result.opinion_box", "header": "意见箱", "position": 5},
    ]
    [reject] = table["rejects"]
    assert (reject["header"], reject["column_name"]) == ("禁烟", "result.no_smoking")
    assert table["unknown_headers"] == ["备用"]
    assert table["unknown_words"] == [
        {"column_name": "result", "words": [{"word": "好", "rows": 2}]}
    ]


def test_the_first_rows_are_shown_as_they_would_be_read_and_nothing_is_stored(tmp_path):
    text = (
        "某月办件\n" + HEADER + "GD1,市公安局,2026年3月2日 9:05,13800138000,请回电13800138000,x\n"
        "GD2,市公安局,昨天,13900139000,无,y\n"
    )
    code, found = preview(tmp_path, drop(tmp_path, "办件.csv", text))

    [table] = found["tables"]
    assert (code, found["refused"], table["source"], table["encoding"]) == (
        0,
        None,
        "tickets",
        "gb18030",
    )
    assert (table["read"], table["accepted"], table["rejected"], table["is_whole"]) == (
        2,
        1,
        1,
        True,
    )
    [row] = table["rows"]
    assert row["line_number"] == 3
    assert row["values"]["received_at"] == "2026-03-02 09:05:00"
    assert row["values"]["person_key"] == "***"
    assert table["unknown_headers"] == ["备用"]
    assert {c["name"]: c["position"] for c in table["columns"]}["person_key"] == 3
    assert table["rejects"] == [
        {
            "row_number": 2,
            "line_number": 4,
            "column_name": "received_at",
            "rule": "not_a_date",
            "original": "昨天",
            "header": "收件时间",
        }
    ]
    assert table["rejected_by_rule"] == [
        {"column_name": "received_at", "rule": "not_a_date", "rows": 1}
    ]
    assert {note["code"] for note in table["notes"]} == {"encoding", "title_rows"}
    assert "13800138000" not in json.dumps(found)
    assert "13900139000" not in json.dumps(found)
    assert not (tmp_path / "data").exists()


def test_a_file_that_would_be_refused_says_so_in_the_asked_language(tmp_path):
    code, found = preview(tmp_path, drop(tmp_path, "x.csv", "<html><body>404"), language="en")

    assert (code, found["tables"]) == (1, [])
    assert "web page" in found["refused"]["message"]


def test_a_table_that_is_no_export_is_shown_with_its_headers(tmp_path):
    code, found = preview(tmp_path, drop(tmp_path, "x.csv", "甲,乙\n1,2\n"))

    [table] = found["tables"]
    assert (code, table["source"], table["headers"]) == (1, None, ["甲", "乙"])
    assert table["refused"]["code"] == "unknown_table"


def test_a_look_and_a_load_agree(tmp_path):
    path = drop(tmp_path, "办件工单.csv", tickets(1, 200).replace("2026-08-05 09:00", "2026-18-05"))
    folder = DataFolder(tmp_path / "lake")

    _, found = preview(tmp_path, path, "--rows", "5")
    [loaded] = load_files(folder, [path])

    [table] = found["tables"]
    assert (table["read"], table["accepted"], table["rejected"]) == (
        loaded.read,
        loaded.accepted,
        loaded.rejected,
    )
    assert loaded.rejected > 0
    assert len(table["rows"]) == len(table["rejects"]) == 5
    assert len(batches(folder)) == 1


def test_a_mapping_is_followed_and_its_faults_are_said(tmp_path):
    path = drop(tmp_path, "x.csv", "number,who,when\nA1,市公安局,02/03/2026\n")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "source: tickets\ncolumns: {ticket_id: number, unit: who, received_at: when}\n"
        "formats: {received_at: '%d/%m/%Y'}\nconstants: {channel: 热线}\n",
        encoding="utf-8",
    )

    code, found = preview(tmp_path, path, "--mapping", str(mapping))

    [table] = found["tables"]
    assert (code, found["mapping"]) == (0, "m.yaml")
    assert table["rows"][0]["values"]["received_at"] == "2026-03-02 00:00:00"
    assert {c["name"]: c["header"] for c in table["columns"]}["channel"] is None
    mapping.write_text("source: tickets\ncolumns: {ticket_id: nummer}\n", encoding="utf-8")
    assert (
        "nummer"
        in preview(tmp_path, path, "--mapping", str(mapping))[1]["tables"][0]["refused"]["message"]
    )


def test_all_of_a_large_file_is_counted_when_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("etl.commands.preview.ROWS_LOOKED_AT", 50)
    path = drop(tmp_path, "办件工单.csv", tickets(1, 200).replace("2026-08-05 09:00", "2026-18-05"))

    _, first = preview(tmp_path, path)
    _, whole = preview(tmp_path, path, "--whole", "--rows", "3")
    [loaded] = load_files(DataFolder(tmp_path / "lake"), [path])

    assert (first["tables"][0]["read"], first["tables"][0]["is_whole"]) == (50, False)
    [table] = whole["tables"]
    assert (table["read"], table["accepted"], table["rejected"], table["is_whole"]) == (
        loaded.read,
        loaded.accepted,
        loaded.rejected,
        True,
    )
    assert sum(one["rows"] for one in table["rejected_by_rule"]) == loaded.rejected > 3
    assert len(table["rows"]) == len(table["rejects"]) == 3


def test_words_that_nobody_knows_are_told_with_those_that_are_known(tmp_path):
    text = HEADER.replace("备用", "状态") + "".join(
        f"GD{number},市公安局,2026-03-02,,无,{word}\n"
        for number, word in enumerate(["Shut", "办结", "Shut", "In hand"])
    )
    _, found = preview(tmp_path, drop(tmp_path, "办件.csv", text))

    [table] = found["tables"]
    assert table["unknown_words"] == [
        {
            "column_name": "status",
            "words": [{"word": "Shut", "rows": 2}, {"word": "In hand", "rows": 1}],
        }
    ]
    choices = {column["name"]: column["choices"] for column in table["columns"]}
    assert {"code": "closed", "label": "办结"} in choices["status"]
    assert choices["unit"] == []


def test_headers_without_rows_are_refused_as_by_a_load(tmp_path):
    path = drop(tmp_path, "办件.csv", HEADER)

    code, found = preview(tmp_path, path)
    [loaded] = load_files(DataFolder(tmp_path / "lake"), [path])

    assert (code, loaded.status) == (1, "refused")
    assert found["tables"][0]["refused"] == {"code": "no_rows", "message": loaded.message.zh}


def test_people_are_shown_the_columns_by_their_words(tmp_path):
    path = drop(tmp_path, "办件.csv", HEADER + "GD1,某局,2026-03-02 09:00,,诉求,\n")

    said = CliRunner().invoke(app, ["preview", str(path)], env={"MINGCHUANG_LANG": "zh"})

    assert "工单编号" in said.stdout and "ticket_id" not in said.stdout


def test_every_file_of_a_zip_is_looked_at_and_one_that_is_no_export_says_so(tmp_path):
    path = tmp_path / "导出.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("九月.csv", HEADER + "GD1,市公安局,2026-03-02 9:05,13800138000,无,x\n")
        archive.writestr("说明13800138000.txt", "请查收")
        archive.writestr("空.csv", "")

    code, found = preview(tmp_path, path)

    assert (code, found["refused"]) == (0, None)
    read, unknown, empty = found["tables"]
    assert (read["part"], read["source"], read["accepted"]) == ("九月.csv", "tickets", 1)
    assert "13800138000" not in unknown["part"] and "请查收" in unknown["refused"]["message"]
    assert (empty["part"], empty["refused"]["code"]) == ("空.csv", "empty_file")
    assert "空.csv" in empty["refused"]["message"] and not empty["rows"]


def test_the_name_of_a_file_in_a_zip_is_shown_without_the_number_of_a_person(tmp_path):
    path = tmp_path / "导出.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("王某13800138000.csv", tickets(1, 3))

    _, found = preview(tmp_path, path)

    assert found["tables"][0]["accepted"] == 3
    assert "13800138000" not in json.dumps(found, ensure_ascii=False)
