"""The named stages of a load and a build, at each of which the kill harness can strike."""

import os
import signal


def reached(stage: str) -> None:
    """Say that a stage is reached; die here if the kill harness asked for it.

    MINGCHUANG_KILL_AT names the stage at which this process sends itself SIGKILL, so that
    nothing of its own (finally, atexit) can tidy up, as in a power cut. MINGCHUANG_STOP_AT names
    one at which it stops until it is continued, so that something can be done to it meanwhile.

    Args:
        stage: the stage's name, such as `batch_parquet_written`.
    """
    if os.environ.get("MINGCHUANG_KILL_AT") == stage:
        os.kill(os.getpid(), signal.SIGKILL)
    if os.environ.get("MINGCHUANG_STOP_AT") == stage:
        os.kill(os.getpid(), signal.SIGSTOP)
