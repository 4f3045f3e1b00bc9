"""The YAML of a mapping: every word as it is written, and the line that each key stands on.

YAML 1.1 reads `no` as false, `08` as a broken number and `2026-03-01` as a date. Here they are the
text of a header or a cell, so only nothing at all (`~`, `null`, blank) is not text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from etl.encodings import EncodingError, find_encoding
from etl.errors import Said
from etl.handwritten import yaml_fault

Place = tuple[str, ...]
KEPT_TAGS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")


class _Loader(yaml.SafeLoader):
    """Reads everything but nothing as text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in KEPT_TAGS]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class NotYaml(ValueError):  # noqa: N818
    """Bytes that are no mapping of keys to values.

    Attributes:
        said: what is wrong, with its line.
    """

    def __init__(self, said: Said) -> None:
        super().__init__(said.en)
        self.said = said


@dataclass(frozen=True)
class Document:
    """What a YAML file says.

    Attributes:
        content: its keys and values.
        lines: path of keys → line.
        doubled: paths of keys that stand twice in one place, with both lines.
    """

    content: dict[str, Any]
    lines: dict[Place, int]
    doubled: list[tuple[Place, int, int]]

    def line(self, place: Iterable[str]) -> int:
        """Return the line of a key, or of the nearest key above it that is there."""
        keys = tuple(place)
        above = (keys[:n] for n in range(len(keys), 0, -1))
        return next((self.lines[key] for key in above if key in self.lines), 1)


def read_document(data: bytes) -> Document:
    """Read a YAML file.

    Args:
        data: its bytes, in any of the encodings that exports come in.

    Returns:
        What it says and where.

    Raises:
        NotYaml: it is not text, not YAML, or no mapping of keys to values.
    """
    try:
        text = data.decode(find_encoding([data])).removeprefix("\ufeff")
        loader = _Loader(text)
        node = loader.get_single_node()
        content = None if node is None else loader.construct_document(node)
    except (EncodingError, UnicodeDecodeError) as fault:
        line = getattr(fault, "line", 1)
        raise NotYaml(
            Said(
                f"第{line}行不是 UTF-8 文字，请另存为 UTF-8",
                f"line {line} is not UTF-8: save the file as UTF-8",
            )
        ) from fault
    except yaml.YAMLError as fault:
        raise NotYaml(yaml_fault(fault)) from fault
    if node is None:
        return Document({}, {}, [])
    if not isinstance(node, yaml.MappingNode) or not isinstance(content, dict):
        raise NotYaml(
            Said(
                "第1行：应写成“键: 值”，冒号用半角，其后空一格",
                "line 1: must be written as key: value, with a blank after the colon",
            )
        )
    found = list(_keys(node, (), ()))
    lines: dict[Place, int] = {}
    doubled = []
    for place, line in found:
        if place in lines:
            doubled.append((place, lines[place], line))
        lines.setdefault(place, line)
    return Document(content, lines, doubled)


def _keys(
    node: yaml.Node, place: Place, above: tuple[yaml.Node, ...]
) -> Iterator[tuple[Place, int]]:
    """Yield (path of keys, line) for every key below a node; an anchor may name what it is in."""
    if not isinstance(node, yaml.MappingNode) or node in above:
        return
    for key, value in node.value:
        here = (*place, str(key.value))
        yield here, key.start_mark.line + 1
        yield from _keys(value, here, (*above, node))
