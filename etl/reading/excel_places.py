"""What a workbook says of its sheets beside their cells: merged ones, pivot tables, odd cells, the epoch.

Of an XLSX it is looked up in the XML, of an XLS in its records; an XLSB has neither. Part of the child
process that parses workbooks; imports nothing of the project.
"""

import posixpath
import re
import runpy
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

# Run by its place: a process that is shut off from the folder of its script imports nothing from it.
_OLD, _ODD = (Path(__file__).with_name(name) for name in ("old_excel.py", "odd_cells.py"))
CHUNK_BYTES = 1024 * 1024
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_FILLED = re.compile(rb"<(?:\w+:)?c [^>]*?r=\"([A-Z]+)\d+\"(?:[^>]*[^/>])?>")


class Area(NamedTuple):
    """Cells of a sheet, rows and columns 0-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Extras(NamedTuple):
    """What the XML says of a sheet."""

    first_column: int = 0
    merged: tuple[Area, ...] = ()
    pivots: tuple[Area, ...] = ()
    odd: tuple[tuple[int, int, str], ...] = ()


def look_up(workbook: str) -> tuple[bool, dict[str, Extras]]:
    """Return whether days are counted from 1904, and what the XML says of each sheet."""
    try:
        with zipfile.ZipFile(workbook) as archive:
            book = ET.fromstring(archive.read("xl/workbook.xml"))
            odd = runpy.run_path(str(_ODD))
            styles = [name for name in archive.namelist() if name == "xl/styles.xml"]
            percent = odd["percent_styles"](archive.read(styles[0])) if styles else frozenset()
            targets = {key: path for key, _, path in related(archive, "xl/workbook.xml")}
            extras = {
                sheet.get("name", ""): extras_of(
                    archive, targets[key], odd["odd_cells"](archive, targets[key], percent)
                )
                for sheet in elements(book, "sheet")
                for name, key in sheet.items()
                if name.endswith("}id") and targets.get(key) in archive.namelist()
            }
    # What is wrong with the workbook, its reader says better.
    except zipfile.BadZipFile:
        return False, old_extras(workbook)
    except (KeyError, ET.ParseError):
        return False, {}
    flags = [element.get("date1904") for element in elements(book, "workbookPr")]
    return flags[:1] in (["1"], ["true"]), extras


def old_extras(workbook: str) -> dict[str, Extras]:
    """Return what the records of an XLS say of each sheet; nothing where it is none."""
    found = runpy.run_path(str(_OLD))["places_of"](Path(workbook).read_bytes())
    return {
        name: Extras(
            first,
            tuple(area for area in (Area(*one) for one in merged) if area.top < area.bottom),
            tuple(Area(*one) for one in pivots),
        )
        for name, (first, merged, pivots) in found.items()
    }


def extras_of(archive: zipfile.ZipFile, path: str, odd: list[tuple[int, int, str]]) -> Extras:
    """Return what the XML says of one sheet, its odd cells among it."""
    pivots = tuple(
        area_of(place.get("ref", ""), int(place.get("rowPageCount", 0)))
        for _, kind, target in related(archive, path)
        if kind.endswith("/pivotTable")
        for place in elements(ET.fromstring(archive.read(target)), "location")
    )
    with archive.open(path) as sheet:
        merged = [area_of(ref.decode()) for ref in found_in(sheet, _MERGED, b"mergeCell ")]
    down = tuple(area for area in merged if area.top < area.bottom)
    if not (pivots or down or odd):
        return Extras()
    with archive.open(path) as sheet:
        letters = {name.decode() for name in found_in(sheet, _FILLED, b"<")}
        first = min(map(column_number, letters))
    return Extras(first, down, pivots, tuple(odd))


def found_in(file: Any, pattern: re.Pattern[bytes], sign: bytes) -> Iterator[bytes]:
    """Yield the first groups of a pattern of tags in a stream; where the sign is not, none is looked for."""
    rest = b""
    while chunk := file.read(CHUNK_BYTES):
        whole, _, rest = (rest + chunk).rpartition(b">")
        if sign in whole:
            yield from pattern.findall(whole + b">")
        rest = rest[-CHUNK_BYTES:]


def related(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and path of what a part of a workbook refers to."""
    folder, name = posixpath.split(path)
    rels = f"{folder}/_rels/{name}.rels"
    if rels in archive.namelist():
        for relation in elements(ET.fromstring(archive.read(rels)), "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            yield relation.get("Id", ""), relation.get("Type", ""), target.lstrip("/")


def elements(root: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield the elements of a name, whatever their namespace."""
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def area_of(ref: str, rows_of_filters: int = 0) -> Area:
    """Return the area of a reference such as A3:C20, with the filters that stand above a pivot table."""
    first, _, last = ref.partition(":")
    corners = [re.fullmatch(r"([A-Z]+)(\d+)", corner) for corner in (first, last or first)]
    if not (corners[0] and corners[1]):
        return Area(0, 0, -1, -1)
    (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
    # A blank row parts the filters from the table.
    top_row = int(top) - 1 - (rows_of_filters + 1 if rows_of_filters else 0)
    return Area(max(top_row, 0), column_number(left), int(bottom) - 1, column_number(right))


def column_number(letters: str) -> int:
    """Return the column of its letters, 0-based."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
