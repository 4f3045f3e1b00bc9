"""One step ahead: the next block of a file is worked on while the last one is put away."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Step = TypeVar("Step")
Done = TypeVar("Done")


def ahead(steps: Iterator[Step]) -> Iterator[Step]:
    """Yield what an iterator yields, taking the next in a thread of its own meanwhile.

    Args:
        steps: an iterator, of anything but None; only one thread at a time takes from it.

    Returns:
        The same; what taking one raises is raised here.
    """
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, steps, None)
        while (step := coming.result()) is not None:
            coming = reader.submit(next, steps, None)
            yield step


def side_by_side(
    steps: Iterator[Step], work: Callable[[Step], Done], workers: int
) -> Iterator[Done]:
    """Yield what is made of each step, in order, while the next ones are already being worked on.

    Args:
        steps: an iterator; only the thread that takes from this one takes from it.
        work: what is done to each, in threads of their own.
        workers: how many are worked on at once.

    Returns:
        The results; what a step or its work raises is raised here.
    """
    with ThreadPoolExecutor(workers) as pool:
        coming: deque[Future[Done]] = deque()
        for step in steps:
            coming.append(pool.submit(work, step))
            if len(coming) > workers:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
