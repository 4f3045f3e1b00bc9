"""Cells of a workbook that its reader does not tell apart from others, looked up in the XML of a sheet.

A formula that was never calculated has no value and would pass for a blank cell; a number of more digits
than a spreadsheet keeps would pass for an id; a share shown as a percentage for a number of points.
Only a sheet that can have such cells is looked through. Part of the child process that parses workbooks;
imports nothing of the project.
"""

import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

CHUNK_BYTES = 1024 * 1024
# What a spreadsheet itself shows of a formula it could not work out.
NOT_CALCULATED = "#CALC!"
DIGITS_KEPT = 15
BUILT_IN_PERCENT = {9, 10}
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LONG = re.compile(rb"v>[0-9]{16}")
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_PERCENT = re.compile(r'%(?=(?:[^"]*"[^"]*")*[^"]*$)')


class Odd(NamedTuple):
    """A cell with the text that is to stand for it, row and column 0-based."""

    row: int
    column: int
    text: str


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a number as a percentage."""
    root = ET.fromstring(styles)
    own = {
        int(form.get("numFmtId", "0"))
        for form in _named(root, "numFmt")
        if _PERCENT.search(form.get("formatCode", "").split(";")[0])
    }
    cells = next(_named(root, "cellXfs"), None)
    forms = [int(style.get("numFmtId", "0")) for style in cells] if cells is not None else []
    found = [place for place, form in enumerate(forms) if form in own | BUILT_IN_PERCENT]
    return frozenset(str(place).encode() for place in found)


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def odd_cells(archive: zipfile.ZipFile, path: str, percent: frozenset[bytes]) -> list[Odd]:
    """Return the odd cells of a sheet."""
    signs = (b"<f", b":f", b"E+", *(b' s="' + style + b'"' for style in percent))
    with archive.open(path) as sheet:
        return [
            odd
            for part in _rows(sheet)
            # To look at every cell costs as much as to read the sheet; a search for words does not.
            if any(sign in part for sign in signs) or _LONG.search(part)
            for odd in _odd_of(part, percent)
        ]


def _odd_of(part: bytes, percent: frozenset[bytes]) -> Iterator[Odd]:
    for attributes, inside in _CELL.findall(part):
        about = dict(_ATTRIBUTE.findall(attributes))
        if about.get(b"t", b"n") != b"n" or b"r" not in about:
            continue
        found = _VALUE.search(inside)
        number = found[1].strip().decode() if found else ""
        text = None
        if not number:
            text = NOT_CALCULATED if _FORMULA.search(inside) else None
        elif about.get(b"s") in percent:
            text = as_percentage(number)
        elif len(number) > DIGITS_KEPT:
            text = as_rounded(number)
        place = re.fullmatch(r"([A-Z]+)(\d+)", about[b"r"].decode())
        if text and place:
            yield Odd(int(place[2]) - 1, _column(place[1]), text)


def as_percentage(number: str) -> str | None:
    """Return a share as its cell shows it, to the last digit that is kept."""
    try:
        share = Decimal(number).scaleb(2)
    except InvalidOperation:
        return None
    return f"{float(format(share, f'.{DIGITS_KEPT}g')):.15g}%"


def as_rounded(number: str) -> str | None:
    """Return a whole number of more digits than are kept as a rounded one is written, else None."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    if value != value.to_integral_value() or abs(value) < Decimal(10) ** DIGITS_KEPT:
        return None
    return f"{value:.16E}"


def _rows(sheet: Any) -> Iterator[bytes]:
    """Yield the XML of a sheet in parts that end with a row."""
    rest = b""
    while chunk := sheet.read(CHUNK_BYTES):
        whole, end, rest = (rest + chunk).rpartition(b"</row>")
        if end:
            yield whole + end
    yield rest


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
