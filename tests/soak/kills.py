"""Kills at every named stage of every situation, and at random moments of a load of a sample city."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from etl.commands import loading, making
from etl.commands.loading import LoadOptions
from etl.paths import DataFolder
from tests.soak.judging import Content, judge_after_cut, judge_after_next_run, published
from tests.soak.situations import SITUATIONS

PATIENCE_S = 300
# A watch outlives the command that is killed. Once the batch is recorded it sees that the lake has what
# the published build lacks, and builds: the new build is the right end there, not a kill that missed.
PUBLISHES_ALL_THE_SAME = ("load:record-written", "build:pointer-flipped")


@dataclass(frozen=True)
class Case:
    """One kill.

    Attributes:
        situation: which of `SITUATIONS`; -1 for the sample city.
        prepared: the folder before, to be copied.
        before: what is published there.
        after: what an undisturbed run publishes.
        stage: where it is killed; empty for a moment.
        moment_s: when it is killed otherwise.
    """

    situation: int
    prepared: Path
    before: Content | None
    after: Content
    stage: str = ""
    moment_s: float = 0.0


def prepare(root: Path, at: int) -> list[Case]:
    """Make a situation, run it undisturbed once, and return its kills."""
    situation = SITUATIONS[at]
    prepared = DataFolder(root / f"situation-{at}")
    prepared.root.mkdir(parents=True)
    situation.prepare(prepared)
    before = published(prepared)
    undisturbed = DataFolder(Path(shutil.copytree(prepared.root, root / f"undisturbed-{at}")))
    if situation.finish(undisturbed):
        raise AssertionError(f"{situation.name} fails without any kill")
    after = published(undisturbed)
    if after is None:
        raise AssertionError(f"{situation.name} publishes nothing")
    return [Case(at, prepared.root, before, after, stage) for stage in situation.stages]


def prepare_random(root: Path, seed: int, count: int) -> list[Case]:
    """Make a sample city of which the cases are still to be loaded, and moments to kill that load."""
    prepared = DataFolder(root / "sample")
    making.demo(prepared, "small", seed, None)
    late = prepared.root / "late"
    late.mkdir()
    for path in prepared.inbox.rglob("*"):
        if "办件" in path.name or "工单" in path.name:
            path.rename(late / path.name)
    loading.load(prepared, [], LoadOptions())
    for path in late.iterdir():
        path.rename(prepared.inbox / path.name)
    before = published(prepared)
    undisturbed = DataFolder(Path(shutil.copytree(prepared.root, root / "sample-undisturbed")))
    began = time.monotonic()
    _run(undisturbed, ["load"]).wait(PATIENCE_S)
    lasts_s = time.monotonic() - began
    after = published(undisturbed)
    if after is None or after == before:
        raise AssertionError("the load of the sample city changes nothing")
    moments = random.Random(seed)
    return [
        Case(-1, prepared.root, before, after, moment_s=moments.uniform(0, lasts_s))
        for _ in range(count)
    ]


def kill(case: Case) -> tuple[str, str]:
    """Kill one run and judge what follows.

    Returns:
        What became of it (`old`, `new`: the build published after the kill; `ended` before a random
        kill; `missed`: the stage was not reached; `bad`), and why it is bad.
    """
    folder = DataFolder(case.prepared.with_name(f"killed-{os.getpid()}-{time.monotonic_ns()}"))
    shutil.copytree(case.prepared, folder.root)
    try:
        with redirect_stderr(StringIO()):
            return _kill(case, folder), ""
    except Exception as fault:  # noqa: BLE001  # whatever is wrong is counted and told
        return "bad", f"{_name(case)}: {type(fault).__name__}: {fault}"
    finally:
        shutil.rmtree(folder.root)


def _kill(case: Case, folder: DataFolder) -> str:
    situation = SITUATIONS[case.situation] if case.situation >= 0 else None
    command = situation.command(folder) if situation else ["load"]
    process = _run(folder, command, case.stage)
    if case.stage:
        process.wait(PATIENCE_S)
    else:
        try:
            process.wait(case.moment_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    is_killed = process.returncode == -signal.SIGKILL
    if situation and not is_killed and not situation.survives:
        return "missed"
    is_new = judge_after_cut(folder, case.before, case.after)
    if situation and situation.survives and is_new and case.stage not in PUBLISHES_ALL_THE_SAME:
        return "missed"
    finished = loading.load(folder, [], LoadOptions()).exit_code if situation is None else 0
    if situation:
        finished = situation.finish(folder)
    judge_after_next_run(folder, finished, case.after)
    if not is_killed and not situation:
        return "ended"
    return "new" if is_new else "old"


def _run(folder: DataFolder, command: list[str], stage: str = "") -> subprocess.Popen[bytes]:
    told = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_KILL_AT": stage}
    return subprocess.Popen(
        [sys.executable, "-m", "etl", *command, "--json"],
        env={**os.environ, **told},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _name(case: Case) -> str:
    if case.situation < 0:
        return f"sample city at {case.moment_s:.2f} s"
    return f"{SITUATIONS[case.situation].name} at {case.stage}"
