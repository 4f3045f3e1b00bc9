"""Which export a table is, and which of its headers is which column.

Headers are compared without width, case, spaces, stars and underscores, first as they are, then
without what stands in brackets (`服务时长(分钟)` is `服务时长`; see `matching`). Further spellings stand in the
reference file `aliases.yaml`: source → column → headers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from etl.cleaning.units import unit_said
from etl.errors import EtlError, FileRefused, MappingError, Said
from etl.handwritten import faulty, read_yaml
from etl.paths import DataFolder
from etl.sources import SOURCES, Source
from etl.sources.matching import Recognised, comparable, match

HEADERS_SHOWN = 30
CHARACTERS_SHOWN = 40


@dataclass(frozen=True)
class HeaderBook:
    """Every header that is known.

    Attributes:
        columns: source → comparable header → canonical name.
        spellings: all headers of all sources, for finding the header's row.
    """

    columns: Mapping[str, Mapping[str, str]]
    spellings: frozenset[str]


def read_header_book(folder: DataFolder) -> HeaderBook:
    """Join the declared headers with those of `aliases.yaml`.

    Args:
        folder: the data folder, whose own `reference/aliases.yaml` comes before the project's.

    Returns:
        The book of headers.

    Raises:
        MappingError: the file names a source or a column that does not exist.
    """
    path = folder.reference("aliases.yaml")
    aliases = read_spellings(path) if path.exists() else {}
    columns = {
        name: {comparable(header): column for header, column in source.known_headers.items()}
        for name, source in SOURCES.items()
    }
    spellings = {header for source in SOURCES.values() for header in source.known_headers}
    for source, by_column in aliases.items():
        for column, headers in by_column.items():
            if source not in SOURCES or column not in SOURCES[source].by_name:
                where = f"{source}.{column}"
                raise MappingError(
                    Said(f"{path} 中的“{where}”不存在，请更正。", f"{path}: there is no {where}.")
                )
            spellings.update(headers)
            for header in headers:
                columns[source].setdefault(comparable(header), column)
    return HeaderBook(columns, frozenset(spellings))


def read_spellings(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return what a reference file says headers are called: source → column → headers.

    Raises:
        EtlError: it cannot be read, or is of another form.
    """
    told = read_yaml(path) or {}
    if not isinstance(told, dict):
        raise _of_other_form(path, str(told)[:CHARACTERS_SHOWN])
    spellings: dict[str, dict[str, list[str]]] = {}
    for source, by_column in told.items():
        if not isinstance(by_column, dict | None):
            raise _of_other_form(path, str(source))
        spellings[source] = {}
        for column, headers in (by_column or {}).items():
            if isinstance(headers, dict):
                raise _of_other_form(path, f"{source}.{column}")
            several = headers if isinstance(headers, list) else [headers]
            spellings[source][column] = [str(one) for one in several if one is not None]
    return spellings


def _of_other_form(path: Path, where: str) -> EtlError:
    return faulty(
        path,
        Said(
            f"“{where}”应写成“来源: {{列: [表头, 表头]}}”",
            f'"{where}" must be of the form source: {{column: [header, header]}}',
        ),
    )


def recognise(
    header: Sequence[str],
    book: HeaderBook,
    *,
    source: str | None = None,
    named: Mapping[str, str] | None = None,
    given: frozenset[str] = frozenset(),
) -> Recognised:
    """Tell which source a table is by its header.

    Args:
        header: the header cells as found.
        book: the known headers.
        source: the source's name when it is told; otherwise the one that fits best.
        named: canonical name → header, as a mapping says.
        given: columns that a mapping makes without a header (constants, unpivot).

    Returns:
        The source and its columns.

    Raises:
        FileRefused: no source fits, or a header counts in a unit that cannot be converted; the
            sentence names what is missing and what was found.
        MappingError: a header that the mapping names is not in the table.
    """
    choices = [SOURCES[source]] if source else list(SOURCES.values())
    read = [_match(header, book, choice, named or {}) for choice in choices]
    whole = [r for r in read if not missing_columns(r.source, {*r.columns, *given})]
    if not whole:
        raise _refusal(header, max(read, key=_score), given, is_told=source is not None)
    best = max(whole, key=_score)
    if asked := [name for name, told in best.units.items() if told.factor is None]:
        raise _unit_asked(header, best, asked[0])
    return best


def require_source(name: str | None) -> None:
    """Do nothing where a source of that name exists, or none is told.

    Raises:
        MappingError: there is no such source.
    """
    if name is not None and name not in SOURCES:
        known = ", ".join(SOURCES)
        raise MappingError(
            Said(f"没有名为“{name}”的来源。现有：{known}", f"No source {name}. There are: {known}")
        )


