"""`python -m etl`: the command line.

Every command prints a short table, or one JSON object with `--json`; progress goes to stderr.
Exit codes: 0 success, 1 a failure it explains, 2 wrong usage, 3 the checks refused the build,
75 another load is running.

What a command needs is imported when it runs: reading workbooks, drawing up awards or inventing a
city would otherwise cost every build a second.
"""

import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from etl.answers import give, words
from etl.paths import DataFolder

app = typer.Typer(
    help=words("把各类导出文件变成一个可查询的数据版本。", "From exports to a warehouse."),
    no_args_is_help=True,
    add_completion=False,
)

AsJson = Annotated[
    bool, typer.Option("--json", help=words("只输出一个 JSON 对象", "Print one JSON object only"))
]
Out = Annotated[
    Path | None, typer.Option(help=words("写入 .csv 或 .xlsx 文件", "Write a .csv or .xlsx file"))
]


class Scope(StrEnum):
    """The levels at which a KPI can be asked."""

    CITY = "city"
    DISTRICT = "district"
    TOWNSHIP = "township"
    INDUSTRY = "industry"
    UNIT = "unit"
    OUTLET = "outlet"


class Size(StrEnum):
    """How large a sample city is."""

    SMALL = "small"
    CITY = "city"
    PROVINCE = "province"


class Crs(StrEnum):
    """The datums a map can come in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class NameOf(StrEnum):
    """What a name can be the name of."""

    UNIT = "unit"
    OUTLET = "outlet"


DAYS = ["%Y-%m-%d"]


def _month(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise typer.BadParameter(words("月份写作 2026-10", "a month looks like 2026-10"))
    return text


@app.command(help=words("导入文件（默认收件箱中的全部），生成并发布数据", "Load, build, publish"))
def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(exists=True, help=words("文件或文件夹", "Files or folders")),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help=words("映射文件", "A mapping file")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help=words("文件属于哪一类来源", "The kind of export"))
    ] = None,
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
    from etl.commands import operations

    options = operations.LoadOptions(mapping, source, max_rejects, not no_build)
    give(lambda: operations.load(DataFolder.from_env(), paths or [], options), as_json)


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
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=words("文件", "The file"))
    ],
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help=words("映射文件", "A mapping file")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help=words("文件属于哪一类来源", "The kind of export"))
    ] = None,
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
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=words("文件", "The file"))
    ],
    source: Annotated[
        str | None, typer.Option(help=words("文件属于哪一类来源", "The kind of export"))
    ] = None,
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


@app.command(help=words("由已导入的数据重新生成并发布", "Build anew from the lake and publish"))
def build(as_json: AsJson = False) -> None:
    """Build and publish."""
    from etl.commands import operations

    give(lambda: operations.build_now(DataFolder.from_env()), as_json)


@app.command(help=words("当前数据版本与各来源截至时间", "The published build and its sources"))
def status(
    check: Annotated[
        bool,
        typer.Option(
            "--check", help=words("逐字节核对版本和数据湖", "Check every byte that is kept")
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show what is published, or check that it and the lake are whole."""
    from etl.commands import asking as commands
    from etl.commands import checking

    ask = checking.check if check else commands.status
    give(lambda: ask(DataFolder.from_env()), as_json)


@app.command(help=words("已导入的批次", "The batches of the lake"))
def batches(as_json: AsJson = False) -> None:
    """List the batches."""
    from etl.commands import asking as commands

    give(lambda: commands.batches(DataFolder.from_env()), as_json)


