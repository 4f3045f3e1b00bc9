"""Commands on exports: into the lake, or only looked at."""

from pathlib import Path
from typing import Annotated

import typer

from etl.answers import give, words
from etl.cli.options import AsJson, File, KindOfExport, MappingFile
from etl.paths import DataFolder

app = typer.Typer()


@app.command(help=words("导入文件（默认收件箱中的全部），生成并发布数据", "Load, build, publish"))
def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(exists=True, help=words("文件或文件夹", "Files or folders")),
    ] = None,
    mapping: MappingFile = None,
    source: KindOfExport = None,
    no_build: Annotated[
        bool, typer.Option("--no-build", help=words("只导入，不生成", "Load only"))
    ] = False,
    max_rejects: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, help=words("待更正比例超过此值即失败", "Fail above this share of rejects")
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Load exports, build and publish."""
    from etl.commands import loading

    options = loading.LoadOptions(mapping, source, max_rejects, not no_build)
    give(lambda: loading.load(DataFolder.from_env(), paths or [], options), as_json)


@app.command(help=words("看守收件箱：有新文件就导入", "Load what lands in the inbox"))
def watch(
    interval: Annotated[
        float, typer.Option(min=1, help=words("隔多少秒看一次", "Seconds between two looks"))
    ] = 60,
    once: Annotated[
        bool, typer.Option("--once", help=words("只看一次（定时任务用）", "One look, for a timer"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Watch the inbox."""
    from etl.commands import watch as watching

    give(lambda: watching.watch(DataFolder.from_env(), interval, is_once=once), as_json)


@app.command(help=words("查看文件的前几行将如何读入，不保存", "Look at a file; nothing is stored"))
def preview(
    path: File,
    mapping: MappingFile = None,
    source: KindOfExport = None,
    rows: Annotated[int, typer.Option(min=1, max=1000, help=words("显示几行", "How many"))] = 20,
    whole: Annotated[
        bool, typer.Option(help=words("查看全部行，而不只是前一部分", "Look at all rows"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the first rows of a file as they would be read."""
    from etl.commands import looking

    folder = DataFolder.from_env()
    give(lambda: looking.preview(folder, path, mapping, source, rows, is_whole=whole), as_json)


@app.command("map", help=words("为不认识的文件拟定一个映射文件", "Propose a mapping for a file"))
def map_(
    path: File,
    source: KindOfExport = None,
    member: Annotated[
        str | None, typer.Option(help=words("压缩包中的哪个文件", "Which file of a zip"))
    ] = None,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help=words("写入新文件", "Write a new file"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Propose a mapping as YAML to edit."""
    from etl.commands import looking

    give(lambda: looking.map_file(DataFolder.from_env(), path, source, member, out), as_json)
