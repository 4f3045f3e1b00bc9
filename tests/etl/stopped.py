"""A command of etl that is stopped at a named stage, has something done to it, and goes on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

PATIENCE_S = 120


def run_stopped(
    folder: Any, stage: str, meanwhile: Callable[[int], None], *command: str
) -> tuple[int, bytes, bytes]:
    """Run a command, do something when it reaches a stage, and let it end.

    Args:
        folder: the data folder.
        stage: where it stops.
        meanwhile: what is done then; it is given the process id.
        command: such as `load`.

    Returns:
        Exit status, answer and what was said.
    """
    told = {"MINGCHUANG_DATA": str(folder.root), "MINGCHUANG_STOP_AT": stage}
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", *command, "--json"],
        env={**os.environ, **told},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        process.returncode = os.waitstatus_to_exitcode(status)
        raise AssertionError(f"{stage} was not reached: {process.communicate()}")
    meanwhile(process.pid)
    os.kill(process.pid, signal.SIGCONT)
    answer, said = process.communicate(timeout=PATIENCE_S)
    return process.returncode, answer, said
