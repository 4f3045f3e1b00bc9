"""One frame ahead: the next block of a file is parsed while the last one is judged."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import polars as pl


def ahead(frames: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield frames, taking the next one in a thread of its own meanwhile.

    Args:
        frames: an iterator; only one thread at a time takes from it.

    Returns:
        The same frames; what taking one raises is raised here.
    """
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, frames, None)
        while (frame := coming.result()) is not None:
            coming = reader.submit(next, frames, None)
            yield frame
