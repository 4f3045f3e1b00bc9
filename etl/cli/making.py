"""Commands that make what others take in: a sample city, templates, outlines of districts."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from etl.answers import give, words
from etl.cli.options import AsJson
from etl.paths import DataFolder

app = typer.Typer()


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
    from etl.commands import making

    give(lambda: making.demo(DataFolder.from_env(), size.value, seed, out), as_json)


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
    from etl.commands import making

    give(lambda: making.templates(DataFolder.from_env(), out), as_json)


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
    from etl.commands import making

    give(lambda: making.outlines(DataFolder.from_env(), adcode, given, crs.value), as_json)
