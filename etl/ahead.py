"""One step ahead: the next block of a file is worked on while the last one is put away."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Step = TypeVar("Step")


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
