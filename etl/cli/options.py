"""The options and arguments that several commands have, each said once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from etl.answers import words

AsJson = Annotated[
    bool, typer.Option("--json", help=words("只输出一个 JSON 对象", "Print one JSON object only"))
]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=words("文件", "The file"))]
MappingFile = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help=words("映射文件", "A mapping file")),
]
KindOfExport = Annotated[
    str | None, typer.Option(help=words("文件属于哪一类来源", "The kind of export"))
]
NoBuild = Annotated[bool, typer.Option("--no-build", help=words("只记下，不生成", "Keep it only"))]
Out = Annotated[
    Path | None, typer.Option(help=words("写入 .csv 或 .xlsx 文件", "Write a .csv or .xlsx file"))
]


def one_of(choices: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    """Return the parser of an option that means one of few codes.

    Args:
        choices: code to the words it may be asked for by, the usual one first.
    """
    meant = {word: code for code, said in choices.items() for word in (code, *said)}

    def parse(text: str) -> str:
        if text in meant:
            return meant[text]
        known = "、".join(f"{said[0]}（{code}）" for code, said in choices.items())
        raise typer.BadParameter(
            words(f"没有“{text}”，可选：{known}", f"{text!r} is not one of: {', '.join(choices)}")
        )

    return parse


def shown_choices(choices: Mapping[str, tuple[str, ...]]) -> str:
    """Return how such an option is shown in the help: its words, or its codes in English."""
    return "|".join(words(said[0], code) for code, said in choices.items())
