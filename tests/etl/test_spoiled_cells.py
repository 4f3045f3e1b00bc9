"""Ids and names that are no longer what somebody wrote, and marks around them that nobody sees."""

import polars as pl
import pytest

from etl.cleaning.spoiled import garbled_cells, rounded_numbers
from etl.lake.lake import batches, parquet_path, rejects_path
from etl.load import load_files
from etl.paths import DataFolder

HEADER = "工单编号,收件时间,承办单位,联系电话"


def load(tmp_path, *lines, header=HEADER):
    folder, path = DataFolder(tmp_path / "data"), tmp_path / "a.csv"
    path.write_text("".join(f"{line}\n" for line in (header, *lines)), encoding="utf-8")
    [result] = load_files(folder, [path])
    if result.status == "refused":
        return result, None, None
    [record] = batches(folder)
    rejects = pl.read_parquet(rejects_path(folder, record)) if record.rows_rejected else None
    return result, pl.read_parquet(parquet_path(folder, record)), rejects


def test_long_ids_that_were_rounded_are_sent_back_and_never_merged(tmp_path):
    result, lake, rejects = load(
        tmp_path,
        "2.02603E+16,2026-03-02,医保局,",
        "2.02603E+16,2026-03-03,医保局,",
        "20260305001234567,2026-03-03,医保局,",
    )

    assert (result.accepted, result.rejected) == (1, 2)
    assert lake["ticket_id"].to_list() == ["20260305001234567"]
    assert (
        rejects.select("column_name", "rule", "original").rows()
        == [("ticket_id", "rounded_number", "2.02603E+16")] * 2
    )


def test_a_rounded_number_of_a_person_is_sent_back_too_and_not_shown(tmp_path):
    result, _, rejects = load(tmp_path, "T1,2026-03-02,医保局,3.30203E+17")

    assert (result.accepted, result.rejected) == (0, 1)
    assert rejects.select("rule", "original").rows() == [("rounded_number", "***")]


@pytest.mark.parametrize("text", ["E10", "3E10", "2E-05", "A1E+05", "1+1", "12E+5号"])
def test_codes_that_only_look_like_it_stay(text):
    assert rounded_numbers(pl.Series([text])) is None


@pytest.mark.parametrize(
    "wrong",
    [
        "甯傚叕瀹夊眬",
        "市公安局".encode().decode("latin-1"),
        "市公安局".encode("gb18030").decode("latin-1"),
        "????",
        "市???局",
        "��公安局",
    ],
)
def test_one_garbled_name_sends_its_row_back(tmp_path, wrong):
    result, lake, rejects = load(
        tmp_path,
        *(f"T{i},2026-03-02,市公安局第{i}支队," for i in range(5)),
        f"T9,2026-03-02,{wrong},",
    )

    assert (result.accepted, result.rejected) == (5, 1)
    assert rejects.select("column_name", "rule", "original").rows() == [
        ("unit", "garbled_cell", wrong)
    ]
    assert wrong not in lake["unit"].to_list()


@pytest.mark.parametrize("wrong", ["甯傚叕瀹夊眬", "????", "��公安局"])
def test_a_column_full_of_it_refuses_the_file(tmp_path, wrong):
    result, _, _ = load(tmp_path, *(f"T{i},2026-03-02,{wrong}," for i in range(5)))

    assert result.status == "refused"
    assert "乱码" in result.message.zh and wrong in result.message.zh


@pytest.mark.parametrize(
    "name",
    [
        "喆堃昇頔璟䶮", "龘靐齉爩", "鑫鑫鑫鑫", "café à l'été", "Ångström Größe", "日本語のテキスト", "한국어", "①②③ ℃ ㎡",
        "甬江街道", "鄞州区", "涵曦馨苑", "芸苔浜社区", "什么??", "№12 § 3", "嘉瑷·阿卜杜热合曼",
    ],
)  # fmt: skip
def test_rare_but_real_names_pass(name):
    assert garbled_cells(pl.Series([name, "市公安局"])) is None


def test_every_two_characters_of_the_national_standard_pass():
    letters = [bytes([high, low]).decode("gb2312", errors="ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]  # fmt: skip
    letters = [letter for letter in letters if letter]
    words = ["".join(letters[at : at + 3]) for at in range(len(letters) - 3)]

    assert garbled_cells(pl.Series(words)) is None


def test_guards_and_unseen_marks_are_taken_off_ids_names_numbers_and_dates(tmp_path):
    result, lake, _ = load(
        tmp_path,
        '"=""A001""","=""2026-03-02""",\u200b医\u200e保局\ufeff,',
        '="A002",\u200e2026-03-03,\u202a医保局\u202c,',
        header="工单编号,收件时间,\u200b承办单位,联系电话",
    )

    assert (result.accepted, result.rejected) == (2, 0)
    assert lake.select("ticket_id", "unit").rows() == [("A001", "医保局"), ("A002", "医保局")]


def test_a_real_formula_is_no_guard(tmp_path):
    _, lake, _ = load(tmp_path, '"=A1&""x""",2026-03-02,医保局,')

    assert lake["ticket_id"].to_list() == ['=A1&"x"']
