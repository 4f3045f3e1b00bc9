import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import FileRefused
from etl.reading import Hints, TextTable, open_file
from etl.reading.csv_blocks import BlockCutter
from etl.reading.csv_frames import Dialect, read_block

KNOWN = frozenset({"工单编号", "区县", "收件时间", "内容", "ticket_id"})
HEADER = "工单编号,区县,收件时间,内容\n"


def write(folder: Path, data: str | bytes, name: str = "工单.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read(path: Path, hints: Hints | None = None) -> tuple[TextTable, pl.DataFrame]:
    (table,) = open_file(path, KNOWN, hints)
    return table, pl.concat(table.frames)


def note_codes(table: TextTable) -> list[str]:
    return [note.code for note in table.notes]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_usual_encoding_gives_the_same_rows(tmp_path, encoding, found):
    text = HEADER + 'A1,海曙区,2024-03-05,"路灯不亮，请修"\nA2,江北区,,喆堃\n'

    table, rows = read(write(tmp_path, text.encode(encoding)))

    assert table.encoding == found
    assert table.header == ["工单编号", "区县", "收件时间", "内容"]
    assert rows.rows() == [
        ("A1", "海曙区", "2024-03-05", "路灯不亮，请修", 1, 2, None),
        ("A2", "江北区", None, "喆堃", 2, 3, None),
    ]


def test_chinese_far_below_an_ascii_beginning_decides_the_encoding(tmp_path):
    ascii_rows = "".join(f"A{i},x,y,{'z' * 200}\n" for i in range(5000))
    data = ("ticket_id,a,b,c\n" + ascii_rows + "B1,海曙区,y,z\n").encode("gb18030")

    table, rows = read(write(tmp_path, data))

    assert table.encoding == "gb18030"
    assert rows["c1"][-1] == "海曙区"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    text = HEADER.replace(",", delimiter) + delimiter.join(["A1", "海曙区", "2024", "a"]) + "\n"

    table, rows = read(write(tmp_path, text))

    assert len(table.header) == 4
    assert rows["c1"].to_list() == ["海曙区"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_end_of_line_gives_the_same_rows(tmp_path, newline):
    text = (HEADER + "A1,海曙区,2024,a\nA2,江北区,2024,b\n").replace("\n", newline)

    _, rows = read(write(tmp_path, text))

    assert rows.select("c0", "c3", "line_number").rows() == [("A1", "a", 2), ("A2", "b", 3)]


def test_titles_blank_rows_and_footers_are_left_out_and_noted(tmp_path):
    text = (
        "全市12345工单明细表,,,\n统计周期：2024年3月,,,\n\n" + HEADER + "A1,海曙区,2024,a\n"
        " ,,,\n\nA2,江北区,2024,b\n合 计,,2,\n制表人：张三,,审核人：李四,\n\n"
    )

    table, rows = read(write(tmp_path, text))

    assert table.header_row == 4
    assert rows.select("c0", "row_number", "line_number").rows() == [("A1", 1, 5), ("A2", 4, 8)]
    assert note_codes(table) == ["encoding", "title_rows", "blank_rows", "footer_rows"]
    assert "第9、10行" in table.notes[-1].said.zh


def test_a_row_with_an_ordinary_id_is_never_a_footer(tmp_path):
    text = HEADER + "合计,GD0001,2024-03-05,a\n备注,海曙区,2024,b\n总计1号,1,2,3\n"

    _, rows = read(write(tmp_path, text))

    assert rows.height == 3


def test_rows_with_too_few_and_too_many_fields_are_told_apart(tmp_path):
    text = (
        HEADER + "A1,海曙区,2024,a\nA2,江北区\nA3,鄞州区,2024,\nA4,镇海区,2024,d,余下的\n"
        'A5,北仑区,2024,"e,f"\nA6,奉化区,2024,f,,\n'
    )

    _, rows = read(write(tmp_path, text))

    assert dict(rows.select("c0", "field_fault").rows()) == {
        "A1": None,
        "A2": "too_few_fields",
        "A3": None,
        "A4": "too_many_fields",
        "A5": None,
        "A6": "too_many_fields",
    }


def test_a_first_row_that_is_too_long_is_a_fault_of_its_own_only(tmp_path):
    _, rows = read(write(tmp_path, HEADER + "A1,b,c,d,e,f,g\nA2,b,c,d\n"))

    assert rows["field_fault"].to_list() == ["too_many_fields", None]


def test_a_newline_in_quotes_keeps_the_physical_line_of_later_rows(tmp_path):
    text = HEADER + 'A1,b,c,"一\n二\n三"\nA2,b,c,"d ""x"" e"\nA3,b,c,d\n'

    _, rows = read(write(tmp_path, text))

    assert rows["line_number"].to_list() == [2, 5, 6]
    assert rows["row_number"].to_list() == [1, 2, 3]
    assert rows["c3"].to_list() == ["一\n二\n三", 'd "x" e', "d"]


def test_a_quote_within_a_field_is_a_character(tmp_path):
    text = HEADER + 'A1,b,c,5"水管漏水\nA2,b,c,d\nA3,b,c,6"水管\n'

    _, rows = read(write(tmp_path, text))

    assert rows["c3"].to_list() == ['5"水管漏水', "d", '6"水管']
    assert rows["field_fault"].null_count() == 3


@pytest.mark.parametrize("broken", ['A2,b,c,"他说"好"的"', 'A2,b,c,"没有收尾'])
def test_broken_quotes_spoil_their_own_row_only(tmp_path, broken):
    text = HEADER + "A1,b,c,d\n" + broken + '\nA3,b,c,"d"\nA4,b,c,d\n'

    _, rows = read(write(tmp_path, text))

    assert rows["c0"].to_list() == ["A1", "A2", "A3", "A4"]
    assert rows["field_fault"].to_list() == [None, "broken_quotes", None, None]
    assert rows["line_number"].to_list() == [2, 3, 4, 5]


def test_a_quote_left_open_does_not_swallow_a_long_file(tmp_path):
    many = "".join(f"B{i},b,c,{'d' * 100}\n" for i in range(200_000))
    text = HEADER + 'A1,b,c,"没有收尾\n' + many

    _, rows = read(write(tmp_path, text))

    assert rows.height == 200_001
    assert rows["field_fault"].drop_nulls().to_list() == ["broken_quotes"]
    assert rows["line_number"].to_list() == list(range(2, 200_003))


def test_a_newline_in_quotes_counts_in_a_file_without_a_last_newline(tmp_path):
    _, rows = read(write(tmp_path, HEADER + 'A1,b,c,"一\n二"\nA2,b,c,d'))

    assert rows["line_number"].to_list() == [2, 4]


def test_a_header_without_rows_is_a_table_without_frames(tmp_path):
    (table,) = open_file(write(tmp_path, HEADER), KNOWN)

    assert table.header[0] == "工单编号"
    assert list(table.frames) == []


def test_a_file_longer_than_a_block_counts_its_lines_through(tmp_path):
    rows_text = "".join(f'A{i},b,"x\ny",{"d" * 200}\n' for i in range(100_000))

    table, rows = read(write(tmp_path, HEADER + rows_text + "合计,,100000,\n制表人,张三,,\n"))

    assert rows["row_number"].to_list() == list(range(1, 100_001))
    assert rows["line_number"].to_list() == list(range(2, 200_002, 2))
    assert "footer_rows" in note_codes(table)


def test_the_header_row_of_a_mapping_is_believed(tmp_path):
    text = "工单编号,区县\n甲,乙\nA1,海曙区\n"

    table, rows = read(write(tmp_path, text), Hints(header_row=2))

    assert table.header == ["甲", "乙"]
    assert rows["c0"].to_list() == ["A1"]


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "empty_file", "空文件"),
        (b"\n \n\n", "empty_file", "空文件"),
        (HEADER.encode() + b"A1,b\0,c,d\n", "nul_byte", "第2行"),
        (HEADER.encode() + b"A1,b,c,d\nA2,\xc4\xe3\xba\xc3,c,d\n", "unknown_encoding", "第3行"),
        (HEADER.encode() + "A1,b,c,海".encode()[:-1], "unknown_encoding", "第2行"),
        (b"<!DOCTYPE html><html><table>", "other_format", "网页"),
        (b"PAR1abc", "damaged", "不完整"),
        (b"%PDF-1.7", "other_format", "PDF"),
        (b"MZ\x90\0", "other_format", "程序"),
    ],
)
def test_what_is_no_csv_is_refused_with_a_sentence(tmp_path, data, code, said):
    path = write(tmp_path, data)

    with pytest.raises(FileRefused) as refusal:
        read(path)

    assert refusal.value.code == code
    assert said in refusal.value.said.zh
    assert "工单.csv" in refusal.value.said.en


