"""Commands that ask the published build: what is to be decided in it, and what it says."""

import re
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from etl.answers import give, words
from etl.cli.options import AsJson, NoBuild, Out, one_of, shown_choices
from etl.commands.asking_words import SCOPES
from etl.paths import DataFolder

app = typer.Typer()
DAYS = ["%Y-%m-%d"]


class NameOf(StrEnum):
    """What a name can be the name of."""

    UNIT = "unit"
    OUTLET = "outlet"


def _month(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise typer.BadParameter(words("月份写作 2026-10", "a month looks like 2026-10"))
    return text


@app.command(help=words("待更正数据及原因", "The rows to be corrected, with reasons"))
def rejects(
    source: Annotated[str | None, typer.Option(help=words("来源", "Source"))] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """List the rejected rows."""
    from etl.commands import asking

    give(lambda: asking.rejects(DataFolder.from_env(), source, out), as_json)


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
        NameOf | None, typer.Option(help=words("单位或窗口单位", "A unit or an outlet"))
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
    no_build: NoBuild = False,
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
def trace(
    number: Annotated[str, typer.Argument(help=words("工单或办件编号", "The number of a case"))],
    as_json: AsJson = False,
) -> None:
    """Trace a number."""
    from etl.commands import tracing

    give(lambda: tracing.trace(DataFolder.from_env(), number), as_json)


@app.command(help=words("当前数据文件的路径", "The path of the published build"))
def where(as_json: AsJson = False) -> None:
    """Print the path of the published build and nothing else."""
    from etl.commands import published

    give(lambda: published.where(DataFolder.from_env()), as_json)


@app.command(help=words("按月份和层级查询一个指标", "One KPI by month at a level"))
def kpi(
    kpi_id: Annotated[str, typer.Option("--kpi", help=words("指标编号", "Its id, such as K04"))],
    scope: Annotated[
        str,
        typer.Option(
            parser=one_of(SCOPES), metavar=shown_choices(SCOPES), help=words("层级", "The level")
        ),
    ] = "city",
    month: Annotated[
        str | None, typer.Option(callback=_month, help=words("月份，如 2026-10", "Such as 2026-10"))
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Show one KPI."""
    from etl.commands import asking

    give(lambda: asking.kpi(DataFolder.from_env(), kpi_id, scope, month, out), as_json)


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
    from etl.commands import asking

    give(lambda: asking.shortlist(DataFolder.from_env(), rules, out), as_json)
