"""The situations in which a command is cut off: what lies there before, and what is asked."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.commands import builds, loading
from etl.commands.loading import LoadOptions
from etl.errors import EtlError
from etl.lake import lake
from etl.paths import DataFolder
from tests.etl.tiny_city import TICKET_HEADER, drop, drop_city, tickets

FAULTY = "{},窗口,户口迁移,W1,昨天,5个工作日,,在办,2026-10-31 18:00\n"
MENDED = "{},窗口,户口迁移,W1,2026-10-30 09:00,5个工作日,,在办,2026-11-02 18:00\n"

STAGES = sorted(
    stage
    for path in Path("etl").rglob("*.py")
    for stage in re.findall(r'reached\(f?"([a-z-]+:[^"]+)"\)', path.read_text(encoding="utf-8"))
    if "{" not in stage
) + ["build:staging", "build:core", "build:marts"]


@dataclass(frozen=True)
class Situation:
    """A command on a data folder.

    Attributes:
        name: what happens, in words.
        prepare: makes the folder as it is before.
        command: the arguments of the command on it.
        kinds: the beginnings of the stages it comes through.
        survives: the process started outlives its killed child.
    """

    name: str
    prepare: Callable[[DataFolder], None]
    command: Callable[[DataFolder], list[str]]
    kinds: tuple[str, ...] = ("load:", "build:")
    survives: bool = False

    @property
    def stages(self) -> list[str]:
        """Every stage at which it can be cut off."""
        return [stage for stage in STAGES if stage.startswith(self.kinds)]

    def finish(self, folder: DataFolder) -> int:
        """Run the command again, as a person would after a power cut; return its exit code."""
        command = self.command(folder)
        if command[0] == "forget":
            # The batch may be gone already; the next load then builds without it.
            try:
                return builds.forget(folder, command[1]).exit_code
            except EtlError:
                return loading.load(folder, [], LoadOptions()).exit_code
        if command[0] == "rollback":
            return builds.rollback(folder, command[1]).exit_code
        if command[0] == "prune":
            return builds.prune(folder, int(command[2])).exit_code
        if command[0] == "build":
            return builds.build_now(folder).exit_code
        given = command[1:] if command[0] == "load" else []
        paths = [Path(path) for path in given[:1]]
        mapping = Path(given[2]) if len(given) > 1 else None
        return loading.load(folder, paths, LoadOptions(mapping=mapping)).exit_code


def _loaded(folder: DataFolder) -> None:
    answer = loading.load(folder, [], LoadOptions())
    if answer.exit_code:
        raise AssertionError(answer.json)


def _city(folder: DataFolder) -> None:
    drop_city(folder.inbox)
    drop(folder.inbox, "待更正.csv", TICKET_HEADER + FAULTY.format("T0090"))


def _first(folder: DataFolder) -> None:
    _city(folder)


def _again(folder: DataFolder) -> None:
    _city(folder)
    _loaded(folder)


def _correction(folder: DataFolder) -> None:
    _again(folder)
    drop(folder.inbox, "改正.csv", TICKET_HEADER + MENDED.format("T0090") + FAULTY.format("T0091"))


def _later(folder: DataFolder) -> None:
    _again(folder)
    text = tickets(11, 20, days=9).replace("2026-10-31", "2026-11-02")
    drop(folder.inbox, "再报.csv", text + FAULTY.format("T0092"))


def _older(folder: DataFolder) -> None:
    _again(folder)
    text = tickets(11, 20, days=9).replace("2026-10-31", "2026-10-30")
    drop(folder.inbox, "迟到.csv", text + FAULTY.format("T0093"))


def _snapshot(folder: DataFolder) -> None:
    _again(folder)
    given = folder.root / "given"
    drop(given, "全量.csv", tickets(1, 12) + FAULTY.format("T0094"))
    mapping = "source: tickets\nas_of: 2026-11-03\nsnapshot: true\n"
    (given / "全量.yaml").write_text(mapping, encoding="utf-8")


def _workbook(folder: DataFolder) -> None:
    _again(folder)
    lines = (tickets(21, 20) + FAULTY.format("T0095")).splitlines()
    header, *rows = [line.split(",") for line in lines]
    frame = pl.DataFrame(rows, schema=header, orient="row")
    frame.write_excel(folder.inbox / "工单.xlsx")


def _two_batches(folder: DataFolder) -> None:
    _later(folder)
    _loaded(folder)
    # The export is gone from the inbox: a later load does not bring the batch back.
    shutil.move(folder.inbox / "再报.csv", folder.root / "再报.csv")


def _three_builds(folder: DataFolder) -> None:
    _later(folder)
    _loaded(folder)
    builds.build_now(folder)


def _newest_batch(folder: DataFolder) -> list[str]:
    known = {record.file_name: record.batch_id for record in lake.batches(folder)}
    return ["forget", known.get("再报.csv", "gone")]


def _always(*command: str) -> Callable[[DataFolder], list[str]]:
    return lambda folder: list(command)


def _snapshot_given(folder: DataFolder) -> list[str]:
    given = folder.root / "given"
    return ["load", str(given / "全量.csv"), "--mapping", str(given / "全量.yaml")]


SITUATIONS: Sequence[Situation] = (
    Situation("first load", _first, _always("load")),
    Situation("build anew", _again, _always("build"), ("build:",)),
    Situation("correction of a rejected row", _correction, _always("load")),
    Situation("later export of known cases", _later, _always("load")),
    Situation("older export that comes late", _older, _always("load")),
    Situation("full snapshot", _snapshot, _snapshot_given),
    Situation("workbook, read by a child", _workbook, _always("load")),
    Situation("watch", _later, _always("watch", "--once"), survives=True),
    Situation("forget a batch", _two_batches, _newest_batch, ("forget:", "build:")),
    Situation("rollback", _three_builds, _always("rollback", "000001"), ("build:pointer",)),
    Situation("prune", _three_builds, _always("prune", "--keep", "1"), ("prune:",)),
)
