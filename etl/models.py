"""The files of sql/: one SELECT each, named for the table it makes, run in order of need.

Nobody lists the models: a file says in its header what it reads, and that comes first. A test holds
every header of the project against the parsed SELECT; a file without that line is parsed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Literal

from etl.errors import EtlError, Said

SQL = Path(__file__).resolve().parent.parent / "sql"
LAYERS = ("staging", "core", "marts")

# The first line of a model that lives only during the build: a step that is read more than once and
# dear to compute, or one that is part of the next query. Staging is made of views all the same.
MATERIALIZE = "-- materialize"
VIEW = "-- view"
# The words of a type: columns that repeat a few texts a million times hold their numbers.
ENUM = "-- enum"
# A table whose repeating texts are of such a type: to look for a dictionary in the others would
# cost the build a tenth.
CODED = "-- coded"
# A fact whose rows follow from the lines of their own key: `-- Again: key of lake_x, lake_y.`, the
# columns that also move with the as-of, and the tables that its published rows can stand for.
AGAIN = re.compile(r"^-- Again: (?P<key>\w+) of (?P<tables>.*)\.$", re.MULTILINE)
MOVES = re.compile(r"^-- Moves: (?P<columns>.*)\.$", re.MULTILINE)
OVER = re.compile(r"^-- Over: (?P<tables>.*)\.$", re.MULTILINE)
# Sources whose lines are matched with all rows of a fact: where there is one, nothing is gone on from.
WHOLE = re.compile(r"^-- Whole: (?P<tables>.*)\.$", re.MULTILINE)
# A mart of sums, without a row where there is nothing to count: the sums of changed rows are
# taken off and added.
ADDS_UP = re.compile(r"^-- Adds up\.$", re.MULTILINE)
# A check that need look only at the rows that changed.
OF_CHANGED = re.compile(r"^-- Of changed rows\.$", re.MULTILINE)
GRAIN = re.compile(r"^-- Grain: one row per \((?P<columns>.*?)\)", re.MULTILINE)
READS = re.compile(r"^-- Reads: (?P<tables>.*)\.$", re.MULTILINE)


class ModelError(EtlError):
    """A file of sql/ that cannot be run: the fault of its writer, not of the data."""


@dataclass(frozen=True)
class Model:
    """One file of sql/.

    Attributes:
        name: the table it makes, and the file's stem.
        layer: the folder below sql/.
        path: the file.
        sql: its text.
    """

    name: str
    layer: str
    path: Path
    sql: str

    @property
    def kind(self) -> Literal["table", "temp table", "temp view", "type"]:
        """What the file becomes: published tables are those of core and marts without a mark."""
        if self.sql.startswith(ENUM):
            return "type"
        if self.sql.startswith(MATERIALIZE):
            return "temp table"
        if self.sql.startswith(VIEW) or self.layer == "staging":
            return "temp view"
        return "table"

    @property
    def statement(self) -> str:
        """The SQL that makes it."""
        if self.kind == "type":
            return f"create type {self.name} as enum (\n{self.sql}\n)"
        return f"create {self.kind} {self.name} as {self.sql}"

    @property
    def is_coded(self) -> bool:
        """Whether the texts it repeats are numbers already."""
        return self.sql.startswith(CODED)

    @property
    def again(self) -> tuple[str, tuple[str, ...]] | None:
        """The key and the lake tables whose lines its rows follow from; None for other tables."""
        line = AGAIN.search(self.sql)
        return (line["key"], tuple(re.findall(r"\w+", line["tables"]))) if line else None

    @property
    def moves(self) -> tuple[str, ...]:
        """Columns that move with the as-of though no line of the key is new."""
        line = MOVES.search(self.sql)
        return tuple(re.findall(r"\w+", line["columns"])) if line else ()

    @property
    def over(self) -> tuple[str, ...]:
        """Tables it reads that its own published rows can stand for."""
        line = OVER.search(self.sql)
        return tuple(re.findall(r"\w+", line["tables"])) if line else ()

    @property
    def whole(self) -> tuple[str, ...]:
        """Lake tables with any batch of which all its rows are computed anew."""
        line = WHOLE.search(self.sql)
        return tuple(re.findall(r"\w+", line["tables"])) if line else ()

    @property
    def adds_up(self) -> tuple[str, ...]:
        """The columns of the grain of a mart of sums; none for other tables."""
        line = GRAIN.search(self.sql) if ADDS_UP.search(self.sql) else None
        return tuple(re.findall(r"\w+", line["columns"])) if line else ()

    @property
    def is_of_changed_rows(self) -> bool:
        """Whether a check need look only at the rows that changed."""
        return bool(OF_CHANGED.search(self.sql))

    @property
    def reads(self) -> frozenset[str]:
        """The tables outside the file that its SELECT reads.

        Raises:
            ModelError: the file is not exactly one SELECT.
        """
        return _tables_read(self.sql, self.path)

    @property
    def needs(self) -> frozenset[str]:
        """The tables that must be there before: as the header says, else as the SELECT reads."""
        return self.declared_reads if READS.search(self.sql) else self.reads

    @property
    def declared_reads(self) -> frozenset[str]:
        """The tables that the header's `-- Reads:` line names."""
        line = READS.search(self.sql)
        return frozenset(re.findall(r"\w+", line["tables"])) if line else frozenset()


