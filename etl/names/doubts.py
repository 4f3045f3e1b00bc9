"""What is unusual about a decision on a name: told to the clerk, who may know better; nothing is refused."""

from collections.abc import Iterator
from datetime import date

import duckdb

from etl.errors import Said
from etl.names.open_names import ALWAYS_FROM, ALWAYS_TO
from etl.office.names import NameDecision, decided, standing
from etl.paths import DataFolder
from etl.warehouse import publish


def unusual(folder: DataFolder, one: NameDecision) -> list[Said]:
    """Return what speaks against a decision, before it is written down.

    Args:
        folder: the data folder; its published build says what ledgers and data know of the name.
        one: the decision.

    Returns:
        Sentences; none where nothing is unusual or the build is of a program that knew no open names.
    """
    before = [old for old in standing(decided(folder)) if (old.alias, old.kind) == _whom(one)]
    said = [*_decided_before(one, before)] if one.decision == "confirm" else []
    try:
        with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
            said += _known_otherwise(connection, one)
            said += _days(connection, one, is_new=not before)
    except duckdb.CatalogException:
        pass
    return said


def _whom(one: NameDecision) -> tuple[str, str]:
    return one.alias, one.kind


def _bounds(one: NameDecision) -> tuple[date, date]:
    first = date.fromisoformat(one.valid_from) if one.valid_from else ALWAYS_FROM
    return first, date.fromisoformat(one.valid_to) if one.valid_to else ALWAYS_TO


def _decided_before(one: NameDecision, before: list[NameDecision]) -> Iterator[Said]:
    first, last = _bounds(one)
    others = (old for old in before if old.decision == "confirm" and old.target_id != one.target_id)
    for old in others:
        begins, ends = _bounds(old)
        if begins <= last and first <= ends:
            yield Said(
                f"注意：“{one.alias}”此前确认为 {old.target_id}（{old.decided_by}，{old.decided_at[:10]}）",
                f'Note: "{one.alias}" was confirmed as {old.target_id} before '
                f"({old.decided_by}, {old.decided_at[:10]})",
            )


def _known_otherwise(connection: duckdb.DuckDBPyConnection, one: NameDecision) -> Iterator[Said]:
    first, last = _bounds(one)
    owners = connection.execute(
        """
        select distinct target_id from dim_name
        where kind = ? and name_text = ? and origin in ('name', 'short_name')
            and target_id is distinct from ? and valid_from <= ? and ? <= valid_to
        order by target_id
        """,
        [one.kind, one.alias, one.target_id, last, first],
    ).fetchall()
    for (owner,) in owners:
        if one.decision == "confirm":
            yield Said(
                f"注意：台账中“{one.alias}”是 {owner} 的名称，确认以后改计入 {one.target_id}",
                f'Note: in the ledger "{one.alias}" is the name of {owner}; from now on it counts for {one.target_id}',
            )
        else:
            yield Said(
                f"注意：台账中“{one.alias}”是 {owner} 的名称，照旧计入 {owner}",
                f'Note: in the ledger "{one.alias}" is the name of {owner}, for which it still counts',
            )


def _days(
    connection: duckdb.DuckDBPyConnection, one: NameDecision, *, is_new: bool
) -> Iterator[Said]:
    """What the days of the data say: nobody writes the name, or its bearer is not there yet or any more."""
    first, last = _bounds(one)
    named = connection.execute(
        "select min(first_day), max(last_day) from mart_open_name where kind = ? and name_text = ?",
        [one.kind, one.alias],
    ).fetchall()[0]
    known, begins, ends = connection.execute(
        """
        select
            count(*) filter (name_text = ?),
            min(valid_from) filter (target_id = ? and origin = 'name'),
            max(valid_to) filter (target_id = ? and origin = 'name')
        from dim_name where kind = ?
        """,
        [one.alias, one.target_id, one.target_id, one.kind],
    ).fetchall()[0]
    if named[0] is None:
        if is_new and not known:
            yield Said(
                f"注意：已导入的数据中没有“{one.alias}”这个名称，请核对写法",
                f'Note: no loaded data has the name "{one.alias}": check how it is written',
            )
        return
    first, last = max(first, named[0]), min(last, named[1])
    if begins is not None and first <= last and (first < begins or ends < last):
        days = f"{begins if begins > ALWAYS_FROM else '…'} – {ends if ends < ALWAYS_TO else '…'}"
        yield Said(
            f"注意：“{one.alias}”出现在 {first} – {last}，而 {one.target_id} 在台账中的起止日期是 {days}",
            f'Note: "{one.alias}" stands in data of {first} – {last}, and the ledger has {one.target_id} for {days}',
        )