@app.command(
    help=words("放行一个因行数变化过大而暂缓的批次", "Let a batch that was held into the numbers")
)
def release(
    batch: str,
    by: Annotated[str | None, typer.Option(help=words("谁放行的", "Who decides"))] = None,
    no_build: Annotated[
        bool, typer.Option("--no-build", help=words("只记下，不生成", "Keep it only"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Release a batch."""
    from etl.commands import operations

    give(
        lambda: operations.release(DataFolder.from_env(), batch, by, is_building=not no_build),
        as_json,
    )


@app.command(help=words("移除一个批次并重新生成", "Remove a batch and build without it"))
def forget(batch: str, as_json: AsJson = False) -> None:
    """Remove a batch."""
    from etl.commands import operations

    give(lambda: operations.forget(DataFolder.from_env(), batch), as_json)


@app.command(
    help=words("回退到上一个（或指定的）数据版本", "Go back to the build before, or to one")
)
def rollback(
    build_id: Annotated[str | None, typer.Argument(metavar="BUILD")] = None, as_json: AsJson = False
) -> None:
    """Publish an older build again."""
    from etl.commands import operations

    give(lambda: operations.rollback(DataFolder.from_env(), build_id), as_json)


@app.command(help=words("只保留最新的若干数据版本", "Keep only the newest builds"))
def prune(
    keep: Annotated[int, typer.Option(min=1, help=words("保留几个", "How many"))],
    as_json: AsJson = False,
) -> None:
    """Remove old builds; never the published one."""
    from etl.commands import operations

    give(lambda: operations.prune(DataFolder.from_env(), keep), as_json)


@app.command(help=words("待更正数据及原因", "The rows to be corrected, with reasons"))
def rejects(
    source: Annotated[str | None, typer.Option(help=words("来源", "Source"))] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """List the rejected rows."""
    from etl.commands import asking as commands

    give(lambda: commands.rejects(DataFolder.from_env(), source, out), as_json)


@app.command(
    help=words(
        "没有对应到台账的名称和可能的对应；确认或不采用",
        "Names that mean nobody yet, with proposals; confirm or reject them",
    )
)
def names(
    confirm: Annotated[
        list[str] | None,
        typer.Option(metavar="ALIAS=TARGET_ID", help=words("确认名称对应的编号", "Confirm a name")),
    ] = None,
    reject: Annotated[
        list[str] | None,
        typer.Option(metavar="ALIAS", help=words("不采用，不再提示", "Not one of the ledgers")),
    ] = None,
    kind: Annotated[
        NameOf | None, typer.Option(help=words("单位或网点", "A unit or an outlet"))
    ] = None,
    first_day: Annotated[
        datetime | None,
        typer.Option("--from", formats=DAYS, help=words("从哪天起（含）", "The first day")),
    ] = None,
    last_day: Annotated[
        datetime | None,
        typer.Option("--to", formats=DAYS, help=words("到哪天止（含）", "The last day")),
    ] = None,
    by: Annotated[str | None, typer.Option(help=words("谁确认的", "Who decides"))] = None,
    no_build: Annotated[
        bool, typer.Option("--no-build", help=words("只记下，不生成", "Keep it only"))
    ] = False,
    limit: Annotated[
        int, typer.Option(min=1, help=words("最多列出几个", "How many to list"))
    ] = 200,
    as_json: AsJson = False,
) -> None:
    """List the names that mean nobody yet, or decide whom some mean."""
    from etl.names import naming, open_names

    folder = DataFolder.from_env()
    if not confirm and not reject:
        give(lambda: open_names.list_names(folder, kind, limit), as_json)
        return
    asked = naming.NamesAsked(
        confirm or (),
        reject or (),
        kind.value if kind else None,
        first_day.date() if first_day else None,
        last_day.date() if last_day else None,
        by,
        not no_build,
    )
    give(lambda: naming.decide_names(folder, asked), as_json)


@app.command(
    help=words(
        "一件办件的来龙去脉：各批次、时限、指标", "A case: its files, its due date, its KPIs"
    )
)
def trace(number: str, as_json: AsJson = False) -> None:
    """Trace a number."""
    from etl.commands import tracing

    give(lambda: tracing.trace(DataFolder.from_env(), number), as_json)


@app.command(help=words("当前数据文件的路径", "The path of the published build"))
def where(as_json: AsJson = False) -> None:
    """Print the path of the published build and nothing else."""
    from etl.commands import asking as commands

    give(lambda: commands.where(DataFolder.from_env()), as_json)


@app.command(help=words("按月份和层级查询一个指标", "One KPI by month at a level"))
def kpi(
    kpi_id: Annotated[str, typer.Option("--kpi", help=words("指标编号", "Its id, such as K04"))],
    scope: Annotated[Scope, typer.Option(help=words("层级", "The level"))] = Scope.CITY,
    month: Annotated[
        str | None, typer.Option(callback=_month, help=words("月份，如 2026-10", "Such as 2026-10"))
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Show one KPI."""
    from etl.commands import asking as commands

    give(lambda: commands.kpi(DataFolder.from_env(), kpi_id, scope.value, month, out), as_json)


@app.command(help=words("十佳建议名单", "The award shortlist"))
def shortlist(
    rules: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help=words("评选规则文件", "The award rules")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(file_okay=False, help=words("写入此文件夹", "The folder to write into")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Draw up the shortlist."""
    from etl.commands import asking as commands

    give(lambda: commands.shortlist(DataFolder.from_env(), rules, out), as_json)


@app.command(help=words("生成示例城市的导出文件", "Write the exports of a sample city"))
def demo(
    size: Annotated[Size, typer.Option(help=words("规模", "How large"))] = Size.CITY,
    seed: Annotated[int | None, typer.Option(help=words("随机种子", "The seed"))] = None,
    out: Annotated[
        Path | None, typer.Option(file_okay=False, help=words("默认收件箱", "The inbox by default"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the sample city."""
    from etl import makers

    give(lambda: makers.demo(DataFolder.from_env(), size.value, seed, out), as_json)


@app.command(help=words("写出各类导出文件的模板", "Write the templates of all exports"))
def templates(
    out: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help=words("默认数据文件夹的 templates", "The data folder's by default"),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a template per kind of export."""
    from etl import makers

    give(lambda: makers.templates(DataFolder.from_env(), out), as_json)


@app.command(help=words("取得或导入区划边界", "Get or import district outlines"))
def boundaries(
    adcode: Annotated[str, typer.Option(help=words("六位行政区划代码", "The city's six digits"))],
    given: Annotated[
        Path | None,
        typer.Option("--from", exists=True, help=words("自备的 GeoJSON", "A GeoJSON of your own")),
    ] = None,
    crs: Annotated[Crs, typer.Option(help=words("其坐标系", "Its datum"))] = Crs.WGS84,
    as_json: AsJson = False,
) -> None:
    """Write a city's outlines into the reference files."""
    from etl import makers

    give(lambda: makers.outlines(DataFolder.from_env(), adcode, given, crs.value), as_json)


if __name__ == "__main__":
    app(prog_name="python -m etl")
