"""Files with something wrong in their bytes: cut, mixed, renamed, locked, hostile.

Each gives the bytes of a CSV and of a workbook, and what becomes of either, as in malformed_cells.
"""

import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache

import xlsxwriter
from malformed_cells import CELLS, COUNT, LOADED, Expected, Row, plain, refused, rejected

Made = tuple[str, bytes, Expected]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def csv_of(rows: list[Row], delimiter: str = ",") -> bytes:
    """Write a table as CSV in UTF-8."""
    quoted = (
        delimiter.join(f'"{c.replace(chr(34), 2 * chr(34))}"' if set(c) & {delimiter, '"', "\n"} else c for c in row)
        for row in rows
    )  # fmt: skip
    return ("\n".join(quoted) + "\n").encode()


def xlsx_of(rows: list[Row]) -> bytes:
    """Write a table as a workbook, every cell as text."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("办件")
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text:
                    sheet.write_string(r, c, text)
    return target.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    """Write a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def edited(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zip_of({**members, part: change(members[part])})


def locked(archive: bytes) -> bytes:
    """Mark the members of a zip as encrypted."""
    data = bytearray(archive)
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)


def far_cell() -> bytes:
    """Write a workbook with one cell in its farthest corner."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "工单编号")
        sheet.write_string(1_048_575, 16_383, "x")
    return target.getvalue()


SHARED = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def byte_files() -> dict[str, list[Made]]:
    """Return family → file name, bytes and what becomes of the file."""
    families: dict[str, list[Made]] = {}

    def add(family: str, suffix: str, data: bytes, expected: Expected) -> None:
        families.setdefault(family, []).append((f"{family}{suffix}", data, expected))

    def table(family: str) -> tuple[bytes, bytes]:
        rows = plain(family)
        return csv_of(rows), xlsx_of(rows)

    add("empty", ".csv", b"", refused("空文件"))
    add("empty", ".xlsx", b"", refused("空文件"))
    add("blank", ".csv", b" \n\n \r\n", refused("空文件"))
    add("blank", ".xlsx", xlsx_of([]), refused("没有可见且有数据的工作表"))
    text, book = table("cut")
    add("cut", ".csv", text[: text.rindex("办结".encode()) - 1], rejected("too_few_fields"))
    add("cut", ".xlsx", book[: len(book) * 2 // 3], refused("已损坏"))
    text, book = table("cut-in-a-character")
    add("cut-in-a-character", ".csv", text[:-2], refused("第21行"))
    add(
        "cut-in-a-character",
        ".xlsx",
        edited(book, SHARED, lambda x: x[: x.index("公".encode()) + 1]),
        refused("已损坏"),
    )
    text, book = table("nul-byte")
    add("nul-byte", ".csv", text.replace("第7件".encode(), b"\0"), refused("第8行"))
    add("nul-byte", ".xlsx", edited(book, SHEET, lambda x: b"\0" * len(x)), refused("已损坏"))
    text, book = table("mixed-encodings")
    add(
        "mixed-encodings",
        ".csv",
        text.replace("第7件".encode(), "第七件".encode("gb18030")),
        refused("第8行"),
    )
    add(
        "mixed-encodings",
        ".xlsx",
        edited(book, SHARED, lambda x: x.replace("第7件".encode(), b"\xff\xfe")),
        refused("已损坏"),
    )
    text, book = table("utf16")
    add("utf16", ".csv", text.decode().encode("utf-16"), LOADED)
    add(
        "utf16",
        ".xlsx",
        b"\xfe\xff" + text.decode().replace("utf16", "u16").encode("utf-16-be"),
        LOADED,
    )
    text, book = table("gb18030")
    add("gb18030", ".csv", text.decode().encode("gb18030"), LOADED)
    add("gb18030", ".xls", text.decode().replace("gb18030", "gbk").encode("gb18030"), LOADED)
    text, book = table("other-name")
    add("other-name", ".csv", book, LOADED)
    add("other-name", ".xlsx", text.replace(b"other-name", b"another"), LOADED)
    add("program", ".csv", b"MZ\x90\0" + b"\0" * 200, refused("程序文件"))
    add("program", ".xlsx", b"MZ\x90\0" + b"\1" * 200, refused("程序文件"))
    add("pdf", ".csv", b"%PDF-1.7\n", refused("PDF"))
    add("pdf", ".xlsx", b"%PDF-1.4\n", refused("PDF"))
    add("error-page", ".csv", b"<!DOCTYPE html><html><body>502", refused("网页"))
    add("error-page", ".xlsx", "<html><body>登录超时</body>".encode(), refused("网页"))
    add("json-array", ".csv", b'[{"a": 1}]', refused("JSON"))
    add("json-array", ".xlsx", b'{"a": [1]}', refused("JSON"))
    text, book = table("unclosed")
    add(
        "unclosed",
        ".csv",
        text.replace("第7件".encode(), '"第7件'.encode()),
        rejected("broken_quotes"),
    )
    add(
        "unclosed",
        ".xlsx",
        edited(book, SHEET, lambda x: x.replace(b"</sheetData>", b"<row", 1)),
        refused("已损坏"),
    )
    text, book = table("field-too-many")
    add(
        "field-too-many",
        ".csv",
        text.replace("第7件".encode(), "第7件,多".encode()),
        rejected("too_many_fields"),
    )
    add(
        "field-too-many",
        ".xlsx",
        xlsx_of([*(r := plain("field-too-many"))[:7], [*r[7], "多"], *r[8:]]),
        LOADED,
    )
    text, book = table("field-too-few")
    add("field-too-few", ".csv", text.replace(",第7件".encode(), b""), rejected("too_few_fields"))
    add(
        "field-too-few",
        ".xlsx",
        xlsx_of([*(r := plain("field-too-few"))[:7], r[7][:-1], *r[8:]]),
        LOADED,
    )
    add("other-delimiter", ".csv", csv_of(plain("other-delimiter"), ";"), LOADED)
    add(
        "other-delimiter",
        ".xlsx",
        xlsx_of([[",".join(row)] for row in plain("other-delimiter")]),
        refused("无法识别"),
    )
    text, book = table("locked")
    add("locked", ".zip", locked(zip_of({"a.csv": text})), refused("密码"))
    add(
        "locked",
        ".xlsx",
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        refused("密码"),
    )
    add("bomb", ".csv.gz", gzip.compress(b"0" * 80_000_000), refused("过大"))
    add("bomb", ".xlsx", zip_of({BOOK: b" " * 80_000_000}), refused("过大"))
    add("endless", ".csv", b"a" * 3_000_000, refused("无法识别"))
    add("endless", ".xlsx", far_cell(), refused("内存"))
    text, book = table("nested-archive")
    add(
        "nested-archive",
        ".zip",
        zip_of({"a.csv": zip_of({"b.csv": text})}),
        refused("压缩包中的压缩包"),
    )
    add(
        "nested-archive",
        ".xlsx",
        zip_of({"a.xlsx": zip_of({"b.xlsx": book})}),
        refused("压缩包中的压缩包"),
    )
    text, book = table("path-in-archive")
    add("path-in-archive", ".zip", zip_of({"../../../etc/cron.d/a.csv": text}), LOADED)
    add("path-in-archive", ".xlsx", zip_of({"/root/b.xlsx": book}), LOADED)
    text, book = table("entities")
    add("entities", ".csv", b'<?xml version="1.0"?>' + ENTITY + b"<x>&b;</x>", refused("XML"))
    add(
        "entities",
        ".xlsx",
        edited(
            book,
            SHARED,
            lambda x: x.replace(b"?>", b"?>" + ENTITY, 1).replace("第7件".encode(), b"&b;"),
        ),
        refused("已损坏"),
    )
    text, book = table("no-sheets")
    add("no-sheets", ".csv", b"# exported\n# nothing\n", refused("无法识别"))
    add(
        "no-sheets",
        ".xlsx",
        edited(book, BOOK, lambda x: x.replace(b'sheetId="1"', b'sheetId="1" state="hidden"')),
        refused("没有可见"),
    )
    text, book = table("old-lines")
    add("old-lines", ".csv", text.replace(b"\n", b"\r"), LOADED)
    add(
        "old-lines",
        ".xlsx",
        edited(book, SHEET, lambda x: x.replace(b"<dimension", b"<!-- a --><dimension")),
        LOADED,
    )
    return families  # fmt: skip


@cache
def malformed() -> list[tuple[str, Made]]:
    """Return every family with each of its files."""
    files = [(family, made) for family, found in byte_files().items() for made in found]
    for family, (change, expected) in CELLS.items():
        for suffix, write in ((".csv", csv_of), (".xlsx", xlsx_of)):
            rows = change([[*row] for row in plain(family + suffix)])
            files.append((family, (f"{family}{suffix}", write(rows), expected)))
    return files


assert COUNT < 28, "the days of the rows are those of one month"
