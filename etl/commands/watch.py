"""`etl watch`: what lands in the inbox is loaded, one file at a time.

Each load is a process of its own: its memory is given back, a crash in it ends nothing else, and
when the watch is told to stop it can be ended at any stage, since the lake is whole after any kill.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from etl.answers import Answer, tell, words
from etl.commands import builds, loading
from etl.commands.watched import Watched, lying
from etl.errors import AnotherLoadRuns, Said
from etl.paths import DataFolder, shown_name
from etl.warehouse.version import lake_hash

# A copy over a slow line pauses; a file of which nothing moved for this long has arrived.
SETTLED_AFTER_S = 2.0
_ENDS_WITHIN_S = 5.0
_PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass
class _Watch:
    """One watch, from its start until it is told to stop."""

    folder: DataFolder
    stopped: threading.Event = field(default_factory=threading.Event)
    child: subprocess.Popen[bytes] | None = None
    batches: list[dict[str, Any]] = field(default_factory=list)

    def stop(self, *_: object) -> None:
        """End the watch; a load that runs is ended with it and starts over another time."""
        self.stopped.set()
        _end(self.child, signal.SIGTERM)

    def round(self) -> None:
        """Load every file that has arrived and was not tried before, then publish once."""
        known = Watched.read(self.folder)
        for path, seen in self._arrived(known).items():
            said = self._run(["load", str(self.folder.inbox / path), "--no-build"])
            if said is None:
                return
            found = said.get("batches", [])
            self.batches += found
            # With an error of its own the load did not finish: the file is tried again as it is.
            if found and "error" not in said:
                # Of a zip it is enough that one was: what is loaded already stays as it is.
                refused = any(batch["status"] == "refused" for batch in found)
                known = known.tried(path, seen, is_refused=refused)
                known.write(self.folder)
            _tell(
                found or [{"file_name": shown_name(Path(path)), "message": said.get("error", "")}]
            )
        self._publish(known)

    def _arrived(self, known: Watched) -> dict[str, str]:
        """Return the files to be tried that have stopped growing."""
        before = lying(self.folder)
        new = {path: seen for path, seen in before.items() if not known.is_tried(path, seen)}
        if new:
            self.stopped.wait(SETTLED_AFTER_S)
        now = lying(self.folder) if new else {}
        return {path: seen for path, seen in new.items() if now.get(path) == seen}

    def _publish(self, known: Watched) -> None:
        """Build when the lake has what the published build lacks; once per state of the lake."""
        made_of = lake_hash(self.folder)
        if self.stopped.is_set() or known.failed_build == made_of:
            return
        if builds.is_up_to_date(self.folder):
            return
        said = self._run(["build"])
        if said is not None and "error" in said:
            known.with_failed_build(made_of).write(self.folder)
            tell(Said(said["error"], said["error"]))
        elif said is not None:
            tell(Said(f"已发布 {said['build_id']}", f"Published {said['build_id']}"))

    def _run(self, arguments: Sequence[str]) -> dict[str, Any] | None:
        """Run one command; None when another load runs or the watch was stopped."""
        child = subprocess.Popen(
            [sys.executable, "-m", "etl", *arguments, "--json"],
            cwd=_PROJECT,
            env={**os.environ, "MINGCHUANG_DATA": str(self.folder.root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            # Ended as a group: reading a workbook has a child of its own.
            start_new_session=True,
        )
        self.child = child
        if self.stopped.is_set():
            self.stop()
        answer, _ = child.communicate()
        self.child = None
        if self.stopped.is_set() or child.returncode == AnotherLoadRuns.exit_code:
            return None
        try:
            said: dict[str, Any] = json.loads(answer)
        except ValueError:
            error = words(
                f"导入意外中断（{child.returncode}）", f"The load broke off ({child.returncode})"
            )
            return {"error": error}
        return said


def watch(folder: DataFolder, interval_s: float, *, is_once: bool) -> Answer:
    """Load what lands in the inbox until told to stop (SIGTERM, SIGINT).

    A file is loaded when it has stopped growing. One that was refused is tried again when it, or a
    mapping, has changed. While another load runs the files wait for the next round.

    Args:
        folder: the data folder.
        interval_s: seconds between two looks.
        is_once: one look, for a timer.

    Returns:
        `{batches: […], build_id}` of the whole watch.
    """
    running = _Watch(folder)
    folder.inbox.mkdir(parents=True, exist_ok=True)
    with _stopping(running):
        tell(Said(f"正在看守 {folder.inbox}", f"Watching {folder.inbox}"))
        while not running.stopped.is_set():
            running.round()
            if is_once:
                break
            running.stopped.wait(interval_s)
    build_id = builds.current_id(folder)
    said = Said(
        f"看守结束：{len(running.batches)} 个批次，当前数据版本 {build_id or '无'}",
        f"The watch has ended: {len(running.batches)} batches; published build: {build_id or 'none'}",
    )
    return Answer({"batches": running.batches, "build_id": build_id}, said=[said])


@contextmanager
def _stopping(running: _Watch) -> Iterator[None]:
    """Let the signals of a service manager and of a terminal stop the watch."""
    before = {one: signal.signal(one, running.stop) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _end(child: subprocess.Popen[bytes] | None, how: signal.Signals) -> None:
    if child is None or child.poll() is not None:
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, how)
    if how != signal.SIGKILL:
        # Not waited for here: a signal handler runs inside the very call that waits.
        later = threading.Timer(_ENDS_WITHIN_S, _end, (child, signal.SIGKILL))
        later.daemon = True
        later.start()


def _tell(batches: Sequence[dict[str, Any]]) -> None:
    for batch in batches:
        status = loading.STATUS_WORDS.get(batch.get("status", ""), Said("未完成", "not finished"))
        name, message = batch["file_name"], batch["message"]
        tell(Said(f"{name}：{status.zh} {message}", f"{name}: {status.en} {message}"))
