"""Bits that turn over and files that are cut, in a release and in the lake: found or harmless, never silent."""

import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from etl.commands import loading
from etl.commands.loading import LoadOptions
from etl.paths import DataFolder
from etl.warehouse import publish
from tests.soak.situations import SITUATIONS

SITUATION = next(one for one in SITUATIONS if one.name.startswith("later export"))
FLIPS, CUTS = 60, 25
SEED = 1


def report(root: Path) -> list[str]:
    """Damage a release and the batches of a lake, print a tally, return what is bad.

    Args:
        root: a folder to work in.
    """
    whole = DataFolder(root / "whole")
    SITUATION.prepare(whole)
    loading.load(whole, [], LoadOptions())
    right = _read(whole)
    rng = random.Random(SEED)
    ends: Counter[str] = Counter()
    bad = []
    batches = sorted(whole.lake.rglob("*.parquet"))
    for kind in ["flip"] * FLIPS + ["cut"] * CUTS:
        for what, file in (
            ("release", publish.current(whole).path),
            ("batch", rng.choice(batches)),
        ):
            folder = DataFolder(Path(shutil.copytree(whole.root, root / "rotten")))
            place = _damage(folder.root / file.relative_to(whole.root), kind, rng)
            said = f"{kind} of {file.name} at byte {place}"
            try:
                ends[
                    _judge_release(folder, right) if what == "release" else _judge_batch(folder)
                ] += 1
            except AssertionError as fault:
                bad.append(f"{said}: {fault}")
            shutil.rmtree(folder.root)
    kinds = ", ".join(f"{end} {times}" for end, times in sorted(ends.items()))
    print(f"{'bits turned over, files cut':48}{2 * (FLIPS + CUTS):5} runs  {kinds}", flush=True)
    return bad


def _damage(path: Path, kind: str, rng: random.Random) -> int:
    content = bytearray(path.read_bytes())
    place = rng.randrange(len(content))
    if kind == "flip":
        content[place] ^= 1 << rng.randrange(8)
    else:
        del content[place:]
    path.chmod(0o644)
    path.write_bytes(content)
    return place


def _judge_release(folder: DataFolder, right: str) -> str:
    """A damaged release is refused, gives way, or still says all that it said; the check finds it."""
    read = _read(folder)
    if read.startswith("read") and read != right:
        raise AssertionError("other numbers are served without a word")
    _require_found(folder)
    if _etl(folder, "build") != 0 or _read(folder) != right:
        raise AssertionError("a build from the lake does not heal it")
    return "release " + {True: "the same", False: read.split()[0]}[read == right]


def _judge_batch(folder: DataFolder) -> str:
    """A damaged batch is found by the check, and named by a build that it stops."""
    _require_found(folder)
    return "batch stops the build" if _etl(folder, "build") else "batch is built from"


def _require_found(folder: DataFolder) -> None:
    if _etl(folder, "status", "--check") != 1:
        raise AssertionError("etl status --check does not find it")


def _etl(folder: DataFolder, *words: str) -> int:
    return _python(folder, "-m", "etl", *words).returncode


def _read(folder: DataFolder) -> str:
    ended = _python(folder, "-m", "tests.soak.reading")
    return ended.stdout.strip() if ended.returncode == 0 else f"died {ended.returncode}"


def _python(folder: DataFolder, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"MINGCHUANG_DATA": str(folder.root)}
    command = [sys.executable, *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
