"""The options and arguments that several commands have, each said once."""

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
