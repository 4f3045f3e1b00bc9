"""What is wrong with a mapping, each fault said with its line, its key and the nearest right word."""

from collections.abc import Iterable
from typing import Any

from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process, utils

from etl.errors import Said
from etl.mapping.yaml_lines import Document, Place

# Of 100: a word less near than this was not meant.
MEANT = 60
HEADERS_SHOWN = 30
TEXTS = {
    "columns": Said("应写文件中的表头", "must be a header of the file"),
    "items": Said("应写检查项的编码", "must be the code of an item"),
}
REASONS = {
    "string_type": Said("应为一段文字", "must be a text"),
    "bool": Said("应为 true 或 false", "must be true or false"),
    "int": Said("应为整数", "must be a whole number"),
    "greater_than_equal": Said("应为 1 或更大的整数", "must be 1 or more"),
    "dict_type": Said("应为“键: 值”", "must be of the form key: value"),
    "model": Said("应为“键: 值”", "must be of the form key: value"),
    "too_short": Said("至少要写一项", "needs at least one entry"),
}
NOT_KNOWN = Said("写法不对", "is not written rightly")


def fault(document: Document, place: Place, reason: Said) -> Said:
    """Return a fault at a key."""
    line, key = document.line(place), ".".join(place)
    return Said(f"第{line}行“{key}”：{reason.zh}", f'line {line}, "{key}": {reason.en}')


def no_such_key(document: Document, place: Place, known: dict[str, str]) -> Said:
    """Return the fault of a key that does not exist.

    Args:
        document: the YAML.
        place: the key's path.
        known: what might have been written → what it has to be.
    """
    line, key = document.line(place), ".".join(place)
    near = meant(place[-1], known)
    return Said(
        f"第{line}行：没有名为“{key}”的键{near.zh}",
        f'line {line}: there is no key "{key}"{near.en}',
    )


def doubled_key(place: Place, first: int, second: int) -> Said:
    """Return the fault of a key that stands twice."""
    key = ".".join(place)
    return Said(
        f"第{second}行：“{key}”在第{first}行已经写过",
        f'line {second}: "{key}" already stands in line {first}',
    )


def meant(word: str, known: dict[str, str] | Iterable[str]) -> Said:
    """Return a question after the nearest of the words that might have been meant, or nothing."""
    choices = known if isinstance(known, dict) else {choice: choice for choice in known}
    found = process.extractOne(
        word, list(choices), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=MEANT
    )
    if found is None:
        return Said("", "")
    return Said(f"，是否为“{choices[found[0]]}”？", f'; did you mean "{choices[found[0]]}"?')


def absent_headers(document: Document, absent: dict[Place, str], found: list[str]) -> list[Said]:
    """Return the faults of headers that a file lacks.

    Args:
        document: the YAML.
        absent: the key that names each → the header.
        found: the headers of the file.
    """
    faults = []
    for place, text in absent.items():
        near = meant(text, found)
        said = Said(f"文件中没有表头“{text}”{near.zh}", f'the file has no header "{text}"{near.en}')
        faults.append(fault(document, place, said))
    zh, en = ("、".join(found[:HEADERS_SHOWN]), ", ".join(found[:HEADERS_SHOWN]))
    return [*faults, Said(f"文件的表头是：{zh}", f"headers of the file: {en}")]


def sentence(name: str, faults: Iterable[Said]) -> Said:
    """Return the faults of a mapping file as one sentence."""
    told = list(faults)
    zh, en = "；".join(said.zh for said in told), "; ".join(said.en for said in told)
    return Said(f"对照文件 {name} 有误：{zh}。", f"Mapping {name}: {en}.")


def of_form(document: Document, error: ErrorDetails, keys: Iterable[str]) -> Said:
    """Return what pydantic found as a fault.

    Args:
        document: the YAML.
        error: what was found.
        keys: the keys that exist where a key is not known.
    """
    place = tuple(str(part) for part in error["loc"] if part != "[key]")
    kind = error["type"]
    if kind == "extra_forbidden":
        return no_such_key(document, place, {key: key for key in keys})
    if kind == "missing":
        line, key = document.line(place), ".".join(place)
        return Said(f"第{line}行：缺少“{key}”", f'line {line}: "{key}" is missing')
    return fault(document, place, _reason(kind, place, error.get("ctx", {})))


def _reason(kind: str, place: Place, ctx: dict[str, Any]) -> Said:
    if kind == "literal_error":
        expected = str(ctx.get("expected", "")).replace("'", "")
        choices = expected.replace(" or ", ", ")
        return Said(f"应为其中之一：{choices}", f"must be one of {choices}")
    if kind == "value_error" and isinstance(ctx.get("error"), SaidError):
        said: Said = ctx["error"].said
        return said
    if kind == "string_type":
        return next((TEXTS[key] for key in place[-2:-1] if key in TEXTS), REASONS[kind])
    return next((said for start, said in REASONS.items() if kind.startswith(start)), NOT_KNOWN)


class SaidError(ValueError):
    """A value that a validator refuses, with the reason in both languages."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said
