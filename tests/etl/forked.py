"""Commands of etl, each in a process of its own that is forked from one which has imported everything.

To import takes longer than most commands. Who forked a process is told by the system how it ended.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Forks:
    """Runs commands one after another.

    Args:
        server: the process that forks them, with pipes to talk to it.
    """

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        self.server = server

    def run(self, told: dict[str, str], *command: str) -> tuple[int, str]:
        """Run a command to its end, whatever that is.

        Args:
            told: what is added to the environment.
            command: such as `load`.

        Returns:
            Exit status, negative for a signal, and what it answered.
        """
        answer = Path(told["MINGCHUANG_DATA"]).with_suffix(".answer")
        assert self.server.stdin and self.server.stdout
        print(json.dumps([told, command, str(answer)]), file=self.server.stdin, flush=True)
        status = int(self.server.stdout.readline())
        return status, answer.read_text(encoding="utf-8")


@contextmanager
def forks() -> Iterator[Forks]:
    """Start the process that forks; it ends with the block."""
    asked: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, __file__], cwd=Path.cwd(), **asked) as server:
        yield Forks(server)


def become(app: Any, told: dict[str, str], command: list[str], answer: str) -> None:
    """Be the command: what is printed goes to the answer's file."""
    os.environ |= told
    os.dup2(os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), sys.stdout.fileno())
    sys.exit(app(command))


def serve() -> None:
    """Fork for every line asked, and tell how the child ended."""
    import etl.commands.loading  # noqa: F401 (before the first fork)
    import etl.load  # noqa: F401
    from etl.__main__ import app

    for line in sys.stdin:
        child = os.fork()
        if not child:
            sys.stdin.close()
            become(app, *json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path.cwd()))
    serve()
