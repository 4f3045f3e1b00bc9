"""The tables of the office's database, in the order in which versions of the program added them.

A migration that was released is never edited: the next change is the next number.
"""

from collections.abc import Sequence


def _append_only(table: str, key: str) -> tuple[str, ...]:
    """Return the triggers that refuse every change of a row that is written."""
    return (
        f"create trigger {table}_is_not_updated before update on {table} "
        "begin select raise(abort, 'append-only'); end",
        f"create trigger {table}_is_not_deleted before delete on {table} "
        "begin select raise(abort, 'append-only'); end",
        # INSERT OR REPLACE removes the old row without asking the trigger above.
        f"create trigger {table}_is_not_replaced before insert on {table} "  # noqa: S608
        f"when exists (select 1 from {table} where {key} = new.{key}) "
        "begin select raise(abort, 'append-only'); end",
    )


MIGRATIONS: Sequence[tuple[str, ...]] = (
    (
        """
        create table name_decision (
            decision_id integer primary key,
            alias text not null check (alias <> ''),
            kind text not null check (kind in ('unit', 'outlet')),
            decision text not null check (decision in ('confirm', 'reject')),
            target_id text,
            valid_from text check (valid_from is date(valid_from)),
            valid_to text check (valid_to is date(valid_to)),
            decided_by text not null,
            decided_at text not null,
            check ((decision = 'confirm') = (target_id is not null)),
            check (valid_from is null or valid_to is null or valid_from <= valid_to)
        ) strict
        """,
        *_append_only("name_decision", "decision_id"),
    ),
    (
        """
        create table batch_release (
            release_id integer primary key,
            batch_id text not null check (batch_id <> ''),
            decided_by text not null,
            decided_at text not null
        ) strict
        """,
        *_append_only("batch_release", "release_id"),
    ),
)
