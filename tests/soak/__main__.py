"""`python -m tests.soak [kills] [kills:N] [random] [disk] [rot]`: loads cut off, a full disk, damaged files, for real.

Prints a tally; ends with 1 when anything is bad.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import redirect_stderr
from io import StringIO
from multiprocessing.pool import Pool
from pathlib import Path

from tests.soak import disk, kills, rot
from tests.soak.situations import SITUATIONS

SEED = int(os.environ.get("SEED", "1"))
RANDOM_KILLS = 100
WORKERS = 2


def main() -> None:
    parts = sys.argv[1:] or ["kills", "random", "disk", "rot"]
    bad: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="mingchuang-soak-") as folder,
        multiprocessing.get_context("spawn").Pool(WORKERS) as pool,
    ):
        root = Path(folder)
        for at, situation in enumerate(SITUATIONS):
            if "kills" in parts or f"kills:{at}" in parts:
                with redirect_stderr(StringIO()):
                    cases = kills.prepare(root, at)
                bad += told(situation.name, len(cases), pool.imap_unordered(kills.kill, cases))
        if "random" in parts:
            bad += random_kills(root, pool)
        if "disk" in parts:
            with redirect_stderr(StringIO()):
                full = disk.report(root)
            bad += full
            print("".join(f"BAD  {one}\n" for one in full), end="")
        if "rot" in parts:
            with redirect_stderr(StringIO()):
                rotten = rot.report(root)
            bad += rotten
            print("".join(f"BAD  {one}\n" for one in rotten), end="")
    print("all is well" if not bad else f"{len(bad)} are bad")
    sys.exit(bool(bad))


def random_kills(root: Path, pool: Pool) -> list[str]:
    """Kill until enough runs were cut off: one that ends before its moment is none."""
    bad: list[str] = []
    missing, seed = RANDOM_KILLS, SEED
    while missing > 0 and not bad:
        with redirect_stderr(StringIO()):
            cases = kills.prepare_random(root / f"random-{seed}", seed, missing)
        ends: Counter[str] = Counter()
        name = f"random moments of a sample city, seed {seed}"
        bad += told(name, len(cases), pool.imap_unordered(kills.kill, cases), ends)
        missing -= ends["old"] + ends["new"]
        seed += 1
    return bad


def told(
    name: str,
    count: int,
    ends: Iterable[tuple[str, str]],
    tally: Counter[str] | None = None,
) -> list[str]:
    """Print what became of the kills of one kind; return what is bad."""
    began, bad = time.monotonic(), []
    counted: Counter[str] = Counter() if tally is None else tally
    for end, why in ends:
        counted[end] += 1
        if end in ("bad", "missed"):
            bad.append(why or f"{name}: a stage was not reached")
            print("BAD ", bad[-1], flush=True)
    lasted = time.monotonic() - began
    kinds = ", ".join(f"{end} {times}" for end, times in sorted(counted.items()))
    print(f"{name:48}{count:5} runs  {kinds}  ({lasted:.0f} s)", flush=True)
    return bad


if __name__ == "__main__":
    main()