def test_an_encoding_or_header_row_that_does_not_exist_is_refused(tmp_path):
    path = write(tmp_path, HEADER)

    for hints, code in [
        (Hints(encoding="klingon"), "no_such_encoding"),
        (Hints(header_row=9), "no_header_row"),
    ]:
        with pytest.raises(FileRefused) as refusal:
            read(path, hints)
        assert refusal.value.code == code


cell = st.text(alphabet='ab,"\n海\r ', max_size=6)
table_of_cells = st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(cells=table_of_cells, sizes=st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_however_a_csv_is_cut_it_reads_as_the_standard_library_reads_it(cells, sizes):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(cells)
    data = text.getvalue().encode()

    rows, lines = read_in_pieces(data, sizes)

    assert [[value or "" for value in row] for row in rows] == cells
    assert lines == lines_of(text.getvalue())


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet='ab,"\n海', max_size=120),
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=20),
)
def test_whatever_the_quotes_no_line_is_lost_or_read_twice(text, sizes):
    whole, whole_lines = read_in_pieces(text.encode(), [len(text.encode()) + 1])

    pieces, piece_lines = read_in_pieces(text.encode(), sizes)

    assert (pieces, piece_lines) == (whole, whole_lines)
    assert whole_lines == sorted(set(whole_lines))


def read_in_pieces(data: bytes, sizes: list[int]) -> tuple[list[tuple[str | None, ...]], list[int]]:
    def chunks():
        at = 0
        turn = 0
        while at < len(data):
            size = sizes[turn % len(sizes)]
            yield data[at : at + size]
            at, turn = at + size, turn + 1

    dialect = Dialect(",", 3)
    cutter = BlockCutter(chunks(), ",")
    rows, lines, before = [], [], 0
    for block in cutter:
        frame, rest = read_block(block, dialect)
        cutter.put_back(rest)
        rows += frame.select("c0", "c1", "c2").rows()
        lines += (frame["line"] + before).to_list()
        before += block.data.count(b"\n") - rest.count(b"\n")
    return rows, lines


def lines_of(text: str) -> list[int]:
    reader = csv.reader(io.StringIO(text, newline="\n"))
    begins, at = [], 0
    for _ in reader:
        begins.append(at)
        at = reader.line_num
    return begins