def missing_columns(source: Source, present: set[str]) -> list[tuple[str, ...]]:
    """Return the groups of columns of which a table would need at least one."""
    needed = [(name,) for name in source.required] + list(source.any_of)
    return [group for group in needed if not present.intersection(group)]


def match_columns(header: Sequence[str], book: HeaderBook, source: Source) -> Recognised:
    """Return what a source knows of a header, whether or not that is enough to be one."""
    read = _match(header, book, source, {})
    # A unit that cannot be converted is a question, and no proposal answers it.
    asked = {name: read.columns[name] for name, told in read.units.items() if told.factor is None}
    return replace(
        read,
        columns={name: i for name, i in read.columns.items() if name not in asked},
        unknown=tuple(sorted({*read.unknown, *asked.values()})),
    )


def _score(read: Recognised) -> tuple[int, int, int]:
    # A key that is there tells more than many shared columns; then the source that explains most.
    has_key = all(name in read.columns for name in read.source.key[:1])
    telling = sum(read.source.by_name[name].is_telling for name in read.columns)
    return (has_key, telling, -len(read.source.columns))


def _match(
    header: Sequence[str], book: HeaderBook, source: Source, named: Mapping[str, str]
) -> Recognised:
    places = {name: _position(header, text) for name, text in named.items()}
    return match(header, book.columns[source.name], source, places)


def position_of(header: Sequence[str], text: str) -> int | None:
    """Return where a header stands that somebody wrote down, None where it does not."""
    for compare in (str.strip, comparable):
        for position, cell in enumerate(header):
            if cell and compare(cell) == compare(text):
                return position
    return None


def positions_of(header: Sequence[str], text: str) -> tuple[int, ...]:
    """Return everywhere that a header stands which somebody wrote down; columns may share one."""
    first = position_of(header, text)
    if first is None:
        return ()
    plain = comparable(header[first])
    others = [i for i, cell in enumerate(header) if i != first and comparable(cell) == plain]
    return first, *others


def _position(header: Sequence[str], text: str) -> int:
    position = position_of(header, text)
    if position is None:
        found = "、".join(cell for cell in header if cell)
        raise MappingError(
            Said(
                f"对照文件写明的表头“{text}”在文件中不存在。文件的表头是：{found}。",
                f'The mapping names the header "{text}", which the file lacks. Its headers: {found}.',
            )
        )
    return position


def _refusal(
    header: Sequence[str], best: Recognised, given: frozenset[str], *, is_told: bool
) -> FileRefused:
    found = "、".join(cell[:CHARACTERS_SHOWN] for cell in header[:HEADERS_SHOWN] if cell) or "—"
    if not best.columns and not is_told:
        return FileRefused(
            "unknown_table",
            Said(
                f"无法识别：没有一个表头属于已知的导出文件。文件的表头是：{found}。请改用标准表头，或写一个对照文件。",
                f"Not recognised: no header belongs to a known export. Headers found: {found}. "
                "Use the standard headers or write a mapping.",
            ),
        )
    groups = missing_columns(best.source, {*best.columns, *given})
    zh = "、".join("或".join(best.source.by_name[n].header for n in group) for group in groups)
    en = ", ".join(" or ".join(group) for group in groups)
    label_zh, label_en = best.source.label
    return FileRefused(
        "missing_columns",
        Said(
            f"按“{label_zh}”读取时缺少必需的列：{zh}。文件的表头是：{found}。请补上这些列，或用对照文件指明。",
            f"Read as {label_en}, required columns are missing: {en}. Headers found: {found}. "
            "Add them, or name them in a mapping.",
        ),
    )


def _unit_asked(header: Sequence[str], read: Recognised, name: str) -> FileRefused:
    title, told = header[read.columns[name]].strip(), read.units[name]
    unit = unit_said(read.source.name, name)
    zh, en = read.source.by_name[name].header, name
    return FileRefused(
        "unit_unclear",
        Said(
            f"表头“{title}”写明的单位是“{told.word}”，而“{zh}”按{unit.zh}计，不能准确换算，文件未载入。请按{unit.zh}重新导出；"
            f'数字其实已按{unit.zh}计的，在对照文件的 columns 中写明 {name}: "{title}"。',
            f'The header "{title}" counts in "{told.word}", but {en} in {unit.en}: that cannot be converted '
            f"exactly, and the file was not loaded. Export it in {unit.en}; if the numbers are in {unit.en} "
            f'already, say {name}: "{title}" under `columns` of a mapping.',
        ),
    )
