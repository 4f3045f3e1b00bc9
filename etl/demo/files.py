"""Tables to files as a clerk would drop them: CSV with titles and totals, ledgers in Excel, GeoJSON."""

import hashlib
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import shapely
import xlsxwriter

from etl.demo.spelling import Style

# A workbook keeps when it was made; a fixed day keeps the bytes the same.
MADE = datetime(2026, 11, 3, 18, 0)


def write_csv(text: pl.DataFrame, path: Path, style: Style) -> Path:
    """Write a table of text as CSV with Windows line ends, titles above and a total below.

    Args:
        text: rows under the headers of the file.
        path: the file.
        style: its titles, total and encoding.
    """
    commas = "," * (text.width - 1)
    above = "".join(f"{title}{commas}\r\n" for title in style.titles)
    below = f"合计,{text.height}{commas[1:]}\r\n" if style.has_total else ""
    body = text.write_csv(line_terminator="\r\n")
    path.write_bytes((above + body + below).encode(style.encoding))
    return path


def write_workbook(table: pl.DataFrame, path: Path, title: str) -> Path:
    """Write one sheet with a merged title row, real dates and real numbers.

    Args:
        table: rows under the headers of the file.
        path: the file.
        title: the text of the title row, also the sheet's name.
    """
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        book.set_properties({"title": title, "comments": "示例数据", "created": MADE})
        heading = book.add_format({"bold": True, "align": "center", "font_size": 16})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(title)
        sheet.merge_range(0, 0, 0, table.width - 1, f"{title}（示例数据）", heading)
        sheet.write_row(1, 0, table.columns)
        for row, values in enumerate(table.iter_rows(), 2):
            for column, value in enumerate(values):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(row, column, value, days)
                elif value is not None:
                    sheet.write(row, column, value)
    return path


def write_geojson(properties: pl.DataFrame, areas: list[shapely.Geometry], path: Path) -> Path:
    """Write areas with their properties as a FeatureCollection, one feature a line.

    Args:
        properties: one row per area under the headers of the file.
        areas: polygons in WGS-84 degrees, written with 5 decimals.
        path: the file.
    """
    lines = []
    for row, area in zip(properties.iter_rows(named=True), areas, strict=True):
        kept = {name: value for name, value in row.items() if value is not None}
        feature = {"type": "Feature", "properties": kept, "geometry": _geometry(area)}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")
    return path


def write_marker(files: list[Path], folder: Path) -> Path:
    """Write `sample.json`, by which the pages know that these files are invented."""
    sums = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}
    path = folder / "sample.json"
    content = {"note": "示例数据", "files": sums}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _geometry(area: shapely.Geometry) -> dict[str, Any]:
    polygons = [
        [
            [[round(x, 5), round(y, 5)] for x, y in ring.coords]
            for ring in (p.exterior, *p.interiors)
        ]
        for p in getattr(area, "geoms", [area])
    ]
    if area.geom_type == "Polygon":
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}
