"""`etl names` without a decision: the names that mean nobody yet, with whom they are likely to mean."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from etl.answers import Answer, words
from etl.errors import NothingToServe, Said
from etl.names.proposals import Asked, Proposal, likeliest
from etl.office.names import NameDecision, decided, standing
from etl.paths import DataFolder
from etl.sources import SOURCES
from etl.warehouse import publish

# Every day from 0001 to 9999 is a date of Python; open ends are told as missing.
ALWAYS_FROM, ALWAYS_TO = date.min, date(9999, 12, 31)


@dataclass(frozen=True)
class OpenName:
    """A name that means nobody of the ledgers on some day.

    Attributes:
        name: as files write it.
        kind: `unit` or `outlet`.
        sources: how many rows of which sources name it.
        asked: what is looked for.
    """

    name: str
    kind: str
    sources: dict[str, int]
    asked: Asked

    @property
    def rows(self) -> int:
        """How many rows name it."""
        return sum(self.sources.values())


def list_names(folder: DataFolder, kind: str | None, limit: int) -> Answer:
    """Return the open names, those of most rows first, each with its likeliest bearers.

    Rejected names are left out, and confirmed ones that only wait for a build.

    Args:
        folder: the data folder.
        kind: `unit` or `outlet`; None for both.
        limit: how many to list; the others are only counted.

    Returns:
        `{names: […], count, rows, is_applied, build_id}`; is_applied is false while the published build
        knows other confirmed names than stand.

    Raises:
        NothingToServe: nothing is published, or by a version that knew no names.
    """
    release = publish.current(folder)
    decisions = standing(decided(folder))
    with _asking(release.path) as connection:
        built = _built(connection)
        confirmed = [one for one in decisions if one.decision == "confirm"]
        is_applied = built == {_meaning(one) for one in confirmed}
        waiting = [one for one in confirmed if _meaning(one) not in built]
        rejected = [one for one in decisions if one.decision == "reject"]
        done = {(one.alias, one.kind) for one in [*waiting, *rejected]}
        found = [one for one in _open_names(connection, kind) if (one.name, one.kind) not in done]
        shown = found[:limit]
        proposals = _proposals(connection, shown)
    names = [_told(one, likely) for one, likely in zip(shown, proposals, strict=True)]
    content = {
        "names": names,
        "count": len(found),
        "rows": sum(one.rows for one in found),
        "is_applied": is_applied,
        "build_id": release.build_id,
    }
    header = words("名称 类别 行数 来源 可能是", "name kind rows sources likely").split()
    rows = [_row(one, likely) for one, likely in zip(shown, proposals, strict=True)]
    return Answer(content, header if rows else (), rows, _sentences(len(found), is_applied))


@contextmanager
def _asking(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(path, read_only=True) as connection:
            yield connection
    except duckdb.CatalogException as fault:
        raise NothingToServe(
            Said(
                "当前数据由旧版本程序生成，请先运行 etl build",
                "The published build is of an older version of the program; run etl build first",
            )
        ) from fault


def _sentences(count: int, is_applied: bool) -> list[Said]:
    said = [
        Said(
            f"{count} 个名称没有对应到台账" if count else "所有名称都已对应到台账",
            f"{count} names mean nobody of the ledgers" if count else "Every name means somebody",
        )
    ]
    if count:
        said.append(
            Said(
                "确认：etl names --confirm 名称=编号；都不是：etl names --reject 名称",
                "Confirm one: etl names --confirm NAME=NUMBER; none of them: etl names --reject NAME",
            )
        )
    if not is_applied:
        said.append(
            Said(
                "有确认过的名称尚未生效，运行 etl build 后生效",
                "There are confirmed names that etl build applies",
            )
        )
    return said


Meaning = tuple[str, str, str | None, date, date]


def _meaning(one: NameDecision) -> Meaning:
    """Return what a confirmed name says, as dim_name has it."""
    first = date.fromisoformat(one.valid_from) if one.valid_from else ALWAYS_FROM
    last = date.fromisoformat(one.valid_to) if one.valid_to else ALWAYS_TO
    return one.alias, one.kind, one.target_id, first, last


def _built(connection: duckdb.DuckDBPyConnection) -> set[Meaning]:
    """Return the confirmed names that the published build was made with."""
    rows = connection.execute(
        "select name_text, kind, target_id, valid_from, valid_to from dim_name where origin = 'office'"
    )
    return set(rows.fetchall())


def _open_names(connection: duckdb.DuckDBPyConnection, kind: str | None) -> list[OpenName]:
    """Return all of them, most rows first."""
    rows = connection.execute(
        """
        select kind, name_text, plain_text, min(first_day), max(last_day),
            map_from_entries(list((source, rows_named) order by source))
        from mart_open_name
        where ? is null or kind = ?
        group by kind, name_text, plain_text
        order by sum(rows_named) desc, kind, name_text
        """,
        [kind, kind],
    ).fetchall()
    return [
        OpenName(name, of, sources, Asked(plain, first, last))
        for of, name, plain, first, last, sources in rows
    ]


def _proposals(
    connection: duckdb.DuckDBPyConnection, names: Sequence[OpenName]
) -> list[list[Proposal]]:
    found: dict[tuple[str, str], list[Proposal]] = {}
    for kind in ("unit", "outlet"):
        own = [one for one in names if one.kind == kind]
        if own:
            likely = likeliest([one.asked for one in own], _known(connection, kind))
            found |= {(one.name, kind): some for one, some in zip(own, likely, strict=True)}
    return [found[(one.name, one.kind)] for one in names]


def _known(connection: duckdb.DuckDBPyConnection, kind: str) -> pl.DataFrame:
    rows = connection.execute(
        f"""
        select name_text, plain_text, target_id, {kind}_name, names.valid_from, names.valid_to
        from dim_name as names
        inner join dim_{kind} as ledger on names.target_id = ledger.{kind}_id
        where names.kind = ? and ledger.is_registered
        """,  # noqa: S608
        [kind],
    ).fetchall()
    texts = ("name_text", "plain_text", "target_id", "target_name")
    schema = dict.fromkeys(texts, pl.String()) | dict.fromkeys(
        ("valid_from", "valid_to"), pl.Date()
    )
    return pl.DataFrame(rows, schema=schema, orient="row")


def _told(one: OpenName, likely: Sequence[Proposal]) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind,
        "rows": one.rows,
        "sources": one.sources,
        "first_day": one.asked.first_day,
        "last_day": one.asked.last_day,
        "proposals": [
            asdict(proposal)
            | {
                "valid_from": None if proposal.valid_from == ALWAYS_FROM else proposal.valid_from,
                "valid_to": None if proposal.valid_to == ALWAYS_TO else proposal.valid_to,
            }
            for proposal in likely
        ],
    }


def _row(one: OpenName, likely: Sequence[Proposal]) -> list[object]:
    sources = " ".join(
        f"{words(*SOURCES[source].label)} {rows}" for source, rows in one.sources.items()
    )
    may_be = "; ".join(f"{p.target_id} {p.target_name} ({p.score})" for p in likely)
    kind = words("单位", "unit") if one.kind == "unit" else words("窗口单位", "outlet")
    return [one.name, kind, one.rows, sources, may_be]
