"""Models and checks run on a connection."""

import duckdb

from etl.errors import ChecksRefused, Said
from etl.models import Model, ModelError

SHOWN_ROWS = 5


def make(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make what a model stands for: a table, a temporary one, a view or a type.

    Raises:
        ModelError: DuckDB refuses it.
    """
    unused = "dictionary" if model.is_coded else ""
    connection.execute(f"set disabled_compression_methods = '{unused}'")
    execute(connection, model, model.statement)


def execute(connection: duckdb.DuckDBPyConnection, model: Model, statement: str) -> None:
    """Run a statement on behalf of a model.

    Raises:
        ModelError: DuckDB refuses it.
    """
    try:
        connection.execute(statement)
    except duckdb.Error as fault:
        raise ModelError(
            Said(
                f"生成表 {model.name} 失败，未发布：{fault}",
                f"The table {model.name} could not be made, nothing is published: {fault}",
            )
        ) from fault


def check(connection: duckdb.DuckDBPyConnection, check: Model) -> Said | None:
    """Return what a check found, None when it holds."""
    rows = connection.sql(check.sql)
    found = rows.limit(SHOWN_ROWS).fetchall()
    if not found:
        return None
    shown = "\n".join(f"  {dict(zip(rows.columns, row, strict=True))}" for row in found)
    return Said(
        f"核对项 {check.name} 未通过，例如：\n{shown}",
        f"The check {check.name} does not hold, for example:\n{shown}",
    )


def refuse(found: list[Said]) -> None:
    """Refuse the build when any check found rows.

    Raises:
        ChecksRefused: with all that was found.
    """
    if found:
        kept = Said(
            "本次数据未发布，页面仍显示上一版。",
            "Nothing was published: the pages still show the build before.",
        )
        zh = "\n".join(said.zh for said in [*found, kept])
        raise ChecksRefused(Said(zh, "\n".join(said.en for said in [*found, kept])))
