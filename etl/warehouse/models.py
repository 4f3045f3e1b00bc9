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

SQL = Path(__file__).resolve().parent.parent.parent / "sql"
LAYERS = ("staging", "core", "marts")

# The first line of a model that lives only during the build: a step that is read more than once and
# dear to compute, or one that is part of the next query. Staging is made of views all the same.
MATERIALIZE = "-- materialize"
VIEW = "-- view"
# A view that is published: rules that the queries read too, over rows that are stored once.
STORED_VIEW = "-- stored view"
# The words of a type: columns that repeat a few texts a million times hold their numbers.
ENUM = "-- enum"
# A table whose repeating texts are of such a type: etl/warehouse/coding.py makes it.
CODED = "-- coded"
CODED_COLUMNS = re.compile(r"^-- Coded: (?P<columns>[\w,\s-]+)\.$", re.MULTILINE)
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
    def kind(self) -> Literal["table", "temp table", "temp view", "view", "type"]:
        """What the file becomes: published tables are those of core and marts without a mark."""
        if self.sql.startswith(ENUM):
            return "type"
        if self.sql.startswith(MATERIALIZE):
            return "temp table"
        if self.sql.startswith(STORED_VIEW):
            return "view"
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
        """Whether its repeating texts are stored as numbers, and what is empty not at all."""
        return self.sql.startswith(CODED)

    @property
    def coded_columns(self) -> frozenset[str]:
        """The text columns that the header's `-- Coded:` lines name."""
        lines = CODED_COLUMNS.search(self.sql)
        return frozenset(re.findall(r"\w+", lines["columns"])) if lines else frozenset()

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
