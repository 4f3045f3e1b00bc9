"""The commands that look at a file and store nothing: preview, map."""

from collections.abc import Iterator
from pathlib import Path

from etl.answers import Answer, words
from etl.commands.preview import preview_file
from etl.commands.wide_items import read_items
from etl.errors import EtlError, Said
from etl.mapping.proposal import Draft, as_json, draft_mapping, label
from etl.mapping.proposal_yaml import as_yaml
from etl.paths import DataFolder


def preview(
    folder: DataFolder,
    path: Path,
    mapping: Path | None,
    source: str | None,
    rows: int,
    *,
    is_whole: bool,
) -> Answer:
    """Show the first rows of a file as a load would read them, or count over all of it.

    Returns:
        The object of `etl.commands.preview`; exit code 1 when the file or every table of it is refused.
    """
    found = preview_file(folder, path, mapping=mapping, source=source, rows=rows, is_whole=is_whole)
    tables = found["tables"]
    refusals = [part["refused"]["message"] for part in (found, *tables) if part["refused"]]
    said = [Said(sentence, sentence) for sentence in refusals]
    said += [_count(table) for table in tables if not table["refused"]]
    is_refused = not any(table["refused"] is None for table in tables)
    header, lines = _lines(tables)
    return Answer(found, header, lines, said, exit_code=int(is_refused))


def map_file(
    folder: DataFolder, path: Path, source: str | None, member: str | None, out: Path | None
) -> Answer:
    """Propose a mapping for a file as YAML to edit: to a new file, or printed and nothing else.

    Returns:
        The object of `etl.mapping.proposal`.

    Raises:
        FileRefused: the file cannot be read.
        EtlError: `out` is there already: somebody may have edited it.
    """
    if out is not None and out.exists():
        raise EtlError(
            Said(
                f"{out} 已存在，未覆盖。请换一个文件名，或先删除它。",
                f"{out} is there already and was left as it is. Choose another name or remove it.",
            )
        )
    draft = draft_mapping(folder, path, source=source, member=member, items=read_items(folder))
    text = as_yaml(draft)
    content = {**as_json(draft), "yaml": text, "out": out}
    if out is None:
        return Answer(content, said=[Said(text.rstrip(), text.rstrip())])
    out.write_text(text, encoding="utf-8")
    header = [words("列", "column"), words("表头", "header"), words("相近", "similarity")]
    columns = draft.best.columns
    rows = [
        [
            f"{name} {label(draft, name)}",
            draft.table.header[place].strip(),
            draft.best.similarity[name],
        ]
        for name, place in columns.items()
    ]
    return Answer(content, header, rows, list(_drafted(draft, out)))


def _drafted(draft: Draft, out: Path) -> Iterator[Said]:
    zh, en = draft.best.source.label
    yield Said(
        f"按“{zh}”拟定：{len(draft.best.columns)} 列有表头，{len(draft.best.nearest)} 个表头没有对应的列。",
        f"Proposed as {en}: {len(draft.best.columns)} columns have a header, "
        f"{len(draft.best.nearest)} headers have no column.",
    )
    for group in draft.best.missing:
        names_zh = "或".join(draft.best.source.by_name[name].header for name in group)
        names = " or ".join(group)
        yield Said(f"缺少必需的列：{names_zh}。", f"A required column is missing: {names}.")
    yield Said(
        f"已写入 {out}。核对后：etl load {draft.file_name} --mapping {out}",
        f"Written to {out}. Once checked: etl load {draft.file_name} --mapping {out}",
    )


def _count(table: dict[str, object]) -> Said:
    name = " · ".join(str(table[key]) for key in ("part", "sheet_name") if table[key])
    place = f"“{name}”" if name else ""
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
            titles = [column["label"] for column in columns]
            return titles, [[row["values"].get(name) for name in names] for row in rows]
    return [], []
