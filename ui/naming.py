"""Whom names mean: `python -m etl names --json` as a child process, to list them and to decide."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import streamlit as st

from analysis.warehouse import data_folder
from ui import queries
from ui.answers import Kept
from ui.loading import ROOT
from ui.words import language, t

Days = tuple[date | None, date | None]
_LONGEST_S = 60
_kept: "Kept[Names]" = Kept(20)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Names:
    """The names that mean nobody yet.

    Attributes:
        names: One object per name, as `etl names --json` prints them, those of most rows first.
        count: How many there are, also those not listed.
        rows: How many rows name them.
        is_applied: False while something decided or loaded waits for a build.
        error: Why they cannot be listed, in the reader's language; empty when they can.
    """

    names: tuple[dict[str, Any], ...] = ()
    count: int = 0
    rows: int = 0
    is_applied: bool = True
    error: str = ""


def is_any_decided() -> bool:
    """Say whether anybody decided anything in this data folder."""
    return (data_folder() / "office" / "office.sqlite").exists()


def names() -> Names:
    """Return the open names; asked once per build and decision, since a process takes a second."""
    key = (queries.release().path, _decisions(), language())
    return _kept.get(key, _listed)


def confirm(name: str, kind: str, target_id: str, days: Days = (None, None)) -> str:
    """Write down that a name means a unit or an outlet.

    Args:
        name: The name as files write it.
        kind: `unit` or `outlet`.
        target_id: The number in the ledger.
        days: The first and the last day on which it does; None is open.

    Returns:
        What speaks against it, in the reader's language; empty when it is kept.
    """
    ends = [
        f"--{end}={day.isoformat()}" for end, day in zip(("from", "to"), days, strict=True) if day
    ]
    return _decide([f"--confirm={name}={target_id}", f"--kind={kind}", *ends])


def reject(name: str, kind: str) -> str:
    """Write down that a name means nobody of the ledgers; returns as `confirm`."""
    return _decide([f"--reject={name}", f"--kind={kind}"])


def signed() -> list[str]:
    """Return the option that signs a decision: whoever is signed in, else nobody in particular."""
    who = st.user.get("email") or st.user.get("name")
    return [f"--by={who}"] if who else []


def _decisions() -> Hashable:
    """Whatever is decided touches one of the files of the office's database."""
    files = sorted((data_folder() / "office").glob("office.sqlite*"))
    return tuple((file.name, file.stat().st_mtime_ns) for file in files if file.exists())


def _listed() -> Names:
    said = _ask([])
    return Names(
        tuple(said.get("names", ())),
        said.get("count", 0),
        said.get("rows", 0),
        said.get("is_applied", True),
        str(said.get("error", "")),
    )


def _decide(what: Sequence[str]) -> str:
    return str(_ask([*what, *signed(), "--no-build"]).get("error", ""))


def _ask(arguments: Sequence[str]) -> dict[str, Any]:
    try:
        child = subprocess.run(
            [sys.executable, "-m", "etl", "names", "--json", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "MINGCHUANG_DATA": str(data_folder()),
                "MINGCHUANG_LANG": language(),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
        )
        said: dict[str, Any] = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError) as fault:
        reference = uuid4().hex[:8]
        _log.error("names %s gave no answer: %s", reference, fault)
        return {"error": t("names.silent", reference=reference)}
    return said
