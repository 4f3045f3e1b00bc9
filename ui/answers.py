"""Answers, figures and maps kept in memory: shared by all sessions, never copied, bounded.

`st.cache_data` unpickles an answer, and it and `st.cache_resource` hash their arguments at every
hit, up to 1 ms each; a page asks sixty times. Keys here are hashable and name the build's own
file, so nothing in it can be stale.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

import polars as pl

_MOST_BYTES = 256 * 1024 * 1024

Made = TypeVar("Made")


class KeptAnswers:
    """Frames by key, the least recently used forgotten first. A frame taken out is not to be changed."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._frames: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """Return the frame of a key, made when it is not there.

        Args:
            key: Everything the frame depends on.
            make: Makes it; two sessions may do so at once, and the first one's stays.
        """
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
                return self._frames[key]
        frame = make()
        with self._lock:
            if key not in self._frames:
                self._frames[key] = frame
                self._bytes += _weight(frame)
            while self._bytes > self._most_bytes:
                _, forgotten = self._frames.popitem(last=False)
                self._bytes -= _weight(forgotten)
        return frame


class Kept(Generic[Made]):
    """Things made from answers by key, the least recently used forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the thing of a key, made when it is not there.

        Args:
            key: Everything the thing depends on.
            make: Makes it; two sessions may do so at once, and the first one's stays.
        """
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        thing = make()
        with self._lock:
            kept = self._things.setdefault(key, thing)
            if len(self._things) > self._most:
                self._things.popitem(last=False)
        return kept


def _weight(frame: pl.DataFrame) -> int:
    return int(frame.estimated_size()) + 1_000  # an empty frame weighs something too
