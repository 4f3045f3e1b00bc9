"""Tables of a million rows: texts that repeat are numbers, and columns without a value are not stored.

Exports fill a third of the columns that they might have. The table `<name>_stored` holds those that
say something; the view `<name>` has all, in their order. The others take neither time to write nor
room, and what is computed from them later is known before the first row is read.
(Generated columns would be one table, but DuckDB binds each of them anew for every 2,048 rows.)
"""

import json

import duckdb

from etl.warehouse.models import Model

# The type of sql/staging/word.sql.
CODES = "word"


def make(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    """Make the table of a coded model.

    Args:
        connection: the build's connection.
        model: one whose first line marks it as coded.

    Raises:
        duckdb.Error: its SELECT cannot be run.
    """
    rows = connection.sql(model.sql)
    types = {
        name: CODES if name in model.coded_columns else str(dtype)
        for name, dtype in zip(rows.columns, rows.types, strict=True)
    }
    empty = _known_to_be_empty(connection, model, list(types))
    stored = ", ".join(
        f"cast({name} as {CODES}) as {name}" if name in model.coded_columns else name
        for name in types
        if name not in empty
    )
    shown = ", ".join(
        f"cast(null as {dtype}) as {name}" if name in empty else name
        for name, dtype in types.items()
    )
    # To look for a dictionary of texts that repeat, when those are numbers already, costs a tenth.
    connection.execute("set disabled_compression_methods = 'dictionary'")
    rows.project(stored).create(f"{model.name}_stored")
    connection.execute("reset disabled_compression_methods")
    connection.execute(f"create view {model.name} as from {model.name}_stored select {shown}")


def _known_to_be_empty(
    connection: duckdb.DuckDBPyConnection, model: Model, columns: list[str]
) -> frozenset[str]:
    """Return the columns of which the engine's own plan says that they never hold a value.

    The optimiser replaces `x is null` by true where it can prove it, and nowhere else: what is in
    doubt is stored.
    """
    asked = ", ".join(f"{column} is null as {column}" for column in columns)
    [(_, plan)] = connection.execute(
        f"explain (format json) from (\n{model.sql}\n) select {asked}"
    ).fetchall()
    answers = json.loads(plan)[0]["extra_info"].get("Projections")
    if not isinstance(answers, list) or len(answers) != len(columns):
        return frozenset()
    return frozenset(c for c, answer in zip(columns, answers, strict=True) if answer == "true")
