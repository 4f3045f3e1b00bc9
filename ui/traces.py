"""A number traced through the lake: `python -m etl trace --json` as a child process.

The warehouse has the newest row of a case; its older ones lie in the lake, which no page reads.
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from analysis.warehouse import data_folder
from ui.answers import Kept
from ui.loading import ROOT

_LONGEST_S = 60
_kept: "Kept[Trace]" = Kept(200)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trace:
    """What the lake has of a number.

    Attributes:
        versions: One object per version of a row, as `etl trace --json` prints them; none when no
            row bears the number.
        reference: What to look for in the log when the child gave no answer.
    """

    versions: tuple[dict[str, Any], ...] = ()
    reference: str = ""


def trace(number: str) -> Trace:
    """Return the versions of all rows that bear a number, by source, oldest first.

    Asked once per number and state of the lake, since a process takes a second to start.
    """
    key = (number, _state())
    return _kept.get(key, lambda: _asked(number))


def _state() -> Hashable:
    """Whatever comes into the lake or leaves it touches one of its folders; a release of a batch, the office."""
    root = data_folder()
    touched = sorted([*(root / "lake").glob("*"), *(root / "office").glob("office.sqlite*")])
    return tuple((str(path), path.stat().st_mtime_ns) for path in touched if path.exists())


def _asked(number: str) -> Trace:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "etl", "trace", "--json", "--", number],
            cwd=ROOT,
            env={**os.environ, "MINGCHUANG_DATA": str(data_folder())},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
        content = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError) as fault:
        reference = uuid4().hex[:8]
        _log.error("trace %s gave no answer: %s", reference, fault)
        return Trace(reference=reference)
    # A number that no row bears is answered with a sentence and no versions.
    return Trace(tuple(content.get("versions", ())))
