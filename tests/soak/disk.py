"""A small disk of its own that fills up at each stage of a load; needs the right to mount one."""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.commands import loading
from etl.commands.loading import LoadOptions
from etl.paths import DataFolder
from tests.etl.stopped import run_stopped
from tests.soak.judging import Content, judge_after_cut, judge_after_next_run, published
from tests.soak.situations import SITUATIONS

SITUATION = next(one for one in SITUATIONS if one.name.startswith("later export"))
SIZE = "128m"
CHUNK = 1 << 20


def report(root: Path) -> list[str]:
    """Fill the disk at every stage, print a tally, return what is bad."""
    if os.geteuid() != 0:
        print("disk full: left out, since mounting a disk takes root")
        return []
    prepared = DataFolder(root / "before-full")
    SITUATION.prepare(prepared)
    before = published(prepared)
    undisturbed = DataFolder(Path(shutil.copytree(prepared.root, root / "never-full")))
    loading.load(undisturbed, [], LoadOptions())
    after = published(undisturbed)
    ends: Counter[str] = Counter()
    bad = []
    for stage in SITUATION.stages:
        with _disk(root / "disk") as mounted:
            folder = DataFolder(Path(shutil.copytree(prepared.root, mounted / "data")))
            try:
                ends[_filled(folder, mounted / "filler", stage, before, after)] += 1
            except Exception as fault:  # noqa: BLE001  # whatever is wrong is counted and told
                bad.append(f"disk full at {stage}: {type(fault).__name__}: {fault}")
    kinds = ", ".join(f"{end} {times}" for end, times in sorted(ends.items()))
    print(f"{'disk full, at each stage':48}{len(SITUATION.stages):5} runs  {kinds}", flush=True)
    return bad


def _filled(
    folder: DataFolder, filler: Path, stage: str, before: Content | None, after: Content | None
) -> str:
    if after is None:
        raise AssertionError("an undisturbed load publishes nothing")
    code, answer, _ = run_stopped(folder, stage, lambda pid: _fill(filler), "load")
    said = json.loads(answer)
    is_new = judge_after_cut(folder, before, after)
    if code == 0 and not is_new:
        raise AssertionError("it ends as if all were well, and nothing is published")
    if code not in (0, 1) or (code == 1 and "磁盘空间已用完" not in said.get("error", "")):
        raise AssertionError(f"it ends with {code} and says {said}")
    left = [*folder.root.rglob("*.tmp"), *folder.staging.glob("*.duckdb*")]
    if left:
        raise AssertionError(f"half-written: {left}")
    filler.unlink()
    judge_after_next_run(folder, loading.load(folder, [], LoadOptions()).exit_code, after)
    return "said so" if code else "nothing was left to write"


def _fill(filler: Path) -> None:
    """Write until the disk takes not one byte more."""
    descriptor = os.open(filler, os.O_WRONLY | os.O_CREAT)
    try:
        for size in (CHUNK, 1 << 12, 1):
            try:
                while True:
                    os.write(descriptor, b"\0" * size)
            except OSError:
                continue
    finally:
        os.close(descriptor)


@contextmanager
def _disk(at: Path) -> Iterator[Path]:
    at.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", at], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", at], check=True)
        at.rmdir()