# Parsing all of sql/ takes as long as a small build, and the text says all.
@lru_cache(maxsize=512)
def _tables_read(sql: str, path: Path) -> frozenset[str]:
    # Half a second to import, for a file whose header does not say what it reads.
    import sqlglot
    from sqlglot import exp
    from sqlglot.optimizer.scope import traverse_scope

    try:
        statements = [s for s in sqlglot.parse(sql, dialect="duckdb") if s is not None]
    except sqlglot.errors.SqlglotError as fault:
        raise _not_a_select(path, str(fault)) from fault
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise _not_a_select(path, f"{len(statements)} statements")
    return frozenset(
        source.name
        for scope in traverse_scope(statements[0])
        for source in scope.sources.values()
        if isinstance(source, exp.Table) and isinstance(source.this, exp.Identifier)
    )


def read_models(root: Path = SQL, layers: Collection[str] = LAYERS) -> list[Model]:
    """Read the files of some folders below sql/.

    Args:
        root: the sql folder.
        layers: which of its folders.

    Returns:
        The models in order of folder and name.

    Raises:
        ModelError: two files would make the same table.
    """
    models: dict[str, Model] = {}
    for layer in layers:
        for path in sorted((root / layer).glob("*.sql")):
            model = Model(path.stem, layer, path, path.read_text(encoding="utf-8"))
            if path.stem in models:
                raise ModelError(
                    Said(
                        f"两个文件都要生成表 {path.stem}：{models[path.stem].path} 与 {path}",
                        f"Two files make the table {path.stem}: {models[path.stem].path} and {path}",
                    )
                )
            models[path.stem] = model
    return list(models.values())


def in_order(models: Collection[Model], inputs: Collection[str]) -> list[Model]:
    """Return the models so that each comes after all that it reads.

    Args:
        models: the models of the layers staging, core and marts.
        inputs: names of the tables that are there before any model.

    Returns:
        All models: staging, then core, then marts; inside a layer by need, then by name.

    Raises:
        ModelError: a model reads a table that nobody makes, or one of a later layer, or a
            circle of models read one another.
    """
    known = {model.name: model for model in models}
    for model in models:
        for table in sorted(model.needs - set(inputs)):
            _require_readable(model, table, known)
    graph = {model.name: sorted(model.needs & known.keys()) for model in models}
    try:
        ordered = [known[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as fault:
        circle = " → ".join(fault.args[1])
        raise ModelError(
            Said(
                f"SQL 互相依赖，成了一个圈：{circle}",
                f"Models read one another in a circle: {circle}",
            )
        ) from fault
    return sorted(ordered, key=lambda model: LAYERS.index(model.layer))


def _require_readable(model: Model, table: str, known: dict[str, Model]) -> None:
    if table not in known:
        raise ModelError(
            Said(
                f"{model.path} 读取的表 {table} 不存在：既不是输入，也没有 SQL 文件生成它",
                f"{model.path} reads {table}, which is neither an input nor made by any file of sql/",
            )
        )
    if LAYERS.index(known[table].layer) > LAYERS.index(model.layer):
        raise ModelError(
            Said(
                f"{model.path} 属于 {model.layer}，不能读取后一层的 {table}（{known[table].layer}）",
                f"{model.path} is of {model.layer} and cannot read {table} of {known[table].layer}",
            )
        )


def _not_a_select(path: Path, found: str) -> ModelError:
    return ModelError(
        Said(
            f"{path} 应当正好是一条 SELECT：{found}", f"{path} must be exactly one SELECT: {found}"
        )
    )
