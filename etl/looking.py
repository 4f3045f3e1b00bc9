"""The commands that look at a file and store nothing: preview, map."""

from pathlib import Path

from etl.answers import Answer
from etl.errors import Said
from etl.paths import DataFolder
from etl.preview import preview_file


def preview(
    folder: DataFolder, path: Path, mapping: Path | None, source: str | None, rows: int
) -> Answer:
    """Show the first rows of a file as a load would read them.

    Returns:
        The object of `etl.preview`; exit code 1 when the file or every table of it is refused.
    """
    found = preview_file(folder, path, mapping=mapping, source=source, rows=rows)
    tables = found["tables"]
    refusals = [part["refused"]["message"] for part in (found, *tables) if part["refused"]]
    said = [Said(sentence, sentence) for sentence in refusals]
    said += [_count(table) for table in tables if not table["refused"]]
    is_refused = not any(table["refused"] is None for table in tables)
    header, lines = _lines(tables)
    return Answer(found, header, lines, said, exit_code=int(is_refused))


def _count(table: dict[str, object]) -> Said:
    place = f"“{table['sheet_name']}”" if table["sheet_name"] else ""
    more = ("", "") if table["is_whole"] else ("（仅前一部分）", " (the first rows only)")
    return Said(
        f"{place}{table['source_label']}：看了 {table['read']} 行，可载入 {table['accepted']} 行，"
        f"待更正 {table['rejected']} 行{more[0]}。",
        f"{place}{table['source_label']}: {table['read']} rows looked at, {table['accepted']} would "
        f"load, {table['rejected']} to correct{more[1]}.",
    )


def _lines(tables: list[dict[str, object]]) -> tuple[list[str], list[list[object]]]:
    """Return the first rows of the first table that is an export."""
    for table in tables:
        columns, rows = table["columns"], table["rows"]
        assert isinstance(columns, list)
        assert isinstance(rows, list)
        if rows:
            names = [column["name"] for column in columns]
            return names, [[row["values"].get(name) for name in names] for row in rows]
    return [], []
