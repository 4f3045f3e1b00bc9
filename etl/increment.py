"""A build that goes on from the published one: only what new lines or a later as-of change.

The same models run over fewer rows. Which rows those are, sql/changes says; how a table takes
them in, the header of its model does (etl/models.py). What says nothing is computed anew in full.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from etl import inputs
from etl.change import Change, upstream
from etl.errors import Said
from etl.models import Model, ModelError, read_models
from etl.paths import DataFolder
from etl.running import check, execute, make
from etl.stages import reached


class Increment:
    """The copy of a published build, being brought up to date."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, folder: DataFolder, change: Change, sql: Path
    ) -> None:
        self._connection, self._folder, self._change = connection, folder, change
        self._sets = {model.name: model for model in read_models(sql, ["changes"])}
        self._checks = read_models(sql, ["checks"])
        self._made: list[str] = []
        [(catalog,)] = connection.sql("select current_database()").fetchall()
        self._main = f'"{catalog}".main'
        # Row numbers must not move before the changed rows are counted.
        connection.execute("set checkpoint_threshold = '1TB'")

    def run(self, models: Sequence[Model]) -> None:
        """Bring every published table up to date.

        Args:
            models: all models, in order.

        Raises:
            ModelError: a model cannot be run.
        """
        self._known = {model.name: model for model in models}
        [self._fact] = [model for model in models if model.again]
        assert self._fact.again
        self._key, self._keyed = self._fact.again
        self._again()
        reached("build:again")
        self._moved()
        sums = [model for model in models if self._is_summed(model)]
        self._sum(sums, "before", "select row_id from changed_row")
        self._take_over()
        self._sum(
            sums, "after", "select row_id from moved union all select row_id from renewed_row"
        )
        for model in sums:
            self._merge(model)
        reached("build:summed")
        taken = {self._fact.name, *(model.name for model in sums)}
        for model in models:
            if model.kind == "table" and model.name not in taken:
                self._need(model.needs)
                self._do(f"drop table if exists {self._main}.{model.name}")
                make(self._connection, model)
        reached("build:renewed")

    def check(self) -> list[Said]:
        """Return what the checks found; those of changed rows see only these."""
        found = []
        for model in sorted(self._checks, key=lambda model: model.is_of_changed_rows):
            if model.is_of_changed_rows:
                self._bind_fact("select row_id from renewed_row")
            found.append(check(self._connection, model))
        return [said for said in found if said is not None]

    def _again(self) -> None:
        """Compute the rows of all keys that have new lines, into `again`."""
        for source in (name.removeprefix("lake_") for name in self._keyed):
            self._register(f"new_{source}", source, self._change.batches.get(source, ()))
        self._need(["stg_as_of"])
        for name in ("change_as_of", "ticket_again"):
            self._do(f"create temp table {name} as {self._sets[name].sql}")
        self._words()
        for table in self._keyed:
            source = table.removeprefix("lake_")
            self._register(f"every_{source}", source, self._batches(source))
            self._bind(table, self._of_keys(f"every_{source}"))
        self._need(["stg_ticket_repeated"])
        rows = self._connection.sql(self._sets["batch_again"].sql).fetchall()
        self._register("standing_tickets", "tickets", [str(row[0]) for row in rows])
        self._do(f"create temp table full_tickets as {self._of_keys('standing_tickets')}")
        self._bind("lake_tickets", "from full_tickets")
        self._need(self._fact.needs)
        execute(self._connection, self._fact, f"create temp table again as {self._fact.sql}")
        self._drop(self._keyed)
        for table in self._keyed:
            self._do(f"create or replace temp view {table} as from every_{table[5:]}")

    def _moved(self) -> None:
        """Compute the columns that move with the as-of, into `moved`; number the changed rows."""
        fact, columns = self._fact, self._fact.moves
        self._do(f"create temp table ticket_moved as {self._sets['ticket_moved'].sql}")
        published = (
            f"select * exclude ({', '.join(columns)}), rowid as row_id "
            f"from {self._main}.{fact.name} where rowid in (select row_id from ticket_moved)"
        )
        for name in fact.over:
            self._bind(name, published)
        self._need(fact.needs)
        moved = ", ".join(f"coming.{column}" for column in columns)
        differs = " or ".join(f"coming.{c} is distinct from published.{c}" for c in columns)
        execute(
            self._connection,
            fact,
            f"create temp table moved as select coming.row_id, {moved} from ({fact.sql}) as coming "
            f"inner join {self._main}.{fact.name} as published "
            f"on coming.row_id = published.rowid where {differs}",
        )
        self._drop(fact.over)
        self._do(
            "create temp table changed_row as select row_id from moved union all "
            f"select rowid as row_id from {self._main}.{fact.name} "
            f"where {self._key} in (select {self._key} from ticket_again)"
        )

    def _take_over(self) -> None:
        """Write the changed rows into the fact; the numbers of the new ones are `renewed_row`."""
        table = f"{self._main}.{self._fact.name}"
        values = ", ".join(f"{column} = moved.{column}" for column in self._fact.moves)
        keys = f"{self._key} in (select {self._key} from ticket_again)"
        self._do(f"update {table} as fact set {values} from moved where fact.rowid = moved.row_id")
        self._do(f"delete from {table} where {keys}")
        self._do(f"insert into {table} by name select * from again")
        self._do(
            f"create temp table renewed_row as select rowid as row_id from {table} where {keys}"
        )

    def _is_summed(self, model: Model) -> bool:
        """Return whether sums of changed rows are all that changes in a mart."""
        if not model.adds_up:
            return False
        read = upstream(model.name, self._known, stop=[self._fact.name])
        return not any(f"lake_{source}" in read for source in self._change.batches)

    def _sum(self, sums: Collection[Model], when: str, rows: str) -> None:
        """Make the marts of sums over some rows of the fact, as `before_…` or `after_…`."""
        self._bind_fact(rows)
        for model in sums:
            self._need(model.needs)
            name = f"{when}_{model.name}"
            execute(self._connection, model, f"create temp table {name} as {model.sql}")
        self._drop([self._fact.name])

    def _merge(self, model: Model) -> None:
        """Take the sums of changed rows as they were off a mart, and add them as they are."""
        table, keys = f"{self._main}.{model.name}", model.adds_up
        described = self._connection.sql(f"describe {table}").fetchall()
        types = {str(row[0]): str(row[1]) for row in described if row[0] not in keys}
        key, columns = ", ".join(keys), ", ".join(row[0] for row in described)
        negative = ", ".join(f"-{name} as {name}" for name in types)
        totals = ", ".join(f"cast(sum({n}) as {kind}) as {n}" for n, kind in types.items())
        counts = " or ".join(f"sum({name}) <> 0" for name in types)
        self._do(
            f"create temp table merged as select {key}, {totals} from ("
            f"select * from {table} union all by name select * from after_{model.name} "
            f"union all by name select {key}, {negative} from before_{model.name}) "
            f"group by {key} having {counts}"
        )
        self._do(f"drop table {table}")
        self._do(f"create table {table} as select {columns} from merged order by {key}")
        self._do("drop table temp.merged")

    def _words(self) -> None:
        """Let the types of words know those of the new lines; columns change type only if any."""
        for table in self._keyed:
            self._bind(table, f"from new_{table[5:]}")
        types = [model for model in self._known.values() if model.kind == "type"]
        for model in types:
            self._need(model.needs)
            self._widen(model)
        self._drop(self._keyed)

    def _widen(self, model: Model) -> None:
        name = model.name
        self._do(
            f"create or replace temp table word_list as select cast(unnest(enum_range("
            f"cast(null as {name}))) as varchar) as word, false as is_new "
            f"union all select word, true as is_new from ({model.sql}) as written (word)"
        )
        fresh = "select word from word_list group by word having bool_and(is_new)"
        if not self._connection.sql(fresh).fetchall():
            return
        typed = f"select typeof(cast(null as {name}))"
        [(old,)] = self._connection.sql(typed).fetchall()
        self._do(f"drop type {name}")
        self._do(f"create type {name} as enum (select distinct word from word_list order by word)")
        for column, kind in self._columns(self._fact.name):
            if kind == old:
                self._do(
                    f"alter table {self._main}.{self._fact.name} alter {column} set data type {name}"
                )

    def _columns(self, table: str) -> list[tuple[str, str]]:
        described = self._connection.sql(f"describe {self._main}.{table}").fetchall()
        return [(str(row[0]), str(row[1])) for row in described]

    def _need(self, names: Collection[str]) -> None:
        """Make what lives only during the build, as far as it is not there."""
        for name in sorted(names):
            model = self._known.get(name)
            if model is None or name in self._made or model.kind in ("table", "type"):
                continue
            self._need(model.needs)
            make(self._connection, model)
            self._made.append(name)

    def _bind(self, name: str, select: str) -> None:
        """Let a name stand for some rows until it is dropped."""
        self._do(f"create or replace temp view {name} as {select}")
        if name in self._known and name not in self._made:
            self._made.append(name)

    def _bind_fact(self, rows: str) -> None:
        table = f"{self._main}.{self._fact.name}"
        self._bind(self._fact.name, f"select * from {table} where rowid in ({rows})")

    def _drop(self, names: Collection[str]) -> None:
        """Drop temporary tables and views of some names, and all that was made of them."""
        gone = set(names)
        for name in reversed(list(self._made)):
            if name in gone or upstream(name, self._known) & gone:
                [(kind,)] = self._connection.execute(
                    "select table_type from information_schema.tables "
                    "where table_catalog = 'temp' and table_name = ?",
                    [name],
                ).fetchall()
                self._do(f"drop {'view' if kind == 'VIEW' else 'table'} temp.{name}")
                self._made.remove(name)

    def _of_keys(self, table: str) -> str:
        return f"select * from {table} where {self._key} in (select {self._key} from ticket_again)"

    def _batches(self, source: str) -> list[str]:
        rows = self._connection.execute(
            "select batch_id from lake_batch where source = ?", [source]
        ).fetchall()
        return [str(row[0]) for row in rows]

    def _register(self, name: str, source: str, batch_ids: Collection[str]) -> None:
        inputs.register_batches(self._connection, self._folder, name, source, batch_ids)

    def _do(self, statement: str) -> None:
        try:
            self._connection.execute(statement)
        except duckdb.Error as fault:
            raise ModelError(
                Said(
                    f"增量生成失败，未发布：{fault}",
                    f"To go on from the published build failed: {fault}",
                )
            ) from fault
