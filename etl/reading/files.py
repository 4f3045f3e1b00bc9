"""A file of any kind into its tables: what it begins with decides, never what it is called."""

import re
from pathlib import Path

from etl.errors import FileRefused
from etl.paths import shown_name
from etl.reading import refusals
from etl.reading.archive import Content, choose_member, offered_members, unpack_gzip
from etl.reading.csv_text import open_csv
from etl.reading.excel import open_excel
from etl.reading.geojson import open_geojson
from etl.reading.json_lines import is_json_lines, open_json_lines
from etl.reading.parquet import open_parquet
from etl.reading.tables import Hints, TextTable

_START_BYTES = 4096
_OTHER_FORMATS = (
    (b"%PDF", " PDF", "a PDF"),
    (b"MZ", "程序文件", "a program"),
    (b"\x7fELF", "程序文件", "a program"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
    (b"Rar!", " RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf", " 7z 压缩包", "a 7z archive"),
)
_HTML = re.compile(
    rb"^\s*(<!doctype html|<html|<head|<body|<table|<meta|<script|<!--)", re.IGNORECASE
)
_XML = re.compile(rb"^\s*<\?xml", re.IGNORECASE)
_JSON = re.compile(rb"^\s*(\{|\[\s*[\[{\"])")


def open_file(
    path: Path, known_headers: frozenset[str], hints: Hints | None = None
) -> list[TextTable]:
    """Open an export: CSV, XLSX, XLS, Parquet, JSON lines or GeoJSON, also inside .gz or .zip.

    Args:
        path: the file.
        known_headers: every header that some source knows (canonical, alias, of the mapping); the
            row that holds most of them is taken for the header.
        hints: what a mapping says of encoding, header row, member and delimiter.

    Returns:
        Its tables: one per visible and filled sheet of a workbook, one for any other file.

    Raises:
        FileRefused: the file cannot be read; faults far down may show only while frames are taken.
    """
    hints = hints or Hints()
    content = _content(path)
    if _is_plain_zip(content):
        content = choose_member(content, hints.member, is_part=hints.is_part)
        if _is_plain_zip(content):
            raise refusals.nested(content.name)
    return _open_content(content, known_headers, hints)


def members_of(path: Path) -> list[str]:
    """Return the files of a zip that may be exports or hold some, when there are several; none of any other file.

    Raises:
        FileRefused: the zip is encrypted, damaged or a bomb.
        OSError: the computer does not hand the file over.
    """
    content = _content(path)
    found = offered_members(content) if _is_plain_zip(content) else []
    return found if len(found) > 1 else []


def _content(path: Path) -> Content:
    content = Content(shown_name(path), lambda: path.open("rb"))
    return unpack_gzip(content) if _start(content).startswith(b"\x1f\x8b") else content


def _open_content(content: Content, known: frozenset[str], hints: Hints) -> list[TextTable]:
    start = _start(content)
    if not start:
        raise refusals.empty_file(content.name)
    if content.is_workbook():
        return open_excel(content, known, hints)
    if start.startswith(b"PAR1"):
        return [open_parquet(content, known)]
    refusal = _refusal(content.name, start)
    if refusal is not None:
        raise refusal
    if _JSON.match(start.removeprefix(b"\xef\xbb\xbf")):
        if is_json_lines(content, known):
            return [open_json_lines(content, known)]
        return [open_geojson(content)]
    table = open_csv(content.opener, content.name, known, hints, content.member)
    table.notes[:0] = content.notes
    return [table]


def _refusal(name: str, start: bytes) -> FileRefused | None:
    if start.startswith(b"PARE"):
        return refusals.encrypted(name)
    for magic, zh, en in _OTHER_FORMATS:
        if start.startswith(magic):
            return refusals.other_format(name, zh, en)
    text = start.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text) or (_XML.match(text) and b"<html" in text.lower()):
        return refusals.other_format(name, "网页（HTML）", "a web page (HTML)")
    if _XML.match(text):
        return refusals.other_format(name, " XML", "XML")
    return None


def _is_plain_zip(content: Content) -> bool:
    return content.is_archive() and not content.is_workbook()


def _start(content: Content) -> bytes:
    with content.opener() as file:
        return file.read(_START_BYTES)
