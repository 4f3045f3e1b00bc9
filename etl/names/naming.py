"""`etl names`: whom a name means, confirmed or rejected by the clerk; a build applies it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import duckdb

from etl.answers import Answer, UsageError, words
from etl.commands import builds
from etl.errors import Said
from etl.names.doubts import unusual
from etl.office.names import NameDecision, NameKind, confirmed, decide, rejected, somebody
from etl.paths import DataFolder
from etl.warehouse import publish


@dataclass(frozen=True)
class NamesAsked:
    """What `etl names` was asked to decide.

    Attributes:
        confirm: names to confirm, each as NAME=NUMBER.
        reject: names that mean nobody of the ledgers.
        kind: what they name; None where the number says it, and a unit where nothing does.
        first_day, last_day: the days on which the confirmed ones hold; None is open.
        by: who decides; None is the user of the computer.
        is_building: whether a build follows.
    """

    confirm: Sequence[str] = ()
    reject: Sequence[str] = ()
    kind: NameKind | None = None
    first_day: date | None = None
    last_day: date | None = None
    by: str | None = None
    is_building: bool = True


def decide_names(folder: DataFolder, asked: NamesAsked) -> Answer:
    """Write down what names mean, then build and publish.

    The decisions are kept before the build begins: one that is cut off, or that has to wait for
    another load, loses none of them.

    Args:
        folder: the data folder.
        asked: what is decided.

    Returns:
        `{decisions: […], doubts: […], build_id}`; doubts are sentences on what is unusual about one.

    Raises:
        UsageError: a name or a number that does not exist, or days in the wrong order.
        AnotherLoadRuns: another load holds the lock; the decisions are kept.
    """
    by = asked.by or somebody()
    if asked.first_day and asked.last_day and asked.first_day > asked.last_day:
        raise UsageError(Said("起始日期晚于截止日期", "The first day is later than the last"))
    decisions = [_confirmed(folder, text, asked, by) for text in asked.confirm]
    decisions += [rejected(_named(text, text), asked.kind or "unit", by) for text in asked.reject]
    doubts = [said for decision in decisions for said in unusual(folder, decision)]
    decide(folder, decisions)
    said = Said(f"已记下 {len(decisions)} 条", f"{len(decisions)} decisions are kept")
    if asked.is_building and not builds.is_up_to_date(folder):
        builds.build_now(folder)
    elif not builds.is_up_to_date(folder):
        said = Said(
            f"{said.zh}；运行 etl build 后生效", f"{said.en}; etl build applies them to the numbers"
        )
    content = {
        "decisions": [asdict(decision) for decision in decisions],
        "doubts": [words(said.zh, said.en) for said in doubts],
        "build_id": builds.current_id(folder),
    }
    header = ("alias", "kind", "decision", "target_id", "valid_from", "valid_to", "decided_by")
    rows = [[getattr(decision, name) for name in header] for decision in decisions]
    return Answer(content, header, rows, [said, *doubts])


def _confirmed(folder: DataFolder, text: str, asked: NamesAsked, by: str) -> NameDecision:
    name, equals, target_id = text.rpartition("=")
    name, target_id = _named(name, text), target_id.strip()
    if not equals or not target_id:
        raise _unreadable(text)
    kind = _kind(folder, target_id, asked.kind)
    return confirmed(name, kind, target_id, (asked.first_day, asked.last_day), by)


def _named(name: str, text: str) -> str:
    if not name.strip():
        raise _unreadable(text)
    return name.strip()


def _unreadable(text: str) -> UsageError:
    return UsageError(
        Said(f"“{text}”应写作 名称=编号", f'"{text}" should be written as NAME=NUMBER')
    )


def _kind(folder: DataFolder, target_id: str, asked: NameKind | None) -> NameKind:
    """Return what a number of the published ledgers is the number of."""
    with duckdb.connect(publish.current(folder).path, read_only=True) as connection:
        kinds: list[NameKind] = [
            kind
            for kind in ("unit", "outlet")
            if asked in (None, kind)
            and connection.execute(
                f"select 1 from dim_{kind} where is_registered and {kind}_id = ?",  # noqa: S608
                [target_id],
            ).fetchone()
        ]
    if not kinds:
        raise UsageError(
            Said(f"台账中没有编号 {target_id}", f"No ledger has the number {target_id}")
        )
    if len(kinds) > 1:
        raise UsageError(
            Said(
                f"承办单位和窗口单位都有编号 {target_id}，请用 --kind 说明是哪一类",
                f"A unit and an outlet have the number {target_id}: say which with --kind",
            )
        )
    return kinds[0]
