"""Commands on what is loaded and published: batches and builds."""

from typing import Annotated

import typer

from etl.answers import give, words
from etl.cli.options import AsJson, NoBuild
from etl.paths import DataFolder

app = typer.Typer()


@app.command(help=words("由已导入的数据重新生成并发布", "Build anew from the lake and publish"))
def build(as_json: AsJson = False) -> None:
    """Build and publish."""
    from etl.commands import builds

    give(lambda: builds.build_now(DataFolder.from_env()), as_json)


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
    from etl.commands import checking, published

    ask = checking.check if check else published.status
    give(lambda: ask(DataFolder.from_env()), as_json)


@app.command(help=words("已导入的批次", "The batches of the lake"))
def batches(as_json: AsJson = False) -> None:
    """List the batches."""
    from etl.commands import published

    give(lambda: published.batches(DataFolder.from_env()), as_json)


@app.command(
    help=words("放行一个因行数变化过大而暂缓的批次", "Let a batch that was held into the numbers")
)
def release(
    batch: str,
    by: Annotated[str | None, typer.Option(help=words("谁放行的", "Who decides"))] = None,
    no_build: NoBuild = False,
    as_json: AsJson = False,
) -> None:
    """Release a batch."""
    from etl.commands import builds

    give(
        lambda: builds.release(DataFolder.from_env(), batch, by, is_building=not no_build),
        as_json,
    )


@app.command(help=words("移除一个批次并重新生成", "Remove a batch and build without it"))
def forget(batch: str, as_json: AsJson = False) -> None:
    """Remove a batch."""
    from etl.commands import builds

    give(lambda: builds.forget(DataFolder.from_env(), batch), as_json)


@app.command(
    help=words("回退到上一个（或指定的）数据版本", "Go back to the build before, or to one")
)
def rollback(
    build_id: Annotated[str | None, typer.Argument(metavar="BUILD")] = None, as_json: AsJson = False
) -> None:
    """Publish an older build again."""
    from etl.commands import builds

    give(lambda: builds.rollback(DataFolder.from_env(), build_id), as_json)


@app.command(help=words("只保留最新的若干数据版本", "Keep only the newest builds"))
def prune(
    keep: Annotated[int, typer.Option(min=1, help=words("保留几个", "How many"))],
    as_json: AsJson = False,
) -> None:
    """Remove old builds; never the published one."""
    from etl.commands import builds

    give(lambda: builds.prune(DataFolder.from_env(), keep), as_json)
