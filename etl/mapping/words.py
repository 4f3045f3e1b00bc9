"""The names and words in a mapping of the right form: sources, columns, values, forms of dates."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import PolarsError

from etl.cleaning.cells import (
    MISSING,
    plain_word,
    rating_words,
    read_words,
)
from etl.cleaning.date_order import ORDERS
from etl.cleaning.numbers import read_floats, read_integers
from etl.cleaning.periods import read_periods
from etl.cleaning.times import ZONE, parse_times, read_times
from etl.errors import Said
from etl.mapping.faults import fault, meant, no_such_key
from etl.mapping.yaml_lines import Document
from etl.sources import SOURCES, Column, Source

if TYPE_CHECKING:
    from etl.mapping.mapping import Mapping, Unpivot

RATING_SCALES = ("5", "10", "100")
BY_COLUMN = ("columns", "constants", "values", "formats")
WHOLE = datetime(2026, 11, 25, 16, 7)


def word_faults(mapping: "Mapping", document: Document) -> Iterator[Said]:
    """Yield what is wrong with the names and words of a mapping, in the order of its keys."""
    if mapping.source not in SOURCES:
        known = {word: s.name for s in SOURCES.values() for word in (s.name, *s.label)}
        near, names = meant(mapping.source, known), ", ".join(SOURCES)
        said = Said(
            f"没有名为“{mapping.source}”的来源{near.zh or '，'}可写：{names}",
            f'there is no source "{mapping.source}"{near.en or "."} There are: {names}',
        )
        yield fault(document, ("source",), said)
        return
    source = SOURCES[mapping.source]
    yield from _unknown_columns(mapping, document, source)
    yield from _constants(mapping, document, source)
    yield from _values(mapping, document, source)
    yield from _formats(mapping, document, source)
    yield from _orders(mapping, document, source)
    yield from _unpivot(mapping, document, source)


def _unknown_columns(mapping: "Mapping", document: Document, source: Source) -> Iterator[Said]:
    for key in BY_COLUMN:
        for name, told in getattr(mapping, key).items():
            if name in source.by_name:
                continue
            if key == "columns" and told in source.by_name:
                said = Said(
                    f"左右写反了，应为“{told}: {name}”（左边是列名，右边是文件中的表头）",
                    f'is the wrong way round: write "{told}: {name}" (column: header of the file)',
                )
                yield fault(document, (key, name), said)
            else:
                yield no_such_key(document, (key, name), source.known_headers)


def _constants(mapping: "Mapping", document: Document, source: Source) -> Iterator[Said]:
    for name, text in mapping.constants.items():
        if name in mapping.columns:
            said = Said(
                "columns 中已写了此列的表头，两处只能留一处",
                "columns names a header for it too; keep one of the two",
            )
            yield fault(document, ("constants", name), said)
        elif name in source.by_name:
            column = source.by_name[name]
            if not _is_readable(column, text, mapping.formats.get(name)):
                yield fault(document, ("constants", name), _unreadable(column, text))


def _values(mapping: "Mapping", document: Document, source: Source) -> Iterator[Said]:
    for name, values in mapping.values.items():
        column = source.by_name.get(name)
        for word, text in values.items():
            if column and text and not _is_readable(column, text, mapping.formats.get(name)):
                yield fault(document, ("values", name, word), _unreadable(column, text))


def _unreadable(column: Column, text: str) -> Said:
    if column.choices:
        near = meant(text, list(column.choices))
        codes = ", ".join(column.choices)
        return Said(
            f"“{column.header}”没有取值“{text}”{near.zh or '，'}可写：{codes}",
            f'{column.name} has no value "{text}"{near.en or "."} There are: {codes}',
        )
    return Said(
        f"“{text}”不能作为“{column.header}”的值", f'"{text}" cannot be a value of {column.name}'
    )


def _is_readable(column: Column, text: str, form: str | None) -> bool:
    cell = pl.Series([text], dtype=pl.String)
    if column.role == "rating":
        scale = int(form) if form in RATING_SCALES else 5
        return plain_word(text) in {*rating_words(cell, column.choices, scale), *MISSING}
    if column.kind in ("d", "t"):
        return read_times(cell, form=form).unread is None
    if column.kind in ("e", "b"):
        return read_words(cell, column.known_words, column.dtype).unread is None
    if column.kind == "p":
        return read_periods(cell).unread is None
    if column.kind in ("i", "f"):
        read = read_integers if column.kind == "i" else read_floats
        return read(cell, column.name).unread is None
    return True


def _formats(mapping: "Mapping", document: Document, source: Source) -> Iterator[Said]:
    for name, form in mapping.formats.items():
        column = source.by_name.get(name)
        if column is None:
            continue
        if column.role == "rating":
            if form not in RATING_SCALES:
                said = Said(
                    "评价的分制应为 5、10 或 100", "the scale of a rating must be 5, 10 or 100"
                )
                yield fault(document, ("formats", name), said)
        elif column.kind not in ("d", "t"):
            said = Said(
                f"“{column.header}”不是日期，也不是评价，不能写形式",
                f"{name} is neither a date nor a rating and has no form",
            )
            yield fault(document, ("formats", name), said)
        elif not _reads_back(form):
            said = Said(
                f"“{form}”读不出完整的日期，应写作 %d/%m/%Y %H:%M 的样子",
                f'"{form}" reads no whole date; write it like %d/%m/%Y %H:%M',
            )
            yield fault(document, ("formats", name), said)


def _reads_back(form: str) -> bool:
    """Tell whether a form writes a time so that the same form reads the day of it again."""
    try:
        written = (
            pl.Series([WHOLE])
            .dt.replace_time_zone("Asia/Shanghai")
            .dt.to_string(ZONE.sub("%z", form))
        )
        [read] = parse_times(written, form).to_list()
    except PolarsError:
        return False
    has_hour = any(code in form for code in ("%H", "%I", "%T", "%R"))
    return (
        read is not None
        and read.date() == WHOLE.date()
        and (not has_hour or read.hour == WHOLE.hour)
    )


def _orders(mapping: "Mapping", document: Document, source: Source) -> Iterator[Said]:
    for name, order in mapping.date_order.items():
        place = ("date_order", name) if name else ("date_order",)
        column = source.by_name.get(name)
        if order not in ORDERS:
            said = Said(
                "应为 dmy（日/月/年）或 mdy（月/日/年）",
                "must be dmy (day/month/year) or mdy (month/day/year)",
            )
            yield fault(document, place, said)
        elif name and column is None:
            yield no_such_key(document, place, source.known_headers)
        elif column and column.kind not in ("d", "t"):
            yield fault(document, place, Said(f"“{column.header}”不是日期", f"{name} is no date"))
        elif name in mapping.formats:
            said = Said("formats 中已写了此列的形式", "formats says how this column is written")
            yield fault(document, place, said)


def _unpivot(mapping: "Mapping", document: Document, source: Source) -> Iterator[Said]:
    if mapping.unpivot is None:
        return
    if not source.wide:
        wide = [one for one in SOURCES.values() if one.wide]
        zh = "和".join(f"{one.label[0]}（{one.name}）" for one in wide)
        en = " and ".join(one.name for one in wide)
        said = Said(f"只有{zh}可以展开", f"only {en} can be unpivoted")
        yield fault(document, ("unpivot",), said)
        return
    if mapping.wide is None:
        yield from _no_such_pair(mapping.unpivot, document, source)
        return
    for key in ("columns", "constants"):
        for name in set(mapping.wide) & set(getattr(mapping, key)):
            said = Said("此列由 unpivot 给出，不能另写", "unpivot makes this column")
            yield fault(document, (key, name), said)
    yield from _doubled_items(mapping.unpivot, document)
    of, fills = (source.by_name[name] for name in mapping.wide)
    for header, item in mapping.unpivot.items.items():
        if not _is_readable(of, item, None):
            yield fault(document, ("unpivot", "items", header), _unreadable(of, item))
    for word, text in mapping.unpivot.results.items():
        if not _is_readable(fills, text, None):
            yield fault(document, ("unpivot", "results", word), _unreadable(fills, text))


def _no_such_pair(unpivot: "Unpivot", document: Document, source: Source) -> Iterator[Said]:
    for key, at in (("of", 0), ("fills", 1)):
        known = list(dict.fromkeys(pair[at] for pair in source.wide))
        if (told := getattr(unpivot, key)) is not None and told not in known:
            names = ", ".join(known)
            said = Said(
                f"“{told}”不能展开，可写：{names}", f'"{told}" cannot be; there are: {names}'
            )
            yield fault(document, ("unpivot", key), said)


def _doubled_items(unpivot: "Unpivot", document: Document) -> Iterator[Said]:
    first: dict[str, str] = {}
    for header, item in unpivot.items.items():
        if item in first:
            said = Said(
                f"与“{first[item]}”是同一项“{item}”，一项只能有一个表头",
                f'is the same item "{item}" as "{first[item]}": an item has one header',
            )
            yield fault(document, ("unpivot", "items", header), said)
        first.setdefault(item, header)
